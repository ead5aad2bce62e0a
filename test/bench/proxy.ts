import { connect, createServer } from 'node:net';

/** Address of a database through a proxy, which hears what passes. */
export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Who hears one connection: what the application sends, and what PostgreSQL answers. */
export interface Ear {
  readonly sent?: (chunk: Buffer) => void;
  readonly answered?: (chunk: Buffer) => void;
}

/** Stands between the application and PostgreSQL and changes nothing of what passes. */
export async function startProxy(url: string, listen: () => Ear): Promise<Proxy> {
  const target = new URL(url);
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const ear = listen();
    client.setNoDelay(true);
    upstream.setNoDelay(true);
    client.on('data', (chunk) => {
      ear.sent?.(chunk);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      ear.answered?.(chunk);
      client.write(chunk);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.end());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = new URL(url);
  address.port = String((server.address() as { port: number }).port);
  return { url: address.href, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
