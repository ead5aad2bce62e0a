import { sql } from 'drizzle-orm';
import { bigint, foreignKey, jsonb, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { describe, technical, tenantTable } from '../../../db/tenant-table.ts';
import { staffMember } from '../../organisation/organisation.table.ts';
import type { BaseFacts, LogoFacts, PieceKind } from './letterhead.schema.ts';

const instant = () => timestamp({ withTimezone: true });

/**
 * What the reports of a tenant are written in: its Word file, its logo. One of each at a time; those before are known by
 * whom and until when, and their file is kept as long as a frozen report was written with it.
 */
export const letterheadPiece = tenantTable(
  'letterhead_piece',
  {
    id: technical(uuid().notNull()),
    kind: technical(text().$type<PieceKind>().notNull()),
    /** The sealed file; null once nobody can need it any more. */
    blobId: technical(uuid()),
    size: technical(bigint({ mode: 'number' }).notNull()),
    digest: describe(text().notNull(), 'reference', 'Empreinte du modèle de rapport ou du logo', 'keep'),
    facts: describe(
      jsonb().$type<BaseFacts | LogoFacts>().notNull(),
      'reference',
      'Mise en page du modèle de rapport ou du logo',
      'keep',
    ),
    staffId: describe(uuid().notNull(), 'staff', 'Qui a déposé le modèle de rapport ou le logo', 'keep'),
    addedAt: describe(instant().notNull(), 'trace', 'Dépôt du modèle de rapport ou du logo', 'keep'),
    endedBy: describe(uuid(), 'staff', 'Qui a remplacé ou retiré le modèle de rapport ou le logo', 'keep'),
    endedAt: describe(instant(), 'trace', 'Fin d’usage du modèle de rapport ou du logo', 'keep'),
  },
  {
    // Whoever exports a report writes it in them
    scope: { kind: 'tenant' },
    constraints: (t) => [
      ...[t.staffId, t.endedBy].map((column, at) =>
        foreignKey({
          name: at === 0 ? 'letterhead_piece_staff_fk' : 'letterhead_piece_ended_by_fk',
          columns: [t.tenantId, column],
          foreignColumns: [staffMember.tenantId, staffMember.id],
        }),
      ),
      uniqueIndex('letterhead_piece_current')
        .on(t.tenantId, t.kind)
        .where(sql`ended_at is null`),
    ],
  },
);
export type PieceRow = typeof letterheadPiece.$inferSelect;
