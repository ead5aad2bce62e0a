import { plural, type MessageOverrides } from '../core/messages.ts';
import { activityMessages } from './activity.messages.ts';
import { chartMessages } from './chart.messages.ts';
import type { ContractedMessages } from './parts/contracted.messages.ts';
import { reportsMessages } from './reports.messages.ts';

/** Texts of the statistics builder. */
export const statisticsBuilderMessages = {
  chart: chartMessages,
  reports: reportsMessages,
  activity: activityMessages,
  region: 'Statistiques',
  refused: 'Votre rôle n’ouvre pas les statistiques. Adressez-vous à l’administrateur de votre service.',
  failed: 'Les statistiques n’ont pas pu être lues',
  empty: 'Aucun rapport n’est disponible pour l’instant.',
  unknown: 'Non renseigné',
  report: (code: string) => `Le rapport ${code} n’existe pas ici.`,

  catalogue: {
    title: 'Rapports',
    search: 'Chercher un rapport',
    mine: 'Mes rapports',
    shared: 'Rapports partagés',
    selection: 'Sélection',
    every: 'Tous les rapports',
    waits: 'À venir',
    found: (count: number) =>
      count === 0 ? 'Aucun rapport trouvé' : plural(count, 'rapport trouvé', 'rapports trouvés'),
    none: 'Essayez un autre mot\u00a0: «\u00a0logement\u00a0», «\u00a0délai\u00a0», «\u00a0entretien\u00a0».',
    theme: (name: string, count: number) => `${name}, ${plural(count, 'rapport')}`,
    choose: 'Choisir un rapport',
  },

  waiting: {
    title: 'Pourquoi ce rapport n’est pas disponible',
    text: (modules: string) =>
      `Ce rapport attend ${modules}. Cette partie de Lastria n’est pas encore en service chez vous.`,
    and: 'et',
    then: 'Il sera disponible dès qu’elle le sera, sans rien à régler.',
    modules: {
      agenda: 'l’agenda',
      applications: 'les dossiers administratifs',
      budget: 'les grilles budgétaires',
      committee: 'les commissions',
      configuration: 'la configuration (une liste à compléter)',
      correspondence: 'les correspondances',
      directory: 'le répertoire des partenaires',
      discharge: 'le suivi des sorties d’hospitalisation',
      'financial-aid': 'les aides financières',
      'front-desk': 'l’accueil et le secrétariat',
      'group-actions': 'les actions collectives',
      'health-status': 'la RQTH et les arrêts de travail',
      leave: 'les congés',
      letters: 'les courriers',
      meetings: 'les réunions',
      organisation: 'les effectifs des entités',
      privacy: 'les demandes de droits et la conservation',
      psychology: 'le module psychologue',
      'secure-share': 'le partage sécurisé',
      'social-file': 'le dossier social (une information à ajouter)',
      tdm: 'la saisie des travaux (une information à ajouter)',
    } as Readonly<Record<string, string>>,
  },

  sentence: {
    label: 'Question posée',
    by: ', par ',
    and: 'et',
    or: 'ou',
    then: 'puis',
    when: ', seulement\u00a0: ',
    top: (count: number) => ` (${count} premiers)`,
    worked: (what: string, how: string) => `${what} (${how})`,
    only: (dimension: string, values: string) => `${dimension} ${values}`,
    others: (count: number) => plural(count, 'autre'),
    allUnits: 'toutes vos entités',
    withBelow: (name: string) => `${name} et ses sous-entités`,
    someUnits: (names: string, others: number) =>
      `${names} et ${plural(others, 'autre entité', 'autres entités')}`,
    compared: (years: number) => (years === 1 ? 'comparé à N-1' : 'comparé à N-1 et N-2'),
    change: (choice: string, text: string) => `${choice}\u00a0: ${text}. Modifier`,
  },
  kinds: { count: 'nombre', sum: 'total', avg: 'moyenne', median: 'médiane', rate: 'taux' } as Readonly<
    Record<string, string>
  >,

  choices: {
    measure: 'Mesure',
    rows: 'Lignes',
    columns: 'Colonnes',
    filters: 'Filtres',
    period: 'Période',
    units: 'Entités',
    compare: 'Comparer à',
    mode: 'Mode',
  },
  controls: 'Composer la question',
  modes: {
    internal: (_threshold: number) => 'Interne',
    diffusion: (threshold: number) => `Diffusion (seuil ${threshold})`,
  },
  modesSaid: {
    internal: (_threshold: number) => 'Tous les chiffres, pour le service seulement.',
    diffusion: (threshold: number) =>
      `Pour tout autre lecteur\u00a0: ce qui concerne moins de ${threshold} personnes est masqué. Le tableau est gardé\u00a0: aucun autre ne devra permettre de retrouver ce qui y est masqué.`,
  },
  answered: (sentence: string) => `Chiffres affichés\u00a0: ${sentence}.`,
  backInside:
    'La question a changé\u00a0: retour au mode interne. Repassez en diffusion quand elle vous convient.',
  compare: { 0: 'Sans comparaison', 1: 'N-1', 2: 'N-1 et N-2' },
  periods: {
    soFar: 'Depuis le 1er janvier',
    year: 'Cette année',
    lastYear: 'L’année dernière',
    quarter: 'Ce trimestre',
    lastQuarter: 'Le trimestre dernier',
    month: 'Ce mois',
    lastMonth: 'Le mois dernier',
    twelveMonths: 'Douze derniers mois',
  } as Readonly<Record<string, string>>,
  subjects: {
    files: 'Dossiers',
    people: 'Bénéficiaires',
    requests: 'Demandes',
    work: 'Travaux',
    links: 'Travaux et demandes',
    actions: 'Moyens',
    transfers: 'Transferts',
  } as Readonly<Record<string, string>>,
  families: {
    time: 'Temps',
    places: 'Entités et équipe',
    acts: 'Demandes, travaux, moyens',
    person: 'Personnes',
    own: 'Vos informations',
  },
  menus: {
    search: 'Chercher dans la liste',
    none: 'Rien ne correspond.',
    kind: 'Calcul',
    without: 'Aucune',
    turn: 'Échanger lignes et colonnes',
    nest: 'Ranger dans les lignes',
    top: 'Nombre de lignes',
    every: 'Toutes',
    first: (count: number) => `${count} premières`,
    conditions: 'Conditions',
    only: 'Ne garder que certaines valeurs',
    clear: 'Retirer tous les filtres',
    back: 'Revenir aux filtres',
    reading: 'Lecture des valeurs…',
    failed: 'Les valeurs n’ont pas pu être lues. Fermez ce menu, puis recommencez.',
    more: 'D’autres valeurs existent\u00a0: resserrez la période ou les entités.',
    from: 'Du',
    to: 'Au',
    order: 'La fin vient avant le début.',
    apply: 'Appliquer ces dates',
    all: 'toutes',
    allUnits: 'Toutes vos entités',
    unitsHow: 'Une entité se choisit avec ses sous-entités.',
    noComparison: 'Sans comparaison',
    compared: 'La même période, les années d’avant',
  },

  files: {
    title: 'Dossiers derrière ce chiffre',
    of: (label: string, count: number, more: boolean) =>
      `${label}\u00a0: ${more ? 'les ' : ''}${plural(count, 'dossier')}${more ? ' les plus récents' : ''} que vous pouvez ouvrir.`,
    none: 'Aucun dossier à vous montrer derrière ce chiffre.',
    failed: 'Les dossiers n’ont pas pu être lus',
  },

  print: {
    act: 'Imprimer',
    label: 'Impression du tableau',
    title: 'Statistiques',
    confidential: 'Usage interne au service',
    diffusion: (threshold: number) => `Diffusion, seuil ${threshold}`,
    by: (name: string, date: string) => `Imprimé par ${name}, ${date}`,
  },

  keep: {
    act: 'Enregistrer ce rapport',
    actChange: 'Modifier ce rapport',
    title: 'Enregistrer ce rapport',
    change: 'Modifier ce rapport',
    what: 'La question est gardée, sans ses chiffres\u00a0: période et entités se choisissent à chaque lecture.',
    name: 'Titre',
    nameNeeded: 'Donnez un titre au rapport.',
    shared: 'Partage',
    sharedHint: 'Qui lit les statistiques de l’entité le trouve dans «\u00a0Rapports partagés\u00a0».',
    alone: 'Pour moi seul',
    readers: (unit: string) => `Pour les lecteurs de ${unit}`,
    save: 'Enregistrer',
    another: 'Enregistrer comme nouveau',
    remove: 'Supprimer',
    safe: 'Rien n’a été enregistré\u00a0; votre question est intacte.',
    failed: 'Le rapport n’a pas pu être enregistré',
    saved: (title: string) => `«\u00a0${title}\u00a0» est enregistré.`,
    removed: 'Le rapport est supprimé. La question reste affichée.',
    sharedBy: (name: string) => `Partagé par ${name}`,
  },

  dataOn: (date: string) => `Données du ${date}.`,
  behind: (count: number) =>
    `${plural(count, 'acte récent n’y est pas encore compté', 'actes récents n’y sont pas encore comptés')}.`,

  table: {
    label: (sentence: string) => `Tableau\u00a0: ${sentence}`,
    words: {
      total: 'Total',
      all: 'Ensemble',
      share: '%',
      before: (years: number) => `N-${years}`,
      change: 'Évolution',
      masked: 'masqué',
      kinds: { count: 'Nombre', sum: 'Total', avg: 'Moyenne', median: 'Médiane', rate: 'Taux' } as Readonly<
        Record<string, string>
      >,
    },
    maskedWhy: (threshold: number) =>
      `Masqué\u00a0: moins de ${threshold} personnes, ou un chiffre qui permettrait d’en retrouver un.`,
    maskedTeamWhy: (least: number) =>
      `Masqué\u00a0: moins de ${least} autres intervenants, ou un chiffre qui permettrait d’en retrouver un.`,
    sort: (column: string) => `Trier par ${column}`,
    figure: 'Voir les dossiers derrière ce chiffre',
    empty: 'Rien n’a été compté pour cette question.',
    emptyDo: 'Élargissez la période ou retirez un filtre.',
    more: (count: number) => `Afficher ${plural(count, 'ligne de plus', 'lignes de plus')}`,
    notes: {
      distinct:
        'L’ensemble compte chacun une seule fois\u00a0: quelqu’un peut figurer sur plusieurs lignes, l’ensemble n’en est donc pas la somme.',
      unknown: 'Les pourcentages portent sur tout, «\u00a0Non renseigné\u00a0» compris.',
      masked: (threshold: number) =>
        `Effectifs de 1 à ${threshold - 1} masqués, ainsi que les valeurs qui permettraient de les retrouver.`,
      team: (least: number) =>
        `Vos chiffres, et ceux des autres intervenants réunis sous «\u00a0Équipe\u00a0»\u00a0: ils y sont lus à partir de ${least}.`,
      excluded: (count: number) => `Sans valeur, comptés à part\u00a0: ${count.toLocaleString('fr-FR')}.`,
    },
  },
};

export type StatisticsBuilderMessages = typeof statisticsBuilderMessages;
/** `contracted`: those of the time sold and held, loaded with its panel. */
export type StatisticsBuilderMessageOverrides = MessageOverrides<
  StatisticsBuilderMessages & { readonly contracted: ContractedMessages }
>;
