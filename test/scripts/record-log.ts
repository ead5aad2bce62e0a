import type { Session } from '@lastria/sdk';
import { Embedding } from '@lastria/sdk/embedding';
import { AuditLog } from '@lastria/sdk/audit-log';
import { Statistics } from '@lastria/sdk/statistics';
import type { Database, Tx } from '../../server/src/db/database.ts';
import { newId } from '../../server/src/db/ids.ts';
import { demoTenantId } from '../../server/src/demo/seed.ts';
import { accessGrant } from '../../server/src/features/access/access.table.ts';
import { secondFactor, signInAccount } from '../../server/src/features/access/session.table.ts';
import { notify } from '../../server/src/features/access/notice.service.ts';
import type { AuditType } from '../../server/src/features/audit/audit.catalogue.ts';
import { signState } from '../../server/src/features/audit/audit.checkpoint.ts';
import { openSigner } from '../../server/src/features/audit/audit.note.ts';
import { Sealer } from '../../server/src/features/audit/audit.sealer.ts';
import { auditAs } from '../../server/src/features/audit/audit.service.ts';
import { verifyDaily } from '../../server/src/features/audit/audit.state.ts';
import { readingEpisode } from '../../server/src/features/audit/audit.table.ts';
import { seedId } from '../../server/src/features/imports/seed.store.ts';
import { testKeyring } from '../../server/src/testing/cluster.ts';

const tenantId = demoTenantId;
const staff = (name: string): string => seedId(tenantId, 'staff', name);

/** What the log of the demonstration holds before anybody looks at it: some days of work, and what calls for a look. */
export async function prepareLog(
  database: Database,
  databaseUrl: string,
  now: Date,
  fileIds: readonly string[],
): Promise<void> {
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const acts: readonly (readonly [AuditType, string, boolean])[] = [
    ['file.opened', 'morel', true],
    ['timeline.read', 'morel', true],
    ['entry.created', 'morel', true],
    ['file.searched', 'delmas', false],
    ['file.opened', 'delmas', true],
    ['file.identityChanged', 'delmas', true],
    ['session.passwordRefused', 'delmas', false],
    ['file.printed', 'morel', true],
  ];
  await database.withTenant(tenantId, [], async (tx) => {
    const who = { tenantId, sessionId: null, requestId: 'recorded-log-0001' };
    for (let n = 0; n < 60; n += 1) {
      const [type, name, onFile] = acts[n % acts.length]!;
      const fileId = onFile ? fileIds[n % fileIds.length]! : null;
      await auditAs(tx, { ...who, staffId: staff(name), now: minutesAgo(37 * n + 11) }, type, { fileId });
    }
    await reviewed(tx, minutesAgo);
    const grantId = newId();
    await tx.insert(accessGrant).values({
      tenantId,
      id: grantId,
      staffId: staff('delmas'),
      role: 'SOCIAL_WORKER',
      kind: 'EMERGENCY',
      fileId: fileIds[0]!,
      validFrom: minutesAgo(140),
      validUntil: minutesAgo(20),
      reason: 'Expulsion demain matin, référente absente',
    });
    await auditAs(tx, { ...who, staffId: staff('delmas'), now: minutesAgo(140) }, 'file.emergencyOpened', {
      fileId: fileIds[0]!,
      recordId: grantId,
      facts: { hours: 2 },
    });
    await tx.insert(readingEpisode).values([
      { tenantId, id: newId(), staffId: staff('delmas'), kind: 'searchesPerHour', counted: 122, allowed: 120, openedAt: minutesAgo(90) },
      { tenantId, id: newId(), staffId: staff('morel'), kind: 'filesPerDay', counted: 131, allowed: 120, openedAt: minutesAgo(9000), closedAt: minutesAgo(8000) },
    ]); // prettier-ignore
    const told = { tenantId, aboutStaffId: staff('delmas'), createdAt: minutesAgo(140) };
    await notify(tx, [staff('morel')], {
      ...told,
      kind: 'emergencyAccess',
      fileId: fileIds[0]!,
      facts: [grantId],
    });
    const until = new Date(now.getTime() + 14 * 86_400_000).toISOString();
    const facts = [newId(), 'absent', minutesAgo(60).toISOString(), until];
    await notify(tx, [staff('morel')], { ...told, kind: 'substitution', facts, createdAt: minutesAgo(2900) });
  });
  await enrolled(database, minutesAgo(190 * 1440));
  const sealer = new Sealer({ database, url: databaseUrl, keyring: testKeyring, clock: () => now });
  const signer = openSigner(testKeyring);
  try {
    await sealer.seal(tenantId);
    await signState(sealer, signer, tenantId, minutesAgo(30));
    await verifyDaily(sealer, signer, tenantId, minutesAgo(400));
  } finally {
    await sealer.close();
  }
}

/** What a security review counts: a month of connections, of files read by some right, of exports, and three accounts. */
async function reviewed(tx: Tx, minutesAgo: (minutes: number) => Date): Promise<void> {
  const day = 1440;
  const acts: readonly (readonly [AuditType, string, Record<string, string>])[] = [
    ['session.opened', 'morel', {}],
    ['session.opened', 'delmas', {}],
    ['file.opened', 'morel', { ground: 'lead' }],
    ['file.opened', 'delmas', { ground: 'unit' }],
    ['session.opened', 'vidal', {}],
    ['file.opened', 'delmas', { ground: 'emergency' }],
    ['statistics.exported', 'vidal', { kind: 'reports', format: 'xlsx' }],
    ['statistics.exported', 'vidal', { kind: 'activity', format: 'docx' }],
  ];
  for (let n = 0; n < 48; n += 1) {
    const [type, name, facts] = acts[n % acts.length]!;
    const who = { tenantId, staffId: staff(name), sessionId: null, requestId: 'recorded-log-0002' };
    const fileId = type === 'file.opened' ? newId() : null;
    await auditAs(tx, { ...who, now: minutesAgo(3 * day + 731 * n) }, type, { fileId, facts });
  }
  const made = minutesAgo(200 * day);
  const account = { tenantId, credentialsSince: made, createdAt: made };
  await tx.insert(signInAccount).values(
    ['morel', 'delmas', 'vidal'].map((name) => ({
      ...account,
      staffId: staff(name),
      login: `${name}@chu-valmont.example`,
    })),
  );
}

/** A factor is in sight of its owner alone, who keeps it. */
async function enrolled(database: Database, createdAt: Date): Promise<void> {
  const kinds = { morel: 'passkey', delmas: 'totp' } as const;
  for (const [name, kind] of Object.entries(kinds))
    await database.withTenant(
      tenantId,
      [],
      (tx) =>
        tx
          .insert(secondFactor)
          .values({ tenantId, id: newId(), staffId: staff(name), kind, label: 'Téléphone', createdAt }),
      staff(name),
    );
}

/** What the log asks: all of it, then what a filter leaves. */
export async function officer(session: Session): Promise<void> {
  await session.me();
  await session.configuration.read();
  const { staff: team } = await session.organisation.read();
  await new Embedding(session).readEmbedding();
  const log = new AuditLog(session);
  await log.readState();
  const settings = await log.readSettings();
  await log.listAlertsPage({ limit: 50 });
  const { items } = await log.searchPage({ limit: 100 });
  for (const { id } of team) await log.searchPage({ limit: 100, staffId: id });
  for (const kind of ['file', 'session', 'file.emergencyOpened']) await log.searchPage({ limit: 100, kind });
  await log.searchPage({ limit: 100, fileId: items.find(({ fileId }) => fileId !== null)!.fileId! });
  for (const report of ['Z18', 'Z19', 'Z20', 'Z21'])
    await new Statistics(session).runReport(report, { period: { from: '2026-10-21', to: '2026-11-20' } });
  await log.changeSettings({ retentionMonths: 18 }, { etag: `"${settings.version}"` });
}
