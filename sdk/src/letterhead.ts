import { init, type CallOptions } from './client.ts';
import { connectionLost, LastriaError } from './errors.ts';
import type { components } from './generated/schema.d.ts';
import type { Session } from './session.ts';
import { dataOf, unwrap } from './unwrap.ts';

/** What activity reports are written with: the Word file, the logo, and how they changed. */
export type Letterhead = components['schemas']['StatisticsLetterhead'];

/** A file over a slow line takes its time. */
const sending = 15 * 60_000;
const path = '/v1/statistics/letterhead';

/**
 * The Word file and the logo activity reports are written with; for whoever keeps the configuration. Apart from the
 * session, whose weight every page bears: `new Letterheads(session)`, from `@lastria/sdk/letterhead`.
 */
export class Letterheads {
  readonly #client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.#client = session.client;
  }

  readLetterhead(options: CallOptions = {}): Promise<Letterhead> {
    return dataOf(this.#client.GET(path, init(options)));
  }

  /** Sends the Word file (.docx); what cannot be one is refused, and nothing changes. */
  sendLetterheadBase(file: Blob | Uint8Array, options: CallOptions = {}): Promise<Letterhead> {
    return dataOf(this.#client.PUT(`${path}/base`, bytes(file, options)));
  }

  /** Sends the logo (PNG or JPEG). */
  sendLetterheadLogo(file: Blob | Uint8Array, options: CallOptions = {}): Promise<Letterhead> {
    return dataOf(this.#client.PUT(`${path}/logo`, bytes(file, options)));
  }

  /** Reports frozen with it keep it. */
  removeLetterheadBase(options: CallOptions = {}): Promise<Letterhead> {
    return dataOf(this.#client.DELETE(`${path}/base`, init(options)));
  }

  /** Reports frozen with it keep it. */
  removeLetterheadLogo(options: CallOptions = {}): Promise<Letterhead> {
    return dataOf(this.#client.DELETE(`${path}/logo`, init(options)));
  }

  /** The Word file in use. */
  readLetterheadBase(options: CallOptions = {}): Promise<Blob> {
    const asked = { parseAs: 'stream', ...init({ timeoutMs: sending, ...options }) } as const;
    return whole(unwrap(this.#client.GET(`${path}/base/content`, asked)), options);
  }

  /** The logo in use. */
  readLetterheadLogo(options: CallOptions = {}): Promise<Blob> {
    const asked = { parseAs: 'stream', ...init({ timeoutMs: sending, ...options }) } as const;
    return whole(unwrap(this.#client.GET(`${path}/logo/content`, asked)), options);
  }

  /** A report of invented figures, written with what is in use. */
  readLetterheadSample(format: 'docx' | 'pdf' = 'docx', options: CallOptions = {}): Promise<Blob> {
    const asked = { parseAs: 'stream', ...init({ timeoutMs: sending, ...options }) } as const;
    const params = { query: { format } };
    return whole(unwrap(this.#client.GET(`${path}/sample`, { params, ...asked })), options);
  }
}

const bytes = (file: Blob | Uint8Array, options: CallOptions) => ({
  ...init({ timeoutMs: sending, ...options }),
  body: file as never,
  bodySerializer: (body: unknown) => body as BodyInit,
  headers: { 'Content-Type': 'application/octet-stream' },
});

/** A file that breaks off half-way is none. */
async function whole(asked: Promise<{ data: unknown }>, { signal }: CallOptions): Promise<Blob> {
  const { data } = await asked;
  try {
    return await new Response(data as ReadableStream<Uint8Array>).blob();
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof LastriaError ? error : connectionLost(undefined, error);
  }
}
