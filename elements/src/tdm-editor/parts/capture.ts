import type { CaptureReading } from '@lastria/sdk';
import { formatDuration, formatRelativeDay, plainDate } from '../../core/format.ts';
import { requestOfType, type Choices } from './choices.ts';
import { withMeans, withRequest, withType, type EntryForm } from './entry-form.ts';

/** A thing the line says, as a chip: what it did to the form can be taken back or exchanged. */
export interface AppliedChip {
  readonly kind: string;
  /** Code, partner id or plain value; empty when it waits for a choice. */
  readonly value: string;
  readonly label: string;
  /** What the same words could be as well. */
  readonly others: readonly ChipChoice[];
}

export interface ChipChoice {
  readonly kind: string;
  readonly value: string;
  readonly label: string;
}

/** A line read: its chips and the words no chip explains. */
export interface AppliedLine {
  readonly text: string;
  readonly chips: readonly AppliedChip[];
  readonly rest: string;
}

const lists: Readonly<Record<string, string>> = {
  workType: 'workTypes',
  request: 'requestTypes',
  action: 'supportActions',
  partner: 'partnerKind',
};

/** Chips of a reading, in the order of the line. A kind of partner becomes the partner, or a choice between several. */
function chipsOf(reading: CaptureReading, choices: Choices, today: string): AppliedChip[] {
  return reading.chips.map((chip) => {
    const others = chip.alternatives.flatMap((other) => choicesFor(other, choices));
    const code = chip.code ?? '';
    switch (chip.kind) {
      case 'minutes':
        return {
          kind: chip.kind,
          value: String(reading.minutes ?? chip.label),
          label: formatDuration(Number(reading.minutes ?? chip.label)),
          others,
        };
      case 'date': {
        const day = reading.date ?? chip.label;
        return {
          kind: chip.kind,
          value: day,
          label: `${formatRelativeDay(day, today)}, ${dayAndMonth(day)}`,
          others,
        };
      }
      case 'startTime':
        return {
          kind: chip.kind,
          value: reading.startTime ?? chip.label,
          label: formatClock(reading.startTime ?? chip.label),
          others,
        };
      case 'partner': {
        const [first, ...more] = choicesFor({ kind: 'partner', code, label: chip.label }, choices);
        // Several of the kind: the line does not say which one
        if (more.length > 0 && first)
          return { kind: 'partner', value: '', label: chip.label, others: [first, ...more, ...others] };
        return { kind: 'partner', value: first?.value ?? '', label: first?.label ?? chip.label, others };
      }
      default:
        return { kind: chip.kind, value: code, label: chip.label, others };
    }
  });
}

function choicesFor(
  named: { readonly kind: string; readonly code: string; readonly label: string },
  choices: Choices,
): ChipChoice[] {
  if (named.kind === 'partner')
    return choices
      .partnersOfKind(named.code)
      .map(({ id, name }) => ({ kind: 'partner', value: id, label: name }));
  return [
    {
      kind: named.kind,
      value: named.code,
      label: choices.label(lists[named.kind] ?? '', named.code) || named.label,
    },
  ];
}

const dayMonth = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', day: 'numeric', month: 'short' });
const dayAndMonth = (day: string) => dayMonth.format(plainDate(day));

/** « 9 h 30 » */
export const formatClock = (time: string): string =>
  `${Number(time.slice(0, 2))}\u00a0h\u00a0${time.slice(3, 5)}`;

/** Does what a chip says. Moyens go to the demande named before them, else to the first one, else they wait. */
function apply(form: EntryForm, chip: AppliedChip, choices: Choices): EntryForm {
  const { kind, value } = chip;
  if (value === '') return form;
  switch (kind) {
    case 'workType':
      return withType(form, value, choices.minutesOf(value));
    case 'minutes':
      return { ...form, minutes: Number(value), ownMinutes: true };
    case 'date':
      return { ...form, performedOn: value };
    case 'startTime':
      return { ...form, startedAt: value };
    case 'partner':
      return form.partnerIds.includes(value) ? form : { ...form, partnerIds: [...form.partnerIds, value] };
    case 'request':
      return withRequest(form, requestOfType(value, choices));
    case 'action': {
      const at = form.requests.length - 1;
      if (at >= 0) return addMeans(form, at, value);
      return form.looseMeans.includes(value) ? form : { ...form, looseMeans: [...form.looseMeans, value] };
    }
    default:
      return form;
  }
}

export const addMeans = (form: EntryForm, index: number, typeCode: string): EntryForm =>
  withMeans(form, index, (means) =>
    means.some((one) => one.typeCode === typeCode) ? means : [...means, { typeCode, outcome: null }],
  );

/** Takes back what a chip did, and nothing the person changed since. */
function takeBack(form: EntryForm, chip: AppliedChip, choices: Choices, today: string): EntryForm {
  const { kind, value } = chip;
  if (value === '') return form;
  switch (kind) {
    case 'workType':
      return form.typeCode === value ? withType(form, '', null) : form;
    case 'minutes':
      return form.minutes === Number(value)
        ? { ...form, minutes: choices.minutesOf(form.typeCode), ownMinutes: false }
        : form;
    case 'date':
      return form.performedOn === value ? { ...form, performedOn: today } : form;
    case 'startTime':
      return form.startedAt === value ? { ...form, startedAt: null } : form;
    case 'partner':
      return { ...form, partnerIds: form.partnerIds.filter((id) => id !== value) };
    case 'request': {
      const gone = form.requests.findLast((request) => request.typeCode === value);
      if (!gone) return form;
      return {
        ...form,
        requests: form.requests.filter((request) => request !== gone),
        looseMeans: [...form.looseMeans, ...gone.means.map((means) => means.typeCode)],
      };
    }
    case 'action': {
      const loose = form.looseMeans.filter((code) => code !== value);
      const requests = form.requests.map((request) => ({
        ...request,
        means: request.means.filter((means) => means.typeCode !== value),
      }));
      return { ...form, looseMeans: loose, requests };
    }
    default:
      return form;
  }
}

/** Reads a line into the form: what the line before did is taken back first. */
export function applyLine(
  form: EntryForm,
  before: AppliedLine | undefined,
  reading: CaptureReading,
  choices: Choices,
  today: string,
): { form: EntryForm; line: AppliedLine } {
  const cleared = (before?.chips ?? []).reduce((next, chip) => takeBack(next, chip, choices, today), form);
  const chips = chipsOf(reading, choices, today);
  // The type first: the duration the line says comes over that of the type
  const ordered = [...chips].sort((a, b) => Number(b.kind === 'workType') - Number(a.kind === 'workType'));
  return {
    form: ordered.reduce((next, chip) => apply(next, chip, choices), cleared),
    line: { text: form.quick, chips, rest: reading.rest },
  };
}

/** Puts another reading in the place of a chip, or nothing. */
export function exchange(
  form: EntryForm,
  line: AppliedLine,
  index: number,
  other: ChipChoice | undefined,
  choices: Choices,
  today: string,
): { form: EntryForm; line: AppliedLine } {
  const chip = line.chips[index];
  if (!chip) return { form, line };
  const back = takeBack(form, chip, choices, today);
  if (!other) return { form: back, line: { ...line, chips: line.chips.filter((one) => one !== chip) } };
  const was: ChipChoice[] =
    chip.value === '' ? [] : [{ kind: chip.kind, value: chip.value, label: chip.label }];
  const others = [
    ...was,
    ...chip.others.filter((one) => one.value !== other.value || one.kind !== other.kind),
  ];
  const next: AppliedChip = { ...other, others };
  return { form: apply(back, next, choices), line: { ...line, chips: line.chips.with(index, next) } };
}
