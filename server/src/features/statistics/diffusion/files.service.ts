import { sql } from 'drizzle-orm';
import type { Context } from '../../../db/database.ts';
import { invalid } from '../../../http/problem.ts';
import { requireMay, whereMay } from '../../access/roles.service.ts';
import { audit } from '../../audit/audit.service.ts';
import { summariesOf } from '../../social-file/social-file.service.ts';
import { filesBehind, personsBehind, termsOf, type Figure } from '../engine/compile.ts';
import type { Question } from '../engine/question.ts';
import { byWorker, ofTeam } from '../engine/team.ts';
import { answerable, figuresOf, ofDefinition, type Asked } from '../questions.service.ts';
import type { FilesInput } from '../statistics.schema.ts';
import { unitsAmong } from '../statistics.store.ts';
import { diffusedBefore } from './diffuse.service.ts';

/**
 * The files behind a figure, of those whoever asks may open. A figure that is masked, that is of units he holds no
 * statistics on, or of nobody, answers the same: whether there was something is not told.
 */
export async function listFilesBehind(ctx: Context, input: FilesInput) {
  requireMay(ctx, 'readStatistics');
  requireMay(ctx, 'readInternalStatistics');
  const limit = input.limit ?? 50;
  const ids = await idsBehind(ctx, input, limit + 1);
  const items = await summariesOf(ctx, ids.slice(0, limit));
  await audit(ctx, 'statistics.filesListed', {
    facts: { files: items.length, dimensions: input.at.map(({ dimension }) => dimension) },
  });
  return { items, more: ids.length > limit };
}

async function idsBehind(ctx: Context, input: FilesInput, most: number): Promise<string[]> {
  const { definition, period, unitIds, back = 0 } = input;
  const held = await unitsAmong(ctx, whereMay(ctx, 'readStatistics'));
  const isOutside = unitIds?.some((id) => !held.includes(id)) ?? false;
  const asked = await ofDefinition(ctx, definition, { period, ...(isOutside ? {} : { unitIds }) });
  const { question, catalogue } = asked;
  const rank = input.measure ?? 0;
  const term = termsOf(question).findIndex((one) => one.measure === rank);
  if (term < 0) throw invalid('/measure', 'Cette question compte moins de choses.');
  if (back > question.compare) throw invalid('/back', 'Cette année n’est pas comparée.');
  const place = placeOf(question, input.at, back);
  const statement = answerable(() =>
    filesBehind(
      ctx.actor.tenantId,
      { ...question, dimensions: [], only: [...question.only, ...place] },
      termsOf(question)[term]!.term,
      back,
      catalogue,
    ),
  );
  if (isOutside || !(await isTold(ctx, asked, term, back, place, input.mode))) return [];
  const { tenantId } = ctx.actor;
  const rows = await ctx.tx.execute<{ id: string }>(sql`
    select i.file_id as id
      from file_identity i
      join (${statement}) behind on behind.id = i.file_id
     where i.tenant_id = ${tenantId}
     order by i.last_name collate "fr-x-icu", i.first_names collate "fr-x-icu", i.file_id
     limit ${most}`);
  return rows.map(({ id }) => id);
}

type Place = Question['only'];

/** Where the figure stands, in the days of its own year. */
function placeOf({ dimensions }: Question, at: FilesInput['at'], back: number): Place {
  const wrong = at.findIndex(
    ({ dimension }, index) =>
      !dimensions.includes(dimension) || at.findIndex((one) => one.dimension === dimension) !== index,
  );
  if (wrong >= 0) throw invalid(`/at/${String(wrong)}/dimension`, 'Ce tableau n’a pas cette dimension.');
  return at.map(({ dimension, code }) => ({ dimension, codes: [before(dimension, code, back)] }));
}
const before = (dimension: string, code: string | null, back: number): string | null =>
  code !== null && (dimension === 'month' || dimension === 'year') && /^\d{4}/.test(code)
    ? `${String(Number(code.slice(0, 4)) - back).padStart(4, '0')}${code.slice(4)}`
    : code;

/** Whether this figure is told: left the service unmasked, of a diffusion; of the others of a team, enough of them. */
async function isTold(
  ctx: Context,
  asked: Asked,
  term: number,
  back: number,
  place: Place,
  mode: FilesInput['mode'],
): Promise<boolean> {
  const { question, team } = asked;
  const isOfTeam = team !== undefined && question.dimensions.includes(byWorker);
  if (isOfTeam && mode === 'diffusion') return false;
  if (!isOfTeam && mode !== 'diffusion') return true;
  const figures = isOfTeam
    ? ofTeam(question, await figuresOf(ctx, asked), team).figures
    : await diffusedBefore(ctx, asked, await figuresOf(ctx, asked, { behind: personsBehind }));
  const { dimensions } = question;
  const isThere = (figure: Figure) =>
    figure.term === term &&
    figure.back === back &&
    dimensions.every((dimension, axis) => {
      const isTotal = ((figure.totals >> (dimensions.length - 1 - axis)) & 1) === 1;
      const wanted = place.find((one) => one.dimension === dimension);
      if (isTotal || !wanted) return isTotal && !wanted;
      return [figure.k1, figure.k2, figure.k3][axis] === wanted.codes[0];
    });
  return figures?.some((figure) => isThere(figure) && !figure.masked) ?? false;
}
