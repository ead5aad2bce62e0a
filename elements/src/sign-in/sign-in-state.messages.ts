import type { MessageOverrides } from '../core/messages.ts';

/** French texts of the element that says who is signed in. */
export const signInStateMessages = {
  region: 'Connexion à Lastria',
  failed: 'Votre connexion à Lastria n’a pas pu être lue',
  unproven: (name: string) => `${name}, vos dossiers s’ouvrent dès que vous confirmez que c’est vous.`,
  elsewhere: (name: string) =>
    `${name}, aucun dossier ne s’affiche dans cette page même\u00a0: chaque espace Lastria s’y ouvre à part, par son bouton «\u00a0Se connecter à Lastria\u00a0».`,
  until: (time: string) => `Session ouverte jusqu’à ${time}\u00a0; cette page la prolonge.`,
  idle: (time: string) => `Sans geste de votre part, session ouverte jusqu’à ${time}.`,
  proved: (time: string) => `Identité confirmée à ${time}.`,
  signIn: 'Se connecter à Lastria',
  prove: 'Confirmer votre identité',
  signOut: 'Se déconnecter',
  waiting: 'Terminez dans la fenêtre de Lastria\u00a0: cette page continue ensuite d’elle-même.',
  cut: 'La fenêtre de Lastria est fermée, ou votre page ne la voit plus. Si vous y avez confirmé, patientez\u00a0; sinon, ouvrez-la de nouveau.',
  blocked: 'Votre navigateur a retenu la fenêtre de Lastria. Ouvrez-la par ce lien\u00a0:',
  open: 'Ouvrir la fenêtre de Lastria',
  cancel: 'Annuler',
  over: 'Rien n’a été confirmé à temps. Recommencez.',
  proven: 'Votre identité est confirmée.',
  left: 'Vous êtes déconnecté de Lastria dans cette page.',
  leftHere: 'Pour y revenir, rechargez-la.',
  leaveAll: 'Fermer aussi mes autres espaces Lastria',
};

export type SignInStateMessages = typeof signInStateMessages;
export type SignInStateMessageOverrides = MessageOverrides<SignInStateMessages>;
