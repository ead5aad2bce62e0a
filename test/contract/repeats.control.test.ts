import { afterAll, beforeAll, expect, vi } from 'vitest';
import { act, openTerritory, telling, told } from './support/repeats.ts';
import { each, startWalk, type Walk } from './support/walk.ts';

vi.mock('../../server/src/features/social-file/reach.service.ts', () => ({
  reached: () => Promise.resolve([]),
  requireReach: () => Promise.resolve(),
}));

let walk: Walk;
let territory: Awaited<ReturnType<typeof openTerritory>>;
beforeAll(async () => {
  walk = await startWalk();
  territory = await openTerritory(walk);
});
afterAll(() => walk.close());

each('control: replies given again unchecked are seen to tell', telling, async (one) => {
  const { first, again } = await act(walk.home, one);
  await territory.unitsOut();
  const answer = await again();
  await territory.unitsBack();
  expect(answer.text).toBe(first.text);
  expect(told(first, answer)).not.toEqual([]);
});
