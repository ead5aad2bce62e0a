import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Database } from '../../db/database.ts';
import type { Mail } from '../../mail/mail.ts';
import { officers } from './audit.store.ts';
import { headOf, type Sealer } from './audit.sealer.ts';
import type { Signer } from './audit.note.ts';
import { keepSigned } from './audit.state.ts';

/** A place the server can add to and not rewrite. */
export interface Place {
  readonly name: 'file' | 'mail';
  keep(note: string, tenantId: string, now: Date): Promise<void>;
}

/**
 * A file of another user of the system, or a pipe to a collector: it must be there, and is only added to.
 */
export const filePlace = (path: string): Place => ({
  name: 'file',
  async keep(note) {
    // Without O_CREAT: a file of ours would be ours to rewrite. Without O_NONBLOCK a pipe nobody reads would hold us
    const file = await open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_NONBLOCK);
    try {
      await file.write(`${note}\n`);
      // A pipe has nothing to put on a disk
      if ((await file.stat()).isFile()) await file.sync();
    } finally {
      await file.close();
    }
  },
});

/** The mailboxes of the tenant's data protection officers. */
export const mailPlace = (mail: Mail, database: Database, signer: Signer): Place => ({
  name: 'mail',
  async keep(note, tenantId, now) {
    const addresses = await database.withTenant(tenantId, [], (tx) => officers(tx, tenantId, now));
    const text = [
      'Voici l’état signé du journal des accès de votre service. Gardez ce message : il prouve, avec',
      '« lastria-server audit verify », que rien n’a été retiré ni changé dans le journal avant cet instant.',
      'Il ne contient aucune donnée sur une personne.',
      '',
      note,
      `Clé de vérification : ${signer.verifierKey}`,
      '',
    ].join('\n');
    for (const { email } of addresses)
      await mail.send({ to: email, subject: 'Journal des accès : état signé', text });
  },
});

/** A note that a place did not take: it is given again. */
export interface Owed {
  readonly place: Place;
  readonly tenantId: string;
  readonly note: string;
}

/** Signs the state of a tenant's chain, if it grew; undefined where it did not. */
export function signState(
  sealer: Sealer,
  signer: Signer,
  tenantId: string,
  now: Date,
): Promise<string | undefined> {
  return sealer.within(tenantId, async (tx) => {
    const [lock] = await tx<
      { got: boolean }[]
    >`select pg_try_advisory_xact_lock(4602, hashtext(${tenantId})) as got`;
    if (!lock?.got) return undefined;
    const head = await headOf(tx, tenantId);
    const [last] = await tx<{ size: string }[]>`
      select size from app.audit_checkpoint where tenant_id = ${tenantId} order by size desc limit 1`;
    if (head.seq <= Number(last?.size ?? 0)) return undefined;
    const note = signer.sign(tenantId, head);
    await tx`insert into app.audit_checkpoint (tenant_id, size, note, made_at) values (${tenantId}, ${head.seq}, ${note}, ${now.toISOString()})`;
    await keepSigned(tx, tenantId, head.seq, now);
    return note;
  });
}

/** Gives notes to their places; gives back those that were not taken. */
export async function giveAway(notes: readonly Owed[], now: Date): Promise<Owed[]> {
  const owed: Owed[] = [];
  for (const one of notes) await one.place.keep(one.note, one.tenantId, now).catch(() => owed.push(one));
  return owed;
}
