import { bigint, index, integer, jsonb, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { describe, technical, tenantTable } from '../../../db/tenant-table.ts';
import type { Mode } from '../statistics.schema.ts';
import type { ExportAsked, ExportFormat, ExportKind } from './export.schema.ts';

const instant = () => timestamp({ withTimezone: true });

/** A file of figures one asked for: made by a job, sealed, erased on a day it says. Nobody else sees it. */
export const statisticsExport = tenantTable(
  'statistics_export',
  {
    id: technical(uuid().notNull()),
    staffId: describe(uuid().notNull(), 'staff', "Auteur de l'export", 'keep'),
    kind: technical(text().$type<ExportKind>().notNull()),
    title: describe(text().notNull(), 'freeText', "Titre de l'export", 'erase'),
    format: technical(text().$type<ExportFormat>().notNull()),
    mode: technical(text().$type<Mode>().notNull()),
    /** What was asked, as codes; its period and units. */
    asked: describe(jsonb().$type<ExportAsked>().notNull(), 'reference', "Contenu de l'export", 'keep'),
    jobId: technical(uuid().notNull()),
    /** The sealed file, once it is made. */
    blobId: technical(uuid()),
    size: technical(bigint({ mode: 'number' })),
    /** Reports or lines it holds. */
    count: technical(integer()),
    createdAt: describe(instant().notNull(), 'trace', "Date de l'export", 'keep'),
    /** When the file is erased, and this with it. */
    expiresAt: technical(instant().notNull()),
  },
  {
    scope: { kind: 'author', column: 'staff_id' },
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [index('statistics_export_by_author').on(t.tenantId, t.staffId, t.createdAt)],
  },
);
export type ExportRow = typeof statisticsExport.$inferSelect;
