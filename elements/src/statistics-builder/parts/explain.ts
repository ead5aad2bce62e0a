import { html, nothing, type TemplateResult } from 'lit';
import { formatDateTime, formatLongDate } from '../../core/format.ts';
import { figureText, isAdditive, valueText } from '../figures.ts';
import type { StatisticsTable } from '../statistics-builder.data.ts';
import { conditionsOf, countedBy, draftFrom, isReport, type Draft } from '../statistics-builder.draft.ts';
import { ReportsPart } from './reports-part.ts';
import { reportsStyles } from './reports.styles.ts';

/** Units named before the others are counted. */
const NAMED = 3;

/**
 * « Pourquoi ce chiffre ? »: what is counted, when, where, under which conditions, as of when, what is left out, why the
 * total is not the sum, and what is masked.
 */
export class ExplainPart extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-explain';
  static override styles = reportsStyles;

  get #table(): StatisticsTable {
    return this.shown.table;
  }
  get #draft(): Draft {
    return draftFrom(this.shown.definition, this.known.reports, this.known.model)!;
  }

  override render(): TemplateResult {
    const { explain: texts } = this.messages;
    const table = this.#table;
    const { period, axes, measures } = table;
    const day = (iso: string): string => formatLongDate(iso, this.timeZone).replace(/\b1 (?=\p{L})/u, '1er ');
    const line = (label: string, ...what: (string | undefined)[]): TemplateResult =>
      html`<dt>${label}</dt>
        ${what.filter(Boolean).map((text) => html`<dd>${text}</dd>`)}`;
    return html`<div class="stack">
      <p>${this.shown.sentence}</p>
      <dl>
        ${line(texts.counted, ...this.#definitions())}
        ${line(texts.unit, ...measures.map(({ unit, kind, of }) => texts.unitText(capital(unit), kind === 'count' && distinct.has(of))))}
        ${line(texts.period, texts.periodText(day(period.from), day(period.to)))}
        ${line(texts.situation, texts.situationText)} ${line(texts.units, this.#units())}
        ${line(texts.conditions, this.#conditions())}
        ${
          axes.length > 0
            ? line(
                texts.along,
                axes.map(({ dimension }) => dimension.label).join(', '),
                axes.some(({ items }) => items.some(({ code }) => code === null))
                  ? `${texts.unknown}\u00a0: ${texts.unknownText}`
                  : undefined,
              )
            : nothing
        }
        ${axes.length > 0 ? line(texts.total, this.#total()) : nothing}
        ${line(texts.excluded, texts.voided, ...this.#excluded(), texts.anonymised)}
        ${line(texts.masked, this.#masked())}
        ${line(
          texts.data,
          texts.dataText(formatDateTime(table.asOf, this.timeZone)),
          table.waiting > 0 ? texts.waiting(table.waiting) : undefined,
        )}
      </dl>
    </div>`;
  }

  /** What each measure counts, as the model says; a report's own words when it is one. */
  #definitions(): string[] {
    const { known } = this;
    const draft = this.#draft;
    const counted = draft.measures.flatMap(
      ({ of }) => countedBy(known.model, of, draft.filters)?.definition ?? [],
    );
    return [...(isReport(draft) ? [draft.report.definition] : []), ...new Set(counted)];
  }

  #units(): string {
    const names = this.known.model.units
      .filter(({ id }) => this.#table.unitIds.includes(id))
      .map(({ name }) => name);
    return this.messages.explain.unitsText(names.slice(0, NAMED), Math.max(0, names.length - NAMED));
  }

  #conditions(): string {
    const { explain: texts } = this.messages;
    const { filters } = this.known.model;
    const said = conditionsOf(this.#draft, this.known.model).flatMap(
      (code) => filters.find((one) => one.code === code)?.label ?? [],
    );
    const only = this.#draft.only.flatMap(
      ({ dimension }) => this.known.model.dimensions.find(({ code }) => code === dimension)?.label ?? [],
    );
    const all = [...said, ...only];
    return all.length > 0 ? `${all.join(', ')}.` : texts.noCondition;
  }

  /** Whether what is drawn adds up to the whole, in figures; said of the first measure. */
  #total(): string {
    const { explain: texts } = this.messages;
    const { cells, measures, axes } = this.#table;
    const [measure] = measures;
    if (!measure || !isAdditive(measure)) return texts.totalOfMeans;
    const whole = cells.find(({ at }) => at.every((rank) => rank === null))?.values[0];
    const inner = cells.filter(({ at }) => at.length === axes.length && !at.includes(null));
    const isHidden = whole?.masked || inner.some(({ values }) => values[0]?.masked);
    if (isHidden || whole?.value == null) return texts.totalOfHidden;
    const sum = inner.reduce((all, { values }) => all + (values[0]?.value ?? 0), 0);
    return Math.abs(sum - whole.value) < 0.5
      ? texts.totalIsSum
      : texts.totalIsNot(figureText(whole, measure, words), valueText(sum, measure));
  }

  #excluded(): string[] {
    const whole = this.#table.cells.find(({ at }) => at.every((rank) => rank === null));
    const count = whole?.values.reduce((all, one) => all + (one.masked ? 0 : one.excluded), 0) ?? 0;
    return count > 0 ? [this.messages.explain.noValue(count)] : [];
  }

  #masked(): string {
    const { explain: texts } = this.messages;
    const { cells, mode, threshold, team } = this.#table;
    if (team) return texts.maskedTeam(team.atLeast);
    const least = threshold ?? this.known.model.threshold;
    const hidden = cells.flatMap(({ values }) => values).filter(({ masked }) => masked).length;
    if (hidden > 0) return texts.maskedText(least, hidden);
    return mode === 'diffusion' ? texts.nothingMaskedDiffusion : texts.nothingMasked(least);
  }
}

const words = { masked: '', nothing: '' };
/** What is counted once however often it was met. */
const distinct: ReadonlySet<string> = new Set(['people', 'files']);

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('fr-FR') + text.slice(1);
