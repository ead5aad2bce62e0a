import type postgres from 'postgres';
import type { AuditType } from '../../server/src/features/audit/audit.catalogue.ts';
import { auditAs, type AuditSubject } from '../../server/src/features/audit/audit.service.ts';
import { newId } from '../../server/src/db/ids.ts';
import type { TestTenant } from '../../server/src/testing/tenant.ts';

const day = 86_400_000;
const first = Date.parse('2025-09-01T00:00:00Z');
const days = 300;

/** Last days of periods that are asked, of the day before one, and of November. */
const edges = ['2025-08-31', '2025-11-30', '2026-01-31', '2026-02-20', '2026-03-31', '2026-06-30'];

interface Act {
  readonly type: AuditType;
  readonly staffId: string | null;
  readonly now: Date;
  readonly subject?: AuditSubject;
}

/**
 * Nearly a year of a team in its log and its accounts, drawn: sessions of each kind, files read by each right (twice on a
 * day for some, by two rights), refusals and acts that read nothing, exports of each nature; accounts that were invited,
 * served, were reset, ended, taken up again or left behind, with their links and factors. Some stand at the very edge of
 * a day where the tenant is.
 */
export async function liveSecurely(
  tenant: TestTenant,
  admin: postgres.Sql,
  roll: () => number,
): Promise<void> {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)]!;
  const instant = (from = first, until = first + days * day): Date => {
    const at = from + Math.floor(roll() * (until - from));
    const edge = at - (at % day) + pick([19, 20, 21, 22, 23]) * 3_600_000 - pick([0, 1]);
    return new Date(roll() < 0.3 && edge > from && edge < until ? edge : at);
  };
  const team: string[] = [];
  for (let at = 0; at < 12; at += 1) team.push((await tenant.staff('SOCIAL_WORKER')).id);
  const quiet = (await tenant.staff('SOCIAL_WORKER')).id;
  const program = newId();
  await admin`insert into staff_member (tenant_id, id, kind, display_name) values (${tenant.id}, ${program}, 'service', 'Import du soir')`;
  const files = Array.from({ length: 5 }, () => newId());

  const acts: Act[] = Array.from({ length: 700 }, () => {
    const rank = Math.floor(roll() * team.length);
    // One in three was seen no more after a while
    const now = instant(first, first + (rank % 3 === 0 ? 100 : days) * day);
    return { staffId: team[rank]!, now, ...drawnAct() };
  }).flatMap((act) => (roll() < 0.15 && act.subject?.fileId ? [act, again(act)] : [act]));
  for (let at = 0; at < 20; at += 1) {
    const fileId = pick(files);
    acts.push({
      type: 'session.opened',
      staffId: program,
      now: instant(),
      subject: { facts: { kind: 'service' } },
    });
    acts.push({
      type: 'file.opened',
      staffId: program,
      now: instant(),
      subject: { fileId, facts: { ground: 'program' } },
    });
    acts.push({ type: 'audit.extracted', staffId: null, now: instant(), subject: { fileId } });
  }

  function drawnAct(): Pick<Act, 'type' | 'subject'> {
    const rolled = roll();
    if (rolled < 0.25)
      return { type: 'session.opened', subject: { facts: pick([{ device: 'Firefox' }, { kind: 'embed' }]) } };
    if (rolled < 0.32) return { type: pick(['session.framed', 'session.proved', 'session.ended']) };
    if (rolled < 0.7) {
      const ground = pick(['lead', 'unit', 'file', 'emergency', 'substitute', undefined]);
      const type = pick<AuditType>([
        'file.opened',
        'file.historyRead',
        'entry.read',
        'requests.read',
        'timeline.read',
        'file.printed',
      ]);
      return { type, subject: { fileId: pick(files), ...(ground ? { facts: { ground } } : {}) } };
    }
    if (rolled < 0.8) {
      const type = pick([
        ...(['access.refused', 'file.emergencyOpened', 'file.accessRead', 'timeline.counted'] as const),
        ...(['draft.opened', 'entry.created', 'agenda.read', 'file.accessExplained'] as const),
      ]);
      return { type, subject: { fileId: pick(files), facts: { ground: 'lead' } } };
    }
    if (rolled < 0.93)
      return {
        type: 'statistics.exported',
        subject: {
          facts: pick([{ kind: 'reports', format: 'xlsx' }, { kind: 'rows' }, { kind: 'activity' }, {}]),
        },
      };
    const around = ['statistics.exportAsked', 'statistics.exportRead', 'statistics.scheduledMade'] as const;
    return { type: pick(['configuration.exported', 'statistics.reportExported', ...around]) };
  }

  /** The same file read again a moment later, otherwise: on the same day for nearly all. */
  function again(act: Act): Act {
    const facts = pick([{ ground: 'lead' }, { ground: 'emergency' }, {}]);
    return { ...act, now: new Date(+act.now + 90_000), subject: { ...act.subject, facts } };
  }

  for (const [at, last] of edges.entries()) {
    for (const time of ['10:00', '23:30']) {
      const who = { staffId: team[at]!, now: new Date(`${last}T${time}:00Z`) };
      acts.push({ ...who, type: 'session.opened' });
      acts.push({ ...who, type: 'file.opened', subject: { fileId: pick(files), facts: { ground: 'unit' } } });
      acts.push({ ...who, type: 'statistics.exported', subject: { facts: { kind: 'reports' } } });
    }
  }
  // Seen once, ninety days before the end of a period that is asked
  acts.push({ type: 'session.opened', staffId: quiet, now: new Date('2025-12-31T09:00:00Z') });
  const accounts = new Map(team.slice(1).map((staffId) => [staffId, drawnAccount(pick, roll, instant)]));
  accounts.set(quiet, madeAccount(['account.invited', '2025-09-01', true]));
  for (const steps of accountsByHand)
    accounts.set((await tenant.staff('SOCIAL_WORKER')).id, madeAccount(...steps));
  // Two factors of one, and one that was taken away
  const secondAt = new Date('2025-09-02T09:00:00Z');
  accounts.get(quiet)!.factors.push({ kind: 'passkey', madeAt: secondAt, removedAt: null });
  [...accounts.values()].at(-1)!.factors[0]!.removedAt = new Date('2025-10-01T09:00:00Z');
  for (const [staffId, account] of accounts) {
    acts.push(
      ...account.acts.map(({ type, now }) => ({ type, now, staffId: null, subject: { recordId: staffId } })),
    );
    await admin`insert into sign_in_account (tenant_id, staff_id, login, credentials_since, disabled_at, created_at)
      values (${tenant.id}, ${staffId}, ${`${staffId}@chu.example`}, ${account.since}, ${account.disabledAt}, ${account.madeAt})`;
    for (const { purpose, madeAt, usedAt, revokedAt } of account.links)
      await admin`insert into invitation (tenant_id, id, staff_id, purpose, digest, created_at, expires_at, used_at, revoked_at)
        values (${tenant.id}, ${newId()}, ${staffId}, ${purpose}, 'x', ${madeAt}, ${new Date(+madeAt + 3 * day)}, ${usedAt}, ${revokedAt})`;
    for (const { kind, madeAt, removedAt } of account.factors)
      await admin`insert into second_factor (tenant_id, id, staff_id, kind, label, created_at, removed_at)
        values (${tenant.id}, ${newId()}, ${staffId}, ${kind}, 'Clé', ${madeAt}, ${removedAt})`;
  }
  const leavers = [...accounts.keys()].filter((id) => id !== quiet && roll() < 0.15);
  for (const staffId of leavers)
    await admin`update staff_member set left_at = ${instant()} where tenant_id = ${tenant.id} and id = ${staffId}`;
  // One whose account was left behind
  await admin`update staff_member set left_at = '2026-01-15T09:00:00Z'
               where tenant_id = ${tenant.id} and id = ${[...accounts.keys()].at(-1)!}`;

  await tenant.database.withTenant(tenant.id, [], async (tx) => {
    for (const [at, { type, staffId, now, subject }] of acts.entries()) {
      const who = { tenantId: tenant.id, staffId, sessionId: null, now, requestId: `act-${at}` };
      await auditAs(tx, who, type, subject);
    }
  });
}

type Step = readonly [
  type: 'account.invited' | 'account.reset' | 'account.ended',
  on: string,
  served: boolean,
];
interface Account {
  madeAt: Date;
  since: Date;
  disabledAt: Date | null;
  readonly acts: { readonly type: AuditType; readonly now: Date }[];
  readonly links: {
    readonly purpose: string;
    readonly madeAt: Date;
    readonly usedAt: Date | null;
    revokedAt: Date | null;
  }[];
  readonly factors: { readonly kind: string; readonly madeAt: Date; removedAt: Date | null }[];
}

/** What the state of an account at the end of each period hangs on, whatever is drawn. */
const accountsByHand: readonly (readonly Step[])[] = [
  [
    ['account.invited', '2025-09-01', true],
    ['account.reset', '2025-11-20', false],
    ['account.reset', '2026-04-10', true],
  ],
  [
    ['account.invited', '2025-09-01', true],
    ['account.ended', '2025-10-05', false],
    ['account.reset', '2025-12-10', false],
  ],
  [
    ['account.invited', '2025-09-01', true],
    ['account.ended', '2025-10-05', false],
    ['account.invited', '2026-03-01', false],
  ],
  [['account.invited', '2025-09-01', true]],
];

/** An account that went through some steps, one on each day, as the product writes it. */
function madeAccount(...steps: readonly Step[]): Account {
  const account = newAccount(new Date(`${steps[0]![1]}T08:00:00Z`));
  for (const [type, on, served] of steps) {
    const now = new Date(`${on}T08:00:00Z`);
    goThrough(account, type, now, served ? { usedAt: new Date(+now + 3_600_000), kind: 'totp' } : undefined);
  }
  return account;
}

const newAccount = (madeAt: Date): Account => ({
  ...{ madeAt, since: madeAt, disabledAt: null },
  ...{ acts: [], links: [], factors: [] },
});

/** A step of an account; the link it sends may serve, and a factor is given then. */
function goThrough(
  account: Account,
  type: Step[0],
  now: Date,
  served: { readonly usedAt: Date; readonly kind: string } | undefined,
): void {
  account.acts.push({ type, now });
  account.disabledAt = type === 'account.ended' ? now : null;
  if (type === 'account.reset') account.since = now;
  if (type === 'account.ended') return;
  for (const link of account.links) if (link.usedAt === null) link.revokedAt ??= now;
  const purpose = type === 'account.invited' ? 'invite' : 'reset';
  account.links.push({ purpose, madeAt: now, usedAt: served?.usedAt ?? null, revokedAt: null });
  if (served) account.factors.push({ kind: served.kind, madeAt: served.usedAt, removedAt: null });
}

/** An account whose steps are drawn. */
function drawnAccount(
  pick: <T>(from: readonly T[]) => T,
  roll: () => number,
  instant: (from: number, until: number) => Date,
): Account {
  const account = newAccount(new Date(first - day + Math.floor(roll() * days * 0.4) * day));
  let at = account.madeAt;
  // Half of what remains at most, so that there is time for more
  const later = () => instant(+at + 60_000, Math.max(+at + 120_000, (+at + first + days * day) / 2));
  const next = (type: Step[0], now: Date, share: number) => {
    const usedAt = roll() < share ? instant(+now + 60_000, +now + 2 * day) : undefined;
    goThrough(account, type, now, usedAt && { usedAt, kind: pick(['totp', 'passkey']) });
    at = usedAt ?? now;
  };
  next('account.invited', account.madeAt, 0.75);
  if (roll() < 0.5)
    account.factors.push({ kind: pick(['totp', 'passkey']), madeAt: later(), removedAt: null });
  for (const factor of account.factors)
    if (roll() < 0.3) factor.removedAt = instant(+factor.madeAt + 60_000, +factor.madeAt + 60 * day);
  for (const [type, share, served] of [
    ['account.reset', 0.5, 0.6],
    ['account.reset', 0.3, 0.8],
    ['account.invited', 0.2, 0.5],
    ['account.ended', 0.4, 0],
  ] as const)
    if (roll() < share) next(type, later(), served);
  if (account.disabledAt !== null && roll() < 0.6)
    next(pick(['account.invited', 'account.reset']), later(), 0.5);
  return account;
}
