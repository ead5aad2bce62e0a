import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson } from '../../server/src/testing/app.ts';
import type { Entry } from '../../server/src/features/tdm/tdm.schema.ts';
import { startWalk, type Walk } from '../contract/support/walk.ts';

let walk: Walk;
beforeAll(async () => {
  walk = await startWalk({ poolSize: 8 });
});
afterAll(() => walk.close());

describe('T-CC-2 editors of one travail never lose what was acknowledged', () => {
  /** Each editor adds his mark to the text he read, until he is acknowledged; random order of who reads and writes when. */
  async function edit(editors: number, editsEach: number, honest: boolean, s: fc.Scheduler) {
    const { home, running } = walk;
    const entryId = await home.tdm.entry();
    const address = `/v1/entries/${entryId}`;
    const acknowledged: string[] = [];
    const write = s.scheduleFunction(async (text: string, version: string) =>
      call(running.app, home.worker.token, address, {
        method: 'PATCH',
        body: { text },
        headers: { 'if-match': version },
      }),
    );
    const read = s.scheduleFunction(async () =>
      expectJson<Entry>(await call(running.app, home.worker.token, address), 200),
    );
    const editor = async (name: number) => {
      for (let edits = 0; edits < editsEach; edits += 1) {
        const mark = `<${name}.${edits}>`;
        const seen = await read();
        const version = honest
          ? `"${seen.version}"`
          : `"${(await expectJson<Entry>(await call(running.app, home.worker.token, address), 200)).version}"`;
        const answer = await write(`${seen.text ?? ''}${mark}`, version);
        if (answer.status === 200) acknowledged.push(mark);
        else expect([412, 409]).toContain(answer.status);
      }
    };
    const all = Promise.all(Array.from({ length: editors }, (_, name) => editor(name)));
    await s.waitFor(all);
    const last = await expectJson<Entry>(await call(running.app, home.worker.token, address), 200);
    return {
      lost: acknowledged.filter((mark) => !last.text!.includes(mark)),
      acknowledged: acknowledged.length,
      version: last.version,
    };
  }

  const runs = Number(process.env['SCHEDULES'] ?? 12);
  const patience = Math.max(120_000, runs * 3000);
  test(
    `the last text holds each acknowledged edit, in ${runs} orders of arrival`,
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 8 }), async (s, editors) => {
          const { lost, acknowledged, version } = await edit(editors, 2, true, s);
          expect(lost).toEqual([]);
          expect(version).toBe(1 + acknowledged);
        }),
        { numRuns: runs, endOnFailure: true },
      );
    },
    patience,
  );

  test('writes at the same instant: one is acknowledged, the others are told', async () => {
    const { home, running } = walk;
    for (let round = 0; round < 10; round += 1) {
      const entryId = await home.tdm.entry();
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, name) =>
          call(running.app, home.worker.token, `/v1/entries/${entryId}`, {
            method: 'PATCH',
            body: { text: `éditeur ${name}` },
            headers: { 'if-match': '"1"' },
          }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(412)]);
    }
  });

  test('control: an editor who claims a version he did not read loses edits', async () => {
    const seen = await fc.check(
      fc.asyncProperty(fc.scheduler(), async (s) => {
        expect((await edit(6, 2, false, s)).lost).toEqual([]);
      }),
      { numRuns: 20, endOnFailure: true },
    );
    expect(seen.failed).toBe(true);
  });
});
