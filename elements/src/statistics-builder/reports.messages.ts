import { plural } from '../core/messages.ts';

const number = (value: number): string => value.toLocaleString('fr-FR');

/** Texts of what is made of figures: files, explanations, what they lack. */
export const reportsMessages = {
  shareIt: 'Partager la définition',
  explainIt: 'Pourquoi ce chiffre\u00a0?',
  missingIt: 'Ce qui manque',
  contractedIt: 'Temps au contrat',
  mine: 'Mes exports',
  failed: 'L’opération n’a pas abouti',

  exports: {
    formats: { docx: 'Word', xlsx: 'Excel', csv: 'CSV', pdf: 'PDF' } as Readonly<Record<string, string>>,
    open: (format: string) => `Exporter en ${format}`,
    title: (format: string) => `Exporter en ${format}`,
    listTitle: 'Mes exports',
    mode: 'Pour qui est ce fichier\u00a0?',
    internal: 'Pour le service',
    internalText:
      'Tous les chiffres y sont. Chaque page porte «\u00a0Usage interne au service\u00a0»\u00a0: le fichier ne doit pas en sortir.',
    diffusion: 'Pour diffusion',
    diffusionText: (threshold: number) =>
      `Ce qui porte sur moins de ${threshold} personnes est masqué, dans le tableau comme dans le graphique. Ce qui est diffusé est gardé\u00a0: une diffusion qui le trahirait par différence est refusée.`,
    make: 'Préparer le fichier',
    steps: {
      queued: 'En attente',
      computing: 'Calcul des chiffres',
      writing: 'Écriture du fichier',
    } as Readonly<Record<string, string>>,
    leave:
      'Vous pouvez fermer\u00a0: la préparation continue, et le fichier vous attend dans «\u00a0Mes exports\u00a0».',
    stopping: 'Interruption demandée…',
    ready: (name: string) => `Le fichier «\u00a0${name}\u00a0» est prêt.`,
    download: 'Télécharger',
    downloadOne: (name: string) => `Télécharger ${name}`,
    downloading: 'Téléchargement…',
    saved: (name: string) => `«\u00a0${name}\u00a0» est téléchargé.`,
    remove: 'Effacer',
    removeOne: (name: string) => `Effacer ${name}`,
    removing: (name: string) =>
      `«\u00a0${name}\u00a0» sera effacé. Il faudra le préparer de nouveau pour l’avoir.`,
    removeNow: 'Effacer ce fichier',
    removed: (name: string) => `«\u00a0${name}\u00a0» est effacé.`,
    cancel: 'Annuler',
    none: 'Aucun export pour l’instant. Les fichiers préparés attendent ici sept jours.',
    expires: (day: string) => `conservé jusqu’au ${day}`,
    sizes: { megabytes: (size: string) => `${size} Mo`, kilobytes: (size: string) => `${size} ko` },
    modes: { internal: 'Usage interne', diffusion: 'Diffusion' } as Readonly<Record<string, string>>,
    states: {
      queued: 'En attente',
      running: 'En préparation',
      done: 'Prêt',
      failed: 'Échec',
      cancelled: 'Interrompu',
    } as Readonly<Record<string, string>>,
    listFailed: 'Vos exports n’ont pas pu être lus',
    safe: 'Rien n’a été préparé.',
  },

  rows: {
    title: 'Extraire les lignes',
    intro:
      'Une ligne par personne et par acte, sur la période et les entités affichées, sans nom, date de naissance ni numéro\u00a0: personnes et dossiers portent un repère tiré pour ce fichier seul. L’extraction est tracée.',
    columns: 'Colonnes',
    every: 'Tout cocher',
    none: 'Tout décocher',
    format: 'Fichier',
    empty: 'Choisissez au moins une colonne.',
    make: 'Extraire',
  },

  explain: {
    title: 'Pourquoi ce chiffre\u00a0?',
    counted: 'Ce qui est compté',
    unit: 'Unité',
    unitText: (unit: string, distinct: boolean) =>
      distinct ? `${unit}\u00a0: chacun compte une seule fois, même vu plusieurs fois.` : `${unit}.`,
    period: 'Période',
    periodText: (from: string, to: string) => `Du ${from} au ${to}, premier et dernier jour compris.`,
    situation: 'Situation des personnes',
    situationText:
      'Telle qu’elle était\u00a0: à la date de l’acte pour ce qui se compte par acte, au dernier jour de la période pour les personnes et les dossiers. Corriger une situation depuis change les chiffres\u00a0; un transfert, non.',
    units: 'Entités',
    unitsText: (names: readonly string[], others: number) =>
      `${names.join(', ')}${others > 0 ? ` et ${plural(others, 'autre', 'autres')}` : ''}. Un travail compte pour l’entité pour laquelle il a été fait, même si le dossier a changé d’entité depuis.`,
    conditions: 'Conditions',
    noCondition: 'Aucune\u00a0: tout ce qui répond à la définition est compté.',
    along: 'Réparti par',
    data: 'Données',
    dataText: (at: string) => `Chiffres calculés le ${at}.`,
    waiting: (count: number) =>
      `${plural(count, 'acte récent n’y est pas encore', 'actes récents n’y sont pas encore')}\u00a0: relancez dans un instant.`,
    excluded: 'Ce qui n’y est pas',
    voided: 'Les travaux annulés et les brouillons.',
    noValue: (count: number) =>
      `${plural(count, 'élément sans valeur', 'éléments sans valeur')}, hors de la moyenne et compté à part.`,
    anonymised: 'Les dossiers rendus anonymes comptent toujours\u00a0: leurs chiffres ne changent pas.',
    unknown: '«\u00a0Non renseigné\u00a0»',
    unknownText:
      'La ligne réunit ceux dont l’information n’a pas été demandée, n’est pas connue ou a été refusée. Les pourcentages portent sur tout, cette ligne comprise.',
    total: 'Total et somme',
    totalIsSum: 'Le total est la somme des lignes.',
    totalIsNot: (total: string, sum: string) =>
      `L’ensemble compte chacun une fois (${total})\u00a0; les lignes additionnées feraient ${sum}, car quelqu’un peut figurer sur plusieurs lignes.`,
    totalOfHidden:
      'L’ensemble compte tout, ce qui est masqué compris\u00a0; il ne se retrouve donc pas en additionnant les lignes.',
    totalOfMeans:
      'Une moyenne, une médiane ou un taux ne s’additionnent pas\u00a0: l’ensemble est calculé sur tout, pas sur les lignes.',
    masked: 'Ce qui est masqué',
    maskedText: (threshold: number, count: number) =>
      `${plural(count, 'chiffre masqué', 'chiffres masqués')}\u00a0: moins de ${threshold} personnes, ou un chiffre qui, par soustraction, en ferait retrouver un. Un chiffre masqué n’est dans aucun fichier, aucun graphique, aucune infobulle.`,
    maskedTeam: (least: number) =>
      `Vous lisez vos chiffres\u00a0; ceux des autres intervenants sont réunis sous «\u00a0Équipe\u00a0», et masqués là où ils sont moins de ${least}. L’encadrement les lit par intervenant.`,
    nothingMasked: (threshold: number) =>
      `Rien ici\u00a0: ces chiffres sont pour le service. En diffusion, ce qui porte sur moins de ${threshold} personnes serait masqué.`,
    nothingMaskedDiffusion: 'Rien dans ce tableau\u00a0: chaque chiffre porte sur assez de personnes.',
  },

  sharing: {
    title: 'Définition à partager',
    intro:
      'Une définition est la question seule, sans aucun chiffre ni aucun nom. Un autre service peut l’ouvrir\u00a0: il y compte ses propres dossiers.',
    saveTitle: 'Donner une définition',
    saveText: (title: string) => `«\u00a0${title}\u00a0», tel qu’il est enregistré.`,
    unsaved: 'Seul un rapport enregistré se donne\u00a0: commencez par «\u00a0Enregistrer ce rapport\u00a0».',
    save: 'Enregistrer la définition',
    fileName: (title: string) => `${title.replaceAll(/[\\/:*?"<>|]+/g, ' ').trim()}.lastria.json`,
    saved: 'Le fichier est téléchargé.',
    savedWithout: (names: readonly string[]) =>
      `Le fichier est téléchargé, sans les choix propres à votre service\u00a0: ${names.join(', ')}.`,
    openTitle: 'Recevoir une définition',
    openText: 'Le rapport est ajouté à «\u00a0Mes rapports\u00a0» et affiché.',
    open: 'Ouvrir une définition',
    opened: (title: string) => `«\u00a0${title}\u00a0» est ajouté à «\u00a0Mes rapports\u00a0».`,
    notOurs: (name: string) =>
      `«\u00a0${name}\u00a0» n’est pas une définition de rapport. Choisissez un fichier enregistré par «\u00a0Enregistrer la définition\u00a0».`,
    faults: 'Ce qui n’existe pas ici',
    safe: 'Aucun rapport n’a été ajouté.',
  },

  missing: {
    title: 'Ce qui manque pour le rapport d’activité',
    intro: (persons: number, period: string) =>
      `${plural(persons, 'personne vue', 'personnes vues')} ${period}. En tête, ce qu’il est le plus utile de compléter\u00a0: ce qui change le plus de chiffres.`,
    nothing: 'Il ne manque rien\u00a0: chaque information lue par les rapports est renseignée.',
    nobody: 'Personne n’a été vu pendant cette période.',
    reports: (count: number) => plural(count, 'rapport'),
    show: (label: string) => `Afficher les personnes sans «\u00a0${label}\u00a0»`,
    see: 'Afficher',
    failed: 'Ce qui manque n’a pas pu être lu',
    behind: (count: number) =>
      `${plural(count, 'acte récent n’est pas encore compté', 'actes récents ne sont pas encore comptés')}.`,
    without: (persons: string, share: string) => `${persons} (${share})`,
    outOf: (persons: number, all: number) => `${number(persons)} personnes sur ${number(all)}`,
  },
};
export type ReportsMessages = typeof reportsMessages;
