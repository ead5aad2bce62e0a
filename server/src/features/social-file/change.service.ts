import { and, eq } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { followsFile } from '../access/reasons.service.ts';
import { may } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { choiceItems } from '../configuration/configuration.service.ts';
import { isOpenUnit } from '../organisation/organisation.service.ts';
import { ageOn } from './age.ts';
import { keepVersion } from './history.service.ts';
import { referenceTaken } from './reference.rules.ts';
import { requireReceipt } from './search.service.ts';
import { writeSearchKey } from './search.store.ts';
import { describeFile, today } from './social-file.service.ts';
import type { IdentityPatch, NewFile, SocialFile } from './social-file.schema.ts';
import * as store from './social-file.store.ts';
import { beneficiary, fileEpisode, fileIdentity, socialFile } from './social-file.table.ts';

/** The file, when one may change what the clearance covers; what is out of reach is not found, as what does not exist. */
export async function changeableFile(
  ctx: Context,
  fileId: string,
  clearance: 'writeIdentity' | 'writeFollowUp',
) {
  const row = await store.fileById(ctx, fileId);
  if (!row) throw notFound();
  if (!may(ctx, clearance === 'writeIdentity' ? 'changeIdentity' : clearance, row.file)) {
    throw new Problem(
      'forbidden',
      'Votre rôle dans cette entité permet de consulter ce dossier, pas de modifier ces informations.',
    );
  }
  return row;
}

/** A closed file is read, not changed. */
export const requireOpen = (file: { status: string }) => {
  if (file.status !== 'open')
    throw new Problem('conflict', 'Ce dossier est clôturé. Rouvrez-le pour le modifier.');
};

/** Whoever answers for a file follows it: of the team, present, with the right to write its follow-up. */
export async function requireLead(
  ctx: Context,
  pointer: string,
  staffId: string,
  file: { id: string; unitId: string },
): Promise<void> {
  if (await followsFile(ctx, staffId, file)) return;
  throw invalid(pointer, 'Cette personne ne suit pas les dossiers de cette entité.');
}

/** Creates a file for a person whose name was searched in this session. */
export async function createFile(ctx: Context, input: NewFile): Promise<SocialFile> {
  requireWritableUnit(ctx, input.unitId);
  requireReceipt(ctx, input.searchReceipt, input.identity);
  if (!(await isOpenUnit(ctx, input.unitId)))
    throw invalid('/unitId', 'Cette entité est fermée : elle ne reçoit plus de dossier.');
  const { tenantId, staffId } = ctx.actor;
  const openedOn = input.openedOn ?? today(ctx);
  if (openedOn > today(ctx)) throw invalid('/openedOn', 'Un dossier s’ouvre au plus tard aujourd’hui.');
  const identity = { ...emptyIdentity, ...dropUndefined(input.identity) };
  await checkIdentity(ctx, '/identity', identity);
  const id = newId();
  if (input.leadWorkerId) await requireLead(ctx, '/leadWorkerId', input.leadWorkerId, { ...input, id });
  const beneficiaryId = newId();
  const place = { tenantId, fileId: id, unitId: input.unitId };
  const followsFiles = may(ctx, 'writeUnfiled', input);
  await ctx.tx.insert(beneficiary).values({ tenantId, id: beneficiaryId });
  const inserted = await ctx.tx
    .insert(socialFile)
    .values({
      tenantId,
      id,
      unitId: input.unitId,
      beneficiaryId,
      status: 'open',
      openedOn,
      createdAt: ctx.now,
      createdBy: staffId,
      leadWorkerId: input.leadWorkerId === undefined ? (followsFiles ? staffId : null) : input.leadWorkerId,
      externalSystem: input.externalRef?.system ?? null,
      externalValue: input.externalRef?.value ?? null,
    })
    .onConflictDoNothing()
    .returning({ id: socialFile.id });
  if (inserted.length === 0) throw referenceTaken();
  await ctx.tx.insert(fileIdentity).values({ ...place, ...identity });
  await writeSearchKey(ctx, { ...place, ...identity });
  await ctx.tx.insert(fileEpisode).values({
    ...place,
    id: newId(),
    forUnitId: input.unitId,
    kind: 'opened',
    happenedOn: openedOn,
    staffId,
  });
  await audit(ctx, 'file.created', { fileId: id, unitId: input.unitId });
  await publish(ctx, 'file.created', { fileId: id, unitId: input.unitId });
  return describeFile(ctx, id);
}

/** Whether one may comes before anything else; a unit out of reach is not found, as one that does not exist. */
function requireWritableUnit(ctx: Context, unitId: string): void {
  if (may(ctx, 'createFile', { unitId })) return;
  if (may(ctx, 'createFile') && !may(ctx, 'openFile', { unitId })) throw notFound();
  throw new Problem('forbidden', 'Votre rôle ne permet pas de créer de dossier dans cette entité.');
}

const emptyIdentity = {
  birthName: null,
  birthDate: null,
  birthYear: null,
  sex: null,
  phones: [] as string[],
  email: null,
  street: null,
  postalCode: null,
  city: null,
  communeCode: null,
  addressProtected: false,
  diedOn: null,
};

/** Changes who the file is about, in this file only. */
export async function changeIdentity(
  ctx: Context,
  fileId: string,
  version: number,
  patch: IdentityPatch,
): Promise<SocialFile> {
  const { file, identity: before } = await changeableFile(ctx, fileId, 'writeIdentity');
  requireOpen(file);
  requireVersion(before.version, version);
  const after = { ...before, ...dropUndefined(patch), version: before.version + 1 };
  await checkIdentity(ctx, '', after);
  const own = and(eq(fileIdentity.tenantId, ctx.actor.tenantId), eq(fileIdentity.fileId, fileId));
  const { tenantId: _t, fileId: _f, unitId: _u, ...values } = after;
  const changed = await ctx.tx
    .update(fileIdentity)
    .set(values)
    .where(and(own, eq(fileIdentity.version, version)))
    .returning({ version: fileIdentity.version });
  requireUpdated(changed);
  await writeSearchKey(ctx, after);
  await keepVersion(ctx, {
    record: 'identity',
    recordId: fileId,
    fileId,
    unitId: file.unitId,
    clearance: 'identity',
    before: { ...before },
    after: { ...patch },
  });
  await audit(ctx, 'file.identityChanged', {
    fileId,
    unitId: file.unitId,
    facts: { fields: Object.keys(patch) },
  });
  await publish(ctx, 'file.changed', { fileId, unitId: file.unitId });
  return describeFile(ctx, fileId);
}

async function checkIdentity(
  ctx: Context,
  at: string,
  who: { birthDate: string | null; diedOn: string | null; sex?: string | null },
): Promise<void> {
  const day = today(ctx);
  if (who.birthDate && who.birthDate > day)
    throw invalid(`${at}/birthDate`, 'La date de naissance est dans le futur.');
  if (who.birthDate && ageOn(day, who.birthDate) > 125)
    throw invalid(`${at}/birthDate`, 'Cette date donne plus de 125 ans : vérifiez l’année.');
  if (who.diedOn && who.diedOn > day) throw invalid(`${at}/diedOn`, 'La date de décès est dans le futur.');
  if (who.diedOn && who.birthDate && who.diedOn < who.birthDate)
    throw invalid(`${at}/diedOn`, 'Le décès précède la naissance.');
  if (who.sex && !(await choiceItems(ctx, [['sex', who.sex]])).get(`sex/${who.sex}`))
    throw invalid(`${at}/sex`, "Ce choix n'existe pas.");
}

const dropUndefined = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
