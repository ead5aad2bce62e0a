import { onTestFinished } from 'vitest';
import { Outlook } from '../../server/src/features/agenda/outlook/outlook.service.ts';
import { calendarLink } from '../../server/src/features/agenda/outlook/link.table.ts';
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

/** The agenda, Microsoft, and what ties them: each on the clock of the simulator. */
export async function linkedScene({
  notified = false,
  ...options
}: WorldOptions & { notified?: boolean } = {}) {
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
  const running = await startTestApp({ clock, outlook: settings });
  onTestFinished(() => running.close());
  ({ app } = running);
  const scene = await agendaScene(running, { now: clock });
  const { database } = running;
  const another = (through: Fetch = (url, init) => fetch(url, init)) =>
    new Outlook({
      database,
      keyring: testKeyring,
      clock,
      fetch: through,
      settings,
    });
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
      sealedTokens: outlook.sealTokens(owner, {
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
    ownerOf,
    link,
    turn: (who: TestStaff) => outlook.turn(ownerOf(who)),
  };
}
export type LinkedScene = Awaited<ReturnType<typeof linkedScene>>;
