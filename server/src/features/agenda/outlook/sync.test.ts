import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../testing/app.ts';
import { testKeyring } from '../../../testing/cluster.ts';
import type { Database } from '../../../db/database.ts';
import { newId } from '../../../db/ids.ts';
import { TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import { accessGrant } from '../../access/access.table.ts';
import { staffMember } from '../../organisation/organisation.table.ts';
import { agendaScene, type AgendaScene } from '../agenda.testkit.ts';
import {
  ChangedOutside,
  type CalendarKind,
  type Found,
  type OutsideCalendar,
  type OutsideTime,
  type Shown,
} from './calendar-link.ts';
import { calendarLink, calendarPush } from './link.table.ts';
import { lookAround } from './sync.keeper.ts';
import { CalendarSync } from './sync.service.ts';

const now = { at: new Date('2026-11-23T08:00:00Z') };
let running: TestApp;
beforeAll(async () => {
  running = await startTestApp({ clock: () => now.at });
});
afterAll(() => running.close());

/** Another calendar than Outlook: in memory, it tells everything each time, and nothing by itself. */
class MemoryCalendar implements OutsideCalendar {
  readonly ours = new Map<
    string,
    { readonly appointmentId: string; readonly shown: Shown; version: number }
  >();
  readonly theirs: OutsideTime[] = [];

  #found = (outsideId: string): Found | undefined => {
    const one = this.ours.get(outsideId);
    return one && { outsideId, etag: String(one.version), times: one.shown.times };
  };
  async create(appointmentId: string, key: string, shown: Shown) {
    if (!this.ours.has(key)) this.ours.set(key, { appointmentId, shown, version: 1 });
    return this.#found(key)!;
  }
  async find(appointmentId: string) {
    const one = [...this.ours].find(([, event]) => event.appointmentId === appointmentId);
    return one && this.#found(one[0]);
  }
  async read(outsideId: string) {
    return this.#found(outsideId);
  }
  async change({ outsideId, etag }: { outsideId: string; etag: string }, shown: Shown) {
    const one = this.ours.get(outsideId);
    if (!one || String(one.version) !== etag) throw new ChangedOutside();
    this.ours.set(outsideId, { ...one, shown, version: one.version + 1 });
    return this.#found(outsideId)!;
  }
  async remove(outsideId: string) {
    this.ours.delete(outsideId);
  }
  async readBusy() {
    const met = [...this.ours.keys()].map((id) => this.#found(id)!);
    return { whole: true, taken: this.theirs, met, series: [], removed: [], cursor: 'toujours tout' };
  }
}

const kindOf = (calendar: OutsideCalendar): CalendarKind => ({
  agreement: {
    address: () => 'https://calendrier.example',
    redeem: async () => ({
      tokens: { access: 'a', until: 4e12, refresh: 'r' },
      mailbox: { id: 'boîte', address: 'odile@calendrier.example' },
    }),
    renew: () => Promise.reject(new Error('no token is asked for')),
  },
  open: () => calendar,
  notifiedAt: undefined,
});
const syncOf = (calendar: OutsideCalendar, database: Database = running.database) =>
  new CalendarSync({ database, keyring: testKeyring, clock: () => now.at, kind: kindOf(calendar) });

const link = '/v1/agenda/calendar-link';

async function tie({ ask }: AgendaScene, worker: TestStaff): Promise<void> {
  const { address } = (await (await ask(worker, `${link}/connect`, 'POST')).json()) as { address: string };
  const state = new URL(address).searchParams.get('state');
  expect((await ask(worker, `${link}/finish`, 'POST', { code: 'code', state })).status).toBe(200);
}

test('the link ties any calendar that keeps to its interface', async () => {
  const calendar = new MemoryCalendar();
  const scene = await agendaScene(running, { now: () => now.at });
  const { worker, tenant, ask } = scene;
  const sync = syncOf(calendar);
  await tie(scene, worker);

  const made = await scene.booked(worker, { startsAt: '2026-12-01T09:00', endsAt: '2026-12-01T10:00' });
  const times = {
    allDay: false,
    from: new Date('2026-12-02T13:00Z'),
    until: new Date('2026-12-02T14:00Z'),
  } as const;
  calendar.theirs.push({ outsideId: 'dentiste', seriesId: null, times, show: 'busy' });
  await sync.keep(tenant.id);
  await sync.keep(tenant.id);
  const subjects = () => [...calendar.ours.values()].map(({ shown }) => [shown.subject, shown.times]);
  const nine = { allDay: false, from: new Date('2026-12-01T08:00Z'), until: new Date('2026-12-01T09:00Z') };
  expect(subjects()).toEqual([['Occupé', nine]]);
  const { items } = await scene.range(worker, '2026-12-02', '2026-12-03', [worker.id]);
  expect(items).toMatchObject([{ from: '2026-12-02T13:00:00.000Z', outside: true }]);

  expect((await scene.change(worker, made, { startsAt: '2026-12-01T10:00' })).status).toBe(200);
  await sync.keep(tenant.id);
  const ten = { allDay: false, from: new Date('2026-12-01T09:00Z'), until: new Date('2026-12-01T10:00Z') };
  expect(subjects()).toEqual([['Occupé', ten]]);
  expect((await ask(worker, `${link}/disconnect`, 'POST', { keepEvents: false })).status).toBe(200);
  await sync.keep(tenant.id);
  expect(calendar.ours.size).toBe(0);
});

test('looking around costs one statement, however many tenants have nothing to be looked at', async () => {
  const asked: string[] = [];
  // Each verb of the database is a statement or a transaction
  const database = new Proxy(running.database, {
    get: (real, name: keyof Database) =>
      typeof real[name] === 'function'
        ? (...all: never[]) => {
            asked.push(name);
            return (real[name] as (...all: never[]) => unknown)(...all);
          }
        : real[name],
  });
  const calendars = syncOf(new MemoryCalendar(), database);
  const look = async () => {
    asked.length = 0;
    const failures: unknown[] = [];
    await lookAround(calendars, { database, clock: () => now.at }, (error) => failures.push(error));
    expect(failures).toEqual([]);
    return asked.length;
  };
  const soon = new Date(now.at.getTime() + 60_000);
  const owners: { tenantId: string; staffId: string }[] = [];
  for (let count = 0; count < 8; count++) {
    const tenant = await TestTenant.create(running.database, { now: () => now.at });
    const { id: staffId } = await tenant.staff('SOCIAL_WORKER');
    owners.push({ tenantId: tenant.id, staffId });
    await running.database.withTenant(tenant.id, [], (tx) =>
      tx.insert(calendarLink).values({
        ...{ tenantId: tenant.id, staffId, provider: 'outlook' },
        ...{ state: 'connected', dueAt: soon, mailboxId: 'boîte', mailbox: 'boîte' },
      }),
    );
  }
  expect(await look()).toBe(1);
  // Controls: what is due, waits to be told, or whose worker left, is entered, and nobody else
  const [due, told, left, waiting] = owners;
  const within = async (tenantId: string, change: Parameters<typeof running.database.withTenant>[2]) =>
    running.database.withTenant(tenantId, [], change);
  await within(waiting!.tenantId, (tx) =>
    tx
      .update(calendarLink)
      .set({ dueAt: null, notBefore: soon })
      .where(eq(calendarLink.tenantId, waiting!.tenantId)),
  );
  expect(await look(), 'told to wait').toBe(1);
  await within(left!.tenantId, (tx) =>
    tx.update(staffMember).set({ leftAt: now.at }).where(eq(staffMember.id, left!.staffId)),
  );
  expect(await look(), 'left').toBe(2);
  expect(await look(), 'forgotten').toBe(1);
  await within(told!.tenantId, (tx) =>
    tx.insert(calendarPush).values({ ...told!, id: newId(), appointmentId: newId() }),
  );
  const entered = await look();
  expect(entered).toBeGreaterThan(2);
  await within(due!.tenantId, (tx) =>
    tx.update(calendarLink).set({ dueAt: now.at }).where(eq(calendarLink.tenantId, due!.tenantId)),
  );
  expect(await look()).toBe(entered);
  expect(await look(), 'looked at').toBe(1);
});

test('a name one may read in Lastria no more goes from one’s calendar', async () => {
  const scene = await agendaScene(running, { now: () => now.at });
  const { worker, colleague, tenant, fileId, ask } = scene;
  await tenant.grant(colleague.id, 'SOCIAL_WORKER', { unitId: scene.south });
  await scene.letTell('full');
  const people = [worker, colleague];
  for (const one of people) {
    await tie(scene, one);
    expect((await ask(one, `${link}/level`, 'POST', { level: 'full' })).status).toBe(200);
  }
  await scene.booked(worker, {
    ...{ fileId, startsAt: '2026-12-01T09:00', endsAt: '2026-12-01T10:00' },
    workerIds: people.map(({ id }) => id),
  });
  const calendars = new Map(people.map(({ id }) => [id, new MemoryCalendar()]));
  const subjectsOf = async ({ id }: TestStaff) => {
    const calendar = calendars.get(id)!;
    const sync = syncOf(calendar);
    for (let turn = 0; turn < 2; turn++) {
      now.at = new Date(now.at.getTime() + 20 * 60_000);
      await sync.turn({ tenantId: tenant.id, staffId: id });
    }
    return [...calendar.ours.values()].map(({ shown }) => shown.subject);
  };
  const named = ['Rendez-vous – Marie Dupont'];
  expect(await subjectsOf(worker)).toEqual(named);
  expect(await subjectsOf(colleague)).toEqual(named);
  await running.database.withTenant(tenant.id, [], (tx) =>
    tx
      .update(accessGrant)
      .set({ validUntil: now.at })
      .where(and(eq(accessGrant.staffId, colleague.id), eq(accessGrant.unitId, scene.north))),
  );
  expect(await subjectsOf(colleague)).toEqual(['Rendez-vous']);
  expect(await subjectsOf(worker), 'control').toEqual(named);
});
