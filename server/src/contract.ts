import { OpenAPIHono } from '@hono/zod-openapi';
import { version } from './features/access/access.routes.ts';
import { embedSessionOperation } from './features/access/embed-session.routes.ts';
import { tokenOperation } from './features/access/token.routes.ts';
import { cookieNames, pageHeader } from './http/credentials.ts';
import { ssoOperations } from './features/access/sso.operations.ts';
import { signInOperations } from './features/access/sign-in.routes.ts';
import { describePageOperation } from './http/page-operation.ts';
import { describeOperation } from './http/operation.ts';
import { liveOperation } from './live/live.routes.ts';
import { operations } from './operations.ts';

/** The contract as a document: sorted, so that two emissions are equal byte for byte. */
export function emitContract(): string {
  const registry = new OpenAPIHono();
  registry.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'http',
    scheme: 'bearer',
    description: "Token of an embed session, obtained by the host's back end.",
  });
  for (const by of ['page', 'frame'] as const) {
    registry.openAPIRegistry.registerComponent('securitySchemes', by, {
      type: 'apiKey',
      in: 'cookie',
      name: cookieNames[by],
      description: `Session of our own origin, ${by === 'page' ? 'in a window' : "in a frame of a host's page"}; with the header ${pageHeader}: ${by}.`,
    });
  }
  registry.openAPIRegistry.registerComponent('securitySchemes', 'client', {
    type: 'http',
    scheme: 'basic',
    description: "Identifier and secret of the host's back end; never in a page.",
  });
  for (const one of operations) registry.openAPIRegistry.registerPath(describeOperation(one));
  registry.openAPIRegistry.registerPath(embedSessionOperation);
  registry.openAPIRegistry.registerPath(tokenOperation);
  registry.openAPIRegistry.registerPath(liveOperation);
  for (const one of [...signInOperations(), ...ssoOperations()])
    registry.openAPIRegistry.registerPath(describePageOperation(one));
  const document = registry.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Lastria',
      version,
      description:
        'Social files, TDM follow-up and statistics for French social work services. Errors are RFC 9457 problems whose types are listed in openapi/problems.',
      license: { name: 'Proprietary', url: 'https://lastria.example/' },
      contact: { name: 'Lastria', url: 'https://lastria.example/' },
    },
    servers: [{ url: '/', description: 'The server that gave this document' }],
    tags: tags.map(([name, description]) => ({ name, description })),
  });
  return `${JSON.stringify(sorted(document), null, 2)}\n`;
}

const tags = [
  ['access', 'Who is speaking, and what the host vouches for'],
  ['organisation', 'Units, team and rights'],
  ['configuration', 'Lists, fields and units'],
  ['socialFile', 'Social files'],
  ['tdm', 'Travail, Demande, Moyen'],
  ['agenda', 'Appointments, rooms, on-site sessions'],
  ['leave', 'Leave of the team: asked, decided, counted'],
  ['audit', 'Who did what'],
  ['statistics', 'Reports, any question of figures, and what is made of them'],
  ['imports', 'Persons and past work, from the spreadsheets services have'],
  ['jobs', 'Work behind a request'],
  ['live', 'What happens, as it happens'],
] as const;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
