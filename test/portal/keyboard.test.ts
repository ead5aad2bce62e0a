import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { Hands, named } from './hands.ts';
import { elsewhere, journeys, open, type Step, type Visit } from './journeys.ts';
import { enter, launchBrowser, startDemonstration, watchedPage, type Demonstration } from './support.ts';

const timeout = 120_000;

let demonstration: Demonstration;
let browser: Browser;

beforeAll(async () => {
  [demonstration, browser] = await Promise.all([startDemonstration(), launchBrowser()]);
}, timeout);
afterAll(async () => {
  await browser?.close();
  await demonstration?.close();
}, timeout);

/** What a person perceives: names and words of the accessibility tree, fields included. */
const perceived = async (page: Page): Promise<string> =>
  (await page.locator('body').ariaSnapshot()).replaceAll('\u00a0', ' ');

async function play(page: Page, hands: Hands, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (step === 'count') hands.count();
    else if (Array.isArray(step)) await hands.press(...(step as readonly string[]));
    else if ('type' in step) await hands.type(step.type);
    else if ('reach' in step) await hands.reach(step.reach);
    else if ('reachBack' in step) await hands.reachBack(step.reachBack);
    else if ('atMost' in step) expect(hands.count()).toBeLessThanOrEqual(step.atMost);
    else if ('focus' in step) await expect.poll(() => named(page), { timeout: 5_000 }).toMatch(step.focus);
    else if ('sees' in step) await expect.poll(() => perceived(page), { timeout: 5_000 }).toMatch(step.sees);
    else if ('gone' in step)
      await expect.poll(() => perceived(page), { timeout: 5_000 }).not.toMatch(step.gone);
  }
}

async function onPortal<Result>(
  run: (page: Page, hands: Hands) => Promise<Result>,
  { person = 'morel', viewport }: Visit = {},
): Promise<Result> {
  const { context, page } = await watchedPage(browser, viewport);
  try {
    const hands = await Hands.on(page);
    await enter(context, demonstration, person);
    await page.goto(demonstration.portal);
    return await run(page, hands);
  } finally {
    await context.close();
  }
}

describe('E7: by the keyboard alone, one', () => {
  it.each(Object.entries(journeys))('%s', { timeout }, async (_, steps) => {
    await onPortal(async (page, hands) => {
      await play(page, hands, steps);
      expect(hands.pointerEvents).toEqual([]);
    });
  });
});

describe('E7: by the keyboard alone,', () => {
  it.each(Object.entries(elsewhere))('%s', { timeout }, async (_, { steps, ...visit }) => {
    await onPortal(async (page, hands) => {
      await play(page, hands, steps);
      expect(hands.pointerEvents).toEqual([]);
    }, visit);
  });
});

describe('control', () => {
  it('a mouse in a journey is seen, and does nothing', { timeout }, async () => {
    await onPortal(async (page, hands) => {
      await play(page, hands, open);
      expect(hands.pointerEvents).toEqual([]);
      await page.mouse.click(600, 60);
      await expect
        .poll(() => hands.pointerEvents)
        .toEqual(expect.arrayContaining(['pointermove', 'pointerdown']));
    });
  });
});
