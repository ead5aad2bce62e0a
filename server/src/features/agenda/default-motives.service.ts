import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { appointmentMotive, type PlaceKind } from './settings.table.ts';

/** Motives every new tenant starts with: usual length, place, and the travail that follows. */
const defaultMotives: readonly {
  readonly label: string;
  readonly placeKind: PlaceKind;
  readonly minutes: number;
  readonly workTypeCode: string | null;
}[] = [
  { label: 'Premier entretien', placeKind: 'office', minutes: 60, workTypeCode: 'entretien-physique-bureau' },
  {
    label: 'Entretien de suivi',
    placeKind: 'office',
    minutes: 45,
    workTypeCode: 'entretien-physique-bureau',
  },
  {
    label: 'Entretien en permanence',
    placeKind: 'site',
    minutes: 45,
    workTypeCode: 'entretien-permanence-sur-site',
  },
  {
    label: 'Entretien téléphonique',
    placeKind: 'phone',
    minutes: 20,
    workTypeCode: 'entretien-telephonique',
  },
  {
    label: 'Entretien en visioconférence',
    placeKind: 'video',
    minutes: 30,
    workTypeCode: 'entretien-visioconference',
  },
  { label: 'Visite à domicile', placeKind: 'home', minutes: 90, workTypeCode: 'visite-domicile' },
  { label: 'Réunion', placeKind: 'office', minutes: 60, workTypeCode: 'reunion-service' },
];

/** Gives a new tenant its motives. */
export async function installMotives(tx: Tx, tenantId: string): Promise<void> {
  await tx
    .insert(appointmentMotive)
    .values(
      defaultMotives.map((one, index) => ({ tenantId, id: newId(), position: (index + 1) * 10, ...one })),
    );
}
