import { randomBytes } from 'node:crypto';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import type { Keyring } from '../../vault/keyring.ts';
import { audit } from '../audit/audit.service.ts';
import { addOther, endProgram, isOpenUnit } from '../organisation/organisation.service.ts';
import { rootUnit, staffNames } from './access.store.ts';
import { endAccess, endSessions, grantAccess, holdersOf, yearAfter } from './grants.service.ts';
import { serviceAccount } from './identity.table.ts';
import { inform, type NoticeKind } from './notice.service.ts';
import { reachesUnits, type ProgramScope } from './rights.ts';
import { ableTo, may, requireMay } from './roles.service.ts';
import type { serviceAccountInput } from './service-account.schema.ts';
import * as store from './service-account.store.ts';
import { accessSession } from './session.table.ts';

/** Secrets that serve at once: the former and its successor, so that nothing stops while one takes the other's place. */
const secretsAtMost = 2;
/** Accounts that serve at once. */
const accountsAtMost = 50;

type Account = store.Account;
type Secret = Awaited<ReturnType<typeof store.secrets>>[number];

/** Digest of a secret of a program as stored: it has 256 random bits, so that no slow hash is needed. */
export const digestOfProgramSecret = (keyring: Keyring, secret: string): string =>
  keyring.digest('service secret', secret).toString('base64url');

/** Whether a program is let see people at this moment. */
export const seesFiles = (
  { filesGrantedAt, filesUntil }: Pick<Account, 'filesGrantedAt' | 'filesUntil'>,
  now: Date,
): boolean => filesGrantedAt !== null && filesUntil !== null && filesUntil > now;

/** Scopes on files, or on figures of them: they count once two administrators agreed. */
export const fileScopes = (scopes: readonly string[]): string[] => scopes.filter(reachesUnits);

const shown = (
  ctx: Context,
  row: Account,
  secrets: readonly Secret[],
  names: ReadonlyMap<string, string>,
) => ({
  id: row.staffId,
  clientId: `${row.tenantId}/${row.staffId}`,
  name: row.name,
  scopes: row.scopes,
  unitIds: row.unitIds,
  createdByName: names.get(row.createdBy ?? '') ?? null,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  status: statusOf(row, ctx.now),
  secrets: secrets.map(({ id, createdAt, usedAt }) => ({
    id,
    createdAt: createdAt.toISOString(),
    usedAt: usedAt?.toISOString() ?? null,
  })),
  files: row.filesAskedAt === null ? null : shownFiles(ctx, row, names),
});

const statusOf = ({ endedAt, expiresAt }: Account, now: Date): 'ended' | 'expired' | 'live' => {
  if (endedAt !== null) return 'ended';
  return expiresAt <= now ? 'expired' : 'live';
};

const filesStatus = (row: Account, now: Date): 'ended' | 'granted' | 'asked' => {
  if (row.filesUntil! <= now || statusOf(row, now) !== 'live') return 'ended';
  return row.filesGrantedAt === null ? 'asked' : 'granted';
};

function shownFiles(ctx: Context, row: Account, names: ReadonlyMap<string, string>) {
  const status = filesStatus(row, ctx.now);
  return {
    status,
    reason: row.filesReason!,
    until: row.filesUntil!.toISOString(),
    askedByName: names.get(row.filesAskedBy ?? '') ?? null,
    askedAt: row.filesAskedAt!.toISOString(),
    grantedByName: names.get(row.filesGrantedBy ?? '') ?? null,
    grantedAt: row.filesGrantedAt?.toISOString() ?? null,
    canGrant:
      status === 'asked' && may(ctx, 'manageServiceAccounts') && row.filesAskedBy !== ctx.actor.staffId,
  };
}

/** Programs of the tenant, for its administrator and its data protection officer. */
export async function listServiceAccounts(ctx: Context) {
  requireMay(ctx, 'readOrganisation');
  const names = await staffNames(ctx);
  const secrets = Map.groupBy(await store.secrets(ctx), ({ staffId }) => staffId);
  const rows = await store.accounts(ctx);
  return {
    items: rows.map((row) => shown(ctx, row, secrets.get(row.staffId) ?? [], names)),
    can: ableTo(ctx, 'manageServiceAccounts', 'withdrawServiceFiles'),
  };
}

async function shownOne(ctx: Context, id: string) {
  return (await listServiceAccounts(ctx)).items.find((one) => one.id === id)!;
}

/** Makes an account for a program, with its first secret. It sees nobody until two administrators let it. */
export async function addServiceAccount(ctx: Context, input: z.output<typeof serviceAccountInput>) {
  requireMay(ctx, 'manageServiceAccounts');
  const scopes = [...new Set(input.scopes)];
  const unitIds = [...new Set(input.unitIds)];
  const expiresAt = new Date(input.expiresAt);
  if (expiresAt <= ctx.now || expiresAt > yearAfter(ctx.now))
    throw invalid('/expiresAt', 'Le compte finit dans l’année qui vient.');
  if (fileScopes(scopes).length > 0 !== unitIds.length > 0)
    throw invalid('/unitIds', 'Indiquez des entités pour un accès aux dossiers, et seulement pour lui.');
  for (const [index, unitId] of unitIds.entries())
    if (!(await isOpenUnit(ctx, unitId)))
      throw invalid(`/unitIds/${index}`, "Cette entité n'existe pas, ou elle est fermée.");
  const standing = (await store.accounts(ctx)).filter((row) => statusOf(row, ctx.now) === 'live');
  if (standing.length >= accountsAtMost)
    throw new Problem(
      'conflict',
      `${accountsAtMost} comptes de service sont ouverts : fermez-en un d’abord.`,
    );
  const id = await addOther(ctx, 'service', input.name);
  await ctx.tx.insert(serviceAccount).values({
    tenantId: ctx.actor.tenantId,
    staffId: id,
    scopes,
    unitIds,
    createdBy: ctx.actor.staffId,
    createdAt: ctx.now,
    expiresAt,
  });
  const unitId = await rootUnit(ctx);
  for (const role of scopes.filter((scope) => !reachesUnits(scope)))
    await grantAccess(ctx, {
      staffId: id,
      role,
      unitId,
      validFrom: ctx.now,
      validUntil: expiresAt,
      reason: input.name,
    });
  await audit(ctx, 'service.added', { recordId: id, facts: { scopes } });
  return newSecret(ctx, { staffId: id, expiresAt });
}

/** Gives an account one more secret, to take the place of the other. */
export async function addServiceSecret(ctx: Context, accountId: string) {
  const account = await ofAdministrator(ctx, accountId);
  const secrets = (await store.secrets(ctx)).filter(({ staffId }) => staffId === accountId);
  if (secrets.length >= secretsAtMost)
    throw new Problem(
      'conflict',
      'Deux secrets sont en service. Retirez celui que le programme n’utilise plus, puis recommencez.',
    );
  return newSecret(ctx, account);
}

async function newSecret(ctx: Context, { staffId, expiresAt }: Pick<Account, 'staffId' | 'expiresAt'>) {
  const [id, secret] = [newId(), randomBytes(32).toString('base64url')];
  await ctx.tx.insert(accessSession).values({
    tenantId: ctx.actor.tenantId,
    id,
    staffId,
    kind: 'service',
    origins: [],
    nominative: false,
    methods: [],
    secretDigest: digestOfProgramSecret(ctx.keyring, secret),
    createdAt: ctx.now,
    expiresAt,
  });
  await audit(ctx, 'service.secretAdded', { recordId: staffId, facts: { secret: id } });
  return { account: await shownOne(ctx, staffId), secretId: id, secret };
}

/** Takes a secret back: what it opened is refused from the next call on. */
export async function revokeServiceSecret(ctx: Context, accountId: string, secretId: string): Promise<void> {
  await ofAdministrator(ctx, accountId);
  if (!(await store.revokeSecret(ctx, accountId, secretId))) throw notFound();
  ctx.published += 1;
  await audit(ctx, 'service.secretRevoked', { recordId: accountId, facts: { secret: secretId } });
}

/** Ends an account for good: secrets, rights and sessions at once. */
export async function endServiceAccount(ctx: Context, accountId: string): Promise<void> {
  requireMay(ctx, 'manageServiceAccounts');
  const account = await store.lockedAccount(ctx, accountId);
  if (!account || account.endedAt !== null) throw notFound();
  await store.change(ctx, accountId, { endedAt: ctx.now });
  await endProgram(ctx, accountId);
  await endAccess(ctx, accountId);
  await endSessions(ctx, accountId);
  await audit(ctx, 'service.ended', { recordId: accountId });
}

/** Asks that a program be let see people, until a day: another administrator answers. */
export async function askServiceFiles(
  ctx: Context,
  accountId: string,
  { reason, until: wanted }: { reason: string; until: string },
) {
  const account = await ofAdministrator(ctx, accountId);
  if (fileScopes(account.scopes).length === 0)
    throw new Problem('conflict', 'Ce compte n’a aucune portée sur les dossiers.');
  if (account.filesAskedAt !== null && filesStatus(account, ctx.now) !== 'ended')
    throw new Problem('conflict', 'L’accès de ce compte aux dossiers est déjà demandé ou accordé.');
  const until = new Date(wanted);
  if (until <= ctx.now || until > account.expiresAt)
    throw invalid('/until', 'Cet accès finit au plus tard avec le compte.');
  await store.change(ctx, accountId, {
    filesAskedBy: ctx.actor.staffId,
    filesAskedAt: ctx.now,
    filesReason: reason,
    filesUntil: until,
    filesGrantedBy: null,
    filesGrantedAt: null,
  });
  await audit(ctx, 'service.filesAsked', { recordId: accountId, facts: { until: until.toISOString() } });
  await tell(ctx, 'ADMINISTRATOR', 'serviceFilesAsked', accountId);
  return shownOne(ctx, accountId);
}

/** Agrees to what another administrator asked: from now until the end asked for, the program sees people. */
export async function grantServiceFiles(ctx: Context, accountId: string) {
  const account = await ofAdministrator(ctx, accountId);
  const { filesUntil, filesReason } = account;
  if (account.filesAskedAt === null || filesStatus(account, ctx.now) !== 'asked')
    throw new Problem('conflict', 'Aucun accès aux dossiers n’attend d’accord pour ce compte.');
  if (account.filesAskedBy === ctx.actor.staffId)
    throw new Problem('forbidden', 'Cet accès se décide à deux : demandez à un autre administrateur.');
  await store.change(ctx, accountId, { filesGrantedBy: ctx.actor.staffId, filesGrantedAt: ctx.now });
  for (const role of fileScopes(account.scopes) as ProgramScope[])
    for (const unitId of account.unitIds)
      await grantAccess(ctx, {
        staffId: accountId,
        role,
        unitId,
        validFrom: ctx.now,
        validUntil: filesUntil,
        reason: filesReason!,
      });
  await store.endShortSessions(ctx, accountId);
  await audit(ctx, 'service.filesGranted', {
    recordId: accountId,
    facts: { until: filesUntil!.toISOString(), scopes: fileScopes(account.scopes) },
  });
  await tell(ctx, 'DPO', 'serviceFilesGranted', accountId);
  return shownOne(ctx, accountId);
}

/** Takes back what was granted, or asked: the program sees nobody from the next call on. */
export async function withdrawServiceFiles(ctx: Context, accountId: string): Promise<void> {
  requireMay(ctx, 'withdrawServiceFiles');
  const account = await store.lockedAccount(ctx, accountId);
  if (!account || account.filesAskedAt === null) throw notFound();
  await store.change(ctx, accountId, {
    filesAskedBy: null,
    filesAskedAt: null,
    filesReason: null,
    filesUntil: null,
    filesGrantedBy: null,
    filesGrantedAt: null,
  });
  await endAccess(ctx, accountId, fileScopes(account.scopes));
  await store.endShortSessions(ctx, accountId);
  await audit(ctx, 'service.filesWithdrawn', { recordId: accountId });
}

/** The account an administrator decides of, while it serves. */
async function ofAdministrator(ctx: Context, accountId: string): Promise<Account> {
  requireMay(ctx, 'manageServiceAccounts');
  const account = await store.lockedAccount(ctx, accountId);
  if (!account || statusOf(account, ctx.now) !== 'live') throw notFound();
  return account;
}

async function tell(
  ctx: Context,
  role: 'ADMINISTRATOR' | 'DPO',
  kind: NoticeKind,
  accountId: string,
): Promise<void> {
  const { tenantId, staffId } = ctx.actor;
  await inform(ctx, await holdersOf(ctx.tx, tenantId, role, ctx.now), {
    kind,
    aboutStaffId: staffId,
    facts: [accountId],
  });
}
