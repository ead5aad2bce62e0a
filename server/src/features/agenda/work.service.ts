import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { groundOf } from '../access/reasons.service.ts';
import { audit } from '../audit/audit.service.ts';
import { choiceItems, itemsOfLists } from '../configuration/configuration.service.ts';
import { createEntry } from '../tdm/entry.service.ts';
import type { Entry } from '../tdm/tdm.schema.ts';
import { readRequests } from '../tdm/timeline.service.ts';
import * as store from './appointment.store.ts';
import { minutesBetween } from './moment.ts';
import { motiveById, rooms, type MotiveRow } from './settings.store.ts';
import type { PlaceKind } from './settings.table.ts';
import { isToWrite, mayWrite, type Honoured } from './to-write.service.ts';
import { visible } from './whole.ts';
import type { WorkInput, workProposal } from './work.schema.ts';
import * as work from './work.store.ts';

/** How the travail of an appointment without a motive, or whose motive names none, is called: where it was. */
const byPlace: Readonly<Record<PlaceKind, string>> = {
  office: 'entretien-physique-bureau',
  site: 'entretien-permanence-sur-site',
  phone: 'entretien-telephonique',
  video: 'entretien-visioconference',
  home: 'visite-domicile',
};

/** A travail lasts at most a day. */
const mostMinutes = 1440;

/** An appointment one may write the travail of, or why not. */
async function honoured(ctx: Context, id: string): Promise<Honoured> {
  const row = await visible(ctx, id);
  if (!row.workerIds.includes(ctx.actor.staffId))
    throw new Problem('forbidden', 'Vous n’étiez pas de ce rendez-vous : chacun écrit ce qu’il a fait.');
  if (row.fileId === null)
    throw new Problem(
      'conflict',
      'Ce rendez-vous n’est lié à aucun dossier : il n’a pas de travail à écrire.',
    );
  if (!mayWrite(ctx, row))
    throw new Problem(
      'forbidden',
      'Votre rôle dans cette entité permet de consulter ce dossier, pas d’y écrire le suivi.',
    );
  if (!isToWrite(ctx, row))
    throw new Problem('conflict', 'Ce rendez-vous n’est pas indiqué comme ayant eu lieu.');
  return row;
}

/** The travail an honoured appointment proposes: when, how long, by which means, where, with whom. */
export async function proposeWork(ctx: Context, id: string): Promise<z.output<typeof workProposal>> {
  const row = await honoured(ctx, id);
  const { fileId, unitId } = row;
  const [proposed, types, entries, identities, requests] = await Promise.all([
    proposalOf(ctx, row),
    itemsOfLists(ctx, ['workTypes']),
    work.entriesOf(ctx, [id]),
    store.identitiesOf(ctx, [fileId]),
    readRequests(ctx, fileId),
  ]);
  const open = requests.filter(({ resolvedOn }) => resolvedOn === null);
  const labels = await choiceItems(
    ctx,
    open.map(({ typeCode }) => ['requestTypes', typeCode]),
  );
  await audit(ctx, 'agenda.workProposed', {
    fileId,
    unitId,
    recordId: id,
    facts: { requests: open.length, ...(await groundOf(ctx, fileId)) },
  });
  return {
    appointmentId: id,
    fileId,
    person: identities.get(fileId) ?? null,
    entryId: entries.get(id) ?? null,
    proposed,
    types: types
      .filter(({ flags }) => !flags.includes('no-file'))
      .map(({ code, label, defaultMinutes }) => ({ code, label, minutes: defaultMinutes })),
    requests: open.map((one) => ({
      id: one.id,
      label: labels.get(`requestTypes/${one.typeCode}`)?.label ?? one.typeCode,
    })),
  };
}

/**
 * Writes the travail of an honoured appointment: what is not said is as proposed. Of several confirmations, one writes;
 * the others are told. Who may write in the file, and what a travail may say, is for the travaux themselves to say.
 */
export async function writeWork(ctx: Context, id: string, input: WorkInput): Promise<Entry> {
  const row = await honoured(ctx, id);
  await work.hold(ctx, id);
  if ((await work.entriesOf(ctx, [id])).has(id))
    throw new Problem('conflict', 'Le travail de ce rendez-vous est déjà écrit dans le dossier.');
  const { typeCode, minutes, text, ...proposed } = await proposalOf(ctx, row);
  const kind = input.typeCode ?? typeCode;
  if (kind === null)
    throw new Problem('conflict', 'Ce rendez-vous ne dit pas de quel travail il s’agit : indiquez-le.');
  const words = input.text === undefined ? text : input.text;
  const { text: _text, ...said } = input;
  const written = await createEntry(
    ctx,
    row.fileId,
    {
      ...proposed,
      ...(minutes === null ? {} : { minutes }),
      ...said,
      typeCode: kind,
      ...(words ? { text: words } : {}),
    },
    id,
  );
  await publish(ctx, 'agenda.changed', { fileId: row.fileId, unitId: row.unitId, recordId: id });
  return written;
}

async function proposalOf(ctx: Context, row: Honoured): Promise<z.output<typeof workProposal>['proposed']> {
  const [motive, all, present] = await Promise.all([
    row.motiveId === null ? undefined : motiveById(ctx, row.motiveId),
    row.roomId === null ? [] : rooms(ctx),
    presentBeside(ctx, row),
  ]);
  const lasted = row.heldMinutes ?? minutesBetween(row.startsLocal, row.endsLocal);
  const travel = row.travelBefore + row.travelAfter;
  return {
    typeCode: await typeOf(ctx, row, motive),
    performedOn: row.startsLocal.slice(0, 10),
    startedAt: row.allDay ? null : row.startsLocal.slice(11),
    minutes: row.allDay || lasted > mostMinutes ? null : lasted,
    travelMinutes: travel > 0 ? travel : null,
    place: row.place ?? all.find(({ id }) => id === row.roomId)?.label ?? null,
    text: present.length > 0 ? `En présence de ${present.join(', ')}.` : null,
  };
}

/** The first type of travail that the service still offers in files: that of the motive, else that of the place. */
async function typeOf(ctx: Context, row: Honoured, motive: MotiveRow | undefined): Promise<string | null> {
  const wanted = [motive?.workTypeCode ?? null, byPlace[row.placeKind]].filter((one) => one !== null);
  const known = await choiceItems(
    ctx,
    wanted.map((code) => ['workTypes', code]),
  );
  const offered = wanted.find((code) => {
    const item = known.get(`workTypes/${code}`);
    return item?.active === true && !item.flags.includes('no-file');
  });
  return offered ?? null;
}

/** Who else was there, but the person: those who were not said to be absent. */
async function presentBeside(ctx: Context, row: Honoured): Promise<string[]> {
  const participants = (await store.participantsOf(ctx, [row.id])).filter(
    ({ kind, staffId, status }) =>
      kind !== 'person' && staffId !== ctx.actor.staffId && status !== 'absent' && status !== 'excused',
  );
  const names = await store.staffNames(
    ctx,
    participants.flatMap(({ staffId }) => staffId ?? []),
  );
  return participants.flatMap(({ staffId, name }) => (staffId ? names.get(staffId) : name) ?? []);
}
