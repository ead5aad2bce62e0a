import type { Database } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { auditTypes, type AuditType } from './audit.catalogue.ts';
import { auditAs } from './audit.service.ts';
import type { Sealer } from './audit.sealer.ts';
import { namesOf } from './audit.store.ts';

export interface WhoSaw {
  readonly tenantId: string;
  readonly fileId: string | null;
  readonly staffId: string | null;
  /** Days in the zone of the tenant, both included; null: without an end. */
  readonly from: string | null;
  readonly to: string | null;
}

interface Row {
  at: Date;
  type: string;
  staff: string | null;
  client: string | null;
  fileId: string | null;
  recordId: string | null;
}

/**
 * Every trace of a file, or of a person between two days, in order of time, as cells of a table: for the notice of a
 * breach. That it was asked is a trace too.
 */
export async function* whoSaw(database: Database, sealer: Sealer, asked: WhoSaw): AsyncGenerator<string[]> {
  const { tenantId, fileId, staffId, from, to } = asked;
  const names = await database.withTenant(tenantId, [], async (tx) => {
    const now = new Date();
    await auditAs(
      tx,
      { tenantId, staffId: null, sessionId: null, now, requestId: `who-saw-${newId()}` },
      'audit.extracted',
      {
        fileId,
        facts: { ...(staffId ? { staffId } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) },
      },
    );
    return namesOf(tx, tenantId);
  });
  let after: { at: string; id: string } | undefined;
  for (;;) {
    const rows = await sealer.within(
      tenantId,
      (tx) =>
        tx<(Row & { id: string; exact: string })[]>`
        select e.id, e.at, e.at::text as exact, e.type, e.staff_id as staff, e.client_id as client,
               e.file_id as "fileId", e.record_id as "recordId"
          from audit_event e
         where e.tenant_id = ${tenantId}
           ${fileId === null ? tx`and e.staff_id = ${staffId}` : tx`and e.file_id = ${fileId}`}
           ${from === null ? tx`` : tx`and e.at >= ${from}::text::timestamp at time zone ${names.timeZone}`}
           ${to === null ? tx`` : tx`and e.at < (${to}::text::date + 1)::timestamp at time zone ${names.timeZone}`}
           ${after ? tx`and (e.at, e.id) > (${after.at}::text::timestamptz, ${after.id}::uuid)` : tx``}
         order by e.at, e.id limit 5000`,
    );
    for (const { at, type, staff, client, fileId: file, recordId } of rows)
      yield [
        at.toISOString(),
        auditTypes[type as AuditType] ?? type,
        staff === null ? '' : (names.staff.get(staff) ?? staff),
        client === null ? '' : (names.clients.get(client) ?? client),
        file ?? '',
        recordId ?? '',
      ];
    const last = rows.at(-1);
    if (rows.length < 5000 || !last) return;
    after = { at: last.exact, id: last.id };
  }
}
