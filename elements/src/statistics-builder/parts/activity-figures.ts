import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatDate } from '../../core/format.ts';
import type { ActivityReport } from '../activity.data.ts';
import type { Chart, Definition, StatisticsTable } from '../statistics-builder.data.ts';
import { draftFrom } from '../statistics-builder.draft.ts';
import type { Layout } from '../statistics-builder.grid.ts';
import { kindsOf } from './chart.drawing.ts';
import { StatisticsChart } from './chart.ts';
import { FiguresPart } from './figures.ts';
import { ReportsPart } from './reports-part.ts';
import { reportsStyles } from './reports.styles.ts';

/** The figures a chapter was frozen with: its chart and its table, and the day they are of. */
export class ActivityFigures extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-activity-figures';
  static override readonly dependencies = [StatisticsChart, FiguresPart];
  static override styles = [
    ...reportsStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--_space-3);
        padding: 0;
      }
      /* It is read whole, in the page */
      lastria-statistics-builder-figures {
        --lastria-statistics-builder-height: none;
      }
    `,
  ];

  @property({ attribute: false }) chapter!: ActivityReport['chapters'][number];
  /** The day the figures are of. */
  @property() dataOn = '';

  override render(): TemplateResult {
    const { messages, known } = this.shown;
    const { title, showChart } = this.chapter;
    const table = this.chapter.table!;
    const chart = this.#chart(table);
    return html`<p class="muted">
        ${messages.activity.one.frozenData(formatDate(this.dataOn, this.timeZone))}
      </p>
      ${
        showChart && chart
          ? html`<lastria-statistics-chart
              .table=${table}
              .kind=${chart}
              .messages=${messages.chart}
            ></lastria-statistics-chart>`
          : nothing
      }
      <lastria-statistics-builder-figures
        still
        .table=${table}
        .layout=${this.#layout(table)}
        .threshold=${table.threshold ?? known.model.threshold}
        .sentence=${title}
        .messages=${messages}
      ></lastria-statistics-builder-figures>`;
  }

  get #definition(): Definition {
    return this.chapter.definition as Definition;
  }

  /** As its author drew it; undefined: the table alone. */
  #chart(table: StatisticsTable): Chart | undefined {
    const { chart = 'table' } = this.#definition;
    const kinds: readonly Chart[] = kindsOf(table);
    return chart === 'table' ? undefined : kinds.includes(chart) ? chart : kinds[0];
  }

  /** As the question lays it out; a report that became another since does not say how this table was. */
  #layout({ axes }: StatisticsTable): Layout {
    const { reports, model } = this.known;
    const codes = axes.map(({ dimension }) => dimension.code);
    const draft = draftFrom(this.#definition, reports, model);
    const isSame = draft && [...draft.rows, ...draft.columns].toSorted().join() === codes.toSorted().join();
    return isSame ? draft : { rows: codes.slice(0, 1), columns: codes.slice(1, 2) };
  }
}
