import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson } from '../../server/src/testing/app.ts';
import type { TestStaff } from '../../server/src/testing/tenant.ts';
import { contractOperations, type ContractOperation } from './support/contract.ts';
import { send } from './support/sending.ts';
import { bearer, each, startWalk, type Walk } from './support/walk.ts';

/** Words that only an answer kept with the texts says: no list, no other record holds them. */
const mark = 'zephyrine';
/** The measure itself is also an item of the configuration, for everybody. */
const told = (one: ContractOperation) => (one.id.startsWith('configuration.') ? [mark] : [mark, 'tutelle']);

let walk: Walk;
let fileId: string;
beforeAll(async () => {
  walk = await startWalk();
  fileId = await walk.home.tenant.file(walk.home.north);
  const answer = async (group: string, version: number, values: object) =>
    expectJson(
      await call(walk.running.app, walk.home.worker.token, `/v1/files/${fileId}/situation/${group}`, {
        method: 'PATCH',
        body: { values },
        headers: { 'if-match': `"${version}"` },
      }),
      200,
    );
  await answer('rights', 0, { protectionMeasure: { codes: ['tutelle'] } });
  await answer('rights', 1, { protectionMeasure: { codes: ['curatelle-simple'] } });
  await answer('rights', 2, { protectionMeasure: { codes: ['tutelle'] } });
  await answer('origin', 0, { importNote: { text: `Note ${mark}` } });
});
afterAll(() => walk.close());

const reads = contractOperations.filter(({ method, byClient }) => method === 'GET' && !byClient);

/** What an operation says to somebody, of the file where it takes one. */
async function said(one: ContractOperation, who: TestStaff): Promise<string> {
  const drive = await walk.home.drive(one);
  const params = 'fileId' in drive.params ? { ...drive.params, fileId } : drive.params;
  return (await send(walk.home, one, { ...drive, params }, { authorization: bearer(who) })).text;
}

describe('answers of health and protection', () => {
  each('are told to no manager, not by one byte', reads, async (one) => {
    const text = await said(one, walk.staff.get('TEAM_MANAGER')!);
    for (const word of told(one)) expect(text).not.toContain(word);
  });

  test('control: the same questions tell them to the worker', async () => {
    const telling: string[] = [];
    for (const one of reads) {
      const text = await said(one, walk.home.worker);
      if (told(one).every((word) => text.includes(word))) telling.push(one.id);
    }
    expect(telling).toEqual(expect.arrayContaining(['socialFile.open', 'socialFile.history']));
  });
});
