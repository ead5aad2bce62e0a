import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../ui/icons.ts';
import type { AgendaMessages } from '../agenda.messages.ts';
import type { Checked } from './conflict-check.ts';

/** Whether saving would be refused: somebody or a room is taken. Closed hours and holidays are told alone. */
export const isBlocked = (found: Checked): boolean =>
  typeof found !== 'string' && found.some(({ kind }) => kind === 'booked');

/** What stands in the way, in the server's sentences. */
export function renderHindrance(
  found: Checked,
  { form: texts }: AgendaMessages,
): TemplateResult | typeof nothing {
  if (typeof found === 'string' || found.length === 0) return nothing;
  const blocked = isBlocked(found);
  return html`<div class=${blocked ? 'hindrance blocked' : 'hindrance'}>
    <p>${icon(blocked ? 'danger' : 'info')}<strong>${blocked ? texts.blocked : texts.told}</strong></p>
    <ul>
      ${found.map(({ sentence }) => html`<li>${sentence}</li>`)}
    </ul>
  </div>`;
}
