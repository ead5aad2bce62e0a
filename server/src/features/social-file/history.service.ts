import type { z } from '@hono/zod-openapi';
import { insertAll } from '../../db/bulk.ts';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { openCursor, sealCursor } from '../../http/cursor.ts';
import { notFound } from '../../http/problem.ts';
import { groundOf } from '../access/reasons.service.ts';
import { audit } from '../audit/audit.service.ts';
import { activeFields } from '../configuration/configuration.service.ts';
import type { historyRecord, HistoryEntry } from './history.schema.ts';
import { episodeFields, staffNames, versionsOf, type VersionRow } from './history.store.ts';
import type { SituationAnswer } from './social-file.schema.ts';
import * as store from './social-file.store.ts';
import { recordVersion } from './social-file.table.ts';

/** A former state of a record, and what it became. */
export interface Kept {
  readonly record: string;
  readonly recordId: string;
  readonly fileId: string | null;
  readonly unitId: string;
  readonly clearance: 'identity' | 'followUp' | 'text';
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

const versionOf = (ctx: Context, kept: Kept) => ({
  tenantId: ctx.actor.tenantId,
  id: newId(),
  changedBy: ctx.actor.staffId,
  changedAt: ctx.now,
  ...kept,
});

/** Keeps a former state, readable with the clearance of what it holds. */
export async function keepVersion(ctx: Context, kept: Kept): Promise<void> {
  await ctx.tx.insert(recordVersion).values(versionOf(ctx, kept));
}

/** Keeps many at once. */
export const keepVersions = (ctx: Context, all: readonly Kept[]): Promise<void> =>
  insertAll(
    ctx.tx,
    recordVersion,
    all.map((kept) => versionOf(ctx, kept)),
  );

export interface HistoryQuery {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly record?: z.output<typeof historyRecord> | undefined;
  readonly recordId?: string | undefined;
  /** A group of fields of the situation. */
  readonly group?: string | undefined;
  readonly field?: string | undefined;
}

/** What a file said before: each change with who made it, when, and since when it is so. */
export async function readHistory(ctx: Context, fileId: string, query: HistoryQuery) {
  const row = await store.fileById(ctx, fileId);
  if (!row) throw notFound();
  const { group, cursor, ...filter } = query;
  const limit = query.limit ?? 50;
  const context = `history/${fileId}/${ctx.actor.sessionId}/${query.record ?? ''}/${query.recordId ?? ''}/${group ?? ''}/${query.field ?? ''}`;
  const fields = group === undefined ? undefined : await fieldsOf(ctx, row.file.unitId, group);
  const rows = await versionsOf(ctx, fileId, {
    ...filter,
    fields,
    before: cursor ? openCursor<[string, string]>(ctx.keyring, context, cursor) : undefined,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const leads = await staffNames(ctx, page.flatMap(leadsIn));
  await audit(ctx, 'file.historyRead', {
    fileId,
    unitId: row.file.unitId,
    facts: {
      ...(await groundOf(ctx, fileId)),
      versions: page.length,
      ...(query.record ? { record: query.record } : {}),
      ...(query.field ? { field: query.field } : {}),
    },
  });
  return {
    items: page.map((one) => shown(one, query.field, leads)),
    nextCursor:
      rows.length > limit && last ? sealCursor(ctx.keyring, context, [last.changed_at, last.id]) : null,
  };
}

const fieldsOf = async (ctx: Context, unitId: string, group: string): Promise<string[]> =>
  (await activeFields(ctx, unitId)).filter(({ groupCode }) => groupCode === group).map(({ code }) => code);

/** Members of the team that a change of lead worker names. */
const leadsIn = ({ record, before, after }: VersionRow): string[] =>
  record === 'leadWorker'
    ? [before, after].flatMap((side) => (side?.['leadWorker'] as string | null | undefined) ?? [])
    : [];

type StaffNames = ReadonlyMap<string, string>;

function shown(row: VersionRow, field: string | undefined, leads: StaffNames): HistoryEntry {
  return {
    id: row.id,
    at: new Date(row.changed_at).toISOString(),
    by: { id: row.changed_by, displayName: row.changed_by_name ?? '' },
    record: row.record === 'relativeNote' ? 'relative' : row.record,
    recordId: row.record_id,
    changes: changesOf(row, field, leads),
  };
}

type Change = HistoryEntry['changes'][number];

function changesOf(row: VersionRow, field: string | undefined, leads: StaffNames): Change[] {
  switch (row.record) {
    case 'situation':
      return [situationChange(row)];
    case 'status':
      return statusChanges(row).filter((one) => field === undefined || one.field === field);
    case 'leadWorker':
      return [leadChange(row, leads)];
    default:
      return fieldChanges(row, field);
  }
}

/** An opening, a closing or a reopening, with its reason: a code of the list closeReason, or what was typed. */
function statusChanges({ after }: VersionRow): Change[] {
  const { kind, since, reason } = after as { kind: string; since: string; reason: string | null };
  const told: Record<string, readonly [SituationAnswer | null, SituationAnswer | null]> = {
    status: [
      kind === 'opened' ? null : { codes: [kind === 'closed' ? 'open' : 'closed'] },
      { codes: [kind === 'closed' ? 'closed' : 'open'] },
    ],
    ...(reason === null
      ? {}
      : { reason: [null, kind === 'closed' ? { codes: [reason] } : { text: reason }] }),
  };
  return episodeFields.flatMap((field) => {
    const [before, now] = told[field] ?? [];
    return now ? [{ field, before: before ?? null, beforeSince: null, after: now, since }] : [];
  });
}

function leadChange({ before, after }: VersionRow, leads: StaffNames): Change {
  const said = (side: Record<string, unknown> | null): SituationAnswer | null => {
    const name = leads.get(side?.['leadWorker'] as string);
    return name === undefined ? null : { text: name };
  };
  return { field: 'leadWorker', before: said(before), beforeSince: null, after: said(after), since: null };
}

function situationChange({ before, after }: VersionRow): Change {
  const said = after as { fieldCode: string; since: string; value: SituationAnswer | null };
  return {
    field: said.fieldCode,
    before: before && answerOfRow(before),
    beforeSince: (before?.['since'] as string | undefined) ?? null,
    after: said.value,
    since: said.since,
  };
}

const answerColumns = ['answer', 'codes', 'number', 'day', 'text', 'yes'] as const;
function answerOfRow(row: Record<string, unknown>): SituationAnswer | null {
  const column = answerColumns.find((one) => row[one] !== null && row[one] !== undefined);
  return column ? ({ [column]: row[column] } as SituationAnswer) : null;
}

/** Fields of a row in the order people read them, and how each is told: as an answer of the situation is. */
const told: Readonly<Record<string, (value: never) => SituationAnswer>> = {
  ...Object.fromEntries(
    [
      'lastName',
      'birthName',
      'firstNames',
      'email',
      'street',
      'postalCode',
      'city',
      'communeCode',
      'externalRef',
    ].map((field) => [field, (text: string) => ({ text })]),
  ),
  ...Object.fromEntries(
    ['kind', 'name', 'phone', 'note'].map((field) => [field, (text: string) => ({ text })]),
  ),
  birthDate: (day: string) => ({ day }),
  diedOn: (day: string) => ({ day }),
  birthYear: (number: number) => ({ number }),
  sex: (code: string) => ({ codes: [code] }),
  phones: (phones: string[]) => ({ text: phones.join(', ') }),
  addressProtected: (yes: boolean) => ({ yes }),
  flagCode: (code: string) => ({ codes: [code] }),
  expiresOn: (day: string) => ({ day }),
  dependent: (yes: boolean) => ({ yes }),
};

/** What a version changed, field by field; a person who was removed loses all that was known. */
function fieldChanges({ before, after }: VersionRow, only: string | undefined): Change[] {
  const said = after ?? before ?? {};
  const fields = Object.keys(told).filter(
    (field) =>
      field in said &&
      (!only || field === only) &&
      JSON.stringify(before?.[field] ?? null) !== JSON.stringify(after?.[field] ?? null),
  );
  return fields.map((field) => ({
    field,
    before: valueOf(field, before?.[field]),
    beforeSince: null,
    after: valueOf(field, after?.[field]),
    since: null,
  }));
}

function valueOf(field: string, value: unknown): SituationAnswer | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value) && value.length === 0) return null;
  return told[field]!(value as never);
}
