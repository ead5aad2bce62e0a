import { and, desc, eq, lte } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { requireVersion } from '../../http/etag.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { may } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { activeFields, choiceItems } from '../configuration/configuration.service.ts';
import { changeableFile, requireOpen } from './change.service.ts';
import { keepVersion } from './history.service.ts';
import { describeFile, today } from './social-file.service.ts';
import type { SituationAnswer, SituationPatch, SocialFile } from './social-file.schema.ts';
import { situationGroup, situationValue } from './social-file.table.ts';

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
    const { clearance } = field;
    if (clearance === 'text' && !may(ctx, 'readText', file))
      throw new Problem('forbidden', 'Ce champ est réservé à qui lit les textes du dossier.');
    const own = and(
      eq(situationValue.tenantId, tenantId),
      eq(situationValue.fileId, fileId),
      eq(situationValue.fieldCode, code),
      eq(situationValue.since, since),
    );
    const [before] = await ctx.tx
      .select()
      .from(situationValue)
      .where(
        and(
          eq(situationValue.tenantId, tenantId),
          eq(situationValue.fileId, fileId),
          eq(situationValue.fieldCode, code),
          lte(situationValue.since, since),
        ),
      )
      .orderBy(desc(situationValue.since))
      .limit(1);
    if (value !== null) checkAnswer(field, value, at, items);
    await ctx.tx.delete(situationValue).where(own);
    if (value !== null)
      await ctx.tx
        .insert(situationValue)
        .values({ ...place, fieldCode: code, since, clearance, ...columnsOf(value) });
    // What was so on that day: its own since-when tells whether it was replaced or followed.
    await keepVersion(ctx, {
      record: 'situation',
      recordId: fileId,
      fileId,
      unitId: file.unitId,
      clearance,
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
    // Whoever follows the file reads the trace: which reserved field was answered is not for them all.
    facts: {
      fields: Object.keys(patch.values).filter((code) => fields.get(code)?.clearance === 'followUp'),
    },
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
