import postgres from 'postgres';
import { v5 } from 'uuid';
import type { Database } from '../../server/src/db/database.ts';
import {
  generateFiles,
  generateOutsideWork,
  generateTenant,
} from '../../server/src/features/imports/seed/index.ts';
import { seedTenant } from '../../server/src/features/imports/seed.service.ts';
import { caseStatements } from './cases.ts';
import { makeLeave } from './leave-cases.ts';

export interface RecountTenant {
  readonly kind: 'hospital' | 'company' | 'interCompany';
  readonly tenantId: string;
  /** All its units, parents before their children. */
  readonly units: readonly string[];
  /** Those above which there is none. */
  readonly tops: readonly string[];
}

/** The last day anything happens on, and the years of follow-up before it. */
export const today = '2026-11-20';
const years = 4;
const seed = 41;
const filesOf = { hospital: 260, company: 180, interCompany: 220 } as const;
const namespace = '0d3b0000-0000-5000-8000-00000000057a';

/** The three tenants of the recounts: the product's own generator, then what it does not make, by hand. */
export async function makeTenants(
  database: Database,
  adminUrl: string,
  kinds: readonly RecountTenant['kind'][] = ['hospital', 'company', 'interCompany'],
): Promise<RecountTenant[]> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const made: RecountTenant[] = [];
    for (const kind of kinds) {
      const tenantId = v5(kind, namespace);
      const files = filesOf[kind];
      const tenant = generateTenant({ seed, kind, files });
      await seedTenant(database, {
        tenantId,
        tenant,
        origins: [],
        files: generateFiles({ seed, tenant, years, today, to: files }),
        outside: [...generateOutsideWork({ seed, tenant, years, today })],
      });
      await admin.begin(async (sql) => {
        for (const [what, statement] of caseStatements(tenantId)) {
          const { count } = await sql.unsafe(statement);
          if (what !== '' && count === 0) throw new Error(`${kind}: no row for the case « ${what} »`);
        }
        await makeLeave(sql, tenantId);
      });
      const units = await admin<{ id: string; parent: string | null }[]>`
        select id, parent_id as parent from org_unit where tenant_id = ${tenantId} order by position, id`;
      made.push({
        kind,
        tenantId,
        units: units.map(({ id }) => id),
        tops: units.filter(({ parent }) => parent === null).map(({ id }) => id),
      });
    }
    return made;
  } finally {
    await admin.end();
  }
}
