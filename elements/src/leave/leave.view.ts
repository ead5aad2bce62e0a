import { html, nothing, type TemplateResult } from 'lit';
import { flag, type FlagKind } from '../ui/chip.ts';
import { icon } from '../ui/icons.ts';
import type { Leave, LeaveBalance, LeavePresence, LeaveSubstitution } from './leave.data.ts';
import type { LeaveMessages } from './leave.messages.ts';

const tones: Readonly<Record<string, FlagKind>> = {
  approved: 'success',
  refused: 'danger',
  asked: 'warning',
};
/** Half-days told at most; the rest is counted. */
const mostShort = 6;

/** What is left, in quiet figures. */
export const renderBalances = (
  balances: readonly LeaveBalance[],
  texts: LeaveMessages,
): TemplateResult | typeof nothing =>
  balances.length === 0
    ? nothing
    : html`<dl class="balances" aria-label=${texts.balances}>
        ${balances.map(
          ({ label, leftHalves, takenHalves, pendingHalves }) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${leftHalves === null ? texts.taken(takenHalves) : texts.left(leftHalves)}</dd>
              ${pendingHalves > 0 ? html`<dd class="muted">${texts.pending(pendingHalves)}</dd>` : nothing}
            </div>`,
        )}
      </dl>`;

/** What a leave is: kind, days, where it stands; of somebody else, his name first. */
export const renderHead = (
  leave: Leave,
  kinds: ReadonlyMap<string, string>,
  texts: LeaveMessages,
  withName = false,
): TemplateResult => {
  const kind = kinds.get(leave.kind) ?? leave.kind;
  return html`<div class="head">
      <h3>${withName ? `${leave.displayName}\u00a0: ${kind}` : kind}</h3>
      ${flag(tones[leave.status] ?? 'neutral', texts.status[leave.status] ?? leave.status)}
    </div>
    <p>${texts.span(leave)} · ${texts.days(leave.halves)}</p>
    ${leave.comment ? html`<p class="muted">${texts.message(leave.comment)}</p>` : nothing}
    ${leave.reason ? html`<p class="muted">${texts.reason(leave.reason)}</p>` : nothing}`;
};

/** Whether the team would be enough, and who else is away. */
export function renderPresence(
  presence: LeavePresence | undefined,
  texts: LeaveMessages,
): TemplateResult | typeof nothing {
  if (!presence) return nothing;
  const short = presence.presences.filter((one) => one.short);
  const away = presence.people.filter(({ absences }) => absences.length > 0);
  const { decide, halfDay } = texts;
  return html`${
    short.length === 0
      ? html`<p class="muted">${decide.enough}</p>`
      : html`<div class="short">
          <p>${icon('warning')} ${decide.short(short.length)}</p>
          <ul class="plain">
            ${short.slice(0, mostShort).map(({ day, half, unitName, present, minimum }) => html`<li>${decide.shortAt(halfDay(day, half), unitName, present, minimum)}</li>`)}
            ${short.length > mostShort ? html`<li>${decide.more(short.length - mostShort)}</li>` : nothing}
          </ul>
        </div>`
  }
  ${
    away.length === 0
      ? nothing
      : html`<p class="muted">
          ${decide.alsoAway}
          ${away.map(({ displayName, absences }) => `${displayName} (${texts.days(absences.length)})`).join(', ')}
        </p>`
  }`;
}

/** What a substitute would take over. */
export const renderSubstitution = (
  of: LeaveSubstitution,
  texts: LeaveMessages,
  close: () => void,
): TemplateResult => {
  const { substitution } = texts;
  const at = (local: string) => substitution.noon(local.slice(0, 10), local.slice(11));
  const { count, items } = of.appointments;
  return html`<section class="aside" aria-label=${substitution.title} tabindex="-1" id="substitution">
    <h3>${substitution.title}</h3>
    <p>${substitution.from(at(of.from), at(of.until))}</p>
    <p>${substitution.appointments(count)}</p>
    ${
      items.length === 0
        ? nothing
        : html`<ul class="plain">
            ${items.map(({ startsAt, title }) => html`<li>${substitution.appointmentAt(startsAt.slice(0, 10), startsAt.slice(11), title)}</li>`)}
          </ul>`
    }
    <p>${substitution.urgent(of.urgentRequests.count)}</p>
    <p>${substitution.people(of.substitutes.map(({ displayName }) => displayName))}</p>
    <p class="muted">${of.can.grantAccess ? substitution.grant : substitution.askGrant}</p>
    <div class="actions">
      <button type="button" class="button quiet" @click=${close}>
        ${icon('close')}${substitution.close}
      </button>
    </div>
  </section>`;
};
