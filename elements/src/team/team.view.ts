import { lastDayOf } from '../core/date-text.ts';
import { formatDate, formatDateTime } from '../core/format.ts';
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
