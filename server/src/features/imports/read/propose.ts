import { guessInterventionHeader, guessPeopleHeader, type HeaderGuess } from './headers.ts';
import type { InterventionsMapping, Mapping, PeopleMapping } from './mapping.ts';
import type { ListItem, Nomenclature } from './nomenclature.ts';
import { guessPeopleColumn, sampleOf } from './propose-content.ts';
import { proposeColours, proposeSexes, proposeSites } from './propose-values.ts';
import { distinctWordings, proposeWording } from './propose-wordings.ts';
import type { Column, Sheet, Table } from './table.ts';

export interface ProposeContext {
  /** Sites of the organisation; the wordings of the file are brought to them. */
  readonly sites?: readonly string[];
  /** Needed to propose equivalents for the wordings of interventions. */
  readonly nomenclature?: Nomenclature;
  /** Better equivalents than the words of the labels, where the caller knows some; undefined: no opinion. */
  readonly equivalent?: (wording: string, list: keyof Nomenclature) => string | null | undefined;
}

export interface Proposal {
  readonly mapping: Mapping;
  /** Columns and wordings for which nothing was found, to be shown first. */
  readonly doubts: readonly {
    readonly sheet: string | null;
    readonly column: string;
    readonly wording?: string;
  }[];
}

type Doubts = { sheet: string | null; column: string; wording?: string }[];
interface Guessed<F extends string> {
  readonly column: Column;
  readonly fields: readonly F[] | null;
}

/** A mapping for the screen to show, guessed from headers, then from what the cells hold; null when no sheet looks like a list. */
export function proposeMapping(table: Table, context: ProposeContext = {}): Proposal | null {
  const sheets = table.sheets.filter((sheet) => !sheet.hidden && sheet.headerRow !== null);
  const people = sheets.filter((sheet) => holds(sheet, guessPeopleHeader, ['lastName', 'firstNames']));
  const entries = sheets.filter((sheet) => holds(sheet, guessInterventionHeader, ['date', 'workType']));
  if (people.length === 0 && entries.length === 0) return null;
  return entries.length > people.length
    ? proposeInterventions(table, entries, context)
    : proposePeople(table, people, context);
}

function holds<F extends string>(
  sheet: Sheet,
  guess: (header: string) => HeaderGuess<F>,
  wanted: readonly F[],
): boolean {
  const found = new Set(sheet.columns.flatMap((column) => fieldsOf(guess(column.header)) ?? []));
  return wanted.every((field) => found.has(field));
}

function fieldsOf<F extends string>(guess: HeaderGuess<F>): readonly F[] | null {
  return guess === undefined || guess === 'ignored' ? null : guess;
}

function proposePeople(table: Table, sheets: readonly Sheet[], context: ProposeContext): Proposal {
  const doubts: Doubts = [];
  const proposed = sheets.map((sheet): PeopleMapping['sheets'][number] => {
    const columns = guessColumns(sheet, doubts, (column) => {
      const byHeader = guessPeopleHeader(column.header);
      if (byHeader === 'ignored') return 'ignored';
      return guessPeopleColumn(byHeader, sampleOf(sheet, column.index)) ?? byHeader;
    }, ['phone', 'email', 'note']); // prettier-ignore
    const hasSite = columns.some(({ fields }) => fields?.includes('site'));
    return {
      ...(sheet.name === null ? {} : { sheet: sheet.name }),
      ...(hasSite || sheet.name === null ? {} : { site: siteOfSheet(sheet.name, context.sites) }),
      columns: columns.map(({ column, fields }) => ({
        column: column.header,
        field: written(fields),
        ...(fields?.includes('sex') ? { values: proposeSexes(sampleOf(sheet, column.index, Infinity)) } : {}),
        ...(fields?.includes('site')
          ? { values: proposeSites(sampleOf(sheet, column.index, Infinity), context.sites) }
          : {}),
      })),
    };
  });
  const colours = proposeColours(table, proposed);
  return { mapping: { version: 1, kind: 'people', sheets: proposed, colours }, doubts };
}

function siteOfSheet(name: string, sites: readonly string[] | undefined): string | null {
  if (sites) return Object.keys(proposeSites([name], sites))[0] ?? null;
  return /^(feuil|sheet|hors|autre|divers|liste|base|donnees|données)/i.test(name.trim())
    ? null
    : name.trim();
}

function proposeInterventions(_table: Table, sheets: readonly Sheet[], context: ProposeContext): Proposal {
  const doubts: Doubts = [];
  const separators = [' + ', '\n'];
  const cells: Record<'workTypes' | 'requests' | 'actions' | 'sites', string[]> = {
    workTypes: [],
    requests: [],
    actions: [],
    sites: [],
  };
  const proposed = sheets.map((sheet): InterventionsMapping['sheets'][number] => {
    const columns = guessColumns(sheet, doubts, (column) => guessInterventionHeader(column.header), ['text']);
    for (const { column, fields } of columns) {
      const values = () => sampleOf(sheet, column.index, Infinity);
      if (fields?.includes('workType')) cells.workTypes.push(...values());
      if (fields?.includes('requests')) cells.requests.push(...values());
      if (fields?.includes('actions')) cells.actions.push(...values());
      if (fields?.includes('personSite')) cells.sites.push(...values());
    }
    return {
      ...(sheet.name === null ? {} : { sheet: sheet.name }),
      columns: columns.map(({ column, fields }) => ({ column: column.header, field: written(fields) })),
    };
  });
  const wordings = (
    list: keyof Nomenclature,
    column: 'workTypes' | 'requests' | 'actions',
    cut: readonly string[],
  ) => {
    const items: readonly ListItem[] = context.nomenclature?.[list] ?? [];
    const map: Record<string, string | null> = {};
    for (const wording of distinctWordings(cells[column], cut)) {
      const known = context.equivalent?.(wording, list);
      map[wording] = known === undefined ? proposeWording(wording, items) : known;
      if (map[wording] === null) doubts.push({ sheet: null, column, wording });
    }
    return map;
  };
  const mapping: InterventionsMapping = {
    version: 1,
    kind: 'interventions',
    sheets: proposed,
    sites: proposeSites(cells.sites, context.sites),
    separators,
    workTypes: wordings('workTypes', 'workTypes', []),
    requests: wordings('requestTypes', 'requests', separators),
    actions: wordings('supportActions', 'actions', separators),
  };
  return { mapping, doubts };
}

/** One field per column, the first column wins except where several may feed one field; a hidden column feeds none. */
function guessColumns<F extends string>(
  sheet: Sheet,
  doubts: Doubts,
  guess: (column: Column) => HeaderGuess<F>,
  several: readonly F[],
): Guessed<F>[] {
  const taken = new Set<F>();
  return sheet.columns
    .filter((column) => column.header !== '')
    .map((column) => {
      const found = column.hidden ? 'ignored' : guess(column);
      if (found === undefined) doubts.push({ sheet: sheet.name, column: column.header });
      const fields = fieldsOf(found)?.filter((field) => !taken.has(field) || several.includes(field)) ?? [];
      fields.forEach((field) => taken.add(field));
      return { column, fields: fields.length > 0 ? fields : null };
    });
}

function written<F extends string>(fields: readonly F[] | null): F | F[] | null {
  if (fields === null) return null;
  return fields.length === 1 && fields[0] !== undefined ? fields[0] : [...fields];
}
