import { html, nothing, type TemplateResult } from 'lit';
import { formatAge, formatDate, formatShortDate, todayIn } from '../../core/format.ts';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import type { MenuItem } from '../../ui/menu.ts';
import type { Me, SocialFile } from '../social-file.data.ts';
import type { SocialFileMessages } from '../social-file.messages.ts';
import { answerOf, isFeminine, shortName, type Names } from '../social-file.view.ts';

export interface StripView {
  readonly file: SocialFile;
  readonly names: Names;
  readonly me: Me;
  readonly texts: SocialFileMessages;
  readonly write: () => void;
  readonly act: (id: string) => void;
}

/** Who the file is about, always in view, and what can be done with it. */
export function renderStrip({ file, names, me, texts, write, act }: StripView): TemplateResult {
  return html`<header class="strip" part="strip">
    <div class="who">
      <h2>${shortName(file.identity)}</h2>
      <p class="line">${facts(file, names, me, texts).map((fact) => html`<span>${fact}</span>`)}</p>
    </div>
    <ul class="flags" aria-label=${texts.strip.flags}>
      ${flags(file, names, texts).map((one) => html`<li>${one}</li>`)}
    </ul>
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
  </header>`;
}

function facts(file: SocialFile, names: Names, me: Me, texts: SocialFileMessages): string[] {
  const { identity, leadWorker } = file;
  const { timeZone } = me.tenant;
  const birthName = identity.birthName?.toLocaleUpperCase('fr-FR');
  const work = ['beneficiary-kind', 'job-family']
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

function flags(file: SocialFile, names: Names, texts: SocialFileMessages): TemplateResult[] {
  const { strip } = texts;
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
  return [
    state,
    ...(file.identity.diedOn
      ? [flag('neutral', strip.died(formatShortDate(file.identity.diedOn, 'UTC')), 'info')]
      : []),
    ...file.flags.map(({ flagCode, expiresOn }) => {
      const label = names.of('fileFlag', flagCode);
      return flag(
        names.flagKind(flagCode),
        expiresOn ? strip.until(label, formatShortDate(expiresOn, 'UTC')) : label,
      );
    }),
    ...(file.identity.addressProtected ? [flag('danger', texts.identity.addressProtected, 'lock')] : []),
    ...(file.inactive ? [flag('warning', strip.inactive, 'clock')] : []),
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
    followUp && { id: 'access', label: texts.access, icon: 'eye' },
  ];
  return items.filter((item) => item !== false);
}
