import type { ChoiceItem, Configuration } from '@lastria/sdk';
import { configuration as small, ids } from '../../testing/sample.ts';

export const otherUnit = '0197a3c4-0000-7000-8000-000000000012';
/** Made ids, one for each number. */
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
  bracketFrom: null,
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
  bracketUnit: null,
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
  clearance: code === 'professional-status' ? 'text' : 'followUp',
  required,
  purpose: 'Connaître la situation pour adapter l’accompagnement',
  active: true,
  unitId: null,
  offeredIn: null,
  version: 1,
});

/** A service with its situation fields, and two units one works in. */
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
    field('work', 'beneficiaryKind', 'Qualité', 'choice', 'beneficiaryKind', true),
    field('work', 'professional-status', 'Statut', 'choice', 'professionalStatus', true),
    field('work', 'contract-type', 'Contrat', 'choice', 'contractType'),
    field('work', 'work-time', 'Temps de travail', 'choice', 'workTime'),
    field('work', 'hired-on', 'Entrée dans l’organisme', 'date', null),
    field('work', 'jobFamily', 'Métier ou filière', 'choice', 'jobFamily'),
    field('rights', 'health-scheme', 'Protection sociale', 'choice', 'healthScheme'),
    field('rights', 'main-income', 'Principale ressource', 'choice', 'mainIncome', true),
  ],
  units: [
    { id: ids.unit, parentId: null, name: 'Personnel', kind: 'service', closed: false },
    { id: otherUnit, parentId: null, name: 'Site des Tilleuls', kind: 'service', closed: false },
  ],
};
