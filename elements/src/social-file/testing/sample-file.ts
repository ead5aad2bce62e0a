import type { SocialFile } from '@lastria/sdk';
import { ids } from '../../testing/sample.ts';
import { uuid } from './sample-configuration.ts';

const codes = (fieldCode: string, code: string, since = '2025-03-02') => ({
  fieldCode,
  since,
  value: { codes: [code] },
});

/** A file with two years of follow-up; nobody in it exists. */
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
  externalRef: null,
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
        codes('beneficiaryKind', 'agent-public'),
        codes('professional-status', 'arret', '2026-09-01'),
        codes('contract-type', 'titulaire'),
        codes('work-time', 'partiel-80'),
        { fieldCode: 'hired-on', since: '2025-03-02', value: { day: '2012-10-01' } },
        codes('jobFamily', 'bloc-operatoire'),
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
      noteHidden: false,
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
      noteHidden: false,
      version: 1,
    },
  ],
  completeness: { answered: 5, required: 6, missing: ['main-income'] },
  can: { changeIdentity: true, readFollowUp: true, writeFollowUp: true, readText: true, transfer: true },
  version: 7,
};

/** The same, as who reads no text gets it: the status at work is kept from her. */
export const managerFile: SocialFile = {
  ...file,
  situation: file.situation.map((group) => ({
    ...group,
    values: group.values.map((value) =>
      value.fieldCode === 'professional-status' ? { fieldCode: value.fieldCode, hidden: true } : value,
    ),
  })),
  completeness: { answered: 4, required: 5, missing: ['main-income'] },
  can: { changeIdentity: true, readFollowUp: true, writeFollowUp: false, readText: false, transfer: false },
};

/** The same, as who reads identities alone gets it. */
export const secretaryFile: SocialFile = {
  ...file,
  situation: [],
  relatives: [],
  lastContactOn: null,
  completeness: { answered: 0, required: 0, missing: [] },
  can: { changeIdentity: true, readFollowUp: false, writeFollowUp: false, readText: false, transfer: false },
};
