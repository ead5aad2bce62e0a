import {
  contractVersion,
  type ChoiceItem,
  type Configuration,
  type Me,
  type SocialFile,
  type SocialRequest,
} from '@lastria/sdk';

/** A small hospital service, invented: its lists are cut short, its people do not exist. */

export const ids = {
  me: '0197a3c4-0000-7000-8000-000000000001',
  colleague: '0197a3c4-0000-7000-8000-000000000002',
  unit: '0197a3c4-0000-7000-8000-000000000010',
  site: '0197a3c4-0000-7000-8000-000000000011',
  file: '0197a3c4-0000-7000-8000-000000000100',
  otherFile: '0197a3c4-0000-7000-8000-000000000101',
  rent: '0197a3c4-0000-7000-8000-000000000200',
  disability: '0197a3c4-0000-7000-8000-000000000201',
  landlord: '0197a3c4-0000-7000-8000-000000000300',
  insurance: '0197a3c4-0000-7000-8000-000000000301',
  otherInsurance: '0197a3c4-0000-7000-8000-000000000302',
} as const;

/** What somebody may do who may do nothing else. */
export const ableTo = (...acts: readonly (keyof Me['can'])[]): Me['can'] => ({
  answerSupport: false,
  changeConfiguration: false,
  changeEmbedding: false,
  changeOrganisation: false,
  createFile: false,
  grantAccess: false,
  handOver: false,
  import: false,
  keepAgenda: false,
  reportDeliveries: false,
  keepDirectory: false,
  manageAccounts: false,
  manageServiceAccounts: false,
  manageTeam: false,
  openFile: false,
  openInEmergency: false,
  readOrganisation: false,
  readStatistics: false,
  readInternalStatistics: false,
  readTeamStatistics: false,
  recordDecision: false,
  reviewAccess: false,
  searchAudit: false,
  withdrawServiceFiles: false,
  ...Object.fromEntries(acts.map((act) => [act, true])),
});

/** What a session says of itself whose person proved who she is, wherever it is shown. */
export const signedIn: Pick<
  Me,
  'kind' | 'nominative' | 'methods' | 'provedAt' | 'idleAt' | 'elements' | 'fileId'
> = {
  kind: 'embed',
  nominative: true,
  methods: ['pwd', 'otp'],
  provedAt: '2026-11-22T17:00:00Z',
  idleAt: null,
  elements: null,
  fileId: null,
};

export const me: Me = {
  staffId: ids.me,
  displayName: 'Claire Morel',
  roles: ['SOCIAL_WORKER'],
  can: ableTo('openFile', 'createFile', 'import', 'openInEmergency'),
  ...signedIn,
  expiresAt: '2026-11-22T18:00:00Z',
  serverVersion: contractVersion,
  tenant: {
    id: '0197a3c4-0000-7000-8000-000000000000',
    name: 'Centre hospitalier de Valmont',
    kind: 'hospital',
    timeZone: 'Europe/Paris',
  },
};

type Item = readonly [code: string, label: string, parent?: string | null, more?: Partial<ChoiceItem>];
const list = (
  code: string,
  label: string,
  parentList: string | null,
  items: readonly Item[],
): Configuration['lists'][number] => ({
  code,
  label,
  parentList,
  bracketUnit: null,
  version: 1,
  items: items.map(([itemCode, itemLabel, parent, more]) => ({
    code: itemCode,
    label: itemLabel,
    parentCode: parent ?? null,
    active: true,
    flags: [],
    semanticKeys: [],
    defaultMinutes: null,
    channel: null,
    bracketFrom: null,
    ...more,
  })),
});
const work = (minutes: number, ...flags: string[]): Partial<ChoiceItem> => ({
  defaultMinutes: minutes,
  flags,
});

export const configuration: Configuration = {
  lists: [
    list('workTypeGroups', 'Familles de travaux', null, [
      ['entretien', 'Entretien'],
      ['instruction', 'Instruction'],
      ['echange', 'Échange'],
      ['hors-dossier', 'Hors dossier'],
    ]),
    list('workTypes', 'Types de travail', 'workTypeGroups', [
      [
        'entretien-physique-bureau',
        'Entretien physique au bureau',
        'entretien',
        work(45, 'contact', 'interview'),
      ],
      ['entretien-telephonique', 'Entretien téléphonique', 'entretien', work(20, 'contact', 'interview')],
      ['visite-domicile', 'Visite à domicile', 'entretien', work(90, 'contact', 'interview')],
      [
        'entretien-lit',
        'Entretien en chambre / au lit du patient',
        'entretien',
        work(30, 'contact', 'interview'),
      ],
      ['instruction-dossier', 'Instruction de dossier', 'instruction', work(45)],
      ['rapport-social', 'Rapport social', 'instruction', work(60)],
      ['courrier-beneficiaire', 'Courrier au bénéficiaire', 'echange', work(15)],
      ['appel-partenaire', 'Appel à un partenaire', 'echange', work(15)],
      ['reunion-service', 'Réunion de service', 'hors-dossier', work(90, 'no-file')],
      ['formation', 'Formation', 'hors-dossier', work(420, 'no-file')],
    ]),
    list('requestCategories', 'Catégories', null, [
      ['logement', 'Logement'],
      ['handicap', 'Handicap et RQTH'],
      ['budget', 'Budget et surendettement'],
      ['sante', 'Santé et arrêt de travail'],
    ]),
    list('requestTypes', 'Demandes', 'requestCategories', [
      ['impaye-loyer', 'Impayé de loyer', 'logement'],
      ['procedure-expulsion', 'Procédure d’expulsion', 'logement'],
      ['logement-social', 'Recherche de logement social', 'logement'],
      ['premiere-rqth', 'Première demande de RQTH', 'handicap'],
      ['renouvellement-rqth', 'Renouvellement de RQTH', 'handicap'],
      ['dossier-surendettement', 'Dossier de surendettement', 'budget'],
      ['aide-alimentaire', 'Aide alimentaire', 'budget'],
      ['temps-partiel-therapeutique', 'Temps partiel thérapeutique', 'sante'],
    ]),
    list('supportActionGroups', 'Familles de moyens', null, [
      ['logement', 'Logement'],
      ['budget', 'Budget'],
      ['emploi', 'Emploi et handicap'],
    ]),
    list('supportActions', 'Moyens', 'supportActionGroups', [
      ['fsl', 'FSL', 'logement'],
      ['dalo', 'DALO', 'logement'],
      ['plan-apurement', 'Plan d’apurement / échéancier', 'budget'],
      ['grille-budgetaire', 'Grille budgétaire', 'budget'],
      ['dossier-rqth', 'Dossier RQTH', 'emploi'],
    ]),
    list('requestOutcome', 'Résultats des demandes', null, [
      ['aboutie', 'Aboutie', null],
      ['orientee', 'Orientée', null],
    ]),
    list('actionOutcome', 'Résultats', null, [
      ['prevu', 'Prévu'],
      ['en-cours', 'En cours'],
      ['abouti', 'Abouti'],
      ['refuse', 'Refusé'],
    ]),
    list('requestStatus', 'Statuts', null, [
      ['ouverte', 'Ouverte'],
      ['aboutie', 'Aboutie', null, { flags: ['terminal', 'granted'] }],
    ]),
    list('partnerKind', 'Partenaires', null, [
      ['bailleur', 'Bailleur'],
      ['cpam', 'CPAM / CARSAT / MSA'],
    ]),
  ],
  groups: [],
  fields: [],
  units: [
    { id: ids.unit, parentId: null, name: 'Valmont', kind: 'hospital', closed: false },
    { id: ids.site, parentId: ids.unit, name: 'Site des Tilleuls', kind: 'site', closed: false },
  ],
  staff: [
    { id: ids.colleague, displayName: 'Samir Roux', jobTitle: 'Assistant de service social', left: false },
    { id: ids.me, displayName: 'Claire Morel', jobTitle: 'Assistante de service social', left: false },
  ],
  partners: [
    { id: ids.landlord, kind: 'bailleur', name: 'Office public de l’habitat', active: true, version: 1 },
    { id: ids.insurance, kind: 'cpam', name: 'CPAM du Gard', active: true, version: 1 },
    { id: ids.otherInsurance, kind: 'cpam', name: 'CARSAT Sud-Est', active: true, version: 1 },
  ],
  can: { addPartner: true, changeConfiguration: false, keepDirectory: false },
};

export function socialFile(id: string, lastName: string, firstNames: string): SocialFile {
  return {
    id,
    unit: { id: ids.unit, name: 'Valmont' },
    leadWorker: { id: ids.me, displayName: 'Claire Morel' },
    status: 'ouvert',
    openedOn: '2026-03-02',
    closedOn: null,
    closeReason: null,
    lastContactOn: '2026-11-12',
    lastWorkOn: '2026-11-12',
    inactive: false,
    externalRef: null,
    identity: {
      lastName,
      firstNames,
      birthName: null,
      birthDate: '1980-05-14',
      birthYear: 1980,
      age: 46,
      sex: 'feminin',
      phones: [],
      email: null,
      street: null,
      postalCode: null,
      city: null,
      communeCode: null,
      addressProtected: false,
      diedOn: null,
      version: 1,
    },
    flags: [],
    situation: [],
    relatives: [],
    completeness: { answered: 9, required: 11, missing: [] },
    can: { changeIdentity: true, readFollowUp: true, writeFollowUp: true, readText: true, transfer: true },
    version: 1,
  } as SocialFile;
}

export const request = (id: string, typeCode: string, requestedOn: string): SocialRequest => ({
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
});
