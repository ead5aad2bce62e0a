import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../db/ids.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import { reports } from '../catalogue/reports.ts';
import { partsOf } from '../files/archive.ts';
import { bookOf, rowsOfCsv, rowsOfPdf, tablesOfWord } from '../files/read-back.testkit.ts';
import type { Table } from '../statistics.schema.ts';
import { profileFact, requestFact, workFact } from '../statistics.table.ts';
import type { ExportShown } from './export.schema.ts';

/** T-STA-3: what the screen shows is what each file holds, read back by hands that did not write it. */
let running: TestApp;
let tenant: TestTenant;
let manager: TestStaff;
beforeAll(async () => {
  running = await startTestApp();
  running.services.jobs.start();
  tenant = await TestTenant.create(running.database);
  const units = [await tenant.unit('Nord'), await tenant.unit('Sud')];
  manager = await tenant.staff('TEAM_MANAGER');
  await running.database.withTenant(tenant.id, units, async (tx) => {
    const people = Array.from({ length: 150 }, (_, at) => ({
      at,
      keys: { tenantId: tenant.id, fileKey: newId(), personKey: newId() },
      forUnitId: units[at % 7 === 0 ? 1 : 0]!,
      // One sex and one month are of few
      sex: at % 30 === 0 ? null : at < 6 ? 'masculin' : 'feminin',
      month: String(at < 4 ? 12 : (at % 6) + 1).padStart(2, '0'),
    }));
    await tx.insert(profileFact).values(
      people.map(({ at, keys, sex }) => ({
        ...keys,
        since: '0001-01-01',
        sex,
        bornOn: `${1940 + (at % 60)}-05-05`,
        values: {},
      })),
    );
    await tx.insert(workFact).values(
      people.map(({ at, keys, forUnitId, month }) => ({
        ...keys,
        id: newId(),
        forUnitId,
        performedOn: `2026-${month}-15`,
        typeCode: at % 3 === 0 ? 'entretien-telephonique' : 'visite-domicile',
        minutes: 20 + at,
        performedBy: manager.id,
        requestTypes: [],
        requestIds: [],
        partnerIds: [],
        partnerKinds: [],
        entryDelayDays: at % 5,
      })),
    );
    await tx.insert(requestFact).values(
      people.map(({ at, keys, forUnitId, month }) => ({
        ...keys,
        id: newId(),
        forUnitId,
        requestedOn: `2026-${month}-10`,
        typeCode: 'impaye-loyer',
        urgent: at % 4 === 0,
        status: 'resolue',
        responseDays: at % 9,
      })),
    );
  });
}, 60_000);
afterAll(() => running.close());

const period = { from: '2026-01-01', to: '2026-12-31' };
const post = (path: string, body: object) => call(running.app, manager.token, path, { method: 'POST', body });

interface Asked {
  readonly reportCode?: string;
  readonly question?: object;
  readonly compare?: number;
}
const counted = (of: string, ...dimensions: string[]): Asked => ({
  question: { measures: [{ kind: 'count', of }], dimensions },
});
/** One in three of the catalogue, and questions of one's own, the year before included. */
const internal: readonly Asked[] = [
  ...[...reports().values()]
    .filter(({ waitsFor, audience }) => waitsFor.length === 0 && audience === 'service')
    .filter((_, at) => at % 3 === 0)
    .map(({ id }) => ({ reportCode: id })),
  counted('people', 'sex', 'month'),
  { ...counted('work', 'entity'), compare: 1 },
  {
    question: {
      measures: [
        { kind: 'sum', of: 'minutes' },
        { kind: 'avg', of: 'minutes' },
      ],
      dimensions: ['workType'],
    },
  },
];
const diffused: readonly Asked[] = [
  counted('people', 'sex'),
  counted('requests', 'month'),
  counted('people', 'ageBracket'),
];

async function screen(asked: Asked, mode: string): Promise<Table | undefined> {
  const { reportCode, question, ...rest } = asked;
  const body = { period, mode, ...question, ...rest };
  const response = await post(reportCode ? `/v1/reports/${reportCode}/run` : '/v1/statistics/query', body);
  if (mode === 'diffusion' && response.status === 409) return undefined;
  return expectJson<Table>(response, 200);
}

async function file(definitions: readonly Asked[], format: string, mode: string): Promise<Buffer> {
  const { id } = await expectJson<ExportShown>(
    await post('/v1/statistics/exports', { definitions, format, mode, period }),
    201,
  );
  const find = async () => {
    const listed = await call(running.app, manager.token, '/v1/statistics/exports');
    return (await expectJson<{ items: ExportShown[] }>(listed, 200)).items.find((one) => one.id === id)!;
  };
  await expect
    .poll(async () => (await find()).job.endedAt, { timeout: 120_000, interval: 100 })
    .not.toBeNull();
  expect((await find()).job).toMatchObject({ status: 'done', problem: null });
  const response = await call(running.app, manager.token, `/v1/statistics/exports/${id}/content`);
  return Buffer.from(await response.arrayBuffer());
}

type Kind = 'count' | 'decimal' | 'percent' | 'duration';
interface Shown {
  readonly kind: Kind;
  readonly value: number | null;
  readonly masked: boolean;
}
interface Line {
  readonly labels: readonly string[];
  readonly figures: readonly Shown[];
}

/** A table as it is read on the screen: every value along every axis with its total, measures, shares, years before. */
function linesOf({ axes, measures, cells }: Table): Line[] {
  const ranks = axes.reduce<(number | null)[][]>(
    (keys, { items }) => keys.flatMap((key) => [...items.keys(), null].map((rank) => [...key, rank])),
    [[]],
  );
  const kindOf = ({ kind, unit }: Table['measures'][number]): Kind =>
    unit === '%' ? 'percent' : unit === 'minutes' ? 'duration' : kind === 'count' ? 'count' : 'decimal';
  const years = Math.max(0, ...cells.map(({ before }) => before.length));
  return ranks.map((at) => {
    const cell = cells.find((one) => one.at.join() === at.join());
    const figures: Shown[] = [];
    const add = (
      kind: Kind,
      value: Table['cells'][number]['values'][number] | undefined,
      part: 'value' | 'share',
      nothing: number | null,
    ) =>
      figures.push({
        kind,
        value:
          value === undefined
            ? nothing
            : part === 'share' && value.share !== null
              ? value.share * 100
              : value[part],
        masked: value?.masked ?? false,
      });
    const nothing = (measure: Table['measures'][number]) =>
      ['count', 'sum'].includes(measure.kind) ? 0 : null;
    measures.forEach((measure, rank) => add(kindOf(measure), cell?.values[rank], 'value', nothing(measure)));
    measures.forEach((_, rank) => {
      if (cells.some(({ values }) => typeof values[rank]?.share === 'number'))
        add('percent', cell?.values[rank], 'share', 0);
    });
    for (let back = 0; back < years; back += 1)
      measures.forEach((measure, rank) =>
        add(kindOf(measure), cell?.before[back]?.[rank], 'value', nothing(measure)),
      );
    return {
      labels: at.map((rank, axis) => (rank === null ? 'Ensemble' : axes[axis]!.items[rank]!.label)),
      figures,
    };
  });
}

const bare = (text: string) => text.replace(/[\s\u202f\u00a0]+/g, '');
const french = (value: number, digits: number) =>
  bare(
    new Intl.NumberFormat('fr-FR', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
      value,
    ),
  );

/** As it is read on paper. */
function onPaper({ kind, value, masked }: Shown): string {
  if (masked) return 'masqué';
  if (value === null) return '–';
  if (kind === 'duration') {
    const minutes = Math.round(value);
    return `${french(Math.floor(minutes / 60), 0)}h${String(minutes % 60).padStart(2, '0')}`;
  }
  return `${french(value, kind === 'count' ? 0 : 1)}${kind === 'percent' ? '%' : ''}`;
}
const isNear = (one: number, other: number) =>
  Math.abs(one - other) <= 1e-4 * Math.max(1, Math.abs(other)) * 0.1;

/** What of the rows of a file is not what the screen shows. */
function differences(
  where: string,
  lines: readonly Line[],
  rows: readonly (readonly unknown[])[],
  same: (read: unknown, shown: Shown) => boolean,
): string[] {
  if (rows.length !== lines.length) return [`${where}: ${rows.length} rows, not ${lines.length}`];
  return lines.flatMap(({ labels, figures }, at) => {
    const row = rows[at]!;
    const told = labels.map((label, column) => bare(String(row[column]).replace(/^'/, '')) === bare(label));
    const right = figures.map((shown, column) => same(row[labels.length + column], shown));
    return [...told, ...right].every(Boolean) && row.length >= told.length + right.length
      ? []
      : [`${where}: ${JSON.stringify(row)} for ${JSON.stringify({ labels, figures })}`];
  });
}

const inCsv = (read: unknown, { value, masked }: Shown) =>
  masked
    ? read === 'masqué'
    : value === null
      ? read === ''
      : isNear(Number(String(read).replace(',', '.')), value);
const inExcel = (read: unknown, { kind, value, masked }: Shown) => {
  if (masked) return read === 'masqué';
  if (value === null) return read === null;
  const days = read instanceof Date ? (read.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000 : Number(read);
  return isNear(days * (kind === 'percent' ? 100 : kind === 'duration' ? 1440 : 1), value);
};
const inPrint = (read: unknown, shown: Shown) => bare(String(read)) === onPaper(shown);

describe.each([
  ['internal', internal],
  ['diffusion', diffused],
] as const)('T-STA-3, mode %s', (mode, definitions) => {
  let tables: (Table | undefined)[];
  let lines: Line[][];
  beforeAll(async () => {
    tables = [];
    for (const one of definitions) tables.push(await screen(one, mode));
    lines = tables.flatMap((table) => (table === undefined ? [] : [linesOf(table)]));
  }, 120_000);

  test('has something to compare, and something masked where it leaves', () => {
    const figures = lines.flat().flatMap((line) => line.figures);
    expect(figures.filter(({ value }) => value !== null && value > 0).length).toBeGreaterThan(20);
    expect(figures.some(({ masked }) => masked)).toBe(mode === 'diffusion');
    for (const { masked, value } of figures) if (masked) expect(value).toBeNull();
  });

  test('CSV', async () => {
    const parts = partsOf(await file(definitions, 'csv', mode));
    expect(parts.size).toBe(definitions.length);
    const read = [...parts].filter((_, at) => tables[at] !== undefined);
    const found = read.flatMap(([name, bytes], at) =>
      differences(name, lines[at]!, rowsOfCsv(bytes).slice(1), inCsv),
    );
    expect(found).toEqual([]);
  });

  test('Excel', async () => {
    const book = await bookOf(await file(definitions, 'xlsx', mode));
    const sheets = book.worksheets.slice(1).filter((_, at) => tables[at] !== undefined);
    const found = sheets.flatMap((sheet, at) => {
      const width = lines[at]![0]!.labels.length + lines[at]![0]!.figures.length;
      const rows = lines[at]!.map((_, row) =>
        Array.from({ length: width }, (__, column) => sheet.getCell(6 + row, column + 1).value),
      );
      return differences(sheet.name, lines[at]!, rows, inExcel);
    });
    expect(sheets).toHaveLength(lines.length);
    expect(found).toEqual([]);
  });

  test('Word', async () => {
    const read = tablesOfWord(await file(definitions, 'docx', mode));
    expect(read).toHaveLength(lines.length);
    expect(read.flatMap((rows, at) => differences(`${at}`, lines[at]!, rows.slice(1), inPrint))).toEqual([]);
  });

  test('PDF', async () => {
    const { rows, pages } = await rowsOfPdf(await file(definitions, 'pdf', mode));
    let from = 0;
    const found = lines.flatMap((table, at) => {
      const own = rows.slice(from + 1, from + 1 + table.length);
      from += 1 + table.length;
      return differences(`${at}`, table, own, inPrint);
    });
    expect([rows.length, found]).toEqual([from, []]);
    const said = 'Usage interne au service — ne pas diffuser';
    for (const page of pages) expect(page.includes(said)).toBe(mode === 'internal');
  });
});
