import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { call, startTestApp } from '../../testing/app.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { TestTenant } from '../../testing/tenant.ts';
import { openKeeper } from './audit.keeper.ts';

/** Marks that no reader of a log may ever meet: in names, texts, searches, headers and tokens. */
const marks = Array.from({ length: 50 }, (_, n) => `zqx${String(n).padStart(2, '0')}marque`);

test('T-AUD-4 none of fifty planted secrets is in the log, the traces or the signed states', async () => {
  const running = await startTestApp();
  const admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
  const folder = mkdtempSync(join(tmpdir(), 'lastria-marks-'));
  try {
    const tenant = await TestTenant.create(running.database);
    const worker = await tenant.staff('SOCIAL_WORKER');
    const left = [...marks];
    const mark = () => left.shift() ?? expect.unreachable('more places than marks');
    const send = async (path: string, method = 'POST', body: object = {}, headers = {}) => {
      return call(running.app, worker.token, path, { method, body, headers });
    };
    for (let turn = 0; turn < 5; turn += 1) {
      const fileId = await tenant.file(tenant.root, { lastName: mark(), firstNames: mark() });
      const work = { typeCode: 'entretien-telephonique', performedOn: '2026-11-02' };
      const answers = [
        await send('/v1/files/search', 'POST', { query: mark() }),
        await send(`/v1/files/${fileId}/entries`, 'POST', { ...work, text: mark() }),
        // A fault of ours, or of who calls, says nothing of what was sent either
        await send(`/v1/files/${fileId}/entries`, 'POST', { ...work, typeCode: mark() }),
        await send(`/v1/files/${fileId}/identity`, 'PATCH', { city: mark() }, { 'if-match': '"1"' }),
        await send(`/v1/files/${fileId}/relatives`, 'POST', { kind: 'enfant', name: mark(), note: mark() }),
        await call(running.app, `${worker.token}${mark()}`, `/v1/files/${fileId}`, {
          headers: { 'x-request-id': `<${mark()}>` },
        }),
      ];
      expect(answers.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(3);
      expect(answers.at(-1)!.status).toBe(401);
      expect((await call(running.app, worker.token, `/v1/files/${fileId}`)).status).toBe(200);
    }
    expect(left).toEqual([]);
    const file = join(folder, 'states');
    writeFileSync(file, '');
    const config = { checkpointFile: file, checkpointMinutes: 60, smtpUrl: '', mailFrom: '' };
    const log = (level: string, event: string, fields?: object) =>
      void running.logs.push(JSON.stringify({ level, event, ...fields }));
    const { database, adminUrl: url } = running;
    await openKeeper({ config, database, url, keyring: testKeyring, log }).close();
    const traces = await admin<{ row: string }[]>`select to_jsonb(e)::text as row from audit_event e`;
    const states = readFileSync(file, 'utf8');
    expect(traces.length).toBeGreaterThan(20);
    expect(states).toContain(tenant.id);
    const everything = [...running.logs, ...traces.map(({ row }) => row), states].join('\n');
    expect(marks.filter((one) => everything.includes(one))).toEqual([]);
    // Control: they are where they were written
    const [held] = await admin<
      { n: number }[]
    >`select count(*)::int as n from file_identity where last_name like 'zqx%'`;
    expect(held!.n).toBe(5);
  } finally {
    rmSync(folder, { recursive: true });
    await admin.end();
    await running.close();
  }
});
