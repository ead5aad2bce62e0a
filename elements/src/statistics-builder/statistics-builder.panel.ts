import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { UiSidePanel } from '../ui/side-panel.ts';
import type { ChosenFigure } from './parts/figures.ts';
import { renderPanel, type OpenPanel, type Shown } from './statistics-builder.beside.ts';
import type { BuilderCalls } from './statistics-builder.data.ts';

/** The panel of what is behind a figure. */
const FILES = 'files';

interface PanelHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** What stands beside the table, one thing at a time: it takes the focus when it comes, and gives it back. */
export class BesidePanel implements ReactiveController {
  /** What is open, by name; '' when nothing is. */
  name = '';
  readonly #host: PanelHost;
  /** The figure one looks behind. */
  #figure: ChosenFigure | undefined;
  /** What opened it. */
  #opener: HTMLElement | null = null;

  constructor(host: PanelHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#opener = null;
  }

  /** What stands beside has the focus once it is there; closed, what opened it has it again. */
  readonly open: OpenPanel = (name) => {
    if (name !== '' && this.name === '') this.#opener = this.#host.renderRoot.querySelector('.button:focus');
    this.#put(name);
    void this.#host.updateComplete.then(async () => {
      const side = this.#host.renderRoot.querySelector<UiSidePanel>('lastria-ui-side-panel');
      await side?.updateComplete;
      (side?.renderRoot.querySelector<HTMLElement>('#heading') ?? this.#opener)?.focus();
    });
  };

  /** What is behind a figure: read from the part that is loaded then. */
  async look(figure: ChosenFigure): Promise<void> {
    const { FilesPart } = await import('./parts/files.ts');
    FilesPart.define();
    this.#figure = figure;
    this.open(FILES);
    this.#opener = this.#host.renderRoot.querySelector('lastria-statistics-builder-figures');
  }

  /** The figures become others: what was said of those that go, goes. */
  leave(what: 'files' | 'all'): void {
    // A rapport d’activité is written while one goes from report to report
    if (this.name === '' || !(this.name === FILES || (what === 'all' && this.name !== 'activity'))) return;
    const had = this.#host.renderRoot.querySelector('lastria-ui-side-panel:focus-within') !== null;
    this.#put('');
    // What asked for the new question goes with the panel: one goes on from the sentence that says it
    if (had) void this.#host.updateComplete.then(() => this.#question?.focus());
  }

  get #question(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('lastria-statistics-builder-question');
  }

  render(
    shown: Shown,
    calls: BuilderCalls,
    openFile: (detail: { fileId: string }) => void,
  ): TemplateResult | typeof nothing {
    const panel =
      this.name === FILES ? this.#files(shown, calls, openFile) : this.name && renderPanel(this.name, shown);
    return panel
      ? html`<lastria-ui-side-panel open .heading=${panel.heading} @lastria-ui-close=${() => this.open('')}
          >${panel.content}</lastria-ui-side-panel
        >`
      : nothing;
  }

  #files(
    shown: Shown,
    calls: BuilderCalls,
    openFile: (detail: { fileId: string }) => void,
  ): ReturnType<typeof renderPanel> {
    const content = html`<lastria-statistics-builder-files
      .shown=${shown}
      .figure=${this.#figure}
      .calls=${calls}
      @lastria-ui-select=${(event: CustomEvent<{ fileId: string }>) => openFile(event.detail)}
    ></lastria-statistics-builder-files>`;
    return { heading: shown.messages.files.title, content };
  }

  #put(name: string): void {
    this.name = name;
    this.#host.requestUpdate();
  }
}
