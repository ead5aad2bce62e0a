import { formatDate, formatDuration } from '../../core/format.ts';
import { formatClock } from './capture.ts';
import type { Choices } from './choices.ts';
import type { EntryField, EntryForm } from './entry-form.ts';

/** The value of a field, as people say it. */
export function shown(field: EntryField, form: EntryForm, choices: Choices, none: string): string {
  switch (field) {
    case 'typeCode':
      return choices.label('workTypes', form.typeCode);
    case 'performedOn':
      return form.performedOn ? formatDate(form.performedOn, 'UTC') : none;
    case 'startedAt':
      return form.startedAt ? formatClock(form.startedAt) : none;
    case 'minutes':
      return form.minutes === null ? none : formatDuration(form.minutes);
    case 'travelMinutes':
      return form.travelMinutes === null ? none : formatDuration(form.travelMinutes);
    case 'partnerIds':
      return form.partnerIds.map((id) => choices.partnerName(id)).join(', ') || none;
    case 'performedBy':
      return choices.staffName(form.performedBy);
    case 'requests':
      return (
        form.requests
          .map(({ typeCode, outcome, means }) => {
            const result = outcome ? ` (${choices.label('requestOutcome', outcome)})` : '';
            const labels = means.map(
              (one) =>
                choices.label('supportActions', one.typeCode) +
                (one.outcome ? ` (${choices.label('actionOutcome', one.outcome)})` : ''),
            );
            return `${choices.label('requestTypes', typeCode)}${result}${labels.length ? `\u00a0: ${labels.join(', ')}` : ''}`;
          })
          .join('\n') || none
      );
    case 'place':
      return form.place || none;
    case 'text':
      return form.text || none;
  }
}
