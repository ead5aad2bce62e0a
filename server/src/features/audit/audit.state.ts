import type { Database, Transaction } from '../../db/database.ts';
import { holdersOf } from '../access/grants.service.ts';
import { notify } from '../access/notice.service.ts';
import type { FaultKind } from './audit.check.ts';
import type { Signer } from './audit.note.ts';
import type { Sealer } from './audit.sealer.ts';
import { verifyTenant } from './audit.verify.ts';

const day = 86_400_000;

export interface Finding {
  readonly fault: FaultKind | null;
  readonly strays: number;
}

/** Keeps which state of the chain was signed last, in the transaction that signed it. */
export async function keepSigned(tx: Transaction, tenantId: string, size: number, at: Date): Promise<void> {
  const signedAt = at.toISOString();
  await tx`
    insert into audit_state (tenant_id, signed_size, signed_at) values (${tenantId}, ${size}, ${signedAt})
    on conflict (tenant_id) do update set signed_size = ${size}, signed_at = ${signedAt}`;
}

/**
 * Recomputes the chain of a tenant once a day, with the states signed here, and keeps what was found. Gives what is
 * wrong, when it is and was not known to be. Who rewrites the database rewrites these states too: the proof stays
 * `lastria-server audit verify` with a state kept elsewhere.
 */
export async function verifyDaily(
  sealer: Sealer,
  signer: Signer,
  tenantId: string,
  now: Date,
): Promise<Finding | undefined> {
  const due = await sealer.within(tenantId, (tx) => isDue(tx, tenantId, now));
  if (!due) return undefined;
  const notes = await sealer.within(
    tenantId,
    (tx) =>
      tx<{ note: string }[]>`
        select note from app.audit_checkpoint where tenant_id = ${tenantId} order by size desc limit 1000`,
  );
  const { checkpoints } = signer.read(tenantId, notes.map(({ note }) => note).join('\n'));
  const { size, fault, strays } = await verifyTenant(sealer, tenantId, checkpoints);
  const kind = fault?.kind ?? null;
  // What only waits is late, not wrong
  const outside = strays.filter((stray) => stray.kind !== 'unsealed').length;
  const [before] = await sealer.within(tenantId, async (tx) => {
    const known = await tx<Finding[]>`select fault, strays from audit_state where tenant_id = ${tenantId}`;
    const found = {
      verified_size: size,
      verified_at: now.toISOString(),
      fault: kind,
      fault_seq: fault?.seq ?? null,
      strays: outside,
    };
    await tx`update audit_state set ${tx(found)} where tenant_id = ${tenantId}`;
    return known;
  });
  const isNew = kind !== (before?.fault ?? null) || outside > (before?.strays ?? 0);
  return isNew && (kind !== null || outside > 0) ? { fault: kind, strays: outside } : undefined;
}

/** Whether a day has gone by; no other process then verifies it at the same time. */
async function isDue(tx: Transaction, tenantId: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - day).toISOString();
  const rows = await tx`
    insert into audit_state (tenant_id, verifying_at) values (${tenantId}, ${now.toISOString()})
    on conflict (tenant_id) do update set verifying_at = excluded.verifying_at
      where audit_state.verifying_at is null or audit_state.verifying_at <= ${since}
    returning tenant_id`;
  return rows.length > 0;
}

/** The officers and the administrators are told that the log was tampered with. */
export async function tellOfFault(
  database: Database,
  tenantId: string,
  { fault, strays }: Finding,
  now: Date,
): Promise<void> {
  await database.withTenant(tenantId, [], async (tx) => {
    const told = [
      ...(await holdersOf(tx, tenantId, 'DPO', now)),
      ...(await holdersOf(tx, tenantId, 'ADMINISTRATOR', now)),
    ];
    await notify(tx, [...new Set(told)], {
      tenantId,
      kind: 'logTampered',
      aboutStaffId: null,
      facts: [fault ?? 'strays', String(strays)],
      createdAt: now,
    });
  });
}
