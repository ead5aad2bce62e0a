import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { openCursor, sealCursor } from '../../http/cursor.ts';
import { notFound } from '../../http/problem.ts';
import { audit } from '../audit/audit.service.ts';
import { activeFields } from '../configuration/configuration.service.ts';
import type { historyRecord, HistoryEntry } from './history.schema.ts';
import { versionsOf, type VersionRow } from './history.store.ts';
import type { SituationAnswer } from './social-file.schema.ts';
import * as store from './social-file.store.ts';
import { recordVersion } from './social-file.table.ts';

/** Keeps a former state, readable with the clearance of what it holds. */
export async function keepVersion(
  ctx: Context,
  what: {
    record: string;
    recordId: string;
    fileId: string | null;
    unitId: string;
    clearance: 'identity' | 'followUp' | 'text';
    before: Record<string, unknown> | null;
    after: Record<string, unknown> | null;
  },
): Promise<void> {
  await ctx.tx.insert(recordVersion).values({
    tenantId: ctx.actor.tenantId,
    id: newId(),
    changedBy: ctx.actor.staffId,
    changedAt: ctx.now,
    ...what,
  });
}

export interface HistoryQuery {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly record?: z.output<typeof historyRecord> | undefined;
  readonly recordId?: string | undefined;
  /** A group of fields of the situation. */
  readonly group?: string | undefined;
  readonly field?: string | undefined;
}

/** What identity, situation and entourage said before: each change with who made it, when, and since when it is so. */
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
  await audit(ctx, 'file.historyRead', {
    fileId,
    unitId: row.file.unitId,
    facts: {
      versions: page.length,
      ...(query.record ? { record: query.record } : {}),
      ...(query.field ? { field: query.field } : {}),
    },
  });
  return {
    items: page.map((one) => shown(one, query.field)),
    nextCursor:
      rows.length > limit && last ? sealCursor(ctx.keyring, context, [last.changed_at, last.id]) : null,
  };
}

const fieldsOf = async (ctx: Context, unitId: string, group: string): Promise<string[]> =>
  (await activeFields(ctx, unitId)).filter(({ groupCode }) => groupCode === group).map(({ code }) => code);

function shown(row: VersionRow, field: string | undefined): HistoryEntry {
  return {
    id: row.id,
    at: new Date(row.changed_at).toISOString(),
    by: { id: row.changed_by, displayName: row.changed_by_name ?? '' },
    record: row.record,
    recordId: row.record_id,
    changes: row.record === 'situation' ? [situationChange(row)] : fieldChanges(row, field),
  };
}

type Change = HistoryEntry['changes'][number];

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
    ['lastName', 'birthName', 'firstNames', 'email', 'street', 'postalCode', 'city', 'communeCode'].map(
      (field) => [field, (text: string) => ({ text })],
    ),
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
