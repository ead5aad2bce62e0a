import { z } from '@hono/zod-openapi';
import { pageOperation, type PageCall, type PageOperation } from '../../http/page-operation.ts';
import { Problem } from '../../http/problem.ts';
import { id } from '../../http/shapes.ts';
import * as access from './access.store.ts';
import { factorKinds } from './factors.service.ts';
import { mayBeNominative } from './nominative.ts';
import { providersOf } from './provider.store.ts';
import { client, opened, step } from './sign-in.schema.ts';
import { nextStep, openPage, type SignInDeps } from './sign-in.service.ts';
import { accountOf, tenantOf } from './sign-in.store.ts';
import { forgottenAttempt, SsoRefused, type Sso } from './sso.service.ts';

export interface SsoOperationDeps extends SignInDeps {
  readonly sso: Sso;
}

/** What our own pages ask of the customer's sign-in; without `deps`, as the contract states it. */
export const ssoOperations = (deps?: SsoOperationDeps): PageOperation[] => [
  pageOperation({
    method: 'post',
    id: 'access.signInOptions',
    path: '/v1/sign-in/options',
    summary: 'By which providers the people of a tenant may sign in; none when the address names nobody',
    input: z.strictObject({ client }).openapi('SignInOptionsInput'),
    reply: z.object({ providers: z.array(z.object({ id, name: z.string() })) }).openapi('SignInOptions'),
    handle: async (_call, input) => ({ body: { providers: await providersFor(deps!, input.client) } }),
  }),
  pageOperation({
    method: 'post',
    problems: ['sign-in-refused'],
    id: 'access.signInSso',
    path: '/v1/sign-in/sso',
    summary:
      "Goes on after the customer's own sign-in: asks a factor, or opens where its word for two is taken",
    input: z.strictObject({}),
    reply: z
      .object({
        step: z.union([step, z.null()]),
        opened: z.union([opened, z.null()]),
        back: z.string().describe('Where to go on, on our own origin.'),
      })
      .openapi('SignInSso'),
    handle: (call) => goOn(deps!, call),
  }),
];

async function providersFor({ database }: SsoOperationDeps, name: string) {
  const tenantId = await database.tenantOfSlug(name);
  if (tenantId === undefined) return [];
  const all = await database.withCaller(tenantId, (tx) => providersOf(tx, tenantId));
  return all
    .filter(({ forPeople }) => forPeople)
    .map(({ id: providerId, name: label }) => ({ id: providerId, name: label }));
}

async function goOn(deps: SsoOperationDeps, call: PageCall) {
  const who = await deps.sso.named(call.cookie('__Host-lastria-sso'), call.now).catch((error: unknown) => {
    throw error instanceof SsoRefused ? refused() : error;
  });
  const { tenantId, staffId, back } = who;
  return deps.database.withTenant(
    tenantId,
    [],
    async (tx) => {
      const account = await accountOf(tx, tenantId, staffId, call.now);
      if (!account) throw notYet();
      const hostFactors = ['sso', 'mfa'] as const;
      const isEnough =
        who.twoFactors &&
        mayBeNominative({
          tenantKind: (await tenantOf(tx, tenantId)).kind,
          decisions: await access.decisionsOf(tx, tenantId),
          kind: 'page',
          methods: hostFactors,
        });
      if (isEnough) {
        const page = await openPage(deps, tx, tenantId, account, hostFactors, call);
        return {
          body: { step: null, opened: page.body, back },
          cookies: [...page.cookies, forgottenAttempt],
        };
      }
      if ((await factorKinds(tx, tenantId, account)).kinds.length === 0) throw notYet();
      const next = await nextStep(deps, tx, tenantId, account, ['sso'], call.now);
      return { body: { step: next.body, opened: null, back }, cookies: [...next.cookies, forgottenAttempt] };
    },
    staffId,
  );
}

const refused = () =>
  new Problem(
    'sign-in-refused',
    'Cette connexion n’a pas abouti. Recommencez ; si cela se reproduit, demandez une invitation à l’administrateur.',
  );
const notYet = () =>
  new Problem(
    'sign-in-refused',
    'Votre établissement vous a reconnu, mais votre accès à Lastria n’est pas encore ouvert : demandez une invitation à l’administrateur de votre service.',
  );
