import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type CDPSession, type Page } from 'playwright-core';
import { findBrowser } from '../scripts/ensure-browser.ts';
import type { Acts } from './agenda-page/contest.page.ts';
import { atMost, figure, median, missing, type Bench } from './harness.ts';
import { pressed, type Pressed } from './agenda-keys.ts';
import { slowestAct } from './agenda-inp.ts';

const goals = { half: atMost(0.5, 'ratio'), flat: atMost(1.2, 'ratio'), inp: atMost(200) };
type Name = 'ours' | 'fullCalendar' | 'eventCalendar';
const labels = { ours: 'ours', fullCalendar: 'FullCalendar', eventCalendar: 'EventCalendar' } as const;

/**
 * Our agenda beside FullCalendar and EventCalendar in one page of one browser, with the same events and the same limit
 * of a day, in alternation: from the events to the painted frame. Ours is the whole element, which reads its answer
 * too. Beside the figures, what axe and the keyboard find of each.
 */
export async function agendaViewsBench(bench: Bench): Promise<void> {
  const executablePath = findBrowser();
  if (!executablePath) {
    bench.report(missing('agenda.month', 'ms', goals.half, 'no Chromium on this machine'));
    return;
  }
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const { script, style } = await bundled();
    const context = await browser.newContext({
      viewport: { width: 1440, height: 1000 },
      timezoneId: 'Europe/Paris',
      locale: 'fr-FR',
    });
    const open = async (): Promise<Page> => {
      const page = await context.newPage();
      page.on('pageerror', (error) => bench.say(`  the page: ${error.message}`));
      await page.route('http://agenda.test/', (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><html lang="fr"><title>Agenda</title><main></main>`,
        }),
      );
      await page.goto('http://agenda.test/');
      await page.addStyleTag({ content: style });
      await page.addScriptTag({ content: script, type: 'module' });
      await page.waitForFunction('globalThis.acts !== undefined');
      return page;
    };
    await contest(bench, await open());
    await qualities(bench, await open());
    await slowed(bench, await open());
  } finally {
    await browser.close();
  }
}

/** What the others are drawn with. */
const sheets = [
  '@event-calendar/core/index.css',
  'fullcalendar/skeleton.css',
  'fullcalendar/themes/classic/palette.css',
  'fullcalendar/themes/classic/theme.css',
];

/** Page and entry in one script, as a host would bundle it. */
async function bundled(): Promise<{ script: string; style: string }> {
  const page = fileURLToPath(new URL('agenda-page/contest.page.ts', import.meta.url));
  const { outputFiles } = await build({
    stdin: {
      contents: ['@lastria/elements/agenda.js', page, ...sheets].map((one) => `import '${one}';`).join('\n'),
      resolveDir: fileURLToPath(new URL('../../stories/portal/', import.meta.url)),
      loader: 'ts',
    },
    outdir: '/out',
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const text = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))!.text;
  return { script: text('.js'), style: text('.css') };
}

const run = <K extends keyof Acts>(page: Page, act: K, ...given: Parameters<Acts[K]>) =>
  page.evaluate(
    ([name, list]) =>
      (globalThis as unknown as { acts: Record<string, (...all: unknown[]) => unknown> }).acts[name]!(
        ...list,
      ),
    [act, given as unknown[]] as const,
  ) as ReturnType<Acts[K]> extends Promise<infer R> ? Promise<R> : Promise<ReturnType<Acts[K]>>;

interface Taken {
  readonly wall: number;
  /** Milliseconds of processor of the page's main thread, which what else the machine does hardly changes. */
  readonly cpu: number;
}
type Meter = (act: () => Promise<number>) => Promise<Taken>;

async function metered(page: Page): Promise<Meter> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
  };
  return async (act) => {
    const before = await spent();
    const wall = await act();
    return { wall, cpu: (await spent()) - before };
  };
}

const told = (taken: readonly Taken[]) => median(taken.map(({ wall }) => wall));
const worked = (taken: readonly Taken[]) => median(taken.map(({ cpu }) => cpu));

async function contest(bench: Bench, page: Page): Promise<void> {
  const meter = await metered(page);
  const rounds = bench.quick ? 2 : 9;
  const events = 5000;
  const [month, journey, team, days] = [fresh(), fresh(), fresh(), fresh()];
  for (let round = -1; round < rounds; round += 1) {
    const keep = (where: Record<Name, Taken[]>, name: Name, taken: Taken) => {
      if (round >= 0) where[name].push(taken);
    };
    // Who goes first changes each turn
    for (const name of inTurn(['ours', 'fullCalendar'] as const, round)) {
      await run(page, 'ready', name, events);
      keep(month, name, await meter(() => run(page, 'month')));
      keep(journey, name, await meter(() => run(page, 'journey', events)));
    }
    for (const name of inTurn(['ours', 'eventCalendar'] as const, round)) {
      await run(page, 'teamReady', name, 1200, 8);
      keep(team, name, await meter(() => run(page, 'team', 1200, 8)));
      if (name === 'ours' && !bench.quick)
        keep(days, name, await meter(() => run(page, 'teamDays', 1200, 8)));
    }
  }
  const held = (name: string, taken: Record<Name, Taken[]>, other: Name, note: string) =>
    bench.report(
      figure(name, told(taken.ours), 'ms', {
        reference: told(taken[other]),
        goal: goals.half,
        note: `${note}; reference: ${labels[other]}; processor ${worked(taken.ours).toFixed(0)} ms against ${worked(taken[other]).toFixed(0)}`,
      }),
    );
  held('agenda.month', month, 'fullCalendar', `${events} events, three a day, then « +n »`);
  held('agenda.monthWeekMonth', journey, 'fullCalendar', `${events} events, to the week and back`);
  held(
    'agenda.team',
    team,
    'eventCalendar',
    '8 people, 5 days, 1200 events; ours 6 lines a day, the last « +n », the other all',
  );
  if (!bench.quick)
    bench.report(
      figure('agenda.teamDays', told(days.ours), 'ms', {
        reference: told(team.eventCalendar),
        note: `all of them drawn in their hours: ours a day after the other, in five reads and fifteen frames; reference: EventCalendar’s week; processor ${worked(days.ours).toFixed(0)} ms against ${worked(team.eventCalendar).toFixed(0)}`,
      }),
    );
  await oneMore(bench, page, meter);
  await page.close();
}
const fresh = (): Record<Name, Taken[]> => ({ ours: [], fullCalendar: [], eventCalendar: [] });
const inTurn = <T>(names: readonly [T, T], round: number): readonly T[] =>
  round % 2 === 0 ? names : [names[1], names[0]];

/** One event more, with 500, 5,000 and 50,000 held over a year, of which the month on screen has as many each time. */
async function oneMore(bench: Bench, page: Page, meter: Meter): Promise<void> {
  const counts = bench.quick ? [500, 50_000] : [500, 5_000, 50_000];
  const times: Record<string, number[]> = { ours: [], fullCalendar: [] };
  // The other is told beside, and judges nothing
  const names = bench.quick ? (['ours'] as const) : (['ours', 'fullCalendar'] as const);
  for (const name of names)
    for (const count of counts) {
      await run(page, 'hold', name, count, 250);
      const taken: Taken[] = [];
      for (let turn = 0; turn < (bench.quick ? 4 : 14); turn += 1)
        taken.push(await meter(() => run(page, 'more')));
      times[name]!.push(worked(taken.slice(1)));
    }
  const told = (name: string) => times[name]!.map((time) => time.toFixed(1)).join(', ');
  bench.report(
    figure('agenda.oneMore', times['ours']!.at(-1)!, 'ms', {
      reference: times['ours']![0]!,
      goal: goals.flat,
      note: `processor, ${counts.join(', ')} held: ${told('ours')}${bench.quick ? '' : `; FullCalendar ${told('fullCalendar')}`}`,
    }),
  );
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds of each, and whether each event is reached, and moved, by the keyboard alone. */
async function qualities(bench: Bench, page: Page): Promise<void> {
  await page.addScriptTag({ content: axeSource });
  const shown = [
    ['ours', 'month'],
    ['ours', 'week'],
    ['ours', 'team'],
    ['ours', 'teamDay'],
    ['fullCalendar', 'month'],
    ['fullCalendar', 'week'],
    ['eventCalendar', 'team'],
  ] as const;
  const found: Record<Name, string[]> = { ours: [], fullCalendar: [], eventCalendar: [] };
  for (const [name, view] of shown) {
    await run(page, 'few', name, view);
    await run(page, 'select');
    const { violations } = (await page.evaluate(
      'axe.run("[data-contestant]", { resultTypes: ["violations"] })',
    )) as { violations: { id: string; nodes: unknown[] }[] };
    found[name].push(...violations.map(({ id, nodes }) => `${id} (${view}, ${nodes.length})`));
  }
  const keys: Record<Name, Pressed> = {
    ours: await pressed(page, 'ours'),
    fullCalendar: await pressed(page, 'fullCalendar'),
    eventCalendar: await pressed(page, 'eventCalendar'),
  };
  for (const name of Object.keys(found) as Name[]) {
    bench.report(
      figure(`agenda.axe.${name}`, found[name].length, 'faults', {
        ...(name === 'ours' ? { goal: atMost(0) } : {}),
        note: found[name].join(', ') || 'none',
      }),
    );
    const { reached, of, moved } = keys[name];
    bench.report(
      figure(`agenda.keyboard.${name}`, reached, `of ${of} reached`, {
        note: moved ? 'and moved by the keyboard alone' : 'and none moved by the keyboard alone',
      }),
    );
  }
  await page.close();
}

/** The slowest act of a visit, the processor slowed down. */
async function slowed(bench: Bench, page: Page): Promise<void> {
  const visits = [];
  for (let visited = 0; visited < (bench.quick ? 1 : 3); visited += 1) visits.push(await slowestAct(page));
  bench.report(
    figure('agenda.inp', median(visits.map(({ duration }) => duration)), 'ms', {
      goal: goals.inp,
      note: `processor slowed 4 times, the slowest of ${visits[0]!.acts} acts (${visits[0]!.name})`,
    }),
  );
  await page.close();
}
