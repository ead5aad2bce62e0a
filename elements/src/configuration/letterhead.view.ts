import { formatDateTime } from '../core/format.ts';
import type { Letterhead } from './configuration.data.ts';
import type { LetterheadMessages } from './letterhead.messages.ts';

export type PieceKind = 'base' | 'logo';
/** A line of what is in place: its name, and what it is. */
export type Fact = readonly [name: string, value: string];

/** « 32 Ko », « 2,4 Mo » */
export function sizeText(bytes: number, texts: LetterheadMessages): string {
  const kilobytes = bytes / 1024;
  if (kilobytes < 1000) return texts.kilobytes(Math.max(1, Math.round(kilobytes)).toLocaleString('fr-FR'));
  return texts.megabytes((kilobytes / 1024).toLocaleString('fr-FR', { maximumFractionDigits: 1 }));
}

/** What is said of the document or of the logo in place. */
export function factsOf(
  letterhead: Letterhead,
  kind: PieceKind,
  timeZone: string,
  texts: LetterheadMessages,
): readonly Fact[] {
  const { base, logo } = letterhead;
  const piece = kind === 'base' ? base : logo;
  if (!piece) return [];
  const since: Fact = [
    texts.since,
    texts.by(formatDateTime(piece.addedAt, timeZone), piece.addedBy.displayName),
  ];
  const weight = sizeText(piece.size, texts);
  if (kind === 'logo')
    return [since, [texts.weight, logo ? `${weight} · ${texts.points(logo.width, logo.height)}` : weight]];
  return [since, ...(base ? ofBase(base, texts) : []), [texts.weight, weight]];
}

function ofBase(base: NonNullable<Letterhead['base']>, texts: LetterheadMessages): Fact[] {
  const pages = [
    base.landscape ? texts.landscape : texts.portrait,
    ...(base.firstPageDiffers ? [texts.firstPage] : []),
  ];
  const styles = [
    ...base.styles.map((name) => texts.styleNames[name] ?? name),
    ...(base.tableStyle ? [texts.tableStyle] : []),
  ];
  return [
    [texts.pages, pages.join(', ')],
    [texts.place, texts.places[base.place] ?? base.place],
    [texts.styles, styles.length === 0 ? texts.noStyles : styles.join(', ')],
  ];
}

/** What can be known of a file before it is sent. */
export function faultOf(
  { name, size }: { readonly name: string; readonly size: number },
  kind: PieceKind,
  most: number,
  texts: LetterheadMessages,
): string | undefined {
  const known = kind === 'base' ? /\.docx$/i : /\.(png|jpe?g)$/i;
  if (!known.test(name)) return texts[kind].otherFormat;
  if (size === 0) return texts.emptyFile;
  return size > most ? texts.tooLarge(sizeText(size, texts), sizeText(most, texts)) : undefined;
}

/** Why the server refused a file, in its words; nothing when it is not the file's fault. */
export function fileFaults(error: unknown): readonly string[] {
  const { fieldErrors = [] } = (error ?? {}) as {
    fieldErrors?: readonly { pointer: string; detail: string }[];
  };
  return fieldErrors.filter(({ pointer }) => pointer === '#file').map(({ detail }) => detail);
}
