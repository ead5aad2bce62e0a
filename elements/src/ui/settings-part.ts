import { property } from 'lit/decorators.js';
import { problemText, typeOfProblem, type ProblemText } from '../core/problem-text.ts';
import { whenProved } from '../core/proof.ts';
import type { Reading } from '../core/reading.ts';
import type { ElementSession } from '../core/session-context.ts';
import { UiElement } from '../core/ui-element.ts';
import type { PartMessages } from './part.messages.ts';
import type { UiToasts } from './toast.ts';

/** What the parts of an element are handed, and what they tell. */
export interface PartKinds {
  readonly session: ElementSession;
  readonly settings: { readonly me: { readonly tenant: { readonly timeZone: string } } };
  readonly messages: PartMessages;
  readonly change: unknown;
}

/** What a part tells its element: the settings with what it read or wrote, the change to tell the host, a sentence. */
export interface PartNews<K extends PartKinds> {
  readonly settings?: (now: K['settings']) => K['settings'];
  readonly change?: K['change'];
  readonly said?: string;
  readonly undo?: () => void;
}

/** What an element does with the news of a part, but for what it tells its host: shows what is new, and says it. */
export function hearPart<K extends PartKinds>(
  { settings, said, undo }: PartNews<K>,
  reading: Reading<K['settings']>,
  toasts: UiToasts | null,
): void {
  if (settings) reading.change(settings);
  if (said) toasts?.show({ text: said, ...(undo ? { undo } : {}) });
}

/** A private part of an element that sets something: it is handed all it shows, and fires `lastria-part-changed` with its news. */
export abstract class SettingsPart<K extends PartKinds> extends UiElement {
  @property({ attribute: false }) session!: K['session'];
  @property({ attribute: false }) settings!: K['settings'];
  @property({ attribute: false }) messages!: K['messages'];
  #busy = false;
  #waiting: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#waiting?.abort();
  }

  protected get timeZone(): string {
    return this.settings.me.tenant.timeZone;
  }

  protected tell(news: PartNews<K>): void {
    this.fire('lastria-part-changed', news);
  }

  /** Hands a child's news on: events of parts do not bubble. */
  protected readonly pass = (event: CustomEvent<PartNews<K>>): void => this.tell(event.detail);

  protected problem(error: unknown): ProblemText {
    return typeOfProblem(error) === 'proof-too-old'
      ? { title: this.messages.prove, detail: this.messages.proveThen }
      : problemText(error, this.messages.notSaved);
  }

  /** Does it once at a time. Refused for want of a recent proof, it is done by itself once the proof is given. */
  protected async carryOut(act: () => Promise<void>, refused: (error: unknown) => void): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#waiting?.abort();
    try {
      await act();
    } catch (error) {
      refused(error);
      if (typeOfProblem(error) === 'proof-too-old') {
        this.#waiting = new AbortController();
        whenProved(this.session, () => void this.carryOut(act, refused), this.#waiting.signal);
      }
    } finally {
      this.#busy = false;
    }
  }

  /** Gives up what waits for a proof. */
  protected giveUp(): void {
    this.#waiting?.abort();
  }

  /** Reads everything the parts are handed. */
  protected abstract readAll(): Promise<K['settings']>;

  /** Reads everything again, after somebody else changed a part of it. */
  protected async reread(): Promise<K['settings']> {
    const fresh = await this.readAll();
    this.tell({ settings: () => fresh });
    return fresh;
  }
}
