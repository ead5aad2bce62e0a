import { COMMUNES } from './data/communes.ts';
import { table, type Table } from './random.ts';

export interface Commune {
  readonly code: string;
  readonly name: string;
  readonly postalCodes: readonly string[];
  readonly department: string;
}

const parsed = COMMUNES.map((line) => {
  const [department = '', cells = ''] = line.split('=');
  const rows = cells.split(';').map((cell): readonly [Commune, number] => {
    const [code = '', name = '', postalCodes = '', population = '0'] = cell.split('|');
    return [{ code, name, postalCodes: postalCodes.split(' '), department }, Number(population)];
  });
  return { department, rows };
});

const byDepartment = new Map<string, Table<Commune>>(
  // the square root keeps villages in sight beside the prefecture
  parsed.map(({ department, rows }) => [department, table(rows.map(([c, n]) => [c, Math.sqrt(n)] as const))]),
);
const anywhere = table(parsed.flatMap(({ rows }) => rows));

export const communesOf = (department: string): Table<Commune> => byDepartment.get(department) ?? anywhere;
export const allCommunes = anywhere;
