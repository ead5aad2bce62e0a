import { property } from 'lit/decorators.js';
import { UiElement } from '../../core/ui-element.ts';
import type { ImportCalls, Settings } from '../imports.data.ts';
import { importsMessages, type ImportsMessages } from '../imports.messages.ts';

/** A private part of `<lastria-import>`: it is handed the calls, the settings and the texts it needs. */
export abstract class ImportPart extends UiElement {
  @property({ attribute: false }) calls!: ImportCalls;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) messages: ImportsMessages = importsMessages;

  protected get timeZone(): string {
    return this.settings.me.tenant.timeZone;
  }

  /** Puts the cursor there once it is drawn, and says whether it was found. */
  protected async focusOn(selector: string): Promise<boolean> {
    await this.updateComplete;
    const found = this.renderRoot.querySelector<HTMLElement>(selector);
    found?.focus();
    return found !== null;
  }
}
