import { onTestFinished } from 'vitest';
import type { OutsideCalendar } from '../../server/src/features/agenda/outlook/calendar-link.ts';
import { outlookCalendars } from '../../server/src/features/agenda/outlook/graph.outlook.ts';
import { calendarLink } from '../../server/src/features/agenda/outlook/link.table.ts';
import { CalendarSync } from '../../server/src/features/agenda/outlook/sync.service.ts';
import { agendaScene } from '../../server/src/features/agenda/agenda.testkit.ts';
import type { App } from '../../server/src/app.ts';
import type { Fetch } from '../../server/src/features/access/provider.service.ts';
import { startTestApp } from '../../server/src/testing/app.ts';
import { testKeyring } from '../../server/src/testing/cluster.ts';
import type { TestStaff } from '../../server/src/testing/tenant.ts';
import type { WorldOptions } from './simulator/world.ts';
import { redirectUri } from './sign-in.ts';
import { startGraph } from './start-graph.ts';

export const camille = 'camille.martin@valmont.example';
export const paul = 'paul.durand@valmont.example';

/** What stands between the link and Microsoft in a test: the network, or verbs done otherwise. */
export interface Planted {
  readonly fetch?: Fetch;
  readonly calendar?: (real: OutsideCalendar) => OutsideCalendar;
}

/** A calendar, some of whose verbs are done otherwise. */
export const wrong = (change: (real: OutsideCalendar) => Partial<OutsideCalendar>): Planted => ({
  calendar: (real) => ({
    create: (...all) => real.create(...all),
    find: (id) => real.find(id),
    read: (id) => real.read(id),
    change: (...all) => real.change(...all),
    remove: (id) => real.remove(id),
    readBusy: (...all) => real.readBusy(...all),
    ...(real.tells ? { tells: real.tells } : {}),
    ...change(real),
  }),
});

/** The agenda, Microsoft, and what ties them: each on the clock of the simulator. */
export async function linkedScene({
  notified = false,
  timeZone,
  ...options
}: WorldOptions & { notified?: boolean; timeZone?: string } = {}) {
  // Microsoft reaches our own address without a network
  // eslint-disable-next-line prefer-const -- Microsoft is started before us, and called after
  let app: App | undefined;
  const graph = await startGraph({
    ...(notified ? { fetch: async (url, init) => app!.request(url, init) } : {}),
    ...options,
  });
  onTestFinished(() => graph.close());
  const clock = () => graph.clock.date;
  const { clientId, secret } = graph.application;
  const settings = {
    clientId,
    clientSecret: secret,
    loginUrl: graph.loginUrl,
    graphUrl: graph.url,
    redirectUri,
    ...(notified ? { notifiedAt: 'https://lastria.example' } : {}),
  };
  const real = outlookCalendars(settings, (url, init) => fetch(url, init));
  const running = await startTestApp({ clock, outlook: real });
  onTestFinished(() => running.close());
  ({ app } = running);
  const scene = await agendaScene(running, { now: clock, ...(timeZone === undefined ? {} : { timeZone }) });
  const { database } = running;
  const another = ({ fetch: through, calendar }: Planted = {}) => {
    const kind = through ? outlookCalendars(settings, through) : real;
    return new CalendarSync({
      database,
      keyring: testKeyring,
      clock,
      kind: { ...kind, open: (access) => (calendar ?? ((one) => one))(kind.open(access)) },
    });
  };
  const outlook = another();
  const ownerOf = ({ id: staffId }: { id: string }) => ({ tenantId: scene.tenant.id, staffId });

  /** Ties a worker's calendar, as if he had just agreed. */
  const link = async (
    who: TestStaff,
    upn: string,
    changes: Partial<typeof calendarLink.$inferInsert> = {},
  ) => {
    const { accessToken, refreshToken } = graph.grant(upn);
    const owner = ownerOf(who);
    const tied = {
      state: 'connected' as const,
      sealedTokens: outlook.tokens.seal(owner, {
        access: accessToken,
        until: clock().getTime() + 50 * 60_000,
        refresh: refreshToken,
      }),
      dueAt: clock(),
      levelAt: clock(),
      ...changes,
    };
    await database.withTenant(owner.tenantId, [], (tx) =>
      tx
        .insert(calendarLink)
        .values({ ...owner, provider: 'outlook', mailboxId: upn, mailbox: upn, ...tied })
        .onConflictDoUpdate({ target: [calendarLink.tenantId, calendarLink.staffId], set: tied }),
    );
  };
  return {
    ...scene,
    graph,
    running,
    database,
    outlook,
    another,
    agreement: real.agreement,
    ownerOf,
    link,
    turn: (who: TestStaff) => outlook.turn(ownerOf(who)),
  };
}
export type LinkedScene = Awaited<ReturnType<typeof linkedScene>>;

/** Turns of `worker`'s link: as it is, or with what is planted in it; with the fault a trap is about, its control. */
export const turns = (scene: LinkedScene, planted: Planted = {}) => {
  const link = scene.another(planted);
  return () => link.turn(scene.ownerOf(scene.worker));
};
