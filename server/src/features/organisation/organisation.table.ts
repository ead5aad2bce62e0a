import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  integer,
  numeric,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { describe, technical, tenantIndex, tenantTable } from '../../db/tenant-table.ts';

const instant = () => timestamp({ withTimezone: true });

/** A customer organisation: the hard boundary. Its key is the tenant itself. */
export const tenant = tenantTable(
  'tenant',
  {
    id: technical(uuid().notNull()),
    kind: describe(text().$type<TenantKind>().notNull(), 'reference', 'Nature du client', 'keep'),
    name: describe(text().notNull(), 'reference', 'Nom du client', 'keep'),
    timeZone: describe(text().notNull(), 'reference', 'Fuseau horaire des dates et des heures', 'keep'),
    /** Origins whose pages may call the API for this tenant. */
    allowedOrigins: describe(
      text().array().notNull(),
      'technical',
      'Pages autorisées à intégrer Lastria',
      'keep',
    ),
    /** Least number of persons a figure that leaves the service may show. */
    disclosureThreshold: describe(
      smallint().notNull().default(11),
      'reference',
      'Seuil de masquage des statistiques diffusées',
      'keep',
    ),
    /** Days without work after which an open file is inactive, where the unit says nothing. */
    inactivityDays: describe(
      smallint().notNull().default(180),
      'reference',
      "Seuil d'inactivité d'un dossier",
      'keep',
    ),
    /** The tenant's name in addresses of our own origin; whoever has none is found by its id. */
    slug: describe(text(), 'reference', 'Nom du client dans l’adresse de connexion', 'keep'),
    /** Elements that may stand in a host's own page; the others come in a frame of ours. */
    inlineElements: describe(
      text()
        .array()
        .notNull()
        .default(sql`'{}'`),
      'reference',
      'Éléments admis dans la page du portail',
      'keep',
    ),
    idleMinutes: describe(
      smallint().notNull().default(15),
      'reference',
      'Durée d’inactivité qui ferme une session',
      'keep',
    ),
    sessionHours: describe(
      smallint().notNull().default(12),
      'reference',
      'Durée la plus longue d’une session',
      'keep',
    ),
    /** How long a file opened in an emergency stays open to who opened it. */
    emergencyHours: describe(
      smallint().notNull().default(4),
      'reference',
      'Durée d’un accès en urgence',
      'keep',
    ),
    emergenciesPerDay: describe(
      smallint().notNull().default(5),
      'reference',
      'Accès en urgence par personne et par jour',
      'keep',
    ),
    version: technical(integer().notNull().default(1)),
    createdAt: technical(instant().notNull().defaultNow()),
  },
  {
    scope: { kind: 'tenant' },
    key: [],
    constraints: () => [
      check('tenant_thresholds', sql`disclosure_threshold >= 5 and inactivity_days between 1 and 3650`),
      check('tenant_emergencies', sql`emergency_hours between 1 and 24 and emergencies_per_day >= 0`),
      check('tenant_sessions', sql`idle_minutes between 1 and 60 and session_hours between 1 and 24`),
    ],
  },
);
export type TenantKind = 'hospital' | 'company' | 'interCompany' | 'publicBody';

/** A node of the tenant's tree: client company, hospital, pole, ward, site. Access rights attach here. */
export const orgUnit = tenantTable(
  'org_unit',
  {
    id: technical(uuid().notNull()),
    parentId: technical(uuid()),
    name: describe(text().notNull(), 'reference', "Nom de l'entité", 'keep'),
    kind: describe(text().notNull(), 'reference', "Nature de l'entité", 'keep'),
    position: technical(integer().notNull().default(0)),
    closedAt: technical(instant()),
    headcount: describe(integer(), 'reference', 'Effectif, pour les taux de recours', 'keep'),
    fullTimeEquivalent: describe(
      numeric({ precision: 6, scale: 2 }),
      'reference',
      "Équivalents temps plein de l'équipe",
      'keep',
    ),
    contractedMinutes: describe(integer(), 'reference', 'Temps annuel prévu au contrat', 'keep'),
    inactivityDays: describe(smallint(), 'reference', "Seuil d'inactivité d'un dossier", 'keep'),
    alsaceMoselle: describe(
      boolean().notNull().default(false),
      'reference',
      "Jours fériés d'Alsace-Moselle",
      'keep',
    ),
    goodFriday: describe(boolean().notNull().default(false), 'reference', 'Vendredi saint férié', 'keep'),
    overseasTerritory: describe(text(), 'reference', 'Jour férié propre au territoire', 'keep'),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: { kind: 'tenant' },
    constraints: (t) => [
      foreignKey({
        name: 'org_unit_parent_fk',
        columns: [t.tenantId, t.parentId],
        foreignColumns: [t.tenantId, t.id],
      }),
      tenantIndex('org_unit_parent', t.tenantId, t.parentId),
    ],
  },
);

export type UnitParameterName = 'headcount' | 'fullTimeEquivalent' | 'contractedMinutes';

/** A yearly figure of a unit, true since a day: reports read the one in force at the end of their period. */
export const unitParameter = tenantTable(
  'unit_parameter',
  {
    unitId: technical(uuid().notNull()),
    name: describe(text().$type<UnitParameterName>().notNull(), 'reference', 'Paramètre de l’entité', 'keep'),
    since: describe(date().notNull(), 'reference', 'Jour depuis lequel la valeur est vraie', 'keep'),
    /** Null: not known any more since that day. */
    value: describe(numeric({ precision: 12, scale: 2 }), 'reference', 'Valeur du paramètre', 'keep'),
  },
  {
    scope: { kind: 'tenant' },
    key: ['unitId', 'name', 'since'],
    constraints: (t) => [
      foreignKey({
        name: 'unit_parameter_unit_fk',
        columns: [t.tenantId, t.unitId],
        foreignColumns: [orgUnit.tenantId, orgUnit.id],
      }),
    ],
  },
);

/** A member of the team. */
export const staffMember = tenantTable(
  'staff_member',
  {
    id: technical(uuid().notNull()),
    /** A person, a program of the customer, or the vendor's support let in for a while. */
    kind: describe(
      text().$type<'person' | 'service' | 'support'>().notNull().default('person'),
      'staff',
      "Nature de l'intervenant",
      'keep',
    ),
    displayName: describe(text().notNull(), 'staff', "Nom de l'intervenant", 'keep'),
    email: describe(text(), 'staff', "Adresse professionnelle de l'intervenant", 'keep'),
    jobTitle: describe(text(), 'staff', "Fonction de l'intervenant", 'keep'),
    /** Who this person is for the host's back end. */
    externalSubject: describe(text(), 'staff', 'Identifiant dans le portail du client', 'keep'),
    leftAt: technical(instant()),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: { kind: 'tenant' },
    constraints: (t) => [tenantIndex('staff_member_subject', t.tenantId, t.externalSubject)],
  },
);
