import { property } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { UiElement } from '../../core/ui-element.ts';
import { isStale, type FileCalls, type FileTransfer, type Me, type SocialFile } from '../social-file.data.ts';
import type { FileChange } from '../social-file.events.ts';
import { socialFileMessages, type SocialFileMessages } from '../social-file.messages.ts';
import type { Names } from '../social-file.view.ts';

/** What a part of the file tells its element: news to keep, a sentence to show. */
export interface PartNews {
  readonly file?: SocialFile;
  readonly what: FileChange;
  /** A transfer that waits for an answer now. */
  readonly transfer?: FileTransfer;
  readonly said?: string;
  readonly undo?: () => void;
}

/** A private part of `<lastria-social-file>`: it is handed all it shows, and fires `lastria-part-changed` with its news. */
export abstract class FilePart extends UiElement {
  @property({ attribute: false }) calls!: FileCalls;
  @property({ attribute: false }) file!: SocialFile;
  @property({ attribute: false }) names!: Names;
  @property({ attribute: false }) me!: Me;
  @property({ attribute: false }) messages: SocialFileMessages = socialFileMessages;

  protected get timeZone(): string {
    return this.me.tenant.timeZone;
  }

  protected tell(news: PartNews): void {
    this.fire('lastria-part-changed', news);
  }

  /** Where a dialog that just opened starts: its blocks are drawn one turn after it. */
  protected async start(selector: string): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector<UiElement>('lastria-ui-dialog')?.updateComplete;
    const control = this.renderRoot.querySelector<UiElement>(selector);
    await control?.updateComplete;
    control?.focus();
  }

  /**
   * Runs a change. When somebody changed the same thing in between, nothing was written: the file is read again, told
   * to all and given as `stale`, for the part to show beside what was typed here. Other failures are thrown.
   */
  protected async change<T>(
    what: FileChange,
    act: () => Promise<T>,
  ): Promise<{ done: T; stale?: never } | { stale: SocialFile }> {
    try {
      return { done: await act() };
    } catch (error) {
      if (!isStale(error)) throw error;
      const stale = await this.calls.open();
      this.tell({ file: stale, what });
      return { stale };
    }
  }

  protected problem(error: unknown): ProblemText {
    return problemText(error, this.messages.dialogs.failed);
  }
}
