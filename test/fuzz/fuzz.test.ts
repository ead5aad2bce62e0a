import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractOperations, operationNamed } from '../contract/support/contract.ts';
import { plantedIn, tellingLines } from '../contract/support/logs.ts';
import { send } from '../contract/support/sending.ts';
import { each, startWalk, type Walk } from '../contract/support/walk.ts';
import { faultsOf, formerFindings, fuzz, keep, replayFinding } from './support/engine.ts';

const cases = Number(process.env['FUZZ_CASES'] ?? 10);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
let walk: Walk;
beforeAll(async () => {
  walk = await startWalk();
});
afterAll(() => walk.close());

describe(`T-FUZ-1 ${cases} near-valid calls give no failure, no undocumented answer, no acceptance of what is invalid`, () => {
  each('with bodies, addresses and queries of all kinds', contractOperations, async (one) => {
    const finding = await fuzz(walk.home, one, cases, seed);
    if (finding) keep(finding);
    expect(finding).toBeUndefined();
  });
});

test('the log of all these calls holds codes and nothing of what was sent', () => {
  expect(walk.running.logs.length).toBeGreaterThan(0);
  expect(tellingLines(walk.running.logs, plantedIn(walk.home))).toEqual([]);
});

describe('T-FUZ-3', () => {
  test.each(formerFindings())('what was found once is found no more: %s', async (_, finding) => {
    expect(await replayFinding(walk.home, finding)).toEqual([]);
  });

  test('control: a failure, an undocumented answer and an acceptance are seen', async () => {
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
