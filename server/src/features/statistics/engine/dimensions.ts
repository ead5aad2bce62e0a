import { sql, type SQL } from 'drizzle-orm';
import { flagged, inRanges, inUnits, NotHere, type Base, type Fact } from './base.ts';
import {
  answer,
  bracket,
  bracketList,
  coarse,
  dayOf,
  list,
  numberOf,
  sensitive,
  type Dimension,
} from './situation.ts';
import { personsKnownBefore } from './sources.ts';
import { nth, provided } from './provided.ts';

const ofFact =
  (column: string, ...facts: readonly Fact[]): Dimension['key'] =>
  (base) => {
    base.only(...facts);
    return sql.raw(`f.${column}`);
  };
/** Files only, under the filter that gives this date. */
const monthsBetween = (from: SQL, to: SQL): SQL =>
  sql`(extract(year from age(${to}, ${from})) * 12 + extract(month from age(${to}, ${from})))`;

/** A span of days, as its first one until rows are put together. */
const span = (unit: 'month' | 'year', format: string): Pick<Dimension, 'key' | 'grouped'> => {
  const on = (base: Base) => {
    if (base.coarse) throw new NotHere();
    return base.on;
  };
  const text = (day: SQL) => sql`to_char(${day}, ${sql.raw(`'${format}'`)})`;
  return {
    key: (base) => text(on(base)),
    grouped: { by: (base) => sql`date_trunc(${sql.raw(`'${unit}'`)}, ${on(base)}::timestamp)`, text },
  };
};
/** An id, as it is until rows are put together. */
const ofId = (by: (base: Base) => SQL): Pick<Dimension, 'key' | 'grouped'> => {
  const text = (id: SQL) => sql`${id}::text`;
  return { key: (base) => text(by(base)), grouped: { by, text } };
};

const entity = (base: Base): SQL => base.entityOf('eu', sql`f.for_unit_id`);

/** Brackets of age: those of a hospital follow its patients. */
export const ages = { kind: 'bracket', list: 'ageBracket', inHospital: 'ageBracketHospital' } as const;

/** Every dimension that can be read today. */
export const dimensions: Readonly<Record<string, Dimension>> = {
  month: {
    label: 'Mois',
    values: { kind: 'month' },
    sensitive: false,
    always: true,
    ...span('month', 'YYYY-MM'),
  },
  year: {
    label: 'Année',
    values: { kind: 'year' },
    sensitive: false,
    always: true,
    ...span('year', 'YYYY'),
  },
  weekday: list(
    'Jour de la semaine',
    'weekday',
    (base) => {
      base.only('work');
      return sql`(${provided('weekday')})[extract(isodow from f.performed_on)::int]`;
    },
    { always: true },
  ),
  hourBracket: bracket('Tranche horaire', 'hourBracket', ofFact('hour', 'work')),
  entity: {
    label: 'Entité',
    values: { kind: 'unit' },
    sensitive: false,
    always: true,
    ...coarse,
    ...ofId(entity),
    reads: 'for_unit_id',
  },
  subEntity: {
    label: 'Sous-entité',
    values: { kind: 'unit' },
    sensitive: false,
    always: true,
    ...coarse,
    own: { direct: 'Sans sous-entité' },
    key: (base) => sql`case when ${entity(base)} = f.for_unit_id then 'direct' else f.for_unit_id::text end`,
    reads: 'for_unit_id',
  },
  fromEntity: {
    label: 'Entité d’origine',
    values: { kind: 'unit' },
    sensitive: false,
    always: true,
    ...ofId((base) => {
      base.only('transfer');
      return base.entityOf('fu', sql`f.from_unit_id`);
    }),
  },
  toEntity: {
    label: 'Entité de destination',
    values: { kind: 'unit' },
    sensitive: false,
    always: true,
    ...ofId((base) => {
      base.only('transfer');
      return entity(base);
    }),
  },
  worker: {
    label: 'Intervenant',
    values: { kind: 'worker' },
    sensitive: true,
    ...ofId((base) => {
      base.only('work', 'action', 'spell', 'request', 'appointment', 'leave');
      if (base.fact === 'appointment') return base.takingPart();
      const column = {
        ...{ work: 'performed_by', action: 'performed_by' },
        ...{ spell: 'lead_worker_id', leave: 'worker_id' },
      } as const;
      return sql.raw(`f.${base.fact in column ? column[base.fact as 'work'] : 'first_worker'}`);
    }),
  },
  requiredField: {
    label: 'Champ requis',
    values: { kind: 'field' },
    sensitive: false,
    always: true,
    key: (base) => {
      if (base.subject !== 'completeness') throw new NotHere();
      return sql`f.field_code`;
    },
  },
  closeReason: list('Motif de clôture', 'closeReason', ofFact('close_reason', 'spell')),
  flowKind: list(
    'Mouvement',
    'flowKind',
    (base) => {
      if (base.source !== 'openedOrClosedInPeriod') throw new NotHere();
      return sql`case when f.entering then ${nth('flowKind', 0)} else ${nth('flowKind', 1)} end`;
    },
    { always: true },
  ),
  newOrKnown: list(
    'Nouveau ou déjà connu',
    'newOrKnown',
    (base) => {
      if (base.subject !== 'people') throw new NotHere();
      base.join(
        'known',
        sql`left join (${personsKnownBefore(base.tenantId, base.start)}) known on known.person_key = f.person_key`,
      );
      return sql`case when known.person_key is null then ${nth('newOrKnown', 0)} else ${nth('newOrKnown', 1)} end`;
    },
    { always: true, ...coarse },
  ),
  contactCountBracket: bracket(
    'Nombre de contacts',
    'contactCountBracket',
    (base) => {
      if (base.subject !== 'people' || base.fact !== 'work') throw new NotHere();
      return sql`f.person_contacts`;
    },
    { always: true, ...coarse },
  ),
  fileAgeBracket: bracket(
    'Ancienneté du dossier',
    'fileAgeBracket',
    (base) => {
      base.only('spell');
      return monthsBetween(sql`f.opened_on`, base.end);
    },
    { always: true },
  ),
  followUpDurationBracket: bracket(
    'Durée de suivi',
    'followUpDurationBracket',
    ofFact('follow_up_months', 'spell'),
  ),
  sex: list('Sexe', 'sex', (base) => base.known('sex', sql`known.sex`), coarse),
  ageBracket: {
    ...bracket('Tranche d’âge', 'ageBracket', (base) => base.ageKept(), coarse),
    values: ages,
    key: (base) => base.bracket(bracketList(base.tenant, ages), base.ageKept()),
  },
  ageBracketHospital: bracket(
    'Tranche d’âge (hôpital)',
    'ageBracketHospital',
    (base) => base.ageKept(),
    coarse,
  ),
  familySituation: answer('Situation familiale', 'familySituation', undefined, sensitive),
  dependentChildrenBracket: bracket(
    'Nombre d’enfants à charge',
    'dependentChildrenBracket',
    (base) => numberOf(base, 'dependentChildren'),
    coarse,
  ),
  housingStatus: answer('Statut de logement', 'housingStatus', undefined, sensitive),
  department: list(
    'Département de résidence',
    'department',
    (base) => base.known('department', sql`lower(known.department)`),
    coarse,
  ),
  commune: {
    label: 'Commune de résidence',
    values: { kind: 'commune' },
    sensitive: true,
    ...coarse,
    key: (base) => base.known('commune', sql`known.commune_code`),
  },
  nationalityGroup: answer('Groupe de nationalité', 'nationalityGroup', undefined, sensitive),
  healthScheme: answer('Régime de protection sociale', 'healthScheme', undefined, sensitive),
  complementaryCover: answer('Couverture complémentaire', 'complementaryCover'),
  protectionMeasure: answer('Mesure de protection juridique', 'protectionMeasure', undefined, sensitive),
  gir: answer('Niveau d’autonomie (GIR)', 'gir', undefined, sensitive),
  mainIncome: answer('Principale source de revenus', 'mainIncome', undefined, sensitive),
  beneficiaryKind: answer('Qualité du bénéficiaire', 'beneficiaryKind'),
  professionalStatus: answer('Statut professionnel', 'professionalStatus', undefined, sensitive),
  contractType: answer('Type de contrat', 'contractType'),
  socioCategory: answer('Catégorie socioprofessionnelle', 'socioCategory'),
  publicGrade: answer('Catégorie de la fonction publique', 'publicGrade'),
  workTime: answer('Temps de travail', 'workTime'),
  seniorityBracket: bracket(
    'Tranche d’ancienneté',
    'seniorityBracket',
    (base) => base.yearsSince(dayOf(base, 'hiredOn')),
    coarse,
  ),
  jobFamily: answer('Métier ou filière', 'jobFamily'),
  dischargeDestination: answer('Orientation de sortie', 'dischargeDestination', undefined, sensitive),
  coverAtEntry: answer('Couverture à l’entrée', 'coverAtEntry', 'coverStatus', sensitive),
  coverAtExit: answer('Couverture à la sortie', 'coverAtExit', 'coverStatus', sensitive),
  referralSource: answer('Origine de l’orientation', 'referralSource'),
  admissionMode: answer('Mode d’entrée', 'admissionMode'),
  requestCategory: list('Catégorie de demandes', 'requestCategories', (base) => base.requestCategory(), {
    ...sensitive,
    ...coarse,
    reads: 'request_types',
  }),
  requestType: list('Type de demande', 'requestTypes', (base) => base.requestType(), {
    ...sensitive,
    ...coarse,
    reads: 'request_types',
  }),
  coRequestCategory: list(
    'Catégorie associée',
    'requestCategories',
    (base) => {
      base.only('request');
      base.fans = true;
      const own = base.requestCategory();
      base.join(
        'co',
        sql`join (select distinct r.file_key, i.parent_code as code
                    from request_fact r
                    join choice_item i on i.tenant_id = ${base.tenant} and i.list_code = 'requestTypes' and i.code = r.type_code
                   where r.tenant_id = ${base.tenant} and ${inUnits(sql`r.for_unit_id`, base.units)} and ${inRanges(sql`r.requested_on`, base.ranges)}) co
              on co.file_key = f.file_key and co.code <> ${own}`,
      );
      return sql`co.code`;
    },
    { ...sensitive, always: true },
  ),
  requestStatus: list('Statut de la demande', 'requestStatus', (base) => {
    base.only('request');
    return base.asItWas('status');
  }),
  requestOutcome: list('Résultat de la demande', 'requestOutcome', ofFact('outcome', 'request')),
  categoryCount: bracket(
    'Nombre de catégories',
    'categoryCount',
    (base) => {
      if (base.subject !== 'people') throw new NotHere();
      base.join(
        'cc',
        sql`left join (select r.person_key, count(distinct i.parent_code) as categories
                         from request_fact r
                         join choice_item i on i.tenant_id = ${base.tenant} and i.list_code = 'requestTypes' and i.code = r.type_code
                        where r.tenant_id = ${base.tenant} and ${inUnits(sql`r.for_unit_id`, base.units)} and ${inRanges(sql`r.requested_on`, base.ranges)}
                        group by r.person_key) cc on cc.person_key = f.person_key`,
      );
      return sql`cc.categories`;
    },
    coarse,
  ),
  lifeSphere: list('Sphère de vie', 'lifeSphere', (base) => {
    base.only('request', 'action');
    return sql`${base.item('rc', 'requestCategories', base.requestCategory())}.life_sphere`;
  }),
  newOrRecurring: list(
    'Nouvelle ou récurrente',
    'newOrRecurring',
    (base) => {
      base.only('request');
      return sql`case when f.recurring then ${nth('newOrRecurring', 1)} else ${nth('newOrRecurring', 0)} end`;
    },
    { always: true },
  ),
  arrivalChannel: list('Canal d’arrivée', 'arrivalChannel', ofFact('arrival_channel', 'request')),
  initiative: list('Initiative', 'initiative', ofFact('initiative', 'request')),
  workType: list('Type de travail', 'workTypes', ofFact('type_code', 'work'), {
    always: true,
    reads: 'type_code',
  }),
  channel: list('Modalité', 'channel', (base) => sql`${base.workType()}.channel`, { reads: 'type_code' }),
  timeKind: list(
    'Nature de temps',
    'timeKind',
    (base) => {
      const type = base.workType();
      base.fans = true;
      base.join(
        'tk',
        sql`cross join lateral (
          select case when ${flagged(type, 'travel')} then ${nth('timeKind', 2)} when ${flagged(type, 'no-file')} then ${nth('timeKind', 1)} else ${nth('timeKind', 0)} end as code, f.minutes::int as minutes
          union all
          select ${nth('timeKind', 2)}, f.travel_minutes::int where f.travel_minutes > 0) tk`,
      );
      return sql`tk.code`;
    },
    { always: true },
  ),
  actionType: list('Moyen', 'supportActions', ofFact('type_code', 'action'), { ...sensitive, always: true }),
  actionGroup: list('Famille de moyens', 'supportActionGroups', (base) => {
    base.only('action');
    return sql`${base.item('at', 'supportActions', sql`f.type_code`)}.parent_code`;
  }),
  actionOutcome: list('Résultat du moyen', 'actionOutcome', (base) => {
    base.only('action');
    return base.asItWas('outcome');
  }),
  partnerKind: list('Nature de partenaire', 'partnerKind', (base) => base.partner('kinds'), {
    reads: 'partner_kinds',
  }),
  partner: {
    label: 'Partenaire',
    values: { kind: 'partner' },
    sensitive: false,
    key: (base) => base.partner('ids'),
    reads: 'partner_ids',
  },
  appointmentStatus: list(
    'Statut de rendez-vous',
    'appointmentStatus',
    (base) => {
      if (base.subject !== 'appointments') throw new NotHere();
      return base.asItWas('status');
    },
    { always: true },
  ),
  place: list(
    'Lieu de rendez-vous',
    'appointmentPlace',
    (base) => {
      if (base.subject !== 'appointments') throw new NotHere();
      return sql`f.place`;
    },
    { always: true },
  ),
  absenceKind: list('Nature d’absence', 'absenceKind', ofFact('kind', 'leave'), {
    ...sensitive,
    always: true,
  }),
  firstResponseBracket: {
    ...bracket('Délai de première réponse', 'firstResponseBracket', ofFact('response_days', 'request')),
    own: { unanswered: 'Sans réponse' },
    always: true,
    key: (base) => {
      base.only('request');
      return sql`coalesce(${base.bracket(sql`'firstResponseBracket'`, sql`f.response_days`)}, 'unanswered')`;
    },
  },
};
