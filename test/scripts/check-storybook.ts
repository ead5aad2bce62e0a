/**
 * Builds the static Storybook, serves it from the disk and opens every story: no request elsewhere, nothing on the
 * console, an element that shows something. Last line, alone: `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../portal/support.ts';
import { serveFolder } from './serve-folder.ts';

interface Index {
  readonly entries: Readonly<Record<string, { readonly id: string; readonly type: string }>>;
}

/** What is wrong with a story, opened as a visitor does. */
async function faultsOf(browser: Browser, url: string, id: string): Promise<string[]> {
  const faults: string[] = [];
  const page = await browser.newPage({ locale: 'fr-FR', timezoneId: 'Europe/Paris' });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== url) faults.push(`asks ${origin}`);
  });
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
    await page.waitForLoadState('networkidle');
  } catch (error) {
    faults.push(String(error).split('\n')[0]!);
  }
  await page.close();
  return faults;
}

const root = path.resolve(import.meta.dirname, '../..');
const built = mkdtempSync(path.join(tmpdir(), 'lastria-storybook-'));
const build = spawnSync(
  path.join(root, 'node_modules/.bin/storybook'),
  ['build', '--config-dir', 'stories/.storybook', '--output-dir', built, '--disable-telemetry', '--quiet'],
  { cwd: root, encoding: 'utf8', env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' } },
);
let passed = 0;
let failed = 0;
if (build.status !== 0) {
  console.error(build.stdout, build.stderr);
  failed = 1;
} else {
  const served = await serveFolder(built);
  const browser = await launchBrowser();
  const index = JSON.parse(readFileSync(path.join(built, 'index.json'), 'utf8')) as Index;
  for (const { id } of Object.values(index.entries).filter(({ type }) => type === 'story')) {
    const faults = await faultsOf(browser, served.url, id);
    if (faults.length === 0) passed += 1;
    else failed += 1;
    console.log(faults.length === 0 ? `✓ ${id}` : `✗ ${id}: ${[...new Set(faults)].join('; ')}`);
  }
  await browser.close();
  served.close();
}
rmSync(built, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
