import { html, type TemplateResult } from 'lit';
import type { Appointment } from '../agenda.data.ts';
import type { Present } from '../agenda.writing.ts';
import { staffName, type Look } from './entry.view.ts';

type Participant = Appointment['participants'][number];

/** What one who takes part is called. */
export const participantName = ({ staffId, name }: Participant, { around }: Look): string =>
  (staffId && staffName(staffId, around)) || (name ?? '');

/**
 * Who takes part, what each answered, and how each comes or came: said in one act, for whoever keeps the appointment.
 */
export function renderPresence(
  one: Appointment,
  look: Look,
  mark: (participant: Present, status: string) => void,
): TemplateResult {
  const { panel } = look.texts;
  const options = Object.entries(panel.presences).map(([value, label]) => ({ value, label }));
  return html`<ul class="present">
    ${one.participants.map((participant) => {
      const { id, status, answer } = participant;
      const name = participantName(participant, look);
      const answered = panel.answers[answer ?? ''];
      const label = answered ? `${name} (${answered})` : name;
      return html`<li>
        ${
          one.can.change
            ? html`<lastria-ui-select-field
                settles
                .label=${label}
                .options=${options}
                .value=${status}
                @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => mark({ id, name, status }, event.detail.value)}
              ></lastria-ui-select-field>`
            : html`<span>${label}</span> <span class="muted">${panel.presences[status] ?? status}</span>`
        }
      </li>`;
    })}
  </ul>`;
}
