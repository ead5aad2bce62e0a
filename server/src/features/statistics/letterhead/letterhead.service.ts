import type { Context } from '../../../db/database.ts';
import { newId } from '../../../db/ids.ts';
import type { Download } from '../../../http/operation.ts';
import { Problem } from '../../../http/problem.ts';
import type { Services } from '../../../services.ts';
import type { BlobStore } from '../../../vault/blobs.ts';
import { requireMay } from '../../access/roles.service.ts';
import { audit } from '../../audit/audit.service.ts';
import type { Picture, ReportSet } from '../files/shape.ts';
import {
  mostBytes,
  type BaseFacts,
  type Letterhead,
  type LogoFacts,
  type PieceKind,
} from './letterhead.schema.ts';
import * as store from './letterhead.store.ts';
import type { PieceRow } from './letterhead.table.ts';
import type { ReceivedPiece } from './received-piece.ts';

/** Changes told, latest first. */
const mostTold = 20;

/** The base and the logo of reports: in use, and how they changed. */
export async function readLetterhead(ctx: Context): Promise<Letterhead> {
  requireMay(ctx, 'changeConfiguration');
  const all = await store.pieces(ctx.tx, ctx.actor.tenantId, 2 * mostTold);
  const inUse = (kind: PieceKind) => all.find(({ row }) => row.kind === kind && row.endedAt === null);
  const [base, logo] = [inUse('base'), inUse('logo')];
  return {
    base: base ? { ...described(base), ...(base.row.facts as BaseFacts) } : null,
    logo: logo ? { ...described(logo), ...(logo.row.facts as LogoFacts) } : null,
    history: historyOf(all).slice(0, mostTold),
    limits: mostBytes,
  };
}

const described = ({ row, addedBy }: store.NamedPiece) => ({
  id: row.id,
  size: row.size,
  digest: row.digest,
  addedAt: row.addedAt.toISOString(),
  addedBy: { id: row.staffId, displayName: addedBy },
});

function historyOf(all: readonly store.NamedPiece[]): Letterhead['history'] {
  const moment = ({ kind }: PieceRow, at: Date | null) => `${kind} ${at?.getTime()}`;
  const began = new Set(all.map(({ row }) => moment(row, row.addedAt)));
  const ended = new Set(all.map(({ row }) => moment(row, row.endedAt)));
  return all
    .flatMap(({ row, addedBy, endedBy }) => [
      {
        kind: row.kind,
        act: ended.has(moment(row, row.addedAt)) ? 'replaced' : 'added',
        at: row.addedAt.toISOString(),
        by: { id: row.staffId, displayName: addedBy },
      },
      ...(row.endedAt === null || began.has(moment(row, row.endedAt))
        ? []
        : [
            {
              kind: row.kind,
              act: 'removed',
              at: row.endedAt.toISOString(),
              by: { id: row.endedBy!, displayName: endedBy! },
            },
          ]),
    ])
    .sort((left, right) => (left.at < right.at ? 1 : -1));
}

/** Takes the file received in place of the one there was; the same again changes nothing. */
export async function keepPiece(
  ctx: Context,
  { sealed, read }: ReceivedPiece,
  { blobs }: Pick<Services, 'blobs'>,
): Promise<Letterhead> {
  requireMay(ctx, 'changeConfiguration');
  const { tenantId, staffId } = ctx.actor;
  const { kind, facts } = read;
  await store.lockPieces(ctx.tx, tenantId);
  const digest = Buffer.from(sealed.digest).toString('hex');
  const now = (await store.current(ctx.tx, tenantId)).find((row) => row.kind === kind);
  if (now?.digest === digest) {
    await blobs.discard(sealed);
    return readLetterhead(ctx);
  }
  await blobs.record(ctx.tx, sealed);
  await store.endPiece(ctx.tx, tenantId, kind, { endedAt: ctx.now, endedBy: staffId });
  const row = { tenantId, id: newId(), kind, blobId: sealed.id, size: sealed.size, digest, facts };
  await store.insertPiece(ctx.tx, { ...row, staffId, addedAt: ctx.now });
  await audit(ctx, 'configuration.letterheadChanged', {
    recordId: row.id,
    facts: { kind, act: now ? 'replaced' : 'added', bytes: sealed.size, digest },
  });
  return readLetterhead(ctx);
}

/** Reports are written without it from now on; those frozen with it keep it. */
export async function removePiece(ctx: Context, kind: PieceKind): Promise<Letterhead> {
  requireMay(ctx, 'changeConfiguration');
  const { tenantId, staffId } = ctx.actor;
  await store.lockPieces(ctx.tx, tenantId);
  const was = await store.endPiece(ctx.tx, tenantId, kind, { endedAt: ctx.now, endedBy: staffId });
  if (was) await audit(ctx, 'configuration.letterheadChanged', { facts: { kind, act: 'removed' } });
  return readLetterhead(ctx);
}

/** The file in use, as it is kept. */
export async function readPieceFile(
  ctx: Context,
  kind: PieceKind,
  { blobs }: Pick<Services, 'blobs'>,
): Promise<Download> {
  requireMay(ctx, 'changeConfiguration');
  const { tenantId } = ctx.actor;
  const row = (await store.current(ctx.tx, tenantId)).find((one) => one.kind === kind);
  const content = row?.blobId && (await blobs.read(ctx.tx, tenantId, row.blobId));
  if (!row || !content)
    throw new Problem(
      'conflict',
      kind === 'base' ? 'Il n’y a pas de modèle de rapport.' : 'Il n’y a pas de logo.',
    );
  const extension = kind === 'base' ? 'docx' : (row.facts as LogoFacts).type;
  return {
    content,
    size: row.size,
    filename: `${kind === 'base' ? 'modele-de-rapport' : 'logo'}.${extension}`,
  };
}

/** The base and the logo a report is written with, by their ids: a frozen one keeps its own. */
export interface Design {
  readonly baseId: string | null;
  readonly logoId: string | null;
}

/** What a report written now is written with. */
export async function designNow(ctx: Context): Promise<Design> {
  const rows = await store.current(ctx.tx, ctx.actor.tenantId);
  const idOf = (kind: PieceKind) => rows.find((row) => row.kind === kind)?.id ?? null;
  return { baseId: idOf('base'), logoId: idOf('logo') };
}

/** The files of a design, opened in the transaction and read once it has ended. */
export async function openDesign(ctx: Context, { baseId, logoId }: Design, blobs: BlobStore) {
  const base = baseId === null ? undefined : await openPiece(ctx, baseId, blobs);
  const logo = logoId === null ? undefined : await openPiece(ctx, logoId, blobs);
  const alternative = `Logo – ${ctx.actor.tenantName}`;
  return async (): Promise<Pick<ReportSet, 'base' | 'logo'>> => ({
    base: base && (await bytesOf(base.content)),
    logo: logo && pictureOf(logo.row.facts as LogoFacts, await bytesOf(logo.content), alternative),
  });
}

async function openPiece(ctx: Context, id: string, blobs: BlobStore) {
  const row = await store.pieceById(ctx.tx, ctx.actor.tenantId, id);
  const content = row?.blobId && (await blobs.read(ctx.tx, ctx.actor.tenantId, row.blobId));
  // Written without, a frozen report would be another file
  if (!row || !content) throw new Error('a base or a logo that reports are written with is gone');
  return { row, content };
}

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

/** Greatest room on the first page, in pixels of 1/96 inch; a larger picture is printed the sharper. */
const room = { width: 240, height: 90 } as const;

function pictureOf({ type, width, height }: LogoFacts, bytes: Uint8Array, alternative: string): Picture {
  const scale = Math.min(1, room.width / width, room.height / height);
  return {
    type: type === 'png' ? 'png' : 'jpg',
    bytes,
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    alternative,
  };
}
