import { expect, test } from 'vitest';
import type { Fetch } from '../../server/src/features/access/provider.service.ts';
import { chance, fresh, inAgenda, inOutlook, trouble, type Known, type Side } from './history.moves.ts';
import { sidesOf } from './history.sides.ts';
import { camille, linkedScene, paul, wrong, type Planted } from './linked.ts';
import { hours, minutes } from './simulator/clock.ts';
import type { Switches } from './simulator/switches.ts';

/** Steps of each history: `npm run nightly` makes a thousand of them. */
const steps = Number(process.env['OUTLOOK_STEPS'] ?? 200);
/** Of those with a fault planted. */
const fewSteps = 60;

/** What is wrong in the end with a history of so many steps on both sides, troubles of the network and of Microsoft included. */
async function faultsOf(
  count: number,
  seed: number,
  switches: Partial<Switches>,
  planted?: Planted,
): Promise<string[]> {
  const scene = await linkedScene({ seed, switches });
  const sides: readonly Side[] = [
    { who: scene.worker, upn: camille },
    { who: scene.colleague, upn: paul },
  ];
  for (const { who, upn } of sides) await scene.link(who, upn);
  const calendars = planted ? scene.another(planted) : scene.outlook;
  const die = chance(seed);
  const known: Known[] = [];
  for (let step = 0; step < count; step++) {
    const side = die.one(sides)!;
    const what = die.next();
    if (what < 0.35) await inAgenda(scene, await fresh(scene, sides), known, die);
    else if (what < 0.65) inOutlook(scene, side, die);
    else if (what < 0.75) await trouble(scene, side, die);
    else await calendars.keep(scene.tenant.id);
    await scene.graph.clock.advance(minutes(die.below(4)));
  }
  scene.graph.clearFaults();
  for (let round = 0; round < 3; round++) {
    await scene.graph.clock.advance(hours(2));
    await calendars.keep(scene.tenant.id);
  }
  const faults = new Set<string>();
  const alike = (name: string, one: unknown, other: unknown) => {
    if (JSON.stringify(one) !== JSON.stringify(other)) faults.add(name);
  };
  let events = 0;
  for (const side of sides) {
    const both = await sidesOf(scene, side);
    alike('link', [both.link.state, both.link.failures], ['connected', 0]);
    alike('unknown there', both.unknown, []);
    alike('missing there', both.missing, []);
    alike('resurrected', both.resurrected, []);
    alike('appointments', both.appointments.there, both.appointments.here);
    alike('times', both.times.there, both.times.here);
    alike('taken', both.busy.here, both.busy.there);
    events += both.times.there.length + both.busy.here.length;
  }
  // A history in which nothing stands in the end proves nothing
  if (events <= count / 20) faults.add('nothing stands');
  alike('mails', scene.graph.mails, []);
  if (/Dupont|Marie|attendees/.test(JSON.stringify(scene.graph.ledger))) faults.add('names');
  return [...faults];
}

const histories: readonly [string, number, Partial<Switches>][] = [
  ['as documented', 1, {}],
  [
    'as seen elsewhere',
    2,
    {
      staleEtag: 409,
      repeatedTransaction: 409,
      deltaMaster: 'absent',
      deltaRepeats: true,
      deltaReplays: true,
      lostSyncState: '400',
      removedForDeletedOccurrence: true,
    },
  ],
];

test.for(histories)(
  '%s: after a history on both sides they are equal, and nobody was written to',
  { timeout: 30_000 + steps * 300 },
  async ([, seed, switches]) => {
    expect(await faultsOf(steps, seed, switches)).toEqual([]);
  },
);

/** The answer to every other creation is lost, and what is said of it to Microsoft first. */
function losing(said: (body: Record<string, unknown>) => object): Fetch {
  let made = 0;
  return async (url, init) => {
    if (init?.method !== 'POST' || !url.endsWith('/me/events')) return fetch(url, init);
    const body = said(JSON.parse(init.body as string) as Record<string, unknown>);
    const answer = await fetch(url, { ...init, body: JSON.stringify(body) });
    if (made++ % 2 === 0) return answer;
    throw new TypeError('the answer is lost');
  };
}

/** What is planted, the chance by which it comes to light, and where. */
const plantedFaults: readonly [string, number, Planted, readonly string[]][] = [
  [
    'created again without the key and the mark of the first attempt',
    3,
    { fetch: losing(({ transactionId: _key, singleValueExtendedProperties: _mark, ...rest }) => rest) },
    ['unknown there'],
  ],
  ['a change here is not written there', 8, wrong(() => ({ change: async (pushed) => pushed })), ['times']],
  [
    'an event that is over here is left there',
    3,
    wrong(() => ({ remove: async () => undefined })),
    ['unknown there'],
  ],
  [
    'a change there is forgotten',
    3,
    wrong((real) => ({
      readBusy: async (cursor, window) => {
        const round = await real.readBusy(cursor, window);
        return round.whole ? round : { ...round, taken: [], met: [], series: [], removed: [] };
      },
    })),
    ['taken'],
  ],
  [
    'what was deleted there is made again',
    3,
    wrong((real) => ({
      read: async (outsideId) => {
        const found = await real.read(outsideId);
        if (found) return found;
        const made = await real.create(crypto.randomUUID(), crypto.randomUUID(), {
          subject: 'Occupé',
          times: { allDay: false, from: new Date('2026-12-24T09:00Z'), until: new Date('2026-12-24T10:00Z') },
          zone: 'Europe/Paris',
          tentative: false,
        });
        return real.read(made.outsideId);
      },
    })),
    ['unknown there'],
  ],
  [
    'what a round does not tell is taken as gone',
    3,
    wrong((real) => ({
      readBusy: async (cursor, window) => ({ ...(await real.readBusy(cursor, window)), whole: true }),
    })),
    ['taken'],
  ],
];

test.for(plantedFaults)(
  'control: %s, and the history shows it',
  { timeout: 30_000 + fewSteps * 300 },
  async ([, seed, planted, shown]) => {
    expect(await faultsOf(fewSteps, seed, {}, planted)).toEqual(expect.arrayContaining([...shown]));
  },
);

test('the history of the controls, without their fault, shows nothing; nor when answers are lost and nothing else', async () => {
  expect(await faultsOf(fewSteps, 3, {})).toEqual([]);
  expect(await faultsOf(fewSteps, 3, {}, { fetch: losing((body) => body) })).toEqual([]);
});
