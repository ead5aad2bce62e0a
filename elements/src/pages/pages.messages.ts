import { elementNames } from '../core/element-names.messages.ts';

/** French texts of Lastria's own pages. */
export const pagesMessages = {
  name: 'Lastria',
  places: {
    label: 'Lastria',
    dossiers: 'Dossiers',
    travaux: 'Travaux hors dossier',
    agenda: 'Agenda',
    calendriers: 'Mes calendriers',
    rappels: 'Rappels',
    conges: 'Congés',
    statistiques: 'Statistiques',
    imports: 'Imports',
    'reglages-agenda': 'Réglages de l’agenda',
    equipe: 'Équipe',
    configuration: 'Configuration',
    journal: 'Journal',
    compte: 'Mon compte',
  },
  skip: 'Aller au contenu',
  back: 'Retour aux dossiers',
  signOut: 'Se déconnecter',
  menu: 'Menu',
  nowhere: 'Votre rôle n’ouvre aucune page ici. Adressez-vous à l’administrateur de votre service.',
  returned: {
    title: 'Vous êtes connecté',
    text: 'Revenez à l’onglet où vous travailliez\u00a0: votre saisie y est. Vous pouvez fermer celui-ci.',
  },
  calendar: {
    failed: 'La liaison avec Outlook n’a pas pu être terminée',
    nothing: 'Rien n’a été lu ni écrit dans Outlook.',
    done: 'Microsoft a donné son accord',
    doneText:
      'Lastria termine la liaison. Revenez à «\u00a0Mes calendriers\u00a0»\u00a0: vous l’y verrez aboutir. Si cette fenêtre ne s’est pas fermée d’elle-même, fermez-la.',
    refused: 'Microsoft n’a pas donné son accord',
    refusedText:
      'Vous avez refusé, ou votre établissement veut qu’un administrateur Microsoft accepte d’abord\u00a0: demandez-le à votre service informatique. Rien n’a été lu ni écrit dans Outlook. Vous pouvez fermer cette fenêtre et recommencer depuis «\u00a0Mes calendriers\u00a0».',
    empty: 'Il n’y a rien à terminer ici',
    emptyText:
      'Cette page ne sert qu’au retour de Microsoft. Pour relier votre agenda Outlook, ouvrez «\u00a0Mes calendriers\u00a0».',
    unknown: 'Cette liaison ne peut pas être terminée ici',
    unknownText: (person: string) =>
      `Elle a expiré au bout de dix minutes, elle a déjà servi, ou une autre personne l’a commencée\u00a0: vous êtes ${person} dans ce navigateur. Rien n’a été lu ni écrit dans Outlook. Recommencez depuis «\u00a0Mes calendriers\u00a0», sous votre nom.`,
    door: 'Pour terminer la liaison avec Outlook, connectez-vous à Lastria, ici ou dans un autre onglet\u00a0: cette page continue ensuite.',
  },
  failed: 'La page n’a pas pu être ouverte',
  again: {
    title: 'Votre session a pris fin',
    text: (name: string) =>
      `Reconnectez-vous, ${name}\u00a0: ce que vous avez saisi est conservé derrière cette fenêtre.`,
    other: 'Fermer ce qui est ouvert et me connecter sous un autre nom',
  },
  idle: {
    title: 'Êtes-vous toujours là\u00a0?',
    text: (left: string) => `Sans geste de votre part, votre session prend fin dans ${left}.`,
    ending: (left: string) => `Votre session prend fin dans ${left}. Enregistrez, puis reconnectez-vous.`,
    stay: 'Continuer',
    understood: 'J’ai compris',
  },
  proof: {
    title: 'Confirmez que c’est vous',
    text: 'Cette action demande une preuve récente\u00a0: rien n’a encore été fait.',
    submit: 'Confirmer',
    done: 'C’est confirmé. Vous pouvez refaire votre action.',
    alone:
      'La page d’où vous venez attend une preuve récente. Vous y retournerez ensuite pour refaire votre action.',
    doneTitle: 'C’est confirmé',
    doneAlone:
      'Retournez à la page d’où vous venez et refaites votre action. Si cette fenêtre ne s’est pas fermée d’elle-même, fermez-la\u00a0: votre navigateur ne l’a pas permis.',
    open: 'Confirmer dans une fenêtre de Lastria',
  },
  ticket: {
    title: 'Une page demande à ouvrir Lastria',
    text: (origin: string) =>
      `La page ${origin} demande à afficher Lastria à votre nom, dans cet espace\u00a0:`,
    as: (name: string) => `Vous êtes ${name}.`,
    until:
      'Votre accord vaut jusqu’à la fin de votre session Lastria. Vous le retirez dans «\u00a0Mon compte\u00a0», sous «\u00a0Sessions ouvertes\u00a0».',
    warning:
      'N’acceptez que si vous venez d’appuyer sur «\u00a0Se connecter à Lastria\u00a0» dans cette page.',
    proofTitle: 'Une page demande que vous confirmiez que c’est vous',
    proofText: (origin: string) =>
      `La page ${origin} vous a reconnu. Avec votre accord, elle vous montre vos dossiers.`,
    proofWarning: 'N’acceptez que si vous venez de le demander dans cette page.',
    prove: 'Votre dernière preuve date un peu\u00a0: donnez-en une de maintenant.',
    approve: 'Accepter',
    refuse: 'Refuser',
    done: 'C’est fait. Revenez à la page où vous étiez\u00a0: vous pouvez fermer celle-ci.',
    cut: 'Le lien avec la page qui demande est coupé',
    cutDetail:
      'Elle ne peut plus recevoir votre accord. Vous êtes connecté à Lastria\u00a0: fermez cette fenêtre, revenez à cette page et appuyez de nouveau sur «\u00a0Se connecter à Lastria\u00a0», il ne restera qu’à accepter. Si cela se reproduit, signalez-le à l’administrateur de votre portail.',
    refused: 'Rien n’a été ouvert. Vous pouvez fermer cette page.',
    elements: elementNames,
  },
  frame: {
    text: 'Cet espace s’ouvre avec votre compte Lastria. La page qui l’affiche n’en lit rien.',
    other:
      'Cette page est ouverte pour une autre personne que celle qui est connectée à Lastria. Ouvrez Lastria, changez de compte, puis donnez votre accord.',
    open: 'Se connecter à Lastria',
    waiting: 'Terminez dans la fenêtre de Lastria\u00a0; cette page continue ensuite d’elle-même.',
    blocked: 'Votre navigateur a retenu la fenêtre.',
    link: 'Ouvrir la page de connexion',
    ended: 'La demande a expiré.',
    windowGone: 'La fenêtre de Lastria s’est fermée avant votre accord',
    windowGoneDetail:
      'Recommencez. Si elle disparaît chaque fois, la page de votre établissement empêche ce lien\u00a0: signalez-le à son administrateur.',
  },
  leave: {
    title: 'Se déconnecter de Lastria\u00a0?',
    text: 'Tout ce que vous avez ouvert avec ce compte dans ce navigateur se ferme, pages de votre établissement comprises. Les brouillons sont gardés.',
    submit: 'Se déconnecter',
    done: 'Vous êtes déconnecté',
    doneText: 'Vous pouvez fermer cette fenêtre.',
  },
  account: {
    title: 'Mon compte',
    sessions: 'Sessions ouvertes',
    sessionsText: 'Fermez celles que vous ne reconnaissez pas.',
    current: 'celle-ci',
    since: (when: string) => `ouverte le ${when}`,
    seen: (when: string) => `vue le ${when}`,
    end: 'Fermer',
    endOne: (what: string) => `Fermer la session ${what}`,
    kinds: {
      page: 'Lastria',
      frame: 'Espace dans une page',
      embed: 'Page de votre établissement',
      service: 'Programme',
    } as Record<string, string>,
    factors: 'Secondes preuves',
    factorsText: 'Gardez-en deux\u00a0: si l’une manque, l’autre vous laisse entrer.',
    factorKinds: { totp: 'Application de codes', passkey: 'Clé d’accès' } as Record<string, string>,
    added: (when: string) => `ajoutée le ${when}`,
    used: (when: string) => `utilisée le ${when}`,
    neverUsed: 'jamais utilisée',
    add: 'Ajouter une preuve',
    remove: 'Retirer',
    removeOne: (label: string) => `Retirer ${label}`,
    codes: 'Codes de secours',
    codesLeft: (count: number) =>
      count === 0
        ? 'Il ne vous en reste aucun.'
        : count === 1
          ? 'Il vous en reste 1.'
          : `Il vous en reste ${count}.`,
    newCodes: 'Créer de nouveaux codes',
    newCodesText: 'Les anciens ne serviront plus, et vos autres sessions se fermeront.',
    password: 'Mot de passe',
    currentPassword: 'Mot de passe actuel',
    newPassword: 'Nouveau mot de passe',
    change: 'Changer le mot de passe',
    changed: 'Mot de passe changé. Vos autres sessions sont fermées.',
    ended: 'Session fermée.',
    removed: 'Preuve retirée. Vos autres sessions sont fermées.',
    kept: 'Preuve ajoutée. Vos autres sessions sont fermées.',
    cancel: 'Annuler',
  },
};
