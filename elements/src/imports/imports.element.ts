import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { LastriaElement } from '../core/base-element.ts';
import { messagesWith } from '../core/messages.ts';
import { Reading } from '../core/reading.ts';
import type { ElementSession } from '../core/session-context.ts';
import { verb } from '../core/verbs.ts';
import { ImportCalls, underWay, type Import, type Settings } from './imports.data.ts';
import { importsMessages, type ImportsMessageOverrides, type ImportsMessages } from './imports.messages.ts';
import { importsStyles } from './imports.styles.ts';
import { ImportList } from './parts/list.ts';
import { ImportOne } from './parts/one.ts';

/**
 * Brings in persons, and past travaux, from the spreadsheets a service has: a file, what its columns become, a check that
 * writes nothing, the import, and the way back.
 *
 * @element lastria-import
 * @fires lastria-import-open - an import was opened, or left: `{ importId }`
 * @fires lastria-import-changed - an import reached another state: `{ importId, status }`
 */
export class LastriaImport extends LastriaElement {
  static override readonly tag = 'lastria-import';
  static override readonly scopes = ['imports'];
  static override readonly dependencies = [ImportList, ImportOne];
  static override styles = importsStyles;

  /** The import shown; empty for the list. */
  @property({ attribute: 'import-id' }) importId = '';
  /** Texts that replace ours. */
  @property({ attribute: false }) messages: ImportsMessageOverrides | undefined;

  @state() private items: readonly Import[] = [];
  /** A file is being chosen for an import that does not exist yet. */
  @state() private beginning = false;
  @state() private more = false;
  #calls: ImportCalls | undefined;
  #cursor: string | null = null;
  readonly #reading = new Reading<Settings>(this, {
    read: (signal) => this.#read(this.#calls!, signal),
    whenRead: () => this.#watch(this.#calls!),
    lines: 6,
    texts: () => ({ ...this.#texts, ui: this.texts }),
  });
  #watching = new AbortController();

  /** Reads the list again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#reading.load();
  }

  constructor() {
    super();
    this.addController({ hostDisconnected: () => this.#watching.abort() });
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#watching.abort();
    this.items = [];
    this.beginning = false;
    this.#calls = session && new ImportCalls(session);
    this.#reading.follow(session);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('importId') && changed.get('importId') !== undefined) this.beginning = false;
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    return html`<section class="page" aria-label=${texts.region}>
      ${this.#reading.render((settings) =>
        this.importId || this.beginning
          ? this.#renderOne(settings, texts)
          : this.#renderList(settings, texts),
      )}
    </section>`;
  }

  #renderList(settings: Settings, texts: ImportsMessages): TemplateResult {
    return html`<lastria-import-list
      .calls=${this.#calls}
      .settings=${settings}
      .messages=${texts}
      .items=${this.items}
      .more=${this.more}
      @lastria-ui-select=${(event: CustomEvent<{ id: string }>) => this.#open(event.detail.id)}
      @lastria-ui-need-more=${() => void this.#older()}
      @lastria-ui-change=${(event: CustomEvent<{ id: string }>) => void this.#abandoned(event.detail.id)}
    ></lastria-import-list>`;
  }

  #renderOne(settings: Settings, texts: ImportsMessages): TemplateResult {
    return html`<lastria-import-one
      .calls=${this.#calls}
      .settings=${settings}
      .messages=${texts}
      .importId=${this.importId}
      @lastria-ui-close=${() => void this.#close()}
      @lastria-ui-change=${(event: CustomEvent<{ import: Import }>) => this.#changed(event.detail.import)}
    ></lastria-import-one>`;
  }

  get #texts(): ImportsMessages {
    return messagesWith(importsMessages, this.messages);
  }

  #open(importId: string): void {
    this.beginning = importId === '';
    if (importId === this.importId) return;
    this.importId = importId;
    this.fire('lastria-import-open', { importId });
  }

  async #close(): Promise<void> {
    this.beginning = false;
    if (this.importId) {
      this.importId = '';
      this.fire('lastria-import-open', { importId: '' });
    }
    await this.updateComplete;
    const list = this.renderRoot.querySelector<ImportList>('lastria-import-list');
    await list?.updateComplete;
    list?.renderRoot.querySelector<HTMLElement>('#new, .button')?.focus();
    // What is read now comes in behind: focus may have moved on meanwhile, and stays where it is
    await this.#reading.load({ quietly: true });
  }

  #changed(one: Import): void {
    const before = this.items.find(({ id }) => id === one.id);
    this.items = before
      ? this.items.map((other) => (other.id === one.id ? one : other))
      : [one, ...this.items];
    if (!this.importId) this.#open(one.id);
    if (before?.status !== one.status)
      this.fire('lastria-import-changed', { importId: one.id, status: one.status });
  }

  async #abandoned(importId: string): Promise<void> {
    const name = this.items.find(({ id }) => id === importId)?.filename ?? '';
    this.fire('lastria-import-changed', { importId, status: 'abandoned' });
    await this.#reading.load({ quietly: true });
    this.announce(this.#texts.list.abandoned(name));
  }

  async #read(calls: ImportCalls, signal: AbortSignal): Promise<Settings> {
    const [settings, { items, nextCursor }] = await Promise.all([
      calls.settings(signal),
      calls.page(null, signal),
    ]);
    if (!signal.aborted) {
      this.items = items;
      this.#cursor = nextCursor;
      this.more = nextCursor !== null;
    }
    return settings;
  }

  async #older(): Promise<void> {
    const { signal } = this.#reading;
    try {
      const { items, nextCursor } = await this.#calls!.page(this.#cursor, signal);
      if (signal.aborted) return;
      this.items = [...this.items, ...items];
      this.#cursor = nextCursor;
      this.more = nextCursor !== null;
    } catch (error) {
      if (!signal.aborted) this.#reading.fail(error);
    }
  }

  /** The list says the end of what is under way, without being asked. */
  #watch(calls: ImportCalls): void {
    this.#watching.abort();
    const { signal } = (this.#watching = new AbortController());
    for (const { id, job } of this.items) {
      if (!underWay(job)) continue;
      calls
        .follow(job.id, () => undefined, signal)
        .then(() => calls.read(id, signal))
        .then((one) => {
          if (!signal.aborted) this.items = this.items.map((other) => (other.id === id ? one : other));
        })
        .catch(() => undefined); // The list keeps what it said; opening the import says more
    }
  }
}
