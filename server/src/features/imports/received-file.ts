import type { Context } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { describeImport, mostBytes, type Preview } from './file-import.schema.ts';
import { importOf, type ReceivedFile } from './file-import.service.ts';
import { tenantFacts } from './facts.store.ts';
import type { TenantFacts } from './import.types.ts';
import { ReadError } from './read/errors.ts';
import { interventionFields, peopleFields } from './read/mapping.ts';
import type { Proposal } from './read/propose.ts';
import { cellText, type Table } from './read/table.ts';

const sampleRows = 8;
const longestCell = 200;
const mostSheets = 20;

interface Allowed {
  readonly tenantId: string;
  readonly staffId: string;
  readonly filename: string;
  readonly facts: TenantFacts;
}

/** Whether a file may be sent now, and what is needed to propose a mapping. */
export async function allowFile(ctx: Context, importId: string | undefined): Promise<Allowed> {
  const { row, job } = await importOf(ctx, importId ?? '');
  if (!describeImport(row, job).can.send)
    throw new Problem('conflict', 'Cet import a déjà son fichier, et il est en cours ou fini.');
  const { tenantId, staffId } = ctx.actor;
  return { tenantId, staffId, filename: row.filename, facts: (await tenantFacts(ctx.tx, tenantId))! };
}

/** What understands files is large: it is loaded with the first file. */
const reader = async () => ({
  ...(await import('./read/read-apart.ts')),
  ...(await import('./read/propose.ts')),
});

/** Seals the file as it comes, then looks at it. */
export async function takeFile(
  incoming: AsyncIterable<Uint8Array>,
  { tenantId, staffId, filename, facts }: Allowed,
  { blobs }: Services,
): Promise<ReceivedFile> {
  const parts: Uint8Array[] = [];
  async function* kept(): AsyncGenerator<Uint8Array> {
    for await (const part of incoming) {
      parts.push(part);
      yield part;
    }
  }
  const about = { tenantId, staffId };
  const source = await blobs.put(kept(), { ...about, purpose: 'import.source', maxBytes: mostBytes });
  try {
    const { readTableApart, proposeMapping } = await reader();
    const table = await readTableApart(Buffer.concat(parts), filename);
    const proposal = proposeMapping(table, {
      sites: facts.units.map(({ name }) => name),
      nomenclature: facts,
    });
    const content = JSON.stringify(previewOf(table, proposal));
    const preview = await blobs.put([Buffer.from(content)], { ...about, purpose: 'import.preview' });
    return { source, preview, mapping: proposal?.mapping ?? null };
  } catch (error) {
    await blobs.discard(source);
    if (error instanceof ReadError)
      throw new Problem('invalid-request', 'Le fichier ne peut pas être lu. Rien n’a été enregistré.', {
        errors: [{ pointer: '#file', detail: error.message }],
      });
    throw error;
  }
}

const previewOf = (table: Table, proposal: Proposal | null): Preview => ({
  format: table.format,
  sheets: table.sheets.slice(0, mostSheets).map((sheet) => {
    const data = sheet.rows.filter(({ kind }) => kind === 'data');
    return {
      name: sheet.name,
      hidden: sheet.hidden,
      headerRow: sheet.headerRow,
      rows: data.length,
      columns: sheet.columns.map(({ index, header, hidden }) => ({ index, header, hidden })),
      sample: data.slice(0, sampleRows).map(({ line, cells }) => ({
        line,
        cells: Array.from({ length: sheet.columns.length }, (_, at) =>
          cellText(cells[at]).slice(0, longestCell),
        ),
      })),
    };
  }),
  fields: { people: [...peopleFields], interventions: [...interventionFields] },
  doubts: (proposal?.doubts ?? []).map(({ sheet, column, wording }) => ({
    sheet,
    column,
    wording: wording ?? null,
  })),
});
