import {
  customType,
  date,
  foreignKey,
  integer,
  jsonb,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { describe, technical, tenantIndex, tenantTable } from '../../../db/tenant-table.ts';
import { staffMember } from '../../organisation/organisation.table.ts';

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
const day = () => date({ mode: 'string' });
const isOwn = `staff_id = nullif(current_setting('app.staff', true), '')::uuid`;
const counts = `coalesce(current_setting('app.scope_statistics', true), '') <> ''`;

/**
 * What left the service, kept for ever: the next is compared with it, whoever asks, so that nobody is found by
 * subtraction. It is read by whoever reads statistics somewhere, for what was given for one unit may reveal beside what
 * was given for another; its figures are sealed, and opened by that comparison alone.
 */
export const publication = tenantTable(
  'publication',
  {
    id: technical(uuid().notNull()),
    at: describe(timestamp({ withTimezone: true }).notNull(), 'trace', 'Date de la diffusion', 'keep'),
    staffId: describe(uuid().notNull(), 'trace', 'Auteur de la diffusion', 'keep'),
    title: describe(text().notNull(), 'reference', 'Titre de la diffusion', 'keep'),
    reportCode: describe(text(), 'reference', 'Rapport diffusé', 'keep'),
    question: describe(jsonb().notNull(), 'reference', 'Question diffusée', 'keep'),
    periodFrom: describe(day().notNull(), 'reference', 'Premier jour de la période diffusée', 'keep'),
    periodTo: describe(day().notNull(), 'reference', 'Dernier jour de la période diffusée', 'keep'),
    /** First day of what stands beside it: the years before. */
    countedFrom: technical(day().notNull()),
    unitIds: technical(uuid().array().notNull()),
    /** What is counted: figures of different things are not compared. */
    counted: technical(text().array().notNull()),
    maskedCount: technical(integer().notNull()),
    threshold: technical(smallint().notNull()),
    /** The same question over the same facts is kept once. */
    digest: describe(bytes().notNull(), 'secret', 'Empreinte de la question et de ses chiffres', 'keep'),
    content: describe(bytes().notNull(), 'secret', 'Chiffres diffusés et masqués, scellés', 'keep'),
  },
  {
    scope: { kind: 'custom', read: counts, write: `${counts} and ${isOwn}` },
    appMay: ['select', 'insert'],
    constraints: (t) => [
      foreignKey({
        name: 'publication_staff_fk',
        columns: [t.tenantId, t.staffId],
        foreignColumns: [staffMember.tenantId, staffMember.id],
      }),
      unique('publication_once').on(t.tenantId, t.digest),
      tenantIndex('publication_by_date', t.tenantId, t.at),
    ],
  },
);
