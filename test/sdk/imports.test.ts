import { etagOf, type Job, type Session } from '@lastria/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../server/src/testing/app.ts';
import { TestTenant } from '../../server/src/testing/tenant.ts';
import { sessionOn } from './support.ts';

let running: TestApp;
let session: Session;
let unitId: string;
beforeAll(async () => {
  running = await startTestApp();
  running.services.jobs.start();
  const tenant = await TestTenant.create(running.database);
  unitId = tenant.root;
  session = sessionOn(running, (await tenant.staff('SOCIAL_WORKER')).token);
});
afterAll(async () => {
  session.close();
  await running.close();
});

const list = new Blob(['Nom;Prénom;Date de naissance\nLeroy;Anne;02/03/1981\nPetit;;01/01/1970\n']);

/** An import whose file is there, and that knows where to go. */
async function ready() {
  const opened = await session.imports.open({ filename: 'liste.csv', size: list.size });
  const sent = await session.imports.sendFile(opened.id, list);
  return session.imports.change(sent.id, { defaultUnitId: unitId }, { etag: etagOf(sent) });
}

describe('session.imports and session.jobs on the real server', () => {
  it('send a file, try it, read the report, run it and undo it', async () => {
    const it = await ready();
    expect((await session.imports.preview(it.id)).sheets[0]!.columns.map(({ header }) => header)).toEqual([
      'Nom',
      'Prénom',
      'Date de naissance',
    ]);
    const progress: Job[] = [];
    const checking = await session.imports.check(it.id, { etag: etagOf(it) });
    const checked = await session.jobs.wait(checking.job!.id, { onProgress: (job) => progress.push(job) });
    expect(checked).toMatchObject({ status: 'done', kind: 'import.check', subjectId: it.id, problem: null });
    expect(progress.at(-1)).toEqual(checked);
    const refused: string[] = [];
    for await (const line of session.imports.report(it.id))
      if (line.level === 'refused') refused.push(`${line.row} ${line.code}`);
    expect(refused).toEqual(['3 missingFirstName']);

    const tried = await session.imports.read(it.id);
    const running_ = await session.imports.run(it.id, { etag: etagOf(tried) });
    expect(await session.jobs.wait(running_.job!.id)).toMatchObject({ status: 'done' });
    const done = await session.imports.read(it.id);
    expect(done).toMatchObject({ status: 'done', counts: { before: 0, total: 1, written: 1, after: 1 } });
    const undoing = await session.imports.undo(it.id, { etag: etagOf(done) });
    expect(await session.jobs.wait(undoing.job!.id)).toMatchObject({ status: 'done' });
    const all = [];
    for await (const one of session.imports.list()) all.push(one.status);
    expect(all).toEqual(['undone']);
  });

  it('stop waiting when told to, and leave the job to its end', async () => {
    const it = await ready();
    const checking = await session.imports.check(it.id, { etag: etagOf(it) });
    const stop = new AbortController();
    const waiting = session.jobs.wait(checking.job!.id, {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('enough')),
    });
    await expect(waiting).rejects.toThrow('enough');
    expect(await session.jobs.wait(checking.job!.id)).toMatchObject({ status: 'done' });
  });

  it('give up an import and ask a job to stop', async () => {
    const it = await ready();
    const checking = await session.imports.check(it.id, { etag: etagOf(it) });
    expect(['running', 'queued', 'done', 'cancelled']).toContain(
      (await session.jobs.cancel(checking.job!.id)).status,
    );
    await session.jobs.wait(checking.job!.id);
    await session.imports.abandon(it.id);
    expect(await session.imports.read(it.id)).toMatchObject({ status: 'abandoned', can: { run: false } });
  });
});
