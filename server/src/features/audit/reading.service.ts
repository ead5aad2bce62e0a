import type { Database } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { notify } from '../access/notice.service.ts';
import { roleNames, type Role } from '../access/roles.service.ts';
import { auditAs } from './audit.service.ts';
import type { Sealer } from './audit.sealer.ts';
import * as store from './audit.store.ts';
import { readingKinds, type ReadingKind } from './audit.table.ts';
import type { AuditType } from './audit.catalogue.ts';

export type ReadingLimits = Readonly<Record<ReadingKind, number>>;

const limit = (filesPerHour: number, filesPerDay: number, searchesPerHour: number): ReadingLimits => ({
  filesPerHour,
  filesPerDay,
  searchesPerHour,
});

/** How much a person of each role may read before somebody is told, where the tenant says nothing. */
export const defaultLimits: Readonly<Record<Role, ReadingLimits>> = {
  SOCIAL_WORKER: limit(40, 120, 60),
  TEAM_MANAGER: limit(60, 200, 60),
  SECRETARY: limit(60, 250, 120),
  PSYCHOLOGIST: limit(20, 60, 30),
  ADMINISTRATOR: limit(10, 30, 30),
  DPO: limit(10, 30, 30),
  DATA_EXPORTER: limit(10, 30, 30),
  SUPPORT: limit(10, 30, 30),
};

/** How much a program may read, whatever its scopes: it reads by the night, and a stolen secret reads faster. */
const programLimit = limit(2000, 20_000, 2000);

/** What shows the content of a file, and what looks for one. */
export const readings: readonly AuditType[] = [
  'file.opened',
  'file.printed',
  'file.historyRead',
  'timeline.read',
  'requests.read',
  'entry.read',
];
const searches: readonly AuditType[] = ['file.searched', 'file.listed', 'duplicates.checked'];

const hour = 3_600_000;

interface Count extends Record<ReadingKind, number> {
  readonly staffId: string;
}

/**
 * Counts what the persons active of late have read, from their traces, and tells the managers of their units and the
 * data protection officers of whoever is above a limit: once, until the count is back under it. Never tells the person.
 * Gives whether somebody was told.
 */
export async function watchReading(
  database: Database,
  sealer: Sealer,
  tenantId: string,
  now: Date,
): Promise<boolean> {
  const known = await database.withTenant(tenantId, [], (tx) => store.openEpisodes(tx, tenantId));
  const counts = await countReadings(sealer, tenantId, now, [
    ...new Set(known.map(({ staffId }) => staffId)),
  ]);
  if (counts.length === 0 && known.length === 0) return false;
  return database.withTenant(tenantId, [], async (tx) => {
    const open = await store.openEpisodes(tx, tenantId, { alone: true });
    const limits = limitsByRole(await store.limits(tx, tenantId));
    const roles = Map.groupBy(await store.rolesOf(tx, tenantId, now), ({ staffId }) => staffId);
    const over = counts.flatMap((count) => {
      const most = greatest(
        (roles.get(count.staffId) ?? []).map(({ role }) => limits[role as Role] ?? programLimit),
      );
      return readingKinds
        .filter((kind) => count[kind] > most[kind])
        .map((kind) => ({ staffId: count.staffId, kind, count: count[kind], limit: most[kind] }));
    });
    const same = (a: { staffId: string; kind: string }) => (b: { staffId: string; kind: string }) =>
      a.staffId === b.staffId && a.kind === b.kind;
    for (const episode of open)
      if (!over.some(same(episode))) await store.closeEpisode(tx, tenantId, episode.id, now);
    const begun = over.filter((each) => !open.some(same(each)));
    for (const one of begun) {
      const { staffId, kind } = one;
      const id = newId();
      const found = { counted: one.count, allowed: one.limit, openedAt: now };
      await store.openEpisode(tx, { tenantId, id, staffId, kind, ...found });
      const told = await store.watchers(tx, tenantId, staffId, now);
      const facts = [kind, String(one.count), String(one.limit)];
      await notify(tx, told, { tenantId, kind: 'massReading', aboutStaffId: staffId, facts, createdAt: now });
      await auditAs(
        tx,
        { tenantId, staffId: null, sessionId: null, now, requestId: `reading-${id}` },
        'reading.alerted',
        { recordId: staffId, facts: { kind, count: one.count, limit: one.limit, told: told.length } },
      );
    }
    return begun.length > 0;
  });
}

/** The limits in force for each role. */
export function limitsByRole(
  rows: readonly (ReadingLimits & { role: string })[],
): Record<Role, ReadingLimits> {
  const own = new Map(rows.map((row) => [row.role, row]));
  return Object.fromEntries(
    roleNames.map((role) => {
      const { filesPerHour, filesPerDay, searchesPerHour } = own.get(role) ?? defaultLimits[role];
      return [role, limit(filesPerHour, filesPerDay, searchesPerHour)];
    }),
  ) as Record<Role, ReadingLimits>;
}

/** Whoever has several roles has the widest limit of each kind; whoever has none left, the narrowest there is. */
const greatest = (all: readonly ReadingLimits[]): ReadingLimits => {
  const most = (kind: ReadingKind) =>
    Math.max(...(all.length ? all : [defaultLimits.DPO]).map((one) => one[kind]));
  return limit(most('filesPerHour'), most('filesPerDay'), most('searchesPerHour'));
};

function countReadings(
  sealer: Sealer,
  tenantId: string,
  now: Date,
  also: readonly string[],
): Promise<Count[]> {
  const [at, dayAgo, hourAgo, ofLate] = [0, 24 * hour, hour, hour / 30].map((ago) =>
    new Date(now.getTime() - ago).toISOString(),
  ) as [string, string, string, string];
  return sealer.within(
    tenantId,
    (tx) => tx<Count[]>`
      select e.staff_id as "staffId",
             (count(distinct e.file_id) filter (where e.at > ${hourAgo} and e.type = any (${[...readings]}::text[])))::int as "filesPerHour",
             (count(distinct e.file_id) filter (where e.type = any (${[...readings]}::text[])))::int as "filesPerDay",
             (count(*) filter (where e.at > ${hourAgo} and e.type = any (${[...searches]}::text[])))::int as "searchesPerHour"
        from audit_event e
       where e.tenant_id = ${tenantId} and e.at > ${dayAgo} and e.at <= ${at}
         and e.staff_id in (select r.staff_id from audit_event r
                             where r.tenant_id = ${tenantId} and r.at > ${ofLate} and r.at <= ${at}
                            union select unnest(${[...also]}::uuid[]))
       group by e.staff_id`,
  );
}
