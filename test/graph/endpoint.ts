import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

/** What an endpoint of ours receives: a handshake, or a message. */
export interface Received {
  readonly path: string;
  readonly token: string | undefined;
  readonly contentType: string;
  readonly value: readonly Record<string, unknown>[];
}

export interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
  readonly location?: string;
}

/** A place that is told of changes, and answers as a test wants: handshakes as they should be, then 202. */
export async function endpoint(
  answer: (received: Received) => Reply | void | Promise<Reply | void> = () => undefined,
) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const token = url.searchParams.get('validationToken') ?? undefined;
      const text = Buffer.concat(chunks).toString();
      const one: Received = {
        path: url.pathname,
        token,
        contentType: request.headers['content-type'] ?? '',
        value: text === '' ? [] : (JSON.parse(text) as { value: Record<string, unknown>[] }).value,
      };
      received.push(one);
      const usual: Reply =
        token === undefined ? { status: 202 } : { status: 200, type: 'text/plain', body: token };
      void Promise.resolve(answer(one)).then((reply) => {
        const { status = 200, type = 'text/plain', body = '', location } = { ...usual, ...reply };
        response
          .writeHead(status, { 'content-type': type, ...(location === undefined ? {} : { location }) })
          .end(body);
      });
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const messages = () => received.filter(({ token }) => token === undefined);
  return {
    url: `http://127.0.0.1:${port}/notifications`,
    lifecycleUrl: `http://127.0.0.1:${port}/cycle`,
    received,
    /** Messages, without the handshakes. */
    messages,
    /** Every notification of every message. */
    told: () => messages().flatMap(({ value }) => value),
  };
}
