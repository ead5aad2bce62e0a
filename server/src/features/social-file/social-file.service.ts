import type { Context } from '../../db/database.ts';
import { openCursor, sealCursor } from '../../http/cursor.ts';
import { notFound } from '../../http/problem.ts';
import { groundOf } from '../access/reasons.service.ts';
import { may } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { activeFields } from '../configuration/configuration.service.ts';
import { dayIn } from '../organisation/organisation.service.ts';
import { ageShown } from './age.ts';
import type { SituationAnswer, SocialFile } from './social-file.schema.ts';
import { filesByIds, listFiles as listRows, type SummaryRow } from './list.store.ts';
import * as store from './social-file.store.ts';
import type { situationValue } from './social-file.table.ts';

/** Whether a clearance covers a file, by its unit or by a grant on the file itself. */
export const covers = (ids: readonly string[], file: { id: string; unitId: string }): boolean =>
  ids.includes(file.unitId) || ids.includes(file.id);

export const today = (ctx: Context): string => dayIn(ctx.actor.timeZone, ctx.now);

/** Opens a file: identity, situation of the day, flags, entourage, completeness, and what one can do with it. */
export async function openFile(ctx: Context, fileId: string): Promise<SocialFile> {
  const [parts, facts] = await Promise.all([partsOf(ctx, fileId), groundOf(ctx, fileId)]);
  const [fields] = await Promise.all([
    fieldsOf(ctx, parts),
    audit(ctx, 'file.opened', { fileId, unitId: parts.file.unitId, facts }),
  ]);
  return shownFile(ctx, parts, fields);
}

/** Opens a file by what the host calls the person; not allowed and not found are the same answer. */
export async function openByExternalRef(ctx: Context, system: string, value: string): Promise<SocialFile> {
  const fileId = await store.fileByExternalRef(ctx, system, value);
  if (fileId === undefined) throw notFound();
  return openFile(ctx, fileId);
}

/** The file as it is shown; leaves no trace of its own. */
export async function describeFile(ctx: Context, fileId: string): Promise<SocialFile> {
  const parts = await partsOf(ctx, fileId);
  return shownFile(ctx, parts, await fieldsOf(ctx, parts));
}

/** All that hangs on the file: independent reads, which travel together; what one may not read comes back empty. */
async function partsOf(ctx: Context, fileId: string) {
  const day = today(ctx);
  const [row, flags, values, versions, relatives] = await Promise.all([
    store.fileById(ctx, fileId),
    store.flagsOf(ctx, fileId, day),
    store.situationOn(ctx, fileId, day),
    store.groupVersions(ctx, fileId),
    store.relativesOf(ctx, fileId),
  ]);
  if (!row) throw notFound();
  return { ...row, day, flags, values, versions, relatives };
}
type Parts = Awaited<ReturnType<typeof partsOf>>;

const fieldsOf = async (ctx: Context, { file }: Parts) =>
  may(ctx, 'readFollowUp', file) ? activeFields(ctx, file.unitId) : [];

function shownFile(
  ctx: Context,
  { file, identity, unit, leadName, day, flags, values, versions, relatives }: Parts,
  fields: Awaited<ReturnType<typeof fieldsOf>>,
): SocialFile {
  const groupOf = new Map(fields.map((field) => [field.code, field.groupCode]));
  const reserved = may(ctx, 'readText', file) ? [] : fields.filter((field) => field.clearance === 'text');
  const required = fields.filter((field) => field.required && !reserved.includes(field));
  const answered = new Set(
    values.filter((value) => value.answer !== 'notAsked').map((value) => value.fieldCode),
  );
  const groups = [...new Set([...fields.map((field) => field.groupCode), ...versions.keys()])];
  return {
    id: file.id,
    unit: { id: unit.id, name: unit.name },
    leadWorker: file.leadWorkerId === null ? null : { id: file.leadWorkerId, displayName: leadName ?? '' },
    status: file.status,
    openedOn: file.openedOn,
    closedOn: file.closedOn,
    closeReason: file.closeReason,
    lastContactOn: file.lastContactOn,
    lastWorkOn: file.lastWorkOn,
    inactive: isInactive(day, file, unit.inactivityDays),
    externalRef:
      file.externalSystem === null || file.externalValue === null
        ? null
        : { system: file.externalSystem, value: file.externalValue },
    identity: {
      lastName: identity.lastName,
      birthName: identity.birthName,
      firstNames: identity.firstNames,
      birthDate: identity.birthDate,
      birthYear: identity.birthYear,
      age: ageShown(day, identity),
      sex: identity.sex,
      phones: identity.phones,
      email: identity.email,
      street: identity.street,
      postalCode: identity.postalCode,
      city: identity.city,
      communeCode: identity.communeCode,
      addressProtected: identity.addressProtected,
      diedOn: identity.diedOn,
      version: identity.version,
    },
    flags,
    situation: groups.map((code) => ({
      code,
      version: versions.get(code) ?? 0,
      values: [
        ...values.filter((value) => (groupOf.get(value.fieldCode) ?? '') === code).map(answerOf),
        // Whether it is answered or not: that there is an answer tells something
        ...reserved
          .filter((field) => field.groupCode === code)
          .map((field) => ({ fieldCode: field.code, hidden: true as const })),
      ],
    })),
    relatives: relatives.map(({ id, kind, name, birthYear, phone, dependent, note, version }) => ({
      id,
      kind,
      name,
      birthYear,
      phone,
      dependent,
      note,
      noteHidden: !may(ctx, 'readText', file),
      version,
    })),
    completeness: {
      answered: required.filter((field) => answered.has(field.code)).length,
      required: required.length,
      missing: required.filter((field) => !answered.has(field.code)).map((field) => field.code),
    },
    can: {
      changeIdentity: file.status === 'open' && may(ctx, 'changeIdentity', file),
      readFollowUp: may(ctx, 'readFollowUp', file),
      writeFollowUp: file.status === 'open' && may(ctx, 'writeFollowUp', file),
      readText: may(ctx, 'readText', file),
      transfer: file.status === 'open' && may(ctx, 'transfer', file),
    },
    version: file.version,
  };
}

/** Open, and `max(lastWorkOn, openedOn)` older than the unit's threshold (domain reference, "Inactive"). */
function isInactive(
  day: string,
  file: { status: string; lastWorkOn: string | null; openedOn: string },
  days: number,
): boolean {
  const last = file.lastWorkOn !== null && file.lastWorkOn > file.openedOn ? file.lastWorkOn : file.openedOn;
  return file.status === 'open' && Date.parse(day) - Date.parse(last) > days * 86_400_000;
}

function answerOf(row: typeof situationValue.$inferSelect): {
  fieldCode: string;
  since: string;
  value: SituationAnswer;
} {
  const value: SituationAnswer =
    row.answer !== null
      ? { answer: row.answer }
      : row.codes !== null
        ? { codes: row.codes }
        : row.number !== null
          ? { number: row.number }
          : row.day !== null
            ? { day: row.day }
            : row.yes !== null
              ? { yes: row.yes }
              : { text: row.text ?? '' };
  return { fieldCode: row.fieldCode, since: row.since, value };
}

export interface ListQuery {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly unitId?: string | undefined;
  readonly status?: string | undefined;
  readonly mine?: boolean | undefined;
  /** Starts at this letter or beginning of a name. */
  readonly from?: string | undefined;
}

/** Files one may see, by name. */
export async function listFiles(ctx: Context, query: ListQuery) {
  const limit = query.limit ?? 50;
  const all = ctx.actor.scopes.identity;
  const reach = query.unitId ? all.filter((id) => id === query.unitId) : all;
  const cursorContext = `files/${ctx.actor.sessionId}/${query.unitId ?? ''}/${query.status ?? ''}/${query.mine ?? false}`;
  const after = query.cursor
    ? openCursor<[string, string, string]>(ctx.keyring, cursorContext, query.cursor)
    : query.from
      ? ([query.from, '', '00000000-0000-0000-0000-000000000000'] as const)
      : undefined;
  const rows = await listRows(ctx, today(ctx), {
    reach,
    status: query.status,
    leadWorkerId: query.mine ? ctx.actor.staffId : undefined,
    after,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  await audit(ctx, 'file.listed', { facts: { files: page.length } });
  return {
    items: page.map((row) => summaryOf(ctx, row)),
    nextCursor:
      rows.length > limit && last
        ? sealCursor(ctx.keyring, cursorContext, [last.last_name, last.first_names, last.id])
        : null,
    can: { create: may(ctx, 'createFile') },
  };
}

/** What a list says of these files, in the order given; those out of reach are not there. */
export const summariesOf = async (ctx: Context, ids: readonly string[]) =>
  (await filesByIds(ctx, today(ctx), ids)).map((row) => summaryOf(ctx, row));

export const summaryOf = (ctx: Context, row: SummaryRow) => ({
  id: row.id,
  unitId: row.unit_id,
  unitName: row.unit_name,
  lastName: row.last_name,
  birthName: row.birth_name,
  firstNames: row.first_names,
  birthDate: row.birth_date,
  birthYear: row.birth_year,
  age: ageShown(today(ctx), { birthDate: row.birth_date, birthYear: row.birth_year, diedOn: row.died_on }),
  sex: row.sex,
  leadWorker: row.lead_id === null ? null : { id: row.lead_id, displayName: row.lead_name ?? '' },
  status: row.status,
  lastContactOn: row.last_contact_on,
  flags: row.flags,
});
