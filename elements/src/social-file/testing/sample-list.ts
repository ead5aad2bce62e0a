import type { FileSummary } from '@lastria/sdk';
import { ids } from '../../testing/sample.ts';
import { otherUnit, uuid } from './sample-configuration.ts';
import { claire, samir } from './sample-work.ts';

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
