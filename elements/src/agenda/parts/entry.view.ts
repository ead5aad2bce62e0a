import { html, nothing, type TemplateResult } from 'lit';
import { formatName } from '../../core/format.ts';
import { icon } from '../../ui/icons.ts';
import type { Around, Entry, Summary } from '../agenda.data.ts';
import type { AgendaMessages } from '../agenda.messages.ts';
import { dayOf, longDay, minuteOf, timeText } from '../calendar.ts';
import { isWhole } from '../layout.ts';

/** What the words and colours of an appointment depend on. */
export interface Look {
  readonly around: Around;
  readonly texts: AgendaMessages;
  /** Whose agendas are shown, in order: each has its colour. */
  readonly staff: readonly string[];
}

const personOf = ({ person }: Pick<Summary, 'person'>): string =>
  person ? formatName({ lastName: person.lastName, firstName: person.firstNames }) : '';

export const motiveOf = ({ motiveId }: Pick<Summary, 'motiveId'>, { around }: Pick<Look, 'around'>): string =>
  around.settings.motives.find(({ id }) => id === motiveId)?.label ?? '';
export const roomOf = ({ roomId }: Pick<Summary, 'roomId'>, { around }: Pick<Look, 'around'>): string =>
  around.settings.rooms.find(({ id }) => id === roomId)?.label ?? '';
export const staffName = (id: string, { colleagues }: Around): string =>
  colleagues.find((one) => one.id === id)?.displayName ?? '';

/** What an appointment is called: of whom, else what for. */
export function nameOf(
  { appointment: one, outside = false, away = false }: Pick<Entry, 'appointment' | 'outside' | 'away'>,
  look: Look,
): string {
  const { texts } = look;
  if (!one) return away ? texts.entry.away : outside ? texts.entry.outside : texts.entry.busy;
  return (
    personOf(one) ||
    (one.title ?? '') ||
    motiveOf(one, look) ||
    (one.private ? texts.entry.private : (texts.entry.kinds[one.kind] ?? one.kind))
  );
}

/** The rest of it, in a line. */
export function restOf({ appointment: one }: Pick<Entry, 'appointment'>, look: Look): string {
  if (!one) return '';
  const name = nameOf({ appointment: one }, look);
  const place =
    one.placeKind === 'office' ? roomOf(one, look) : (look.texts.entry.places[one.placeKind] ?? '');
  return [one.title ?? '', motiveOf(one, look), one.place ?? place]
    .filter((words) => words !== '' && words !== name)
    .join(' · ');
}

/** That it did not take place, in a word. */
export const undoneOf = ({ appointment: one }: Pick<Entry, 'appointment'>, { texts }: Look): string =>
  (one && texts.entry.undone[one.status]) ?? '';

export const hoursText = (from: string, to: string): string =>
  `${timeText(minuteOf(from))} – ${timeText(minuteOf(to))}`;

/** What is said of it to who does not see where it stands, in which column, in which colour, how it is hatched. */
function unseenOf(entry: Entry, look: Look): string {
  const { texts, around } = look;
  const { appointment: one } = entry;
  const who = entry.staffIds.filter((id) => id !== around.me.staffId || look.staff.length > 1);
  const marks = one
    ? [
        one.askedIds.length > 0 || one.status === 'proposed' ? texts.entry.asked : '',
        one.tentative ? texts.entry.tentative : '',
        one.seriesId ? texts.entry.series : '',
        one.status === 'honoured' ? (texts.entry.statuses[one.status] ?? '') : '',
      ]
    : [];
  return [
    longDay(dayOf(entry.from)),
    isWhole(entry) ? texts.grid.allDay : '',
    ...who.map((id) => staffName(id, around)),
    ...marks,
  ]
    .filter((words) => words !== '')
    .join(', ');
}

/** « CM » */
const initials = (name: string): string =>
  name
    .split(/[\s.-]+/)
    .filter(Boolean)
    .map((word) => word[0])
    .join('')
    .slice(0, 3);

/** Which colour: that of the first of those shown who are in it. */
export function colourOf(entry: Entry, { staff }: Look): number {
  const index = staff.findIndex((id) => entry.staffIds.includes(id));
  return Math.max(index, 0) % 6;
}

/** The edge of what has a motive; a colour that is not known here changes nothing. */
const motiveClass = ({ appointment: one }: Entry, { around }: Look): string => {
  const colour = one && around.settings.motives.find(({ id }) => id === one.motiveId)?.colour;
  return colour ? `motive-${colour}` : '';
};

export const entryClasses = (entry: Entry, look: Look): string => {
  const { appointment: one } = entry;
  const asked = one !== null && (one.askedIds.length > 0 || one.status === 'proposed');
  return [
    'entry',
    `who-${colourOf(entry, look)}`,
    motiveClass(entry, look),
    one ? '' : entry.away ? 'busy away' : 'busy',
    asked ? 'asked' : '',
    one?.status === 'honoured' ? 'done' : '',
    one && one.status in look.texts.entry.undone ? 'undone' : '',
  ]
    .filter(Boolean)
    .join(' ');
};

/** What is read inside the block of an appointment, whoever's it is when several agendas are shown. */
export function entryContent(entry: Entry, look: Look, hours = !isWhole(entry)): TemplateResult {
  const { appointment: one } = entry;
  const rest = restOf(entry, look);
  const undone = undoneOf(entry, look);
  const several = look.staff.length > 1;
  const who = several ? entry.staffIds.map((id) => initials(staffName(id, look.around))).join(' ') : '';
  // Words that stand apart are read apart
  return html`<span class="name" data-who=${who || nothing}
      >${one?.private ? icon('lock') : nothing}${nameOf(entry, look)}</span
    >${undone ? html` <span class="mark">${undone}</span>` : nothing}${
      hours ? html` <span class="hours">${hoursText(entry.from, entry.to)}</span>` : nothing
    }${rest ? html` <span class="rest">${rest}</span>` : nothing}`;
}

/** The same in a line: when it begins, then whose. */
export const lineContent = (entry: Entry, look: Look): TemplateResult =>
  html`${isWhole(entry) ? nothing : html`<span class="hours">${timeText(minuteOf(entry.from))}</span> `}<span
      class="name"
      >${nameOf(entry, look)}</span
    >`;

/**
 * What is heard of it: what is read in it, in that order, so that it can be called by what is seen (WCAG 2.5.3); then
 * what is seen by where it stands. In a block the name comes first, in a list the hours, in a line when it begins.
 */
export function entryLabel(entry: Entry, look: Look, where: 'block' | 'list' | 'line' = 'block'): string {
  const name = nameOf(entry, look);
  const { texts } = look;
  const whole = isWhole(entry);
  const hours = whole ? '' : hoursText(entry.from, entry.to);
  const about = [undoneOf(entry, look), restOf(entry, look)];
  const words =
    where === 'block'
      ? [name, about[0], hours, about[1]]
      : where === 'list'
        ? [whole ? texts.grid.allDay : hours, name, ...about]
        : whole
          ? [name, ...about]
          : [
              `${timeText(minuteOf(entry.from))} ${name}`,
              texts.entry.until(timeText(minuteOf(entry.to))),
              ...about,
            ];
  return [...words, unseenOf(entry, look)].filter(Boolean).join(', ');
}
