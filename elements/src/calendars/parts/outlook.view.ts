import { html, nothing, type TemplateResult } from 'lit';
import { formatDateTime } from '../../core/format.ts';
import { flag, type FlagKind } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import type { CalendarLink } from '../calendars.data.ts';
import type { CalendarsMessages } from '../calendars.messages.ts';

const tones: Readonly<Record<string, FlagKind>> = {
  connected: 'success',
  toReconnect: 'warning',
};
/** A calendar is read every quarter of an hour: after two hours something is wrong. */
const lateAfter = 2 * 60 * 60_000;

interface Standing {
  readonly link: CalendarLink;
  readonly timeZone: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const trouble = (title: string, text: string): TemplateResult =>
  html`<div class="trouble" role="alert">
    ${icon('warning')}
    <div>
      <p><strong>${title}</strong></p>
      <p>${text}</p>
    </div>
  </div>`;

/** Where the link stands, since when, and what is wrong with it. */
export function renderStanding(
  { link, timeZone, now }: Standing,
  { outlook: texts }: CalendarsMessages,
): TemplateResult | typeof nothing {
  const { state, reason, mailbox, syncedAt } = link;
  const why = texts.reasons[reason ?? ''] ?? texts.otherReason;
  if (state === 'removed') return nothing;
  const synced = syncedAt === null ? null : formatDateTime(syncedAt, timeZone);
  const isLate = state === 'connected' && syncedAt !== null && now - Date.parse(syncedAt) > lateAfter;
  return html`<div class="standing">
      ${flag(isLate ? 'warning' : (tones[state] ?? 'neutral'), texts.states[state] ?? state)}
      ${mailbox === null ? nothing : html`<span>${texts.mailbox(mailbox)}</span>`}
      ${state === 'connected' ? html`<span class="muted">${synced === null ? texts.notSynced : texts.synced(synced)}</span>` : nothing}
    </div>
    ${state === 'toReconnect' ? trouble(texts.reconnectTitle, `${why} ${texts.reconnectText}`) : nothing}
    ${isLate && synced !== null ? trouble(texts.lateTitle, texts.lateText(synced)) : nothing}`;
}

/** What goes from one to the other, and what never does. */
export const renderExchanged = ({ outlook: texts }: CalendarsMessages): TemplateResult =>
  html`<dl class="plain">
    <dt>${texts.reads}</dt>
    <dd>${texts.readsText}</dd>
    <dt>${texts.writes}</dt>
    <dd>${texts.writesText}</dd>
  </dl>`;
