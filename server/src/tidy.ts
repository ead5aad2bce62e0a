import type { Database } from './db/database.ts';
import { forgetAttempts, forgetTokens } from './features/access/provider.service.ts';
import { forgetChallenges, forgetTries } from './features/access/throttle.service.ts';
import { staffIds } from './features/organisation/organisation.service.ts';
import { forgetDrafts } from './features/tdm/draft.service.ts';
import { forgetReplies } from './http/idempotency.ts';
import { forgetEvents } from './live/outbox.store.ts';

/**
 * What time has made useless in a tenant: replies kept for repeats (24 hours), drafts nobody came back to (30 days),
 * events no open screen still waits for (an hour), tokens that would not serve any more anyway, sign-ins left half done,
 * tries that count no more, tickets nobody waits for.
 */
export const tidyTenant =
  (database: Database) =>
  async (tenantId: string, now: Date): Promise<void> => {
    // These are their author's alone, also for us.
    for (const staffId of await staffIds(database, tenantId)) {
      await database.withTenant(
        tenantId,
        [],
        async (tx) => {
          await forgetReplies(tx, tenantId, staffId, now);
          await forgetDrafts(tx, tenantId, staffId, now);
          await forgetChallenges(tx, tenantId, staffId, now);
        },
        staffId,
      );
    }
    await database.withTenant(tenantId, [], async (tx) => {
      await forgetTokens(tx, tenantId, now);
      await forgetAttempts(tx, tenantId, now);
      await forgetTries(tx, tenantId, now);
    });
    await forgetEvents(database, tenantId, now);
  };
