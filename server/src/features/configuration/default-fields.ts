import type { FieldClearance, FieldKind } from './configuration.table.ts';

interface DefaultField {
  readonly code: string;
  readonly group: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly list?: string;
  readonly required?: boolean;
  readonly purpose: string;
  /** Given when an answer tells of health, disability or protection; by its kind otherwise. */
  readonly clearance?: FieldClearance;
  /** Kinds of tenant that have it; all when absent. */
  readonly for?: readonly string[];
}

/** The list whose items are the groups of fields. */
export const fieldGroupList = 'fieldGroup';

/** Groups of the situation, in the order shown. */
export const defaultGroups: readonly { code: string; label: string }[] = [
  { code: 'personal', label: 'Situation personnelle' },
  { code: 'work', label: 'Situation professionnelle' },
  { code: 'rights', label: 'Droits et ressources' },
  { code: 'origin', label: 'Origine de la demande' },
  { code: 'hospital', label: 'Hospitalisation' },
];

const choice = (
  group: string,
  code: string,
  label: string,
  list: string,
  purpose: string,
  more: Partial<DefaultField> = {},
): DefaultField => ({
  code,
  group,
  label,
  kind: 'choice',
  list,
  purpose,
  ...more,
});
const hospital = ['hospital'];
/** One of its answers says something of health, disability or protection: read only with the texts. */
const sensitive = { clearance: 'text' } as const;
const profile =
  "Connaître la situation pour adapter l'accompagnement ; décrire les publics dans le rapport d'activité";

/** The fields of a new tenant: what the dimensions of the statistics read, each with its purpose. */
export const defaultFields: readonly DefaultField[] = [
  choice('personal', 'familySituation', 'Situation familiale', 'familySituation', profile, {
    required: true,
  }),
  {
    code: 'dependentChildren',
    group: 'personal',
    label: 'Enfants à charge',
    kind: 'number',
    required: true,
    purpose: profile,
  },
  choice('personal', 'housingStatus', 'Logement', 'housingStatus', profile, { required: true }),
  choice(
    'personal',
    'nationalityGroup',
    'Nationalité',
    'nationalityGroup',
    'Vérifier les droits qui dépendent de la nationalité',
  ),
  {
    code: 'caregiver',
    group: 'personal',
    label: 'Proche aidant',
    kind: 'yesNo',
    purpose: 'Proposer les droits des proches aidants',
  },
  choice('work', 'beneficiaryKind', 'Qualité', 'beneficiaryKind', profile, { required: true }),
  // Says a sick leave, a part-time for treatment, an invalidity
  choice('work', 'professionalStatus', 'Statut', 'professionalStatus', profile, {
    required: true,
    ...sensitive,
  }),
  choice('work', 'contractType', 'Contrat', 'contractType', profile),
  choice('work', 'socioCategory', 'Catégorie (CSP)', 'socioCategory', profile),
  choice('work', 'publicGrade', 'Catégorie de la fonction publique', 'publicGrade', profile, {
    for: ['hospital', 'publicBody'],
  }),
  choice('work', 'workTime', 'Temps de travail', 'workTime', profile),
  {
    code: 'hiredOn',
    group: 'work',
    label: 'Entrée dans l’organisme',
    kind: 'date',
    purpose: "Connaître l'ancienneté, dont dépendent des droits",
  },
  choice('work', 'jobFamily', 'Métier ou filière', 'jobFamily', profile),
  choice(
    'rights',
    'healthScheme',
    'Régime de protection sociale',
    'healthScheme',
    "Ouvrir et maintenir les droits à l'assurance maladie",
  ),
  choice(
    'rights',
    'complementaryCover',
    'Couverture complémentaire',
    'complementaryCover',
    'Ouvrir et maintenir les droits à une complémentaire',
  ),
  // Says daily allowances for sickness, a pension of invalidity, an allowance for disability
  choice(
    'rights',
    'mainIncome',
    'Principale ressource',
    'mainIncome',
    'Évaluer les droits et les aides possibles',
    sensitive,
  ),
  // Says a guardianship
  choice(
    'rights',
    'protectionMeasure',
    'Mesure de protection',
    'protectionMeasure',
    'Associer le mandataire ; respecter la mesure',
    sensitive,
  ),
  // Says a loss of autonomy
  choice(
    'rights',
    'gir',
    "Niveau d'autonomie (GIR)",
    'gir',
    "Orienter vers les aides à l'autonomie",
    sensitive,
  ),
  choice(
    'origin',
    'referralSource',
    "Origine de l'orientation",
    'referralSource',
    'Savoir comment les personnes arrivent au service',
    { required: true },
  ),
  {
    code: 'dataNoticeGivenOn',
    group: 'origin',
    label: 'Information sur les données remise le',
    kind: 'date',
    purpose: "Prouver que la personne a été informée de l'usage de ses données",
  },
  // Says care without consent
  choice('hospital', 'admissionMode', "Mode d'entrée", 'admissionMode', 'Préparer la sortie', {
    for: hospital,
    ...sensitive,
  }),
  choice(
    'hospital',
    'coverAtEntry',
    "Couverture à l'entrée",
    'coverStatus',
    'Ouvrir les droits avant la sortie',
    { for: hospital },
  ),
  choice(
    'hospital',
    'coverAtExit',
    'Couverture à la sortie',
    'coverStatus',
    'Mesurer les droits ouverts pendant le séjour',
    { for: hospital },
  ),
  // Says a palliative or long-stay unit, care at home, a death
  choice(
    'hospital',
    'dischargeDestination',
    'Orientation de sortie',
    'dischargeDestination',
    'Préparer la sortie',
    { for: hospital, ...sensitive },
  ),
  {
    code: 'admittedOn',
    group: 'hospital',
    label: 'Entrée le',
    kind: 'date',
    purpose: 'Situer le séjour',
    for: hospital,
  },
  // Says a disability, a loss of autonomy, a measure of protection on its way
  choice(
    'hospital',
    'waitingReason',
    "Motif d'attente de sortie",
    'waitingReason',
    'Mesurer les journées d’attente pour raison sociale',
    { for: hospital, ...sensitive },
  ),
  {
    code: 'dischargedOn',
    group: 'hospital',
    label: 'Sortie le',
    kind: 'date',
    purpose: 'Préparer la sortie',
    for: hospital,
  },
  // What lists brought from elsewhere hold besides: an import fills it, and does not add fields of its own
  {
    code: 'rqth',
    group: 'work',
    label: 'Reconnaissance de la qualité de travailleur handicapé',
    kind: 'yesNo',
    purpose: 'Proposer les droits et les aménagements liés à la reconnaissance',
    // Says a disability
    ...sensitive,
  },
  {
    code: 'importNote',
    group: 'origin',
    label: 'Note reprise de l’ancien fichier',
    kind: 'longText',
    purpose: 'Garder ce que l’ancien fichier du service disait, jusqu’à ce que la fiche soit complétée',
  },
];

/** Words typed freely may hold anything: never read without the clearance of texts. */
export const isFreeText = (kind: string): boolean => kind === 'text' || kind === 'longText';

/** Who reads the answers to each default field, by its code. */
export const defaultClearances: ReadonlyMap<string, FieldClearance> = new Map(
  defaultFields.map(({ code, kind, clearance }) => [
    code,
    clearance ?? (isFreeText(kind) ? 'text' : 'followUp'),
  ]),
);

/** The clearance of a field that says none: that of the default field of this code, or by its kind. */
export const usualClearance = (kind: string, code?: string): FieldClearance =>
  isFreeText(kind) ? 'text' : ((code === undefined ? undefined : defaultClearances.get(code)) ?? 'followUp');
