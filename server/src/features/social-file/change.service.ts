import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { audit } from '../audit/audit.service.ts';
import { activeFields, choiceItems } from '../configuration/configuration.service.ts';
import { ageOn } from './age.ts';
import { keepVersion } from './history.service.ts';
import { requireReceipt } from './search.service.ts';
import { writeSearchKey } from './search.store.ts';
import { covers, describeFile, today } from './social-file.service.ts';
import type {
  IdentityPatch,
  NewFile,
  SituationAnswer,
  SituationPatch,
  SocialFile,
} from './social-file.schema.ts';
import * as store from './social-file.store.ts';
import {
  beneficiary,
  fileEpisode,
  fileIdentity,
  situationGroup,
  situationValue,
  socialFile,
} from './social-file.table.ts';

/** The file, when one may change what the clearance covers; what is out of reach is not found, as what does not exist. */
export async function changeableFile(
  ctx: Context,
  fileId: string,
  clearance: 'writeIdentity' | 'writeFollowUp',
) {
  const row = await store.fileById(ctx, fileId);
  if (!row) throw notFound();
  if (!covers(ctx.actor.scopes[clearance], row.file)) {
    throw new Problem(
      'forbidden',
      'Votre rôle dans cette entité permet de consulter ce dossier, pas de modifier ces informations.',
    );
  }
  return row;
}

const requireOpen = (file: { status: string }) => {
  if (file.status !== 'open')
    throw new Problem('conflict', 'Ce dossier est clôturé. Rouvrez-le pour le modifier.');
};

/** Creates a file for a person whose name was searched in this session. */
export async function createFile(ctx: Context, input: NewFile): Promise<SocialFile> {
  requireReceipt(ctx, input.searchReceipt, input.identity);
  const { tenantId, staffId } = ctx.actor;
  if (!ctx.actor.scopes.writeIdentity.includes(input.unitId))
    throw invalid('/unitId', 'Vous ne pouvez pas créer de dossier dans cette entité.');
  const openedOn = input.openedOn ?? today(ctx);
  if (openedOn > today(ctx)) throw invalid('/openedOn', 'Un dossier s’ouvre au plus tard aujourd’hui.');
  const identity = { ...emptyIdentity, ...dropUndefined(input.identity) };
  await checkIdentity(ctx, '/identity', identity);
  const id = newId();
  const beneficiaryId = newId();
  const place = { tenantId, fileId: id, unitId: input.unitId };
  const followsFiles = ctx.actor.scopes.writeFollowUp.includes(input.unitId);
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
  if (inserted.length === 0)
    throw new Problem('conflict', 'Un dossier de cette entité porte déjà cet identifiant externe.');
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

/** Changes one group of the situation: each value is true since a day; the one before stays in the history. */
export async function changeSituation(
  ctx: Context,
  fileId: string,
  groupCode: string,
  version: number,
  patch: SituationPatch,
): Promise<SocialFile> {
  const { file } = await changeableFile(ctx, fileId, 'writeFollowUp');
  requireOpen(file);
  const fields = new Map(
    (await activeFields(ctx, file.unitId))
      .filter((field) => field.groupCode === groupCode)
      .map((field) => [field.code, field]),
  );
  if (fields.size === 0) throw notFound();
  const since = patch.since ?? today(ctx);
  if (since > today(ctx)) throw invalid('/since', 'Une situation commence au plus tard aujourd’hui.');
  const { tenantId } = ctx.actor;
  const place = { tenantId, fileId, unitId: file.unitId };
  // The first change makes the group; locking it makes the version test safe.
  await ctx.tx
    .insert(situationGroup)
    .values({ ...place, groupCode, version: 0 })
    .onConflictDoNothing();
  const ofGroup = and(
    eq(situationGroup.tenantId, tenantId),
    eq(situationGroup.fileId, fileId),
    eq(situationGroup.groupCode, groupCode),
  );
  const [group] = await ctx.tx.select().from(situationGroup).where(ofGroup).for('update');
  requireVersion(group?.version ?? 0, version);
  const codes = Object.entries(patch.values).flatMap(([code, value]) => {
    const list = fields.get(code)?.listCode;
    return value && 'codes' in value && list ? value.codes.map((item) => [list, item] as const) : [];
  });
  const items = await choiceItems(ctx, codes);
  for (const [code, value] of Object.entries(patch.values)) {
    const field = fields.get(code);
    const at = `/values/${code}`;
    if (!field) throw invalid(at, "Ce champ n'existe pas dans ce groupe.");
    const own = and(
      eq(situationValue.tenantId, tenantId),
      eq(situationValue.fileId, fileId),
      eq(situationValue.fieldCode, code),
      eq(situationValue.since, since),
    );
    const [before] = await ctx.tx.select().from(situationValue).where(own);
    if (value !== null) checkAnswer(field, value, at, items);
    await ctx.tx.delete(situationValue).where(own);
    if (value !== null)
      await ctx.tx.insert(situationValue).values({ ...place, fieldCode: code, since, ...columnsOf(value) });
    await keepVersion(ctx, {
      record: 'situation',
      recordId: fileId,
      fileId,
      unitId: file.unitId,
      clearance: 'followUp',
      before: before ?? null,
      after: { fieldCode: code, since, value },
    });
  }
  await ctx.tx
    .update(situationGroup)
    .set({ version: version + 1 })
    .where(ofGroup);
  await audit(ctx, 'file.situationChanged', {
    fileId,
    unitId: file.unitId,
    facts: { fields: Object.keys(patch.values) },
  });
  await publish(ctx, 'file.changed', { fileId, unitId: file.unitId });
  return describeFile(ctx, fileId);
}

function checkAnswer(
  field: { kind: string; listCode: string | null },
  value: SituationAnswer,
  at: string,
  items: ReadonlyMap<string, { active: boolean }>,
): void {
  if ('answer' in value) return;
  const fits =
    (field.kind === 'choice' && 'codes' in value && value.codes.length === 1) ||
    (field.kind === 'choices' && 'codes' in value) ||
    (field.kind === 'number' && 'number' in value) ||
    (field.kind === 'date' && 'day' in value) ||
    (field.kind === 'yesNo' && 'yes' in value) ||
    ((field.kind === 'text' || field.kind === 'longText') && 'text' in value);
  if (!fits) throw invalid(at, 'Cette réponse ne convient pas à ce champ.');
  if ('codes' in value && value.codes.some((code) => !items.get(`${field.listCode}/${code}`)?.active)) {
    throw invalid(at, "Ce choix n'est pas proposé par votre service.");
  }
}

const columnsOf = (value: SituationAnswer) => ({
  answer: null,
  codes: null,
  number: null,
  day: null,
  text: null,
  yes: null,
  ...value,
});
const dropUndefined = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

/** Closes a file with a reason, today: the date of closing is never set back. */
export async function closeFile(
  ctx: Context,
  fileId: string,
  version: number,
  reason: string,
): Promise<SocialFile> {
  return turn(ctx, fileId, version, 'closed', reason);
}

/** Opens a closed file again. */
export async function reopenFile(
  ctx: Context,
  fileId: string,
  version: number,
  reason: string,
): Promise<SocialFile> {
  return turn(ctx, fileId, version, 'reopened', reason);
}

async function turn(
  ctx: Context,
  fileId: string,
  version: number,
  kind: 'closed' | 'reopened',
  reason: string,
): Promise<SocialFile> {
  const { file } = await changeableFile(ctx, fileId, 'writeFollowUp');
  requireVersion(file.version, version);
  const wanted = kind === 'closed' ? 'open' : 'closed';
  if (file.status !== wanted)
    throw new Problem(
      'conflict',
      kind === 'closed' ? 'Ce dossier est déjà clôturé.' : 'Ce dossier est déjà ouvert.',
    );
  if (kind === 'closed') {
    const items = await choiceItems(ctx, [['closeReason', reason]]);
    if (!items.get(`closeReason/${reason}`)?.active)
      throw invalid('/reason', "Ce motif n'est pas proposé par votre service.");
  }
  const day = today(ctx);
  const turned = await ctx.tx
    .update(socialFile)
    .set(
      kind === 'closed'
        ? { status: 'closed', closedOn: day, closeReason: reason, version: version + 1 }
        : { status: 'open', closedOn: null, closeReason: null, version: version + 1 },
    )
    .where(
      and(
        eq(socialFile.tenantId, ctx.actor.tenantId),
        eq(socialFile.id, fileId),
        eq(socialFile.version, version),
      ),
    )
    .returning({ id: socialFile.id });
  requireUpdated(turned);
  await ctx.tx.insert(fileEpisode).values({
    tenantId: ctx.actor.tenantId,
    id: newId(),
    fileId,
    unitId: file.unitId,
    forUnitId: file.unitId,
    kind,
    happenedOn: day,
    reason,
    staffId: ctx.actor.staffId,
  });
  await audit(ctx, kind === 'closed' ? 'file.closed' : 'file.reopened', {
    fileId,
    unitId: file.unitId,
    facts: kind === 'closed' ? { reason } : {},
  });
  await publish(ctx, 'file.changed', { fileId, unitId: file.unitId });
  return describeFile(ctx, fileId);
}

/** Names the lead worker of a file, or none. */
export async function assignFile(
  ctx: Context,
  fileId: string,
  version: number,
  staffId: string | null,
): Promise<SocialFile> {
  const { file } = await changeableFile(ctx, fileId, 'writeIdentity');
  requireVersion(file.version, version);
  if (staffId !== null) {
    const [known] = await ctx.tx.execute(
      sql`select 1 from staff_member m where m.tenant_id = ${ctx.actor.tenantId} and m.id = ${staffId} and m.left_at is null`,
    );
    if (!known) throw invalid('/staffId', "Cet intervenant n'existe pas.");
  }
  const assigned = await ctx.tx
    .update(socialFile)
    .set({ leadWorkerId: staffId, version: version + 1 })
    .where(
      and(
        eq(socialFile.tenantId, ctx.actor.tenantId),
        eq(socialFile.id, fileId),
        eq(socialFile.version, version),
      ),
    )
    .returning({ id: socialFile.id });
  requireUpdated(assigned);
  await audit(ctx, 'file.assigned', { fileId, unitId: file.unitId });
  await publish(ctx, 'file.changed', { fileId, unitId: file.unitId });
  return describeFile(ctx, fileId);
}
