import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import { groundOf } from '../access/reasons.service.ts';
import { audit } from '../audit/audit.service.ts';
import { readEntries } from './entry.mapper.ts';
import type { Entry, entryVersion, requestChange } from './tdm.schema.ts';
import * as store from './tdm.store.ts';

type EntryVersion = z.output<typeof entryVersion>;
type RequestChange = z.output<typeof requestChange>;
type State = Omit<EntryVersion, 'at' | 'by' | 'changed'>;

const fields = [
  'typeCode',
  'performedOn',
  'startedAt',
  'minutes',
  'travelMinutes',
  'place',
  'performedBy',
  'requests',
  'partners',
  'text',
  'voided',
] as const;

/** What a travail was, version by version, latest first: built back from what it is and what each change replaced. */
export async function readEntryHistory(ctx: Context, entryId: string): Promise<EntryVersion[]> {
  const row = await store.entryById(ctx, entryId);
  if (!row) throw notFound();
  const [entry] = await readEntries(ctx, [row]);
  const kept = await store.versionsOf(ctx, [entryId]);
  const names = await namesIn(ctx, kept);
  await audit(ctx, 'file.historyRead', {
    fileId: row.entry.fileId,
    unitId: row.entry.unitId,
    recordId: entryId,
    facts: await groundOf(ctx, row.entry.fileId),
  });
  const versions: EntryVersion[] = [];
  let state = stateOf(entry!);
  for (const acts of together(kept)) {
    const [{ changedAt, changedBy, changerName }] = acts;
    const before = acts.reduce((one, act) => former(one, act, names), state);
    const seen = fields.filter((field) => JSON.stringify(state[field]) !== JSON.stringify(before[field]));
    versions.push({
      ...state,
      at: changedAt.toISOString(),
      by: { id: changedBy, displayName: changerName },
      // Nothing one may see differs: the words did
      changed: seen.length === 0 && state.textHidden ? ['text'] : seen,
    });
    state = before;
  }
  versions.push({ ...state, at: entry!.recordedAt, by: entry!.recordedBy, changed: [] });
  return versions;
}

const stateOf = (entry: Entry): State => ({
  typeCode: entry.typeCode,
  performedOn: entry.performedOn,
  startedAt: entry.startedAt,
  minutes: entry.minutes,
  travelMinutes: entry.travelMinutes,
  place: entry.place,
  performedBy: entry.performedBy,
  requests: entry.requests.map(({ requestId, typeCode, actions }) => ({
    requestId,
    typeCode,
    actions: actions.map((action) => ({ typeCode: action.typeCode, outcome: action.outcome })),
  })),
  partners: entry.partners,
  text: entry.text,
  textHidden: entry.textHidden,
  voided: entry.voided !== null,
});

/** Versions kept by one act carry its very instant. */
function together(kept: readonly store.KeptVersion[]): [store.KeptVersion, ...store.KeptVersion[]][] {
  const acts: [store.KeptVersion, ...store.KeptVersion[]][] = [];
  for (const one of kept) {
    const last = acts.at(-1);
    if (last && last[0].changedAt.getTime() === one.changedAt.getTime()) last.push(one);
    else acts.push([one]);
  }
  return acts;
}

interface FormerEntry {
  readonly typeCode: string;
  readonly performedOn: string;
  readonly startedAt: string | null;
  readonly minutes: number;
  readonly travelMinutes: number | null;
  readonly place: string | null;
  readonly performedBy: string;
  readonly voidedAt: string | null;
  readonly requests?: State['requests'];
  readonly partners?: readonly { readonly partnerId: string }[];
}

interface Names {
  readonly staff: ReadonlyMap<string, string>;
  readonly partners: ReadonlyMap<string, State['partners'][number]>;
}

function former(state: State, { record, before }: store.KeptVersion, names: Names): State {
  if (record === 'workEntryText') return { ...state, text: (before?.['body'] ?? null) as string | null };
  if (record !== 'workEntry' || !before) return state;
  const was = before as unknown as FormerEntry;
  return {
    ...state,
    typeCode: was.typeCode,
    performedOn: was.performedOn,
    startedAt: was.startedAt?.slice(0, 5) ?? null,
    minutes: was.minutes,
    travelMinutes: was.travelMinutes,
    place: was.place,
    performedBy: { id: was.performedBy, displayName: names.staff.get(was.performedBy) ?? '' },
    voided: was.voidedAt !== null,
    ...(was.requests
      ? {
          requests: was.requests.map(({ requestId, typeCode, actions }) => ({
            requestId,
            typeCode,
            actions: actions.map((action) => ({ typeCode: action.typeCode, outcome: action.outcome })),
          })),
        }
      : {}),
    ...(was.partners
      ? {
          partners: was.partners.flatMap(({ partnerId }) => names.partners.get(partnerId) ?? []),
        }
      : {}),
  };
}

/** Names of the people and partners that former states speak of. */
async function namesIn(ctx: Context, kept: readonly store.KeptVersion[]): Promise<Names> {
  const were = kept.flatMap(({ record, before }) =>
    record === 'workEntry' && before ? [before as unknown as FormerEntry] : [],
  );
  const staff = await store.staffNames(ctx, [...new Set(were.map(({ performedBy }) => performedBy))]);
  const partners = await store.partnersById(ctx, [
    ...new Set(were.flatMap((one) => (one.partners ?? []).map(({ partnerId }) => partnerId))),
  ]);
  return {
    staff,
    partners: new Map(partners.map(({ id, kind, name }) => [id, { id, kind, name }])),
  };
}

const requestFields = ['requestedOn', 'urgent', 'status', 'outcome', 'resolvedOn', 'doneOn'] as const;

/** What changed in a demande and its moyens, latest first, with what each value was. */
export async function readRequestHistory(
  ctx: Context,
  fileId: string,
  requestId: string,
): Promise<RequestChange[]> {
  const file = await store.fileOf(ctx, fileId);
  const [request] = file ? await store.requestsOf(ctx, fileId, [requestId]) : [];
  if (!file || !request) throw notFound();
  const actions = (await store.actionsOfFile(ctx, fileId)).filter((one) => one.requestId === requestId);
  const types = new Map(actions.map(({ id, typeCode }) => [id, typeCode]));
  const kept = await store.versionsOf(ctx, [requestId, ...types.keys()]);
  await audit(ctx, 'file.historyRead', {
    fileId,
    unitId: file.unitId,
    recordId: requestId,
    facts: await groundOf(ctx, fileId),
  });
  return kept.flatMap(({ record, recordId, before, after, changedAt, changedBy, changerName }) => {
    const changed = requestFields.filter(
      (field) => after?.[field] !== undefined && after[field] !== before?.[field],
    );
    if (changed.length === 0) return [];
    const values = (side: Readonly<Record<string, unknown>> | null) =>
      Object.fromEntries(changed.map((field) => [field, side?.[field] ?? null]));
    return [
      {
        at: changedAt.toISOString(),
        by: { id: changedBy, displayName: changerName },
        of: record === 'supportAction' ? ('action' as const) : ('request' as const),
        recordId,
        typeCode: types.get(recordId) ?? request.typeCode,
        before: values(before),
        after: values(after),
      },
    ];
  });
}
