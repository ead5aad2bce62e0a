/**
 * `node test/scripts/screenshots.ts OUTDIR [STORYBOOK]`: the demonstration portal and, when the folder of a static
 * Storybook is given, each of its stories, at 360, 768 and 1440 px, light and dark, as PNG files to look at. Also writes
 * stories/portal/screenshot.png, the picture of the README.
 */
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startTestCluster } from '../../server/src/testing/cluster.ts';
import { enter, startDemonstration, type Demonstration } from '../portal/demonstration.ts';
import { launchBrowser } from '../portal/support.ts';
import { serveFolder } from './serve-folder.ts';

// The widest first: its picture is taken before any draft is left behind
const widths = [1440, 768, 360];
const height: Record<number, number> = { 360: 740, 768: 1024, 1440: 900 };
const themes = ['light', 'dark'] as const;
const readme = path.resolve(import.meta.dirname, '../../stories/portal/screenshot.png');

const [out, storybook] = process.argv.slice(2);
if (!out) {
  console.error('Usage: node test/scripts/screenshots.ts OUTDIR [STORYBOOK]');
  process.exit(2);
}
mkdirSync(out, { recursive: true });

/** From the list to a travail being written, one picture a step. */
async function walkPortal(page: Page, demonstration: Demonstration, name: string): Promise<void> {
  await page.goto(demonstration.portal);
  await page.screenshot({ path: `${out}/portal-${name}-1-welcome.png` });
  await page.goto(`${demonstration.portal}/connexion`);
  await page.screenshot({ path: `${out}/portal-${name}-1b-sign-in.png` });
  await enter(page.context(), demonstration, 'morel');
  await page.goto(demonstration.portal);
  await page.getByRole('row').nth(2).waitFor();
  await page.screenshot({ path: `${out}/portal-${name}-2-list.png` });
  await page.locator('#query').fill('DUPONT Marie');
  const row = page.getByRole('row', { name: /DUPONT Marie/ });
  await row.waitFor();
  await page.screenshot({ path: `${out}/portal-${name}-3-search.png` });
  await page.locator('#query').press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('lastria-social-file #write').waitFor();
  await page.locator('lastria-social-file-timeline article').first().waitFor({ state: 'attached' });
  await page.screenshot({ path: `${out}/portal-${name}-4-file.png`, fullPage: true });
  await page.locator('lastria-social-file #write').press('Enter');
  await page.locator('#quick').fill('tel 20 impayé fsl bailleur hier');
  await page.locator('#quick').press('Enter');
  await page.locator('lastria-tdm-editor .chips > li').first().waitFor();
  await page
    .locator('lastria-tdm-editor textarea')
    .first()
    .fill('Le bailleur confirme l’échéancier. Mme D. apporte ses justificatifs jeudi.');
  await page.locator('#quick').focus();
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${out}/portal-${name}-5-editor.png` });
  if (name === '1440-light') await page.screenshot({ path: readme });
}

async function portal(browser: Browser): Promise<void> {
  const cluster = await startTestCluster();
  const demonstration = await startDemonstration(cluster.url);
  try {
    for (const colorScheme of themes) {
      for (const width of widths) {
        const context = await browser.newContext({
          viewport: { width, height: height[width]! },
          colorScheme,
          locale: 'fr-FR',
          timezoneId: 'Europe/Paris',
        });
        const page = await context.newPage();
        if (colorScheme === 'dark')
          await page.addInitScript(() =>
            addEventListener('DOMContentLoaded', () => {
              for (const element of document.querySelectorAll('lastria-file-list, lastria-social-file'))
                element.setAttribute('theme', 'sombre');
            }),
          );
        try {
          await walkPortal(page, demonstration, `${width}-${colorScheme}`);
        } catch (error) {
          console.error(`portal ${width} ${colorScheme}: ${(error as Error).message}`);
          await page.screenshot({ path: `${out}/portal-${width}-${colorScheme}-failed.png` });
        }
        await context.close();
      }
    }
  } finally {
    await demonstration.close();
  }
}

async function stories(browser: Browser, folder: string): Promise<void> {
  const served = await serveFolder(folder);
  const index = JSON.parse(await readFile(path.join(folder, 'index.json'), 'utf8')) as {
    entries: Record<string, { id: string; type: string }>;
  };
  const foreign = new Set<string>();
  for (const { id, type } of Object.values(index.entries)) {
    if (type !== 'story') continue;
    // A page of all states, widths and themes is one picture, wide enough for each of them to be drawn
    const whole = id.startsWith('lastria-captures');
    for (const theme of whole ? ['neutre'] : ['neutre', 'sombre']) {
      for (const width of whole ? [5400] : widths) {
        const page = await browser.newPage({
          viewport: { width, height: height[width] ?? 3600 },
          locale: 'fr-FR',
          timezoneId: 'Europe/Paris',
        });
        page.on('request', (request) => {
          const url = new URL(request.url());
          if (url.protocol.startsWith('http') && url.origin !== served.url) foreign.add(url.host);
        });
        page.on('console', (message) => {
          if (['error', 'warning'].includes(message.type())) console.log(`${id}: ${message.text()}`);
        });
        await page.goto(`${served.url}/iframe.html?id=${id}&viewMode=story&globals=theme:${theme}`);
        await page.locator('[data-lastria]').first().waitFor({ state: 'attached' });
        await page.waitForLoadState('networkidle');
        await page.screenshot({ path: `${out}/story-${id}-${width}-${theme}.png` });
        await page.close();
      }
    }
  }
  served.close();
  console.log(foreign.size === 0 ? 'No request to another host.' : `Requests to ${[...foreign].join(', ')}`);
}

const browser = await launchBrowser();
await portal(browser);
if (storybook) await stories(browser, storybook);
await browser.close();
