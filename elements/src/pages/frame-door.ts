import { problemText, type ProblemText } from '../core/problem-text.ts';
import { signInFrom } from '../sign-in/sign-in.data.ts';
import { pagesMessages } from './pages.messages.ts';
import { takeRelease } from './release.ts';

/** What the door shows while the person is in our window, or when she came back with nothing. */
export type DoorView =
  | { readonly kind: 'waiting'; readonly address: string; readonly blocked: boolean }
  | { readonly kind: 'error'; readonly problem: ProblemText };

/** The page the door is of. */
interface Behind {
  readonly isWaiting: () => boolean;
  readonly show: (view: DoorView) => void;
  readonly letIn: () => Promise<void>;
}

/** Which frame asks. */
export interface Doorway {
  readonly client: string;
  readonly shows: string;
  /** Where the page around comes from. */
  readonly origin: string;
}

/**
 * How a frame is let in: it asks for a ticket, in a window of ours that a press opens. The person accepts there, and the
 * window hands its release to this frame: to our origin alone, whoever else may have asked for a ticket.
 */
export class FrameDoor {
  readonly #api = signInFrom('frame');
  readonly #behind: Behind;
  #asking = new AbortController();

  constructor(behind: Behind) {
    this.#behind = behind;
  }

  /** Stops waiting for what was asked. */
  close(): void {
    this.#asking.abort();
  }

  async ask({ client, shows, origin }: Doorway): Promise<void> {
    const opened = open('about:blank', '_blank', 'popup,width=520,height=760');
    this.#asking.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const { signal } = asking;
    try {
      const { ticketId } = await this.#api.askFrame({ client, element: shows, origin }, { signal });
      const address = `${location.origin}/${client}/accord/${ticketId}`;
      this.#behind.show({ kind: 'waiting', address, blocked: opened === null });
      takeRelease(ticketId, signal, (release) => {
        asking.abort();
        void this.#redeem(ticketId, release);
      });
      if (!opened) return;
      opened.location.href = address;
      this.#watchWindow(opened, signal);
    } catch (error) {
      opened?.close();
      this.#fail(problemText(error, pagesMessages.failed));
    }
  }

  /** A window that was closed, or cut from this page by the page around, gives nothing any more. */
  #watchWindow(opened: Window, signal: AbortSignal): void {
    let gone = 0;
    const timer = setInterval(() => {
      gone = opened.closed ? gone + 1 : 0;
      // Its release may be on its way
      if (gone < 3) return;
      this.#asking.abort();
      const { windowGone: title, windowGoneDetail: detail } = pagesMessages.frame;
      if (this.#behind.isWaiting()) this.#fail({ title, detail });
    }, 1000);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  async #redeem(ticketId: string, release: string): Promise<void> {
    try {
      const { status } = await this.#api.redeemTicket(ticketId, { release });
      if (status === 'open') return await this.#behind.letIn();
      this.#fail({ title: pagesMessages.frame.ended });
    } catch (error) {
      this.#fail(problemText(error, pagesMessages.failed));
    }
  }

  #fail(problem: ProblemText): void {
    this.#behind.show({ kind: 'error', problem });
  }
}
