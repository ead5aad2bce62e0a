/**
 * Lists the files you are the lead worker of, with the date of their latest travail.
 *
 *   LASTRIA_URL=https://lastria.example LASTRIA_TOKEN=… node list-my-files.ts
 */
import { connect, SessionEndedError } from '@lastria/sdk';

const { LASTRIA_URL = '', LASTRIA_TOKEN = '' } = process.env;
const session = connect({ baseUrl: LASTRIA_URL, getToken: () => LASTRIA_TOKEN });

try {
  // Pages are read as the loop asks for them: it does not matter how many files there are
  for await (const file of session.socialFile.list({ mine: true })) {
    const { items } = await session.tdm.timelinePage(file.id, { limit: 1 });
    console.log(`${file.lastName} ${file.firstNames}\t${items[0]?.performedOn ?? '-'}`);
  }
} catch (error) {
  if (!(error instanceof SessionEndedError)) throw error;
  console.error(error.detail);
  process.exitCode = 3;
} finally {
  session.close();
}
