import { plural, type MessageOverrides } from '../core/messages.ts';

const NBSP = '\u00a0';
/** What uses an item of a list. */
export interface Noun {
  readonly one: string;
  readonly many: string;
  readonly feminine?: boolean;
}
const used = (uses: number, { one, many, feminine }: Noun, then: (many: string, e: string) => string): string => {
  if (uses === 0) return 'Aucun enregistrement n’utilise cet élément.';
  const they = `${feminine ? 'elle' : 'il'}${uses < 2 ? '' : 's'}`;
  return `${plural(uses, one, many)} ${uses < 2 ? 'utilise' : 'utilisent'} cet élément${NBSP}; ${they} ${then(uses < 2 ? '' : 's', feminine ? 'e' : '')}`;
};

/** Texts of the configuration. */
export const configurationMessages = {
  region: 'Configuration',
  refused: 'Cette partie revient à l’administrateur de votre service.',
  failed: 'La configuration ne s’est pas ouverte',
  notSaved: 'L’enregistrement n’a pas abouti',
  safe: 'Rien n’a été modifié.',
  kept: 'Ce que vous avez saisi est conservé.',
  tabs: { label: 'Parties de la configuration', lists: 'Listes', fields: 'Champs', units: 'Entités', team: 'Équipe et droits' },
  actions: {
    save: 'Enregistrer', cancel: 'Annuler', back: 'Retour', retry: 'Réessayer', more: 'Plus', saved: (label: string) => `« ${label} » est enregistré.`,
    unchanged: 'Rien n’a changé : il n’y a rien à enregistrer.',
    counting: 'Comptage des utilisations…', countFailed: 'Le nombre d’utilisations n’a pas pu être lu.',
    yes: 'oui', no: 'non', none: 'vide',
  },
  leave: {
    title: 'Abandonner la saisie ?', text: 'Ce que vous avez saisi ici n’est pas enregistré.', stay: 'Continuer la saisie', go: 'Abandonner la saisie',
  },
  conflict: {
    title: 'Cette valeur vient d’être modifiée par quelqu’un d’autre', text: 'Choisissez celle à garder.', field: 'Champ', mine: 'Votre saisie', theirs: 'Valeur actuelle',
    keepMine: 'Garder ma saisie', keepTheirs: 'Garder la valeur actuelle', gone: 'Cet élément n’existe plus.',
  },
  order: {
    start: 'Réordonner', startOf: (label: string) => `Réordonner ${label}`, label: (label: string) => `Ordre de ${label}`, hint: 'Changez la place de chaque élément, puis enregistrez l’ordre.',
    up: (label: string) => `Monter ${label}`, down: (label: string) => `Descendre ${label}`,
    place: (label: string, place: number, count: number) => `${label} : place ${place} sur ${count}`,
    save: 'Enregistrer l’ordre', saving: 'Enregistrement de l’ordre', saved: 'L’ordre est enregistré.',
    stale: 'La liste a changé entre-temps : l’ordre affiché en tient compte. Vérifiez-le, puis enregistrez.',
  },
  lists: {
    nav: 'Listes', search: 'Chercher une liste ou un élément', found: (count: number) => plural(count, 'liste'), none: 'Aucune liste ne contient ce texte.', clear: 'Effacer la recherche',
    choose: 'Choisissez une liste pour voir ses éléments.', filter: 'Filtrer les éléments', noneHere: 'Aucun élément ne contient ce texte.', empty: 'Cette liste est vide.',
    count: (count: number, aside: number) => `${plural(count, 'élément')}${aside > 0 ? ` · ${aside.toLocaleString('fr-FR')}${NBSP}mis de côté` : ''}`,
    stray: 'Sans regroupement', aside: 'Mis de côté', rule: 'Une règle du logiciel s’appuie sur cet élément.',
    rename: 'Modifier', renameOf: (label: string) => `Modifier ${label}`, putAside: 'Mettre de côté', putAsideOf: (label: string) => `Mettre de côté ${label}`, takeBack: 'Reprendre', takeBackOf: (label: string) => `Reprendre ${label}`,
    label: 'Libellé', labelNeeded: 'Indiquez le libellé.', minutes: 'Durée par défaut', channel: 'Modalité', channelNone: 'Sans modalité',
    parent: 'Regroupement', parentHint: 'Un élément ajouté se rattache à un regroupement fourni, pour que les chiffres restent comparables.', parentNeeded: 'Choisissez le regroupement de cet élément.', parentChoose: 'Choisir',
    add: 'Ajouter un élément', addTitle: (label: string) => `Ajouter à « ${label} »`, addEffect: 'Il sera proposé à la saisie dès l’enregistrement. Il pourra être mis de côté, jamais supprimé.',
    effectRename: (uses: number, noun: Noun) => used(uses, noun, (many) => `${many ? 'portent' : 'porte'} aussitôt le nouveau libellé.`),
    effectAside: (uses: number, noun: Noun) => used(uses, noun, (many, e) => `${many ? 'restent' : 'reste'} lisible${many} et compté${e}${many}.`),
    asideThen: 'Il ne sera plus proposé à la saisie.',
    wasAside: (label: string) => `« ${label} » est mis de côté.`, wasBack: (label: string) => `« ${label} » est de nouveau proposé.`, added: (label: string) => `« ${label} » est ajouté.`,
    nouns: {
      workTypes: { one: 'travail', many: 'travaux' }, requestTypes: { one: 'demande', many: 'demandes', feminine: true },
      supportActions: { one: 'moyen', many: 'moyens' }, fileFlag: { one: 'dossier', many: 'dossiers' },
    } as Readonly<Record<string, Noun>>,
    noun: { one: 'réponse', many: 'réponses', feminine: true } as Noun,
  },
  fields: {
    nav: 'Champs de la situation', search: 'Chercher un champ', none: 'Aucun champ ne contient ce texte.', choose: 'Choisissez un champ, ou un groupe pour en changer l’ordre.', add: 'Ajouter un champ', addTitle: 'Ajouter un champ',
    empty: 'Aucun champ n’est encore défini.', other: 'Autres champs', count: (count: number) => plural(count, 'champ'),
    label: 'Libellé', labelNeeded: 'Indiquez le libellé.', group: 'Groupe', groupNeeded: 'Choisissez le groupe.', choosing: 'Choisir', kind: 'Nature de la réponse', kindNeeded: 'Choisissez la nature de la réponse.',
    list: 'Liste des réponses', listNeeded: 'Choisissez la liste de ce champ.', purpose: 'Finalité', purposeHint: 'Pourquoi cette information est demandée à la personne. Sans finalité, un champ n’est pas publié.', purposeNeeded: 'Indiquez pourquoi cette information est demandée.',
    required: 'Attendu', requiredHint: 'Compte dans la complétude du dossier.', active: 'Proposé à la saisie', unit: 'Entité', unitAll: 'Toutes les entités', unitHint: 'Ce choix et la nature de la réponse ne changent plus ensuite.',
    fixed: 'Ne changent pas une fois le champ publié', expected: 'attendu', off: 'non proposé',
    kinds: { text: 'Texte court', longText: 'Texte long', number: 'Nombre', date: 'Date', choice: 'Un choix dans une liste', choices: 'Plusieurs choix dans une liste', yesNo: 'Oui ou non' } as Readonly<Record<string, string>>,
    effect: (uses: number) => (uses === 0 ? 'Aucun dossier ne porte de réponse à ce champ.' : `${plural(uses, 'dossier porte', 'dossiers portent')} une réponse à ce champ${NBSP}; ${uses < 2 ? 'elle reste lisible et comptée' : 'elles restent lisibles et comptées'}.`),
    addEffect: 'Le champ apparaîtra aussitôt dans la situation des dossiers concernés, sans réponse.', added: (label: string) => `Le champ « ${label} » est publié.`,
  },
  units: {
    nav: 'Entités', search: 'Chercher une entité', none: 'Aucune entité ne contient ce texte.', empty: 'Aucune entité n’est encore définie.', choose: 'Choisissez une entité pour voir ses paramètres.', closed: 'fermée', isClosed: 'Fermée', parameters: 'Paramètres', holidays: 'Calendrier férié',
    name: 'Nom', nameNeeded: 'Indiquez le nom de l’entité.', kind: 'Nature', kindNeeded: 'Choisissez la nature de l’entité.', parent: 'Placée sous', top: 'Au sommet', choosing: 'Choisir',
    kinds: { root: 'Organisme', clientCompany: 'Entreprise cliente', site: 'Site', division: 'Direction ou pôle', department: 'Service', ward: 'Unité de soins' } as Readonly<Record<string, string>>,
    headcount: 'Effectif', headcountHint: 'Personnes couvertes, pour les taux de recours', fullTimeEquivalent: 'Équivalents temps plein', fullTimeEquivalentHint: 'De l’équipe sociale', contractedMinutes: 'Minutes au contrat', contractedMinutesHint: 'Par an', inactivityDays: 'Seuil d’inactivité', inactivityDaysHint: 'Jours sans travail avant qu’un dossier soit dit inactif',
    alsaceMoselle: 'Alsace-Moselle : 26 décembre férié', goodFriday: 'Vendredi saint férié', overseasTerritory: 'Abolition de l’esclavage', overseasNone: 'Non fériée',
    overseas: { mayotte: 'Mayotte, 27 avril', martinique: 'Martinique, 22 mai', guadeloupe: 'Guadeloupe, 27 mai', guyane: 'Guyane, 10 juin', 'la-reunion': 'La Réunion, 20 décembre' } as Readonly<Record<string, string>>,
    outOfRange: (least: number, most: number) => `Écrivez un nombre de ${least.toLocaleString('fr-FR')} à ${most.toLocaleString('fr-FR')}.`,
    effect: 'Les chiffres et les calendriers liront ces valeurs dès l’enregistrement.',
    add: 'Ajouter une entité', addTitle: 'Ajouter une entité', addUnder: 'Ajouter une entité dessous', added: (name: string) => `« ${name} » est ajoutée.`, saved: (name: string) => `« ${name} » est enregistrée.`,
    move: 'Déplacer', moveTitle: (name: string) => `Déplacer « ${name} »`, moveWhere: 'Nouvelle place', moveBelow: (count: number) => (count === 0 ? '' : `${plural(count, 'entité placée', 'entités placées')} dessous ${count < 2 ? 'la suit' : 'la suivent'}.`),
    moveChoose: 'Choisissez la nouvelle place pour voir qui gagne et qui perd l’accès.', moveReading: 'Lecture de l’effet…', moveHere: 'L’entité est déjà à cette place.', gain: 'Gagnent l’accès', lose: 'Perdent l’accès', nobodyGains: 'Personne ne gagne d’accès.', nobodyLoses: 'Personne ne perd d’accès.',
    moveConfirm: 'Déplacer l’entité', moved: (name: string) => `« ${name} » est déplacée.`, moveNeeded: 'Choisissez la nouvelle place.',
    close: 'Fermer l’entité', closeText: (count: number) => `Elle ne recevra plus de dossier. Ce qui y a été fait reste lisible et compté.${count === 0 ? '' : ` ${plural(count, 'entité placée', 'entités placées')} dessous ${count < 2 ? 'reste ouverte' : 'restent ouvertes'}.`}`,
    wasClosed: (name: string) => `« ${name} » est fermée.`, reopen: 'Rouvrir l’entité', reopened: (name: string) => `« ${name} » est rouverte.`,
  },
  team: {
    nav: 'Équipe', search: 'Chercher une personne', none: 'Personne ne porte ce nom.', empty: 'L’équipe est encore vide.', choose: 'Choisissez une personne pour voir ses droits.', left: 'partie', isLeft: 'A quitté l’équipe', rights: (count: number) => plural(count, 'droit'),
    add: 'Ajouter une personne', addTitle: 'Ajouter une personne', name: 'Prénom et nom', nameNeeded: 'Indiquez le prénom et le nom.', email: 'Adresse électronique', emailUnreadable: 'Écrivez une adresse électronique complète, par exemple c.morel@exemple.fr.', job: 'Fonction', subject: 'Identifiant dans votre portail', subjectHint: 'Celui que votre portail transmet quand elle s’y connecte.', addEffect: 'Elle n’aura aucun droit tant que vous n’en ajoutez pas.', added: (name: string) => `${name} est dans l’équipe.`,
    noRights: 'Aucun droit : cette personne ne voit rien.', current: 'Droits', over: (count: number) => plural(count, 'droit terminé', 'droits terminés'),
    roles: { SOCIAL_WORKER: 'Travailleur social', TEAM_MANAGER: 'Responsable d’équipe', SECRETARY: 'Secrétariat', PSYCHOLOGIST: 'Psychologue', ADMINISTRATOR: 'Administrateur', DPO: 'Délégué à la protection des données' } as Readonly<Record<string, string>>,
    opens: {
      SOCIAL_WORKER: 'Lit et écrit les dossiers, textes compris.', TEAM_MANAGER: 'Voit l’identité et ce qui a été fait, sans les textes.', SECRETARY: 'Voit et tient l’identité, sans le suivi.',
      PSYCHOLOGIST: 'Ne voit que son propre suivi.', ADMINISTRATOR: 'Règle la configuration, les entités et les droits ; ne voit aucun dossier à ce titre.', DPO: 'Lit l’organisation et les traces ; ne voit aucun dossier à ce titre.',
    } as Readonly<Record<string, string>>,
    inUnit: (name: string, below: boolean) => `${name}${below ? ', et ce qui est dessous' : ' seule'}`, inFile: 'Un dossier', since: (from: string) => `depuis le ${from}`, starts: (from: string) => `à partir du ${from}`, ranFrom: (from: string) => `du ${from}`, until: (to: string) => `jusqu’au ${to}`, unlimited: 'sans fin prévue', coming: 'À venir',
    grant: 'Ajouter un droit', grantTitle: (name: string) => `Ajouter un droit à ${name}`, role: 'Droit', roleNeeded: 'Choisissez le droit.', unit: 'Entité', unitNeeded: 'Choisissez l’entité.', below: 'Avec toutes les entités placées dessous', from: 'À partir du', fromHint: 'Vide : dès maintenant', to: 'Jusqu’au', toHint: 'Vide : sans fin prévue', toNeeded: 'Le droit doit finir après son début.', reason: 'Motif', reasonHint: 'Par exemple : remplacement de C. Morel', reasonNeeded: 'Indiquez le motif.', choosing: 'Choisir',
    dateUnreadable: 'Écrivez une date, par exemple 21/11/2026.',
    effect: (opens: string, unit: string, below: number) => `${opens} Dans « ${unit} »${below > 0 ? ` et ${plural(below, 'entité placée', 'entités placées')} dessous` : ''}.`,
    granted: 'Le droit est ajouté.', self: 'Personne ne s’accorde un droit à soi-même : demandez à un autre administrateur.',
    end: 'Terminer', endOf: (role: string, unit: string) => `Terminer le droit ${role}, ${unit}`, endText: (name: string) => `${name} n’aura plus ce droit dès la confirmation. Ce qui a été écrit reste à son nom.`, endConfirm: 'Terminer ce droit', ended: 'Le droit est terminé.',
  },
};

export type ConfigurationMessages = typeof configurationMessages;
export type ConfigurationMessageOverrides = MessageOverrides<ConfigurationMessages>;
