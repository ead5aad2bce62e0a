import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import type { ElementSession } from '../core/session-context.ts';
import { surroundingsOf, type LiveEvent } from '../social-file/social-file.data.ts';
import { LiveNews } from '../social-file/social-file.live.ts';
import { Names } from '../social-file/social-file.view.ts';
import {
  ListCalls,
  openFiles,
  PAGE,
  rowOf,
  type FileSummary,
  type FileTransfer,
  type ListFilter,
  type RowView,
} from './file-list.data.ts';
import type { FileListMessages } from './file-list.messages.ts';

/** A list this long is read again only when asked. */
const FEW = 300;
/** However much others write, the list is read again this often at most. */
const REST = 10_000;

/** What reading asks of the element around it. */
interface Around {
  readonly texts: () => FileListMessages;
  /** Something is being typed: the rows stay as they are. */
  readonly isBusy: () => boolean;
}

/** The rows: the list by name, or what a search found; read further as one goes, and kept up with what others do. */
export class ListReading implements ReactiveController {
  status: 'signed-out' | 'loading' | 'ready' | 'error' | 'partial' = 'loading';
  rows: readonly RowView[] = [];
  filter: ListFilter = openFiles;
  /** What the rows answer; empty when they are the list by name. */
  searched = '';
  searching = false;
  failure: ProblemText | undefined;
  names: Names | undefined;
  received: readonly FileTransfer[] = [];
  /** Others changed the files, and the list is too long to be read again unasked. */
  stale = false;
  calls: ListCalls | undefined;
  timeZone = 'Europe/Paris';
  /** Of the last search: what lets a file be created after it. */
  receipt = '';
  /** Counts the lists read: another one starts at its top, with rows of its own. */
  count = 0;
  readonly #host: ReactiveControllerHost;
  readonly #around: Around;
  readonly #live: LiveNews;
  #session: ElementSession | undefined;
  #cursor: string | null = null;
  #asking: AbortController | undefined;
  #readAt = 0;
  #paging = false;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, around: Around) {
    this.#host = host;
    this.#around = around;
    this.#live = new LiveNews(host, (news) => this.#heard(news));
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#later);
    this.#asking?.abort();
  }

  /** Whether all there is was read. */
  get isWhole(): boolean {
    return this.#cursor === null;
  }

  /** Another session, or none: what was read goes. */
  begin(session: ElementSession | undefined): void {
    this.rows = [];
    this.searched = '';
    this.received = [];
    // Units, lists and the zone are the tenant's: the next session may be of another
    this.names = undefined;
    this.filter = openFiles;
    this.#live.stop();
    clearTimeout(this.#later);
    this.#session = session;
    this.calls = session && new ListCalls(session);
    if (session) void this.load();
    else {
      this.#asking?.abort();
      this.status = 'signed-out';
    }
    this.#host.requestUpdate();
  }

  /** Reads the list by name, from its start. */
  async load(): Promise<void> {
    const { calls } = this;
    const session = this.#session;
    if (!session || !calls) return;
    const signal = this.#ask();
    this.searched = '';
    this.searching = false;
    if (this.rows.length === 0) this.status = 'loading';
    this.#host.requestUpdate();
    try {
      const [{ me, configuration }, page] = await Promise.all([
        surroundingsOf(session),
        calls.page(this.filter, undefined, signal),
      ]);
      if (signal.aborted) return;
      this.timeZone = me.tenant.timeZone;
      this.names ??= new Names(configuration);
      this.#live.watch(session, undefined, undefined);
      this.#show(page.items, page.nextCursor);
      this.#readAt = Date.now();
      void this.loadReceived();
    } catch (error) {
      this.#failed(error, signal, 'error', this.#around.texts().failed);
    }
  }

  /** Reads again as many rows as were read: each keeps its place. Does nothing under a search or a form. */
  async refreshQuietly(): Promise<void> {
    const { calls } = this;
    if (!calls || this.searched || this.#around.isBusy() || this.status !== 'ready') return;
    if (this.rows.length > FEW || this.#paging) {
      this.stale = true;
      this.#host.requestUpdate();
      return;
    }
    const signal = this.#ask();
    this.#readAt = Date.now();
    try {
      const rows: FileSummary[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await calls.page(this.filter, cursor ?? undefined, signal);
        if (signal.aborted) return;
        rows.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null && rows.length + PAGE <= this.rows.length);
      this.#cursor = cursor;
      this.rows = rows.map((file) => rowOf(file, this.timeZone));
    } catch {
      // The rows stand as they were read; the next event, or who looks, reads them again.
      if (!signal.aborted) this.stale = true;
    }
    this.#host.requestUpdate();
  }

  async more(): Promise<void> {
    if (this.#cursor === null || this.searched || !this.calls) return;
    const signal = this.#ask();
    this.#paging = true;
    try {
      const page = await this.calls.page(this.filter, this.#cursor, signal);
      if (!signal.aborted) this.#show([...page.items], page.nextCursor, this.rows);
    } catch (error) {
      this.#failed(error, signal, 'partial', this.#around.texts().more);
    } finally {
      this.#paging = false;
    }
  }

  async search(query: string): Promise<void> {
    if (!this.calls || !query) return;
    const signal = this.#ask();
    this.searching = true;
    this.#host.requestUpdate();
    try {
      const found = await this.calls.search(query, signal);
      if (signal.aborted) return;
      this.searched = query;
      this.receipt = found.receipt;
      this.#show(found.items, null);
    } catch (error) {
      this.#failed(error, signal, 'error', this.#around.texts().searchFailed);
    } finally {
      if (!signal.aborted) this.searching = false;
      this.#host.requestUpdate();
    }
  }

  /** Another list, from its top. */
  narrow(change: Partial<ListFilter>): void {
    this.filter = { ...this.filter, from: '', ...change };
    this.forgetRows();
    void this.load();
  }

  /** The list begins where names do with this letter. */
  startAt(from: string): Promise<void> {
    this.filter = { ...this.filter, from };
    return this.load();
  }

  forgetRows(): void {
    this.rows = [];
    this.#host.requestUpdate();
  }

  /** Transfers received are a help: the list stands without them. */
  async loadReceived(): Promise<void> {
    const { calls } = this;
    const received = await calls?.received().catch(() => undefined);
    if (!received || calls !== this.calls) return;
    this.received = received;
    this.#host.requestUpdate();
  }

  /** What others did: transfers at once, the rows now and then, and never under a search or a form. */
  async #heard(news: readonly LiveEvent[]): Promise<void> {
    if (news.some(({ topic }) => /^(transfer|file\.moved|live)/.test(topic))) await this.loadReceived();
    const shown = new Set(this.rows.map(({ id }) => id));
    const concerned = news.some(
      ({ topic, fileId }) =>
        /^(file\.(created|moved)|live)/.test(topic) || (fileId !== null && shown.has(fileId)),
    );
    if (!concerned) return;
    clearTimeout(this.#later);
    this.#later = setTimeout(() => void this.refreshQuietly(), Math.max(0, this.#readAt + REST - Date.now()));
  }

  #ask(): AbortSignal {
    this.#asking?.abort();
    return (this.#asking = new AbortController()).signal;
  }

  #show(items: readonly FileSummary[], cursor: string | null, before: readonly RowView[] = []): void {
    this.#cursor = cursor;
    this.stale = false;
    if (before.length === 0) this.count += 1;
    this.rows = [...before, ...items.map((file) => rowOf(file, this.timeZone))];
    this.status = 'ready';
    this.#host.requestUpdate();
  }

  #failed(error: unknown, signal: AbortSignal, status: 'error' | 'partial', title: string): void {
    if (signal.aborted) return;
    this.failure = problemText(error, title);
    this.status = status;
    this.#host.requestUpdate();
  }
}
