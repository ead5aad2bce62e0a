import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { StatisticsTable } from '@lastria/sdk';
import { errorState, skeleton, stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { buttons } from '../../ui/button.ts';
import { chartMessages, type ChartMessages } from '../chart.messages.ts';
import { valueText } from '../figures.ts';
import { drawingOf, type Drawing } from './chart.drawing.ts';
import {
  heatSwatch,
  lineSwatch,
  lookIn,
  lookStyles,
  maskSwatch,
  probes,
  shadeAt,
  swatch,
  type Look,
} from './chart.look.ts';
import { pictureOf } from './chart.option.ts';

type Engine = typeof import('./chart.engine.ts');
type Drawn = ReturnType<Engine['drawIn']>;

/**
 * A table of statistics as a drawing. It says nothing that the table beside it does not say: that one is read with the
 * keys and by screen readers, this one is a picture with a description.
 */
export class StatisticsChart extends UiElement {
  static override readonly tag = 'lastria-statistics-chart';
  static override styles = [
    base,
    buttons,
    stateStyles,
    lookStyles,
    css`
      :host {
        position: relative;
        min-inline-size: 0;
      }
      figure {
        display: grid;
        gap: var(--_space-2);
        margin: 0;
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: var(--_space-1) var(--_space-4);
        margin: 0;
        padding: 0;
        list-style: none;
        font-size: var(--_size-small);
      }
      .legend li {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
      .swatch {
        flex: none;
        fill: none;
        forced-color-adjust: none;
      }
      .place {
        min-inline-size: 0;
        overflow: auto hidden;
        forced-color-adjust: none;
      }
      .drawing {
        position: relative;
        block-size: var(--chart-height);
        min-inline-size: var(--chart-least);
      }
      figcaption,
      .none {
        margin: 0;
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      figcaption:empty {
        display: none;
      }
      @media print {
        .place {
          overflow: visible;
        }
      }
    `,
  ];

  @property({ attribute: false }) table: StatisticsTable | undefined;
  /** `bar`, `stackedBar`, `line`, `pyramid` or `heatmap`: the usual one of the table when it would say nothing. */
  @property() kind = 'bar';
  @property({ attribute: false }) messages: ChartMessages = chartMessages;

  @state() private engine: Engine | undefined;
  @state() private failed = false;
  @state() private look: Look | undefined;
  /** It does not hold in its place, which scrolls. */
  @state() private scrolls = false;
  #drawn: Drawn | undefined;
  #drawing: ReturnType<typeof drawingOf> | undefined;
  #pending = 0;
  #stale = false;
  readonly #sizes = new ResizeObserver(() => this.#again());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    cancelAnimationFrame(this.#pending);
    this.#clear();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('table') || changed.has('kind') || changed.has('messages'))
      this.#drawing = this.table && drawingOf(this.table, this.kind, this.messages);
    if (this.#drawing && 'kind' in this.#drawing && !this.engine && !this.failed) void this.#load();
  }

  override render(): TemplateResult {
    const drawing = this.#drawing;
    return html`${probes(this.#recolour)}
    ${
      drawing === undefined
        ? nothing
        : 'none' in drawing
          ? html`<p class="none">${this.messages.none[drawing.none]}</p>`
          : this.failed
            ? errorState(
                { title: this.messages.failed },
                () => void this.#load(),
                this.messages.failedSafe,
                this.texts,
              )
            : html`<figure>
                ${this.look ? this.#renderLegend(drawing, this.look) : nothing}
                ${this.engine ? nothing : skeleton(5, this.texts)}
                <div
                  class="place"
                  tabindex=${this.scrolls ? '0' : nothing}
                  role=${this.scrolls ? 'region' : nothing}
                  aria-label=${this.scrolls ? this.messages.scroll : nothing}
                >
                  <div class="drawing" role="img" aria-label=${drawing.description}></div>
                </div>
                <figcaption>${drawing.aside.join(' ')}</figcaption>
              </figure>`
    }`;
  }

  #renderLegend({ kind, series, measure, isTime }: Drawing, look: Look): TemplateResult | typeof nothing {
    const values = series.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
    const names =
      kind === 'heatmap'
        ? [
            html`<li>
              ${heatSwatch(look)}${this.messages.scale(valueText(0, measure), valueText(Math.max(0, ...values), measure))}
            </li>`,
          ]
        : series.length === 1
          ? []
          : series.map(
              (one, at) =>
                html`<li>
                  ${kind === 'line' ? lineSwatch(at, look) : swatch(shadeAt(at, one), look)}${one.name}
                </li>`,
            );
    // Where there is no room for the word on each mark, it is here
    const isMasked =
      (kind === 'heatmap' || isTime) && series.some(({ points }) => points.some(({ masked }) => masked));
    if (names.length === 0 && !isMasked) return nothing;
    return html`<ul class="legend" aria-label=${this.messages.legend}>
      ${names}${isMasked ? html`<li>${maskSwatch(look)}${this.messages.masked}</li>` : nothing}
    </ul>`;
  }

  protected override firstUpdated(): void {
    this.#recolour();
  }

  protected override updated(): void {
    this.#again();
  }

  /** The picture as it is drawn, for a sheet to print. */
  get picture(): SVGSVGElement | undefined {
    return this.renderRoot.querySelector<SVGSVGElement>('.drawing svg')?.cloneNode(true) as
      SVGSVGElement | undefined;
  }

  #draw(): void {
    const { engine, look } = this;
    const drawing = this.#drawing;
    const place = this.renderRoot.querySelector<HTMLElement>('.drawing');
    if (!engine || !look || !drawing || 'none' in drawing || !place || !this.isConnected) {
      this.#clear();
      return;
    }
    const room = Math.floor(this.renderRoot.querySelector('figure')!.getBoundingClientRect().width);
    if (room < 40) return;
    const { height, least, option } = pictureOf(drawing, look, room);
    this.scrolls = least > room;
    this.style.setProperty('--chart-height', `${height}px`);
    this.style.setProperty('--chart-least', `${this.scrolls ? least : 0}px`);
    const size = { width: Math.max(room, least), height };
    if (this.#drawn?.getDom() !== place) this.#clear();
    this.#drawn ??= engine.drawIn(place, size);
    this.#drawn.resize(size);
    this.#drawn.setOption(option, { notMerge: true });
  }

  #clear(): void {
    this.#drawn?.dispose();
    this.#drawn = undefined;
  }

  async #load(): Promise<void> {
    this.failed = false;
    try {
      this.engine = await import('./chart.engine.ts');
    } catch {
      this.failed = true;
    }
  }

  readonly #recolour = (): void => {
    this.#stale = true;
    this.#again();
  };

  /** Once for all that changes at a time. */
  #again(): void {
    cancelAnimationFrame(this.#pending);
    this.#pending = requestAnimationFrame(() => {
      if (this.#stale) this.look = lookIn(this.renderRoot);
      this.#stale = false;
      this.#draw();
    });
  }
}
