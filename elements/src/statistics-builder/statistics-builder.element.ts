import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { LastriaElement } from '../core/base-element.ts';
import { todayIn } from '../core/format.ts';
import { messagesWith } from '../core/messages.ts';
import { isForbidden, problemText, type ProblemText } from '../core/problem-text.ts';
import type { ElementSession } from '../core/session-context.ts';
import { emptyState, errorState, signedOutState, skeleton } from '../core/states.ts';
import { verb } from '../core/verbs.ts';
import { icon } from '../ui/icons.ts';
import { UiSidePanel } from '../ui/side-panel.ts';
import { UiToasts } from '../ui/toast.ts';
import { CataloguePart } from './parts/catalogue.ts';
import { FiguresPart, type ChosenFigure } from './parts/figures.ts';
import { KeepPart, type KeptNews } from './parts/keep.ts';
import { QuestionPart, type Asked } from './parts/question.ts';
import { Asking, type Answer } from './statistics-builder.asking.ts';
import {
  renderActs,
  renderChart,
  renderExplanations,
  renderMore,
  type Shown,
} from './statistics-builder.beside.ts';
import {
  BuilderCalls,
  type Definition,
  type Known,
  type Over,
  type SavedReport,
  type StatisticsReport,
} from './statistics-builder.data.ts';
import { definitionOf, draftFrom, draftOf, isReport, type Draft } from './statistics-builder.draft.ts';
import {
  statisticsBuilderMessages,
  type StatisticsBuilderMessageOverrides,
  type StatisticsBuilderMessages,
} from './statistics-builder.messages.ts';
import { BesidePanel } from './statistics-builder.panel.ts';
import { namedPeriods } from './statistics-builder.period.ts';
import { sentenceOf, sentenceText } from './statistics-builder.sentence.ts';
import { statisticsBuilderStyles } from './statistics-builder.styles.ts';
import { renderWaiting, saidOf } from './statistics-builder.view.ts';

type View =
  | { readonly kind: 'signed-out' | 'loading' | 'refused' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'ready'; readonly known: Known; readonly calls: BuilderCalls };

/** What is shown first: something every service counts. */
const FIRST = 'D01';

/**
 * Every report of the service, and any question of one's own: a sentence in plain French that is the query, its figures
 * at once, with their totals, shares and years before, and what stands behind each.
 *
 * @element lastria-statistics-builder
 * @fires lastria-report-opened - a report is on screen: `{ reportCode }`
 * @fires lastria-file-open - a file behind a figure was chosen: `{ fileId }`
 * @cssprop --lastria-statistics-builder-height - greatest height of the table
 */
export class LastriaStatisticsBuilder extends LastriaElement {
  static override readonly tag = 'lastria-statistics-builder';
  static override readonly scopes = ['statistics'];
  static override readonly dependencies = [
    CataloguePart,
    QuestionPart,
    FiguresPart,
    KeepPart,
    UiSidePanel,
    UiToasts,
  ];
  static override styles = statisticsBuilderStyles;

  /** The report shown, by its code in the catalogue. */
  @property({ attribute: 'report-code' }) reportCode = '';
  /** Texts that replace ours. */
  @property({ attribute: false }) messages: StatisticsBuilderMessageOverrides | undefined;

  @state() private view: View = { kind: 'loading' };
  /** A report that waits for a part of Lastria: it says which. */
  @state() private waiting: StatisticsReport | undefined;
  /** In a narrow place, the reports stand in the way of the table until one is chosen. */
  @state() private choosing = false;
  /** The saved report the question began with. */
  @state() private saved: SavedReport | undefined;
  @state() private keeping = false;
  @query('lastria-ui-toasts') private toasts!: UiToasts | null;
  /** What was last on screen: what stands beside it stays while the next comes. */
  #beside: Shown | undefined;
  #loading = new AbortController();
  readonly #panel = new BesidePanel(this);
  readonly #asking = new Asking(this, {
    calls: () => (this.view.kind === 'ready' ? this.view.calls : undefined),
    failed: () => this.#texts.failed,
    backInside: () => this.announce(this.#texts.backInside),
    answered: () => this.#say(),
  });

  /** Reads everything again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#load();
  }

  constructor() {
    super();
    this.addController({ hostDisconnected: () => this.#loading.abort() });
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#loading.abort();
    this.#asking.forget();
    this.#beside = this.waiting = this.saved = undefined;
    if (session) void this.#load();
    else this.view = { kind: 'signed-out' };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('reportCode') && this.view.kind === 'ready' && this.reportCode !== this.#shown)
      this.#show(this.reportCode || FIRST);
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    const { view } = this;
    switch (view.kind) {
      case 'signed-out':
        return html`<div class="whole">${signedOutState(undefined, this.texts)}</div>`;
      case 'loading':
        return html`<div class="whole">${skeleton(9, this.texts)}</div>`;
      case 'refused':
        return html`<div class="whole">${emptyState(texts.refused)}</div>`;
      case 'error':
        return html`<div class="whole">
          ${errorState(view.problem, () => void this.#load(), undefined, this.texts)}
        </div>`;
      case 'ready':
        return this.#renderReady(view, texts);
    }
  }

  #renderReady(view: View & { kind: 'ready' }, texts: StatisticsBuilderMessages): TemplateResult {
    const { reports } = view.known;
    if (reports.length === 0) return html`<div class="whole">${emptyState(texts.empty)}</div>`;
    return html`<section class="page" aria-label=${texts.region} ?data-choosing=${this.choosing}>
      <nav class="catalogue" aria-label=${texts.catalogue.title}>
        <button
          type="button"
          class="button"
          aria-expanded=${this.choosing}
          @click=${() => (this.choosing = !this.choosing)}
        >
          ${texts.catalogue.choose}${icon(this.choosing ? 'chevron-up' : 'chevron-down')}
        </button>
        <lastria-statistics-builder-catalogue
          .known=${view.known}
          .selected=${this.saved?.id ?? this.#shown}
          .messages=${texts}
          @lastria-ui-select=${(event: CustomEvent<{ id: string }>) => this.#choose(event.detail.id)}
        ></lastria-statistics-builder-catalogue>
      </nav>
      <div class="main">
        ${this.waiting ? renderWaiting(this.waiting, texts) : this.#renderQuestion(view, texts)}
        <lastria-ui-toasts></lastria-ui-toasts>
      </div>
    </section>`;
  }

  #renderQuestion(
    { known, calls }: View & { kind: 'ready' },
    texts: StatisticsBuilderMessages,
  ): TemplateResult | typeof nothing {
    const { draft, over, answer, names } = this.#asking;
    if (!draft || !over) return nothing;
    const shown = this.#shownIn(known, calls, texts);
    const beside = (this.#beside = shown ?? this.#beside);
    return html`<lastria-statistics-builder-question
        .draft=${draft}
        .over=${over}
        .known=${known}
        .calls=${calls}
        .names=${names}
        .today=${todayIn(known.me.tenant.timeZone)}
        .messages=${texts}
        @lastria-ui-change=${(event: CustomEvent<Asked>) => this.#change(event.detail)}
      >
        <p class="definition">
          ${saidOf(draft, answer.table, known, texts)}${shown ? renderExplanations(shown, this.#panel.open) : nothing}
        </p>
      </lastria-statistics-builder-question>
      <div class="work" data-panel=${this.#panel.name}>
        <div class="left">
          <div class="answer" aria-busy=${answer.asking}>${this.#renderAnswer(answer, shown, texts)}</div>
          ${shown ? this.#renderActs(shown, calls, texts) : nothing}
        </div>
        ${beside ? this.#panel.render(beside, calls, this.#openFile) : nothing}
      </div>`;
  }

  #renderActs(shown: Shown, calls: BuilderCalls, texts: StatisticsBuilderMessages): TemplateResult {
    const own = this.saved?.can.change ? this.saved : undefined;
    const { draft } = this.#asking;
    return html`<div class="actions acts">
        ${renderActs(shown, this.#panel.open)}
        <button type="button" class="button" @click=${() => (this.keeping = true)}>
          ${own ? texts.keep.actChange : texts.keep.act}
        </button>
        <button type="button" class="button" @click=${() => void this.#print(shown)}>
          ${icon('print')}${texts.print.act}
        </button>
        ${renderMore(shown, this.#panel.open)}
      </div>
      <lastria-statistics-builder-keep
        .open=${this.keeping}
        .calls=${calls}
        .definition=${shown.definition}
        .units=${shown.known.model.units}
        .saved=${own}
        .proposed=${draft && isReport(draft) ? draft.report.title : ''}
        .messages=${texts}
        @lastria-ui-change=${(event: CustomEvent<KeptNews>) => this.#kept(event.detail)}
        @lastria-ui-close=${() => (this.keeping = false)}
      ></lastria-statistics-builder-keep>`;
  }

  #renderAnswer(
    { table, draft, problem, asking }: Answer,
    shown: Shown | undefined,
    texts: StatisticsBuilderMessages,
  ): TemplateResult | typeof nothing {
    if (problem) return errorState(problem, () => void this.#asking.run(), undefined, this.texts);
    if (!table || !draft || !shown) return asking ? skeleton(8, this.texts) : nothing;
    if (table.axes.length > 0 && table.axes.every(({ items }) => items.length === 0))
      return emptyState(`${texts.table.empty} ${texts.table.emptyDo}`);
    return html`${renderChart(shown)}<lastria-statistics-builder-figures
        .table=${table}
        .layout=${draft}
        .threshold=${shown.known.model.threshold}
        .sentence=${shown.sentence}
        .messages=${texts}
        @lastria-ui-select=${(event: CustomEvent<ChosenFigure>) => void this.#panel.look(event.detail)}
      ></lastria-statistics-builder-figures>`;
  }

  /** The table on screen with all that it answers. */
  #shownIn(known: Known, calls: BuilderCalls, messages: StatisticsBuilderMessages): Shown | undefined {
    const { answer, names } = this.#asking;
    const { table, draft, over } = answer;
    if (!table || !draft || !over) return undefined;
    const sentence = sentenceText(sentenceOf(draft, over, known.model, names, messages));
    const { session } = calls;
    return {
      table,
      definition: definitionOf(draft),
      over,
      known,
      session,
      sentence,
      messages,
      saved: this.saved,
      draw: (chart) => this.#asking.draw(chart),
      show: (definition, other = {}) => this.#showDefinition(definition, other),
      opened: (report) => {
        this.#list(report);
        this.#showSaved(report);
        this.toasts?.show({ text: messages.reports.sharing.opened(report.title) });
      },
    };
  }

  /** Who does not see the figures change hears what they now are of. */
  #say(): void {
    if (this.view.kind !== 'ready') return;
    const { known, calls } = this.view;
    const { sentence } = this.#shownIn(known, calls, this.#texts) ?? {};
    if (sentence) this.announce(this.#texts.answered(sentence));
  }

  /** A question that comes from what stands beside: a chapter, what is missing. */
  #showDefinition(definition: Definition, other: Partial<Over>): void {
    const { over } = this.#asking;
    if (this.view.kind !== 'ready' || !over) return;
    const { reports, model } = this.view.known;
    const draft = draftFrom(definition, reports, model);
    if (!draft) return;
    this.waiting = undefined;
    this.saved = undefined;
    this.#asking.over = { ...over, ...other };
    this.#begin(draft);
  }

  readonly #openFile = (detail: { fileId: string }): void => void this.fire('lastria-file-open', detail);

  /** The report of the catalogue that is on screen, as far as it is one. */
  get #shown(): string {
    return this.waiting?.id ?? this.#asking.draft?.report?.id ?? '';
  }

  get #texts(): StatisticsBuilderMessages {
    return messagesWith(statisticsBuilderMessages, this.messages);
  }

  /** A report of the list: one of the catalogue, or one that was saved. */
  #choose(id: string): void {
    if (this.view.kind !== 'ready') return;
    const found = this.view.known.saved.find((one) => one.id === id);
    if (found) this.#showSaved(found);
    else this.#show(id);
  }

  /** The question of a saved report, over the same period and units. */
  #showSaved(report: SavedReport): void {
    if (this.view.kind !== 'ready') return;
    const { reports, model } = this.view.known;
    const draft = draftFrom(report.definition as Definition, reports, model);
    if (!draft) return;
    this.waiting = undefined;
    this.choosing = false;
    this.saved = report;
    this.#begin(draft);
  }

  /** The list follows what was saved, or removed. */
  #kept({ report, removed }: KeptNews): void {
    this.keeping = false;
    this.#list(report, removed);
    this.saved = report;
    const { keep } = this.#texts;
    this.toasts?.show({ text: report ? keep.saved(report.title) : keep.removed });
  }

  #list(report: SavedReport | undefined, removed = ''): void {
    if (this.view.kind !== 'ready') return;
    const { known } = this.view;
    const others = known.saved.filter(({ id }) => id !== (report?.id ?? removed));
    this.view = { ...this.view, known: { ...known, saved: report ? [report, ...others] : others } };
  }

  /** Prints the table as it stands, from the sheet that is loaded then. */
  async #print(shown: Shown): Promise<void> {
    const { printTable } = await import('./parts/print-sheet.ts');
    if (this.isConnected) printTable(shown, this.#asking.answer.draft!, this.renderRoot);
  }

  #begin(draft: Draft): void {
    this.#panel.leave('all');
    this.#asking.begin(draft);
  }

  /** Shows a report, over the same period and units. */
  #show(code: string): void {
    if (this.view.kind !== 'ready') return;
    const { reports } = this.view.known;
    const report = reports.find(({ id }) => id === code) ?? reports.find(({ runnable }) => runnable);
    if (!report) return;
    this.choosing = false;
    this.reportCode = report.id;
    this.fire('lastria-report-opened', { reportCode: report.id });
    this.saved = undefined;
    this.waiting = report.runnable ? undefined : report;
    if (this.waiting) return;
    this.#begin({ ...draftOf(report), compare: this.#asking.draft?.compare ?? 0 });
  }

  #change(asked: Asked): void {
    this.#panel.leave('files');
    this.#asking.change(asked);
  }

  async #load(): Promise<void> {
    const { session } = this;
    if (!session) return;
    this.#loading.abort();
    this.#asking.stop();
    const { signal } = (this.#loading = new AbortController());
    this.view = { kind: 'loading' };
    const calls = new BuilderCalls(session);
    try {
      const known = await calls.known(signal);
      if (signal.aborted) return;
      const [soFar] = namedPeriods(todayIn(known.me.tenant.timeZone));
      this.#asking.over ??= { period: soFar!.period, unitIds: undefined, mode: 'internal' };
      this.view = { kind: 'ready', known, calls };
      this.#show(this.reportCode || FIRST);
    } catch (error) {
      if (signal.aborted) return;
      this.view = isForbidden(error)
        ? { kind: 'refused' }
        : { kind: 'error', problem: problemText(error, this.#texts.failed) };
    }
  }
}
