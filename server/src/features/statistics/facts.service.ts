import type { Context, Database, Tx } from '../../db/database.ts';
import type { First } from '../../http/operation.ts';
import { timeOf } from '../../live/position.ts';
import { unitIds } from '../organisation/organisation.service.ts';
import { markDue } from './due.service.ts';
import { factForm } from './facts.ts';
import type { FactKind, FactRules } from './facts.types.ts';
import * as store from './facts.store.ts';
import { workersAfter } from './leave-facts.store.ts';
import { readRules, withSiblings } from './sources.store.ts';

/** Marks taken in one transaction, and so at most the files of which facts are made again. */
const batch = 100;
/** Files, travaux and appointments outside any, and members of the team looked at in one transaction when all are. */
const wide = { files: 250, unfiled: 2000, workers: 100 };
/** Marks a report settles before it counts. */
export const mostBeforeReport = 500;
const first = '00000000-0000-0000-0000-000000000000';
const none: store.Subjects = { files: [], unfiled: [], appointments: [], workers: [] };

type Within = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** System work over all units of a tenant. */
async function everywhere(database: Database, tenantId: string): Promise<Within> {
  const units = await unitIds(database, tenantId);
  return (work) => database.withTenant(tenantId, units, work);
}

/**
 * Makes again the facts of what changed, before figures are read. Of more than 500 changes the rest is left to the
 * keeper, and the figures are as of the oldest left.
 */
export async function drainFacts(
  database: Database,
  tenantId: string,
  { most = mostBeforeReport, waits = true }: { most?: number; waits?: boolean } = {},
): Promise<{ taken: number; asOf: Date | null }> {
  const within = await everywhere(database, tenantId);
  let taken = 0;
  while (taken < most) {
    const some = await within((tx) => settleDue(tx, tenantId, Math.min(batch, most - taken), waits));
    taken += some;
    if (some === 0) break;
  }
  const oldest = await within((tx) => store.oldestDue(tx, tenantId));
  const at = oldest === undefined ? undefined : timeOf(oldest);
  return { taken, asOf: at === undefined ? null : new Date(at) };
}

/** What was done until now is counted before figures are read: an act and a report of the same second agree. */
export const factsFirst: First = {
  needed: async (ctx) => (await store.oldestDue(ctx.tx, ctx.actor.tenantId)) !== undefined,
  work: (database, tenantId) => drainFacts(database, tenantId),
};

/** As of when the facts are: the oldest act that waits to be counted, or now. And how many wait. */
export async function factsAsOf(ctx: Context): Promise<{ asOf: Date; waiting: number }> {
  const { tenantId } = ctx.actor;
  const waiting = await store.countDue(ctx.tx, tenantId);
  const oldest = waiting === 0 ? undefined : await store.oldestDue(ctx.tx, tenantId);
  return { asOf: new Date((oldest && timeOf(oldest)) ?? ctx.now), waiting };
}

/** Takes marks and makes the facts they call for, in one transaction: cut short, the marks stand. Gives how many. */
async function settleDue(tx: Tx, tenantId: string, most: number, waits: boolean): Promise<number> {
  if (!(await store.lockFacts(tx, tenantId, { waits }))) return 0;
  const due = await store.takeDue(tx, tenantId, most);
  const of = (kind: string) => [
    ...new Set(due.filter((one) => one.kind === kind).map(({ record_id }) => record_id)),
  ];
  if (of('tenant').length > 0) await markAll(tx, tenantId);
  await remake(tx, tenantId, {
    files: await withSiblings(tx, tenantId, of('file')),
    unfiled: of('entry'),
    appointments: of('appointment'),
    workers: of('leave'),
  });
  return due.length;
}

/** Every file of a tenant, every travail and appointment outside them, and the leave of its team. */
async function markAll(tx: Tx, tenantId: string): Promise<void> {
  const all = Number.MAX_SAFE_INTEGER;
  await markDue(tx, tenantId, 'file', await store.filesAfter(tx, tenantId, first, all));
  await markDue(tx, tenantId, 'entry', await store.unfiledAfter(tx, tenantId, 'unfiled', first, all));
  await markDue(
    tx,
    tenantId,
    'appointment',
    await store.unfiledAfter(tx, tenantId, 'appointments', first, all),
  );
  await markDue(tx, tenantId, 'leave', await workersAfter(tx, tenantId, first, all));
}

const isNothing = ({ files, unfiled, appointments, workers }: store.Subjects): boolean =>
  files.length + unfiled.length + appointments.length + workers.length === 0;

async function remake(tx: Tx, tenantId: string, subjects: store.Subjects): Promise<void> {
  if (isNothing(subjects)) return;
  const rules = await readRules(tx, tenantId);
  if (rules) await store.settle(tx, tenantId, await store.differences(tx, rules, subjects));
}

/** Makes the facts of one file what its sources say, in a transaction of the system's. */
export async function remakeFile(tx: Tx, tenantId: string, fileId: string): Promise<void> {
  await store.lockFacts(tx, tenantId, { waits: true });
  await remake(tx, tenantId, { ...none, files: [fileId] });
}

/** Makes all facts of a tenant again from their sources; those that were frozen stay as they are. */
export async function rebuildFacts(
  database: Database,
  tenantId: string,
  options: { signal?: AbortSignal; onProgress?: (files: number) => void; now?: Date } = {},
): Promise<{ files: number }> {
  const within = await everywhere(database, tenantId);
  let files = 0;
  await eachOf(within, tenantId, options.signal, async (tx, rules, subjects) => {
    await store.settle(tx, tenantId, await store.differences(tx, rules, subjects));
    files += subjects.files.length;
    options.onProgress?.(files);
  });
  await within((tx) => store.setWhole(tx, tenantId, factForm, options.now ?? new Date()));
  await database.lookAtFacts();
  return { files };
}

export interface FactFault {
  readonly kind: FactKind;
  /** Rows that no source says, and rows of sources that are not counted so. */
  readonly stale: number;
  readonly missing: number;
  /** Of the first: which file, travail or appointment outside any, or member of the team. */
  readonly example: string;
}

/** Makes the facts of a tenant once more, and tells how those kept differ; what is marked is known to. Changes nothing. */
export async function checkFacts(
  database: Database,
  tenantId: string,
): Promise<{ files: number; faults: FactFault[] }> {
  const within = await everywhere(database, tenantId);
  const faults = new Map<FactKind, FactFault>();
  let files = 0;
  await eachOf(within, tenantId, undefined, async (tx, rules, subjects) => {
    files += subjects.files.length;
    const found = await store.differences(tx, rules, subjects);
    const subjectOf = (row: Record<string, unknown>) =>
      String(row['fileKey'] ?? row['workerId'] ?? row['id']);
    const rows = found.flatMap(({ stale, missing }) => [...stale, ...missing]);
    // What is marked for one file is due for the others of the person too
    const about = await withSiblings(tx, tenantId, [...new Set(rows.map(subjectOf))]);
    const due = await store.markedAmong(tx, tenantId, about);
    const marked = new Set(await withSiblings(tx, tenantId, [...due]));
    for (const { kind, ...one } of found) {
      const stale = one.stale.filter((row) => !marked.has(subjectOf(row)));
      const missing = one.missing.filter((row) => !marked.has(subjectOf(row)));
      const [example] = [...stale, ...missing];
      if (!example) continue;
      const before = faults.get(kind);
      faults.set(kind, {
        kind,
        stale: (before?.stale ?? 0) + stale.length,
        missing: (before?.missing ?? 0) + missing.length,
        example: before?.example ?? subjectOf(example),
      });
    }
  });
  return { files, faults: [...faults.values()] };
}

/** Does something for every file and travail of a tenant, and for what is counted of those that are gone. */
async function eachOf(
  within: Within,
  tenantId: string,
  signal: AbortSignal | undefined,
  work: (tx: Tx, rules: FactRules, subjects: store.Subjects) => Promise<void>,
): Promise<void> {
  const step = (subjectsOf: (tx: Tx) => Promise<store.Subjects>) => {
    signal?.throwIfAborted();
    return within(async (tx) => {
      await store.lockFacts(tx, tenantId, { waits: true });
      const rules = await readRules(tx, tenantId);
      const subjects = await subjectsOf(tx);
      if (rules && !isNothing(subjects)) await work(tx, rules, subjects);
      return subjects;
    });
  };
  for (let last: string | undefined = first; last !== undefined;) {
    const after: string = last;
    const { files } = await step(async (tx) => ({
      ...none,
      files: await store.filesAfter(tx, tenantId, after, wide.files),
    }));
    last = files.at(-1);
  }
  for (const kind of ['unfiled', 'appointments'] as const)
    for (let last: string | undefined = first; last !== undefined;) {
      const after: string = last;
      const found = await step(async (tx) => ({
        ...none,
        [kind]: await store.unfiledAfter(tx, tenantId, kind, after, wide.unfiled),
      }));
      last = found[kind].at(-1);
    }
  for (let last: string | undefined = first; last !== undefined;) {
    const after: string = last;
    const { workers } = await step(async (tx) => ({
      ...none,
      workers: await workersAfter(tx, tenantId, after, wide.workers),
    }));
    last = workers.at(-1);
  }
  await step((tx) => store.orphans(tx, tenantId));
}
