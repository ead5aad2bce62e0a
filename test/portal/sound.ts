import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeSource, faultsIn } from './hostile/legible.ts';
import { named } from './support.ts';

/** What is asked of a document inside another, which has no landmark of its own. */
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What can be reached by Tab in a document, in shadow roots too: how each is named, as `named` does. */
const reachable = (frame: Frame | Page): Promise<number> =>
  frame.evaluate(() => {
    let count = 0;
    const walk = (root: Document | ShadowRoot | Element): void => {
      for (const element of root.children) {
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        const { tabIndex } = element as HTMLElement;
        const isDisabled = (element as Partial<HTMLButtonElement>).disabled === true;
        const isHost = element.shadowRoot?.delegatesFocus === true;
        if (
          tabIndex >= 0 &&
          !isDisabled &&
          !isHost &&
          element.matches('a, button, input, select, textarea, summary, [tabindex]')
        )
          count += 1;
        walk(element.shadowRoot ?? element);
        if (element.shadowRoot) walk(element);
      }
    };
    walk(document);
    return count;
  });

/**
 * A page of ours as anybody may meet it: axe, in the light, in the dark and in forced colours; 320 px wide without
 * scrolling sideways; everything on it reached by Tab, and left.
 */
export async function expectSound(page: Page, what: string, within: Frame | Page = page): Promise<void> {
  const before = page.viewportSize()!;
  if (!(await within.evaluate(() => 'axe' in globalThis))) await within.evaluate(axeSource);
  const said: Record<string, readonly string[]> = {};
  const looks = {
    light: { colorScheme: 'light', forcedColors: 'none' },
    dark: { colorScheme: 'dark', forcedColors: 'none' },
    forced: { colorScheme: 'light', forcedColors: 'active' },
  } as const;
  for (const [name, look] of Object.entries(looks)) {
    await page.emulateMedia({ ...look, reducedMotion: 'reduce' });
    const rules = name !== 'light' ? ['color-contrast'] : within === page ? [] : standards;
    said[name] = await faultsIn(within, 'html', rules);
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 320, height: 640 });
  // What lays itself out by its own width does so a moment after
  const fits = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
  await within.waitForFunction(fits, undefined, { timeout: 5_000 }).catch(() => undefined);
  said['at 320 px'] = await within.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`${scrollWidth} px wide in ${clientWidth}`] : [];
  });
  said['targets'] = await faultsIn(within, 'html', ['target-size']);
  await page.setViewportSize(before);
  expect([what, Object.entries(said).filter(([, faults]) => faults.length > 0)]).toEqual([what, []]);
}

/** Tab goes over everything once, and comes back. */
export async function expectWalked(page: Page, what: string): Promise<void> {
  const count = await reachable(page);
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const met: string[] = [];
  for (let step = 0; step < count; step += 1) {
    await page.keyboard.press('Tab');
    met.push(await named(page));
  }
  expect([
    what,
    met.filter((name) => /^(body|\w+ ?$)/.test(name) && !/^(input|select|textarea)/.test(name)),
  ]).toEqual([what, []]);
  await page.keyboard.press('Tab');
  expect([
    what,
    'after the last',
    /^(body|html)/.test(await named(page)) || met.includes(await named(page)),
  ]).toEqual([what, 'after the last', true]);
}
