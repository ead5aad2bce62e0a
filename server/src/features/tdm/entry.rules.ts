import type { Context } from '../../db/database.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { may } from '../access/roles.service.ts';
import { choiceItems } from '../configuration/configuration.service.ts';
import { dayIn } from '../organisation/organisation.service.ts';
import * as store from './tdm.store.ts';
import type { EntryInput } from './tdm.schema.ts';

export type FileRow = NonNullable<Awaited<ReturnType<typeof store.fileOf>>>;

/** The file, when one may write its follow-up; the same "not found" for what does not exist and what is out of reach. */
export async function writableFile(ctx: Context, fileId: string): Promise<FileRow> {
  const file = await store.fileOf(ctx, fileId);
  if (!file) throw notFound();
  if (!may(ctx, 'writeFollowUp', file)) {
    throw new Problem(
      'forbidden',
      'Votre rôle dans cette entité permet de consulter ce dossier, pas d’y écrire le suivi.',
    );
  }
  if (file.status !== 'open')
    throw new Problem('conflict', 'Ce dossier est clôturé. Rouvrez-le pour en modifier le suivi.');
  return file;
}

/** Where a travail stands: in a file, or in its unit alone. */
export const placeOf = ({ unitId, fileId }: { unitId: string; fileId: string | null }) =>
  fileId === null ? { unitId } : { unitId, id: fileId };

/** The travail, when one may change it and it was not voided. */
export async function changeable(ctx: Context, entryId: string): Promise<store.EntryRow> {
  const row = await store.entryById(ctx, entryId);
  if (!row) throw notFound();
  if (!may(ctx, 'writeFollowUp', placeOf(row.entry))) {
    throw new Problem(
      'forbidden',
      'Votre rôle dans cette entité permet de consulter ce travail, pas de le modifier.',
    );
  }
  if (row.entry.voidedAt)
    throw new Problem('conflict', 'Ce travail a été annulé : il reste lisible, mais ne change plus.');
  return row.entry;
}

/** What a travail names. */
export type EntryNames = Pick<EntryInput, 'typeCode'> &
  Partial<Pick<EntryInput, 'performedBy' | 'partnerIds' | 'requests'>>;

/** What the names of a travail stand for: items of lists, demandes of the file, who did it, partners. */
export type NamedThings = Awaited<ReturnType<typeof namedBy>>;

/** Looks up all that a travail names at once: independent reads, which travel together. */
export async function namedBy(ctx: Context, fileId: string | null, input: EntryNames) {
  const requests = input.requests ?? [];
  const codes = requests.flatMap((one) => [
    ...(one.typeCode ? [['requestTypes', one.typeCode] as const] : []),
    ...(one.outcome ? [['requestOutcome', one.outcome] as const] : []),
    ...(one.actions ?? []).flatMap((action) => [
      ['supportActions', action.typeCode] as const,
      ...(action.outcome ? [['actionOutcome', action.outcome] as const] : []),
    ]),
  ]);
  const existing = requests.flatMap(({ requestId }) => (requestId ? [requestId] : []));
  const { staffId, displayName } = ctx.actor;
  const [items, found, performer, partners] = await Promise.all([
    choiceItems(ctx, [['workTypes', input.typeCode], ...codes]),
    fileId !== null && existing.length > 0 ? store.requestsOf(ctx, fileId, existing) : [],
    input.performedBy === undefined || input.performedBy === staffId
      ? { id: staffId, displayName }
      : store.staffById(ctx, input.performedBy),
    store.partnersById(ctx, input.partnerIds ?? []),
  ]);
  return { items, requests: new Map(found.map((row) => [row.id, row])), performer, partners };
}

/** The rules of a travail that a schema cannot say. Gives its type and who did it, which later steps need. */
export function checked(
  ctx: Context,
  file: FileRow | undefined,
  input: Pick<EntryInput, 'performedOn'> & EntryNames,
  named: NamedThings,
) {
  const type = named.items.get(`workTypes/${input.typeCode}`);
  if (!type?.active) throw invalid('/typeCode', "Ce type de travail n'est pas proposé par votre service.");
  if (!file && !type.flags.includes('no-file'))
    throw invalid('/typeCode', 'Ce type de travail se saisit dans un dossier.');
  if (file && type.flags.includes('no-file'))
    throw invalid('/typeCode', 'Ce type de travail se saisit hors dossier.');
  if (input.performedOn > dayIn(ctx.actor.timeZone, ctx.now))
    throw invalid('/performedOn', 'Un travail est passé : choisissez une date jusqu’à aujourd’hui.');
  if (file?.birthDate && input.performedOn < file.birthDate)
    throw invalid('/performedOn', 'Cette date précède la naissance de la personne.');
  if (!named.performer) throw invalid('/performedBy', "Cet intervenant n'existe pas.");
  const partnerIds = input.partnerIds ?? [];
  if (new Set(partnerIds).size !== partnerIds.length)
    throw invalid('/partnerIds', 'Le même partenaire est indiqué deux fois.');
  if (named.partners.length !== partnerIds.length)
    throw invalid('/partnerIds', "Un partenaire indiqué n'existe pas.");
  return { type, performer: named.performer };
}
