import { hash, randomBytes } from 'node:crypto';
import type { JobRun, Work } from '../../../jobs/work.ts';
import { dayText } from '../files/grid.ts';
import type { RowsAsked } from './export.schema.ts';
import * as exports from './export.store.ts';
import type { ExportRow } from './export.table.ts';
import { keep, within } from './export.work.ts';
import {
  namesFor,
  rowActs,
  rowColumns,
  type ActRow,
  type Names,
  type RowAct,
  type RowColumn,
  type RowValue,
} from './row-columns.ts';
import { actsAfter, countActs, type Mark, type Stretch } from './row-export.store.ts';
import { csvLines, type Lines, type RowsAbout } from './row-files.ts';
import { workbookLines } from './row-workbook.ts';

/** Small, so that an export that is told to stop does so at once, and holds little. */
const linesEach = 2000;

/**
 * One line for each act, from the facts to the sealed file, a batch at a time: nothing holds the whole. Stopped half-way,
 * it begins again, and there is one file, once.
 */
export const rows: Work = {
  async run(run) {
    const begun = await within(run, async (ctx, row) => {
      const asked = row.asked as RowsAsked;
      const known = new Map((await rowColumns(ctx)).map((one) => [one.code, one]));
      const stretches = stretchesOf(asked);
      let total = 0;
      for (const act of rowActs) total += await countActs(ctx.tx, ctx.actor.tenantId, act, asked);
      return {
        row,
        total,
        stretches,
        // A field that was removed since is a column no more
        columns: asked.columns.flatMap((code) => known.get(code) ?? []),
        names: await namesFor(ctx, pseudonyms()),
        units: await exports.unitNames(ctx.tx, ctx.actor.tenantId, asked.unitIds),
        client: ctx.actor.tenantName,
      };
    });
    const { columns, row } = begun;
    let count = 0;
    const counted = async function* (): Lines {
      for await (const batch of linesOf(run, begun)) {
        count += batch.length;
        run.progress('exporting', count, Math.max(begun.total, count));
        yield batch;
      }
    };
    run.progress('exporting', 0, begun.total);
    const content =
      row.format === 'csv' ? csvLines(columns, counted()) : workbookLines(columns, counted(), aboutOf(begun));
    const { tenantId, staffId } = run.job;
    const sealed = await run.blobs.put(content, { tenantId, staffId, purpose: 'statistics.export' });
    return (ctx) => keep(ctx, run, sealed, count);
  },
};

/** Acts by kind, then unit, then day: each read by its index. */
const stretchesOf = ({ unitIds, period }: RowsAsked): Stretch[] =>
  rowActs.flatMap((act) => unitIds.map((unitId) => ({ act, unitId, ...period })));

interface Begun {
  readonly row: ExportRow;
  readonly stretches: readonly Stretch[];
  readonly columns: readonly RowColumn[];
  readonly names: Names;
}

/** Where the reading is: in which stretch, after which act. */
interface Place {
  readonly rank: number;
  readonly after: Mark | undefined;
}
interface Batch {
  readonly found: readonly { readonly act: RowAct; readonly row: ActRow }[];
  /** Where the next begins; undefined once all was read. */
  readonly next: Place | undefined;
}

/** The next batch is asked for while the last is written. */
async function* linesOf(run: JobRun, begun: Begun): Lines {
  const { columns, names } = begun;
  const ask = (from: Place): Promise<Batch> => {
    const batch = readFrom(run, begun, from);
    // It is looked at when its turn comes, if it does
    batch.catch(() => undefined);
    return batch;
  };
  let coming: Promise<Batch> | undefined = ask({ rank: 0, after: undefined });
  while (coming) {
    const { found, next }: Batch = await coming;
    coming = next && ask(next);
    yield found.map(({ act, row }) => columns.map(({ value }): RowValue => value(act, row, names)));
  }
}

/** As many acts as a batch holds, over as many stretches as it takes, in one transaction. */
const readFrom = (run: JobRun, { stretches, columns }: Begun, from: Place): Promise<Batch> =>
  within(run, async ({ tx, actor }) => {
    const reads = new Set(columns.map((column) => column.reads));
    const found: { act: RowAct; row: ActRow }[] = [];
    let { rank, after } = from;
    while (rank < stretches.length && found.length < linesEach) {
      run.signal.throwIfAborted();
      const stretch = stretches[rank]!;
      const limit = linesEach - found.length;
      const rows = await actsAfter(tx, actor.tenantId, stretch, { after, limit, reads });
      for (const row of rows) found.push({ act: stretch.act, row });
      after = rows.length === limit ? rows.at(-1) : undefined;
      if (!after) rank += 1;
    }
    return { found, next: rank < stretches.length ? { rank, after } : undefined };
  });

/** Names drawn for this file alone: its lines tell one person from another, and those of another file say nothing more. */
function pseudonyms(): Names['pseudonym'] {
  // What follows is always as long, and most of what is made of it is thrown away: a bare digest says no more than one
  // with a key, which takes ten times as long to make ready
  const secret = randomBytes(32).toString('hex');
  return (kind, key) => `${kind}-${hash('sha256', `${secret}${kind}${key}`, 'hex').slice(0, 12)}`;
}

function aboutOf({
  row,
  units,
  client,
}: {
  row: ExportRow;
  units: readonly string[];
  client: string;
}): RowsAbout {
  const { from, to } = row.asked.period;
  return {
    title: row.title,
    client,
    said: [
      `Période du ${dayText(from)} au ${dayText(to)}`,
      `Entités : ${units.join(', ')}`,
      'Une ligne par personne et par acte. Les pseudonymes sont tirés pour ce fichier seul : ils ne se comparent pas à ceux d’un autre.',
      'Les lignes décrivent des personnes : ce fichier reste une donnée personnelle, même sans nom.',
    ],
  };
}
