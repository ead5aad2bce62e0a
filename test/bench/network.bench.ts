import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { findBrowser } from '../scripts/ensure-browser.ts';
import { signInAs } from '../../stories/portal/sign-in-as.ts';
import { socialWorker, startDemonstration, type Demonstration } from './demonstration.ts';
import { atMost, figure, median, missing, type Bench } from './harness.ts';

const goals = { cold: atMost(4), warm: atMost(2), roundTrips: atMost(4) };
/** A worker on the road: 1 Mb/s down, 0.1 up, 250 ms. */
const slow = {
  offline: false,
  latency: 250,
  downloadThroughput: 1_000_000 / 8,
  uploadThroughput: 100_000 / 8,
};

interface Visit {
  readonly seconds: number;
  readonly roundTrips: number;
  readonly bytes: number;
  readonly requests: number;
  readonly exchanges: readonly Exchange[];
}

/** A file in the demonstration portal over a slow line: from the address typed to identity and timeline on screen. */
export async function networkBench(bench: Bench): Promise<void> {
  const executablePath = findBrowser();
  const built = ['file-list', 'social-file'].every((name) =>
    existsSync(new URL(`../../elements/src/${name}/${name}.ts`, import.meta.url)),
  );
  if (!built || !executablePath) {
    const reason = built ? 'no Chromium on this machine' : 'not built: the elements of the portal';
    bench.report(missing('network.cold', 's', goals.cold, reason));
    bench.report(missing('network.warm', 's', goals.warm, reason));
    bench.report(missing('network.roundTrips', 'round trips', goals.roundTrips, reason));
    return;
  }
  const demonstration = await startDemonstration();
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({
      executablePath,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    const [cold, warm]: Visit[][] = [[], []];
    for (let run = 0; run < (bench.quick ? 1 : 3); run += 1) {
      const context = await browser.newContext();
      const cookie = await signInAs(demonstration.portal, socialWorker());
      await context.addCookies([{ ...cookie, url: demonstration.portal }]);
      cold!.push(await visit(context, demonstration));
      warm!.push(await visit(context, demonstration));
      await context.close();
    }
    const of = (visits: Visit[], key: 'seconds' | 'roundTrips' | 'bytes' | 'requests') =>
      median(visits.map((one) => one[key]));
    const note = (visits: Visit[]) =>
      `${of(visits, 'requests')} requests, ${(of(visits, 'bytes') / 1000).toFixed(0)} kB received, ${of(visits, 'roundTrips')} round trips one after the other`;
    if (bench.verbose) tell(bench, cold![0]!);
    bench.report(figure('network.cold', of(cold!, 'seconds'), 's', { goal: goals.cold, note: note(cold!) }));
    bench.report(figure('network.warm', of(warm!, 'seconds'), 's', { goal: goals.warm, note: note(warm!) }));
    bench.report(
      figure('network.roundTrips', of(cold!, 'roundTrips'), 'round trips', {
        goal: goals.roundTrips,
        note: 'one after the other, from the page to the timeline; a first call to an address is preceded by its preflight',
      }),
    );
  } finally {
    await browser?.close();
    await demonstration.close();
  }
}

interface Exchange {
  readonly what: string;
  readonly from: number;
  to: number;
}

/** One visit in a new tab; the second of a context finds what the first left in the cache. */
async function visit(context: BrowserContext, { portal, fileId, lastName }: Demonstration): Promise<Visit> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const exchanges = new Map<string, Exchange>();
  let bytes = 0;
  session.on('Network.requestWillBeSent', ({ requestId, timestamp, request }) =>
    exchanges.set(requestId, {
      what: `${request.method} ${new URL(request.url).pathname.replaceAll(/[\da-f-]{36}/g, '…')}`,
      from: timestamp,
      to: Number.NaN,
    }),
  );
  session.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => {
    const exchange = exchanges.get(requestId);
    if (exchange) exchange.to = timestamp;
    bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', slow);
  // As if the host's page named the file: the portal itself only opens one from its list.
  await page.addInitScript((id) => {
    new MutationObserver((_, observer) => {
      const file = document.getElementById('file');
      const place = document.getElementById('file-place');
      if (!file || !place) return;
      observer.disconnect();
      file.setAttribute('file-id', id);
      place.hidden = false;
    }).observe(document, { childList: true, subtree: true });
  }, fileId);
  const from = performance.now();
  const timeline = page.waitForResponse(
    (answer) => answer.url().includes(`/v1/files/${fileId}/timeline`) && answer.request().method() === 'GET',
  );
  await page.goto(portal, { waitUntil: 'commit' });
  await (await timeline).finished();
  await page
    .locator('lastria-social-file')
    .getByText(lastName, { exact: false })
    .first()
    .waitFor({ state: 'visible' });
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  const seconds = (performance.now() - from) / 1000;
  const ended = [...exchanges.values()].filter(({ to }) => !Number.isNaN(to));
  await page.close();
  return {
    seconds,
    bytes,
    requests: ended.length,
    roundTrips: oneAfterTheOther(ended, 'GET /v1/files/…/timeline'),
    exchanges: ended,
  };
}

/** Each exchange with the milliseconds between which it took place. */
function tell(bench: Bench, { exchanges }: Visit): void {
  const start = Math.min(...exchanges.map(({ from }) => from));
  const at = (time: number) => String(Math.round((time - start) * 1000)).padStart(6);
  for (const { what, from, to } of exchanges.toSorted((a, b) => a.from - b.from))
    bench.say(`${at(from)} –${at(to)} ms  ${what}`);
}

/**
 * The exchanges on the way to the last one: before each, the one that ended last before it began. A preflight counts
 * with its call: the browser's emulation does not delay it, and it is kept for ten minutes.
 */
function oneAfterTheOther(exchanges: readonly Exchange[], last: string): number {
  const calls = exchanges.filter(({ what }) => !what.startsWith('OPTIONS'));
  let count = 0;
  let current = calls.find(({ what }) => what === last);
  while (current) {
    count += 1;
    const { from } = current;
    current = calls.filter(({ to }) => to <= from).sort((a, b) => b.to - a.to)[0];
  }
  return count;
}
