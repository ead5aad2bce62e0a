import type { Context } from '../../../db/database.ts';
import { newId } from '../../../db/ids.ts';
import { openCursor, sealCursor } from '../../../http/cursor.ts';
import { Problem } from '../../../http/problem.ts';
import { requireMay, whereMay } from '../../access/roles.service.ts';
import { audit } from '../../audit/audit.service.ts';
import { readThresholds } from '../../organisation/thresholds.service.ts';
import { termsOf, type Figure } from '../engine/compile.ts';
import { rangesOf, type Question } from '../engine/question.ts';
import { ALL, defaultPolicy, limits, Undisclosable, type Code } from '../disclosure/disclosed-table.ts';
import { guardApart } from '../disclosure/guard-apart.ts';
import type { Kept, Part, Reason } from '../disclosure/guard.ts';
import type { Asked } from '../questions.service.ts';
import { unitsAmong } from '../statistics.store.ts';
import { packed, unpacked } from './packed.ts';
import { partsOf } from './parts.ts';
import { publication } from './publication.table.ts';
import * as store from './publication.store.ts';

export interface Diffused {
  readonly publicationId: string;
  readonly threshold: number;
  /** Those of the question; of what is masked, nothing but that it is. */
  readonly figures: readonly Figure[];
}

/**
 * Makes of figures what may leave the service: masks what is about too few persons, compares with all that left before,
 * keeps what leaves. The same question over the same facts is the same publication. Refused where nothing can be masked
 * that would keep somebody from being found.
 */
export async function diffuse(ctx: Context, asked: Asked, figures: readonly Figure[]): Promise<Diffused> {
  const { disclosureThreshold: threshold } = await readThresholds(ctx);
  const parts = await partsIn(ctx, asked, figures, threshold);
  await store.lockPublications(ctx);
  const same = await store.sameAs(ctx, digestOf(ctx, asked, parts, threshold));
  if (same)
    return {
      publicationId: same.id,
      threshold,
      figures: maskedFigures(asked.question, figures, open(ctx, same)),
    };
  const id = newId();
  const extents = await store.extents(ctx);
  const extent = extentOf(asked.question, parts);
  const rows = await store.contents(ctx, beside(extent, extents));
  const kept = rows.map((row): Kept => ({ id: row.id, parts: open(ctx, row) }));
  const policy = { ...defaultPolicy, threshold };
  const guarded = await guardApart({ id, parts, kept, policy }, undefined, ctx.signal);
  if ('refused' in guarded) throw refusal(ctx, guarded.refused, extents, threshold);
  const masked = maskedFigures(asked.question, figures, guarded.parts);
  await ctx.tx.insert(publication).values({
    tenantId: ctx.actor.tenantId,
    id,
    at: ctx.now,
    staffId: ctx.actor.staffId,
    title: asked.title,
    reportCode: asked.report,
    question: questionOf(asked),
    periodFrom: asked.question.period.from,
    periodTo: asked.question.period.to,
    ...extent,
    maskedCount: guarded.byYear.reduce((sum, keys) => sum + keys.size, 0),
    threshold,
    digest: digestOf(ctx, asked, parts, threshold),
    content: ctx.keyring.seal('publication', sealContext(ctx, id), packed(guarded.parts)),
  });
  await audit(ctx, 'statistics.diffused', {
    recordId: id,
    facts: { masked: guarded.byYear.reduce((sum, keys) => sum + keys.size, 0), threshold },
  });
  return { publicationId: id, threshold, figures: masked };
}

/** The figures as they left, if they did: of a question nobody diffused over these facts, nothing. */
export async function diffusedBefore(
  ctx: Context,
  asked: Asked,
  figures: readonly Figure[],
): Promise<readonly Figure[] | undefined> {
  const { disclosureThreshold: threshold } = await readThresholds(ctx);
  const parts = await partsIn(ctx, asked, figures, threshold);
  const same = await store.sameAs(ctx, digestOf(ctx, asked, parts, threshold));
  return same && maskedFigures(asked.question, figures, open(ctx, same));
}

/** What was diffused over units one holds, latest first. */
export async function listPublications(
  ctx: Context,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined },
) {
  requireMay(ctx, 'readStatistics');
  const context = `publications/${ctx.actor.sessionId}`;
  const before = cursor ? openCursor<[string, string]>(ctx.keyring, context, cursor) : undefined;
  const held = await unitsAmong(ctx, whereMay(ctx, 'readStatistics'));
  const rows = await store.publicationsWithin(
    ctx,
    held,
    before && { at: new Date(before[0]), id: before[1] },
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ id, at, staffId, by, title, reportCode, periodFrom, periodTo, ...more }) => ({
      id,
      at: at.toISOString(),
      by: { id: staffId, displayName: by },
      title,
      report: reportCode,
      period: { from: periodFrom, to: periodTo },
      unitIds: more.unitIds,
      masked: more.maskedCount,
      threshold: more.threshold,
    })),
    nextCursor:
      rows.length > limit && last ? sealCursor(ctx.keyring, context, [last.at.toISOString(), last.id]) : null,
  };
}

async function partsIn(
  ctx: Context,
  { question, catalogue }: Asked,
  figures: readonly Figure[],
  threshold: number,
): Promise<Part[]> {
  try {
    return partsOf(question, figures, catalogue, await store.unitTree(ctx), threshold);
  } catch (error) {
    if (!(error instanceof Undisclosable)) throw error;
    throw refusal(ctx, [{ reason: 'tooMuch', publications: [] }], [], threshold);
  }
}

const sealContext = (ctx: Context, id: string) => `${ctx.actor.tenantId}/${id}`;
const open = (ctx: Context, { id, content }: Pick<store.Row, 'id' | 'content'>): Kept['parts'] =>
  unpacked(ctx.keyring.open('publication', sealContext(ctx, id), content));

const questionOf = ({ question, report }: Asked) => ({
  report,
  measures: question.measures,
  dimensions: question.dimensions,
  filters: [...question.filters].sort(),
  only: question.only
    .map(({ dimension, codes }) => ({ dimension, codes: codes.map(String).sort() }))
    .sort((a, b) => (a.dimension < b.dimension ? -1 : 1)),
  top: question.top ?? null,
  compare: question.compare,
});

/** The question and its figures, whatever order they came in. Keyed: figures are few enough to be guessed. */
function digestOf(ctx: Context, asked: Asked, parts: readonly Part[], threshold: number): Buffer {
  const { period, unitIds } = asked.question;
  const cells = parts.map(({ table }) =>
    table.cells.map(({ key, behind, values }) => JSON.stringify([key, behind, values])).sort(),
  );
  return ctx.keyring.digest(
    `publication ${ctx.actor.tenantId}`,
    JSON.stringify([questionOf(asked), period, [...unitIds].sort(), threshold, cells]),
  );
}

function extentOf(question: Question, parts: readonly Part[]) {
  const first = Array.from({ length: question.compare + 1 }, (_, back) => rangesOf(question, back))
    .flat()
    .map(({ from }) => from)
    .sort()[0]!;
  return {
    countedFrom: first,
    unitIds: [...question.unitIds].sort(),
    counted: [...new Set(parts.map(({ base }) => base.counted))].sort(),
  };
}

/** Those that share something with the next, and those that share something with these: what is subtracted from one. */
function beside(
  next: Pick<store.Extent, 'countedFrom' | 'unitIds' | 'counted'> & { periodTo?: string },
  kept: readonly store.Extent[],
): string[] {
  const near = kept.filter((one) => overlap(next, one));
  return kept
    .filter((one) => near.includes(one) || near.some((other) => overlap(other, one)))
    .map(({ id }) => id);
}
type Span = Pick<store.Extent, 'countedFrom' | 'unitIds' | 'counted'> & { periodTo?: string };
const overlap = (a: Span, b: Span): boolean =>
  (a.periodTo === undefined || a.periodTo >= b.countedFrom) &&
  (b.periodTo === undefined || b.periodTo >= a.countedFrom) &&
  a.unitIds.some((unit) => b.unitIds.includes(unit)) &&
  a.counted.some((code) => b.counted.includes(code));

/** Figures of a year whose cell is masked in one of its parts say nothing; noughts that are masked are there. */
function maskedFigures(question: Question, figures: readonly Figure[], parts: Kept['parts']): Figure[] {
  const depth = question.dimensions.length;
  const keyOf = (figure: Figure): string =>
    JSON.stringify(
      [figure.k1, figure.k2, figure.k3]
        .slice(0, depth)
        .map((code, axis) => ((figure.totals >> (depth - 1 - axis)) & 1 ? ALL : code)),
    );
  const masked = Array.from(
    { length: question.compare + 1 },
    (_, back) => new Set(parts.flatMap((part) => (part.back === back ? [...part.masked] : []))),
  );
  const hidden = masked.flatMap((keys, back) =>
    [...keys].flatMap((name) => {
      const key = JSON.parse(name) as Code[];
      const [k1 = null, k2 = null, k3 = null] = key.map((code) => (code === ALL ? null : code));
      const totals = key.reduce((bits, code) => bits * 2 + (code === ALL ? 1 : 0), 0);
      return termsOf(question).map((_, term): Figure => ({
        ...{ term, back, totals, k1, k2, k3 },
        ...{ value: null, counted: 0, excluded: 0, behind: null, masked: true },
      }));
    }),
  );
  return [...figures.filter((figure) => !masked[figure.back]!.has(keyOf(figure))), ...hidden];
}

function refusal(
  ctx: Context,
  reasons: readonly Reason[],
  kept: readonly store.Extent[],
  threshold: number,
): Problem {
  const [{ reason, publications }] = reasons as [Reason];
  const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: ctx.actor.timeZone });
  const found = kept.filter(({ id }) => publications.includes(id));
  const named = found.map(({ title, at }) => `« ${title} » diffusé le ${day.format(at)}`).join(', et de ');
  const besides =
    named === ''
      ? 'Les chiffres de ce tableau, rapprochés les uns des autres,'
      : `Rapprochés de ${named}, ces chiffres`;
  const why = {
    difference: `${besides} isoleraient moins de ${String(threshold)} personnes par soustraction.`,
    remainder: `${besides} isoleraient moins de ${String(threshold)} personnes par soustraction.`,
    unanimous: `${besides} diraient que toutes les personnes comptées sont dans la même situation.`,
    unmasked: `${besides} découvriraient un chiffre masqué.`,
    tooMuch: 'Ce tableau est trop grand pour qu’on prouve qu’il ne révèle personne.',
    size: `Un tableau diffusé tient en ${String(limits.cells)} cases, totaux compris.`,
  }[reason];
  return new Problem('disclosure', `${why} Rien n’a été diffusé. ${advice[reason]}`, {
    reason,
    publicationIds: found.map(({ id }) => id),
  });
}
const other =
  'Choisissez une période, des entités ou un découpage plus larges, ou reprenez la question déjà diffusée.';
const advice: Readonly<Record<Reason['reason'], string>> = {
  difference: other,
  remainder: other,
  unanimous: other,
  unmasked: other,
  tooMuch: 'Réduisez la période, les entités ou le nombre de dimensions.',
  size: 'Réduisez la période, les entités ou le nombre de dimensions.',
};
