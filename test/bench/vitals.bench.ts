import { chromium, type Browser, type Page } from 'playwright-core';
import { findBrowser } from '../scripts/ensure-browser.ts';
import { signInAs } from '../../stories/portal/sign-in-as.ts';
import { socialWorker, startDemonstration, type Demonstration } from './demonstration.ts';
import { atMost, figure, median, missing, type Bench } from './harness.ts';

const goals = { lcp: atMost(2.5), inp: atMost(200), cls: atMost(0.1), figures: atMost(500) };
/** The processor of an old machine, beside this one's. */
const slowdown = 4;

/** What the browser says of a visit: seconds to the largest paint, milliseconds of each act, shift of the layout. */
interface Vitals {
  readonly lcp: number;
  readonly cls: number;
  readonly acts: readonly { readonly name: string; readonly duration: number; readonly id: number }[];
}

/**
 * Web vitals of a worker's visit to the demonstration portal, the processor slowed down: the list, a name typed, a file
 * opened, a travail written by the line and signed; by keyboard.
 */
export async function vitalsBench(bench: Bench): Promise<void> {
  const executablePath = findBrowser();
  if (!executablePath) {
    for (const [name, unit] of [
      ['lcp', 's'],
      ['inp', 'ms'],
      ['cls', 'shift'],
      ['figures', 'ms'],
    ] as const)
      bench.report(missing(`vitals.${name}`, unit, goals[name], 'no Chromium on this machine'));
    return;
  }
  const demonstration = await startDemonstration();
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const visits: Vitals[] = [];
    for (let run = 0; run < (bench.quick ? 1 : 3); run += 1) {
      const context = await browser.newContext();
      const cookie = await signInAs(demonstration.portal, socialWorker());
      await context.addCookies([{ ...cookie, url: demonstration.portal }]);
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
      await page.addInitScript(observe);
      await visit(page, demonstration);
      visits.push(await page.evaluate(() => (globalThis as unknown as { vitals: Vitals }).vitals));
      await context.close();
    }
    const note = `processor slowed ${slowdown} times`;
    bench.report(
      figure('vitals.lcp', median(visits.map(({ lcp }) => lcp)) / 1000, 's', { goal: goals.lcp, note }),
    );
    const slowest = visits.map(worstAct);
    bench.report(
      figure('vitals.inp', median(slowest.map(({ duration }) => duration)), 'ms', {
        goal: goals.inp,
        note: `the slowest of ${acts(visits[0]!).size} acts (${slowest[0]!.name})`,
      }),
    );
    bench.report(
      figure('vitals.cls', median(visits.map(({ cls }) => cls)), 'shift', { goal: goals.cls, note }),
    );
    const shown = await figuresShown(browser, demonstration, bench.quick ? 3 : 8);
    bench.report(
      figure('vitals.figures', median(shown), 'ms', {
        goal: goals.figures,
        note: `from the click on a report to its figures on screen, over the years of the demonstration, of ${shown.length} reports; the slowest ${Math.max(...shown).toFixed(0)}`,
      }),
    );
  } finally {
    await browser.close();
    await demonstration.close();
  }
}

/** Milliseconds from the click on each of some reports to its figures, at Lastria's own address. */
async function figuresShown(
  browser: Browser,
  { api, signedIn }: Demonstration,
  count: number,
): Promise<number[]> {
  const context = await browser.newContext();
  const url = api.replace('http:', 'https:');
  await context.addCookies([
    { ...(await signedIn()), url, httpOnly: true, secure: true, sameSite: 'Strict' },
  ]);
  const page = await context.newPage();
  await page.goto(api);
  await page.getByRole('link', { name: 'Statistiques', exact: true }).click();
  const reports = page.getByRole('tree').getByRole('treeitem', { level: 2 });
  await reports.first().waitFor();
  await page.locator('.answer[aria-busy=false]').getByRole('row').first().waitFor();
  const times: number[] = [];
  for (let rank = 0; rank < count; rank += 1) times.push(await reports.nth(rank + 1).evaluate(clicked));
  await context.close();
  return times;
}

/** Runs in the page: clicks, and waits until the answer was asked for, has come and is drawn. */
async function clicked(item: HTMLElement | SVGElement): Promise<number> {
  let root = item.getRootNode();
  let answer: Element | null = null;
  while (root instanceof ShadowRoot && !(answer = root.querySelector('.answer')))
    root = root.host.getRootNode();
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(() => resolve(0)));
  const busy = () => answer!.getAttribute('aria-busy') === 'true';
  const from = performance.now();
  (item as HTMLElement).click();
  while (!busy()) await frame();
  while (busy()) await frame();
  await frame();
  return performance.now() - from;
}

/** An act is the longest of its events (W3C Event Timing); with fewer than fifty acts, INP is the slowest. */
function acts({ acts }: Vitals): Map<number, { name: string; duration: number }> {
  const longest = new Map<number, { name: string; duration: number }>();
  for (const { id, name, duration } of acts)
    if (duration > (longest.get(id)?.duration ?? -1)) longest.set(id, { name, duration });
  return longest;
}
const worstAct = (visited: Vitals) =>
  [...acts(visited).values()].reduce((a, b) => (b.duration > a.duration ? b : a), {
    name: 'none',
    duration: 0,
  });

/** Runs in the page: notes what the browser observes. */
function observe(): void {
  const vitals = { lcp: 0, cls: 0, acts: [] as { name: string; duration: number; id: number }[] };
  Object.assign(globalThis, { vitals });
  const on = (type: string, hear: (entry: never) => void, options: object = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => hear(entry as never))).observe({
      type,
      buffered: true,
      ...options,
    });
  on('largest-contentful-paint', ({ startTime }: PerformanceEntry) => (vitals.lcp = startTime));
  on('layout-shift', ({ value, hadRecentInput }: { value: number; hadRecentInput: boolean }) => {
    if (!hadRecentInput) vitals.cls += value;
  });
  on(
    'event',
    ({ name, duration, interactionId: id }: { name: string; duration: number; interactionId: number }) => {
      if (id > 0) vitals.acts.push({ name, duration, id });
    },
    { durationThreshold: 16 },
  );
}

/**
 * Nothing looks at the page while it works: a locator that waits reads its whole text at each frame, which would be
 * measured as the product's own time.
 */
async function visit(page: Page, { portal, lastName }: Demonstration): Promise<void> {
  const answered = async (part: string, method: string, act: () => Promise<void>) => {
    const answer = page.waitForResponse(
      (one) => one.url().includes(part) && one.request().method() === method,
    );
    await act();
    await (await answer).finished();
    await page.evaluate(drawn);
  };
  await page.goto(portal);
  await page.getByRole('row').nth(3).waitFor();
  await page
    .getByLabel(/Rechercher un dossier/)
    .first()
    .focus();
  await answered('/files/search', 'POST', () => page.keyboard.type(lastName, { delay: 60 }));
  await page
    .getByRole('row', { name: new RegExp(lastName, 'i') })
    .first()
    .waitFor();
  await page.keyboard.press('ArrowDown');
  await page.locator('[role=row]:focus').waitFor();
  await answered('/timeline', 'GET', () => page.keyboard.press('Enter'));
  await page.getByRole('button', { name: 'Travail', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page
    .getByLabel(/Saisie rapide/)
    .first()
    .waitFor();
  await page.evaluate(drawn);
  await page.keyboard.type('tel 20 impayé fsl hier', { delay: 60 });
  await answered('/capture', 'POST', () => page.keyboard.press('Enter'));
  await page.getByRole('list', { name: 'Compris dans la ligne' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('textarea:focus').waitFor();
  await page.keyboard.type('Point fait au téléphone.', { delay: 40 });
  await answered('/entries', 'POST', () => page.keyboard.press('Control+Enter'));
  await page.getByText('Point fait au téléphone.').first().waitFor();
}

/** Runs in the page: what was to be drawn has been. */
const drawn = () =>
  new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
