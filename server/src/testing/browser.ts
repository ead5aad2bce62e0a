import { Secret, TOTP } from 'otpauth';
import type { App } from '../app.ts';

export const ownOrigin = 'http://localhost:4600';

/** A browser on a page of our own origin: it keeps cookies, and shows them as such pages do. */
export class Browser {
  readonly #app: App;
  readonly cookies = new Map<string, string>();
  readonly by: 'page' | 'frame';

  constructor(app: App, by: 'page' | 'frame' = 'page') {
    this.#app = app;
    this.by = by;
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const response = await this.#app.request(path, {
      method,
      headers: {
        'x-lastria-page': this.by,
        origin: ownOrigin,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  post = (path: string, body: unknown = {}, headers?: Record<string, string>) =>
    this.call('POST', path, body, headers);
  get = (path: string) => this.call('GET', path);

  /** A copy as a thief would hold it. */
  copy(): Browser {
    const copy = new Browser(this.#app, this.by);
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    return copy;
  }
}

/** The code an authenticator application shows at a moment. */
export const codeAt = (secret: string, at: Date): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: +at });
