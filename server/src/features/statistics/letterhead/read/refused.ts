/** Why a file cannot be the base or the logo of reports, in French. */
export class PieceRefused extends Error {
  constructor(
    code: RefusalCode,
    { detail, ...options }: ErrorOptions & { readonly detail?: string | undefined } = {},
  ) {
    super(detail === undefined ? refusals[code] : `${refusals[code]} ${detail}`, options);
  }
}

export const refusals = {
  notWord:
    'Ce fichier n’est pas un document Word (.docx). Dans Word ou LibreOffice, enregistrez-le au format « Document Word (.docx) ».',
  oldOrProtected:
    'Ce fichier est protégé par un mot de passe, ou dans un ancien format (.doc). Enregistrez-en une copie sans mot de passe, au format .docx.',
  damaged: 'Ce document est abîmé et ne peut pas être lu. Ouvrez-le dans Word, enregistrez-le de nouveau.',
  encrypted: 'Ce document est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe.',
  tooMuch:
    'Ce document contient beaucoup plus que ce que pèse le fichier. Retirez les images très grandes et les pages inutiles.',
  macros: 'Ce document contient des macros. Enregistrez-le au format « Document Word (.docx) », sans macro.',
  template: 'Ce fichier est un modèle (.dotx). Enregistrez-le au format « Document Word (.docx) ».',
  strict:
    'Ce document est au format « Open XML strict ». Enregistrez-le au format « Document Word (.docx) ».',
  outside:
    'Ce document va chercher un contenu ailleurs : image liée, modèle attaché, fichier lié. Intégrez ce contenu ou retirez le lien.',
  embedded:
    'Ce document contient un objet incorporé : classeur, graphique, fichier, contrôle. Remplacez-le par une image.',
  picture: 'Ce document contient une image d’un format refusé. Remplacez-la par une image PNG ou JPEG.',
  unknownPart: 'Ce document contient un élément qui ne peut pas être repris dans un rapport.',
  declaration:
    'Ce document contient une déclaration XML (DTD, entités) qui n’a pas sa place dans un fichier Word.',
  field: 'Ce document contient un champ qui va chercher un contenu ailleurs ou lance une commande.',
  placeTwice: 'Le repère {{rapport}} figure plusieurs fois : gardez-en un seul.',
  placeElsewhere:
    'Le repère {{rapport}} doit être seul dans son paragraphe, dans le corps du document, hors d’un tableau, d’une zone de texte, d’un en-tête ou d’un pied de page.',
  unusable: 'Un rapport d’essai n’a pas pu être écrit dans ce document. Simplifiez sa mise en page.',
  notPicture: 'Ce fichier n’est pas une image PNG ou JPEG.',
  damagedPicture: 'Cette image est abîmée et ne peut pas être lue. Enregistrez-la de nouveau.',
  largePicture: 'Cette image est trop grande : 4 000 points de côté au plus.',
  movingPicture: 'Cette image est animée. Enregistrez-en une seule vue.',
} as const;
export type RefusalCode = keyof typeof refusals;
