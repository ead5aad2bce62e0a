/**
 * Hands a mail that came back to Lastria, so that whoever keeps the agenda sees it: one message on the standard input, as
 * a mail server gives it to a program. It reads no file: its service account has the scope REPORT_DELIVERIES alone.
 *
 *   LASTRIA_URL=… LASTRIA_CLIENT_ID=tenant/account LASTRIA_CLIENT_SECRET=… node hand-over-bounce.ts < message.eml
 */
import { text } from 'node:stream/consumers';
import { InvalidRequestError } from '@lastria/sdk';
import { Reminders } from '@lastria/sdk/reminders';
import { connectService } from '@lastria/sdk/service';

const { LASTRIA_URL = '', LASTRIA_CLIENT_ID = '', LASTRIA_CLIENT_SECRET = '' } = process.env;
const session = connectService({
  baseUrl: LASTRIA_URL,
  clientId: LASTRIA_CLIENT_ID,
  clientSecret: LASTRIA_CLIENT_SECRET,
  scopes: ['REPORT_DELIVERIES'],
});

try {
  await new Reminders(session).receiveBounce(await text(process.stdin));
} catch (error) {
  if (!(error instanceof InvalidRequestError)) throw error;
  console.error('Ce message n’est pas un avis de remise d’un message de Lastria : rien n’est fait.');
  process.exitCode = 3;
} finally {
  session.close();
}
