import type { Page } from 'playwright-core';
import type { Acts } from './agenda-page/contest.page.ts';

export interface Pressed {
  /** Events the focus came to, of those drawn. */
  readonly reached: number;
  readonly of: number;
  readonly moved: boolean;
}

type Name = Parameters<Acts['few']>[0];
declare const acts: Acts;

/** What calendars move an event by, where they do: ours says it in its help. */
const ways = [
  ['m', 'ArrowDown', 'Enter'],
  ['Enter', 'ArrowDown', 'Enter'],
  ['Space', 'ArrowDown', 'Space'],
  ['Alt+ArrowDown'],
  ['Control+ArrowDown'],
  ['Shift+ArrowDown'],
];
const columns = 7;
/** Stops of a column: its slots and what stands in them. */
const stops = 26;

/** Goes through a week by the keyboard alone, then tries to move the event it is on. */
export async function pressed(page: Page, name: Name): Promise<Pressed> {
  await page.evaluate((one) => acts.few(one, 'week'), name);
  const drawn = new Set(await page.evaluate(() => acts.titles()));
  const reached = new Set<string>();
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
    const title = await page.evaluate(() => acts.landed());
    if (title) reached.add(title);
    return title;
  };
  for (let count = 0; count < 60 && reached.size < drawn.size; count += 1) {
    await press('Tab');
    if (await page.evaluate(() => acts.inGrid())) break;
  }
  if (await page.evaluate(() => acts.inGrid()))
    for (let column = 0; column < columns; column += 1) {
      await press('Control+Home', ...Array.from({ length: column }, () => 'ArrowRight'));
      for (let stop = 0; stop < stops && reached.size < drawn.size; stop += 1) await press('ArrowDown');
    }
  return { reached: reached.size, of: drawn.size, moved: await isMoved(page, press) };
}

async function isMoved(page: Page, press: (...keys: readonly string[]) => Promise<string>): Promise<boolean> {
  const title = await page.evaluate(() => acts.focused());
  if (title === '') return false;
  const start = () => page.evaluate((one) => acts.startOf(one), title);
  const before = await start();
  for (const way of ways) {
    await press(...way);
    await page.evaluate(() => acts.settle());
    if ((await start()) !== before) return true;
  }
  return false;
}
