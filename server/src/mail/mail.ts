import { createTransport } from 'nodemailer';

export interface Message {
  readonly to: string;
  readonly subject: string;
  /** Plain text, and nothing of a person: mail is read on any screen, and kept by others. */
  readonly text: string;
}

/** A message whose way is followed: what became of it may be reported later. */
export interface FollowedMessage extends Message {
  /** Of its Message-ID, which a delivery report gives back: says nothing by itself. */
  readonly key: string;
  /** A calendar file to take it into one's own calendar. */
  readonly calendar?: string;
}

/** How far a message went. */
export type HandOver =
  /** The mail server answers for it from now on. */
  | { readonly kind: 'accepted'; readonly reply: string }
  /** It surely was not taken: nothing stands against trying again. */
  | { readonly kind: 'notNow'; readonly code: string }
  /** It surely was not taken, and will not be. */
  | { readonly kind: 'refused'; readonly reply: string }
  /** The connection was lost while it was given: nobody here knows whether it was taken. */
  | { readonly kind: 'unknown' };

/** Sends plain text mail. */
export interface Mail {
  send(message: Message): Promise<void>;
  /** Gives a message to the mail server, once, and says how far it went; throws nothing. */
  handOver(message: FollowedMessage): Promise<HandOver>;
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
  // The content is read once the server let us in: until then nothing of the message has left
  const begun = new Set<string>();
  transport.use('stream', (mail, done) => {
    const { messageId } = mail.data;
    mail.message.processFunc((content) => {
      if (messageId !== undefined) begun.add(messageId);
      return content;
    });
    done();
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    async send({ to, subject, text }) {
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
    },
    async handOver({ to, subject, text, key, calendar }) {
      const messageId = `<${key}@${domain}>`;
      try {
        const { response } = await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId,
          // No absence is answered to it, no other program writes back (RFC 3834)
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          ...(calendar === undefined
            ? {}
            : {
                attachments: [
                  {
                    filename: 'rendez-vous.ics',
                    contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
                    content: calendar,
                  },
                ],
              }),
        });
        return { kind: 'accepted', reply: response };
      } catch (error) {
        return afterFailure(error, begun.has(messageId));
      } finally {
        begun.delete(messageId);
      }
    },
    close: () => transport.close(),
  };
}

/** What a failure says of where the message is: an answer of the server, or none once it was being given. */
function afterFailure(error: unknown, hadBegun: boolean): HandOver {
  const { code, command, responseCode, response } = error as {
    code?: string;
    command?: string;
    responseCode?: number;
    response?: string;
  };
  if (responseCode === undefined)
    return hadBegun ? { kind: 'unknown' } : { kind: 'notNow', code: code ?? 'error' };
  // That we may not write at all is for whoever keeps the server, not for the person
  const isOurs = code === 'EAUTH' || command === 'MAIL FROM';
  return responseCode >= 500 && hadBegun && !isOurs
    ? { kind: 'refused', reply: response ?? String(responseCode) }
    : { kind: 'notNow', code: String(responseCode) };
}
