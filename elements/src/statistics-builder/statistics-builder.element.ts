import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { LastriaElement } from '../core/base-element.ts';
import { formatDateTime, todayIn } from '../core/format.ts';
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
import {
  renderActs,
  renderChart,
  renderExplanations,
  renderMore,
  renderPanel,
  type Shown,
} from './statistics-builder.beside.ts';
import {
  BuilderCalls,
  type Definition,
  type Known,
  type Over,
  type SavedReport,
  type StatisticsReport,
  type StatisticsTable,
} from './statistics-builder.data.ts';
import {
  countedBy,
  definitionOf,
  draftFrom,
  draftOf,
  isReport,
  type Draft,
} from './statistics-builder.draft.ts';
import {
  statisticsBuilderMessages,
  type StatisticsBuilderMessageOverrides,
  type StatisticsBuilderMessages,
} from './statistics-builder.messages.ts';
import { namedPeriods } from './statistics-builder.period.ts';
import { sentenceOf, sentenceText } from './statistics-builder.sentence.ts';
import { statisticsBuilderStyles } from './statistics-builder.styles.ts';
import { renderWaiting } from './statistics-builder.view.ts';

type View =
  | { readonly kind: 'signed-out' | 'loading' | 'refused' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'ready'; readonly known: Known; readonly calls: BuilderCalls };

/** The answer to the question, as far as it is there. */
interface Answer {
  readonly table?: StatisticsTable;
  /** What the table answers: the question may have changed since. */
  readonly draft?: Draft;
  readonly over?: Over;
  readonly problem?: ProblemText;
  readonly asking: boolean;
}

/** Choices that follow each other are one question. */
const QUIET = 120;
/** The panel of what is behind a figure. */
const FILES = 'files';
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
  @state() private draft: Draft | undefined;
  /** A report that waits for a part of Lastria: it says which. */
  @state() private waiting: StatisticsReport | undefined;
  @state() private over: Over | undefined;
  @state() private answer: Answer = { asking: false };
  /** In a narrow place, the reports stand in the way of the table until one is chosen. */
  @state() private choosing = false;
  /** The saved report the question began with. */
  @state() private saved: SavedReport | undefined;
  @state() private keeping = false;
  /** What stands beside the table, by name; '' when nothing does. */
  @state() private panel = '';
  /** The figure one looks behind. */
  @state() private figure: ChosenFigure | undefined;
  @state() private names: ReadonlyMap<string, string> = new Map();
  @query('lastria-ui-toasts') private toasts!: UiToasts | null;
  /** What was last on screen: what stands beside it stays while the next comes. */
  #beside: Shown | undefined;
  /** The button that opened what stands beside. */
  #opener: HTMLElement | null = null;
  #loading = new AbortController();
  #asking = new AbortController();
  #soon: ReturnType<typeof setTimeout> | undefined;

  /** Reads everything again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#load();
  }

  constructor() {
    super();
    this.addController({ hostDisconnected: () => this.#forget() });
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#forget();
    this.answer = { asking: false };
    this.#beside = undefined;
    this.draft = this.over = this.waiting = this.saved = undefined;
    this.names = new Map();
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
    const { draft, over, answer } = this;
    if (!draft || !over) return nothing;
    const shown = this.#shownIn(known, calls, texts);
    const beside = (this.#beside = shown ?? this.#beside);
    return html`<lastria-statistics-builder-question
        .draft=${draft}
        .over=${over}
        .known=${known}
        .calls=${calls}
        .names=${this.names}
        .today=${todayIn(known.me.tenant.timeZone)}
        .messages=${texts}
        @lastria-ui-change=${(event: CustomEvent<Asked>) => this.#change(event.detail)}
      >
        <p class="definition">
          ${this.#definition(draft, known, texts)}${shown ? renderExplanations(shown, this.#open) : nothing}
        </p>
      </lastria-statistics-builder-question>
      <div class="work">
        <div class="answer" aria-busy=${answer.asking}>${this.#renderAnswer(answer, shown, texts)}</div>
        ${beside ? this.#renderPanel(beside) : nothing}
      </div>
      ${shown ? this.#renderActs(shown, calls, texts) : nothing}`;
  }

  #renderActs(shown: Shown, calls: BuilderCalls, texts: StatisticsBuilderMessages): TemplateResult {
    const own = this.saved?.can.change ? this.saved : undefined;
    return html`<div class="actions acts">
        ${renderActs(shown, this.#open)}
        <button type="button" class="button" @click=${() => (this.keeping = true)}>
          ${own ? texts.keep.actChange : texts.keep.act}
        </button>
        <button type="button" class="button" @click=${() => void this.#print(shown)}>
          ${icon('print')}${texts.print.act}
        </button>
        ${renderMore(shown, this.#open)}
      </div>
      <lastria-statistics-builder-keep
        .open=${this.keeping}
        .calls=${calls}
        .definition=${shown.definition}
        .units=${shown.known.model.units}
        .saved=${own}
        .proposed=${this.draft && isReport(this.draft) ? this.draft.report.title : ''}
        .messages=${texts}
        @lastria-ui-change=${(event: CustomEvent<KeptNews>) => this.#kept(event.detail)}
        @lastria-ui-close=${() => (this.keeping = false)}
      ></lastria-statistics-builder-keep>`;
  }

  #renderFiles(shown: Shown): ReturnType<typeof renderPanel> {
    const content = html`<lastria-statistics-builder-files
      .shown=${shown}
      .figure=${this.figure}
      .calls=${this.view.kind === 'ready' ? this.view.calls : undefined}
      @lastria-ui-select=${(event: CustomEvent<{ fileId: string }>) => this.fire('lastria-file-open', event.detail)}
    ></lastria-statistics-builder-files>`;
    return { heading: shown.messages.files.title, content };
  }

  #renderPanel(shown: Shown): TemplateResult | typeof nothing {
    const panel =
      this.panel === FILES ? this.#renderFiles(shown) : this.panel && renderPanel(this.panel, shown);
    return panel
      ? html`<lastria-ui-side-panel open .heading=${panel.heading} @lastria-ui-close=${() => this.#open('')}
          >${panel.content}</lastria-ui-side-panel
        >`
      : nothing;
  }

  #renderAnswer(
    { table, draft, problem, asking }: Answer,
    shown: Shown | undefined,
    texts: StatisticsBuilderMessages,
  ): TemplateResult | typeof nothing {
    if (problem) return errorState(problem, () => void this.#run(), undefined, this.texts);
    if (!table || !draft || !shown) return asking ? skeleton(8, this.texts) : nothing;
    if (table.axes.length > 0 && table.axes.every(({ items }) => items.length === 0))
      return emptyState(`${texts.table.empty} ${texts.table.emptyDo}`);
    return html`${renderChart(shown)}<lastria-statistics-builder-figures
        .table=${table}
        .layout=${draft}
        .threshold=${shown.known.model.threshold}
        .sentence=${shown.sentence}
        .messages=${texts}
        @lastria-ui-select=${(event: CustomEvent<ChosenFigure>) => void this.#look(event.detail)}
      ></lastria-statistics-builder-figures>`;
  }

  /** The table on screen with all that it answers. */
  #shownIn(known: Known, calls: BuilderCalls, messages: StatisticsBuilderMessages): Shown | undefined {
    const { table, draft, over } = this.answer;
    if (!table || !draft || !over) return undefined;
    const sentence = sentenceText(sentenceOf(draft, over, known.model, this.names, messages));
    const { session } = calls;
    return {
      table,
      definition: definitionOf(draft),
      over,
      known,
      session,
      sentence,
      messages,
      draw: (chart) => {
        this.draft = { ...this.draft!, chart };
        this.answer = { ...this.answer, draft: { ...draft, chart } };
      },
      show: (definition) => this.#showDefinition(definition),
    };
  }

  /** A question that comes from what stands beside: a chapter, what is missing. */
  #showDefinition(definition: Definition): void {
    if (this.view.kind !== 'ready') return;
    const { reports, model } = this.view.known;
    const draft = draftFrom(definition, reports, model);
    if (!draft) return;
    this.waiting = undefined;
    this.saved = undefined;
    this.#begin(draft);
  }

  /** What is behind a figure: read from the part that is loaded then. */
  async #look(figure: ChosenFigure): Promise<void> {
    const { FilesPart } = await import('./parts/files.ts');
    FilesPart.define();
    this.figure = figure;
    this.#open(FILES);
    this.#opener = this.renderRoot.querySelector('lastria-statistics-builder-figures');
  }

  /** What stands beside has the focus once it is there; closed, what opened it has it again. */
  readonly #open = (panel: string): void => {
    if (panel !== '' && this.panel === '') this.#opener = this.renderRoot.querySelector('.button:focus');
    this.panel = panel;
    void this.updateComplete.then(async () => {
      const side = this.renderRoot.querySelector<UiSidePanel>('lastria-ui-side-panel');
      await side?.updateComplete;
      (side?.renderRoot.querySelector<HTMLElement>('#heading') ?? this.#opener)?.focus();
    });
  };

  /** What is counted and when, and how fresh it is. */
  #definition(draft: Draft, { me, model }: Known, texts: StatisticsBuilderMessages): string {
    const { table } = this.answer;
    const [measure] = draft.measures;
    const counted = measure && countedBy(model, measure.of, draft.filters);
    const means =
      isReport(draft) && measure?.kind === 'rate' ? draft.report.definition : (counted?.definition ?? '');
    return [
      means,
      ...(table ? [texts.dataOn(formatDateTime(table.asOf, me.tenant.timeZone))] : []),
      ...(table && table.waiting > 0 ? [texts.behind(table.waiting)] : []),
    ].join(' ');
  }

  /** The report of the catalogue that is on screen, as far as it is one. */
  get #shown(): string {
    return this.waiting?.id ?? this.draft?.report?.id ?? '';
  }

  get #texts(): StatisticsBuilderMessages {
    return messagesWith(statisticsBuilderMessages, this.messages);
  }

  /** A report of the list: one of the catalogue, or one that was saved. */
  #choose(id: string): void {
    if (this.view.kind !== 'ready') return;
    const { saved, reports, model } = this.view.known;
    const found = saved.find((one) => one.id === id);
    if (!found) {
      this.#show(id);
      return;
    }
    const draft = draftFrom(found.definition as Definition, reports, model);
    if (!draft) return;
    this.waiting = undefined;
    this.choosing = false;
    this.saved = found;
    this.#begin(draft);
  }

  /** The list follows what was saved, or removed. */
  #kept({ report, removed }: KeptNews): void {
    this.keeping = false;
    if (this.view.kind !== 'ready') return;
    const { known } = this.view;
    const others = known.saved.filter(({ id }) => id !== (report?.id ?? removed));
    this.view = { ...this.view, known: { ...known, saved: report ? [report, ...others] : others } };
    this.saved = report;
    const { keep } = this.#texts;
    const said = report ? keep.saved(report.title) : keep.removed;
    this.toasts?.show({ text: said });
  }

  /** Prints the table as it stands, from the sheet that is loaded then. */
  async #print(shown: Shown): Promise<void> {
    const { printTable } = await import('./parts/print-sheet.ts');
    if (this.isConnected) printTable(shown, this.answer.draft!, this.renderRoot);
  }

  #begin(draft: Draft): void {
    this.draft = draft;
    this.answer = { asking: true };
    // A rapport d’activité is written while one goes from report to report
    if (this.panel !== 'activity') this.panel = '';
    this.#nameValues(draft);
    void this.#run();
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
    this.#begin({ ...draftOf(report), compare: this.draft?.compare ?? 0 });
  }

  /** The question becomes another: its answer follows, once no other choice comes. */
  #change({ draft, over }: Asked): void {
    const leaves = over.mode === 'diffusion' && this.over?.mode === 'diffusion';
    // The files are those of a figure that goes
    if (this.panel === FILES) this.panel = '';
    this.draft = draft;
    // What is diffused is kept for good: nobody does it by trying
    this.over = leaves ? { ...over, mode: 'internal' } : over;
    if (leaves) this.announce(this.#texts.backInside);
    this.#nameValues(draft);
    clearTimeout(this.#soon);
    this.#asking.abort();
    this.answer = { ...this.answer, asking: true };
    this.#soon = setTimeout(() => void this.#run(), QUIET);
  }

  /** The sentence calls the values kept by their names. */
  #nameValues({ only }: Draft): void {
    if (this.view.kind !== 'ready') return;
    for (const { dimension, codes } of only) {
      if (codes.every((code) => code === null || this.names.has(`${dimension}/${code}`))) continue;
      void this.view.calls.values(dimension).then(
        ({ items }) => {
          const named = items.map(({ code, label }) => [`${dimension}/${code}`, label] as const);
          this.names = new Map([...this.names, ...named]);
        },
        // The sentence then says their codes
        () => undefined,
      );
    }
  }

  async #run(): Promise<void> {
    const { view, draft, over } = this;
    if (view.kind !== 'ready' || !draft || !over) return;
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.answer = { ...this.answer, asking: true };
    try {
      const table = await view.calls.run(definitionOf(draft), over, signal);
      if (!signal.aborted) this.answer = { table, draft, over, asking: false };
    } catch (error) {
      if (!signal.aborted)
        this.answer = { ...this.answer, problem: problemText(error, this.#texts.failed), asking: false };
    }
  }

  async #load(): Promise<void> {
    const { session } = this;
    if (!session) return;
    this.#forget();
    const { signal } = (this.#loading = new AbortController());
    this.view = { kind: 'loading' };
    const calls = new BuilderCalls(session);
    try {
      const known = await calls.known(signal);
      if (signal.aborted) return;
      const [soFar] = namedPeriods(todayIn(known.me.tenant.timeZone));
      this.over ??= { period: soFar!.period, unitIds: undefined, mode: 'internal' };
      this.view = { kind: 'ready', known, calls };
      this.#show(this.reportCode || FIRST);
    } catch (error) {
      if (signal.aborted) return;
      this.view = isForbidden(error)
        ? { kind: 'refused' }
        : { kind: 'error', problem: problemText(error, this.#texts.failed) };
    }
  }

  #forget(): void {
    this.#loading.abort();
    this.#asking.abort();
    clearTimeout(this.#soon);
  }
}
