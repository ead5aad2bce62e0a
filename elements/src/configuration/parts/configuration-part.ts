import { property } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { UiElement } from '../../core/ui-element.ts';
import { readSettings, type Session, type Settings } from '../configuration.data.ts';
import type { ConfigurationChange } from '../configuration.events.ts';
import { configurationMessages, type ConfigurationMessages } from '../configuration.messages.ts';

/** What a part tells its element: the settings with what it read or wrote, the change to tell the host, a sentence. */
export interface PartNews {
  readonly settings?: (now: Settings) => Settings;
  readonly change?: ConfigurationChange;
  readonly said?: string;
  readonly undo?: () => void;
}

/** A private part of `<lastria-configuration>`: it is handed all it shows, and fires `lastria-part-changed` with its news. */
export abstract class ConfigurationPart extends UiElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) messages: ConfigurationMessages = configurationMessages;

  protected get timeZone(): string {
    return this.settings.me.tenant.timeZone;
  }

  protected tell(news: PartNews): void {
    this.fire('lastria-part-changed', news);
  }

  /** Hands a child's news on: events of parts do not bubble. */
  protected readonly pass = (event: CustomEvent<PartNews>): void => this.tell(event.detail);

  protected problem(error: unknown): ProblemText {
    return problemText(error, this.messages.notSaved);
  }

  /** Reads everything again, after somebody else changed a part of it. */
  protected async reread(): Promise<Settings> {
    const fresh = await readSettings(this.session);
    this.tell({ settings: () => fresh });
    return fresh;
  }
}
