import { z } from 'zod';
import { ReadError } from './errors.ts';
import type { Column, Sheet, Table } from './table.ts';
import { foldWords, wordingKey } from './words.ts';

/**
 * `map.json`, version 1: how the person who imports wants a file to be understood. Columns are named by
 * their header, wordings are compared without case and outer spaces; whatever is not named is not imported.
 */

export const peopleFields = [
  'sex', 'lastName', 'birthName', 'firstNames', 'birthDate', 'phone', 'email', 'street', 'postalCode', 'city',
  'site', 'lastContactOn', 'note', 'externalRef',
] as const; // prettier-ignore
export const interventionFields = [
  'date', 'person', 'personBirthDate', 'personSite', 'performedBy', 'workType', 'requests', 'actions', 'minutes', 'text',
] as const; // prettier-ignore

/** Words of a file: any, but what no database stores. */
const words = (max: number) =>
  z
    .string()
    .max(max)
    .refine(
      (value) => value.isWellFormed() && !value.includes('\0'),
      'Ce texte contient des caractères qui ne peuvent pas être enregistrés.',
    );

/** Wordings of the file by value of Lastria: `{ "M": ["M.", "Mr"], "F": ["Mme"] }`. */
const values = z.record(words(2000), z.array(words(2000)).max(5000));

/**
 * One column. `field` null: not imported, said on purpose. Two fields: phone and e-mail around « / », or
 * postal code and town. A column absent from the list is not imported either.
 */
const columnOf = <F extends readonly [string, ...string[]]>(fields: F) =>
  z.strictObject({
    column: words(2000).min(1),
    field: z.union([z.enum(fields), z.array(z.enum(fields)).min(1).max(2)]).nullable(),
    values: values.optional(),
    note: words(2000).optional(),
  });

const sheetOf = <F extends readonly [string, ...string[]]>(fields: F) =>
  z.strictObject({
    /** Name of the sheet; absent: every sheet that is not hidden (the only one of a text file). */
    sheet: words(200).optional(),
    /** Line of the header, when the one found is not the right one. */
    headerRow: z.int().min(1).max(1_000_000).optional(),
    /** Site of all the persons of the sheet, when no column says it. */
    site: words(2000).nullable().optional(),
    columns: z.array(columnOf(fields)).min(1).max(500),
  });

/** What the colour of the name cell means; `means` null: seen, nothing to import. */
const colour = z.strictObject({
  fill: words(20).min(1),
  /** Only when the name is struck through as well. */
  strike: z.boolean().optional(),
  means: z
    .strictObject({
      status: z.literal('closed').optional(),
      closeReason: words(2000).nullable().optional(),
      rqth: z.literal(true).optional(),
    })
    .nullable(),
});

/** Wording → label or code of the list; null: no equivalent, its words are kept. */
const wordings = z.record(words(5000), words(2000).nullable());

export const peopleMapping = z.strictObject({
  version: z.literal(1),
  kind: z.literal('people'),
  sheets: z.array(sheetOf(peopleFields)).min(1).max(100),
  colours: z.array(colour).max(200).default([]),
  /** The software whose identifiers a column holds; absent: the header of the column, as it is written. */
  externalSystem: words(60).trim().min(1).optional(),
});

export const interventionsMapping = z.strictObject({
  version: z.literal(1),
  kind: z.literal('interventions'),
  sheets: z.array(sheetOf(interventionFields)).min(1).max(100),
  /** Sites as the people were given them, each with the wordings of this file. */
  sites: values.default({}),
  /** What stands between several demandes or moyens of a cell; "\n" is a line feed. */
  separators: z.array(words(20).min(1)).max(20).default([' + ', '\n']),
  workTypes: wordings,
  requests: wordings.default({}),
  actions: wordings.default({}),
});

export const mappingSchema = z.discriminatedUnion('kind', [peopleMapping, interventionsMapping]);
export type PeopleMapping = z.infer<typeof peopleMapping>;
export type InterventionsMapping = z.infer<typeof interventionsMapping>;
export type Mapping = z.infer<typeof mappingSchema>;
export type PeopleField = (typeof peopleFields)[number];
export type InterventionField = (typeof interventionFields)[number];

/** A checked mapping, or a `ReadError` that names the first faulty place. */
export function parseMapping(json: unknown): Mapping {
  const result = mappingSchema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw invalidMapping(
    `${issue?.path.join('.') || 'racine'} : ${issue?.message ?? 'valeur refusée'}`,
    result.error,
  );
}

export function invalidMapping(detail: string, cause?: unknown): ReadError {
  return new ReadError(
    'invalidMapping',
    `La correspondance (map.json) ne peut pas être appliquée. ${detail}`,
    { cause },
  );
}

/** Header lines that the mapping imposes, for `readTable`. */
export function headerRowsOf(mapping: Mapping): Record<string, number> {
  const rows: Record<string, number> = {};
  for (const { sheet, headerRow } of mapping.sheets)
    if (headerRow !== undefined) rows[sheet ?? ''] = headerRow;
  return rows;
}

/** A column of the file with the fields it feeds and its map of values. */
export interface BoundColumn<F extends string> {
  readonly index: number;
  readonly fields: readonly F[];
  readonly values: ReadonlyMap<string, string> | null;
}

export interface BoundSheet<F extends string> {
  readonly sheet: Sheet;
  readonly site: string | null;
  readonly columns: readonly BoundColumn<F>[];
}

type SheetMapping = PeopleMapping['sheets'][number] | InterventionsMapping['sheets'][number];

/** Joins the sheets of a mapping to those of the file, in the order of the file; a hidden column is never bound. */
export function bindSheets<F extends string>(table: Table, sheets: readonly SheetMapping[]): BoundSheet<F>[] {
  for (const { sheet: name } of sheets) {
    if (name !== undefined && !table.sheets.some((sheet) => sheet.name === name)) {
      throw invalidMapping(`La feuille « ${name} » n’est pas dans le fichier.`);
    }
  }
  const bound: BoundSheet<F>[] = [];
  for (const sheet of table.sheets) {
    const named = sheets.find((mapping) => mapping.sheet !== undefined && mapping.sheet === sheet.name);
    const mapping =
      named ?? (sheet.hidden ? undefined : sheets.find((candidate) => candidate.sheet === undefined));
    if (!mapping) continue;
    bound.push({ sheet, site: mapping.site ?? null, columns: bindColumns<F>(sheet, mapping) });
  }
  return bound;
}

function bindColumns<F extends string>(sheet: Sheet, mapping: SheetMapping): BoundColumn<F>[] {
  const bound: BoundColumn<F>[] = [];
  const used = new Set<number>();
  for (const { column: header, field, values: map } of mapping.columns) {
    const column = findColumn(sheet.columns, header, used);
    if (!column) {
      if (field === null) continue;
      const where = sheet.name === null ? '' : ` de la feuille « ${sheet.name} »`;
      throw invalidMapping(`La colonne « ${header} »${where} n’a pas été trouvée.`);
    }
    used.add(column.index);
    if (field === null || column.hidden) continue;
    const fields = (Array.isArray(field) ? field : [field]) as F[];
    bound.push({ index: column.index, fields, values: map ? invertValues(map) : null });
  }
  return bound;
}

/** Two columns of one header are taken in order. */
function findColumn(
  columns: readonly Column[],
  header: string,
  used: ReadonlySet<number>,
): Column | undefined {
  const free = columns.filter((column) => !used.has(column.index));
  const wanted = foldWords(header);
  return (
    free.find((column) => wordingKey(column.header) === wordingKey(header)) ??
    free.find((column) => wanted !== '' && foldWords(column.header) === wanted)
  );
}

/** Wording → value, by comparison key. */
export function invertValues(map: Readonly<Record<string, readonly string[]>>): Map<string, string> {
  const inverted = new Map<string, string>();
  for (const [value, list] of Object.entries(map)) {
    inverted.set(wordingKey(value), value);
    for (const wording of list) inverted.set(wordingKey(wording), value);
  }
  return inverted;
}
