import { plural } from '../core/messages.ts';

const NBSP = '\u00a0';

/** Texts of what a member leaves to others: while away, or for good; and of why one sees what one sees. */
export const standingInMessages = {
  act: 'Remplacement',
  title: (name: string) => `Remplacer ${name} pendant son absence`,
  who: 'Qui remplace',
  whoNeeded: 'Choisissez qui remplace.',
  from: 'À partir du',
  fromTime: 'à (heure de début)',
  until: 'Jusqu’au',
  untilTime: 'à (heure de fin)',
  dayNeeded: 'Indiquez le jour.',
  timeNeeded: 'Écrivez une heure, par exemple 8 h 30.',
  order: 'Le remplacement doit finir après son début.',
  reasonHint: 'Par exemple\u00a0: congé annuel',
  none: (name: string) => `${name} n’a aucun droit sur des dossiers${NBSP}: il n’y a rien à remplacer.`,
  effect: (who: string, absent: string, places: readonly string[]) =>
    `${who} verra ce que voit ${absent}, à la minute près, puis plus rien${NBSP}: ${places.join('\u00a0; ')}. Ce que cette personne écrit reste à son nom.`,
  someone: 'La personne choisie',
  save: 'Enregistrer le remplacement',
  done: (count: number) =>
    `Le remplacement est enregistré${NBSP}: ${plural(count, 'droit daté', 'droits datés')}.`,
};

export const handOverMessages = {
  act: 'Confier ses dossiers',
  title: (name: string) => `Confier les dossiers de ${name}`,
  reading: 'Lecture des dossiers suivis…',
  failed: 'Les dossiers suivis n’ont pas pu être lus',
  none: (name: string) => `${name} n’est référent d’aucun dossier ouvert.`,
  intro:
    'Seuls ceux qui suivent les dossiers de l’entité peuvent en devenir référents. Vous ne verrez aucun dossier.',
  files: (count: number) => plural(count, 'dossier ouvert', 'dossiers ouverts'),
  to: (unit: string) => `Nouveau référent, ${unit}`,
  later: 'Ne pas confier maintenant',
  nobody: 'Personne d’autre ne suit les dossiers de cette entité\u00a0: donnez d’abord un droit à quelqu’un.',
  needed: 'Choisissez au moins un référent.',
  preview: 'Voir ce qui va changer',
  change: 'Modifier',
  line: (files: string, unit: string, name: string) => `${files} de «${NBSP}${unit}${NBSP}» à ${name}`,
  effect: 'Chaque dossier change de référent aussitôt et en garde la trace. Les droits ne changent pas.',
  confirm: (count: number) => `Confier ${plural(count, 'dossier')}`,
  done: (count: number) => `${plural(count, 'dossier confié', 'dossiers confiés')}.`,
};

export const whyMessages = {
  act: 'Pourquoi a-t-elle accès\u00a0?',
  title: 'Pourquoi cette personne a-t-elle accès\u00a0?',
  unit: 'Entité',
  choose: 'Choisissez une entité\u00a0: les droits qui l’ouvrent à cette personne s’affichent.',
  yes: (name: string, unit: string, count: number) =>
    count < 2
      ? `${name} voit les dossiers de «${NBSP}${unit}${NBSP}» par ce droit${NBSP}:`
      : `${name} voit les dossiers de «${NBSP}${unit}${NBSP}» par ces ${count.toLocaleString('fr-FR')} droits${NBSP}:`,
  no: (name: string, unit: string) => `${name} ne voit aucun dossier de «${NBSP}${unit}${NBSP}».`,
  here: (role: string, unit: string) => `${role}, donné sur «${NBSP}${unit}${NBSP}»`,
  above: (role: string, above: string, unit: string) =>
    `${role}, donné sur «${NBSP}${above}${NBSP}» et ce qui est dessous, dont «${NBSP}${unit}${NBSP}»`,
  files: (count: number) =>
    `À part, ${plural(count, 'dossier lui est ouvert un à un', 'dossiers lui sont ouverts un à un')}, quelle que soit l’entité.`,
  without: 'Le rôle d’administrateur ou de délégué à la protection des données n’ouvre aucun dossier.',
};
