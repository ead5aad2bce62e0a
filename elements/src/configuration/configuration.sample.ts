import type { AccessGrant, ChoiceItem, Configuration, Organisation, OrganisationUnit } from '@lastria/sdk';

/** A service with its lists, fields, units and team; nobody in it exists. */

export const id = (number: number): string => `0197a3c4-3333-7000-8000-${String(number).padStart(12, '0')}`;
export const people = { admin: id(1), morel: id(2), petit: id(3) };
export const partners = { caf: id(40), lillois: id(41), former: id(42) };
export const units = { root: id(10), nord: id(11), lille: id(12), lens: id(13), sud: id(14) };

export const item = (
  code: string,
  label: string,
  parentCode: string | null = null,
  more: Partial<ChoiceItem> = {},
): ChoiceItem => ({
  code,
  label,
  parentCode,
  active: true,
  flags: [],
  semanticKeys: [],
  defaultMinutes: null,
  channel: null,
  bracketFrom: null,
  ...more,
});
const list = (
  code: string,
  label: string,
  parentList: string | null,
  items: ChoiceItem[],
): Configuration['lists'][number] => ({ code, label, parentList, bracketUnit: null, version: 3, items });
export const field = (
  groupCode: string,
  code: string,
  label: string,
  kind: string,
  more: Partial<Configuration['fields'][number]> = {},
): Configuration['fields'][number] => ({
  code,
  groupCode,
  label,
  kind,
  listCode: null,
  clearance: kind === 'text' || kind === 'longText' ? 'text' : 'followUp',
  required: false,
  purpose: 'Connaître la situation pour adapter l’accompagnement',
  active: true,
  unitId: null,
  offeredIn: null,
  version: 1,
  ...more,
});
export const unit = (
  unitId: string,
  parentId: string | null,
  name: string,
  kind: string,
  more: Partial<OrganisationUnit> = {},
): OrganisationUnit => ({
  id: unitId,
  parentId,
  name,
  kind,
  closed: false,
  headcount: null,
  fullTimeEquivalent: null,
  contractedMinutes: null,
  inactivityDays: null,
  alsaceMoselle: false,
  goodFriday: false,
  overseasTerritory: null,
  history: [],
  version: 1,
  ...more,
});
export const grant = (
  number: number,
  staffId: string,
  role: string,
  unitId: string,
  more: Partial<AccessGrant> = {},
): AccessGrant => ({
  id: id(number),
  staffId,
  role,
  kind: 'REGULAR',
  onBehalfOf: null,
  reviewBy: null,
  unitId,
  withSubtree: true,
  fileId: null,
  validFrom: '2025-01-05T23:00:00.000Z',
  validUntil: null,
  reason: 'Secteur d’intervention',
  ...more,
});

export const configuration = (): Configuration => ({
  lists: [
    list('workTypes', 'Types de travail', 'workTypeGroups', [
      item('entretien-telephonique', 'Entretien téléphonique', 'entretiens', {
        defaultMinutes: 20,
        channel: 'telephone',
      }),
      item('entretien-bureau', 'Entretien au bureau', 'entretiens', {
        defaultMinutes: 45,
        channel: 'presentiel',
        semanticKeys: ['interview'],
      }),
      item('visite-domicile', 'Visite à domicile', 'entretiens', {
        defaultMinutes: 90,
        channel: 'presentiel',
      }),
      item('courrier', 'Courrier à un partenaire', 'ecrits', { defaultMinutes: 30 }),
      item('rapport', 'Rapport social', 'ecrits', { defaultMinutes: 120, active: false }),
    ]),
    list('workTypeGroups', 'Familles de travaux', null, [
      item('entretiens', 'Entretiens'),
      item('ecrits', 'Écrits'),
    ]),
    list('channel', 'Modalité', null, [item('telephone', 'Téléphone'), item('presentiel', 'En présence')]),
    list(
      'housingStatus',
      'Statuts de logement',
      null,
      ['Parc social', 'Parc privé', 'Hébergé', 'Propriétaire', 'Sans logement stable'].map((label) =>
        item(label.toLowerCase().replace(/[^a-z]+/g, '-'), label),
      ),
    ),
    {
      ...list('ageBracket', 'Tranches d’âge', null, [
        item('moins-25', 'Moins de 25 ans', null, { bracketFrom: 0 }),
        item('25-34', '25 à 34 ans', null, { bracketFrom: 25 }),
        item('35-plus', '35 ans et plus', null, { bracketFrom: 35 }),
      ]),
      bracketUnit: 'ans',
    },
    list('partnerKind', 'Natures de partenaires', null, [
      item('bailleur', 'Bailleur'),
      item('caf', 'CAF'),
      item('ccas', 'CCAS'),
    ]),
    list('fieldGroup', 'Groupes de champs', null, [
      item('personal', 'Situation personnelle'),
      item('work', 'Situation professionnelle'),
    ]),
  ],
  groups: [
    { code: 'personal', label: 'Situation personnelle' },
    { code: 'work', label: 'Situation professionnelle' },
  ],
  fields: [
    field('personal', 'housingStatus', 'Logement', 'choice', { listCode: 'housingStatus', required: true }),
    field('personal', 'dependentChildren', 'Enfants à charge', 'number', { required: true }),
    field('personal', 'caregiver', 'Proche aidant', 'yesNo'),
    field('work', 'hiredOn', 'Entrée dans l’organisme', 'date', { active: false }),
  ],
  units: [],
  staff: [],
  partners: [
    { id: partners.caf, kind: 'caf', name: 'CAF du Nord', active: true, version: 1 },
    { id: partners.lillois, kind: 'bailleur', name: 'Habitat lillois', active: true, version: 2 },
    { id: partners.former, kind: 'bailleur', name: 'Ancien office', active: false, version: 3 },
  ],
  can: { addPartner: true, changeConfiguration: true, keepDirectory: true },
});

export const organisation = (): Organisation => ({
  supportRequests: [],
  decisions: [],
  can: {
    changeOrganisation: true,
    manageTeam: true,
    grantAccess: true,
    reviewAccess: true,
    handOver: true,
    answerSupport: true,
    recordDecision: false,
  },
  thresholds: { disclosureThreshold: 11, inactivityDays: 180, version: 1 },
  units: [
    unit(units.root, null, 'Groupe Tilleul', 'root'),
    unit(units.nord, units.root, 'Direction Nord', 'division'),
    unit(units.lille, units.nord, 'Entité Lille', 'site', {
      headcount: 1840,
      fullTimeEquivalent: 2.5,
      inactivityDays: 180,
      history: [
        { name: 'headcount', since: '2025-01-01', value: 1840 },
        { name: 'headcount', since: '1900-01-01', value: 1600 },
      ],
    }),
    unit(units.lens, units.lille, 'Antenne de Lens', 'department'),
    unit(units.sud, units.root, 'Direction Sud', 'division'),
  ],
  staff: [
    {
      id: people.admin,
      displayName: 'Alice Bernard',
      email: 'a.bernard@exemple.fr',
      jobTitle: 'Responsable informatique',
      externalSubject: null,
      left: false,
      leftOn: null,
      version: 1,
    },
    {
      id: people.morel,
      displayName: 'Claire Morel',
      email: 'c.morel@exemple.fr',
      jobTitle: 'Assistante sociale',
      externalSubject: 'cmorel',
      left: false,
      leftOn: null,
      version: 1,
    },
    {
      id: people.petit,
      displayName: 'Jean Petit',
      email: null,
      jobTitle: null,
      externalSubject: null,
      left: true,
      leftOn: '2026-06-30',
      version: 1,
    },
  ],
  grants: [
    grant(20, people.admin, 'ADMINISTRATOR', units.root),
    grant(21, people.morel, 'SOCIAL_WORKER', units.lille),
    grant(22, people.morel, 'SOCIAL_WORKER', units.sud, {
      validUntil: '2025-06-30T22:00:00.000Z',
      reason: 'Remplacement de P. Roux',
    }),
  ],
});
