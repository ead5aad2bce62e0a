import type { Context } from 'hono';
import { Problem } from './problem.ts';

/** The JSON text of a call, read no further than `max` bytes. */
export async function readBody(c: Context, max: number): Promise<string> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new Problem('unsupported-media-type', 'Envoyez le contenu en application/json.');
  }
  const tooLarge = () =>
    new Problem(
      'body-too-large',
      `Le contenu dépasse ${Math.round(max / 1024)} Kio ; rien n'a été enregistré.`,
    );
  if (Number(c.req.header('content-length') ?? 0) > max) throw tooLarge();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  let text = '';
  try {
    for await (const chunk of c.req.raw.body ?? []) {
      size += chunk.byteLength;
      if (size > max) throw tooLarge();
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw malformed();
    throw error;
  }
}

const malformed = () =>
  new Problem('malformed-body', "Le contenu n'est pas du JSON valable ; rien n'a été enregistré.");

/** JSON can write half of a character (a lone surrogate), which neither UTF-8 nor the database can hold. */
const halfACharacter = /\\u[dD][89a-fA-F]/;

function wellFormed(key: string, value: unknown): unknown {
  if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed())) throw malformed();
  return value;
}

export function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw, halfACharacter.test(raw) ? wellFormed : undefined);
  } catch {
    throw malformed();
  }
}
