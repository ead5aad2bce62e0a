import type { MeasureKind } from './question.ts';
import { measures, type MeasureDef } from './measures.ts';
import { sources } from './sources.ts';

/** A way of counting: the filter that chooses what counts, and how it is said. */
export interface Counted {
  readonly filter: string;
  readonly label: string;
  readonly definition: string;
  /** At the last day of the period, whatever its first. */
  readonly atEnd: boolean;
}

const once = (what: string, when: string) => `Chaque ${what} compte une fois, ${when}.`;
const said: Readonly<Record<string, Readonly<Record<string, Omit<Counted, 'filter' | 'atEnd'>>>>> = {
  files: {
    activeInPeriod: {
      label: 'Dossiers suivis',
      definition: once('dossier', 'dès lors qu’un contact y a eu lieu pendant la période'),
    },
    openedInPeriod: {
      label: 'Dossiers ouverts',
      definition: once('dossier', 'à la date de son ouverture'),
    },
    closedInPeriod: {
      label: 'Dossiers clôturés',
      definition: once('dossier', 'à la date de sa clôture'),
    },
    reopenedInPeriod: {
      label: 'Dossiers rouverts',
      definition: once('dossier', 'à la date de sa réouverture'),
    },
    openedOrClosedInPeriod: {
      label: 'Dossiers ouverts ou clôturés',
      definition: once('dossier', 'qu’il soit entré ou sorti pendant la période'),
    },
    openAtEnd: {
      label: 'Dossiers en cours',
      definition: once('dossier', 's’il est encore ouvert au dernier jour de la période'),
    },
    inactiveAtEnd: {
      label: 'Dossiers inactifs',
      definition: once(
        'dossier',
        's’il est ouvert au dernier jour de la période, sans travail depuis le seuil',
      ),
    },
    noActiveLeadWorker: {
      label: 'Dossiers sans référent actif',
      definition: once(
        'dossier',
        's’il est ouvert au dernier jour de la période, sans référent ou dont le référent n’y a plus de droit',
      ),
    },
    dischargedInPeriod: {
      label: 'Dossiers de patients sortis',
      definition: once('dossier', 'si la sortie qu’il indique tombe dans la période'),
    },
  },
  people: {
    activeInPeriod: {
      label: 'Bénéficiaires vus',
      definition: once('personne', 'dès lors qu’un contact a eu lieu avec elle pendant la période'),
    },
    openedInPeriod: {
      label: 'Bénéficiaires dont le dossier s’ouvre',
      definition: once('personne', 'si son dossier a été ouvert pendant la période'),
    },
    dischargedInPeriod: {
      label: 'Patients sortis',
      definition: once('personne', 'si la sortie que son dossier indique tombe dans la période'),
    },
  },
  requests: {
    inPeriod: {
      label: 'Demandes reçues',
      definition: once('demande', 'à sa date de réception'),
    },
    resolvedInPeriod: {
      label: 'Demandes résolues',
      definition: once('demande', 'à la date de sa résolution'),
    },
  },
  work: {
    inPeriod: { label: 'Travaux', definition: once('travail', 'à la date où il a été fait') },
  },
  workRequestLinks: {
    inPeriod: {
      label: 'Travaux par demande',
      definition: 'Un travail compte une fois pour chaque demande qu’il sert, à la date où il a été fait.',
    },
  },
  actions: {
    inPeriod: { label: 'Moyens mobilisés', definition: once('moyen', 'à la date où il a été mobilisé') },
  },
  transfers: {
    inPeriod: { label: 'Transferts de dossiers', definition: once('transfert', 'à sa date') },
  },
  appointments: {
    inPeriod: {
      label: 'Rendez-vous',
      definition:
        'Chaque rendez-vous avec une personne compte une fois, à sa date ; ni les rendez-vous privés, ni ceux de la corbeille.',
    },
  },
  onSiteSessions: {
    inPeriod: { label: 'Permanences', definition: once('permanence', 'à la date où elle est prévue') },
  },
  minutes: {
    inPeriod: {
      label: 'Temps passé',
      definition: 'La durée de chaque travail, à la date où il a été fait.',
    },
  },
  minutesSplit: {
    inPeriod: {
      label: 'Temps réparti',
      definition: 'La durée de chaque travail, partagée également entre les demandes qu’il sert.',
    },
  },
  minutesPerFile: {
    inPeriod: {
      label: 'Temps par dossier',
      definition: 'Le temps passé sur chaque dossier pendant la période, partagé entre ses demandes.',
    },
  },
  travelMinutes: {
    inPeriod: {
      label: 'Temps de déplacement',
      definition: 'Les déplacements saisis avec un travail, et les travaux qui en sont.',
    },
  },
  age: {
    activeInPeriod: {
      label: 'Âge des bénéficiaires vus',
      definition: 'L’âge de chaque personne vue pendant la période, à son dernier jour.',
    },
  },
  firstResponseDelay: {
    inPeriod: {
      label: 'Délai de première réponse',
      definition:
        'Jours ouvrés de la réception d’une demande au premier travail ; celles sans réponse sont comptées à part.',
    },
  },
  firstInterviewDelay: {
    inPeriod: {
      label: 'Délai de premier entretien',
      definition:
        'Jours ouvrés de la réception d’une demande au premier entretien ; celles sans entretien sont comptées à part.',
    },
  },
  resolutionDelay: {
    resolvedInPeriod: {
      label: 'Durée de résolution des demandes',
      definition: 'Jours de la réception à la résolution, pour les demandes résolues pendant la période.',
    },
  },
  followUpDuration: {
    closedInPeriod: {
      label: 'Durée de suivi des dossiers clôturés',
      definition:
        'Jours de la dernière ouverture à la clôture, pour les dossiers clôturés pendant la période.',
    },
  },
  fileWeight: {
    openAtEnd: {
      label: 'Poids des dossiers en cours',
      definition:
        'Le poids de chaque dossier ouvert au dernier jour de la période : 1, tant qu’aucune pondération n’est réglée.',
    },
  },
  workInterval: {
    intervals: {
      label: 'Intervalle entre deux travaux',
      definition: 'Jours entre un travail et le suivant sur le même dossier, pendant la période.',
    },
  },
  completeness: {
    openAtEnd: {
      label: 'Complétude des dossiers en cours',
      definition:
        'Part des champs requis remplis dans chaque dossier ouvert au dernier jour de la période ; « inconnu » et « refus » sont des réponses. Les champs de texte libre n’y sont pas.',
    },
  },
  headcount: {
    activeInPeriod: {
      label: 'Effectif des entités',
      definition:
        'L’effectif, au dernier jour de la période, des entités où quelqu’un a été vu pendant la période.',
    },
  },
  contractedMinutes: {
    inPeriod: {
      label: 'Temps prévu au contrat',
      definition: 'Un douzième du temps annuel prévu au contrat de chaque entité, par mois de la période.',
    },
  },
  leaveDays: {
    approved: {
      label: 'Jours d’absence',
      definition:
        'Les demi-journées de congé validées qui tombent dans la période, du lundi au vendredi hors jours fériés de l’entité.',
    },
  },
  leaveBalance: {
    atEnd: {
      label: 'Solde de congés',
      definition:
        'Les droits de l’année où finit la période, moins ce que les congés validés à cette date en prennent, comme leur nature les décompte.',
    },
  },
  presentDays: {
    inPeriod: {
      label: 'Jours de présence',
      definition:
        'Les demi-journées ouvrées où la personne n’a aucune absence validée ; le télétravail est une présence.',
    },
  },
  workingDays: {
    inPeriod: {
      label: 'Jours ouvrés',
      definition:
        'Du lundi au vendredi hors jours fériés de l’entité, pour chaque personne qui y travaille ce jour-là.',
    },
  },
  entryDelay: {
    inPeriod: {
      label: 'Délai de saisie',
      definition: 'Jours entre la date d’un travail et son enregistrement.',
    },
  },
};

/** The ways of counting a measure that are offered, the usual one first. */
export const countedOf = (code: string): readonly Counted[] =>
  Object.entries(said[code] ?? {}).map(([filter, words]) => ({
    filter,
    ...words,
    atEnd: filter.endsWith('AtEnd') || filter === 'atEnd' || filter === 'noActiveLeadWorker',
  }));

/** How a measure is worked out, the usual way first. */
export function kindsOf({ value, unit, adds, onlySum }: MeasureDef): readonly MeasureKind[] {
  if (value === null) return ['count'];
  if (onlySum) return ['sum'];
  return ['minutes', 'points'].includes(unit) && !adds ? ['sum', 'avg', 'median'] : ['avg', 'median'];
}

/** Filters that choose what counts, for a subject: they are ways of counting, not conditions beside. */
export const choosesRows = (code: string, filter: string): boolean =>
  Object.hasOwn(sources[measures[code]!.subject], filter) && filter !== 'singleContactInPeriod';
