import type { SocialRequest, WorkEntry } from '@lastria/sdk';
import { ids } from '../../testing/sample.ts';
import { uuid } from './sample-configuration.ts';

export const claire = { id: ids.me, displayName: 'Claire Morel' };
export const samir = { id: ids.colleague, displayName: 'Samir Roux' };
const action = (
  id: number,
  requestId: string,
  entryId: string,
  typeCode: string,
  outcome: string | null = null,
) => ({
  id: uuid(id),
  requestId,
  entryId,
  typeCode,
  doneOn: '2026-11-12',
  outcome,
  performedBy: ids.me,
  version: 1,
});

export function entry(
  number: number,
  performedOn: string,
  typeCode: string,
  more: Partial<WorkEntry> = {},
): WorkEntry {
  return {
    id: uuid(number),
    fileId: ids.file,
    unitId: ids.unit,
    forUnitId: ids.unit,
    typeCode,
    performedOn,
    startedAt: null,
    minutes: 20,
    travelMinutes: null,
    place: null,
    performedBy: claire,
    recordedBy: claire,
    recordedAt: `${performedOn}T15:00:00Z`,
    requests: [],
    partners: [],
    text: null,
    textHidden: false,
    voided: null,
    version: 1,
    can: { change: true, void: true, undoUntil: null },
    ...more,
  };
}
const landlord = { id: ids.landlord, kind: 'bailleur', name: 'Office public de l’habitat' };

export const entries: readonly WorkEntry[] = [
  entry(1, '2026-11-12', 'entretien-telephonique', {
    partners: [landlord],
    requests: [
      {
        requestId: ids.rent,
        typeCode: 'impaye-loyer',
        actions: [action(11, ids.rent, uuid(1), 'fsl'), action(12, ids.rent, uuid(1), 'plan-apurement')],
      },
    ],
    text: 'Deux mois de retard (septembre, octobre). Le bailleur accepte un échéancier sur dix mois si le dossier FSL est déposé avant le 30. Mme D. réunit ses justificatifs : bulletins de salaire, décompte des indemnités journalières, avis d’échéance.\n- rappeler le bailleur après la commission ;\n- vérifier le dernier quotient familial ;\n- proposer un rendez-vous avec la conseillère en économie sociale.',
  }),
  entry(2, '2026-11-03', 'courrier-beneficiaire', {
    minutes: 15,
    requests: [{ requestId: ids.rent, typeCode: 'impaye-loyer', actions: [] }],
    text: 'Demande de suspension de la procédure, copie au dossier.',
  }),
  entry(3, '2026-10-21', 'entretien-physique-bureau', {
    minutes: 45,
    requests: [
      { requestId: uuid(202), typeCode: 'temps-partiel-therapeutique', actions: [] },
      {
        requestId: ids.disability,
        typeCode: 'renouvellement-rqth',
        actions: [action(13, ids.disability, uuid(3), 'dossier-rqth', 'en-cours')],
      },
    ],
    text: 'Reprise envisagée à 50 % en janvier, poste sans port de charges. Dossier MDPH à renouveler avant mars.',
  }),
  entry(4, '2026-10-02', 'entretien-physique-bureau', {
    performedBy: samir,
    recordedBy: samir,
    textHidden: true,
    can: { change: false, void: false, undoUntil: null },
  }),
  entry(5, '2026-09-15', 'appel-partenaire', {
    minutes: 15,
    partners: [{ id: ids.insurance, kind: 'cpam', name: 'CPAM du Gard' }],
    voided: {
      at: '2026-09-16T08:00:00Z',
      by: ids.me,
      reason: 'Noté dans le mauvais dossier',
      reasonHidden: false,
    },
    text: 'Demande de duplicata.',
  }),
  entry(6, '2025-12-18', 'visite-domicile', {
    minutes: 90,
    travelMinutes: 30,
    place: 'Nîmes',
    text: 'Logement en bon état. Chauffage à régler avec le bailleur.',
  }),
  entry(7, '2025-03-02', 'entretien-physique-bureau', {
    minutes: 60,
    text: 'Premier entretien. Mme D. est adressée par le médecin du travail.',
  }),
];

const request = (
  id: string,
  typeCode: string,
  requestedOn: string,
  more: Partial<SocialRequest> = {},
): SocialRequest => ({
  id,
  typeCode,
  requestedOn,
  urgent: false,
  status: 'ouverte',
  outcome: null,
  resolvedOn: null,
  version: 1,
  actions: [],
  entries: 1,
  ...more,
});
export const requests: readonly SocialRequest[] = [
  request(ids.rent, 'impaye-loyer', '2026-11-10', {
    urgent: true,
    actions: [
      action(11, ids.rent, uuid(1), 'fsl', 'en-cours'),
      action(12, ids.rent, uuid(1), 'plan-apurement', 'prevu'),
    ],
  }),
  request(ids.disability, 'renouvellement-rqth', '2026-10-19', {
    actions: [action(13, ids.disability, uuid(3), 'dossier-rqth', 'en-cours')],
  }),
  request(uuid(202), 'temps-partiel-therapeutique', '2026-10-19'),
  request(uuid(203), 'aide-alimentaire', '2025-03-02', {
    outcome: 'aboutie',
    resolvedOn: '2025-05-01',
    status: 'aboutie',
  }),
];
