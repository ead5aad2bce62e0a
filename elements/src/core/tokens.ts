import { css, unsafeCSS, type CSSResult } from 'lit';

export type Theme = 'neutre' | 'etat' | 'sombre' | 'auto';

type Pair = readonly [light: string, dark: string];
export type Palette = Readonly<Record<ColourRole, Pair>>;
export type ColourRole =
  | 'ink'
  | 'ink-muted'
  | 'ink-faint'
  | 'surface'
  | 'canvas'
  | 'sunken'
  | 'line'
  | 'line-strong'
  | 'line-control'
  | 'accent'
  | 'accent-ink'
  | 'accent-soft'
  | 'accent-hover'
  | 'success'
  | 'success-soft'
  | 'warning'
  | 'warning-soft'
  | 'danger'
  | 'danger-ink'
  | 'danger-soft'
  | 'focus'
  | 'shade';

/** Colour roles, light then dark. `line-control` bounds what can be operated: 3:1 on every ground. */
export const neutre: Palette = {
  ink: ['#17202e', '#e8ecf2'],
  'ink-muted': ['#566174', '#a9b4c4'],
  'ink-faint': ['#5f6a7b', '#9ba8ba'],
  surface: ['#ffffff', '#171d27'],
  canvas: ['#f5f6f8', '#10151d'],
  sunken: ['#eef1f5', '#1f2733'],
  line: ['#dfe4eb', '#2c3644'],
  'line-strong': ['#b9c2cf', '#475366'],
  'line-control': ['#7d899b', '#74829a'],
  accent: ['#2451c7', '#8fb0ff'],
  'accent-ink': ['#ffffff', '#0d1830'],
  'accent-soft': ['#e8eefc', '#1e2c4d'],
  'accent-hover': ['#1c41a3', '#adc5ff'],
  success: ['#1a6b43', '#7fd3a6'],
  'success-soft': ['#e3f3ea', '#17352a'],
  warning: ['#8a5300', '#f0bf72'],
  'warning-soft': ['#fdf1dc', '#3a2c12'],
  danger: ['#a8201a', '#ff9d94'],
  'danger-ink': ['#ffffff', '#3a0f0c'],
  'danger-soft': ['#fde8e6', '#431b19'],
  focus: ['#2451c7', '#8fb0ff'],
  shade: ['rgb(23 32 46 / .12)', 'rgb(0 0 0 / .5)'],
};

/** What the State preset changes: colours that sit beside the DSFR's. */
export const etat: Partial<Palette> = {
  ink: ['#161616', '#f0f0f0'],
  'ink-muted': ['#555555', '#b5b5b5'],
  'ink-faint': ['#626262', '#a8a8a8'],
  surface: ['#ffffff', '#1b1b1b'],
  canvas: ['#f6f6f6', '#121212'],
  sunken: ['#eeeeee', '#252525'],
  line: ['#dddddd', '#353535'],
  'line-strong': ['#b5b5b5', '#555555'],
  'line-control': ['#7b7b7b', '#868686'],
  accent: ['#000091', '#a5a5ff'],
  'accent-ink': ['#ffffff', '#000054'],
  'accent-soft': ['#ececfe', '#25254a'],
  'accent-hover': ['#1212ff', '#c1c1fb'],
  success: ['#18693b', '#88d6a3'],
  'success-soft': ['#dffee6', '#1b3324'],
  warning: ['#8a3c00', '#ffb48a'],
  'warning-soft': ['#ffe9e0', '#3d2415'],
  danger: ['#b30000', '#ffa3a3'],
  'danger-soft': ['#ffe9e9', '#421818'],
  focus: ['#0a76f6', '#6da8ff'],
};

const measures: Readonly<Record<string, string>> = {
  font: 'inherit',
  'space-1': '4px',
  'space-2': '8px',
  'space-3': '12px',
  'space-4': '16px',
  'space-6': '24px',
  'space-8': '32px',
  radius: '6px',
  'radius-small': '4px',
  'size-small': '.8125em',
  size: '.9375em',
  'size-large': '1.125em',
  'size-title': '1.375em',
  control: '34px',
};

/** The public names a host may set. */
export const tokenNames: readonly string[] = [...Object.keys(neutre), ...Object.keys(measures), 'shadow'].map(
  (name) => `--lastria-${name}`,
);

const colour = ([light, dark]: Pair) => `light-dark(${light}, ${dark})`;
const lines = (entries: Iterable<readonly [string, string]>) =>
  unsafeCSS([...entries].map(([name, value]) => `${name}: ${value};`).join('\n'));

/**
 * The tokens as private aliases: `--_ink` is the host page's `--lastria-ink` when it, or any ancestor, sets one;
 * else the preset's; else ours. A default is never written on the public name, where it would hide an ancestor's.
 * Light or dark follows `color-scheme`, which children inherit; styles use the aliases only.
 */
const aliases = lines([
  ...Object.entries(neutre).map(
    ([role, pair]) =>
      [`--_${role}`, `var(--lastria-${role}, var(--_preset-${role}, ${colour(pair)}))`] as const,
  ),
  ...Object.entries(measures).map(
    ([name, value]) => [`--_${name}`, `var(--lastria-${name}, var(--_preset-${name}, ${value}))`] as const,
  ),
  ['--_shadow', 'var(--lastria-shadow, 0 1px 2px var(--_shade), 0 8px 24px var(--_shade))'],
]);
const etatPreset = lines([
  ...Object.entries(etat).map(([role, pair]) => [`--_preset-${role}`, colour(pair)] as const),
  ['--_preset-font', 'Marianne, Arial, sans-serif'],
  ['--_preset-radius', '4px'],
  ['--_preset-radius-small', '2px'],
]);
const noPreset = lines(
  [...Object.keys(etat), 'font', 'radius', 'radius-small'].map(
    (name) => [`--_preset-${name}`, 'initial'] as const,
  ),
);

export const tokens: CSSResult = css`
  :host {
    ${aliases}
  }
  :host([theme]) {
    color-scheme: light;
  }
  :host([theme='neutre']),
  :host([theme='sombre']),
  :host([theme='auto']) {
    ${noPreset}
  }
  :host([theme='sombre']) {
    color-scheme: dark;
  }
  :host([theme='auto']) {
    color-scheme: light dark;
  }
  :host([theme='etat']) {
    ${etatPreset}
  }
  :host([density='compact']) {
    --_preset-control: 28px;
  }
  @media (pointer: coarse) {
    :host {
      --_control: max(44px, var(--lastria-control, 44px));
    }
  }
  @media (prefers-contrast: more) {
    :host {
      --_ink-muted: var(--_ink);
      --_ink-faint: var(--_ink);
      --_line: var(--_ink-muted);
      --_line-strong: var(--_ink);
      --_line-control: var(--_ink);
    }
  }
  @media (forced-colors: active) {
    :host {
      --_ink: CanvasText;
      --_ink-muted: CanvasText;
      --_ink-faint: CanvasText;
      --_surface: Canvas;
      --_canvas: Canvas;
      --_sunken: Canvas;
      --_line: CanvasText;
      --_line-strong: CanvasText;
      --_line-control: ButtonBorder;
      --_accent: LinkText;
      --_accent-hover: LinkText;
      --_accent-ink: Canvas;
      --_accent-soft: Canvas;
      --_success: CanvasText;
      --_success-soft: Canvas;
      --_warning: CanvasText;
      --_warning-soft: Canvas;
      --_danger: CanvasText;
      --_danger-ink: Canvas;
      --_danger-soft: Canvas;
      --_focus: Highlight;
    }
  }
`;

/** What every shadow root starts from. */
export const base: CSSResult = css`
  ${tokens}
  :host {
    display: block;
    box-sizing: border-box;
    color: var(--_ink);
    font-family: var(--_font);
    font-size: 1em;
    line-height: 1.45;
    text-align: start;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    padding: 0;
    border: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .number {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation-duration: 0s !important;
      transition-duration: 0s !important;
      scroll-behavior: auto !important;
    }
  }
`;
