import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  smallint,
  text,
  timestamp,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import {
  describe,
  reaches,
  technical,
  tenantTable,
  type RowScope,
  type Verb,
} from '../../db/tenant-table.ts';

const instant = () => timestamp({ withTimezone: true });
const day = () => date({ mode: 'string' });

/** Facts are made from their sources by the system alone, which acts for nobody. */
const bySystem = `coalesce(current_setting('app.staff', true), '') = ''`;

/**
 * Figures are read over the units the work was done for, whoever holds the file today. No right on a file opens them,
 * and they open no file.
 */
const countedRows: RowScope = {
  kind: 'custom',
  // Not `reaches`, told of each row: as the condition of an index, this function is called once
  read: 'for_unit_id = any (app.counted_units())',
  write: `${bySystem} and ${reaches('statistics', 'for_unit_id')}`,
};
/** A kind of leave says health, or union: whose it is and who decides read it, as the leave itself. */
const leaveRows: RowScope = {
  kind: 'custom',
  read: `worker_id = nullif(current_setting('app.staff', true), '')::uuid or unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')`,
  write: `${bySystem} and unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')`,
};
/** Made again, never changed. */
const derived: readonly Verb[] = ['select', 'insert', 'delete'];

/** Of what a fact is: the file and the person, or keys drawn at random once it is frozen. */
const keys = () => ({
  fileKey: technical(uuid().notNull()),
  personKey: technical(uuid().notNull()),
});
const counted = () => ({
  /** The unit it was done for: a transfer never changes it. */
  forUnitId: technical(uuid().notNull()),
  /** Kept apart from its sources, which are gone: it is never made again. */
  frozen: technical(boolean().notNull().default(false)),
});
const byUnit = (
  name: string,
  t: Record<'tenantId' | 'forUnitId' | 'fileKey', AnyPgColumn>,
  on: AnyPgColumn,
) => [
  index(`${name}_by_unit`).on(t.tenantId, t.forUnitId, on),
  index(`${name}_by_file`).on(t.tenantId, t.fileKey),
];
/**
 * What is in force still ends later than any day: it is read as one range. PostgreSQL takes `coalesce` for a function
 * that may tell of rows a policy hides, and would look it up in no index under a policy; of `case` it knows better.
 */
const endOfForce = (until: AnyPgColumn) =>
  sql`(case when ${until} is null then 'infinity'::date else ${until} end)`;

/**
 * What a record was before it changed, oldest first: a figure of the past reads it as it then was. Null: it never
 * changed.
 */
export interface Earlier {
  /** The day it became something else, which it does not hold. */
  readonly until: string;
  /** Status of a demande, outcome of a moyen. */
  readonly was: string | null;
}

/** A travail, as it is counted; one that was voided is none. */
export const workFact = tenantTable(
  'work_fact',
  {
    id: technical(uuid().notNull()),
    /** Null for work outside any file, as the person. */
    fileKey: technical(uuid()),
    personKey: technical(uuid()),
    performedOn: describe(day().notNull(), 'followUp', 'Date du travail compté', 'generalise'),
    typeCode: describe(text().notNull(), 'followUp', 'Type du travail compté', 'keep'),
    minutes: describe(smallint().notNull(), 'followUp', 'Durée comptée', 'keep'),
    travelMinutes: describe(smallint(), 'followUp', 'Déplacement compté', 'keep'),
    hour: describe(smallint(), 'followUp', 'Tranche horaire comptée', 'erase'),
    performedBy: describe(uuid().notNull(), 'staff', 'Intervenant compté', 'keep'),
    /** One for each link: the same type twice where two demandes are of it. */
    requestTypes: describe(text().array().notNull(), 'followUp', 'Types des demandes servies', 'keep'),
    requestIds: technical(uuid().array().notNull()),
    partnerIds: describe(uuid().array().notNull(), 'reference', 'Partenaires du travail', 'keep'),
    partnerKinds: describe(text().array().notNull(), 'reference', 'Natures des partenaires', 'keep'),
    entryDelayDays: describe(integer().notNull(), 'staff', 'Délai de saisie', 'keep'),
    ...counted(),
  },
  {
    scope: countedRows,
    appMay: derived,
    // By unit it is read from work_fact_done, _counted, _seen and _partners, which hold what is counted: see their migrations
    constraints: (t) => [index('work_fact_by_file').on(t.tenantId, t.fileKey)],
  },
);

/** A demande, as it is counted, with how long it waited. */
export const requestFact = tenantTable(
  'request_fact',
  {
    id: technical(uuid().notNull()),
    ...keys(),
    requestedOn: describe(day().notNull(), 'followUp', 'Date de la demande comptée', 'generalise'),
    typeCode: describe(text().notNull(), 'followUp', 'Type de la demande comptée', 'keep'),
    urgent: describe(boolean().notNull(), 'followUp', 'Demande urgente comptée', 'keep'),
    initiative: describe(text(), 'followUp', 'Initiative de la demande comptée', 'keep'),
    arrivalChannel: describe(text(), 'followUp', "Canal d'arrivée de la demande comptée", 'keep'),
    status: describe(text().notNull(), 'followUp', 'État de la demande comptée', 'keep'),
    outcome: describe(text(), 'followUp', 'Résultat de la demande comptée', 'keep'),
    resolvedOn: describe(day(), 'followUp', 'Date de résolution comptée', 'generalise'),
    earlier: describe(jsonb().$type<readonly Earlier[]>(), 'followUp', 'États passés comptés', 'generalise'),
    /** The same person made one of this type within twelve months, in whatever file. */
    recurring: describe(boolean().notNull().default(false), 'followUp', 'Demande récurrente comptée', 'keep'),
    resolutionDays: describe(integer(), 'followUp', 'Durée de résolution', 'keep'),
    /** Of the first travail linked to it. */
    firstWorkOn: describe(day(), 'followUp', 'Date de la première réponse', 'generalise'),
    firstWorker: describe(uuid(), 'staff', 'Auteur de la première réponse', 'keep'),
    /** In business days of the unit it was done for. */
    responseDays: describe(integer(), 'followUp', 'Délai de première réponse', 'keep'),
    interviewDays: describe(integer(), 'followUp', 'Délai de premier entretien', 'keep'),
    ...counted(),
  },
  {
    scope: countedRows,
    appMay: derived,
    constraints: (t) => byUnit('request_fact', t, t.requestedOn),
  },
);

/** A moyen, as it is counted, with the type of its demande. */
export const actionFact = tenantTable(
  'action_fact',
  {
    id: technical(uuid().notNull()),
    ...keys(),
    doneOn: describe(day().notNull(), 'followUp', 'Date du moyen compté', 'generalise'),
    typeCode: describe(text().notNull(), 'followUp', 'Type du moyen compté', 'keep'),
    outcome: describe(text(), 'followUp', 'Résultat du moyen compté', 'keep'),
    earlier: describe(
      jsonb().$type<readonly Earlier[]>(),
      'followUp',
      'Résultats passés comptés',
      'generalise',
    ),
    performedBy: describe(uuid().notNull(), 'staff', 'Intervenant du moyen compté', 'keep'),
    requestType: describe(text().notNull(), 'followUp', 'Type de la demande du moyen', 'keep'),
    ...counted(),
  },
  {
    scope: countedRows,
    appMay: derived,
    constraints: (t) => byUnit('action_fact', t, t.doneOn),
  },
);

/** One stay of an open file in a unit, under one lead worker. */
export const spellFact = tenantTable(
  'spell_fact',
  {
    id: technical(uuid().notNull()),
    ...keys(),
    since: describe(day().notNull(), 'followUp', 'Début du suivi dans une entité', 'generalise'),
    /** The day it ended, which it does not hold; null while it lasts. */
    until: describe(day(), 'followUp', 'Fin du suivi dans une entité', 'generalise'),
    begunBy: describe(
      text().$type<'opened' | 'reopened' | 'transferred' | 'assigned'>().notNull(),
      'followUp',
      'Origine du suivi dans une entité',
      'keep',
    ),
    endedBy: describe(
      text().$type<'closed' | 'transferred' | 'assigned'>(),
      'followUp',
      'Fin du suivi : clôture, transfert ou autre référent',
      'keep',
    ),
    closeReason: describe(text(), 'followUp', 'Motif de la clôture comptée', 'keep'),
    /** Of the last opening or reopening, in whatever unit. */
    openedOn: describe(day().notNull(), 'followUp', "Date de l'ouverture comptée", 'generalise'),
    firstOpenedOn: describe(day(), 'followUp', 'Date de la première ouverture comptée', 'generalise'),
    /** Last travail before this stay, for whatever unit: what an idle file is told by. */
    lastWorkBefore: describe(day(), 'followUp', 'Dernier travail avant ce suivi', 'generalise'),
    /** From the last opening to the closing that ended it, in days and in full months. */
    followUpDays: describe(integer(), 'followUp', 'Durée de suivi', 'keep'),
    followUpMonths: describe(integer(), 'followUp', 'Durée de suivi', 'keep'),
    leadWorkerId: describe(uuid(), 'staff', 'Référent du dossier compté', 'keep'),
    ...counted(),
  },
  {
    scope: countedRows,
    appMay: derived,
    constraints: (t) => [
      ...byUnit('spell_fact', t, t.since),
      index('spell_fact_in_force').on(t.tenantId, t.forUnitId, endOfForce(t.until)),
    ],
  },
);

/** A file that went from one unit to another, counted in the one it went to. */
export const transferFact = tenantTable(
  'transfer_fact',
  {
    id: technical(uuid().notNull()),
    ...keys(),
    fromUnitId: technical(uuid().notNull()),
    transferredOn: describe(day().notNull(), 'followUp', 'Date du transfert compté', 'generalise'),
    ...counted(),
  },
  {
    scope: countedRows,
    appMay: derived,
    constraints: (t) => byUnit('transfer_fact', t, t.transferredOn),
  },
);

/**
 * An appointment, or an on-site session, as it is counted: a fact and not its row of the agenda, for it stays counted
 * once its file is erased, is read by the units it was made for (no right on a file opens figures), and says what it was
 * at the end of a period after it changed. Those in the trash, private or personal are none, nor are meetings, which no
 * report counts.
 */
export const appointmentFact = tenantTable(
  'appointment_fact',
  {
    id: technical(uuid().notNull()),
    /** Null for what is of no file, as the person. */
    fileKey: technical(uuid()),
    personKey: technical(uuid()),
    kind: describe(
      text().$type<'appointment' | 'onSiteSession'>().notNull(),
      'followUp',
      'Nature du rendez-vous compté',
      'keep',
    ),
    /** The day where it takes place. */
    startsOn: describe(day().notNull(), 'followUp', 'Date du rendez-vous compté', 'generalise'),
    /** A code of the list appointmentStatus; of an on-site session, of onSiteSessionStatus. */
    status: describe(text().notNull(), 'followUp', 'État du rendez-vous compté', 'keep'),
    earlier: describe(
      jsonb().$type<readonly Earlier[]>(),
      'followUp',
      'États passés du rendez-vous compté',
      'generalise',
    ),
    /** A code of the list appointmentPlace. */
    place: describe(text().notNull(), 'followUp', 'Lieu du rendez-vous compté', 'keep'),
    /** Who was there; where nobody said so, who takes part and neither declined nor proposed another time. */
    workerIds: describe(uuid().array().notNull(), 'staff', 'Intervenants du rendez-vous compté', 'keep'),
    ...counted(),
  },
  {
    scope: countedRows,
    appMay: derived,
    constraints: (t) => byUnit('appointment_fact', t, t.startsOn),
  },
);

/**
 * An approved leave, as it is counted. Its half-days are numbers, as those of `leave_absence`; what is frozen is of files,
 * and this of none.
 */
export const leaveFact = tenantTable(
  'leave_fact',
  {
    id: technical(uuid().notNull()),
    workerId: describe(uuid().notNull(), 'staff', 'Personne en congé comptée', 'keep'),
    kind: describe(text().notNull(), 'staff', 'Nature de l’absence comptée', 'erase'),
    fromHalf: describe(integer().notNull(), 'staff', 'Première demi-journée d’absence comptée', 'generalise'),
    /** The half-day after the last. */
    toHalf: describe(integer().notNull(), 'staff', 'Dernière demi-journée d’absence comptée', 'generalise'),
    /** Half-days of each of its days, Monday to Friday but for the holidays of its unit: nought on the others. */
    halves: describe(smallint().array().notNull(), 'staff', 'Demi-journées ouvrées d’absence', 'keep'),
    /** False of one who works elsewhere, as at home. */
    away: describe(boolean().notNull(), 'staff', 'Absence comptée qui rend indisponible', 'keep'),
    /** Those he worked in: it counts for each of them. */
    unitIds: technical(uuid().array().notNull()),
    /** The one of them whose holidays count. */
    forUnitId: technical(uuid().notNull()),
  },
  {
    scope: leaveRows,
    appMay: derived,
    constraints: (t) => [
      index('leave_fact_by_time').on(t.tenantId, t.fromHalf),
      index('leave_fact_by_worker').on(t.tenantId, t.workerId, t.fromHalf),
    ],
  },
);

/** Half-days of a right that an approved leave takes. */
export interface Taken {
  /** The day it was approved. */
  readonly on: string;
  /** The day it was cancelled; null while it stands. */
  readonly until: string | null;
  readonly halves: number;
}

/** What somebody was granted of a kind in a year, with what approved leave takes of it, as its kind counts days. */
export const leaveRightFact = tenantTable(
  'leave_right_fact',
  {
    id: technical(uuid().notNull()),
    workerId: describe(uuid().notNull(), 'staff', 'Personne dont les droits sont comptés', 'keep'),
    kind: describe(text().notNull(), 'staff', 'Nature de l’absence comptée', 'erase'),
    year: describe(smallint().notNull(), 'staff', 'Année des droits comptés', 'keep'),
    grantedHalves: describe(smallint().notNull(), 'staff', 'Demi-journées accordées', 'keep'),
    taken: describe(jsonb().$type<readonly Taken[]>().notNull(), 'staff', 'Demi-journées validées', 'erase'),
    unitIds: technical(uuid().array().notNull()),
    forUnitId: technical(uuid().notNull()),
  },
  {
    scope: leaveRows,
    appMay: derived,
    constraints: (t) => [
      index('leave_right_fact_by_year').on(t.tenantId, t.year),
      index('leave_right_fact_by_worker').on(t.tenantId, t.workerId),
    ],
  },
);

export type FactAnswer = 'notAsked' | 'unknown' | 'refused';
/** An answer that is counted: codes, a number, a day, yes or no, or why there is none. Never words typed freely. */
export type FactValue = string | number | boolean | readonly string[] | { readonly answer: FactAnswer };

/** What is known of a person in a file, from a day to another. */
export const profileFact = tenantTable(
  'profile_fact',
  {
    ...keys(),
    since: describe(day().notNull(), 'situation', 'Début de la situation comptée', 'generalise'),
    until: describe(day(), 'situation', 'Fin de la situation comptée', 'generalise'),
    sex: describe(text(), 'identity', 'Sexe compté', 'keep'),
    bornOn: describe(day(), 'identity', 'Date de naissance, pour les tranches d’âge', 'erase'),
    /** Known when the day is not. */
    birthYear: describe(integer(), 'identity', 'Année de naissance, pour les tranches d’âge', 'erase'),
    /** Lower bound of the age bracket, which is all that is left of a birth once frozen. */
    ageFrom: describe(smallint(), 'identity', 'Tranche d’âge gardée', 'keep'),
    /** First contact in the file, for whatever unit: who is new is told by it. */
    firstContactOn: describe(day(), 'followUp', 'Premier contact compté', 'generalise'),
    communeCode: describe(text(), 'contact', 'Commune de résidence comptée', 'erase'),
    department: describe(text(), 'contact', 'Département de résidence compté', 'keep'),
    values: describe(
      jsonb().$type<Readonly<Record<string, FactValue>>>().notNull(),
      'situation',
      'Situation comptée, par champ',
      'keep',
    ),
    /** As the values tell it: who left in a period is looked for by it. */
    dischargedOn: describe(
      text().generatedAlwaysAs(sql`"values" ->> 'dischargedOn'`),
      'situation',
      'Date de sortie comptée',
      'keep',
    ),
    frozen: technical(boolean().notNull().default(false)),
  },
  {
    // It names no unit: it says nothing without the facts of one
    scope: {
      kind: 'custom',
      // As one more tenant it must equal, which is tried once and not for each row
      read: `tenant_id = case when coalesce(current_setting('app.scope_statistics', true), '') <> '' then nullif(current_setting('app.tenant', true), '')::uuid end`,
      write: bySystem,
    },
    appMay: derived,
    key: ['fileKey', 'since'],
    constraints: (t) => [
      index('profile_fact_in_force').on(t.tenantId, endOfForce(t.until)),
      index('profile_fact_discharged')
        .on(t.tenantId, t.dischargedOn)
        .where(sql`discharged_on is not null`),
    ],
  },
);

/**
 * What facts are of: a file, a travail or an appointment outside any, the leave of a member of the team, or the whole
 * tenant where a rule they follow changed.
 */
export type DueKind = 'file' | 'entry' | 'appointment' | 'leave' | 'tenant';

/**
 * A file, or a travail or an appointment outside any, whose facts are to be made again. One for each act that calls for it: nobody waits
 * for somebody else's, and none is taken for another that is not committed yet.
 */
export const factDue = tenantTable(
  'fact_due',
  {
    id: technical(uuid().notNull()),
    kind: technical(text().$type<DueKind>().notNull()),
    recordId: technical(uuid().notNull()),
  },
  { scope: { kind: 'tenant' }, appMay: ['select', 'insert', 'delete'] },
);

/** A file whose facts were kept apart: its sources, if some are left, make none any more. It names no fact. */
export const factFrozen = tenantTable(
  'fact_frozen',
  { fileId: technical(uuid().notNull()) },
  {
    scope: { kind: 'custom', read: bySystem, write: bySystem },
    appMay: ['select', 'insert'],
    key: ['fileId'],
  },
);

/** Since when the facts of a tenant are whole, and in which form they were made. */
export const factState = tenantTable(
  'fact_state',
  {
    wholeAt: technical(instant().notNull()),
    form: technical(integer().notNull()),
  },
  { scope: { kind: 'tenant' }, key: [] },
);
