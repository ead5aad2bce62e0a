import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isStale, problemText, type ProblemText } from '../core/problem-text.ts';
import { chaptersOf, type ActivityCalls, type ActivityReport, type Chapter } from './activity.data.ts';
import { mergeChapters, type Clash } from './activity.merge.ts';

/** Kept after a second of quiet, as anything one types. */
const QUIET = 1000;
/** And at least this often while one types on. */
const LONGEST = 2000;

/** How what is written stands. */
interface Standing {
  /** As the server gave it last. */
  readonly report: ActivityReport;
  readonly chapters: readonly Chapter[];
  readonly kept: 'kept' | 'waiting' | 'saving' | 'failed';
  readonly failure: ProblemText | undefined;
  /** What somebody else wrote in the same chapters meanwhile: nothing is sent until it is settled. */
  readonly clashes: readonly Clash[];
}

/** What the writing asks of the report on screen. */
interface Around {
  readonly calls: () => ActivityCalls;
  /** What to say of a chapter that could not be kept. */
  readonly failed: () => string;
  /** Somebody else wrote meanwhile: what both did stands there now, or waits for a choice. */
  readonly met: (clashes: readonly Clash[]) => void;
}

/**
 * The chapters of a rapport d’activité as they are written: kept as one types, one call at a time, brought together with
 * what others wrote meanwhile; what could not be sent stays.
 */
export class ChapterWriting implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #around: Around;
  #now: Standing | undefined;
  /** What the server last said: what both sides of a conflict had read. */
  #read: readonly Chapter[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since = 0;
  #sending: Promise<void> | undefined;

  constructor(host: ReactiveControllerHost, around: Around) {
    this.#host = host;
    this.#around = around;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('pagehide', this.#leave);
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.#leave);
    this.#leave();
  }

  get now(): Standing {
    return this.#now!;
  }

  /** Begins from what the server gave. */
  take(report: ActivityReport): void {
    this.#read = chaptersOf(report);
    this.#put({ report, chapters: this.#read, kept: 'kept', failure: undefined, clashes: [] });
  }

  change(chapters: readonly Chapter[]): void {
    this.#put({ chapters, kept: 'waiting' });
    clearTimeout(this.#timer);
    this.#since ||= performance.now();
    const left = this.#since + LONGEST - performance.now();
    this.#timer = setTimeout(() => void this.send(), Math.max(0, Math.min(QUIET, left)));
  }

  /** What waits is sent at once, and waited for; whether all is kept. */
  async flush(): Promise<boolean> {
    if (this.now.kept !== 'kept') await this.send();
    return this.now.kept === 'kept';
  }

  fail(failure: ProblemText | undefined): void {
    this.#put({ failure });
  }

  /** One at a time: the next sends what was typed meanwhile. */
  send(): Promise<void> {
    clearTimeout(this.#timer);
    return (this.#sending = (this.#sending ?? Promise.resolve()).then(() => this.#write()));
  }

  /** Of what both wrote, one's own is kept, or that of the other. */
  settle(whose: 'mine' | 'theirs'): void {
    const { clashes, chapters } = this.now;
    const theirs = new Map(clashes.map((clash) => [clash.id, clash.theirs]));
    this.#put({
      clashes: [],
      chapters: whose === 'mine' ? chapters : chapters.map((one) => theirs.get(one.id) ?? one),
    });
    void this.send();
  }

  #put(more: Partial<Standing>): void {
    this.#now = { ...this.#now!, ...more };
    this.#host.requestUpdate();
  }

  readonly #leave = (): void => {
    if (this.#now?.kept === 'waiting') void this.send();
    clearTimeout(this.#timer);
  };

  async #write(tries = 2): Promise<void> {
    const { clashes, report, chapters: sent } = this.now;
    if (clashes.length > 0 || report.status === 'frozen') return;
    // A title being retyped is empty for a moment: what it was stays until it is something
    if (sent.some(({ title }) => title.trim() === '')) return;
    this.#since = 0;
    this.#put({ kept: 'saving', failure: undefined });
    try {
      this.#keep(sent, await this.#around.calls().write(report, sent));
    } catch (error) {
      if (isStale(error) && tries > 0 && (await this.#meet())) return this.#write(tries - 1);
      this.#put({ kept: this.now.clashes.length > 0 ? 'waiting' : 'failed' });
      if (!isStale(error)) this.fail(problemText(error, this.#around.failed()));
    }
  }

  /** What was sent is kept; what was typed since stays, under the names the server gave. */
  #keep(sent: readonly Chapter[], report: ActivityReport): void {
    this.#read = chaptersOf(report);
    const named = new Map(sent.map(({ id }, at) => [id, this.#read[at]?.id ?? id]));
    const { chapters } = this.now;
    this.#put(
      chapters === sent
        ? { report, chapters: this.#read, kept: 'kept' }
        : {
            report,
            chapters: chapters.map((one) => ({ ...one, id: named.get(one.id) ?? one.id })),
            kept: 'waiting',
          },
    );
  }

  /** Somebody else wrote meanwhile: what both did is brought together; true when there is nothing to choose. */
  async #meet(): Promise<boolean> {
    const report = await this.#around.calls().read(this.now.report.id);
    if (report.status === 'frozen') {
      this.take(report);
      return false;
    }
    const theirs = chaptersOf(report);
    const { chapters, clashes } = mergeChapters(this.#read, this.now.chapters, theirs);
    this.#read = theirs;
    this.#put({ report, chapters, clashes });
    this.#around.met(clashes);
    return clashes.length === 0;
  }
}
