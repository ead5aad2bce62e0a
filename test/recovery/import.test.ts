import { readdirSync } from 'node:fs';
import { etagOf, type Import, type Job } from '@lastria/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reached, working, type Working } from './support/working.ts';

/** The nightly run imports 50,000. */
const rows = Number(process.env['IMPORT_ROWS'] ?? 2500);
const patience = 60_000 + rows * 30;

let product: Working;
beforeAll(async () => {
  product = await working('SOCIAL_WORKER');
}, 120_000);
afterAll(() => product.close(), 60_000);

/** A list of persons none of whom is another. */
function list(): Uint8Array {
  const lines = ['Nom;Prénom;Date de naissance;Téléphone'];
  for (let row = 0; row < rows; row += 1) {
    const day = new Date(Date.UTC(1940, 0, 1) + (row % 20_000) * 86_400_000).toISOString().slice(0, 10);
    lines.push(`${word(row)};${word(row * 7919 + 13)};${day.split('-').reverse().join('/')};`);
  }
  return Buffer.from(lines.join('\n'));
}

/** A name of its own for each number. */
function word(number: number): string {
  let rest = number + 1000;
  let text = '';
  while (rest > 0) {
    text += 'bcdfglmnprstv'[rest % 13]! + 'aeiou'[Math.floor(rest / 13) % 5]!;
    rest = Math.floor(rest / 65);
  }
  return text[0]!.toUpperCase() + text.slice(1);
}

const filesOf = () =>
  product.asAdmin(async (admin) => {
    const [row] = await admin<{ files: number; names: number; traces: number }[]>`
      select (select count(*)::int from social_file where tenant_id = ${product.tenantId}) as files,
             (select count(distinct (last_name, first_names))::int from file_identity where tenant_id = ${product.tenantId}) as names,
             (select count(*)::int from import_row where tenant_id = ${product.tenantId} and kind = 'file') as traces`;
    return row!;
  });

const isWritten =
  (part: number) =>
  ({ step, done }: Job) =>
    step === 'writing' && done >= rows * part;

test(
  'an import killed at 30 % and started again is finished, no row twice; told to end, it stops and goes on after the next start',
  async () => {
    const { asAdmin, tenantId, unitId, dir } = product;
    const content = list();
    let session = product.open();
    const opened = await session.imports.open({ filename: 'liste.csv', size: content.byteLength });
    const sent = await session.imports.sendFile(opened.id, content);
    expect(sent).toMatchObject({ status: 'ready', kind: 'people' });
    const ready = await session.imports.change(sent.id, { defaultUnitId: unitId }, { etag: etagOf(sent) });
    const from = performance.now();
    const running = await session.imports.run(ready.id, { etag: etagOf(ready) });
    const jobId = running.job!.id;
    await reached(session, jobId, isWritten(0.3), patience);
    session.close();
    await product.kill('SIGKILL');
    const cut = await filesOf();
    expect(cut.files).toBeGreaterThan(0);
    expect(cut.files).toBeLessThan(rows);

    await product.restart();
    session = product.open();
    // What is written goes by batches: one more, however far the first cut came
    await reached(session, jobId, isWritten(Math.max(0.6, (cut.files + 1) / rows)), patience);
    session.close();
    await product.kill('SIGTERM');
    expect(product.server.process.exitCode).toBe(0);
    const drained = await filesOf();
    expect(drained.files).toBeGreaterThan(cut.files);
    expect(drained.files).toBeLessThan(rows);

    await product.restart();
    session = product.open();
    const job = await reached(session, jobId, ({ endedAt }) => endedAt !== null, patience);
    console.log(
      `${rows} rows in ${Math.round((performance.now() - from) / 1000)} s, two interruptions included`,
    );
    expect(job).toMatchObject({ status: 'done', problem: null });
    const done: Import = await session.imports.read(ready.id);
    expect(done).toMatchObject({ status: 'done', counts: { total: rows, written: rows, before: 0 } });
    expect(await filesOf()).toEqual({ files: rows, names: rows, traces: rows });
    const acts = await asAdmin(
      (admin) => admin<{ type: string; n: number }[]>`
        select type, count(*)::int as n from audit_event
         where tenant_id = ${tenantId} and type in ('import.started', 'import.done') group by type order by type`,
    );
    expect(acts.map(({ type, n }) => [type, n])).toEqual([
      ['import.done', 1],
      ['import.started', 1],
    ]);
    // The file is gone with its key; what stays is the report
    const blobs = await asAdmin((admin) => admin`select purpose from blob where tenant_id = ${tenantId}`);
    expect(blobs.map(({ purpose }) => purpose as string)).toEqual(['import.report']);
    expect(readdirSync(`${dir}/blobs/${tenantId}`).length).toBeGreaterThan(0);
    session.close();
  },
  patience * 2,
);
