import { html, nothing, type TemplateResult } from 'lit';
import { lastDayOf } from '../../core/date-text.ts';
import { formatDate, formatDateTime } from '../../core/format.ts';
import { flag, type FlagKind } from '../../ui/chip.ts';
import type { ServiceAccount } from '../team.data.ts';
import type { TeamMessages } from '../team.messages.ts';

const kindOf: Readonly<Record<string, FlagKind>> = { live: 'success', granted: 'success', asked: 'warning' };

/** How something stands, by its code. */
export const standing = (status: string, names: Readonly<Record<string, string>>): TemplateResult =>
  flag(kindOf[status] ?? 'neutral', names[status] ?? status);

/** How the access to files stands: until when, why, who asked it and who granted it. */
export function renderAccess(
  { status, until, reason, ...one }: NonNullable<ServiceAccount['files']>,
  { programs: texts }: TeamMessages,
  timeZone: string,
): TemplateResult {
  const day = (at: string): string => formatDate(at, timeZone);
  return html`<div class="row">
    <div class="what">
      ${standing(status, texts.filesStatuses)}
      <span>${texts.until(formatDate(lastDayOf(until, timeZone), 'UTC'))}</span>
      <span class="muted dates"
        >${texts.because(reason)} ·
        ${texts.asked(one.askedByName, day(one.askedAt))}${
          one.grantedAt ? `, ${texts.granted(one.grantedByName, day(one.grantedAt))}` : nothing
        }</span
      >
    </div>
  </div>`;
}

/** A secret, by the day it was made, and when it last served; `revoke` draws what takes it back, by its full name. */
export function renderSecret(
  { createdAt, usedAt }: ServiceAccount['secrets'][number],
  { programs: texts }: TeamMessages,
  timeZone: string,
  revoke?: (full: string) => TemplateResult,
): TemplateResult {
  const day = formatDate(createdAt, timeZone);
  return html`<div class="row">
    <div class="what">
      <span>${texts.secretOf(day)}</span>
      <span class="muted dates"
        >${usedAt === null ? texts.unused : texts.used(formatDateTime(usedAt, timeZone))}</span
      >
    </div>
    ${revoke ? html`<div class="do">${revoke(texts.revokeOf(day))}</div>` : nothing}
  </div>`;
}
