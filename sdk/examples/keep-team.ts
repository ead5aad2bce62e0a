/**
 * Keeps the team as your directory says it: adds who is new, and says the departure of who is no longer there. A program
 * does it every night by a service account with the scope KEEP_TEAM; it sees no file.
 *
 *   LASTRIA_URL=… LASTRIA_CLIENT_ID=tenant/account LASTRIA_CLIENT_SECRET=… node keep-team.ts < directory.json
 *
 * where directory.json holds [{ "subject": "a.roux", "displayName": "A. Roux" }, …].
 */
import { text } from 'node:stream/consumers';
import { etagOf, SessionEndedError } from '@lastria/sdk';
import { connectService } from '@lastria/sdk/service';

interface Person {
  readonly subject: string;
  readonly displayName: string;
}

const { LASTRIA_URL = '', LASTRIA_CLIENT_ID = '', LASTRIA_CLIENT_SECRET = '' } = process.env;
const session = connectService({
  baseUrl: LASTRIA_URL,
  clientId: LASTRIA_CLIENT_ID,
  clientSecret: LASTRIA_CLIENT_SECRET,
  scopes: ['KEEP_TEAM'],
});

try {
  const directory = JSON.parse(await text(process.stdin)) as Person[];
  const { staff } = await session.organisation.read();
  const present = staff.filter((member) => !member.left && member.externalSubject !== null);
  for (const { subject, displayName } of directory) {
    if (present.some(({ externalSubject }) => externalSubject === subject)) continue;
    await session.organisation.addStaff({ displayName, externalSubject: subject });
    console.log(`+ ${displayName}`);
  }
  const { timeZone } = (await session.me()).tenant;
  const leftOn = new Date().toLocaleDateString('sv-SE', { timeZone });
  for (const member of present) {
    if (directory.some(({ subject }) => subject === member.externalSubject)) continue;
    // Rights and sessions end at once
    await session.organisation.changeStaff(member.id, { leftOn }, { etag: etagOf(member) });
    console.log(`- ${member.displayName}`);
  }
} catch (error) {
  if (!(error instanceof SessionEndedError)) throw error;
  console.error('Ce compte de service n’est pas, ou plus, en service.');
  process.exitCode = 3;
} finally {
  session.close();
}
