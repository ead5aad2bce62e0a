import type { Values } from '../ui/part.view.ts';
import type { EmbeddingPatch, EmbeddingSettings } from './team.data.ts';

/** As many addresses as the server takes. */
export const MOST_ORIGINS = 50;
export const bounds = { idleMinutes: [1, 60], sessionHours: [1, 24] } as const;
export type Bounded = keyof typeof bounds;

/** Elements that may stand in a page or not; one that shows nobody's data stands in any. */
export const choosable = ({ elements }: EmbeddingSettings): readonly string[] =>
  elements.filter((tag) => tag !== 'lastria-sign-in');

/** What the form holds: the addresses as lines, each element by its tag. */
export const valuesOf = ({
  allowedOrigins,
  inlineElements,
  elements,
  idleMinutes,
  sessionHours,
}: EmbeddingSettings): Values => ({
  allowedOrigins: allowedOrigins.join('\n'),
  idleMinutes,
  sessionHours,
  ...Object.fromEntries(elements.map((tag) => [tag, inlineElements.includes(tag)])),
});

/** What of these values is sent: the elements that nobody touched stay as they were last read. */
export function patchFor(
  { elements, inlineElements }: EmbeddingSettings,
  { allowedOrigins, idleMinutes, sessionHours, ...tags }: Partial<Values>,
): EmbeddingPatch {
  const inline = elements.filter((tag) => tags[tag] ?? inlineElements.includes(tag));
  return {
    ...(allowedOrigins === undefined ? {} : { allowedOrigins: linesOf(allowedOrigins) }),
    ...(Object.keys(tags).length === 0 ? {} : { inlineElements: inline }),
    ...(typeof idleMinutes === 'number' ? { idleMinutes } : {}),
    ...(typeof sessionHours === 'number' ? { sessionHours } : {}),
  };
}

export const linesOf = (text: Values[string] | undefined): string[] => [
  ...new Set(
    String(text ?? '')
      .split(/\s+/)
      .filter(Boolean),
  ),
];

/** An address as a browser writes an origin: what one pastes with its last slash, or in capitals, is read so. */
export function originOf(text: string): { readonly origin?: string; readonly more: boolean } {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return { more: false };
  const { origin, pathname, search, hash, username } = new URL(text);
  return { origin, more: pathname !== '/' || search !== '' || hash !== '' || username !== '' };
}
export const tidy = (text: Values[string] | undefined): string =>
  linesOf(linesOf(text).map(readAsOrigin).join('\n')).join('\n');
const readAsOrigin = (line: string): string => {
  const { origin, more } = originOf(line);
  return origin === undefined || more ? line : origin;
};
