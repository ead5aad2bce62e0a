import type { Configuration, ImportMapping, ImportPreview } from './imports.data.ts';

/** The mapping of a file as the screen shows it, and what a choice makes of it. No DOM, no call. */

export type Kind = ImportMapping['kind'];
type PeopleMapping = Extract<ImportMapping, { kind: 'people' }>;
type EntriesMapping = Extract<ImportMapping, { kind: 'interventions' }>;
type SheetMapping = PeopleMapping['sheets'][number] | EntriesMapping['sheets'][number];
type ColumnMapping = SheetMapping['columns'][number];
type PreviewSheet = ImportPreview['sheets'][number];
export type Colour = NonNullable<PeopleMapping['colours']>[number];
export const wordingLists = ['workTypes', 'requests', 'actions'] as const;
export type WordingList = (typeof wordingLists)[number];

/** Said of a column that one leaves aside: it is no doubt any more, here or in another window. */
const onPurpose = 'laissée de côté';
/** A value that no list has: the choice is still to be made. */
export const UNDECIDED = '?';

export interface ColumnRow {
  readonly index: number;
  readonly header: string;
  readonly samples: readonly string[];
  /** Field, two fields joined by « + », nothing when it is left aside, or `UNDECIDED`. */
  readonly field: string;
  /** Nothing was found for it, or nobody has said yet. */
  readonly doubt: boolean;
}

export interface SheetRows {
  readonly name: string | null;
  readonly rows: number;
  readonly hasHeader: boolean;
  readonly included: boolean;
  readonly hiddenColumns: number;
  /** The site said for the whole sheet; undefined when a column says it, or for interventions. */
  readonly site: string | null | undefined;
  readonly columns: readonly ColumnRow[];
}

const required: Readonly<Record<Kind, readonly (readonly string[])[]>> = {
  people: [['lastName', 'birthName'], ['firstNames']],
  interventions: [['date'], ['workType']],
};
const pairs: Readonly<Record<Kind, readonly string[]>> = {
  people: ['postalCode+city', 'phone+email'],
  interventions: [],
};

/** What a column can be: each field, then the cells that hold two. */
export const fieldsOf = (kind: Kind, preview: ImportPreview): string[] => [
  ...preview.fields[kind],
  ...pairs[kind],
];

const joined = (field: ColumnMapping['field']): string =>
  field === null ? '' : Array.isArray(field) ? field.join('+') : String(field);

function mappingOf(mapping: ImportMapping, sheet: PreviewSheet): SheetMapping | undefined {
  const sheets: readonly SheetMapping[] = mapping.sheets;
  return (
    sheets.find((one) => one.sheet !== undefined && one.sheet === sheet.name) ??
    (sheet.hidden ? undefined : sheets.find((one) => one.sheet === undefined))
  );
}

/** The column of the mapping for each of the file, headers written twice taken in their order. */
function bound(sheet: PreviewSheet, columns: readonly ColumnMapping[]): (ColumnMapping | undefined)[] {
  const free = [...columns];
  return shownColumns(sheet).map(({ header }) => {
    const at = free.findIndex(({ column }) => column.trim() === header.trim());
    return at < 0 ? undefined : free.splice(at, 1)[0];
  });
}

const shownColumns = ({ columns }: PreviewSheet): PreviewSheet['columns'] =>
  columns.filter(({ header, hidden }) => header !== '' && !hidden);

function samplesOf({ sample }: PreviewSheet, index: number): string[] {
  const cells = sample.map(({ cells: row }) => (row[index] ?? '').trim()).filter((cell) => cell !== '');
  return [...new Set(cells)].slice(0, 3);
}

/** Each sheet that can be seen, doubts first in it. */
export function sheetsOf(mapping: ImportMapping, preview: ImportPreview): SheetRows[] {
  return preview.sheets
    .filter(({ hidden }) => !hidden)
    .map((sheet): SheetRows => {
      const said = mappingOf(mapping, sheet);
      const columns = bound(sheet, said?.columns ?? []);
      const rows = shownColumns(sheet).map(({ index, header }, at): ColumnRow => {
        const column = columns[at];
        const field = column ? joined(column.field) : '';
        const asked = preview.doubts.some(
          ({ sheet: name, column: one, wording }) =>
            wording === null && name === sheet.name && one === header,
        );
        const doubt = asked && field === '' && column?.note === undefined;
        return {
          index,
          header,
          samples: samplesOf(sheet, index),
          field: doubt ? UNDECIDED : field,
          doubt: asked,
        };
      });
      const bySite = rows.some(({ field }) => field === 'site');
      return {
        name: sheet.name,
        rows: sheet.rows,
        hasHeader: sheet.headerRow !== null,
        included: said !== undefined,
        hiddenColumns: sheet.columns.filter(({ hidden }) => hidden).length,
        site:
          mapping.kind === 'people' && !bySite
            ? ((said as PeopleMapping['sheets'][number] | undefined)?.site ?? null)
            : undefined,
        columns: rows.toSorted((a, b) => Number(b.doubt) - Number(a.doubt)),
      };
    });
}

/** A mapping of this kind with what the other said of the same fields; of every sheet that has a header. */
export function ofKind(
  kind: Kind,
  preview: ImportPreview,
  before: ImportMapping | null,
  { lists }: Configuration,
): ImportMapping {
  const known: readonly string[] = preview.fields[kind];
  const sheets = preview.sheets
    .filter((sheet) => !sheet.hidden && sheet.headerRow !== null)
    .map((sheet) => {
      const columns = bound(sheet, (before && mappingOf(before, sheet)?.columns) ?? []);
      return {
        ...(sheet.name === null ? {} : { sheet: sheet.name }),
        columns: shownColumns(sheet).map(({ header }, at) => ({
          column: header,
          field: known.includes(joined(columns[at]?.field ?? null)) ? columns[at]!.field : null,
        })),
      };
    });
  const blank = { version: 1 as const, kind, sheets };
  if (kind === 'people') return { ...blank, colours: [] } as unknown as ImportMapping;
  // Wordings that are labels already need nobody; the others are seen by the check
  const labels = lists.find(({ code }) => code === 'workTypes')?.items ?? [];
  return {
    ...blank,
    sites: {},
    separators: [' + ', '\n'],
    workTypes: Object.fromEntries(labels.map(({ label, code }) => [label, code])),
    requests: {},
    actions: {},
  } as unknown as ImportMapping;
}

/** The mapping with another reading of a sheet; every column of the file is then written in it. */
function withSheet(
  mapping: ImportMapping,
  preview: ImportPreview,
  name: string | null,
  change: (sheet: SheetMapping) => SheetMapping | undefined,
): ImportMapping {
  const sheets = preview.sheets.flatMap((sheet) => {
    const said = mappingOf(mapping, sheet);
    if (sheet.name !== name || sheet.hidden) return said ? [named(said, sheet)] : [];
    const columns = bound(sheet, said?.columns ?? []);
    const whole = {
      ...named(said ?? ({ columns: [] } as unknown as SheetMapping), sheet),
      columns: shownColumns(sheet).map(({ header }, at) => columns[at] ?? { column: header, field: null }),
    } as SheetMapping;
    const changed = change(whole);
    return changed ? [changed] : [];
  });
  return { ...mapping, sheets } as ImportMapping;
}

const named = (said: SheetMapping, { name }: PreviewSheet): SheetMapping =>
  name === null ? said : { ...said, sheet: name };

/** Brings a column to a field, to two, or leaves it aside on purpose. */
export const withField = (
  mapping: ImportMapping,
  preview: ImportPreview,
  { name }: Pick<SheetRows, 'name'>,
  { index }: Pick<ColumnRow, 'index'>,
  field: string,
): ImportMapping =>
  withSheet(mapping, preview, name, (sheet) => {
    const file = preview.sheets.find((one) => one.name === name && !one.hidden)!;
    const at = shownColumns(file).findIndex((column) => column.index === index);
    const columns = sheet.columns.map((column, place) => {
      if (place !== at) return column;
      const { values, note: _note, ...rest } = column;
      const fields = field.split('+');
      const same = joined(column.field) === field;
      return {
        ...rest,
        field: field === '' ? null : fields.length === 1 ? field : fields,
        ...(same && values ? { values } : {}),
        ...(field === '' ? { note: onPurpose } : {}),
      };
    });
    return { ...sheet, columns } as SheetMapping;
  });

export const withSite = (
  mapping: ImportMapping,
  preview: ImportPreview,
  { name }: Pick<SheetRows, 'name'>,
  site: string | null,
): ImportMapping => withSheet(mapping, preview, name, (sheet) => ({ ...sheet, site }) as SheetMapping);

export const withSheetTaken = (
  mapping: ImportMapping,
  preview: ImportPreview,
  { name }: Pick<SheetRows, 'name'>,
  taken: boolean,
): ImportMapping => withSheet(mapping, preview, name, (sheet) => (taken ? sheet : undefined));

/** Every wording of a list with its equivalent: a code of ours, a label, or none. */
export const wordingsOf = (mapping: ImportMapping, list: WordingList): [string, string | null][] =>
  mapping.kind === 'interventions' ? Object.entries(mapping[list] ?? {}) : [];

export const withWording = (
  mapping: ImportMapping,
  list: WordingList,
  wording: string,
  code: string | null,
): ImportMapping =>
  ({ ...mapping, [list]: { ...(mapping as EntriesMapping)[list], [wording]: code } }) as ImportMapping;

/** What the file calls a site, with the name of ours it is brought to. */
export function sitesOf(mapping: ImportMapping, preview: ImportPreview): [string, string | null][] {
  const found = new Map<string, string | null>();
  const field = mapping.kind === 'people' ? 'site' : 'personSite';
  for (const { name, included, columns } of sheetsOf(mapping, preview)) {
    if (!included) continue;
    const file = preview.sheets.find((one) => one.name === name && !one.hidden)!;
    for (const { index } of columns.filter((column) => column.field === field))
      for (const { cells } of file.sample) if (cells[index]?.trim()) found.set(cells[index].trim(), null);
  }
  for (const [site, wordings] of Object.entries(siteValues(mapping)))
    for (const wording of wordings) found.set(wording, site);
  return [...found];
}

function siteValues(mapping: ImportMapping): Readonly<Record<string, readonly string[]>> {
  if (mapping.kind === 'interventions') return mapping.sites ?? {};
  const all: Record<string, string[]> = {};
  for (const { columns } of mapping.sheets)
    for (const { field, values } of columns)
      if (field === 'site')
        for (const [site, wordings] of Object.entries(values ?? {})) (all[site] ??= []).push(...wordings);
  return all;
}

export function withSiteOf(mapping: ImportMapping, wording: string, site: string | null): ImportMapping {
  const changed = (values: Readonly<Record<string, readonly string[]>>): Record<string, string[]> => {
    const rest = Object.fromEntries(
      Object.entries(values).map(([name, all]) => [name, all.filter((one) => one !== wording)]),
    );
    return site === null ? rest : { ...rest, [site]: [...(rest[site] ?? []), wording] };
  };
  if (mapping.kind === 'interventions')
    return { ...mapping, sites: changed(mapping.sites ?? {}) } as ImportMapping;
  const sheets = mapping.sheets.map((sheet) => ({
    ...sheet,
    columns: sheet.columns.map((column) =>
      column.field === 'site' ? { ...column, values: changed(column.values ?? {}) } : column,
    ),
  }));
  return { ...mapping, sheets } as ImportMapping;
}

/** What a colour means, as one word: nothing, `closed`, `death` or `rqth`. */
export const meaningOf = ({ means }: Colour): string =>
  means?.rqth ? 'rqth' : means?.status ? (means.closeReason ? 'death' : 'closed') : '';

export const coloursOf = (mapping: ImportMapping): readonly Colour[] =>
  mapping.kind === 'people' ? (mapping.colours ?? []) : [];

export function withMeaning(
  mapping: ImportMapping,
  index: number,
  meaning: string,
  death: string,
): ImportMapping {
  const means =
    meaning === 'rqth'
      ? { rqth: true as const }
      : meaning === ''
        ? null
        : { status: 'closed' as const, closeReason: meaning === 'death' ? death : null };
  const colours = coloursOf(mapping).map((colour, at) => (at === index ? { ...colour, means } : colour));
  return { ...mapping, colours } as ImportMapping;
}

/** Wordings for which nothing was found when the file came. */
export const doubtedWordings = ({ doubts }: ImportPreview, list: WordingList): ReadonlySet<string> =>
  new Set(doubts.flatMap(({ column, wording }) => (wording !== null && column === list ? [wording] : [])));

/** How much is still to be looked at. */
export function unresolved(
  mapping: ImportMapping,
  preview: ImportPreview,
  decided: ReadonlySet<string>,
): { readonly columns: number; readonly wordings: number } {
  const columns = sheetsOf(mapping, preview)
    .filter(({ included }) => included)
    .flatMap((sheet) => sheet.columns.filter(({ field }) => field === UNDECIDED)).length;
  const wordings = wordingLists.flatMap((list) => {
    const doubted = doubtedWordings(preview, list);
    return wordingsOf(mapping, list).filter(
      ([wording, code]) => code === null && doubted.has(wording) && !decided.has(`${list} ${wording}`),
    );
  }).length;
  return { columns, wordings };
}

export interface Gap {
  readonly sheet: string | null;
  /** The field that no column gives; none: no sheet is taken. */
  readonly field: string | null;
}

/** Without these nothing of the file could be imported. */
export function gapsOf(mapping: ImportMapping, preview: ImportPreview): Gap[] {
  const taken = sheetsOf(mapping, preview).filter(({ included }) => included);
  if (taken.length === 0) return [{ sheet: null, field: null }];
  return taken.flatMap(({ name, columns }) => {
    const given = new Set(columns.flatMap(({ field }) => field.split('+')));
    return required[mapping.kind]
      .filter((fields) => !fields.some((field) => given.has(field)))
      .map(([field]) => ({ sheet: name, field: field! }));
  });
}
