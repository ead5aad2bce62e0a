import { plural } from '../core/messages.ts';

const NBSP = '\u00a0';

/** Texts of what is looked at again: rights each year, the vendor's visits, the officer's decisions. */
export const reviewMessages = {
  intro:
    'Un droit sans fin prévue prend fin un an après avoir été donné ou revu. Confirmez ceux qui ont encore lieu d’être\u00a0; les autres s’éteignent d’eux-mêmes.',
  readOnly: 'La revue revient à un administrateur.',
  show: 'Montrer',
  soon: 'À revoir sous deux mois',
  all: 'Tous les droits à revoir',
  noneSoon: 'Aucun droit n’est à revoir sous deux mois.',
  none: 'Aucun droit n’est à revoir.',
  before: (day: string) => `prend fin le ${day} sans revue`,
  last: (name: string) => `revu par ${name}`,
  own: 'Vos propres droits\u00a0: un autre administrateur les confirme.',
  check: (role: string, where: string, name: string) => `${role}, ${where}, ${name}`,
  checkAll: 'Tout cocher',
  checkNone: 'Tout décocher',
  confirm: (count: number) =>
    count === 0 ? 'Confirmer les droits cochés' : `Confirmer ${plural(count, 'droit')}`,
  needed: 'Cochez au moins un droit.',
  done: (count: number) => `${plural(count, 'droit confirmé', 'droits confirmés')} pour un an.`,
};

export const supportMessages = {
  intro:
    'L’éditeur n’entre chez vous que si vous l’acceptez, huit heures au plus. Il voit l’organisation, aucun dossier. Le délégué à la protection des données en est prévenu.',
  none: 'L’éditeur n’a rien demandé.',
  states: {
    asked: 'Attend votre réponse',
    approved: 'En cours',
    refused: 'Refusée',
    ended: 'Terminée',
  } as Readonly<Record<string, string>>,
  asked: (at: string, until: string) => `demandée le ${at}, jusqu’au ${until}`,
  answered: (name: string | null, at: string | null) =>
    at === null ? 'sans réponse' : `réponse de ${name ?? 'l’administrateur'} le ${at}`,
  past: (count: number) => plural(count, 'demande passée', 'demandes passées'),
  approve: 'Laisser entrer',
  approveOf: (who: string) => `Laisser entrer ${who}`,
  refuse: 'Refuser',
  refuseOf: (who: string) => `Refuser ${who}`,
  end: 'Mettre fin',
  endOf: (who: string) => `Mettre fin à l’accès de ${who}`,
  approveText: (who: string, until: string) =>
    `${who} entre dès la confirmation, jusqu’au ${until} au plus tard et huit heures au plus. Vous pouvez y mettre fin à tout moment.`,
  endText: (who: string) => `L’accès de ${who} s’arrête aussitôt, ses sessions comprises.`,
  done: {
    approve: 'L’accès est ouvert\u00a0; le délégué à la protection des données en est prévenu.',
    refuse: 'La demande est refusée.',
    end: 'L’accès est terminé.',
  },
};

export const decisionMessages = {
  intro:
    'Ces facilités affaiblissent une protection\u00a0: chacune est fermée tant que le délégué à la protection des données ne l’a pas décidée, et se referme quand il revient dessus.',
  kinds: {
    inlineNominative: 'Dossiers dans les pages de votre portail',
    hostFactor: 'Double authentification du portail acceptée',
    mailCode: 'Code envoyé par courriel',
  } as Readonly<Record<string, string>>,
  means: {
    inlineNominative:
      'Des éléments nominatifs peuvent être intégrés directement dans votre portail, dont les scripts peuvent alors lire ce qu’ils montrent. Jamais quand le portail est celui de l’employeur.',
    hostFactor:
      'La double authentification faite par votre portail tient lieu de celle de Lastria. Sans décision, chacun prouve son identité auprès de Lastria.',
    mailCode:
      'Un code reçu par courriel peut servir de second facteur. Ce n’en est pas un au sens de la CNIL\u00a0: il n’ouvre aucune donnée nominative.',
  } as Readonly<Record<string, string>>,
  standing: 'En vigueur',
  absent: 'Pas de décision',
  since: (at: string, name: string | null, reference: string) =>
    `depuis le ${at}${name === null ? '' : `, par ${name}`} · ${reference}`,
  over: (from: string, to: string, reference: string) => `du ${from} au ${to} · ${reference}`,
  past: (count: number) => plural(count, 'décision retirée', 'décisions retirées'),
  record: 'Enregistrer la décision',
  recordOf: (what: string) => `Enregistrer la décision${NBSP}: ${what}`,
  reference: 'Référence de la décision',
  referenceHint: 'Par exemple\u00a0: note du délégué du 12 novembre 2026',
  referenceNeeded: 'Indiquez la référence de la décision.',
  recorded: 'La décision est enregistrée.',
  withdraw: 'Retirer',
  withdrawOf: (what: string) => `Retirer la décision${NBSP}: ${what}`,
  withdrawText:
    'Ce qu’elle permettait s’arrête aussitôt\u00a0; les sessions ouvertes grâce à elle se ferment.',
  withdrawn: 'La décision est retirée.',
  whose: 'Une décision est enregistrée par le délégué à la protection des données.',
};
