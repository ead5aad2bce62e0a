import type {
  ChoiceItem,
  Configuration,
  FileSummary,
  Me,
  Session,
  SocialFile,
  SocialRequest,
  WorkEntry,
} from '@lastria/sdk';
import { fakeServer, type Call, type FakeServer } from '../testing/fake-server.ts';
import { ids, me, configuration as small } from '../testing/sample.ts';
import type { WalkScene } from '../testing/walked.ts';
import { LastriaSocialFile } from './social-file.element.ts';

/** A service with its situation fields, and a file with two years of follow-up; nobody in it exists. */

export const otherUnit = '0197a3c4-0000-7000-8000-000000000012';
export const uuid = (number: number): string => `0197a3c4-2222-7000-8000-${String(number).padStart(12, '0')}`;

const item = (code: string, label: string, more: Partial<ChoiceItem> = {}): ChoiceItem => ({
  code,
  label,
  parentCode: null,
  active: true,
  flags: [],
  semanticKeys: [],
  defaultMinutes: null,
  channel: null,
  ...more,
});
const list = (
  code: string,
  labels: Readonly<Record<string, string>>,
  keys: Readonly<Record<string, string[]>> = {},
): Configuration['lists'][number] => ({
  code,
  label: code,
  parentList: null,
  version: 1,
  items: Object.entries(labels).map(([value, label]) =>
    item(value, label, { semanticKeys: keys[value] ?? [] }),
  ),
});
const field = (
  groupCode: string,
  code: string,
  label: string,
  kind: string,
  listCode: string | null,
  required = false,
): Configuration['fields'][number] => ({
  code,
  groupCode,
  label,
  kind,
  listCode,
  required,
  purpose: 'Connaître la situation pour adapter l’accompagnement',
  active: true,
  unitId: null,
  version: 1,
});

export const configuration: Configuration = {
  ...small,
  lists: [
    ...small.lists,
    list('sex', { feminin: 'Féminin', masculin: 'Masculin', indetermine: 'Indéterminé' }),
    list('familySituation', {
      celibataire: 'Célibataire',
      marie: 'Marié(e)',
      pacse: 'Pacsé(e)',
      divorce: 'Divorcé(e)',
      'veuf-veuve': 'Veuf / veuve',
    }),
    list('housingStatus', {
      'parc-social': 'Parc social',
      'parc-prive': 'Parc privé',
      heberge: 'Hébergé(e)',
      proprietaire: 'Propriétaire',
    }),
    list('beneficiaryKind', {
      'agent-public': 'Agent public',
      salarie: 'Salarié',
      'patient-hospitalise': 'Patient hospitalisé',
    }),
    list('professionalStatus', {
      activite: 'En activité',
      arret: 'En arrêt de travail',
      retraite: 'Retraité',
    }),
    list('contractType', { titulaire: 'Titulaire', cdi: 'CDI', cdd: 'CDD' }),
    list('workTime', { plein: 'Temps plein', 'partiel-80': '80 %', 'mi-temps': 'Mi-temps' }),
    list('jobFamily', {
      'bloc-operatoire': 'Bloc opératoire',
      soins: 'Soins',
      administratif: 'Administratif',
    }),
    list('healthScheme', { general: 'Régime général', agricole: 'Régime agricole' }),
    list('mainIncome', { salaire: 'Salaire', ij: 'Indemnités journalières', aah: 'AAH' }),
    list('referralSource', { medecin: 'Médecin du travail', collegue: 'Collègue', hierarchie: 'Hiérarchie' }),
    list('requestOutcome', { aboutie: 'Aboutie', orientee: 'Orientée', 'non-aboutie': 'Non aboutie' }),
    list('closeReason', { 'objectif-atteint': 'Objectif atteint', demenagement: 'Déménagement' }),
    list(
      'fileFlag',
      {
        urgent: 'Urgent',
        'violences-ne-pas-contacter-domicile': 'Ne pas contacter au domicile',
        'rqth-echeance': 'RQTH à échéance',
        'pieces-manquantes': 'Pièces manquantes',
        'acces-restreint': 'Accès restreint',
      },
      { 'violences-ne-pas-contacter-domicile': ['noHomeContact'], 'acces-restreint': ['restrictedAccess'] },
    ),
  ],
  groups: [
    { code: 'personal', label: 'Situation personnelle' },
    { code: 'work', label: 'Situation professionnelle' },
    { code: 'rights', label: 'Droits et ressources' },
  ],
  fields: [
    field('personal', 'family-situation', 'Situation familiale', 'choice', 'familySituation', true),
    field('personal', 'dependent-children', 'Enfants à charge', 'number', null, true),
    field('personal', 'housing-status', 'Logement', 'choice', 'housingStatus', true),
    field('personal', 'carer', 'Proche aidant', 'yesNo', null),
    field('work', 'beneficiary-kind', 'Qualité', 'choice', 'beneficiaryKind', true),
    field('work', 'professional-status', 'Statut', 'choice', 'professionalStatus', true),
    field('work', 'contract-type', 'Contrat', 'choice', 'contractType'),
    field('work', 'work-time', 'Temps de travail', 'choice', 'workTime'),
    field('work', 'hired-on', 'Entrée dans l’organisme', 'date', null),
    field('work', 'job-family', 'Métier ou filière', 'choice', 'jobFamily'),
    field('rights', 'health-scheme', 'Protection sociale', 'choice', 'healthScheme'),
    field('rights', 'main-income', 'Principale ressource', 'choice', 'mainIncome', true),
  ],
  units: [
    { id: ids.unit, parentId: null, name: 'Personnel', kind: 'service' },
    { id: otherUnit, parentId: null, name: 'Site des Tilleuls', kind: 'service' },
  ],
};

const codes = (fieldCode: string, code: string, since = '2025-03-02') => ({
  fieldCode,
  since,
  value: { codes: [code] },
});

export const file: SocialFile = {
  id: ids.file,
  unit: { id: ids.unit, name: 'Personnel' },
  leadWorker: { id: ids.me, displayName: 'Claire Morel' },
  status: 'open',
  openedOn: '2025-03-02',
  closedOn: null,
  closeReason: null,
  lastContactOn: '2026-11-12',
  lastWorkOn: '2026-11-12',
  inactive: false,
  identity: {
    lastName: 'Dupont',
    birthName: 'Martin',
    firstNames: 'Marie',
    birthDate: '1980-05-14',
    birthYear: null,
    age: 46,
    sex: 'feminin',
    phones: ['+33639981001'],
    email: 'marie.dupont@example.fr',
    street: '12 rue des Lilas',
    postalCode: '30000',
    city: 'Nîmes',
    communeCode: '30189',
    addressProtected: false,
    diedOn: null,
    version: 3,
  },
  flags: [
    { id: uuid(900), flagCode: 'rqth-echeance', expiresOn: '2027-03-12' },
    { id: uuid(901), flagCode: 'violences-ne-pas-contacter-domicile', expiresOn: null },
  ],
  situation: [
    {
      code: 'personal',
      version: 4,
      values: [
        codes('family-situation', 'divorce'),
        { fieldCode: 'dependent-children', since: '2025-03-02', value: { number: 2 } },
        codes('housing-status', 'parc-social'),
      ],
    },
    {
      code: 'work',
      version: 2,
      values: [
        codes('beneficiary-kind', 'agent-public'),
        codes('professional-status', 'arret', '2026-09-01'),
        codes('contract-type', 'titulaire'),
        codes('work-time', 'partiel-80'),
        { fieldCode: 'hired-on', since: '2025-03-02', value: { day: '2012-10-01' } },
        codes('job-family', 'bloc-operatoire'),
      ],
    },
    {
      code: 'rights',
      version: 0,
      values: [{ fieldCode: 'health-scheme', since: '2025-03-02', value: { answer: 'refused' } }],
    },
  ],
  relatives: [
    {
      id: uuid(800),
      kind: 'Enfant',
      name: 'Jules Dupont',
      birthYear: 2014,
      phone: null,
      dependent: true,
      note: null,
      version: 1,
    },
    {
      id: uuid(801),
      kind: 'Mère',
      name: 'Odile Martin',
      birthYear: null,
      phone: '+33639981055',
      dependent: false,
      note: 'À joindre en cas d’urgence',
      version: 1,
    },
  ],
  completeness: { answered: 5, required: 6, missing: ['main-income'] },
  can: { changeIdentity: true, readFollowUp: true, writeFollowUp: true, readText: true, transfer: true },
  version: 7,
};

export const secretaryFile: SocialFile = {
  ...file,
  situation: [],
  relatives: [],
  lastContactOn: null,
  completeness: { answered: 0, required: 0, missing: [] },
  can: { changeIdentity: true, readFollowUp: false, writeFollowUp: false, readText: false, transfer: false },
};

const claire = { id: ids.me, displayName: 'Claire Morel' };
const samir = { id: ids.colleague, displayName: 'Samir Roux' };
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
    voided: { at: '2026-09-16T08:00:00Z', by: ids.me, reason: 'Noté dans le mauvais dossier' },
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

const names = [
  'Abadie Nadia',
  'Bernard Luc',
  'Besson Éléonore',
  'Carpentier Yann',
  'Da Silva Inès',
  'Delmas Hugo',
  'Dupont Marie',
  'Dupond Jean-Marc',
  'Ferrand Aïcha',
  'Garnier Léa',
  'Girard Thomas',
  'Haddad Samia',
  'Lefèvre Paul',
  'Marchand Chloé',
  'Nguyen Minh',
  'Petit Jeanne',
  'Roux Antoine',
  'Sanchez Lucía',
  'Traoré Fatou',
  'Vidal René',
];
export function summary(index: number): FileSummary {
  const [lastName = '', ...first] = (names[index % names.length] ?? '').split(/ (?=\S+$)/);
  return {
    id: index === 6 ? ids.file : uuid(10_000 + index),
    unitId: index % 3 ? ids.unit : otherUnit,
    unitName: index % 3 ? 'Personnel' : 'Site des Tilleuls',
    lastName,
    sex: index % 4 === 3 ? null : index % 2 ? 'masculin' : 'feminin',
    birthName: index === 6 ? 'Martin' : null,
    firstNames: first.join(' '),
    birthDate: index % 7 === 5 ? null : `19${60 + (index % 39)}-0${1 + (index % 9)}-1${index % 9}`,
    birthYear: index % 7 === 5 ? 1971 : null,
    age: 26 + (index % 39),
    leadWorker: index % 5 === 4 ? null : index % 2 ? claire : samir,
    status: index % 8 === 7 ? 'closed' : 'open',
    lastContactOn: index % 6 === 3 ? null : `2026-${String(1 + (index % 9)).padStart(2, '0')}-1${index % 9}`,
    flags:
      index === 6
        ? ['rqth-echeance', 'violences-ne-pas-contacter-domicile']
        : index % 9 === 2
          ? ['pieces-manquantes']
          : [],
  };
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export interface Scene extends FakeServer {
  /** The file as the server holds it. */
  file: SocialFile;
  readonly timeline: WorkEntry[];
  readonly open: () => Session;
  /** Answers before everything else, when it answers. */
  first: ((call: Call) => Response | undefined) | undefined;
}

/** The server of the tests of files: what `fakeServer` knows, and the operations of the list and of the file. */
export function scene(
  options: { readonly file?: SocialFile; readonly files?: number; readonly person?: Me } = {},
): Scene {
  const start = options.file ?? file;
  const total = options.files ?? 200;
  const all = Array.from({ length: Math.min(total, 5000) }, (_, index) => summary(index)).sort((a, b) =>
    a.lastName.localeCompare(b.lastName, 'fr'),
  );
  const server = fakeServer({ files: [start], requests: { [start.id]: requests }, me: options.person ?? me });
  const state = Object.assign(server, {
    file: start,
    timeline: [...entries],
    first: undefined as Scene['first'],
    open: () => server.session({ clock: systemClock }),
  });
  const { json, problem } = server;
  const stale = (version: number) =>
    problem(
      'stale-version',
      412,
      'Ces informations ont changé entre-temps',
      'Comparez les deux versions, puis enregistrez ce qui doit rester. Votre texte est conservé.',
      { currentVersion: `"${version}"` },
    );
  const keep = (changes: Partial<SocialFile>) =>
    json((state.file = { ...state.file, ...changes, version: state.file.version + 1 }));
  const wanted = (call: Call) => Number((call.headers.get('if-match') ?? '').replaceAll('"', ''));

  server.intercept((call) => {
    const refused = state.first?.(call);
    if (refused) return refused;
    const url = new URL(call.path, 'https://lastria.test');
    const [, , kind, id = '', rest = '', inner = ''] = url.pathname.split('/');
    const body = (call.body ?? {}) as Readonly<Record<string, unknown>>;
    const said = (key: string): string => String(body[key] ?? '');
    const at = `${call.method} ${kind}${rest ? `/${rest}` : ''}`;
    if (at === 'GET configuration') return json(configuration);
    if (at === 'GET files' && id === '') {
      const after = Number(
        url.searchParams.get('cursor') ??
          all.findIndex(({ lastName }) => plain(lastName) >= plain(url.searchParams.get('from') ?? '')),
      );
      const size = Number(url.searchParams.get('limit') ?? 50);
      const kept = all.filter(
        ({ status, unitId, leadWorker }) =>
          (!url.searchParams.has('status') || status === url.searchParams.get('status')) &&
          (!url.searchParams.has('unitId') || unitId === url.searchParams.get('unitId')) &&
          (url.searchParams.get('mine') !== 'true' || leadWorker?.id === ids.me),
      );
      return json({
        items: kept.slice(after, after + size),
        nextCursor: after + size < kept.length ? String(after + size) : null,
      });
    }
    if (at === 'POST files' && id === 'search') {
      const words = plain(said('query')).split(/\s+/);
      return json({
        items: all
          .slice(0, 400)
          .filter((one) =>
            words.every((word) =>
              plain(
                `${one.lastName} ${one.birthName ?? ''} ${one.firstNames} ${one.birthDate ?? ''}`,
              ).includes(word),
            ),
          )
          .slice(0, 20),
        receipt: `recu:${words.join(' ')}`,
      });
    }
    if (at === 'POST files' && id === 'duplicates') {
      const found = all.find(
        ({ lastName, firstNames }) =>
          plain(lastName) === plain(said('lastName')) &&
          plain(firstNames).startsWith(plain(said('firstNames')).slice(0, 3)),
      );
      return json({
        items: found ? [{ file: found, score: 92, grade: 'strong' }] : [],
        beyond:
          plain(said('lastName')) === 'secret'
            ? 'Un rapprochement est possible, contactez l’administrateur.'
            : null,
      });
    }
    if (at === 'POST files' && id === '') {
      const { lastName = '' } = (body as { identity?: { lastName?: string } }).identity ?? {};
      if (!said('searchReceipt').includes(plain(lastName)))
        return problem(
          'search-first',
          409,
          'Une recherche est nécessaire avant de créer',
          'Cherchez d’abord ce nom : la personne a peut-être déjà un dossier. Votre saisie est conservée.',
        );
      return json({ ...state.file, id: uuid(77) }, 201);
    }
    if (kind === 'transfers') {
      state.file = {
        ...state.file,
        unit: { id: ids.unit, name: 'Personnel' },
        version: state.file.version + 1,
      };
      return json({ id, fileId: state.file.id, unitId: ids.unit, status: 'undone' });
    }
    if (kind === 'entries' && rest === 'void') {
      const index = state.timeline.findIndex((one) => one.id === id);
      const before = state.timeline[index];
      if (!before) return undefined;
      state.timeline[index] = {
        ...before,
        voided: { at: '2026-11-22T13:00:00Z', by: ids.me, reason: said('reason') },
        version: before.version + 1,
      };
      return json(state.timeline[index]);
    }
    if (kind !== 'files' || id !== state.file.id) return undefined;
    switch (at) {
      case 'GET files':
        return json(state.file, 200, { etag: `"${state.file.version}"` });
      case 'GET files/timeline': {
        const query = url.searchParams;
        const own = [...server.entries.values()].filter((one) => one.fileId === id);
        const kept = [...own, ...state.timeline].filter(
          (one) =>
            (!query.has('typeCode') || one.typeCode === query.get('typeCode')) &&
            (!query.has('performedBy') || one.performedBy.id === query.get('performedBy')) &&
            (!query.has('requestId') ||
              one.requests.some(({ requestId }) => requestId === query.get('requestId'))),
        );
        const after = Number(query.get('cursor') ?? 0);
        const size = Number(query.get('limit') ?? 50);
        return json({
          items: kept.slice(after, after + size),
          nextCursor: after + size < kept.length ? String(after + size) : null,
        });
      }
      case 'PATCH files/identity':
        if (wanted(call) !== state.file.identity.version) return stale(state.file.identity.version);
        return keep({
          identity: { ...state.file.identity, ...body, version: state.file.identity.version + 1 },
        });
      case 'PATCH files/situation': {
        const group = state.file.situation.find(({ code }) => code === inner) ?? {
          code: inner,
          version: 0,
          values: [],
        };
        if (wanted(call) !== group.version) return stale(group.version);
        const { values, since } = call.body as {
          values: Record<string, SocialFile['situation'][number]['values'][number]['value'] | null>;
          since: string;
        };
        const fresh = Object.entries(values).flatMap(([fieldCode, value]) =>
          value ? [{ fieldCode, since, value }] : [],
        );
        const changed = {
          ...group,
          version: group.version + 1,
          values: [...group.values.filter(({ fieldCode }) => !(fieldCode in values)), ...fresh],
        };
        return keep({ situation: [...state.file.situation.filter(({ code }) => code !== inner), changed] });
      }
      case 'POST files/transfers':
        if (wanted(call) !== state.file.version) return stale(state.file.version);
        keep({ unit: { id: otherUnit, name: 'Site des Tilleuls' } });
        return json(
          {
            id: uuid(700),
            fileId: id,
            unitId: otherUnit,
            fromUnitId: ids.unit,
            toUnitId: otherUnit,
            status: 'done',
            reason: said('reason'),
            answer: null,
            requestedBy: ids.me,
            requestedAt: '2026-11-22T13:02:00Z',
            answeredAt: '2026-11-22T13:02:00Z',
            undoUntil: '2026-11-22T13:02:10Z',
          },
          201,
        );
      case 'POST files/close':
        return keep({
          status: 'closed',
          closedOn: '2026-11-22',
          closeReason: said('reason'),
          can: { ...state.file.can, writeFollowUp: false, changeIdentity: false, transfer: false },
        });
      case 'POST files/reopen':
        return keep({ status: 'open', closedOn: null, closeReason: null, can: start.can });
      case 'POST files/lead-worker':
        return keep({ leadWorker: [claire, samir].find((one) => one.id === body['staffId']) ?? null });
      case 'POST files/flags':
        return keep({
          flags: [
            ...state.file.flags,
            { id: server.newId(), flagCode: said('flagCode'), expiresOn: said('expiresOn') || null },
          ],
        });
      case 'DELETE files/flags':
        return keep({ flags: state.file.flags.filter((one) => one.id !== inner) });
      case 'GET files/audit':
        return json({
          items: [
            ['Dossier consulté', claire, '2026-11-22T13:00:00Z'],
            ['Travail enregistré', claire, '2026-11-12T15:00:00Z'],
            ['Fil du suivi consulté', samir, '2026-10-02T09:12:00Z'],
          ].map(([label, staff, when], index) => ({
            id: uuid(600 + index),
            at: when,
            type: 'file.opened',
            label,
            staff,
          })),
          nextCursor: null,
        });
      case 'PATCH files/requests': {
        const changed = (server.requests.get(id) ?? []).map((one) =>
          one.id === inner
            ? { ...one, ...body, resolvedOn: body['outcome'] ? '2026-11-22' : null, version: one.version + 1 }
            : one,
        );
        server.requests.set(id, changed);
        return json(changed.find((one) => one.id === inner));
      }
      default:
        return undefined;
    }
  });
  return state;
}

const systemClock = {
  now: () => Date.now(),
  setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
  clearTimeout: (handle: unknown) => clearTimeout(handle as number),
};

export const walk: WalkScene = {
  element: LastriaSocialFile,
  ready: {
    server: () => scene().fetch,
    reads: 'Impayé de loyer',
    props: { fileId: ids.file },
  },
  empty: {
    server: () => {
      const server = scene();
      server.timeline.splice(0);
      server.requests.clear();
      return server.fetch;
    },
    reads: 'Aucun travail dans ce dossier.',
    props: { fileId: ids.file },
  },
};
