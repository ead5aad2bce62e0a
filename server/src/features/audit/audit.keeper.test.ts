import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../testing/app.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { openRelay } from '../../testing/relay.ts';
import { TestTenant } from '../../testing/tenant.ts';
import { Keyring, temporaryKeyring } from '../../vault/keyring.ts';
import { auditCommand } from './audit.command.ts';
import { openKeeper, type Keeper } from './audit.keeper.ts';
import { openSigner } from './audit.note.ts';
import { auditAs } from './audit.service.ts';

let running: TestApp;
let admin: postgres.Sql;
let tenant: TestTenant;
let folder: string;
let relay: Awaited<ReturnType<typeof openRelay>>;
beforeAll(async () => {
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 2, onnotice: () => undefined });
  tenant = await TestTenant.create(running.database);
  folder = mkdtempSync(join(tmpdir(), 'lastria-audit-'));
  relay = await openRelay();
});
afterAll(async () => {
  await relay.close();
  rmSync(folder, { recursive: true });
  await admin.end();
  await running.close();
});

const keeper = (config: { checkpointFile?: string; smtpUrl?: string }): Keeper =>
  openKeeper({
    config: {
      checkpointFile: '',
      checkpointMinutes: 60,
      smtpUrl: '',
      mailFrom: 'lastria@chu.example',
      ...config,
    },
    database: running.database,
    url: running.adminUrl,
    keyring: testKeyring,
    log: (level, event, fields) => running.logs.push(JSON.stringify({ level, event, ...fields })),
  });
const traced = (count: number, tenantId = tenant.id) =>
  running.database.withTenant(tenantId, [], async (tx) => {
    const who = { tenantId, staffId: null, sessionId: null, now: new Date(), requestId: 'request-0001' };
    for (let n = 0; n < count; n += 1) await auditAs(tx, who, 'import.started');
  });
const pendingOf = async (tenantId: string) =>
  (await admin`select 1 from audit_pending where tenant_id = ${tenantId}`).length;
async function until(condition: () => Promise<boolean>, deadline = 10_000): Promise<void> {
  const from = performance.now();
  while (!(await condition())) if (performance.now() - from > deadline) throw new Error('it never came');
}
const said = async (...args: string[]) => {
  const lines: string[] = [];
  const work = auditCommand(args, (line) => lines.push(line));
  const { database, adminUrl: databaseUrl } = running;
  return { code: await work({ database, databaseUrl, keyring: testKeyring }), lines };
};

test('a trace is chained soon after its commit, and none waits when the server has stopped', async () => {
  const keeping = keeper({});
  keeping.start();
  for (let turn = 0; turn < 3; turn += 1) {
    await traced(5);
    // Ten times the second it should take
    await until(async () => (await pendingOf(tenant.id)) === 0);
  }
  await traced(5);
  await keeping.close();
  expect(await pendingOf(tenant.id)).toBe(0);
});

describe('the state of the chain, signed', () => {
  test('goes to a file and to the officers by mail; either alone tells that the end was cut', async () => {
    const [officer, other] = [await tenant.staff('DPO'), await tenant.staff('SOCIAL_WORKER')];
    await admin`update staff_member set email = 'dpo@chu.example' where id = ${officer.id}`;
    await admin`update staff_member set email = 'as@chu.example' where id = ${other.id}`;
    const checkpointFile = join(folder, 'checkpoints');
    writeFileSync(checkpointFile, 'kept\n');
    await traced(3);
    await keeper({ checkpointFile, smtpUrl: relay.url }).close();
    const kept = readFileSync(checkpointFile, 'utf8');
    expect(kept).toMatch(
      /^kept\nlastria\/audit\/[0-9a-f-]{36}\n\d+\n[\w+/]{43}=\n\n— lastria-audit [\w+/=]+\n/,
    );
    const mails = relay.received.filter(({ text }) => text.includes(tenant.id));
    expect(mails.map(({ to }) => to)).toEqual([['dpo@chu.example']]);
    const mailFile = join(folder, 'mail');
    writeFileSync(mailFile, mails[0]!.text);

    const whole = await said(
      'verify',
      '--tenant',
      tenant.id,
      '--checkpoints',
      checkpointFile,
      '--checkpoints',
      mailFile,
    );
    expect(whole).toEqual({ code: 0, lines: [expect.stringContaining('chaîne intacte, 2 état(s)')] });
    await admin`delete from audit_event where id in (select event_id from app.audit_link where tenant_id = ${tenant.id} order by seq desc limit 2)`;
    await admin`delete from app.audit_link l where tenant_id = ${tenant.id} and seq > (select max(seq) - 2 from app.audit_link where tenant_id = ${tenant.id})`;
    for (const file of [checkpointFile, mailFile]) {
      const cut = await said('verify', '--tenant', tenant.id, '--checkpoints', file);
      expect(cut.code).toBe(1);
      expect(cut.lines.join('\n')).toMatch(/fin de la chaîne coupée à partir de la trace \d+/);
    }
    // Control: nothing kept elsewhere, nothing seen
    expect((await said('verify', '--tenant', tenant.id)).code).toBe(0);
  });

  test('one place that fails leaves the other alone, is told in the log, and is given it again', async () => {
    const { id } = await TestTenant.create(running.database);
    const checkpointFile = join(folder, 'absent');
    await traced(2, id);
    const first = keeper({ checkpointFile });
    await first.close();
    expect(running.logs.filter((line) => line.includes('CHECKPOINT_FILE'))).not.toEqual([]);
    expect(() => readFileSync(checkpointFile)).toThrow('ENOENT');
    writeFileSync(checkpointFile, '');
    await traced(1, id);
    await keeper({ checkpointFile }).close();
    expect(readFileSync(checkpointFile, 'utf8')).toContain(`lastria/audit/${id}\n3\n`);
  });

  test('another key is not ours: a note it signed is refused, and said', async () => {
    const head = { seq: 2, hash: Buffer.alloc(32, 1) };
    const ours = openSigner(testKeyring);
    const theirs = openSigner(temporaryKeyring()).sign(tenant.id, head);
    const mine = ours.sign(tenant.id, head);
    expect(ours.read(tenant.id, `${mine}\n${theirs}`)).toEqual({
      checkpoints: [{ size: 2, root: head.hash }],
      forged: 1,
    });
    expect(ours.read(tenant.id, mine.replace('\n2\n', '\n3\n'))).toEqual({ checkpoints: [], forged: 1 });
    expect(ours.read(crypto.randomUUID(), mine)).toEqual({ checkpoints: [], forged: 0 });
    const file = join(folder, 'forged');
    writeFileSync(file, theirs);
    const { code, lines } = await said('verify', '--tenant', tenant.id, '--checkpoints', file);
    expect([code, lines.join('\n')]).toEqual([1, expect.stringContaining('ne portent pas notre signature')]);
  });

  test('the key stays the same when the keyring is given a new one', () => {
    const [old, recent] = [
      { id: '00000001', secret: Buffer.alloc(32, 7) },
      { id: '00000002', secret: Buffer.alloc(32, 8) },
    ];
    expect(openSigner(new Keyring([recent, old])).verifierKey).toBe(openSigner(testKeyring).verifierKey);
  });
});

test.each([
  [[], 'verify, who-saw ou key'],
  [['verify', '--tenant', 'x'], '--tenant doit être un identifiant'],
  [['verify', '--checkpoints', '/nowhere/at/all'], 'ne peut pas être lu (ENOENT)'],
  [['who-saw'], '--file ou --staff'],
  [['who-saw', '--staff', crypto.randomUUID()], '--from et --to'],
  [['who-saw', '--file', crypto.randomUUID(), '--from', '2026-13-40'], 'AAAA-MM-JJ'],
])('audit %j is refused in words', (args, message) => {
  expect(() => auditCommand(args)).toThrow(message);
});
