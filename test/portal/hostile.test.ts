import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { GuestPage } from './hostile/guest.page.ts';
import { axeSource, illegibleIn } from './hostile/legible.ts';
import { publicElements, serveHost } from './hostile/pages.ts';
import { launchBrowser, watchedPage, type Watch } from './support.ts';

type Check = Parameters<GuestPage['run']>[1];

let host: Awaited<ReturnType<typeof serveHost>>;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let watch: Watch;
beforeAll(async () => {
  [host, browser] = await Promise.all([serveHost(), launchBrowser()]);
  ({ context, page, watch } = await watchedPage(browser));
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.goto(host.url);
  await page.waitForFunction(() => 'newer' in globalThis);
  await page.evaluate(axeSource);
}, 60_000);
afterAll(async () => {
  await context.close();
  await browser.close();
  await host.close();
}, 60_000);

const run = (tag: string, check: Check): Promise<string[]> =>
  page.evaluate(([tag, check]) => (globalThis as unknown as { guest: GuestPage }).guest.run(tag, check), [
    tag,
    check,
  ] as const);

/** Words of the server that somebody outside the element heard. */
async function overheard(): Promise<string[]> {
  const words = await page.evaluate(() =>
    (globalThis as unknown as { guest: GuestPage }).guest.wordsOfServer(),
  );
  expect(words.length).toBeGreaterThan(0);
  return watch.heard.filter((line) => words.some((word) => line.includes(word)));
}

/** Words of an element whose contrast is too faint, the page being dark. */
async function illegible(tag: string): Promise<string[]> {
  await page.evaluate((tag) => {
    for (const element of document.querySelectorAll(tag)) element.setAttribute('theme', 'auto');
  }, tag);
  return illegibleIn(page, tag);
}

/** Goes through an element by the keyboard, and presses what it meets. */
async function wander(steps: number): Promise<void> {
  await page.locator('body').focus();
  for (let step = 0; step < steps; step += 1) {
    for (const key of ['Tab', 'ArrowDown', ['Enter', 'a', 'Escape'][step % 3]!])
      await page.keyboard.press(key);
  }
}

const onPage = ['drawnByHost', 'slowToken', 'wrongToken', 'dyingToken', 'sameToken', 'twoTenants'] as const;
const named = {
  drawnByHost:
    'drawn and moved by the host’s own Lit, in a dark 320 px page with resets, with a session of another version',
  slowToken: 'with a token slow to come',
  wrongToken: 'with a wrong token, then a good one',
  dyingToken: 'with a token that dies, renewed or not',
  sameToken: 'with the same token again',
  twoTenants: 'beside itself for another tenant',
} as const satisfies Record<(typeof onPage)[number], string>;

describe('the hostile portal', () => {
  it('has two versions of Lastria: the first stays, one line names both', () => {
    expect(watch.consoleLines.splice(0)).toEqual([
      expect.stringMatching(
        /^warning: Lastria\u00a0: <lastria-[a-z-]+> existe déjà en version 0\.\d+\.\d+\u00a0; la version 9\.9\.9 n'est pas installée\.$/,
      ),
    ]);
  });

  describe.each(publicElements)('<$tag>', ({ tag }) => {
    afterEach(() => {
      // The list that draws only what is seen settles in more than one frame: browsers say so, and nothing is wrong
      const thrown = watch.heard.filter(
        (line) => /^(error|unhandledrejection) /.test(line) && !line.includes('ResizeObserver loop'),
      );
      expect([watch.violations, watch.consoleLines, thrown]).toEqual([[], [], []]);
    });

    it.each(onPage.map((check) => [named[check], check] as const))('%s', async (_, check) => {
      expect(await run(tag, check)).toEqual([]);
    });

    it('legible in the dark, under analytics that listen to everything: no personal datum is heard', async () => {
      await run(tag, 'leftOpen');
      expect(await illegible(tag)).toEqual([]);
      await wander(40);
      expect(watch.heard.length).toBeGreaterThan(10);
      expect(await overheard()).toEqual([]);
    });
  });

  it('heard the events of the elements', () => {
    const types = new Set(watch.heard.map((line) => line.split(' ')[0]!));
    expect([...types].filter((type) => type.startsWith('lastria-')).length).toBeGreaterThan(3);
  });

  describe('control: a planted element', () => {
    const planted = 'planted-guest';

    it.each(onPage)('« %s » fails', async (check) => {
      expect(await run(planted, check)).not.toEqual([]);
    });

    it('is seen to break the policy, to throw, to be illegible and to tell who is on the page', async () => {
      expect(watch.violations).toContainEqual(expect.stringMatching(/^style-src-attr/));
      await run(planted, 'leftOpen');
      expect(await illegible(planted)).not.toEqual([]);
      await wander(3);
      await expect.poll(() => watch.consoleLines).toContain('error: planted');
      expect(watch.heard).toContainEqual(expect.stringMatching(/^error .*planted/));
      await expect.poll(async () => (await overheard()).length).toBeGreaterThan(0);
    });
  });
});
