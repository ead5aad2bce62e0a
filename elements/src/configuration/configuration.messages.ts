import { plural, type MessageOverrides } from '../core/messages.ts';
import { roleNames } from '../core/roles.messages.ts';
import { partMessages } from '../ui/part.messages.ts';
import { exchangeMessages } from './exchange.messages.ts';
import { letterheadMessages } from './letterhead.messages.ts';

const NBSP = '\u00a0';
/** What uses an item of a list. */
export interface Noun {
  readonly one: string;
  readonly many: string;
  readonly feminine?: boolean;
}
const used = (
  uses: number,
  { one, many, feminine }: Noun,
  then: (many: string, e: string) => string,
): string => {
  if (uses === 0) return 'Aucun enregistrement n’utilise cet élément.';
  const they = `${feminine ? 'elle' : 'il'}${uses < 2 ? '' : 's'}`;
  return `${plural(uses, one, many)} ${uses < 2 ? 'utilise' : 'utilisent'} cet élément${NBSP}; ${they} ${then(uses < 2 ? '' : 's', feminine ? 'e' : '')}`;
};

/** Texts of the configuration. */
export const configurationMessages = {
  ...partMessages,
  region: 'Configuration',
  refused: 'Cette partie revient à l’administrateur de votre service.',
  failed: 'La configuration ne s’est pas ouverte',
  tabs: {
    label: 'Parties de la configuration',
    lists: 'Listes',
    fields: 'Champs',
    partners: 'Partenaires',
    units: 'Entités',
    thresholds: 'Seuils',
    report: 'Modèle de rapport',
    file: 'Fichier',
  },
  order: {
    start: 'Réordonner',
    startOf: (label: string) => `Réordonner ${label}`,
    label: (label: string) => `Ordre de ${label}`,
    hint: 'Changez la place de chaque élément, puis enregistrez l’ordre.',
    up: (label: string) => `Monter ${label}`,
    down: (label: string) => `Descendre ${label}`,
    place: (label: string, place: number, count: number) => `${label}\u00a0: place ${place} sur ${count}`,
    save: 'Enregistrer l’ordre',
    saved: 'L’ordre est enregistré.',
    stale:
      'La liste a changé entre-temps\u00a0: l’ordre affiché en tient compte. Vérifiez-le, puis enregistrez.',
  },
  lists: {
    nav: 'Listes',
    search: 'Chercher une liste ou un élément',
    found: (count: number) => plural(count, 'liste'),
    none: 'Aucune liste ne contient ce texte.',
    clear: 'Effacer la recherche',
    choose: 'Choisissez une liste pour voir ses éléments.',
    filter: 'Filtrer les éléments',
    noneHere: 'Aucun élément ne contient ce texte.',
    empty: 'Cette liste est vide.',
    count: (count: number, aside: number) =>
      `${plural(count, 'élément')}${aside > 0 ? ` · ${aside.toLocaleString('fr-FR')}${NBSP}mis de côté` : ''}`,
    stray: 'Sans regroupement',
    aside: 'Mis de côté',
    rule: 'Une règle du logiciel s’appuie sur cet élément.',
    rename: 'Modifier',
    renameOf: (label: string) => `Modifier ${label}`,
    putAside: 'Mettre de côté',
    putAsideOf: (label: string) => `Mettre de côté ${label}`,
    takeBack: 'Reprendre',
    takeBackOf: (label: string) => `Reprendre ${label}`,
    label: 'Libellé',
    labelNeeded: 'Indiquez le libellé.',
    minutes: 'Durée par défaut',
    channel: 'Modalité',
    channelNone: 'Sans modalité',
    parent: 'Regroupement',
    parentHint:
      'Un élément ajouté se rattache à un regroupement fourni, pour que les chiffres restent comparables.',
    parentNeeded: 'Choisissez le regroupement de cet élément.',
    parentChoose: 'Choisir',
    add: 'Ajouter un élément',
    addTitle: (label: string) => `Ajouter à «\u00a0${label}\u00a0»`,
    addEffect:
      'Il sera proposé à la saisie dès l’enregistrement. Il pourra être mis de côté, jamais supprimé.',
    effectRename: (uses: number, noun: Noun) =>
      used(uses, noun, (many) => `${many ? 'portent' : 'porte'} aussitôt le nouveau libellé.`),
    effectAside: (uses: number, noun: Noun) =>
      used(uses, noun, (many, e) => `${many ? 'restent' : 'reste'} lisible${many} et compté${e}${many}.`),
    asideThen: 'Il ne sera plus proposé à la saisie.',
    wasAside: (label: string) => `«\u00a0${label}\u00a0» est mis de côté.`,
    wasBack: (label: string) => `«\u00a0${label}\u00a0» est de nouveau proposé.`,
    added: (label: string) => `«\u00a0${label}\u00a0» est ajouté.`,
    from: (from: number, unit: string) => `à partir de ${from.toLocaleString('fr-FR')}${NBSP}(${unit})`,
    bound: (unit: string) => `Borne basse (${unit})`,
    boundHint: 'La tranche va de cette borne à celle de la suivante.',
    boundNeeded: 'Indiquez la borne basse de la tranche.',
    boundEffect:
      'Une borne modifiée vaut pour toutes les années\u00a0: les chiffres déjà publiés ne se retrouveront plus.',
    addList: 'Ajouter une liste',
    addListTitle: 'Ajouter une liste',
    listName: 'Nom de la liste',
    listNameNeeded: 'Indiquez le nom de la liste.',
    addListEffect: 'Elle sera vide\u00a0: ajoutez-y ses éléments, puis choisissez-la pour un champ.',
    listAdded: (label: string) => `La liste «\u00a0${label}\u00a0» est ajoutée.`,
    nouns: {
      workTypes: { one: 'travail', many: 'travaux' },
      requestTypes: { one: 'demande', many: 'demandes', feminine: true },
      supportActions: { one: 'moyen', many: 'moyens' },
      fileFlag: { one: 'dossier', many: 'dossiers' },
    } as Readonly<Record<string, Noun>>,
    noun: { one: 'réponse', many: 'réponses', feminine: true } as Noun,
  },
  fields: {
    nav: 'Champs de la situation',
    search: 'Chercher un champ',
    none: 'Aucun champ ne contient ce texte.',
    choose: 'Choisissez un champ, ou un groupe pour en changer le nom ou l’ordre.',
    add: 'Ajouter un champ',
    addTitle: 'Ajouter un champ',
    empty: 'Aucun champ n’est encore défini.',
    other: 'Autres champs',
    count: (count: number) => plural(count, 'champ'),
    label: 'Libellé',
    labelNeeded: 'Indiquez le libellé.',
    group: 'Groupe',
    groupNeeded: 'Choisissez le groupe.',
    choosing: 'Choisir',
    kind: 'Nature de la réponse',
    kindNeeded: 'Choisissez la nature de la réponse.',
    list: 'Liste des réponses',
    listNeeded: 'Choisissez la liste de ce champ.',
    purpose: 'Finalité',
    purposeHint:
      'Pourquoi cette information est demandée à la personne. Sans finalité, un champ n’est pas publié.',
    purposeNeeded: 'Indiquez pourquoi cette information est demandée.',
    required: 'Attendu',
    requiredHint: 'Compte dans la complétude du dossier.',
    clearance: 'Donnée de santé ou de protection, réservée à qui lit les textes',
    clearanceHint: 'Ce choix ne change plus ensuite.',
    clearanceText: 'Un texte libre est toujours réservé.',
    reserved: 'réservé',
    active: 'Proposé à la saisie',
    unit: 'Entité',
    unitAll: 'Toutes les entités',
    unitHint: 'Ce choix et la nature de la réponse ne changent plus ensuite.',
    fixed: 'Ne changent pas une fois le champ publié',
    expected: 'attendu',
    off: 'non proposé',
    kinds: {
      text: 'Texte court',
      longText: 'Texte long',
      number: 'Nombre',
      date: 'Date',
      choice: 'Un choix dans une liste',
      choices: 'Plusieurs choix dans une liste',
      yesNo: 'Oui ou non',
    } as Readonly<Record<string, string>>,
    effect: (uses: number) =>
      uses === 0
        ? 'Aucun dossier ne porte de réponse à ce champ.'
        : `${plural(uses, 'dossier porte', 'dossiers portent')} une réponse à ce champ${NBSP}; ${uses < 2 ? 'elle reste lisible et comptée' : 'elles restent lisibles et comptées'}.`,
    empties:
      'Trois réponses vides sont toujours possibles\u00a0: non demandé, inconnu, refus de répondre. Les deux dernières comptent comme une réponse.',
    addGroup: 'Ajouter un groupe',
    addGroupTitle: 'Ajouter un groupe de champs',
    addGroupEffect: 'Il apparaîtra dans les dossiers dès qu’un champ y sera rangé.',
    groupLabel: 'Nom du groupe',
    groupAdded: (label: string) => `Le groupe «\u00a0${label}\u00a0» est ajouté.`,
    groupEmpty: 'Ce groupe est vide\u00a0: il n’apparaît pas dans les dossiers.',
    renameGroup: 'Renommer le groupe',
    groupEffect: (fields: number) =>
      fields === 0
        ? 'Ce groupe est vide\u00a0: il n’apparaît pas dans les dossiers.'
        : `Le nouveau nom apparaîtra aussitôt dans les dossiers, au-dessus de ${plural(fields, 'champ')}.`,
    orderGroups: 'Réordonner les groupes',
    groups: 'Groupes de champs',
    inUnit: (name: string) => `propre à ${name}`,
    addEffect: 'Le champ apparaîtra aussitôt dans la situation des dossiers concernés, sans réponse.',
    added: (label: string) => `Le champ «\u00a0${label}\u00a0» est publié.`,
  },
  partners: {
    nav: 'Natures de partenaires',
    search: 'Chercher un partenaire ou une nature',
    none: 'Aucun partenaire ne porte ce nom.',
    choose: 'Choisissez une nature pour voir ses partenaires.',
    empty: 'Aucun partenaire de cette nature.',
    count: (count: number, aside: number) =>
      `${plural(count, 'partenaire')}${aside > 0 ? ` · ${aside.toLocaleString('fr-FR')}${NBSP}mis de côté` : ''}`,
    aside: 'Mis de côté',
    add: 'Ajouter un partenaire',
    addEffect:
      'Il sera proposé à toute l’équipe dès l’enregistrement. Il pourra être mis de côté, jamais supprimé.',
    name: 'Nom',
    nameNeeded: 'Indiquez le nom du partenaire.',
    nameTaken: 'Un partenaire de cette nature porte déjà ce nom.',
    kind: 'Nature',
    effectRename: (uses: number) =>
      uses === 0
        ? 'Aucun travail ne nomme ce partenaire.'
        : `${plural(uses, 'travail nomme', 'travaux nomment')} ce partenaire${NBSP}; ${uses < 2 ? 'il porte' : 'ils portent'} aussitôt le nouveau nom.`,
    effectAside: (uses: number) =>
      uses === 0
        ? 'Aucun travail ne nomme ce partenaire.'
        : `${plural(uses, 'travail nomme', 'travaux nomment')} ce partenaire${NBSP}; ${uses < 2 ? 'il reste lisible et compté' : 'ils restent lisibles et comptés'}.`,
  },
  units: {
    roles: roleNames,
    nav: 'Entités',
    search: 'Chercher une entité',
    none: 'Aucune entité ne contient ce texte.',
    empty: 'Aucune entité n’est encore définie.',
    choose: 'Choisissez une entité pour voir ses paramètres.',
    closed: 'fermée',
    isClosed: 'Fermée',
    parameters: 'Paramètres',
    holidays: 'Calendrier férié',
    name: 'Nom',
    nameNeeded: 'Indiquez le nom de l’entité.',
    kind: 'Nature',
    kindNeeded: 'Choisissez la nature de l’entité.',
    parent: 'Placée sous',
    top: 'Au sommet',
    choosing: 'Choisir',
    kinds: {
      root: 'Organisme',
      clientCompany: 'Entreprise cliente',
      site: 'Site',
      division: 'Direction ou pôle',
      department: 'Service',
      ward: 'Unité de soins',
    } as Readonly<Record<string, string>>,
    headcount: 'Effectif',
    headcountHint: 'Personnes couvertes, pour les taux de recours',
    fullTimeEquivalent: 'Équivalents temps plein',
    fullTimeEquivalentHint: 'De l’équipe sociale',
    contractedMinutes: 'Minutes au contrat',
    contractedMinutesHint: 'Par an',
    inactivityDays: 'Seuil d’inactivité',
    inactivityDaysHint:
      'Jours sans travail avant qu’un dossier soit dit inactif. Vide\u00a0: le seuil de tous',
    alsaceMoselle: 'Alsace-Moselle\u00a0: 26 décembre férié',
    goodFriday: 'Vendredi saint férié',
    overseasTerritory: 'Abolition de l’esclavage',
    overseasNone: 'Non fériée',
    overseas: {
      mayotte: 'Mayotte, 27 avril',
      martinique: 'Martinique, 22 mai',
      guadeloupe: 'Guadeloupe, 27 mai',
      guyane: 'Guyane, 10 juin',
      'la-reunion': 'La Réunion, 20 décembre',
    } as Readonly<Record<string, string>>,
    outOfRange: (least: number, most: number) =>
      `Écrivez un nombre de ${least.toLocaleString('fr-FR')} à ${most.toLocaleString('fr-FR')}.`,
    since: 'Vraies depuis le',
    sinceHint: 'Vide\u00a0: depuis aujourd’hui',
    sinceAlone: 'Modifiez aussi la valeur qui est vraie depuis ce jour.',
    sinceDay: (day: string) => `depuis le ${day}`,
    always: 'depuis l’origine',
    history: 'Historique de ces valeurs',
    effect: 'Un rapport lit les valeurs en vigueur à la fin de sa période.',
    inactivity: 'Dossiers inactifs',
    days: (days: number) => plural(days, 'jour'),
    add: 'Ajouter une entité',
    addTitle: 'Ajouter une entité',
    addUnder: 'Ajouter une entité dessous',
    added: (name: string) => `«\u00a0${name}\u00a0» est ajoutée.`,
    saved: (name: string) => `«\u00a0${name}\u00a0» est enregistrée.`,
    move: 'Déplacer',
    moveTitle: (name: string) => `Déplacer «\u00a0${name}\u00a0»`,
    moveWhere: 'Nouvelle place',
    moveBelow: (count: number) =>
      count === 0
        ? ''
        : `${plural(count, 'entité placée', 'entités placées')} dessous ${count < 2 ? 'la suit' : 'la suivent'}.`,
    moveChoose: 'Choisissez la nouvelle place pour voir qui gagne et qui perd l’accès.',
    moveReading: 'Lecture de l’effet…',
    moveHere: 'L’entité est déjà à cette place.',
    gain: 'Gagnent l’accès',
    lose: 'Perdent l’accès',
    willGain: 'Gagneront l’accès quand leur droit commencera',
    willLose: 'N’auront plus cet accès quand leur droit commencera',
    nobodyGains: 'Personne ne gagne d’accès.',
    nobodyLoses: 'Personne ne perd d’accès.',
    moveConfirm: 'Déplacer l’entité',
    moved: (name: string) => `«\u00a0${name}\u00a0» est déplacée.`,
    moveNeeded: 'Choisissez la nouvelle place.',
    close: 'Fermer l’entité',
    closeText: (count: number) =>
      `Elle ne recevra plus de dossier. Ce qui y a été fait reste lisible et compté.${count === 0 ? '' : ` ${plural(count, 'entité placée', 'entités placées')} dessous ${count < 2 ? 'reste ouverte' : 'restent ouvertes'}.`}`,
    wasClosed: (name: string) => `«\u00a0${name}\u00a0» est fermée.`,
    reopen: 'Rouvrir l’entité',
    reopened: (name: string) => `«\u00a0${name}\u00a0» est rouverte.`,
  },
  thresholds: {
    title: 'Seuils',
    intro: 'Ils valent pour tout l’organisme.',
    disclosureThreshold: 'Seuil de masquage',
    disclosureHint:
      'De 5 à 100 personnes. Un chiffre qui sort du service et porte sur moins de personnes est masqué.',
    disclosureEffect: (people: number) =>
      `Les cases de 1 à ${(people - 1).toLocaleString('fr-FR')} personnes seront masquées, et avec elles celles qui permettraient de les retrouver.`,
    inactivityDays: 'Seuil d’inactivité',
    inactivityHint:
      'De 1 à 3 650 jours. Un dossier ouvert sans travail depuis plus longtemps est dit inactif. Une entité peut avoir le sien.',
    counting: 'Comptage des dossiers…',
    countFailed: 'Le nombre de dossiers n’a pas pu être lu.',
    inactive: (now: number, then: number) =>
      now === then
        ? `Avec l’un ou l’autre seuil, ${now === 0 ? 'aucun dossier ouvert n’est inactif' : plural(now, 'dossier ouvert est inactif', 'dossiers ouverts sont inactifs')} aujourd’hui.`
        : `Aujourd’hui, ${now === 0 ? 'aucun dossier ouvert n’est inactif' : plural(now, 'dossier ouvert est inactif', 'dossiers ouverts sont inactifs')}${NBSP}; avec ce seuil, ${then === 0 ? 'aucun ne le serait' : then < 2 ? 'un le serait' : `${then.toLocaleString('fr-FR')} le seraient`}.`,
    own: (count: number) =>
      plural(count, 'entité a son propre seuil d’inactivité', 'entités ont leur propre seuil d’inactivité'),
    saved: 'Les seuils sont enregistrés.',
  },
  exchange: exchangeMessages,
  letterhead: letterheadMessages,
};

export type ConfigurationMessages = typeof configurationMessages;
export type ConfigurationMessageOverrides = MessageOverrides<ConfigurationMessages>;
