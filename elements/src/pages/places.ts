import type { Me } from '@lastria/sdk';
import type { NoticePlace } from '../notices/notices.places.ts';

/** Pages one goes to by the navigation. */
export type Place =
  | 'dossiers'
  | 'travaux'
  | 'agenda'
  | 'calendriers'
  | 'rappels'
  | 'conges'
  | 'statistiques'
  | 'imports'
  | 'reglages-agenda'
  | 'equipe'
  | 'configuration'
  | 'journal'
  | 'compte';
/** Pages that another page opens, without navigation. */
export type Alone = 'accord' | 'calendrier' | 'confirmer' | 'retour' | 'deconnexion';

export const isAlone = (place: string): place is Alone =>
  ['accord', 'calendrier', 'confirmer', 'retour', 'deconnexion'].includes(place);

/** What few open is loaded when it is opened. */
export const later: Readonly<Partial<Record<Place, () => Promise<unknown>>>> = {
  agenda: () => import('../agenda/agenda.ts'),
  calendriers: () => import('../calendars/calendars.ts'),
  rappels: () => import('../reminders/reminders.ts'),
  conges: () => import('../leave/leave.ts'),
  statistiques: () => import('../statistics-builder/statistics-builder.ts'),
  imports: () => import('../imports/imports.ts'),
  'reglages-agenda': () => import('../agenda-settings/agenda-settings.ts'),
  equipe: () => import('../team/team.ts'),
  configuration: () => import('../configuration/configuration.ts'),
  journal: () => import('../audit/audit.ts'),
};

/** Pages for who is signed in, by what they can do; the server refuses what a page should not have shown. */
export const placesOf = ({ can, roles }: Me): Place[] => {
  const follows = can.openFile || can.createFile || roles.some((role) => !/^(ADMINISTRATOR|DPO)$/.test(role));
  const found: [Place, boolean][] = [
    ['dossiers', follows],
    ['travaux', roles.includes('SOCIAL_WORKER')],
    ['agenda', follows],
    ['calendriers', follows],
    ['rappels', follows || can.keepAgenda],
    ['conges', roles.some((role) => /^(SOCIAL_WORKER|TEAM_MANAGER|SECRETARY|PSYCHOLOGIST)$/.test(role))],
    ['statistiques', can.readStatistics],
    ['imports', can.import],
    ['reglages-agenda', can.keepAgenda],
    ['equipe', can.readOrganisation],
    ['configuration', can.changeConfiguration],
    ['journal', can.searchAudit],
    ['compte', true],
  ];
  return found.filter(([, is]) => is).map(([place]) => place);
};

/** Where a notice leads, on our own pages. */
export const placeOfNotice: Readonly<Record<NoticePlace, Place>> = {
  files: 'dossiers',
  agenda: 'agenda',
  reminders: 'rappels',
  leave: 'conges',
  statistics: 'statistiques',
  team: 'equipe',
  audit: 'journal',
};

/** Of those, the ones somebody has, as the notices take them. */
export const noticePlacesOf = (me: Me): string => {
  const places = placesOf(me);
  return Object.entries(placeOfNotice)
    .filter(([, place]) => places.includes(place))
    .map(([place]) => place)
    .join(' ');
};
