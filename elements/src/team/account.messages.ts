import { plural } from '../core/messages.ts';

/** Texts of how a member signs in. */
export const accountMessages = {
  title: 'Connexion à Lastria',
  failed: 'La connexion de cette personne n’a pas pu être lue',
  states: {
    none: 'Pas de compte',
    invited: 'Invitation en attente',
    lapsed: 'Invitation expirée',
    open: 'Compte ouvert',
    ended: 'Compte fermé',
  } as Readonly<Record<string, string>>,
  none: 'Sans compte, cette personne n’entre que par la connexion de votre organisme, si elle existe.',
  invited: (until: string) => `Le lien sert jusqu’au ${until}.`,
  lapsed: 'Le lien n’a pas servi à temps. Faites-en un autre.',
  ended: 'Cette personne ne se connecte plus avec ce compte. Une invitation le rouvre.',
  sessions: (count: number) =>
    count === 0 ? 'Aucune session ouverte.' : plural(count, 'session ouverte', 'sessions ouvertes'),
  kinds: {
    page: 'Page de Lastria',
    frame: 'Dans une page de votre organisme',
    embed: 'Dans une page de votre organisme',
    service: 'Programme',
  } as Readonly<Record<string, string>>,
  since: (from: string, seen: string | null) =>
    `depuis le ${from}${seen === null ? '' : `, active le ${seen}`}`,
  invite: 'Inviter',
  inviteAgain: 'Faire un autre lien',
  inviteTitle: (name: string) => `Inviter ${name} à se connecter`,
  login: 'Adresse de connexion',
  loginHint: 'Son adresse professionnelle. Elle choisira elle-même son mot de passe et son second facteur.',
  loginNeeded: 'Écrivez une adresse électronique complète, par exemple c.morel@exemple.fr.',
  make: 'Faire le lien',
  reset: 'Remettre à zéro',
  resetTitle: (name: string) => `Remettre à zéro la connexion de ${name}`,
  resetText:
    'Son mot de passe, ses seconds facteurs et ses codes de secours ne servent plus, ses sessions se ferment. Un lien lui permet de recommencer.',
  resetConfirm: 'Remettre à zéro',
  end: 'Fermer le compte',
  endTitle: (name: string) => `Fermer le compte de ${name}`,
  endText:
    'Cette personne ne se connecte plus avec ce compte et ses sessions se ferment. Ses droits restent\u00a0: terminez-les s’ils n’ont plus lieu d’être.',
  endConfirm: 'Fermer le compte',
  wasEnded: (name: string) => `Le compte de ${name} est fermé.`,
  close: 'Fermer ses sessions',
  closeTitle: (name: string) => `Fermer les sessions de ${name}`,
  closeText: 'Elles se ferment aussitôt, partout. La personne peut se reconnecter.',
  closeConfirm: 'Fermer ses sessions',
  closed: (name: string) => `Les sessions de ${name} sont fermées.`,
  linkTitle: (name: string) => `Lien pour ${name}`,
  link: 'Lien à remettre',
  linkText: (until: string) =>
    `Remettez-le à cette personne seule, par un moyen sûr. Il n’est montré qu’une fois et sert jusqu’au ${until}.`,
  copy: 'Copier le lien',
  copied: 'Le lien est copié.',
  copyFailed: 'Le navigateur n’a pas permis la copie\u00a0: le lien est sélectionné, copiez-le au clavier.',
  kept: 'J’ai remis le lien',
};
