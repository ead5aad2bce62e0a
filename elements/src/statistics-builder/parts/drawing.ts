import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { chartMessages, type ChartMessages } from '../chart.messages.ts';
import type { Chart, StatisticsTable } from '../statistics-builder.data.ts';
import { kindsOf } from './chart.drawing.ts';
import { StatisticsChart } from './chart.ts';

/** The chart of a table and the choice of how it is drawn. Fires `lastria-ui-change` with the `chart` chosen. */
export class DrawingPart extends UiElement {
  static override readonly tag = 'lastria-statistics-builder-drawing';
  static override readonly dependencies = [StatisticsChart, UiSelectField];
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--_space-2);
        margin-block-end: var(--_space-4);
      }
      lastria-ui-select-field {
        justify-self: start;
        inline-size: min(100%, 15em);
      }
    `,
  ];

  @property({ attribute: false }) table!: StatisticsTable;
  @property() chart: Chart = 'table';
  @property({ attribute: false }) messages: ChartMessages = chartMessages;
  #kinds: readonly Chart[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('table')) this.#kinds = kindsOf(this.table);
  }

  override render(): TemplateResult | typeof nothing {
    if (this.#kinds.length === 0) return nothing;
    const { kinds, choose } = this.messages;
    const chart = this.chart === 'table' || this.#kinds.includes(this.chart) ? this.chart : this.#kinds[0]!;
    return html`<lastria-ui-select-field
        label-hidden
        settles
        .label=${choose}
        .value=${chart}
        .options=${[...this.#kinds, 'table' as const].map((kind) => ({ value: kind, label: kinds[kind]! }))}
        @lastria-ui-change=${this.#choose}
      ></lastria-ui-select-field>
      ${
        chart === 'table'
          ? nothing
          : html`<lastria-statistics-chart
              .table=${this.table}
              .kind=${chart}
              .messages=${this.messages}
            ></lastria-statistics-chart>`
      }`;
  }

  readonly #choose = (event: CustomEvent<{ value: string }>): void =>
    void this.fire('lastria-ui-change', { chart: event.detail.value as Chart });
}
