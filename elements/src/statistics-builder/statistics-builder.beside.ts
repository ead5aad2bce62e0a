import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../ui/icons.ts';
import type {
  Chart,
  Definition,
  Known,
  Over,
  SavedReport,
  Session,
  StatisticsTable,
} from './statistics-builder.data.ts';
import type { StatisticsBuilderMessages } from './statistics-builder.messages.ts';

/** What stands on the screen, for the parts that stand beside the table. */
export interface Shown {
  readonly table: StatisticsTable;
  readonly definition: Definition;
  readonly over: Over;
  readonly known: Known;
  readonly session: Session;
  /** The question in plain French. */
  readonly sentence: string;
  readonly messages: StatisticsBuilderMessages;
  /** The saved report it began with. */
  readonly saved: SavedReport | undefined;
  /** Draws the same table otherwise. */
  readonly draw: (chart: Chart) => void;
  /** Puts another question on the screen, over what is shown or over something else. */
  readonly show: (definition: Definition, over?: Partial<Over>) => void;
  /** A report was added to those that are saved: it is shown. */
  readonly opened: (report: SavedReport) => void;
}

/** Opens one of the panels by its name, or closes it. */
export type OpenPanel = (name: string) => void;

/** The parts come when they are first drawn: what is not looked at weighs nothing. */
let coming: Promise<void> | undefined;
function come(): void {
  coming ??= import('./parts/beside.ts').then(
    ({ defineBeside }) => defineBeside(),
    // Offline: the next thing drawn tries again
    () => void (coming = undefined),
  );
}

/** The chart, above the table. */
export const renderChart = ({
  table,
  definition,
  messages,
  draw,
}: Shown): TemplateResult | typeof nothing => {
  come();
  return table.axes.length === 0
    ? nothing
    : html`<lastria-statistics-builder-drawing
        .table=${table}
        .chart=${definition.chart ?? 'table'}
        .messages=${messages.chart}
        @lastria-ui-change=${(event: CustomEvent<{ chart: Chart }>) => draw(event.detail.chart)}
      ></lastria-statistics-builder-drawing>`;
};

/** Beside « what is counted »: the ways to an explanation. */
export const renderExplanations = ({ messages }: Shown, open: OpenPanel): TemplateResult =>
  html`<button type="button" class="button quiet" @click=${() => open('explain')}>
    ${messages.reports.explainIt}
  </button>`;

/** Under the table: what is done with it. */
export const renderActs = ({ messages }: Shown, open: OpenPanel): TemplateResult => {
  const { reports: texts, activity } = messages;
  return html`<button type="button" class="button primary" @click=${() => open('activity')}>
      ${activity.open}</button
    >${Object.entries(texts.exports.formats).map(
      ([format, label]) =>
        html`<button
          type="button"
          class="button"
          aria-label=${texts.exports.open(label)}
          @click=${() => open(`export ${format}`)}
        >
          ${label}
        </button>`,
    )}`;
};

/** After all that is done with the table: what is there already, and what is missing. */
export const renderMore = ({ known, messages: { reports: texts } }: Shown, open: OpenPanel): TemplateResult =>
  html`<button type="button" class="button quiet" @click=${() => open('exports')}>
      ${icon('download')}${texts.mine}</button
    ><button type="button" class="button quiet" @click=${() => open('missing')}>
      ${icon('info')}${texts.missingIt}</button
    >${
      known.me.can.readTeamStatistics
        ? html`<button type="button" class="button quiet" @click=${() => open('contracted')}>
            ${icon('clock')}${texts.contractedIt}
          </button>`
        : nothing
    }<button type="button" class="button quiet" @click=${() => open('sharing')}>
      ${icon('transfer')}${texts.shareIt}
    </button>`;

/** The panel of this name, and its heading. */
export function renderPanel(
  name: string,
  shown: Shown,
): { readonly heading: string; readonly content: TemplateResult } | undefined {
  come();
  const { reports: texts, activity } = shown.messages;
  const [kind, format = 'docx'] = name.split(' ');
  switch (kind) {
    case 'explain':
      return {
        heading: texts.explain.title,
        content: html`<lastria-statistics-builder-explain
          .shown=${shown}
        ></lastria-statistics-builder-explain>`,
      };
    case 'missing':
      return {
        heading: texts.missing.title,
        content: html`<lastria-statistics-builder-missing
          .shown=${shown}
        ></lastria-statistics-builder-missing>`,
      };
    case 'contracted':
      return {
        heading: texts.contractedIt,
        content: html`<lastria-statistics-builder-contracted
          .shown=${shown}
        ></lastria-statistics-builder-contracted>`,
      };
    case 'sharing':
      return {
        heading: texts.sharing.title,
        content: html`<lastria-statistics-builder-sharing
          .shown=${shown}
        ></lastria-statistics-builder-sharing>`,
      };
    case 'exports':
    case 'export':
      return {
        heading: kind === 'export' ? texts.exports.title(texts.exports.formats[format]!) : texts.mine,
        content: html`<lastria-statistics-builder-exports
          .shown=${shown}
          .format=${kind === 'export' ? format : ''}
        ></lastria-statistics-builder-exports>`,
      };
    case 'activity':
      return {
        heading: activity.title,
        content: html`<lastria-statistics-builder-activity
          .shown=${shown}
        ></lastria-statistics-builder-activity>`,
      };
    default:
      return undefined;
  }
}
