import type { Context } from '../../db/database.ts';
import { given } from '../../http/patch.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { bookersOf } from '../access/reasons.service.ts';
import { may } from '../access/roles.service.ts';
import { isOpenUnit } from '../organisation/organisation.service.ts';
import { requireOpen } from '../social-file/change.service.ts';
import type { AppointmentInput, AppointmentPatch } from './agenda.schema.ts';
import type { AppointmentKind } from './agenda.table.ts';
import * as store from './appointment.store.ts';
import { colleagues } from './colleagues.service.ts';
import { mayBookFor } from './settings.service.ts';
import { motiveById, roomsById, type MotiveRow } from './settings.store.ts';
import type { PlaceKind } from './settings.table.ts';
import { mayChange } from './shown.ts';

/** Where an appointment belongs. */
export interface Standing {
  readonly fileId: string | null;
  readonly unitId: string;
}

/** What an appointment says, but when: each occurrence of a series says the same. */
export interface Content extends Standing {
  readonly forUnitId: string;
  readonly kind: AppointmentKind;
  readonly motiveId: string | null;
  readonly title: string | null;
  readonly tentative: boolean;
  readonly private: boolean;
  readonly blocks: boolean;
  readonly allDay: boolean;
  readonly placeKind: PlaceKind;
  readonly place: string | null;
  readonly roomId: string | null;
  readonly externalUrl: string | null;
  readonly travelBefore: number;
  readonly travelAfter: number;
  readonly workerIds: readonly string[];
  readonly others: readonly string[];
  readonly zone: string;
}

const refused = () =>
  new Problem(
    'forbidden',
    'Votre rôle dans cette entité permet de consulter l’agenda, pas d’y prendre rendez-vous.',
  );

/** Where what is booked will stand: the unit of the file, or the one named. */
export async function standingFor(ctx: Context, input: AppointmentInput): Promise<Standing> {
  if (input.fileId) {
    const file = await store.fileById(ctx, input.fileId);
    if (!file) throw notFound();
    if (input.unitId !== undefined && input.unitId !== file.unitId)
      throw invalid('/unitId', 'Un rendez-vous pris dans un dossier est de l’entité de ce dossier.');
    const standing = { fileId: file.id, unitId: file.unitId };
    if (!mayChange(ctx, standing)) throw refused();
    requireOpen(file);
    return standing;
  }
  const { unitId } = input;
  if (unitId === undefined) throw invalid('/unitId', 'Indiquez l’entité, ou le dossier, du rendez-vous.');
  const standing = { fileId: null, unitId };
  if (!mayChange(ctx, standing)) {
    if (may(ctx, 'readAgenda', { unitId })) throw refused();
    throw notFound();
  }
  if (!(await isOpenUnit(ctx, unitId)))
    throw invalid('/unitId', 'Cette entité est fermée : elle ne reçoit plus de rendez-vous.');
  return standing;
}

/** What is booked, checked: everything named exists where one may book it, and may be booked by who acts. */
export async function contentOf(
  ctx: Context,
  standing: Standing,
  input: AppointmentInput,
): Promise<{ content: Content; motive: MotiveRow | undefined }> {
  const motive = input.motiveId ? await bookableMotive(ctx, input.motiveId) : undefined;
  const allDay = input.allDay ?? false;
  const content: Content = {
    ...standing,
    forUnitId: standing.unitId,
    kind: input.kind ?? 'appointment',
    motiveId: motive?.id ?? null,
    title: input.title ?? null,
    tentative: input.tentative ?? false,
    private: input.private ?? false,
    blocks: input.blocks ?? (allDay ? false : (motive?.blocks ?? true)),
    allDay,
    placeKind: input.placeKind ?? motive?.placeKind ?? 'office',
    place: input.place ?? null,
    roomId: input.roomId ?? null,
    externalUrl: input.externalUrl ?? null,
    travelBefore: input.travelBefore ?? 0,
    travelAfter: input.travelAfter ?? 0,
    workerIds: [...new Set(input.workerIds ?? [ctx.actor.staffId])],
    others: input.others ?? [],
    zone: ctx.actor.timeZone,
  };
  await check(ctx, content, { workerIds: content.workerIds, roomId: content.roomId });
  return { content, motive };
}

/** What a patch makes of it; only what it names anew is looked up. */
export async function patched(ctx: Context, before: Content, patch: AppointmentPatch): Promise<Content> {
  const {
    motiveId,
    title,
    tentative,
    private: isPrivate,
    blocks,
    allDay,
    placeKind,
    place,
    roomId,
    externalUrl,
  } = patch;
  const content: Content = {
    ...before,
    ...given({ motiveId, title, tentative, blocks, allDay, placeKind, place, roomId, externalUrl }),
    ...given({ travelBefore: patch.travelBefore, travelAfter: patch.travelAfter, others: patch.others }),
    ...given({ private: isPrivate }),
    ...(patch.workerIds ? { workerIds: [...new Set(patch.workerIds)] } : {}),
  };
  if (motiveId && motiveId !== before.motiveId) await bookableMotive(ctx, motiveId);
  await check(ctx, content, {
    workerIds: content.workerIds.filter((id) => !before.workerIds.includes(id)),
    roomId: content.roomId === before.roomId ? null : content.roomId,
  });
  return content;
}

async function bookableMotive(ctx: Context, motiveId: string): Promise<MotiveRow> {
  const motive = await motiveById(ctx, motiveId);
  if (!motive) throw notFound();
  if (!motive.active) throw invalid('/motiveId', 'Ce motif n’est plus proposé.');
  if (!mayBookFor(ctx, motive))
    throw new Problem('forbidden', 'Ce motif de rendez-vous est réservé à d’autres rôles de votre service.');
  return motive;
}

async function check(
  ctx: Context,
  content: Content,
  added: { readonly workerIds: readonly string[]; readonly roomId: string | null },
): Promise<void> {
  if (content.kind === 'personal' && content.fileId !== null)
    throw invalid('/kind', 'Un rendez-vous personnel n’est lié à aucun dossier.');
  if (content.private && content.fileId !== null)
    throw invalid('/private', 'Un rendez-vous lié à un dossier ne peut pas être privé.');
  // Whoever would no longer see it could not say what it is
  if (content.private && !content.workerIds.includes(ctx.actor.staffId))
    throw invalid('/private', 'Un rendez-vous privé est un de vos rendez-vous.');
  if (added.roomId !== null) {
    const [room] = await roomsById(ctx, [added.roomId]);
    if (!room!.active) throw invalid('/roomId', 'Cette salle n’est plus proposée.');
  }
  if (added.workerIds.length > 0) await checkWorkers(ctx, content, added.workerIds);
}

/**
 * Who takes part sees all of it: he works where it belongs. Somebody whose agenda one may not look at does not exist.
 */
async function checkWorkers(ctx: Context, content: Content, added: readonly string[]): Promise<void> {
  const there = await bookersOf(ctx, {
    unitId: content.unitId,
    ...(content.fileId === null ? {} : { id: content.fileId }),
  });
  const known = new Set(there.map(({ id }) => id));
  const elsewhere = added.filter((id) => !known.has(id));
  if (elsewhere.length === 0) return;
  await colleagues(ctx, elsewhere);
  throw invalid(
    `/workerIds/${content.workerIds.indexOf(elsewhere[0]!)}`,
    'Cette personne ne prend pas de rendez-vous dans cette entité.',
  );
}
