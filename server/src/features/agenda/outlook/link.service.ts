import { timingSafeEqual } from 'node:crypto';
import type { Context } from '../../../db/database.ts';
import { notFound, Problem } from '../../../http/problem.ts';
import type { Keyring } from '../../../vault/keyring.ts';
import { audit } from '../../audit/audit.service.ts';
import { requireAllowed } from '../calendar-policy.service.ts';
import { allowedLevels, levelInForce, policyOf } from '../calendar-policy.store.ts';
import { calendarLevels, type CalendarLevel } from '../calendar-policy.table.ts';
import type { Attempt, CalendarKind } from './calendar-link.ts';
import * as events from './event.store.ts';
import type { CalendarLinkState } from './link.schema.ts';
import { random, sha256 } from './link.secrets.ts';
import * as store from './link.store.ts';
import type { Owner } from './link.table.ts';
import { sealOf } from './link.tokens.ts';
import { subjectOf } from './shown-outside.ts';

const attemptMinutes = 10;

/** What a connection under way must come back with; with its code once it has. */
type KeptAttempt = Attempt & { readonly code?: string };
const seal = (keyring: Keyring, owner: Owner, attempt: KeptAttempt) =>
  keyring.seal('calendar attempt', sealOf(owner), Buffer.from(JSON.stringify(attempt)));

export function openAttempt(keyring: Keyring, owner: Owner, sealed: Buffer | null): KeptAttempt {
  if (sealed === null) throw new Error('no connection under way');
  return JSON.parse(keyring.open('calendar attempt', sealOf(owner), sealed).toString()) as KeptAttempt;
}

const ownerOf = ({ actor: { tenantId, staffId } }: Context): Owner => ({ tenantId, staffId });

/** An example, so that a worker sees what colleagues will. */
const example = { motive: 'Entretien', title: null, last_name: 'Exemple', first_names: 'Odile' };

async function stateOf(ctx: Context, outlook: CalendarKind | undefined): Promise<CalendarLinkState> {
  const owner = ownerOf(ctx);
  const [row, ours] = [await store.linkBy(ctx.tx, owner), await events.eventsOf(ctx.tx, owner)];
  const policy = await policyOf(ctx.tx, owner.tenantId);
  return {
    available: outlook !== undefined,
    state: row?.state ?? 'removed',
    reason: row?.state === 'toReconnect' ? row.reason : null,
    mailbox: row?.mailbox ?? null,
    level: row ? levelInForce(row, policy) : 'busy',
    allowedLevels: allowedLevels(policy),
    previews: calendarLevels.map((level) => ({ level, subject: subjectOf(level, example) })),
    syncedAt: row?.syncedAt?.toISOString() ?? null,
    toCheck: ours.flatMap(({ appointmentId, toCheck }) =>
      toCheck === null ? [] : [{ appointmentId, what: toCheck }],
    ),
  };
}

/** One's own link: nobody else's is told. */
export async function readLink(ctx: Context, outlook: CalendarKind | undefined): Promise<CalendarLinkState> {
  await audit(ctx, 'agenda.linkRead');
  return stateOf(ctx, outlook);
}

/** Begins to tie one's calendar: gives where to agree. */
export async function connect(ctx: Context, outlook: CalendarKind | undefined): Promise<{ address: string }> {
  if (!outlook)
    throw new Problem('unavailable', 'Votre établissement n’a pas ouvert la liaison avec Outlook.');
  const owner = ownerOf(ctx);
  const attempt = { nonce: random(), verifier: random() };
  const state = random();
  await store.putLink(ctx.tx, owner, {
    attemptDigest: sha256(state),
    sealedAttempt: seal(ctx.keyring, owner, attempt),
    attemptUntil: new Date(ctx.now.getTime() + attemptMinutes * 60_000),
  });
  await audit(ctx, 'agenda.linkChanged', { facts: { begun: true } });
  return { address: outlook.agreement.address(state, attempt) };
}

/**
 * Takes what Microsoft sent the worker back with. Whoever brings it must be whoever began: a link that another prepared
 * would tie somebody's calendar to that other's agenda. The code is redeemed behind this call, at once.
 */
export async function finish(
  ctx: Context,
  outlook: CalendarKind | undefined,
  { code, state }: { readonly code: string; readonly state: string },
): Promise<CalendarLinkState> {
  const owner = ownerOf(ctx);
  const row = await store.linkBy(ctx.tx, owner);
  const [given, kept] = [sha256(state), row?.attemptDigest ?? sha256(random())];
  const isOurs = timingSafeEqual(Buffer.from(given), Buffer.from(kept));
  if (!row?.attemptUntil || !isOurs || row.attemptUntil <= ctx.now) throw notFound();
  const attempt = openAttempt(ctx.keyring, owner, row.sealedAttempt);
  await store.changeLink(ctx.tx, owner, {
    state: 'connecting',
    attemptDigest: null,
    sealedAttempt: seal(ctx.keyring, owner, { ...attempt, code }),
    notBefore: null,
    dueAt: ctx.now,
  });
  await audit(ctx, 'agenda.linkChanged', { facts: { connected: true } });
  return stateOf(ctx, outlook);
}

/** Chooses what colleagues see in Outlook; what stands there is written anew. */
export async function setLevel(
  ctx: Context,
  outlook: CalendarKind | undefined,
  level: CalendarLevel,
): Promise<CalendarLinkState> {
  await requireAllowed(ctx, level);
  await store.putLink(ctx.tx, ownerOf(ctx), { level, levelAt: ctx.now, dueAt: ctx.now });
  await audit(ctx, 'agenda.linkChanged', { facts: { level } });
  return stateOf(ctx, outlook);
}

/** Has what was moved or deleted in Outlook written there again, as it stands here. */
export async function writeAgain(
  ctx: Context,
  outlook: CalendarKind | undefined,
): Promise<CalendarLinkState> {
  const owner = ownerOf(ctx);
  await events.writeAgain(ctx.tx, owner);
  await store.bringForward(ctx.tx, owner, ctx.now);
  await audit(ctx, 'agenda.linkChanged', { facts: { writtenAgain: true } });
  return stateOf(ctx, outlook);
}

/** Lets go of one's calendar; appointments stand here. */
export async function disconnect(
  ctx: Context,
  outlook: CalendarKind | undefined,
  keepsEvents: boolean,
): Promise<CalendarLinkState> {
  const owner = ownerOf(ctx);
  const row = await store.linkBy(ctx.tx, owner);
  if (row && row.state !== 'removed')
    await store.changeLink(ctx.tx, owner, {
      state: 'disconnecting',
      keepsEvents,
      notBefore: null,
      dueAt: ctx.now,
    });
  await audit(ctx, 'agenda.linkChanged', { facts: { disconnected: true } });
  return stateOf(ctx, outlook);
}
