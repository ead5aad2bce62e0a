import { afterAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { Hands } from '../hands.ts';
import { timeout, type Stage } from '../stage.ts';
import { named, perceived } from '../support.ts';
import { elsewhere, journeys, open, unfinished, type Step, type Visit } from './keys.ts';

const desk = { width: 1366, height: 768 };

async function play(page: Page, hands: Hands, steps: readonly Step[]): Promise<void> {
  // A tree that is read again and again is one more thing the machine does
  const within = { timeout: 10_000, interval: 120 };
  for (const step of steps) {
    if (step === 'count') hands.count();
    else if (Array.isArray(step)) await hands.press(...(step as readonly string[]));
    else if ('type' in step) await hands.type(step.type);
    else if ('reach' in step) await hands.reach(step.reach);
    else if ('reachBack' in step) await hands.reachBack(step.reachBack);
    else if ('atMost' in step) expect(hands.count()).toBeLessThanOrEqual(step.atMost);
    else if ('focus' in step) await expect.poll(() => named(page), within).toMatch(step.focus);
    else if ('sees' in step) await expect.poll(() => perceived(page), within).toMatch(step.sees);
    else if ('gone' in step) await expect.poll(() => perceived(page), within).not.toMatch(step.gone);
  }
}

/** Puts the focus where it is when a page opens. */
const toTop = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });

/** E7: no mouse needed. */
export function keyboardJourneys(stage: Stage): void {
  describe('E7: by the keyboard alone, one', () => {
    interface Seat {
      readonly page: Page;
      readonly hands: Hands;
      /** The last journey left a file open, and nothing half written in it. */
      atFile: boolean;
    }
    /** A browser for each person, who goes from one journey to the next. */
    const seats = new Map<string, Promise<Seat>>();
    afterAll(async () => {
      for (const seat of seats.values()) await (await seat).page.context().close();
    }, timeout);

    async function sit(person: string): Promise<Seat> {
      const { page } = await stage.seat(person);
      return { page, hands: await Hands.on(page), atFile: false };
    }

    /** A journey that begins with the opening of a file goes on from one that is open. */
    async function travel(steps: readonly Step[], { person = 'morel', viewport = desk }: Visit = {}) {
      const seat = seats.get(person) ?? sit(person);
      seats.set(person, seat);
      const own = await seat;
      const { page, hands } = own;
      const opens = open.every((step, index) => steps[index] === step) && viewport === desk;
      const goesOn = opens && own.atFile;
      own.atFile = false;
      await page.setViewportSize(viewport);
      if (goesOn) await toTop(page);
      else await page.goto(stage.demonstration.portal);
      hands.count();
      await play(page, hands, goesOn ? steps.slice(open.length) : steps);
      expect(hands.pointerEvents()).toEqual([]);
      own.atFile = opens && !unfinished.has(steps);
      return own;
    }

    it.each(Object.entries(journeys))('%s', { timeout }, async (_, steps) => void (await travel(steps)));

    it.each(Object.entries(elsewhere))(
      '%s',
      { timeout },
      async (_, { steps, ...visit }) => void (await travel(steps, visit)),
    );

    it('control: who uses a mouse is seen, and it does nothing', { timeout }, async () => {
      const { page, hands } = await travel(open);
      await page.mouse.click(600, 60);
      const used: string[] = [];
      await expect
        .poll(() => (used.push(...hands.pointerEvents()), used))
        .toEqual(expect.arrayContaining(['pointermove', 'pointerdown']));
    });
  });
}
