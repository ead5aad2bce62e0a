import { SMTPServer } from 'smtp-server';

interface RelayFaults {
  /** What is answered to an address, when it is not taken. */
  readonly recipient?: (address: string) => { readonly code: number; readonly message: string } | undefined;
  /** Takes the message, then hangs up without a word. */
  readonly hangsUp?: () => boolean;
}

/** A real mail server that keeps what it is given. */
export async function openRelay(faults: RelayFaults = {}) {
  const received: { to: string[]; text: string; raw: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const fault = faults.recipient?.(address);
      done(fault && Object.assign(new Error(fault.message), { responseCode: fault.code }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const raw = Buffer.concat(chunks).toString();
        received.push({ to, text: decoded(raw), raw });
        if (!faults.hangsUp?.()) return done();
        for (const connection of server.connections)
          (connection as { _socket: { destroy(): void } })._socket.destroy();
      });
    },
  });
  const { port } = await new Promise<{ port: number }>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve(listening.address() as { port: number }));
  });
  const url = `smtp://127.0.0.1:${port}`;
  return { url, received, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

/** The text of a mail, whatever its transfer encoding. */
function decoded(raw: string): string {
  const [, headers = '', body = ''] = /^([\s\S]*?)\r\n\r\n([\s\S]*)$/.exec(raw) ?? [];
  const encoding = /^content-transfer-encoding: (\S+)/im.exec(headers)?.[1];
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
