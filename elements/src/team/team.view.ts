import { lastDayOf } from '../core/date-text.ts';
import { formatDate, formatDateTime } from '../core/format.ts';
import { lineOf } from '../ui/units.view.ts';
import type { AccessGrant, Settings } from './team.data.ts';
import type { TeamMessages } from './team.messages.ts';

/** When a right ends: as decided, or for want of a review, whichever comes first. */
export const endOf = ({
  validUntil,
  reviewBy,
}: Pick<AccessGrant, 'validUntil' | 'reviewBy'>): string | null =>
  [validUntil, reviewBy].filter((one) => one !== null).toSorted()[0] ?? null;

export type GrantState = 'coming' | 'running' | 'over';
export function stateOf(grant: AccessGrant, now = Date.now()): GrantState {
  const end = endOf(grant);
  if (end !== null && Date.parse(end) <= now) return 'over';
  return Date.parse(grant.validFrom) > now ? 'coming' : 'running';
}

/** Roles that open files: the others are held over the whole tenant, and not on one file. */
export const opensFiles: ReadonlySet<string> = new Set([
  'SOCIAL_WORKER',
  'TEAM_MANAGER',
  'SECRETARY',
  'PSYCHOLOGIST',
]);

export const roleOf = ({ role }: AccessGrant, texts: TeamMessages): string => texts.roles[role] ?? role;

/** On what a right is given. */
export function placeOf(
  grant: AccessGrant,
  { organisation }: Settings,
  { rights: texts }: TeamMessages,
): string {
  const unit = organisation.units.find(({ id }) => id === grant.unitId);
  if (unit) return texts.inUnit(unit.name, grant.withSubtree);
  return grant.fileId === null ? texts.inAll : texts.inFile;
}

/** From when to when; a substitution and a file opened in an emergency to the minute. */
export function datesOf(grant: AccessGrant, timeZone: string, { rights: texts }: TeamMessages): string {
  const { validFrom, validUntil, reviewBy } = grant;
  const toTheMinute = grant.kind !== 'REGULAR';
  const day = (instant: string): string =>
    toTheMinute ? formatDateTime(instant, timeZone) : formatDate(instant, timeZone);
  const last = (instant: string): string =>
    toTheMinute ? formatDateTime(instant, timeZone) : formatDate(lastDayOf(instant, timeZone), 'UTC');
  const state = stateOf(grant);
  const start = { coming: texts.starts, running: texts.since, over: texts.ranFrom }[state](day(validFrom));
  if (state === 'over' && reviewBy !== null && endOf(grant) === reviewBy)
    return `${start} · ${texts.lapsed(formatDate(reviewBy, timeZone))}`;
  const end = validUntil === null ? `· ${texts.unlimited}` : texts.until(last(validUntil));
  return `${start} ${end}${reviewBy === null || state === 'over' ? '' : ` · ${texts.review(formatDate(reviewBy, timeZone))}`}`;
}

/** « 8 h 30 », « 8h », « 08:30 » as the clock of the service writes it: `08:30`. */
export function timeOf(text: string): string | undefined {
  const [, hour = '', minute = '0'] = /^\s*(\d{1,2})\s*(?:h|:)\s*(\d{1,2})?\s*$/i.exec(text) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

/** The file that a link of Lastria leads to: who may see none is handed one by somebody who follows it. */
export const fileOfLink = (text: string): string | undefined =>
  /(?:^|\/dossiers\/)([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\b/i.exec(text.trim())?.[1];

/** The rights by which somebody, now, sees the files of a unit, the nearest first. */
export function reasonsFor(
  staffId: string,
  unitId: string,
  { organisation }: Settings,
): readonly AccessGrant[] {
  const line = lineOf(organisation.units, unitId).map(({ id }) => id);
  return organisation.grants
    .filter(
      (grant) =>
        grant.staffId === staffId &&
        grant.unitId !== null &&
        opensFiles.has(grant.role) &&
        stateOf(grant) === 'running' &&
        (grant.unitId === unitId || (grant.withSubtree && line.includes(grant.unitId))),
    )
    .toSorted((one, other) => line.indexOf(other.unitId!) - line.indexOf(one.unitId!));
}

/** Rights that end for want of a review, those that end first before; of who is still there. */
export function toReview(
  { organisation }: Settings,
  within = Infinity,
  now = Date.now(),
): readonly AccessGrant[] {
  const present = new Set(organisation.staff.filter(({ left }) => !left).map(({ id }) => id));
  return organisation.grants
    .filter(
      (grant) =>
        grant.reviewBy !== null &&
        present.has(grant.staffId) &&
        stateOf(grant, now) !== 'over' &&
        Date.parse(grant.reviewBy) - now <= within,
    )
    .toSorted((one, other) => one.reviewBy!.localeCompare(other.reviewBy!));
}
/** Two months: what is to be looked at now. */
export const SOON = 61 * 86_400_000;
