import { sql, type SQL } from 'drizzle-orm';
import { flagged, keyed, NotHere, type Base } from './base.ts';
import { answerOf } from './situation.ts';
import { filesSeen } from './sources.ts';

/** A condition beside the rows chosen: what it says, and how. */
export interface Filter {
  readonly label: string;
  readonly coarse?: boolean;
  /** It reads the row alone, and joins nothing to it: it can be said before rows are put together. */
  readonly ofRow?: boolean;
  /** That everybody meets it tells what nobody may know of each. */
  readonly sensitive?: boolean;
  readonly condition: (base: Base) => SQL;
}

const answered = (list: string, test: (item: SQL) => SQL) => (base: Base) =>
  base.isItem(answerOf(base, list), list, test);
const ofType =
  (fact: 'work' | 'action', list: string, test: (item: SQL, base: Base) => SQL) => (base: Base) => {
    base.only(fact);
    return base.isItem(sql`f.type_code`, list, (item) => test(item, base));
  };
const partnerOf = (key: string) => (base: Base) => {
  base.only('work');
  return sql`f.partner_ids <> '{}' and f.partner_kinds && (select array_agg(i.code) from choice_item i where i.tenant_id = ${base.tenant} and i.list_code = 'partnerKind' and ${keyed(sql`i`, key)})`;
};
/** What became of an appointment, or of an on-site session, whenever it was said: filters.json reads no date of it. */
const cameTo =
  (subject: 'appointments' | 'onSiteSessions', list: string, key: string) =>
  (base: Base): SQL => {
    if (base.subject !== subject) throw new NotHere();
    return base.isItem(sql`f.status`, list, (item) => keyed(item, key));
  };
const coarse = true;
const ofRow = true;
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
    condition: answered('housingStatus', (item) => keyed(item, 'unstableHousing')),
  },
  singleParent: {
    sensitive,
    label: 'Familles monoparentales',
    coarse,
    condition: answered('familySituation', (item) => keyed(item, 'singleParent')),
  },
  hasProtection: {
    sensitive,
    label: 'Sous mesure de protection',
    coarse,
    condition: answered('protectionMeasure', (item) => sql`not ${keyed(item, 'noProtection')}`),
  },
  girKnown: {
    sensitive,
    label: 'GIR connu',
    coarse,
    condition: answered('gir', (item) => sql`not ${keyed(item, 'girUnknown')}`),
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
      return base.isItem(base.requestCategory(), 'requestCategories', (item) => keyed(item, 'discharge'));
    },
  },
  isInterview: {
    label: 'Entretiens',
    condition: ofType('work', 'workTypes', (item) => flagged(item, 'interview')),
    ofRow,
  },
  'requiresFile=false': {
    label: 'Hors dossier',
    condition: ofType('work', 'workTypes', (item) => flagged(item, 'no-file')),
    ofRow,
  },
  'workType=noShow': {
    label: 'Rendez-vous non honorés',
    condition: ofType('work', 'workTypes', (item) => keyed(item, 'noShow')),
    ofRow,
  },
  'workType=training': {
    label: 'Formations',
    condition: ofType('work', 'workTypes', (item) => keyed(item, 'training')),
    ofRow,
  },
  'channel=homeVisit': {
    label: 'À domicile',
    condition: ofType('work', 'workTypes', (item, base) =>
      base.isItem(sql`${item}.channel`, 'channel', (channel) => keyed(channel, 'homeVisitChannel')),
    ),
    ofRow,
  },
  onFile: {
    label: 'Sur un dossier',
    ofRow,
    condition: (base) => {
      base.only('work');
      return sql`f.file_key is not null`;
    },
  },
  hasPartner: {
    label: 'Avec un partenaire',
    ofRow,
    condition: (base) => {
      base.only('work');
      // As the index of those that have one says it
      return sql`f.partner_ids <> '{}'`;
    },
  },
  'partnerKind=occupationalHealth': {
    sensitive,
    label: 'Service de santé au travail',
    ofRow,
    condition: partnerOf('occupationalHealth'),
  },
  'partnerKind=employer': { label: 'Employeur', ofRow, condition: partnerOf('employer') },
  isRightsAction: {
    label: 'Ouverture de droits',
    condition: ofType('action', 'supportActions', (item) => flagged(item, 'rights-action')),
  },
  'actionType=workstationAdjustment': {
    sensitive,
    label: 'Aménagement du poste',
    condition: ofType('action', 'supportActions', (item) => keyed(item, 'workstationAdjustment')),
  },
  noShow: {
    label: 'Non honorés',
    condition: cameTo('appointments', 'appointmentStatus', 'noShowAppointment'),
  },
  due: { label: 'Échus', condition: cameTo('appointments', 'appointmentStatus', 'dueAppointment') },
  held: { label: 'Tenues', condition: cameTo('onSiteSessions', 'onSiteSessionStatus', 'heldSession') },
  planned: {
    label: 'Prévues',
    condition: cameTo('onSiteSessions', 'onSiteSessionStatus', 'plannedSession'),
  },
  'outcome=success': {
    label: 'Abouti',
    condition: (base) => {
      base.only('action');
      return base.isItem(base.asItWas('outcome'), 'actionOutcome', (item) => keyed(item, 'success'));
    },
  },
};
