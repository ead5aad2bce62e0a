import type { FieldKind } from './configuration.table.ts';

interface DefaultField {
  readonly code: string;
  readonly group: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly list?: string;
  readonly required?: boolean;
  readonly purpose: string;
  /** Kinds of tenant that have it; all when absent. */
  readonly for?: readonly string[];
}

/** Groups of the situation, in the order shown. */
export const defaultGroups: readonly { code: string; label: string }[] = [
  { code: 'personal', label: 'Situation personnelle' },
  { code: 'work', label: 'Situation professionnelle' },
  { code: 'rights', label: 'Droits et ressources' },
  { code: 'origin', label: 'Origine de la demande' },
  { code: 'hospital', label: 'Hospitalisation' },
];

const choice = (group: string, code: string, label: string, list: string, purpose: string, more: Partial<DefaultField> = {}): DefaultField => ({
  code, group, label, kind: 'choice', list, purpose, ...more,
});
const hospital = ['hospital'];
const profile = "Connaître la situation pour adapter l'accompagnement ; décrire les publics dans le rapport d'activité";

/** The fields of a new tenant: what the dimensions of the statistics read, each with its purpose. */
export const defaultFields: readonly DefaultField[] = [
  choice('personal', 'family-situation', 'Situation familiale', 'familySituation', profile, { required: true }),
  { code: 'dependent-children', group: 'personal', label: 'Enfants à charge', kind: 'number', required: true, purpose: profile },
  choice('personal', 'housing-status', 'Logement', 'housingStatus', profile, { required: true }),
  choice('personal', 'nationality-group', 'Nationalité', 'nationalityGroup', "Vérifier les droits qui dépendent de la nationalité"),
  { code: 'carer', group: 'personal', label: 'Proche aidant', kind: 'yesNo', purpose: "Proposer les droits des proches aidants" },
  choice('work', 'beneficiary-kind', 'Qualité', 'beneficiaryKind', profile, { required: true }),
  choice('work', 'professional-status', 'Statut', 'professionalStatus', profile, { required: true }),
  choice('work', 'contract-type', 'Contrat', 'contractType', profile),
  choice('work', 'socio-category', 'Catégorie socioprofessionnelle', 'socioCategory', profile),
  choice('work', 'public-grade', 'Catégorie de la fonction publique', 'publicGrade', profile, { for: ['hospital', 'publicBody'] }),
  choice('work', 'work-time', 'Temps de travail', 'workTime', profile),
  { code: 'hired-on', group: 'work', label: 'Entrée dans l’organisme', kind: 'date', purpose: "Connaître l'ancienneté, dont dépendent des droits" },
  choice('work', 'job-family', 'Métier ou filière', 'jobFamily', profile),
  choice('rights', 'health-scheme', 'Régime de protection sociale', 'healthScheme', "Ouvrir et maintenir les droits à l'assurance maladie"),
  choice('rights', 'complementary-cover', 'Couverture complémentaire', 'complementaryCover', "Ouvrir et maintenir les droits à une complémentaire"),
  choice('rights', 'main-income', 'Principale ressource', 'mainIncome', "Évaluer les droits et les aides possibles"),
  choice('rights', 'protection-measure', 'Mesure de protection', 'protectionMeasure', "Associer le mandataire ; respecter la mesure"),
  choice('rights', 'gir', "Niveau d'autonomie (GIR)", 'gir', "Orienter vers les aides à l'autonomie"),
  choice('origin', 'referral-source', "Origine de l'orientation", 'referralSource', "Savoir comment les personnes arrivent au service", { required: true }),
  choice('hospital', 'admission-mode', "Mode d'entrée", 'admissionMode', 'Préparer la sortie', { for: hospital }),
  choice('hospital', 'cover-at-entry', "Couverture à l'entrée", 'coverStatus', 'Ouvrir les droits avant la sortie', { for: hospital }),
  choice('hospital', 'cover-at-exit', 'Couverture à la sortie', 'coverStatus', 'Mesurer les droits ouverts pendant le séjour', { for: hospital }),
  choice('hospital', 'discharge-destination', 'Orientation de sortie', 'dischargeDestination', 'Préparer la sortie', { for: hospital }),
  { code: 'discharged-on', group: 'hospital', label: 'Sortie le', kind: 'date', purpose: 'Préparer la sortie', for: hospital },
];
