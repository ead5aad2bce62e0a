import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractOperations, operationNamed } from '../contract/support/contract.ts';
import { comparable, send } from '../contract/support/scene.ts';
import { each, startWalk, type Walk } from '../contract/support/walk.ts';
import { faultsOf, fuzz } from './support/engine.ts';

const cases = Number(process.env['FUZZ_CASES'] ?? 60);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
let walk: Walk;
beforeAll(async () => {
  walk = await startWalk();
});
afterAll(() => walk.close());

describe(`T-FUZ-1 ${cases} near-valid calls give no failure, no undocumented answer, no acceptance of what is invalid`, () => {
  each('with bodies, addresses and queries of all kinds', contractOperations, async (one) => {
    expect(await fuzz(walk.home, one, cases, seed)).toBeUndefined();
  });
});

describe('T-FUZ-2 an id of another tenant in a body is as one that does not exist', () => {
  const records: Record<string, () => Promise<string>> = {
    unitId: () => Promise.resolve(walk.foreign.north),
    toUnitId: () => Promise.resolve(walk.foreign.north),
    parentId: () => Promise.resolve(walk.foreign.north),
    fileId: () => walk.foreign.file(),
    exceptFileId: () => walk.foreign.file(),
    draftId: () => walk.foreign.draft(),
  };
  const person = () => Promise.resolve(walk.foreign.worker.id);
  each(
    'in each field that holds an id',
    contractOperations.filter(({ body, byClient }) => body && !byClient),
    async (one) => {
      const properties = Object.keys((await walk.home.drive(one)).body as object);
      for (const name of properties.filter((property) => /Id$/.test(property))) {
        const id = await (records[name] ?? person)();
        const missing = crypto.randomUUID();
        const [theirs, none] = [await walk.home.drive(one), await walk.home.drive(one)];
        const answer = await send(walk.home, one, {
          ...theirs,
          body: { ...(theirs.body as object), [name]: id },
        });
        const nobody = await send(walk.home, one, {
          ...none,
          body: { ...(none.body as object), [name]: missing },
        });
        expect(comparable(answer, id, ...Object.values(theirs.params))).toBe(
          comparable(nobody, missing, ...Object.values(none.params)),
        );
        // A draft is its author's alone and names any file: nothing is read through it
        if (one.id !== 'tdm.saveDraft') expect(answer.status).toBeGreaterThanOrEqual(400);
      }
    },
  );
});

describe('T-FUZ-3 controls', () => {
  test('a failure, an undocumented answer and an acceptance are seen', async () => {
    const one = operationNamed('tdm.saveDraft');
    const drive = await walk.home.drive(one);
    const good = await send(walk.home, one, drive);
    expect(faultsOf(one, drive, good)).toEqual([]);
    expect(faultsOf(one, drive, { ...good, status: 500 })).not.toEqual([]);
    expect(faultsOf(one, drive, { ...good, status: 418 })).not.toEqual([]);
    expect(faultsOf(one, drive, { ...good, text: '{}' })).not.toEqual([]);
    expect(faultsOf(one, { ...drive, body: { revision: 'x' } }, good)).not.toEqual([]);
  });
});
