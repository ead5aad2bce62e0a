import { nothing, svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** 20 px outlines, 1.6 px strokes, drawn in the colour of the text. */
const shapes = {
  plus: svg`<path d="M10 4v12M4 10h12"/>`,
  menu: svg`<path d="M3 5.5h14M3 10h14M3 14.5h14"/>`,
  close: svg`<path d="m5 5 10 10M15 5 5 15"/>`,
  'chevron-down': svg`<path d="m5 7.5 5 5 5-5"/>`,
  'chevron-up': svg`<path d="m5 12.5 5-5 5 5"/>`,
  'chevron-left': svg`<path d="m12.5 5-5 5 5 5"/>`,
  'chevron-right': svg`<path d="m7.5 5 5 5-5 5"/>`,
  check: svg`<path d="m4 10.5 4 4 8-9"/>`,
  warning: svg`<path d="M10 3.2 2.6 16.2h14.8zM10 8v4M10 14v.1"/>`,
  danger: svg`<path d="M6.7 2.5h6.6l4.2 4.2v6.6l-4.2 4.2H6.7l-4.2-4.2V6.7zM10 6v5M10 13.6v.1"/>`,
  lock: svg`<rect x="4" y="9" width="12" height="8" rx="1.5"/><path d="M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9"/>`,
  search: svg`<circle cx="8.8" cy="8.8" r="5.3"/><path d="m12.8 12.8 4.2 4.2"/>`,
  bell: svg`<path d="M5.4 8.6a4.6 4.6 0 0 1 9.2 0c0 3.9 1.6 5.1 1.6 5.1H3.8s1.6-1.2 1.6-5.1z"/><path d="M8.4 16.4a1.7 1.7 0 0 0 3.2 0"/>`,
  clock: svg`<circle cx="10" cy="10" r="7.2"/><path d="M10 5.8V10l2.8 2"/>`,
  phone: svg`<path d="M6.8 3 8.4 6.6 6.5 8.2a11 11 0 0 0 5.3 5.3l1.6-1.9L17 13.2v2.6c0 .7-.6 1.2-1.3 1.2C8.7 16.5 3.5 11.3 3 4.3 3 3.6 3.5 3 4.2 3z"/>`,
  home: svg`<path d="M3 9.5 10 3.5l7 6M5 8v8.5h10V8M8.3 16.5v-4.8h3.4v4.8"/>`,
  calendar: svg`<rect x="3" y="4.5" width="14" height="12.5" rx="1.5"/><path d="M3 8.5h14M7 2.5v3.5M13 2.5v3.5"/>`,
  user: svg`<circle cx="10" cy="6.8" r="3.3"/><path d="M3.5 17c.6-3.3 3.2-5 6.5-5s5.9 1.7 6.5 5"/>`,
  users: svg`<circle cx="7.5" cy="7" r="3"/><path d="M2 16.5c.5-3 2.7-4.5 5.5-4.5s5 1.5 5.5 4.5M13 4.2a3 3 0 0 1 0 5.6M15 12.4c1.6.6 2.7 2 3 4.1"/>`,
  file: svg`<path d="M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4"/>`,
  history: svg`<path d="M3.5 6.5A7.2 7.2 0 1 1 2.8 10M3.5 2.8v3.7h3.7M10 6v4.2l2.8 1.6"/>`,
  undo: svg`<path d="M7.5 4 3.5 8l4 4M3.5 8H12a4.3 4.3 0 0 1 0 8.5H8"/>`,
  print: svg`<path d="M6 7V3h8v4M6 14H3.5V7.5h13V14H14M6 11.5h8V17H6z"/>`,
  download: svg`<path d="M10 3v9M6 8.5l4 4 4-4M3.5 14v3h13v-3"/>`,
  upload: svg`<path d="M10 12.5v-9M6 7l4-4 4 4M3.5 14v3h13v-3"/>`,
  more: svg`<path stroke-width="2.6" d="M4.5 10v.01M10 10v.01M15.5 10v.01"/>`,
  transfer: svg`<path d="M3 7h13M12.5 3.5 16 7l-3.5 3.5M17 13H4M7.5 9.5 4 13l3.5 3.5"/>`,
  eye: svg`<path d="M2 10c1.8-3.3 4.6-5 8-5s6.2 1.7 8 5c-1.8 3.3-4.6 5-8 5s-6.2-1.7-8-5z"/><circle cx="10" cy="10" r="2.4"/>`,
  link: svg`<path d="m8.5 11.5 3-3M9 6l1.8-1.8a3.5 3.5 0 0 1 5 5L14 11M11 14l-1.8 1.8a3.5 3.5 0 0 1-5-5L6 9"/>`,
  info: svg`<circle cx="10" cy="10" r="7.2"/><path d="M10 9.2V14M10 6.3v.1"/>`,
  filter: svg`<path d="M3 4.5h14l-5.5 6.5v5.5l-3-1.8V11z"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;
export const iconNames = Object.keys(shapes) as IconName[];

/** An icon; silent beside a word, or named in French when it stands alone. */
export const icon = (name: IconName, label?: string): TemplateResult =>
  html`<svg
    class="icon"
    viewBox="0 0 20 20"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linecap="round"
    stroke-linejoin="round"
    role=${label ? 'img' : nothing}
    aria-label=${label ?? nothing}
    aria-hidden=${label ? nothing : 'true'}
    focusable="false"
  >
    ${shapes[name]}
  </svg>`;
