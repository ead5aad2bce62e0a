import type { Transaction } from '../../db/database.ts';
import { ChainCheck, type Checkpoint, type Fault } from './audit.check.ts';
import { eventColumns, instantSql, type Sealer } from './audit.sealer.ts';
import type { TraceEvent } from './audit.chain.ts';

/** How long a trace may wait to be chained, in seconds. */
const patience = 5;

/** A trace that stands outside the chain. */
export interface Stray {
  /** `unsealed`: it waits for too long. `inserted`: it never came through the product. `deleted`: it was to be chained. */
  readonly kind: 'unsealed' | 'inserted' | 'deleted';
  readonly eventId: string;
  readonly at: string | null;
}

export interface Verdict {
  readonly size: number;
  readonly fault: Fault | undefined;
  readonly strays: readonly Stray[];
}

interface Row {
  seq: string;
  eventId: string;
  eventAt: string;
  commitment: Buffer;
  hash: Buffer;
  sealedAt: string;
  salt: Buffer | null;
  event: TraceEvent | null;
}

/** Recomputes the chain of a tenant from the database, and looks for traces outside it. */
export function verifyTenant(
  sealer: Sealer,
  tenantId: string,
  checkpoints: readonly Checkpoint[] = [],
): Promise<Verdict> {
  return sealer.within(
    tenantId,
    async (tx) => {
      const expiredBefore = await expiry(tx, tenantId);
      const check = new ChainCheck({ tenantId, checkpoints, expiredBefore });
      const query = `
      select l.seq, l.event_id as "eventId", ${instantSql('l.event_at')} as "eventAt", l.commitment, l.hash,
             ${instantSql('l.sealed_at')} as "sealedAt", s.salt,
             case when e.id is null then null else true end as present, ${eventColumns}
        from app.audit_link l
        left join app.audit_salt s on s.tenant_id = $1 and s.event_id = l.event_id
        left join audit_event e on e.tenant_id = $1 and e.id = l.event_id
       where l.tenant_id = $1 order by l.seq`;
      const rows = tx.unsafe<(Omit<Row, 'event'> & TraceEvent & { present: true | null })[]>(query, [
        tenantId,
      ]);
      for await (const batch of rows.cursor(2000)) {
        for (const { seq, eventId, eventAt, commitment, hash, sealedAt, salt, present, ...event } of batch)
          check.add({
            link: { seq: Number(seq), eventId, eventAt, commitment, hash, sealedAt },
            event: present ? event : null,
            salt,
          });
        if (check.done) break;
      }
      const fault = check.end();
      return { size: check.size, fault, strays: await straysOf(tx, tenantId) };
    },
    { asOne: true },
  );
}

/** Until when traces were erased at their term, as the traces themselves say. */
async function expiry(tx: Transaction, tenantId: string): Promise<string | null> {
  const [row] = await tx<{ before: string | null }[]>`
    select max(e.facts ->> 'before') as before from audit_event e
      join app.audit_link l on l.tenant_id = ${tenantId} and l.event_id = e.id
     where e.tenant_id = ${tenantId} and e.type = 'audit.expired'
       and (e.facts ->> 'before')::timestamptz <= e.at - interval '6 months' + interval '1 day'`;
  return row?.before ?? null;
}

async function straysOf(tx: Transaction, tenantId: string): Promise<Stray[]> {
  return tx.unsafe<Stray[]>(
    `select case when p.event_id is null then 'inserted' else 'unsealed' end as kind, e.id as "eventId", ${instantSql('e.at')} as at
       from audit_event e
       left join app.audit_link l on l.tenant_id = $1 and l.event_id = e.id
       left join audit_pending p on p.tenant_id = $1 and p.event_id = e.id
      where e.tenant_id = $1 and l.event_id is null and (p.event_id is null or e.at < now() - interval '${patience} s')
     union all
     select 'deleted', p.event_id, null
       from audit_pending p
       left join audit_event e on e.tenant_id = $1 and e.id = p.event_id
      where p.tenant_id = $1 and e.id is null
     order by 3, 2 limit 100`,
    [tenantId],
  );
}
