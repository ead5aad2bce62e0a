import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { requireVersion } from '../../http/etag.ts';
import { openCursor, sealCursor } from '../../http/cursor.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import type { SealedBlob } from '../../vault/blobs.ts';
import { whereMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { isOpenUnit } from '../organisation/organisation.service.ts';
import { describeImport, type CountLine, type Preview, type StoredLine } from './file-import.schema.ts';
import * as store from './file-import.store.ts';
import type { Mapping } from './read/mapping.ts';

/**
 * Units in which a person may import: where identity and follow-up may both be written and read. A right on one file
 * gives none.
 */
export function importReach(ctx: Context): Promise<string[]> {
  return store.unitsAmong(ctx.tx, ctx.actor.tenantId, whereMay(ctx, 'import'));
}

export async function requireReach(ctx: Context): Promise<string[]> {
  const reach = await importReach(ctx);
  if (reach.length === 0)
    throw new Problem(
      'forbidden',
      'Importer demande de pouvoir écrire les identités et le suivi d’une entité au moins.',
    );
  return reach;
}

/** An import of whoever asks, while that person may still import. */
export async function importOf(ctx: Context, importId: string): Promise<store.FileImportAndJob> {
  await requireReach(ctx);
  const found = await store.importById(ctx.tx, ctx.actor.tenantId, importId);
  if (!found) throw notFound();
  return found;
}

const replyOf = ({ row, job }: store.FileImportAndJob) => ({
  body: describeImport(row, job),
  version: row.version,
  ...(job && !job.endedAt ? { retryAfter: 1 } : {}),
});

export async function openImport(ctx: Context, input: { filename: string; size: number }) {
  await requireReach(ctx);
  const { tenantId, staffId } = ctx.actor;
  const id = newId();
  await store.insertImport(ctx.tx, {
    tenantId,
    id,
    staffId,
    ...input,
    createdAt: ctx.now,
    changedAt: ctx.now,
  });
  await audit(ctx, 'import.opened', { recordId: id, facts: { bytes: input.size } });
  return { ...replyOf(await importOf(ctx, id)), location: `/v1/imports/${id}` };
}

export async function readImport(ctx: Context, importId: string) {
  const found = await importOf(ctx, importId);
  await audit(ctx, 'import.read', { recordId: importId });
  return replyOf(found);
}

export async function listImports(
  ctx: Context,
  query: { cursor?: string | undefined; limit?: number | undefined },
) {
  await requireReach(ctx);
  const limit = query.limit ?? 50;
  const context = `imports/${ctx.actor.sessionId}`;
  const [before] = query.cursor === undefined ? [] : openCursor<[string]>(ctx.keyring, context, query.cursor);
  const found = await store.listImports(ctx.tx, ctx.actor.tenantId, before, limit + 1);
  const page = found.slice(0, limit);
  await audit(ctx, 'import.listed', { facts: { found: page.length } });
  return {
    body: {
      items: page.map(({ row, job }) => describeImport(row, job)),
      nextCursor: found.length > limit ? sealCursor(ctx.keyring, context, [page.at(-1)!.row.id]) : null,
      // Whoever may not import was refused
      can: { open: true },
    },
  };
}

/** What was made of the bytes received, before any of it is recorded. */
export interface ReceivedFile {
  readonly source: SealedBlob;
  readonly preview: SealedBlob;
  readonly mapping: Mapping | null;
}

/** Takes the file received in place of the one there was. */
export async function keepFile(
  ctx: Context,
  importId: string,
  { source, preview, mapping }: ReceivedFile,
  { blobs }: Services,
) {
  const { row, job } = await importOf(ctx, importId);
  requireAble(describeImport(row, job).can.send);
  await forget(ctx, row, { blobs });
  for (const sealed of [source, preview]) await blobs.record(ctx.tx, sealed);
  await change(ctx, row, {
    status: 'ready',
    size: source.size,
    mapping,
    kind: mapping?.kind ?? null,
    counts: null,
    sourceBlobId: source.id,
    previewBlobId: preview.id,
    reportBlobId: null,
  });
  await audit(ctx, 'import.fileReceived', { recordId: importId, facts: { bytes: source.size } });
  return replyOf(await importOf(ctx, importId));
}

export async function changeImport(
  ctx: Context,
  importId: string,
  version: number,
  patch: {
    mapping?: Mapping | undefined;
    defaultUnitId?: string | null | undefined;
    asOf?: string | null | undefined;
  },
) {
  const { row, job } = await importOf(ctx, importId);
  requireVersion(row.version, version);
  requireAble(describeImport(row, job).can.change);
  const { mapping, defaultUnitId, asOf } = patch;
  if (defaultUnitId && !(await importReach(ctx)).includes(defaultUnitId))
    throw invalid('/defaultUnitId', 'Choisissez une entité où vous pouvez écrire.');
  if (defaultUnitId && !(await isOpenUnit(ctx, defaultUnitId)))
    throw invalid('/defaultUnitId', 'Cette entité est fermée : choisissez-en une autre.');
  await change(ctx, row, {
    status: 'ready',
    ...(mapping === undefined ? {} : { mapping, kind: mapping.kind }),
    ...(defaultUnitId === undefined ? {} : { defaultUnitId }),
    ...(asOf === undefined ? {} : { asOf }),
  });
  await audit(ctx, 'import.changed', { recordId: importId, facts: { fields: Object.keys(patch) } });
  return replyOf(await importOf(ctx, importId));
}

const verbs = {
  check: { kind: 'import.check', status: undefined },
  run: { kind: 'import.run', status: 'running' },
  undo: { kind: 'import.undo', status: 'undoing' },
} as const;
export type ImportVerb = keyof typeof verbs;

/** Asks for a check, a run or an undoing: done behind, by a job. */
export async function askFor(
  ctx: Context,
  verb: ImportVerb,
  importId: string,
  version: number,
  { jobs }: Services,
) {
  const { row, job } = await importOf(ctx, importId);
  requireVersion(row.version, version);
  requireAble(describeImport(row, job).can[verb]);
  const { kind, status } = verbs[verb];
  const asked = await jobs.enqueue(ctx, {
    kind,
    subjectId: importId,
    forUnitId: row.defaultUnitId ?? (await importReach(ctx))[0]!,
  });
  await change(ctx, row, { jobId: asked.id, ...(status ? { status } : {}) });
  await audit(ctx, 'import.asked', { recordId: importId, facts: { job: kind } });
  return replyOf(await importOf(ctx, importId));
}

/** Gives up an import of which nothing was written: its file is erased. */
export async function abandonImport(ctx: Context, importId: string, { blobs }: Pick<Services, 'blobs'>) {
  const { row, job } = await importOf(ctx, importId);
  requireAble(describeImport(row, job).can.abandon);
  await forget(ctx, row, { blobs });
  await change(ctx, row, abandoned(ctx.now));
  await audit(ctx, 'import.abandoned', { recordId: importId });
  return { body: undefined };
}

/** What an import is once its file is erased and nothing came of it. */
export const abandoned = (now: Date): Partial<store.FileImportRow> => ({
  status: 'abandoned',
  endedAt: now,
  mapping: null,
  sourceBlobId: null,
  previewBlobId: null,
  reportBlobId: null,
});

export async function readPreview(ctx: Context, importId: string, { blobs }: Services) {
  const { row } = await importOf(ctx, importId);
  const content = row.previewBlobId && (await blobs.read(ctx.tx, row.tenantId, row.previewBlobId));
  if (!content) throw new Problem('conflict', 'Envoyez d’abord le fichier, ou un nouveau fichier.');
  await audit(ctx, 'import.previewed', { recordId: importId });
  return { body: JSON.parse(await textOf(content)) as Preview };
}

/** A page of the report: what was seen in the file, row by row. */
export async function readReport(
  ctx: Context,
  importId: string,
  query: { cursor?: string | undefined; limit?: number | undefined },
  { blobs }: Services,
) {
  const { row } = await importOf(ctx, importId);
  const content = row.reportBlobId && (await blobs.read(ctx.tx, row.tenantId, row.reportBlobId));
  if (!content) throw new Problem('conflict', 'Il n’y a pas encore de compte rendu : lancez un essai.');
  const limit = query.limit ?? 50;
  const context = `import report/${importId}/${row.reportBlobId}/${ctx.actor.sessionId}`;
  const [from] = query.cursor === undefined ? [0] : openCursor<[number]>(ctx.keyring, context, query.cursor);
  // The first line of the file holds the figures
  let counts: CountLine[] | undefined;
  const items: StoredLine[] = [];
  let number = 0;
  for await (const line of linesOf(content)) {
    if (counts === undefined) {
      counts = JSON.parse(line) as CountLine[];
      continue;
    }
    if (number >= from) items.push(JSON.parse(line) as StoredLine);
    number += 1;
    if (items.length > limit) break;
  }
  await audit(ctx, 'import.reportRead', { recordId: importId });
  return {
    body: {
      counts: counts ?? [],
      items: items.slice(0, limit),
      nextCursor: items.length > limit ? sealCursor(ctx.keyring, context, [from + limit]) : null,
    },
  };
}

/** Erases the files of an import; its row is for the caller to change. */
export async function forget(
  { tx }: Pick<Context, 'tx'>,
  row: store.FileImportRow,
  { blobs }: Pick<Services, 'blobs'>,
): Promise<void> {
  for (const id of [row.sourceBlobId, row.previewBlobId, row.reportBlobId])
    if (id !== null) await blobs.remove(tx, row.tenantId, id);
}

async function change(ctx: Context, row: store.FileImportRow, to: Partial<store.FileImportRow>) {
  if (!(await store.updateImport(ctx.tx, row, { ...to, changedAt: ctx.now })))
    requireVersion(-1, row.version);
}

function requireAble(able: boolean): void {
  if (!able)
    throw new Problem('conflict', 'Cet import n’en est pas là. Relisez son état : rien n’a été changé.');
}

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts).toString();
}

async function* linesOf(content: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const part of content) {
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== '') yield rest;
}
