import PostalMime from 'postal-mime';

/** What a mail server says became of a message of ours. */
export interface Delivery {
  /** From its Message-ID. */
  readonly messageKey: string;
  /** Null: under way still (delayed, relayed, expanded). */
  readonly outcome: 'delivered' | 'failed' | null;
  /** RFC 3463: 5.1.1. */
  readonly status: string | null;
}

const ourMessage = /^message-id:\s*<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@/im;
const actionField = /^action:[ \t]*([a-z]+)/im;
const statusField = /^status:[ \t]*([245]\.\d{1,3}\.\d{1,3})/im;

/**
 * Reads a delivery status notification (RFC 3464): what became of the message, and which it was, from its own headers
 * that come back with it. Undefined: this is none, or of no message of ours.
 */
export async function readDeliveryReport(raw: string): Promise<Delivery | undefined> {
  const parsed = await PostalMime.parse(raw, {
    forceRfc822Attachments: true,
    maxNestingDepth: 16,
    maxHeadersSize: 64 * 1024,
  }).catch(() => undefined);
  if (!parsed) return undefined;
  const textOf = (...types: readonly string[]) => {
    const part = parsed.attachments.find(({ mimeType }) => types.includes(mimeType.toLowerCase()));
    if (!part) return undefined;
    return typeof part.content === 'string' ? part.content : new TextDecoder().decode(part.content);
  };
  const report = textOf('message/delivery-status');
  const returned = textOf('text/rfc822-headers', 'message/rfc822', 'message/rfc822-headers');
  const messageKey = returned && ourMessage.exec(returned.split(/\r?\n\r?\n/)[0]!)?.[1];
  if (report === undefined || !messageKey) return undefined;
  const recipients = report
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n\r?\n/)
    .map((group) => ({
      action: actionField.exec(group)?.[1]?.toLowerCase(),
      status: statusField.exec(group)?.[1] ?? null,
    }))
    .filter(({ action }) => action !== undefined);
  // We write to one address; where a server forwards to several, one that failed counts
  const told =
    recipients.find(({ action }) => action === 'failed') ??
    recipients.find(({ action }) => action === 'delivered') ??
    recipients[0];
  if (!told) return undefined;
  const outcome = told.action === 'failed' || told.action === 'delivered' ? told.action : null;
  return { messageKey, outcome, status: told.status };
}
