/**
 * Builds the static Storybook, serves it from the disk and opens every story: no request elsewhere, nothing on the
 * console, an element that shows something. With the address of a running Storybook (`npm run storybook`, beside
 * `npm start`), its stories in place of built ones: live. Last line, alone: `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Request } from 'playwright-core';
import { launchBrowser } from '../portal/support.ts';
import { serveFolder } from './serve-folder.ts';

interface Index {
  readonly entries: Readonly<Record<string, { readonly id: string; readonly type: string }>>;
}

/** What is wrong with a story, opened as a visitor does. */
async function faultsOf(browser: Browser, url: string, id: string): Promise<string[]> {
  const faults: string[] = [];
  const page = await browser.newPage({ locale: 'fr-FR', timezoneId: 'Europe/Paris' });
  const asked = new Set<Request>();
  page.on('request', (request) => {
    const { protocol, origin, pathname } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== url) faults.push(`asks ${origin}`);
    // The live stream has no end
    if (pathname !== '/v1/live') asked.add(request);
  });
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  try {
    await page.goto(`${url}/iframe.html?id=${id}&viewMode=story`);
    await page.locator('[data-lastria]').first().waitFor({ state: 'attached' });
    await page.waitForFunction(() =>
      [...document.querySelectorAll('[data-lastria]')].every(
        (one) => one.getBoundingClientRect().height > 20,
      ),
    );
    // Nothing is asked any more, and nothing new for half a second
    const late = Date.now() + 30_000;
    for (let still = 0; still < 10; still += 1) {
      await page.waitForTimeout(50);
      if (asked.size > 0) still = 0;
      if (Date.now() > late) throw new Error(`waits for ${[...asked][0]?.url()}`);
    }
  } catch (error) {
    faults.push(String(error).split('\n')[0]!);
  }
  await page.close();
  return faults;
}

/** Builds the static Storybook in a folder of its own; undefined, and said, when it does not build. */
async function build(): Promise<{ url: string; close(): void } | undefined> {
  const root = path.resolve(import.meta.dirname, '../..');
  const built = mkdtempSync(path.join(tmpdir(), 'lastria-storybook-'));
  const erase = (): void => rmSync(built, { recursive: true, force: true });
  const { status, stdout, stderr } = spawnSync(
    path.join(root, 'node_modules/.bin/storybook'),
    ['build', '--config-dir', 'stories/.storybook', '--output-dir', built, '--disable-telemetry', '--quiet'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' } },
  );
  if (status !== 0) {
    console.error(stdout, stderr);
    erase();
    return undefined;
  }
  const served = await serveFolder(built);
  return {
    url: served.url,
    close: () => {
      served.close();
      erase();
    },
  };
}

const live = process.argv[2];
const shown = live === undefined ? await build() : { url: new URL(live).origin, close: () => undefined };
let passed = 0;
let failed = shown ? 0 : 1;
if (shown) {
  const browser = await launchBrowser();
  const index = (await (await fetch(`${shown.url}/index.json`)).json()) as Index;
  const stories = Object.values(index.entries).filter(({ type }) => type === 'story');
  // A story waits more than it works: some at once, each the next that nobody opened
  const open = async (): Promise<void> => {
    for (let story = stories.shift(); story; story = stories.shift()) {
      const faults = await faultsOf(browser, shown.url, story.id);
      if (faults.length === 0) passed += 1;
      else failed += 1;
      console.log(
        faults.length === 0 ? `✓ ${story.id}` : `✗ ${story.id}: ${[...new Set(faults)].join('; ')}`,
      );
    }
  };
  await Promise.all(Array.from({ length: 4 }, open));
  await browser.close();
  shown.close();
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
