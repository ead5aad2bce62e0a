import { html, nothing, type TemplateResult } from 'lit';
import { formatAge, todayIn } from '../../core/format.ts';
import type { SocialFile } from '../social-file.data.ts';
import type { SocialFileMessages } from '../social-file.messages.ts';
import { formatDay, formatPhone, type Names } from '../social-file.view.ts';

/** Identity and how to reach the person, as facts; what is not known takes no room but the phone. */
export function identityFacts(
  file: SocialFile,
  names: Names,
  timeZone: string,
  texts: SocialFileMessages,
): { label: string; value: string }[] {
  const { identity } = file;
  const labels = texts.identity;
  const address = [identity.street, [identity.postalCode, identity.city].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  const born = identity.birthDate
    ? `${formatDay(identity.birthDate)} (${formatAge(identity.birthDate, identity.diedOn ?? todayIn(timeZone))})`
    : identity.birthYear
      ? String(identity.birthYear)
      : '';
  return [
    { label: identity.birthDate || !identity.birthYear ? labels.birthDate : labels.birthYear, value: born },
    { label: labels.sex, value: identity.sex ? names.of('sex', identity.sex) : '' },
    { label: labels.phone, value: identity.phones.map(formatPhone).join(' · ') },
    ...(identity.email ? [{ label: labels.email, value: identity.email }] : []),
    { label: identity.addressProtected ? labels.addressProtected : labels.street, value: address },
    ...(file.externalRef
      ? [{ label: labels.externalRef, value: `${file.externalRef.system} · ${file.externalRef.value}` }]
      : []),
    { label: labels.openedOn, value: formatDay(file.openedOn) },
  ];
}

export const renderIdentity = (
  file: SocialFile,
  names: Names,
  timeZone: string,
  texts: SocialFileMessages,
  past: () => void,
  remind: () => void,
  edit?: () => void,
): TemplateResult =>
  html`<section class="identity" aria-labelledby="identity-title">
    <div class="title">
      <h3 id="identity-title">${texts.identity.title}</h3>
      <span class="acts"
        ><button type="button" class="button quiet" @click=${past}>
          ${texts.history.open}<span class="visually-hidden"> (${texts.identity.title})</span></button
        >${edit ? html`<button type="button" class="button quiet" @click=${edit}>${texts.identity.edit}<span class="visually-hidden"> (${texts.identity.title})</span></button>` : nothing}</span
      >
    </div>
    <dl>
      ${identityFacts(file, names, timeZone, texts).map(
        ({ label, value }) =>
          html`<div>
            <dt>${label}</dt>
            <dd class=${value ? '' : 'none'}>${value || texts.identity.none}</dd>
          </div>`,
      )}
    </dl>
    <button type="button" class="button quiet reminders" @click=${remind}>${texts.identity.reminders}</button>
  </section>`;
