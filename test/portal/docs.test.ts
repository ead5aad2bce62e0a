import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../server/src/app.ts';
import { openDatabase } from '../../server/src/db/database.ts';
import { rights } from '../../server/src/features/access/rights.ts';
import { testKeyring } from '../../server/src/testing/cluster.ts';
import { contractOperations } from '../contract/support/contract.ts';
import { launchBrowser, watchedPage } from './support.ts';

let browser: Browser;
let address: string;
let close: () => Promise<void>;
beforeAll(async () => {
  // No page of the documentation asks the database anything
  const url = 'postgres://nobody:nothing@127.0.0.1:9/none';
  const database = openDatabase({ url, keyring: testKeyring, poolSize: 1, rights });
  const contract = readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8');
  const app = createApp({ database, keyring: testKeyring, contract, log: () => undefined });
  browser = await launchBrowser();
  await new Promise<void>((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
      address = `http://127.0.0.1:${port}`;
      resolve();
    });
    close = async () => {
      await browser.close();
      await new Promise((ended) => server.close(ended));
      await database.close();
    };
  });
}, 60_000);
afterAll(() => close(), 60_000);

it('the contract is readable: every operation, under a policy that nothing of the page breaks', async () => {
  const { context, page, watch } = await watchedPage(browser);
  await page.goto(`${address}/docs`);
  for (const { id, path } of contractOperations) {
    const article = page.locator(`[id="${id}"]`);
    expect(await article.isVisible(), id).toBe(true);
    expect(await article.innerText(), id).toContain(path);
  }
  expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily), 'it is styled').toMatch(
    /sans-serif/,
  );
  expect([watch.violations, watch.consoleLines]).toEqual([[], []]);

  // Control: what the policy refuses is seen
  await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
  await expect.poll(() => watch.violations.length).toBeGreaterThan(0);
  await context.close();
}, 60_000);
