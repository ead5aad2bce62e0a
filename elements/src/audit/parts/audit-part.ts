import { property } from 'lit/decorators.js';
import { formatDateTime } from '../../core/format.ts';
import { UiElement } from '../../core/ui-element.ts';
import type { LogCalls, Surroundings } from '../audit.data.ts';
import { auditMessages, type AuditMessages } from '../audit.messages.ts';

/** A private part of `<lastria-access-log>`: it is handed the calls, who reads and the texts it needs. */
export abstract class AuditPart extends UiElement {
  @property({ attribute: false }) calls!: LogCalls;
  @property({ attribute: false }) around!: Surroundings;
  @property({ attribute: false }) messages: AuditMessages = auditMessages;

  protected get timeZone(): string {
    return this.around.me.tenant.timeZone;
  }

  /** « mar. 24 nov. 2026 à 14 h 02 », in the zone of the organisation. */
  protected at(instant: string): string {
    return formatDateTime(instant, this.timeZone);
  }
}
