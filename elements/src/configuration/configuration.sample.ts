import type { ChoiceItem, Configuration } from '@lastria/sdk';
import { id } from '../testing/organisation.sample.ts';

export { id, organisation, people, unit, units } from '../testing/organisation.sample.ts';

/** A service with its lists and fields. */

export const partners = { caf: id(40), lillois: id(41), former: id(42) };

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
