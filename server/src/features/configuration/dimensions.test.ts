import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fileIdentity, socialFile } from '../social-file/social-file.table.ts';
import { defaultFields } from './default-fields.ts';
import { referenceData } from './defaults.ts';

interface Dimension {
  readonly kind: string;
  readonly list?: string;
  readonly bounds?: number[];
  readonly from: string;
}
const dimensions = Object.entries(
  JSON.parse(
    readFileSync(new URL('../../../../test/samples/dimensions.json', import.meta.url), 'utf8'),
  ) as Record<string, Dimension>,
);

/** Records that describe the person and the stay: what they hold is asked in the file, so it needs a field. */
const aboutThePerson = /\b(SocialFile|Beneficiary|HospitalStay|DischargeDelay)\.(\w+)/g;
/** Where the file keeps it otherwise than as an answer; dates of the retention cycle come with it. */
const elsewhere: Readonly<Record<string, string>> = {
  orgUnitId: 'unitId',
  anonymizeOn: 'closedOn',
  archiveOn: 'closedOn',
  reopenedOn: 'openedOn',
};
/** What the documents of statistics call otherwise than our fields. */
const synonyms: Readonly<Record<string, string>> = { reason: 'waitingReason' };

const columns = new Set([...Object.keys(socialFile), ...Object.keys(fileIdentity)]);
const fields = new Map(defaultFields.map((field) => [field.code, field]));
const readBy = ({ from }: Dimension): string[] =>
  [...from.matchAll(aboutThePerson)].map(([, , name]) => name!);

/** Dimensions that read something of the person which no field and no column of a new tenant holds. */
function withoutField(all: readonly [string, Dimension][], known: ReadonlySet<string>): string[] {
  return all.flatMap(([name, dimension]) =>
    readBy(dimension)
      .map((read) => elsewhere[read] ?? synonyms[read] ?? read)
      .filter((read) => !columns.has(read) && !known.has(read))
      .map((read) => `${name}: ${read}`),
  );
}

describe('the dimensions of the statistics', () => {
  test('each that reads the person finds a field in the default configuration; those that do not are listed', () => {
    const reading = dimensions.filter(([, dimension]) => readBy(dimension).length > 0);
    expect(reading.length).toBeGreaterThan(30);
    expect(withoutField(dimensions, new Set(fields.keys()))).toEqual([]);
    // Control: without the field, its dimension is listed
    const fewer = new Set(
      [...fields.keys()].filter((code) => code !== 'housingStatus' && code !== 'waitingReason'),
    );
    expect(withoutField(dimensions, fewer)).toEqual([
      'housingStatus: housingStatus',
      'waitingReason: waitingReason',
    ]);
  });

  test('a list dimension and its field choose in the same list', () => {
    const mismatched = dimensions
      .filter(([, { kind }]) => kind === 'list')
      .flatMap(([name, dimension]) => {
        const [read] = readBy(dimension);
        const field = read === undefined ? undefined : fields.get(synonyms[read] ?? read);
        // A grade and a category are worked out from another answer
        const derived = /^(Déduite|Entrée si)/.test(dimension.from);
        return field && !derived && field.list !== dimension.list ? [name] : [];
      });
    expect(mismatched).toEqual([]);
  });

  test('each list and each bracket it names is provided, with the same bounds', () => {
    const { lists } = referenceData();
    expect(dimensions.filter(([, { list }]) => list && !lists[list]).map(([name]) => name)).toEqual([]);
    const others = dimensions.filter(
      ([, { list, bounds }]) =>
        list &&
        bounds &&
        JSON.stringify(lists[list]!.items.map(({ from }) => from)) !== JSON.stringify(bounds),
    );
    expect(others.map(([name]) => name)).toEqual([]);
  });
});
