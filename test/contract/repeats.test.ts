import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { offContract, type ContractOperation } from './support/contract.ts';
import { act, acts, openTerritory, said, telling, told } from './support/repeats.ts';
import type { Answer } from './support/sending.ts';
import { each, startWalk, type Walk } from './support/walk.ts';

let walk: Walk;
let home: Walk['home'];
let territory: Awaited<ReturnType<typeof openTerritory>>;
beforeAll(async () => {
  walk = await startWalk();
  home = walk.home;
  territory = await openTerritory(walk);
});
afterAll(() => walk.close());

/** All that is said of an act whose subject is out of sight. */
const recorded = {
  type: 'https://lastria.example/problems/not-found',
  title: 'Introuvable',
  status: 404,
  detail:
    'Cet envoi a été enregistré la première fois. Ce qu’il concernait ne fait plus partie de vos dossiers.',
  recorded: true,
};

function expectNothingTold(one: ContractOperation, first: Answer, answer: Answer): void {
  const { instance, ...problem } = answer.json;
  if (!telling.includes(one)) {
    expect(answer.status).toBe(one.success);
    if (one.success === 204) expect(answer.text).toBe('');
    expect(said(answer)).toEqual([]);
    return;
  }
  expect(problem).toEqual(recorded);
  expect(instance).toBe(answer.headers.get('x-request-id'));
  expect(told(first, answer)).toEqual([]);
  expect([answer.headers.get('etag'), answer.headers.get('location')]).toEqual([null, null]);
  expect(offContract(one, answer)).toEqual([]);
}

describe('T-AUTH-5 each act, repeated with its key once what it was about is out of reach', () => {
  test('most acts tell of a person', () => {
    expect(telling.length).toBeGreaterThan(20);
  });

  each('its units moved elsewhere, says that it was done and nothing more', acts, async (one) => {
    const { first, again } = await act(home, one);
    expect(first.status, first.text).toBe(one.success);
    await territory.unitsOut();
    try {
      expectNothingTold(one, first, await again());
    } finally {
      await territory.unitsBack();
    }
    const back = await again();
    expect([back.status, back.text], 'it was kept').toEqual([first.status, first.text]);
  });

  each('its file transferred, says that it was done and nothing more', telling, async (one) => {
    const { first, again, fileId } = await act(home, one);
    if (fileId === undefined)
      return expect(one.id).toMatch(
        /^(tdm\.createUnfiledEntry|statistics\.(\w+ActivityReport|askToFreeze)|leave\.decide)$/,
      );
    await territory.moveFile(fileId, territory.beyond);
    expectNothingTold(one, first, await again());
  });
});
