/**
 * The one route your back end adds: it gives the page a token for the person signed in to your portal.
 *
 *   LASTRIA_URL=… LASTRIA_CLIENT_ID=tenant/client LASTRIA_CLIENT_SECRET=… PORTAL_ORIGIN=https://portail.example \
 *   node token-route.ts
 *
 * In the page: connect({ baseUrl, getToken: async () => (await fetch('/lastria-token', { method: 'POST' })).json() })
 */
import { createServer, type IncomingMessage } from 'node:http';
import { openEmbedSession } from '@lastria/sdk/back-end';

const {
  LASTRIA_URL = '',
  LASTRIA_CLIENT_ID = '',
  LASTRIA_CLIENT_SECRET = '',
  PORTAL_ORIGIN = '',
  PORT = '8080',
} = process.env;

/** Yours to write: who your own session cookie says is there. Here, a header stands for it. */
function signedIn(request: IncomingMessage): string | undefined {
  return request.headers['x-demo-user']?.toString();
}

const server = createServer((request, response) => {
  const answer = (status: number, body: unknown) =>
    response
      .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify(body));
  const subject = signedIn(request);
  if (request.method !== 'POST' || request.url !== '/lastria-token') return void answer(404, null);
  // null tells the page that nobody is signed in any more
  if (subject === undefined) return void answer(200, null);
  openEmbedSession(
    { baseUrl: LASTRIA_URL, clientId: LASTRIA_CLIENT_ID, clientSecret: LASTRIA_CLIENT_SECRET },
    { subject, origins: [PORTAL_ORIGIN] },
  ).then(
    ({ token, expiresAt }) => answer(200, { token, expiresAt }),
    (error: Error) => {
      console.error(error.message);
      answer(502, { message: 'Lastria n’a pas ouvert de session.' });
    },
  );
});

server.listen(Number(PORT), '127.0.0.1', () =>
  console.log(`Listening on ${JSON.stringify(server.address())}`),
);
