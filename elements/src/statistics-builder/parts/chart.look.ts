import { css, html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Series a chart can tell apart. */
const shades = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const roles = ['ink', 'muted', 'line', 'surface', 'accent', 'soft', 'mask', 'plate'] as const;
type Role = (typeof roles)[number];

/** What a drawing takes from the page: its colours, as they are now, and its letters. */
export interface Look {
  /** Of a series: what fills it, what edges it, and its pattern. */
  readonly shades: readonly { readonly fill: string; readonly edge: string }[];
  readonly colours: Readonly<Record<Role, string>>;
  readonly font: { readonly family: string; readonly size: number };
}

/**
 * The colours of the series come from the accent, so that a host that changes it changes them: dark and light of it, then
 * of others as far from it as can be. They are told apart by their lightness and their pattern too.
 */
export const lookStyles = css`
  .probe {
    position: absolute;
    visibility: hidden;
    inline-size: 0;
    block-size: 0;
    overflow: hidden;
    forced-color-adjust: none;
    color: var(--_c);
    /* A colour that changes starts this, whoever changed it; it moves nothing */
    transition: color 1ms !important;
  }
  .s0 {
    --_c: var(--_accent);
  }
  .s1 {
    --_c: color-mix(in srgb, var(--_accent) 42%, var(--_surface));
  }
  .s2 {
    --_c: oklch(from var(--_accent) l calc(c * 0.62) calc(h + 140));
  }
  .s3 {
    --_c: color-mix(in srgb, oklch(from var(--_accent) l calc(c * 0.62) calc(h + 140)) 42%, var(--_surface));
  }
  .s4 {
    --_c: oklch(from var(--_accent) l calc(c * 0.7) calc(h + 75));
  }
  .s5 {
    --_c: color-mix(in srgb, oklch(from var(--_accent) l calc(c * 0.7) calc(h + 75)) 42%, var(--_surface));
  }
  .s6 {
    --_c: var(--_ink-muted);
  }
  .s7 {
    --_c: color-mix(in srgb, var(--_ink-muted) 42%, var(--_surface));
  }
  .e0,
  .e1 {
    --_c: var(--_accent);
  }
  .e2,
  .e3 {
    --_c: oklch(from var(--_accent) l calc(c * 0.62) calc(h + 140));
  }
  .e4,
  .e5 {
    --_c: oklch(from var(--_accent) l calc(c * 0.7) calc(h + 75));
  }
  .e6,
  .e7 {
    --_c: var(--_ink-muted);
  }
  .ink {
    --_c: var(--_ink);
  }
  .muted {
    --_c: var(--_ink-muted);
  }
  .line {
    --_c: var(--_line);
  }
  .surface {
    --_c: var(--_surface);
  }
  .accent {
    --_c: var(--_accent);
  }
  .soft {
    --_c: color-mix(in srgb, var(--_accent) 8%, var(--_surface));
  }
  .mask {
    --_c: var(--_line-control);
  }
  .plate {
    --_c: var(--_canvas);
  }
  @media (forced-colors: active) {
    .s1,
    .s3,
    .s5,
    .s7 {
      --_c: Canvas;
    }
    .s2,
    .s6,
    .e2,
    .e3,
    .e6,
    .e7 {
      --_c: CanvasText;
    }
    .s4,
    .e4,
    .e5 {
      --_c: LinkText;
    }
    .soft {
      --_c: Canvas;
    }
    .line {
      --_c: GrayText;
    }
  }
`;

/** Elements nobody sees, in whose style the browser works the colours out. */
export const probes = (changed: () => void): TemplateResult =>
  html`<div class="probes" aria-hidden="true" @transitionrun=${changed} @transitionend=${changed}>
    ${shades.map((at) => html`<i class="probe s${at}"></i><i class="probe e${at}"></i>`)}
    ${roles.map((role) => html`<i class="probe ${role}"></i>`)}
  </div>`;

export function lookIn(root: ParentNode): Look {
  const colour = (name: string): string =>
    plain(getComputedStyle(root.querySelector(`.probe.${name}`)!).color);
  const { fontFamily, fontSize } = getComputedStyle(root.querySelector('.probes')!);
  return {
    shades: shades.map((at) => ({ fill: colour(`s${at}`), edge: colour(`e${at}`) })),
    colours: Object.fromEntries(roles.map((role) => [role, colour(role)])) as Look['colours'],
    font: { family: fontFamily, size: Math.round(Number.parseFloat(fontSize) * 0.8125 * 2) / 2 },
  };
}

/** « rgb(…) », which every drawing reads, of whatever the browser worked out. */
function plain(computed: string): string {
  if (computed.startsWith('rgb')) return computed;
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = computed;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

/** A colour between two, as far as told from the first. */
export function between(from: string, to: string, far: number): string {
  const [a, b] = [from, to].map((colour) =>
    colour
      .match(/[\d.]+/g)!
      .slice(0, 3)
      .map(Number),
  );
  return `rgb(${a!.map((value, at) => Math.round(value + (b![at]! - value) * far)).join(', ')})`;
}
/** How light a colour is to the eye, from 0 to 1. */
export function lightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = colour
    .match(/[\d.]+/g)!
    .map((value) => (Number(value) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The shade of a series by its rank; what is not known is grey. */
export const shadeAt = (at: number, { unknown }: { readonly unknown: boolean }): number => (unknown ? 7 : at);

/** Patterns by rank: none slants, which only what is masked does. */
const patterns = [
  undefined,
  undefined,
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1.5, 4.5] },
  {
    symbol: 'circle',
    dashArrayX: [
      [2.5, 4.5],
      [0, 3.5, 2.5, 1],
    ],
    dashArrayY: [3.5, 0],
  },
  {
    symbol: 'circle',
    dashArrayX: [
      [2.5, 4.5],
      [0, 3.5, 2.5, 1],
    ],
    dashArrayY: [3.5, 0],
  },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1.5, 4.5] },
  { symbol: 'rect', dashArrayX: [0.8, 5.2], dashArrayY: [1, 0] },
  undefined,
] as const;

/** The pattern over a series: light on what is dark, dark on what is light. */
export function decalOf(at: number, { shades: all, colours }: Look): object | undefined {
  const pattern = patterns[at];
  const { fill, edge } = all[at]!;
  return pattern && { ...pattern, symbolSize: 1, color: fill === edge ? colours.surface : edge };
}
/** Slanting lines: what is masked. */
export const hatch = ({ colours }: Look): object => ({
  symbol: 'rect',
  symbolSize: 1,
  dashArrayX: [1, 0],
  dashArrayY: [1.2, 4.3],
  rotation: -Math.PI / 4,
  color: colours.mask,
});

const marks: readonly (SVGTemplateResult | typeof nothing)[] = [
  nothing,
  nothing,
  svg`<path d="M0 3h18M0 9h18"/>`,
  svg`<path stroke-dasharray="2 3" d="M1 3h18M3 9h18"/>`,
  svg`<path stroke-dasharray="2 3" d="M1 3h18M3 9h18"/>`,
  svg`<path d="M0 3h18M0 9h18"/>`,
  svg`<path d="M4 0v12M9 0v12M14 0v12"/>`,
  nothing,
];

/** What stands for a series beside its name. */
export function swatch(at: number, { shades: all, colours }: Look): TemplateResult {
  const { fill, edge } = all[at]!;
  return html`<svg class="swatch" viewBox="0 0 18 12" width="18" height="12" aria-hidden="true">
    <rect x=".5" y=".5" width="17" height="11" rx="2" fill=${fill} stroke=${edge}></rect>
    <g stroke=${fill === edge ? colours.surface : edge} stroke-width="1">${marks[at]}</g>
  </svg>`;
}
export const lines = [
  { type: 'solid', symbol: 'circle', dash: '' },
  { type: [6, 4], symbol: 'rect', dash: '6 4' },
  { type: [2, 3], symbol: 'triangle', dash: '2 3' },
  { type: [10, 3, 2, 3], symbol: 'diamond', dash: '10 3 2 3' },
] as const;
/** Lines are told apart by their dashes and their marks: they take strong colours only. */
export const lineShade = (at: number, { shades: all }: Look): string => all[(at * 2) % 8]!.edge;
export const lineStyle = (at: number): (typeof lines)[number] =>
  lines[(at + Math.floor(at / lines.length)) % lines.length]!;

const symbols = {
  circle: svg`<circle cx="13" cy="6" r="3"/>`,
  rect: svg`<rect x="10" y="3" width="6" height="6"/>`,
  triangle: svg`<path d="M13 2.5 16.5 9h-7z"/>`,
  diamond: svg`<path d="m13 2 4 4-4 4-4-4z"/>`,
};
export function lineSwatch(at: number, look: Look): TemplateResult {
  const { symbol, dash } = lineStyle(at);
  const colour = lineShade(at, look);
  return html`<svg class="swatch" viewBox="0 0 26 12" width="26" height="12" aria-hidden="true">
    <path d="M0 6h26" stroke=${colour} stroke-width="2" stroke-dasharray=${dash || nothing}></path>
    <g fill=${colour}>${symbols[symbol]}</g>
  </svg>`;
}

/** The hatching of what is masked, beside its words. */
export const maskSwatch = ({ colours }: Look): TemplateResult =>
  html`<svg class="swatch" viewBox="0 0 18 12" width="18" height="12" aria-hidden="true">
    <rect x=".5" y=".5" width="17" height="11" rx="2" fill=${colours.plate} stroke=${colours.mask}></rect>
    <path
      d="M3 11.5 11 .5M9 11.5 17 .5M.5 8 6 .5"
      stroke=${colours.mask}
      stroke-width="1.2"
      fill="none"
    ></path>
  </svg>`;

/** Darker as there are more. */
export function heatOf(far: number, { colours }: Look): string {
  return between(colours.soft, colours.accent, far);
}
export const heatSwatch = (look: Look): TemplateResult =>
  html`<svg class="swatch" viewBox="0 0 60 12" width="60" height="12" aria-hidden="true">
    ${[0, 1, 2, 3, 4].map((at) => svg`<rect x=${at * 12} y="0" width="12" height="12" fill=${heatOf(at / 4, look)}></rect>`)}
  </svg>`;
