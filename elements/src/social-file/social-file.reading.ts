import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import type { ElementSession } from '../core/session-context.ts';
import {
  FileCalls,
  isNotFound,
  surroundingsOf,
  type FileTransfer,
  type LiveEvent,
  type Me,
  type SocialFile,
  type SocialRequest,
} from './social-file.data.ts';
import { LiveNews } from './social-file.live.ts';
import type { SocialFileMessages } from './social-file.messages.ts';
import { Names, newsOf } from './social-file.view.ts';

/** What the host itself calls a person. */
export interface Reference {
  readonly system: string;
  readonly value: string;
}
export interface Opened {
  readonly file: SocialFile;
  readonly calls: FileCalls;
  readonly names: Names;
  readonly me: Me;
}
export type View =
  | { readonly kind: 'signed-out' | 'empty' | 'loading' | 'not-found' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | ({ readonly kind: 'ready' } & Opened);

/** Which file is asked, by whom. */
export interface Wanted {
  readonly session: ElementSession | undefined;
  readonly fileId: string;
  readonly externalRef: Reference | undefined;
}

/** What reading asks of the element around it. */
export interface Around {
  readonly wanted: () => Wanted;
  readonly texts: () => SocialFileMessages;
  /** Whether a travail is being typed: it is never taken away. */
  readonly isWriting: () => boolean;
  /** Another file takes the place of the one on screen. */
  readonly leave: () => void;
  readonly opened: (fileId: string) => void;
  readonly lost: () => void;
  readonly say: (text: string) => void;
  /** Reads the timeline again; the travail named takes focus. */
  readonly refreshTimeline: (entryId?: string) => Promise<void> | undefined;
}

export const wantedOf = ({ fileId, externalRef }: Wanted): string =>
  fileId || JSON.stringify(externalRef ?? '');

/** The file on screen: read, read again behind what is being typed, and kept up with what others do. */
export class FileReading implements ReactiveController {
  view: View = { kind: 'empty' };
  requests: readonly SocialRequest[] | undefined;
  requestFailure: ProblemText | undefined;
  transfer: FileTransfer | undefined;
  /** What was asked last. */
  asked = '';
  readonly #host: ReactiveControllerHost;
  readonly #around: Around;
  readonly #live: LiveNews;
  #asking: AbortController | undefined;

  constructor(host: ReactiveControllerHost, around: Around) {
    this.#host = host;
    this.#around = around;
    this.#live = new LiveNews(host, (news) => this.#catchUp(news));
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#asking?.abort();
  }

  /** The file on screen, by its id. */
  get shown(): string {
    return this.view.kind === 'ready' ? this.view.file.id : '';
  }

  /** Another session, or none: what was read goes. */
  begin(session: ElementSession | undefined): void {
    this.#live.stop();
    this.requests = undefined;
    this.transfer = undefined;
    if (session) void this.load();
    else {
      this.#asking?.abort();
      this.#put({ kind: 'signed-out' });
    }
  }

  async load(): Promise<void> {
    const wanted = this.#around.wanted();
    const { session, fileId } = wanted;
    this.asked = wantedOf(wanted);
    this.#asking?.abort();
    const reference = fileId ? undefined : wanted.externalRef;
    if (!session || !(fileId || reference)) {
      this.#put({ kind: session ? 'empty' : 'signed-out' });
      return;
    }
    const { signal } = (this.#asking = new AbortController());
    // The file on screen is read again behind what is being typed; another one takes its place.
    const again = fileId !== '' && this.shown === fileId;
    if (!again) {
      this.#live.stop();
      this.transfer = undefined;
      this.#around.leave();
      this.#put({ kind: 'loading' });
    }
    try {
      const opening = reference
        ? FileCalls.openByReference(session, reference, signal)
        : new FileCalls(session, fileId).open(signal);
      const opened = opening.then((file) => {
        const calls = new FileCalls(session, file.id);
        if (!again && file.can.readFollowUp) calls.askAhead(signal);
        return { file, calls };
      });
      const [{ me, configuration }, { file, calls }] = await Promise.all([surroundingsOf(session), opened]);
      if (signal.aborted) return;
      if (!again) this.requests = undefined;
      this.#put({ kind: 'ready', file, calls, names: new Names(configuration), me });
      if (!again) this.#around.opened(file.id);
      this.#live.watch(session, file.id, me.staffId);
      if (file.can.readFollowUp) void this.loadRequests(calls);
      if (file.status === 'open') void this.loadTransfer(calls);
      if (again) await this.#around.refreshTimeline();
    } catch (error) {
      if (signal.aborted) return;
      const problem = problemText(error, this.#around.texts().failed);
      if (isNotFound(error)) this.#lost();
      else if (again) this.#around.say(problem.title);
      else this.#put({ kind: 'error', problem });
    }
  }

  async loadRequests(calls: FileCalls): Promise<void> {
    this.requestFailure = undefined;
    try {
      const requests = await calls.requests();
      if (this.shown === calls.fileId) this.requests = requests;
    } catch (error) {
      if (this.shown === calls.fileId)
        this.requestFailure = problemText(error, this.#around.texts().current.failed);
    }
    this.#host.requestUpdate();
  }

  /** A transfer that waits is a help: without it the file is whole. */
  async loadTransfer(calls: FileCalls): Promise<void> {
    const transfer = await calls.pendingTransfer().catch(() => undefined);
    if (this.shown !== calls.fileId) return;
    this.transfer = transfer;
    this.#host.requestUpdate();
  }

  /** What was changed here is on screen at once. */
  take(file: SocialFile | undefined, transfer: FileTransfer | undefined): void {
    if (transfer) this.transfer = transfer;
    if (this.view.kind === 'ready' && file?.id === this.view.file.id) this.view = { ...this.view, file };
    this.#host.requestUpdate();
  }

  /** What a travail changes elsewhere: last contact, demandes; then the travail itself takes focus. */
  async refreshAround(entryId: string): Promise<void> {
    const { view } = this;
    if (view.kind !== 'ready') return;
    try {
      const [file] = await Promise.all([
        view.calls.open(),
        this.loadRequests(view.calls),
        this.#around.refreshTimeline(entryId),
      ]);
      this.take(file, undefined);
    } catch (error) {
      this.#around.say(problemText(error, this.#around.texts().failed).title);
    }
  }

  /**
   * What others did: the file is read again behind what is being typed, and it is said what changed, and by whom. A
   * field being edited keeps what it rests on, so that saving it shows both.
   */
  async #catchUp(news: readonly LiveEvent[]): Promise<void> {
    const { view } = this;
    if (view.kind !== 'ready') return;
    const { calls, names } = view;
    const texts = this.#around.texts();
    const work = news.some(({ topic }) => !/^(file|transfer)\./.test(topic));
    try {
      const [file] = await Promise.all([
        calls.open(),
        work && view.file.can.readFollowUp && this.loadRequests(calls),
        work && this.#around.refreshTimeline(),
        this.loadTransfer(calls),
      ]);
      if (this.view.kind !== 'ready' || this.shown !== file.id) return;
      const said = newsOf(view.file, file, { news, names, work, texts });
      this.#put({ ...this.view, file });
      if (said) this.#around.say(said);
    } catch (error) {
      if (this.shown !== calls.fileId || !isNotFound(error)) return;
      if (this.#around.isWriting()) this.#around.say(texts.live.gone);
      else this.#lost();
    }
  }

  #lost(): void {
    this.#live.stop();
    this.#put({ kind: 'not-found' });
    this.#around.lost();
  }

  #put(view: View): void {
    this.view = view;
    this.#host.requestUpdate();
  }
}
