import { expect } from '@open-wc/testing';
import type { Clock } from '@lastria/sdk';
import { settled, type HandClock } from '../testing/hand-clock.ts';
import { until } from '../testing/until.ts';
import { cleanUp, stage, type Stage } from './testing.ts';

const { count, seed } = (
  globalThis as unknown as { lastriaCuts: { readonly count: number; readonly seed: number } }
).lastriaCuts;

const cuts = ['network', 'tab closed', 'crash', 'expiry'] as const;
type Cut = (typeof cuts)[number];

/** The most that may be lost, in milliseconds of typing. */
const lost = 2000;

/** Numbers drawn from a seed: the same ones for the same seed (mulberry32). */
function drawn(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Typed {
  readonly at: number;
  readonly text: string;
}

/** What the server would give back to who comes again. */
const kept = ({ server }: Stage): string =>
  [...server.drafts.values()].map(({ content }) => (content['form'] as { text: string }).text).join() || '';

const field = (one: Stage) =>
  one.$('[data-field="text"]')?.shadowRoot?.querySelector<HTMLTextAreaElement>('textarea');

/** The status never says more than the server has. */
function lies(one: Stage, text: string): string[] {
  const said = one.status();
  const unsent = kept(one) !== text;
  return [
    ...(unsent && /^Brouillon enregistré/.test(said) ? [`« ${said} », and the server has ${kept(one)}`] : []),
    ...(unsent && said.startsWith('Ctrl') ? [`« ${said} », and ${text} is not kept`] : []),
  ];
}

interface Faults {
  /** A keeper that forgets to send. */
  readonly forgets?: boolean;
  /** A server that says it keeps, and does not. */
  readonly liar?: boolean;
}

/** Time whose short timers never come: what the keeper waits for before it sends. */
const withoutShortTimers = (clock: HandClock): Clock => ({
  now: () => clock.now(),
  setTimeout: (run, ms) => (ms <= lost ? 0 : clock.setTimeout(run, ms)),
  clearTimeout: (handle) => clock.clearTimeout(handle),
});

/** One saisie, cut at a moment drawn by chance; gives what is wrong with what was said and with what is left. */
async function cutOnce(draw: () => number, cut: Cut, faults: Faults = {}): Promise<string[]> {
  const one = await stage();
  const { server, session, editor } = one;
  if (faults.forgets) editor.clock = withoutShortTimers(server.clock);
  const typed: Typed[] = [{ at: server.clock.now(), text: '' }];
  const wrong: string[] = [];
  let dead = false;
  server.intercept(({ method, path, body }) => {
    if (dead) throw new TypeError('Failed to fetch');
    if (!faults.liar || method !== 'PUT') return undefined;
    const { revision } = body as { revision: number };
    return server.json({ id: path.split('/').at(-1), revision, savedAt: new Date(server.clock.now()) });
  });
  const write = async (keys: number): Promise<void> => {
    for (let key = 0; key < keys; key++) {
      const area = field(one)!;
      area.value += 'abcdefghij '[Math.floor(draw() * 11)]!;
      area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      typed.push({ at: server.clock.now(), text: area.value });
      // Mostly quick; now and then a moment of thought
      await server.clock.pass(draw() < 0.1 ? 1500 : 60 + Math.floor(draw() * 400));
      await server.quiet();
      await editor.updateComplete;
      wrong.push(...lies(one, area.value));
    }
  };
  const last = () => typed.at(-1)!.text;
  /** Within three seconds the server has it all. */
  const everything = async (): Promise<void> => {
    for (let turn = 0; turn < 30 && kept(one) !== last(); turn++) await server.clock.pass(100);
    if (kept(one) !== last()) wrong.push(`${kept(one)} is kept, ${last()} was typed`);
  };
  const acts: Record<Cut, () => Promise<void>> = {
    network: async () => {
      server.goOffline();
      await write(1 + Math.floor(draw() * 6));
      for (let turn = 0; turn < 30 && !one.status().startsWith('Hors ligne'); turn++)
        await server.clock.pass(100);
      if (!one.status().startsWith('Hors ligne')) wrong.push(`« ${one.status()} » without a network`);
      server.goOnline();
      dispatchEvent(new Event('online'));
      await everything();
    },
    'tab closed': async () => {
      dispatchEvent(new Event('pagehide'));
      // What was sent outlives the page; no timer of it does
      for (let turn = 0; turn < 30 && kept(one) !== last(); turn++) await settled();
      dead = true;
      editor.remove();
      await everything();
    },
    crash: async () => {
      dead = true;
      editor.remove();
      await settled();
    },
    expiry: async () => {
      server.signOut();
      await write(1);
      for (let turn = 0; turn < 30 && field(one); turn++) await server.clock.pass(100);
      if (field(one)) wrong.push('the text is still in the document');
      server.signIn();
      void session.renew();
      await until(() => field(one), 'the form again');
      if (field(one)!.value !== last()) wrong.push(`${field(one)!.value} came back, ${last()} was typed`);
      await everything();
    },
  };
  await write(4 + Math.floor(draw() * 16));
  const at = server.clock.now();
  await acts[cut]();
  const sure = typed.findLast((each) => each.at <= at - lost)?.text ?? '';
  if (!kept(one).startsWith(sure)) wrong.push(`lost: ${sure} was typed, ${kept(one)} is left`);
  if (!typed.some(({ text }) => text === kept(one))) wrong.push(`${kept(one)} was never typed`);
  cleanUp();
  return wrong.map((what) => `${cut}, seed ${seed}: ${what}`);
}

describe('a saisie that is cut', () => {
  afterEach(cleanUp);

  for (const cut of cuts) {
    it(`E9: by ${cut}: at most two seconds of typing are lost, and the status is true`, async function () {
      this.timeout(20_000 + count * 1000);
      const draw = drawn(seed + cuts.indexOf(cut));
      const wrong: string[] = [];
      for (let round = 0; round < count / cuts.length; round++) wrong.push(...(await cutOnce(draw, cut)));
      expect(wrong).to.deep.equal([]);
    });
  }

  it('control: a keeper that forgets to send is caught', async () => {
    const draw = drawn(1);
    const wrong: string[] = [];
    for (let round = 0; round < 4; round++) wrong.push(...(await cutOnce(draw, 'crash', { forgets: true })));
    expect(wrong.join()).to.contain('lost');
  });

  it('control: a status that says kept what is not is caught', async () => {
    expect((await cutOnce(drawn(2), 'tab closed', { liar: true })).join()).to.contain('Brouillon enregistré');
  });
});
