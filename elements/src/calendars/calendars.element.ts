import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { LastriaElement } from '../core/base-element.ts';
import { messagesWith } from '../core/messages.ts';
import { Reading } from '../core/reading.ts';
import type { ElementSession } from '../core/session-context.ts';
import { verb } from '../core/verbs.ts';
import { settingsStyles } from '../ui/settings.styles.ts';
import {
  CalendarCalls,
  systemClock,
  type Around,
  type CalendarFeed,
  type CalendarLink,
  type Clock,
} from './calendars.data.ts';
import type { CalendarsChange } from './calendars.events.ts';
import {
  calendarsMessages,
  type CalendarsMessageOverrides,
  type CalendarsMessages,
} from './calendars.messages.ts';
import { pageStyles } from './calendars.styles.ts';
import { FeedPart } from './parts/feed.ts';
import { FilePart } from './parts/file.ts';
import { OutlookPart } from './parts/outlook.ts';

type Read = { readonly around: Around; readonly calls: CalendarCalls };

/**
 * One's own calendars elsewhere: the secret address by which other programs read the agenda, the link to Outlook, what is
 * taken from a calendar file. Of each, how much leaves Lastria is shown before it does.
 *
 * @element lastria-calendars
 * @fires lastria-calendars-changed - the address, the link or what was taken is another: `{ kind, status }`
 */
export class LastriaCalendars extends LastriaElement {
  static override readonly tag = 'lastria-calendars';
  static override readonly scopes = ['agenda'];
  static override readonly dependencies = [FeedPart, OutlookPart, FilePart];
  static override styles = [...settingsStyles, pageStyles];

  /** Texts that replace ours. */
  @property({ attribute: false }) messages: CalendarsMessageOverrides | undefined;
  /** The time and its timers, for a page that has its own. */
  @property({ attribute: false }) clock: Clock = systemClock;

  readonly #reading = new Reading<Read>(this, {
    read: async (signal) => {
      const calls = new CalendarCalls(this.session!);
      const around = await calls.around(signal);
      return around.units.length === 0 ? null : { around, calls };
    },
    lines: 8,
    texts: () => ({ ...this.#texts, ui: this.texts }),
  });

  /** Reads everything again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#reading.load();
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#reading.follow(session);
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    return html`<section class="page" aria-label=${texts.region}>
      ${this.#reading.render((read) => this.#renderReady(read, texts))}
    </section>`;
  }

  #renderReady({ around, calls }: Read, texts: CalendarsMessages): TemplateResult {
    const { me, feed, allowed, link, units } = around;
    return html`<div class="calendars">
      <lastria-calendars-feed
        .calls=${calls}
        .messages=${texts}
        .timeZone=${me.tenant.timeZone}
        .feed=${feed}
        .allowed=${allowed}
        @lastria-ui-change=${this.#hearFeed}
      ></lastria-calendars-feed>
      ${
        link.available
          ? html`<lastria-calendars-outlook
              .calls=${calls}
              .messages=${texts}
              .timeZone=${me.tenant.timeZone}
              .clock=${this.clock}
              .link=${link}
              @lastria-ui-change=${this.#hearLink}
            ></lastria-calendars-outlook>`
          : nothing
      }
      <lastria-calendars-file
        .calls=${calls}
        .messages=${texts}
        .timeZone=${me.tenant.timeZone}
        .units=${units}
        @lastria-ui-change=${() => this.#changed({ kind: 'import', status: 'imported' })}
      ></lastria-calendars-file>
    </div>`;
  }

  get #texts(): CalendarsMessages {
    return messagesWith(calendarsMessages, this.messages);
  }

  readonly #hearFeed = ({
    detail: { feed, status },
  }: CustomEvent<{ feed: CalendarFeed | null; status?: 'made' | 'changed' | 'revoked' }>): void => {
    this.#now({ feed });
    if (status) this.#changed({ kind: 'feed', status });
  };

  readonly #hearLink = ({
    detail: { link, status },
  }: CustomEvent<{ link: CalendarLink; status?: string }>): void => {
    this.#now({ link });
    if (status) this.#changed({ kind: 'outlook', status });
  };

  #now(news: Partial<Around>): void {
    this.#reading.change((now) => ({ ...now, around: { ...now.around, ...news } }));
  }

  #changed(change: CalendarsChange): void {
    this.fire('lastria-calendars-changed', change);
  }
}
