import type { Locator, Page } from 'playwright-core';
import type { Acts } from './agenda-page/contest.page.ts';

declare const acts: Acts;
interface Heard {
  readonly name: string;
  readonly duration: number;
  readonly id: number;
}
export interface SlowestAct {
  readonly name: string;
  /** Milliseconds from the act to the frame that shows what it did. */
  readonly duration: number;
  readonly acts: number;
}

/** The processor of an old machine, beside this one's. */
const slowdown = 4;

/** A visit of the agenda by keyboard and mouse; an act is the longest of its events (W3C Event Timing). */
export async function slowestAct(page: Page): Promise<SlowestAct> {
  await page.evaluate(() => acts.visit());
  const session = await page.context().newCDPSession(page);
  await page.evaluate(observe);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const longest = new Map<number, { name: string; duration: number }>();
  const hear = async (what: string) => {
    await page.evaluate(() => acts.settle());
    const heard = await page.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard.splice(0));
    for (const { id, name, duration } of heard)
      if (duration > (longest.get(id)?.duration ?? -1))
        longest.set(id, { name: `${what}, ${name}`, duration });
  };
  try {
    await visit(page, hear);
  } finally {
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await session.detach();
  }
  const slowest = [...longest.values()].reduce((one, other) => (other.duration > one.duration ? other : one));
  return { ...slowest, acts: longest.size };
}

/** Runs in the page: notes what the browser observes. */
function observe(): void {
  const heard: Heard[] = [];
  Object.assign(globalThis, { heard });
  new PerformanceObserver((list) => {
    for (const { name, duration, interactionId: id } of list.getEntries() as unknown as (Heard & {
      interactionId: number;
    })[])
      if (id > 0) heard.push({ name, duration, id });
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}

type Hear = (what: string) => Promise<void>;

async function visit(page: Page, hear: Hear): Promise<void> {
  const keys = async (what: string, ...list: readonly string[]) => {
    for (const key of list) {
      await page.keyboard.press(key);
      await hear(what);
    }
  };
  const button = (name: string) => page.getByRole('button', { name, exact: true }).first();
  // Where it is, is asked before: the page does nothing else between the click and the frame
  const click = async (what: string, one: Locator) => {
    const box = (await one.boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await hear(what);
  };
  const entry = () => page.locator('lastria-agenda .entry').first();
  await click('opens an appointment', entry());
  await keys('closes it', 'Escape');
  await keys('goes through the week', 'ArrowDown', 'ArrowRight', 'ArrowDown', 'End', 'Home');
  await keys('turns the week', 'PageDown', 'PageUp');
  await entry().focus();
  await keys('moves by keys', 'm', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter');
  await drag(page, entry(), hear);
  await click('opens the form', button('Rendez-vous'));
  await page.keyboard.type('Bilan', { delay: 60 });
  await hear('types in the form');
  await keys('leaves the form', 'Escape');
  for (const view of ['Mois', 'Équipe, jour', 'Équipe, semaine', 'Liste', 'Semaine'])
    await click(`shows ${view}`, button(view));
  await page.getByRole('searchbox').first().focus();
  await page.keyboard.type('personne 1', { delay: 60 });
  await hear('searches');
}

/** An hour later, with the mouse. */
async function drag(page: Page, one: Locator, hear: Hear): Promise<void> {
  const box = (await one.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + 6];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const step of [10, 20, 30, 40, 52]) await page.mouse.move(x, y + step);
  await page.mouse.up();
  await hear('drags');
}
