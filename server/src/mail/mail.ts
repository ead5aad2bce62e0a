import { createTransport } from 'nodemailer';

export interface Message {
  readonly to: string;
  readonly subject: string;
  /** Plain text, and nothing of a person: mail is read on any screen, and kept by others. */
  readonly text: string;
}

/** Sends plain text mail. */
export interface Mail {
  send(message: Message): Promise<void>;
  close(): void;
}

/** Whether a relay is spoken to over TLS alone: unless it is on this machine and asks no password. */
export const isSecured = ({ protocol, hostname, password }: URL): boolean =>
  protocol === 'smtps:' || password !== '' || !['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** Mail through a relay, `smtp://` or `smtps://`; beyond this machine, or with a password, only over TLS. */
export function openMail({ smtpUrl, from }: { smtpUrl: string; from: string }): Mail {
  const address = new URL(smtpUrl);
  const transport = createTransport({
    host: address.hostname,
    port: Number(address.port || (address.protocol === 'smtps:' ? 465 : 587)),
    secure: address.protocol === 'smtps:',
    requireTLS: address.protocol === 'smtp:' && isSecured(address),
    ...(address.username === ''
      ? {}
      : {
          auth: {
            user: decodeURIComponent(address.username),
            pass: decodeURIComponent(address.password),
          },
        }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text }) {
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
    },
    close: () => transport.close(),
  };
}
