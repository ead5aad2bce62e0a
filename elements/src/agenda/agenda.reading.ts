import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import type { ElementSession } from '../core/session-context.ts';
import { LiveNews } from '../social-file/social-file.live.ts';
import { AgendaCalls, type Around, type Read } from './agenda.data.ts';
import type { AgendaMessages } from './agenda.messages.ts';
import type { Day } from './calendar.ts';
import type { Look } from './parts/entry.view.ts';

export type View =
  | { readonly kind: 'signed-out' | 'loading' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'ready'; readonly around: Around };

/** What reading needs of the agenda around it. */
interface ReadingAround {
  readonly days: () => readonly Day[];
  readonly texts: () => AgendaMessages;
  /** Whose agendas are shown at first. */
  readonly first: (around: Around) => readonly string[];
}

/** What is read of the agenda: at first, at each turn, and when others change it. What is on screen stays meanwhile. */
export class Reading implements ReactiveController {
  view: View = { kind: 'loading' };
  read: Read | undefined;
  staff: readonly string[] = [];
  problem: ProblemText | undefined;
  /** Requests to answer, and answers one has not seen. */
  requests = 0;
  /** Travaux left to write. */
  toWrite = 0;
  busy = false;
  calls: AgendaCalls | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #around: ReadingAround;
  readonly #news: LiveNews;
  #session: ElementSession | undefined;
  #look: Look | undefined;
  #asking = new AbortController();
  /** What was last asked for: another width may show the same days. */
  #asked = '';

  constructor(host: ReactiveControllerHost, around: ReadingAround) {
    this.#host = host;
    this.#around = around;
    this.#news = new LiveNews(host, async (news) => {
      if (news.some(({ topic }) => topic === 'agenda.changed' || topic === 'live.missed')) await this.again();
    });
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#asking.abort();
  }

  /** Who looks, and at whom: the same as long as nothing of it changes, so that nothing is drawn again with it. */
  get look(): Look | undefined {
    const { view, staff } = this;
    if (view.kind !== 'ready') return undefined;
    const { around } = view;
    const texts = this.#around.texts();
    const look = this.#look;
    if (look?.around === around && look.texts === texts && look.staff === staff) return look;
    return (this.#look = { around, texts, staff });
  }

  /** Forgets all; with a session, reads afresh. */
  begin(session: ElementSession | undefined): void {
    this.#asking.abort();
    this.#news.stop();
    this.#session = session;
    this.calls = session && new AgendaCalls(session);
    this.read = this.problem = this.#look = undefined;
    this.staff = [];
    this.requests = this.toWrite = 0;
    this.busy = false;
    this.view = { kind: 'signed-out' };
    if (session) void this.load();
    this.#host.requestUpdate();
  }

  async load(): Promise<void> {
    const { calls } = this;
    if (!calls) return;
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.view = { kind: 'loading' };
    this.problem = undefined;
    this.#host.requestUpdate();
    try {
      const around = await calls.around(signal);
      if (signal.aborted) return;
      if (this.staff.length === 0) this.staff = this.#around.first(around);
      this.view = { kind: 'ready', around };
      await this.again();
      if (calls === this.calls && this.#session)
        this.#news.watch(this.#session, undefined, around.me.staffId);
    } catch (error) {
      if (signal.aborted) return;
      this.view = { kind: 'error', problem: problemText(error, this.#around.texts().failed) };
      this.#host.requestUpdate();
    }
  }

  /** Shows other agendas; at least one stays. */
  showAgendas(staff: readonly string[]): void {
    if (staff.length === 0) return this.#host.requestUpdate();
    this.staff = staff;
    void this.again();
  }

  /** Reads when other days, or other people, are wanted than those asked for last. */
  turn(): void {
    if (this.view.kind === 'ready' && this.#wanted !== this.#asked) void this.again();
  }

  /** Reads what is on screen again; what was there stays meanwhile, and when it fails. */
  async again(): Promise<void> {
    const { calls } = this;
    if (!calls || this.view.kind !== 'ready') return;
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.busy = true;
    this.#asked = this.#wanted;
    this.#host.requestUpdate();
    try {
      const [read, { received, answered, toWrite }] = await Promise.all([
        calls.read(this.#around.days(), this.staff, signal),
        calls.requests(signal),
      ]);
      if (signal.aborted) return;
      this.read = read;
      this.requests = received.length + answered.length;
      this.toWrite = toWrite.length;
      this.problem = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#failed(problemText(error, this.#around.texts().stale));
    } finally {
      if (!signal.aborted) this.busy = false;
      this.#host.requestUpdate();
    }
    await this.#host.updateComplete;
  }

  #failed(problem: ProblemText): void {
    if (this.read) this.problem = problem;
    else this.view = { kind: 'error', problem };
  }

  get #wanted(): string {
    const days = this.#around.days();
    return `${days[0]} ${days.length} ${this.staff.join(' ')}`;
  }
}
