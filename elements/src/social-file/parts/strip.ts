import { html, nothing, type TemplateResult } from 'lit';
import { formatAge, formatDate, formatShortDate, todayIn, isFeminine } from '../../core/format.ts';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import type { MenuItem } from '../../ui/menu.ts';
import type { FileTransfer, Me, SocialFile } from '../social-file.data.ts';
import type { SocialFileMessages } from '../social-file.messages.ts';
import { answerOf, shortName, type Names } from '../social-file.view.ts';

export interface StripView {
  readonly file: SocialFile;
  readonly names: Names;
  readonly me: Me;
  readonly texts: SocialFileMessages;
  /** Where room is short, the alerts that are no danger wait behind their count. */
  readonly folded: boolean;
  readonly unfold: () => void;
  readonly transfer: FileTransfer | undefined;
  readonly revoke: () => void;
  readonly write: () => void;
  readonly act: (id: string) => void;
}

/** Who the file is about, always in view, and what can be done with it. */
export function renderStrip(view: StripView): TemplateResult {
  const { file, names, me, texts, write, act } = view;
  return html`<header class="strip" part="strip">
      <div class="who">
        <h2>${shortName(file.identity)}</h2>
        <p class="line">${facts(file, names, me, texts).map((fact) => html`<span>${fact}</span>`)}</p>
      </div>
      ${renderFlags(view)}
      <div class="do">
        ${file.can.writeFollowUp ? html`<button type="button" class="button primary" id="write" @click=${write}>${icon('plus')}${texts.strip.work}</button>` : nothing}
        <lastria-ui-menu
          icon="more"
          id="more"
          .label=${texts.strip.more}
          .items=${actions(file, texts)}
          @lastria-ui-select=${(event: CustomEvent<{ id: string }>) => act(event.detail.id)}
        ></lastria-ui-menu>
      </div>
    </header>
    ${renderTransfer(view)}`;
}

function renderFlags({ file, names, texts, folded, unfold }: StripView): TemplateResult {
  const all = flags(file, names, texts);
  const shown = folded ? all.filter(({ always }) => always) : all;
  const rest = all.length - shown.length;
  const fold = rest > 0;
  const [state, ...others] = shown;
  return html`<ul class="flags" aria-label=${texts.strip.flags}>
    <li>${state?.content}</li>
    ${
      fold
        ? html`<li>
            <button type="button" class="button quiet more-flags" aria-expanded="false" @click=${unfold}>
              ${icon('warning')}${texts.strip.otherFlags(rest)}
            </button>
          </li>`
        : nothing
    }
    ${others.map(({ content }) => html`<li>${content}</li>`)}
  </ul>`;
}

function renderTransfer({ transfer, me, texts, revoke }: StripView): TemplateResult | typeof nothing {
  if (!transfer) return nothing;
  const { toUnitName, requestedByName, requestedAt, can } = transfer;
  return html`<p class="pending">
    ${icon('transfer')}<span
      >${texts.strip.pending(toUnitName, requestedByName, formatShortDate(requestedAt, me.tenant.timeZone))}</span
    >
    ${can.revoke ? html`<button type="button" class="button" id="revoke" @click=${revoke}>${texts.strip.revoke}</button>` : nothing}
  </p>`;
}

function facts(file: SocialFile, names: Names, me: Me, texts: SocialFileMessages): string[] {
  const { identity, leadWorker } = file;
  const { timeZone } = me.tenant;
  const birthName = identity.birthName?.toLocaleUpperCase('fr-FR');
  const work = ['beneficiaryKind', 'jobFamily']
    .map((field) => answerOf(file, field, names, texts))
    .filter(Boolean)
    .join(', ');
  return [
    birthName && birthName !== identity.lastName.toLocaleUpperCase('fr-FR')
      ? texts.strip.born(isFeminine(identity.sex), birthName)
      : '',
    identity.birthDate && !identity.diedOn
      ? formatAge(identity.birthDate, todayIn(timeZone))
      : identity.age === null
        ? ''
        : `${identity.age}\u00a0ans`,
    work,
    file.unit.name,
    leadWorker ? texts.strip.lead(leadWorker.displayName) : texts.strip.noLead,
    file.lastContactOn
      ? texts.strip.seen(formatDate(file.lastContactOn, 'UTC'))
      : file.can.readFollowUp
        ? texts.strip.neverSeen
        : '',
  ].filter(Boolean);
}

interface Flag {
  readonly content: TemplateResult;
  /** Shown even where room is short: the state of the file, and danger. */
  readonly always: boolean;
}

function flags(file: SocialFile, names: Names, texts: SocialFileMessages): Flag[] {
  const { strip } = texts;
  const { identity } = file;
  const state =
    file.status === 'open'
      ? flag('success', strip.open)
      : flag(
          'neutral',
          strip.closed(
            file.closedOn ? formatShortDate(file.closedOn, 'UTC') : '',
            file.closeReason ? names.of('closeReason', file.closeReason) : '',
          ),
          'lock',
        );
  const own = file.flags.map(({ flagCode, expiresOn }): Flag => {
    const label = names.of('fileFlag', flagCode);
    const kind = names.flagKind(flagCode);
    const text = expiresOn ? strip.until(label, formatShortDate(expiresOn, 'UTC')) : label;
    return { content: flag(kind, text), always: kind === 'danger' };
  });
  return [
    { content: state, always: true },
    ...(identity.diedOn
      ? [
          {
            content: flag('neutral', strip.died(formatShortDate(identity.diedOn, 'UTC')), 'info'),
            always: true,
          },
        ]
      : []),
    ...own,
    ...(identity.addressProtected
      ? [{ content: flag('danger', texts.identity.addressProtected, 'lock'), always: true }]
      : []),
    ...(file.inactive ? [{ content: flag('warning', strip.inactive, 'clock'), always: false }] : []),
  ];
}

/** What the server says one can do; a command that cannot run now stays, and says why. */
function actions({ status, can }: SocialFile, { actions: texts }: SocialFileMessages): MenuItem[] {
  const open = status === 'open';
  const followUp = can.readFollowUp;
  const blocked = (allowed: boolean): string | undefined =>
    allowed ? undefined : open ? texts.notAllowed : texts.closedFirst;
  const items: (MenuItem | false)[] = [
    { id: 'identity', label: texts.identity, icon: 'user', unavailable: blocked(can.changeIdentity) },
    followUp && {
      id: 'transfer',
      label: texts.transfer,
      icon: 'transfer',
      unavailable: blocked(can.transfer),
    },
    { id: 'lead', label: texts.lead, icon: 'users', unavailable: blocked(can.changeIdentity) },
    { id: 'flags', label: texts.flags, icon: 'warning', unavailable: blocked(can.changeIdentity) },
    followUp &&
      (open
        ? { id: 'close', label: texts.close, icon: 'lock', unavailable: blocked(can.writeFollowUp) }
        : { id: 'reopen', label: texts.reopen, icon: 'undo' }),
    { id: 'print', label: texts.print, icon: 'print' },
    { id: 'history', label: texts.history, icon: 'clock' },
    followUp && { id: 'access', label: texts.access, icon: 'eye' },
    { id: 'reasons', label: texts.reasons, icon: 'info' },
  ];
  return items.filter((item) => item !== false);
}
