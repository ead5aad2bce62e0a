import { codeOf } from '../../../http/failure.ts';
import type { Log } from '../../../http/log.ts';
import { CalendarSync, type SyncDeps } from './sync.service.ts';

/** Milliseconds between two looks at what is due. */
const watching = 5_000;

/**
 * One look: asks once which tenants have a calendar to be looked at, and enters these alone, one after the other.
 * @param failed hears what went wrong with a tenant; the next ones are looked at all the same
 */
export async function lookAround(
  calendars: CalendarSync,
  { database, clock }: Pick<SyncDeps, 'database' | 'clock'>,
  failed: (error: unknown) => void,
  isOver: () => boolean = () => false,
): Promise<void> {
  for (const tenantId of await database.tenantsWithCalendarsDue(clock()))
    if (!isOver()) await calendars.keep(tenantId).catch(failed);
}

/** Looks around every few seconds, until it is closed. */
export function openCalendarKeeper(deps: SyncDeps & { readonly log: Log }) {
  const calendars = new CalendarSync(deps);
  let looking: Promise<void> = Promise.resolve();
  let isLooking = false;
  let isClosed = false;
  const failed = (error: unknown) => {
    if (!isClosed) deps.log('warn', 'calendars', { code: codeOf(error) ?? (error as Error).name });
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    looking = lookAround(calendars, deps, failed, () => isClosed)
      .catch(failed)
      .finally(() => {
        isLooking = false;
      });
  }, watching).unref();
  return {
    async close(): Promise<void> {
      isClosed = true;
      clearInterval(timer);
      await looking;
    },
  };
}
