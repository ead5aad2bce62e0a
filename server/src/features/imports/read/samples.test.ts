import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readInterventions, type InterventionsResult } from './interventions.ts';
import { headerRowsOf, interventionsMapping, parseMapping, peopleMapping } from './mapping.ts';
import { nomenclatureOf } from './nomenclature.ts';
import { readPeople } from './people.ts';
import type { PeopleResult } from './people-types.ts';
import { proposeMapping } from './propose.ts';
import { readTable } from './read-table.ts';
import { reportInterventions, reportPeople } from './report.ts';
import type { Table } from './table.ts';

/** The files of a service, each with the fate of every row decided by hand (test/samples). */
const samples = new URL('../../../../../test/samples/', import.meta.url);
const bytes = (name: string) => readFileSync(new URL(name, samples));
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the expectation, read as it stands
const json = (name: string): any => JSON.parse(bytes(name).toString('utf8'));
const jsonLines = (name: string): Record<string, unknown>[] =>
  bytes(name)
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const nomenclature = nomenclatureOf(
  JSON.parse(readFileSync(new URL('../../configuration/reference-data.json', import.meta.url), 'utf8')),
);

const flat = (byReason: Record<string, unknown[]>) =>
  Object.entries(byReason)
    .flatMap(([reason, rows]) => rows.map((row) => `${reason} ${String(row)}`))
    .sort();
const pairs = (list: readonly { rows: readonly unknown[] }[]) =>
  list.map(({ rows }) => rows.map(String).sort().join(' ~ '));

describe.each(['people-1.csv', 'people-2.xlsx'])('%s', (file) => {
  const base = file.replace(/\.\w+$/, '');
  const expected = json(`${base}.expected.json`);
  const people = jsonLines(`${base}.people.jsonl`);
  const mapping = peopleMapping.parse(json(`${base}.map.json`));
  let table: Table;
  let result: PeopleResult;

  beforeAll(async () => {
    table = await readTable(bytes(file), file, { headerRows: headerRowsOf(mapping) });
    result = readPeople(table, mapping, { asOf: expected.read.asOf });
  });

  it('creates the persons, each equal to the last cell', () => {
    const created = result.created.map(({ status, closeReason, rqth, ...person }) =>
      mapping.colours.length > 0 ? { ...person, status, closeReason, rqth } : person,
    );
    expect(created).toEqual(people);
  });
  it('merges, refuses and leaves aside the rows that it must', () => {
    expect(result.merged).toEqual(expected.merged);
    expect(result.refused.map(({ row, reason }) => `${reason} ${row}`).sort()).toEqual(
      flat(expected.refused),
    );
    expect(result.ignored.map(({ row, kind }) => `${kind} ${row}`).sort()).toEqual(flat(expected.ignored));
    expect(result.warnings.map(({ row, warning }) => `${warning} ${row}`).sort()).toEqual(
      flat(expected.warnings),
    );
    expect(result.ignoredSheets).toEqual(expected.read.ignoredSheets ?? []);
  });
  it('counts as many rows as there are', () => {
    const { created, merged, refused, ignored } = expected.counts;
    expect([
      result.created.length,
      result.merged.length,
      result.refused.length,
      result.ignored.length,
    ]).toEqual([created, merged, refused, ignored]);
    expect(result.dataRows).toBe(created + merged + refused);
  });
  it('points out every possible duplicate, and few others', () => {
    const found = pairs(result.possibleDuplicates);
    expect(found).toEqual(expect.arrayContaining(pairs(expected.possibleDuplicates)));
    expect(found.length).toBeLessThan(expected.possibleDuplicates.length * 1.5);
  });
  it('needs no mapping by hand: the one proposed gives the same persons', () => {
    const proposal = proposeMapping(table);
    const again = readPeople(table, peopleMapping.parse(proposal?.mapping), { asOf: expected.read.asOf });
    expect(again.created).toEqual(result.created);
    expect(proposal?.doubts).toEqual([]);
  });
  it('reports a sentence for each row in the order of the file', () => {
    const report = reportPeople(result, { before: 12 });
    expect(report.lines).toHaveLength(
      result.refused.length +
        result.merged.length +
        result.warnings.length +
        result.possibleDuplicates.length,
    );
    expect(report.counts.at(-1)).toEqual({
      label: 'Personnes après l’import',
      value: 12 + result.created.length,
    });
    for (const { sentence } of report.lines) expect(sentence).toMatch(/^(Feuille .+, l|L)igne \d+ : .+[.?]$/);
    if (file === 'people-1.csv') {
      const line = report.lines.find(({ row }) => row === 46);
      expect(line?.sentence).toBe('Ligne 46 : ni nom ni prénom ; la ligne n’est pas importée.');
    }
  });
  it('never lets a hidden column through', () => {
    const hidden = table.sheets.flatMap((sheet) =>
      sheet.columns.filter((column) => column.hidden).map((column) => [sheet, column.index] as const),
    );
    expect(hidden.length).toBe(file === 'people-2.xlsx' ? 3 : 0);
    for (const [sheet, index] of hidden) {
      for (const row of sheet.rows) if (row.kind === 'data') expect(row.cells[index] ?? '').toBe('');
    }
  });
});

describe('interventions-3.csv', () => {
  const expected = json('interventions-3.expected.json');
  const entries = jsonLines('interventions-3.entries.jsonl');
  const mapping = interventionsMapping.parse(parseMapping(json('interventions-3.map.json')));
  const people = ['people-1.csv', 'people-2.xlsx'].flatMap((file) =>
    jsonLines(file.replace(/\.\w+$/, '.people.jsonl')).map((person) => ({
      ...person,
      id: `${file}:${String(person['row'])}`,
    })),
  ) as unknown as Parameters<typeof readInterventions>[2]['people'];
  let table: Table;
  let result: InterventionsResult;

  beforeAll(async () => {
    table = await readTable(bytes('interventions-3.csv'), 'interventions-3.csv');
    result = readInterventions(table, mapping, { today: expected.read.today, people, nomenclature });
  });

  it('creates the lines of travail, each equal to the last cell', () => {
    const created = result.created.map(({ workType, requests, actions, performedBy: _, ...entry }) => ({
      ...entry,
      workType: workType.label,
      requests: requests.map(({ label }) => label),
      actions: actions.map(({ label }) => label),
    }));
    expect(created).toEqual(entries);
  });
  it('refuses with the first reason, names the homonyms and the person meant', () => {
    expect(result.refused.map(({ row, reason }) => `${reason} ${row}`).sort()).toEqual(
      flat(expected.refused),
    );
    const suggestions = result.refused.filter((refused) => refused.suggestions.length > 0);
    expect(Object.fromEntries(suggestions.map((refused) => [refused.row, refused.suggestions]))).toEqual(
      Object.fromEntries(Object.entries(expected.suggestions).map(([row, id]) => [row, [id]])),
    );
    const ambiguous = result.refused.filter(({ reason }) => reason === 'ambiguousPerson');
    expect(Object.fromEntries(ambiguous.map(({ row, candidates }) => [row, [...candidates].sort()]))).toEqual(
      Object.fromEntries(
        Object.entries<string[]>(expected.ambiguousCandidates).map(([row, ids]) => [row, [...ids].sort()]),
      ),
    );
  });
  it('finds the duplicates, warns, and counts', () => {
    expect(result.duplicates.map(({ row, of }) => [row, of])).toEqual(expected.duplicates);
    expect(result.warnings.map(({ row, warning }) => `${warning} ${row}`).sort()).toEqual(
      flat(expected.warnings),
    );
    const { counts } = expected;
    const sum = (of: (entry: (typeof result.created)[number]) => number) =>
      result.created.reduce((total, entry) => total + of(entry), 0);
    expect({
      records: result.dataRows,
      created: result.created.length,
      duplicates: result.duplicates.length,
      refused: result.refused.length,
      withoutPerson: sum(({ person }) => (person === null ? 1 : 0)),
      requestLinks: sum(({ requests }) => requests.length),
      actions: sum(({ actions }) => actions.length),
      minutes: sum(({ minutes }) => minutes),
    }).toEqual(counts);
  });
  it('proposes columns, sites and many equivalents, rarely a wrong one', () => {
    const proposal = interventionsMapping.parse(
      proposeMapping(table, { nomenclature, sites: Object.keys(expected.sites) })?.mapping,
    );
    expect(proposal.sheets).toEqual(mapping.sheets);
    let [right, wrong, total] = [0, 0, 0];
    for (const [list, of] of [
      ['workTypes', 'types'],
      ['requests', 'requests'],
      ['actions', 'actions'],
    ] as const) {
      const proposed = new Map(
        Object.entries(proposal[list]).map(([wording, label]) => [wording.toLowerCase(), label]),
      );
      for (const [wording, label] of Object.entries<string | null>(expected.mapping[of])) {
        const answer = proposed.get(wording.toLowerCase());
        total++;
        if (answer === label || expected.alsoAcceptable[of][wording]?.includes(answer)) right++;
        else if (answer) wrong++;
      }
    }
    expect(right / total).toBeGreaterThan(0.55);
    expect(wrong / total).toBeLessThan(0.03);
  });
  it('reports with names a person can act on', () => {
    const report = reportInterventions(result, { before: 0, personLabel: (id) => `[${id}]` });
    expect(report.lines.find(({ row }) => row === 18)?.sentence).toBe(
      'Ligne 18 : la personne « LEMATIRE Antoine » n’a pas été trouvée ; la ligne n’est pas importée. Vouliez-vous dire [people-2.xlsx:Arras!398] ?',
    );
  });
});
