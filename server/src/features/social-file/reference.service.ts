import { and, eq } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { Problem } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { may } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { changeableFile, requireOpen } from './change.service.ts';
import { keepVersion } from './history.service.ts';
import { describeFile } from './social-file.service.ts';
import type { externalReference, SocialFile } from './social-file.schema.ts';
import { unlessTaken } from './reference.rules.ts';
import { socialFile } from './social-file.table.ts';

type ExternalReference = z.output<typeof externalReference>;

/** Says by what the host knows the person, or that it knows her by nothing. */
export async function changeReference(
  ctx: Context,
  fileId: string,
  version: number,
  reference: ExternalReference | null,
): Promise<SocialFile> {
  const { file } = await changeableFile(ctx, fileId, 'writeIdentity');
  requireOpen(file);
  // Whether an identifier is free tells who else is followed in the unit: a right on one file does not ask it.
  if (!may(ctx, 'changeReference', file))
    throw new Problem(
      'forbidden',
      'Votre droit porte sur ce dossier seul : l’entité qui le suit en donne l’identifiant.',
    );
  requireVersion(file.version, version);
  const changed = await unlessTaken(() =>
    ctx.tx
      .update(socialFile)
      .set({
        externalSystem: reference?.system ?? null,
        externalValue: reference?.value ?? null,
        version: version + 1,
      })
      .where(
        and(
          eq(socialFile.tenantId, ctx.actor.tenantId),
          eq(socialFile.id, fileId),
          eq(socialFile.version, version),
        ),
      )
      .returning({ id: socialFile.id }),
  );
  requireUpdated(changed);
  await keepVersion(ctx, {
    record: 'identity',
    recordId: fileId,
    fileId,
    unitId: file.unitId,
    clearance: 'identity',
    before: { externalRef: written(file.externalSystem, file.externalValue) },
    after: { externalRef: written(reference?.system, reference?.value) },
  });
  await audit(ctx, 'file.referenceChanged', { fileId, unitId: file.unitId });
  await publish(ctx, 'file.changed', { fileId, unitId: file.unitId });
  return describeFile(ctx, fileId);
}

const written = (system: string | null | undefined, value: string | null | undefined) =>
  system && value ? `${system} · ${value}` : null;
