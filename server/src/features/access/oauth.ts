import type { Context } from 'hono';
import { Problem } from '../../http/problem.ts';

/** The errors of RFC 6749 and 8693 that the token endpoint answers with. */
export type OAuthCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'invalid_target'
  | 'unauthorized_client'
  | 'unsupported_grant_type';

/** A refusal of the token endpoint. The reason is for our log alone: whoever is refused learns the code. */
export class OAuthError extends Error {
  readonly code: OAuthCode;
  readonly reason: string;

  constructor(code: OAuthCode, reason: string) {
    super(`${code}: ${reason}`);
    this.code = code;
    this.reason = reason;
  }

  toResponse(): Response {
    const isClient = this.code === 'invalid_client';
    return Response.json(
      { error: this.code },
      {
        status: isClient ? 401 : 400,
        headers: { ...unstored, ...(isClient ? { 'www-authenticate': 'Basic' } : {}) },
      },
    );
  }
}

/** What holds a token, or says why none was given, is kept nowhere. */
export const unstored = { 'cache-control': 'no-store', pragma: 'no-cache' } as const;

export const largest = 32 * 1024;
/** Parameters that RFC 8693 lets repeat. */
const repeatable = ['resource', 'audience', 'origin'];

/** The parameters of a form: each once, but for those that may repeat. An empty one is as if it were not there. */
export async function readForm(c: Context): Promise<URLSearchParams> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') throw new OAuthError('invalid_request', 'contentType');
  const tooLarge = () => new Problem('body-too-large', 'Le contenu dépasse 32 Kio.');
  if (Number(c.req.header('content-length') ?? 0) > largest) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.byteLength;
    if (size > largest) throw tooLarge();
    chunks.push(chunk);
  }
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value) => value !== '');
    if (values.length > 1 && !repeatable.includes(name)) throw new OAuthError('invalid_request', 'repeated');
    form.delete(name);
    for (const value of values) form.append(name, value);
  }
  return form;
}
