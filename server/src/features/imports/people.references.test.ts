import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant } from '../../testing/tenant.ts';
import { socialFile } from '../social-file/social-file.table.ts';
import { runImport } from './import.service.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

const list = `Nom;Prénom;Date de naissance;N° patient
Leroy;Anne;02/03/1981;A-1
Petit;Jean;04/05/1970;A-1
Faure;Luc;06/07/1962;
Noël;Eva;08/09/1990;1 90 09 59 350 123 42
Roux;Ida;10/11/1985;A-2
`;
const mapping = (more: object = {}) => ({
  version: 1 as const,
  kind: 'people' as const,
  sheets: [
    {
      columns: [
        { column: 'Nom', field: 'lastName' },
        { column: 'Prénom', field: 'firstNames' },
        { column: 'Date de naissance', field: 'birthDate' },
        { column: 'N° patient', field: 'externalRef' },
      ],
    },
  ],
  ...more,
});

describe('identifiers of another software, in a list of persons', () => {
  test('are kept with each person, once in a unit; a social security number is not', async () => {
    const tenant = await TestTenant.create(running.database);
    const staff = await tenant.staff('SOCIAL_WORKER');
    const run = (bytes: string, with_: object) =>
      runImport(running.database, {
        tenantId: tenant.id,
        bytes: Buffer.from(bytes),
        filename: 'liste.csv',
        mapping: mapping(with_) as never,
        unitId: tenant.root,
        asOf: '2026-11-01',
        by: staff.id,
        now: new Date('2026-11-18T10:00:00Z'),
      });
    const warned = ({ report }: Awaited<ReturnType<typeof run>>) =>
      report.lines
        .filter(({ code }) => /eference/.test(code))
        .map(({ row, code }) => [String(row), code])
        .sort();
    const references = () =>
      running.database.withTenant(tenant.id, [tenant.root], async (tx) =>
        (
          await tx
            .select({ system: socialFile.externalSystem, value: socialFile.externalValue })
            .from(socialFile)
            .where(eq(socialFile.tenantId, tenant.id))
        )
          .flatMap(({ system, value }) => (value === null ? [] : [`${system} ${value}`]))
          .sort(),
      );

    const first = await run(list, { externalSystem: 'dpi' });
    expect(first.written).toBe(5);
    expect(warned(first)).toEqual([
      ['3', 'referenceTaken'],
      ['5', 'unusableReference'],
    ]);
    expect(await references()).toEqual(['dpi A-1', 'dpi A-2']);

    // Borne by a file already there; under the header of its column when the software has no name
    const second = await run(`Nom;Prénom;Date de naissance;N° patient\nBlanc;Zoé;01/01/1999;A-1\n`, {
      externalSystem: 'dpi',
    });
    expect([second.written, warned(second)]).toEqual([1, [['2', 'referenceTaken']]]);
    await run(`Nom;Prénom;Date de naissance;N° patient\nBrun;Tom;01/01/1998;A-1\n`, {});
    expect(await references()).toEqual(['N° patient A-1', 'dpi A-1', 'dpi A-2']);
    expect(running.failures).toEqual([]);
  });
});
