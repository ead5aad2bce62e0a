import { boolean, customType, foreignKey, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { describe, technical, tenantIndex, tenantTable } from '../../../db/tenant-table.ts';
import { staffMember } from '../../organisation/organisation.table.ts';
import type { CalendarLevel } from '../calendar-policy.table.ts';

const instant = () => timestamp({ withTimezone: true });
const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** `connecting` and `disconnecting`: asked for, and done as soon as it is its turn. */
export const linkStates = ['connecting', 'connected', 'toReconnect', 'disconnecting', 'removed'] as const;
export type LinkState = (typeof linkStates)[number];

/** Whose link it is: one for each worker. */
export interface Owner {
  readonly tenantId: string;
  readonly staffId: string;
}

/** A calendar elsewhere that a worker tied to his agenda here. One for each worker. */
export const calendarLink = tenantTable(
  'calendar_link',
  {
    staffId: technical(uuid().notNull()),
    provider: describe(text().$type<'outlook'>().notNull(), 'staff', 'Agenda externe relié', 'keep'),
    state: describe(text().$type<LinkState>().notNull(), 'staff', 'État du lien à l’agenda externe', 'keep'),
    /** Why it must be connected again: a code. */
    reason: describe(text(), 'staff', 'Cause de l’interruption du lien', 'keep'),
    level: describe(
      text().$type<CalendarLevel>().notNull().default('busy'),
      'staff',
      'Ce que l’agenda externe montre d’un rendez-vous',
      'keep',
    ),
    /** When it was chosen: what the tenant forbade since is told no more. */
    levelAt: describe(
      instant().notNull().defaultNow(),
      'staff',
      'Choix de ce que l’agenda externe montre',
      'keep',
    ),
    /** Who the mailbox is to its provider: another one is another calendar. */
    mailboxId: describe(text(), 'staff', 'Boîte reliée', 'erase'),
    mailbox: describe(text(), 'staff', 'Adresse de la boîte reliée', 'erase'),
    /** Access and refresh tokens, sealed for this tenant and worker. */
    sealedTokens: describe(bytes(), 'secret', 'Jetons de l’agenda externe, scellés', 'erase'),
    /** Grows with each renewal: of two at once, the second finds that it is late. */
    tokensVersion: technical(integer().notNull().default(0)),
    /** Digest of the state of a connection under way, its nonce and verifier sealed, and until when. */
    attemptDigest: describe(text(), 'secret', 'Connexion en cours', 'erase'),
    sealedAttempt: describe(bytes(), 'secret', 'Connexion en cours, scellée', 'erase'),
    attemptUntil: technical(instant()),
    /** Where the reading of the calendar stands, and the days it covers. */
    sealedCursor: describe(bytes(), 'secret', 'Position de lecture de l’agenda externe', 'erase'),
    windowFrom: technical(instant()),
    windowUntil: technical(instant()),
    /** Events of ours may stand there from before: they are looked for before one is made. */
    matches: technical(boolean().notNull().default(false)),
    /** Of one that is let go of: whether the events of ours stay there. */
    keepsEvents: technical(boolean().notNull().default(false)),
    /** When it must be looked at again; sooner when it is told of a change. */
    dueAt: technical(instant()),
    /** Nothing is asked before: the provider wants us to wait. */
    notBefore: technical(instant()),
    failures: technical(integer().notNull().default(0)),
    /** Whose turn it is, and until when: one at a time. */
    turn: technical(uuid()),
    turnUntil: technical(instant()),
    syncedAt: describe(instant(), 'staff', 'Dernière lecture de l’agenda externe', 'keep'),
  },
  {
    scope: { kind: 'tenant' },
    appMay: ['select', 'insert', 'update', 'delete'],
    key: ['staffId'],
    constraints: (t) => [
      foreignKey({
        name: 'calendar_link_staff_fk',
        columns: [t.tenantId, t.staffId],
        foreignColumns: [staffMember.tenantId, staffMember.id],
      }),
      tenantIndex('calendar_link_due', t.tenantId, t.state, t.dueAt),
    ],
  },
);

/**
 * An appointment as it stands in a worker's calendar elsewhere: one for each, from before it is made there to after it
 * is taken away, so that nothing is made twice.
 */
export const calendarEvent = tenantTable(
  'calendar_event',
  {
    staffId: technical(uuid().notNull()),
    /** Without a foreign key: what is erased here has still to be taken away there. */
    appointmentId: technical(uuid().notNull()),
    /** The same for every attempt to make it. */
    key: technical(uuid().notNull()),
    /** Null: it may have been made, its answer has not come. */
    outsideId: technical(text()),
    etag: technical(text()),
    /** Digest of what was written, in place of it. */
    written: technical(text()),
    writtenFrom: describe(instant().notNull(), 'staff', 'Début du temps occupé envoyé', 'generalise'),
    writtenUntil: describe(instant().notNull(), 'staff', 'Fin du temps occupé envoyé', 'generalise'),
    /** To be checked by the worker: it was moved or deleted there. Nothing is written to it until he says. */
    toCheck: describe(text().$type<'moved' | 'gone'>(), 'staff', 'Rendez-vous à vérifier', 'keep'),
  },
  {
    scope: { kind: 'tenant' },
    appMay: ['select', 'insert', 'update', 'delete'],
    key: ['staffId', 'appointmentId'],
    constraints: (t) => [tenantIndex('calendar_event_outside', t.tenantId, t.staffId, t.outsideId)],
  },
);

/** Appointments of which something changed, to be looked at: written in the transaction of the change. */
export const calendarPush = tenantTable(
  'calendar_push',
  {
    id: technical(uuid().notNull()),
    staffId: technical(uuid().notNull()),
    appointmentId: technical(uuid().notNull()),
  },
  {
    scope: { kind: 'tenant' },
    appMay: ['select', 'insert', 'delete'],
    constraints: (t) => [tenantIndex('calendar_push_by_staff', t.tenantId, t.staffId)],
  },
);

/** Time that a worker's calendar elsewhere says is taken. Nothing of what for is ever kept. */
export const outsideBusy = tenantTable(
  'outside_busy',
  {
    staffId: technical(uuid().notNull()),
    outsideId: technical(text().notNull()),
    seriesId: technical(text()),
    startsAt: describe(instant().notNull(), 'staff', 'Début d’un temps occupé ailleurs', 'generalise'),
    endsAt: describe(instant().notNull(), 'staff', 'Fin d’un temps occupé ailleurs', 'generalise'),
    /** Of whole days: dates, which no zone moves. The instants above follow the zone of the tenant. */
    fromDay: describe(text(), 'staff', 'Premier jour occupé ailleurs', 'generalise'),
    untilDay: describe(text(), 'staff', 'Jour de fin d’un temps occupé ailleurs', 'generalise'),
    show: describe(
      text().$type<'busy' | 'tentative' | 'away'>().notNull(),
      'staff',
      'Nature du temps occupé ailleurs',
      'keep',
    ),
  },
  {
    scope: { kind: 'tenant' },
    appMay: ['select', 'insert', 'update', 'delete'],
    key: ['staffId', 'outsideId'],
    constraints: (t) => [tenantIndex('outside_busy_by_time', t.tenantId, t.staffId, t.startsAt, t.endsAt)],
  },
);

/** Where a provider tells us that a calendar changed. */
export const calendarSubscription = tenantTable(
  'calendar_subscription',
  {
    id: technical(text().notNull()),
    staffId: technical(uuid().notNull()),
    /** Keyed digest of what a notification must say. */
    clientState: describe(text().notNull(), 'secret', 'Preuve d’une notification', 'erase'),
    expiresAt: technical(instant().notNull()),
    renewAt: technical(instant().notNull()),
  },
  {
    scope: { kind: 'tenant' },
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [tenantIndex('calendar_subscription_by_staff', t.tenantId, t.staffId)],
  },
);
