import { sql, type SQL } from 'drizzle-orm';
import { flagged, keyed, NotHere, type Base } from './base.ts';
import { answerOf } from './situation.ts';
import { filesSeen } from './sources.ts';

/** A condition beside the rows chosen: what it says, and how. */
export interface Filter {
  readonly label: string;
  readonly coarse?: boolean;
  /** That everybody meets it tells what nobody may know of each. */
  readonly sensitive?: boolean;
  readonly condition: (base: Base) => SQL;
}

const known = (base: Base, list: string, field: string, key: string): SQL => {
  const item = base.item(`x_${field.toLowerCase()}`, list, answerOf(base, field));
  return sql`(${item}.code is not null and not ${keyed(item, key)})`;
};
const workTypeOf = (test: (item: SQL) => SQL) => (base: Base) => test(base.workType());
const actionOf = (test: (item: SQL) => SQL) => (base: Base) => {
  base.only('action');
  return test(base.item('at', 'supportActions', sql`f.type_code`));
};
const partnerOf = (key: string) => (base: Base) => {
  base.only('work');
  return sql`f.partner_kinds && (select array_agg(i.code) from choice_item i where i.tenant_id = ${base.tenant} and i.list_code = 'partnerKind' and ${keyed(sql`i`, key)})`;
};
const coarse = true;
const sensitive = true;

export const filters: Readonly<Record<string, Filter>> = {
  singleContactInPeriod: { label: 'Un seul contact', coarse, condition: () => sql`f.person_contacts = 1` },
  activeInPeriod: {
    label: 'Vus dans la période',
    condition: (base) => {
      if (base.fact !== 'work') throw new NotHere();
      return base.subject === 'files' || base.subject === 'people'
        ? sql`true`
        : sql`f.file_key in (${filesSeen({ ...base, coarse: false, contacts: false })})`;
    },
    coarse,
  },
  unstableHousing: {
    sensitive,
    label: 'Sans logement stable',
    coarse,
    condition: (base) =>
      keyed(base.item('x_housing', 'housingStatus', answerOf(base, 'housingStatus')), 'unstableHousing'),
  },
  singleParent: {
    sensitive,
    label: 'Familles monoparentales',
    coarse,
    condition: (base) =>
      keyed(base.item('x_family', 'familySituation', answerOf(base, 'familySituation')), 'singleParent'),
  },
  hasProtection: {
    sensitive,
    label: 'Sous mesure de protection',
    coarse,
    condition: (base) => known(base, 'protectionMeasure', 'protectionMeasure', 'noProtection'),
  },
  girKnown: {
    sensitive,
    label: 'GIR connu',
    coarse,
    condition: (base) => known(base, 'gir', 'gir', 'girUnknown'),
  },
  isCarer: {
    sensitive,
    label: 'Proches aidants',
    coarse,
    condition: (base) => base.known('carer', sql`known.values -> 'caregiver' = 'true'::jsonb`),
  },
  urgent: {
    label: 'Urgentes',
    condition: (base) => {
      base.only('request');
      return sql`f.urgent`;
    },
  },
  'category=discharge': {
    label: 'Sortie d’hospitalisation',
    condition: (base) => {
      base.only('request', 'action');
      return keyed(base.item('rc', 'requestCategories', base.requestCategory()), 'discharge');
    },
  },
  isInterview: { label: 'Entretiens', condition: workTypeOf((item) => flagged(item, 'interview')) },
  'requiresFile=false': { label: 'Hors dossier', condition: workTypeOf((item) => flagged(item, 'no-file')) },
  'workType=noShow': {
    label: 'Rendez-vous non honorés',
    condition: workTypeOf((item) => keyed(item, 'noShow')),
  },
  'workType=training': { label: 'Formations', condition: workTypeOf((item) => keyed(item, 'training')) },
  'channel=homeVisit': {
    label: 'À domicile',
    condition: (base) =>
      keyed(base.item('ch', 'channel', sql`${base.workType()}.channel`), 'homeVisitChannel'),
  },
  onFile: {
    label: 'Sur un dossier',
    condition: (base) => {
      base.only('work');
      return sql`f.file_key is not null`;
    },
  },
  hasPartner: {
    label: 'Avec un partenaire',
    condition: (base) => {
      base.only('work');
      return sql`cardinality(f.partner_ids) > 0`;
    },
  },
  'partnerKind=occupationalHealth': {
    sensitive,
    label: 'Service de santé au travail',
    condition: partnerOf('occupationalHealth'),
  },
  'partnerKind=employer': { label: 'Employeur', condition: partnerOf('employer') },
  isRightsAction: {
    label: 'Ouverture de droits',
    condition: actionOf((item) => flagged(item, 'rights-action')),
  },
  'actionType=workstationAdjustment': {
    sensitive,
    label: 'Aménagement du poste',
    condition: actionOf((item) => keyed(item, 'workstationAdjustment')),
  },
  'outcome=success': {
    label: 'Abouti',
    condition: (base) => {
      base.only('action');
      return keyed(base.item('ao', 'actionOutcome', base.asItWas('outcome')), 'success');
    },
  },
};
