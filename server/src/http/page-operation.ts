import type { RouteConfig } from '@hono/zod-openapi';
import { z } from '@hono/zod-openapi';
import type { Context as HonoContext, Hono } from 'hono';
import { parseJson, readBody } from './body.ts';
import { pageHeader, requireOwnPage } from './credentials.ts';
import { Problem, problemSchema, problemTypes, type FieldError, type ProblemType } from './problem.ts';
import type { RateLimit } from './rate-limit.ts';
import type { RequestVariables } from './request.ts';

/** What a call of one of our pages is, beside what it says. */
export interface PageCall {
  readonly requestId: string;
  readonly now: Date;
  readonly by: 'page' | 'frame';
  /** Address of the machine that calls, as far as we know it. */
  readonly address: string;
  /** Name of the browser and system. */
  readonly device: string;
  readonly cookie: (name: string) => string | undefined;
}

export interface PageReply<R> {
  readonly body: R;
  /** Values of Set-Cookie. */
  readonly cookies?: readonly string[];
}

/**
 * An operation of our own pages that opens a session, or proves who is there: it manages its own transactions, because
 * what it counts (tries, failures) must stand whatever comes of it. Never for a host's page.
 */
export interface PageOperation<B extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  readonly id: string;
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly summary: string;
  readonly params?: z.ZodObject;
  /** The body; for a GET, the query. */
  readonly input: B;
  readonly reply?: R;
  readonly problems?: readonly ProblemType[];
  readonly handle: (
    call: PageCall,
    input: z.output<B>,
    params: Record<string, string>,
  ) => Promise<PageReply<R extends z.ZodType ? z.input<R> : undefined>>;
}

/** Types an operation of our pages; it does nothing else. */
export const pageOperation = <B extends z.ZodType, R extends z.ZodType>(
  definition: PageOperation<B, R>,
): PageOperation => definition as unknown as PageOperation;

export const largest = 64 * 1024;
const statusOf = (one: PageOperation) => (one.reply ? 200 : 204);

const problemsOf = (one: PageOperation): readonly ProblemType[] => [
  'origin-refused',
  'invalid-request',
  'method-not-allowed',
  ...(one.method === 'post' ? (['malformed-body', 'body-too-large', 'unsupported-media-type'] as const) : []),
  'too-many-requests',
  'internal',
  'unavailable',
  ...(one.problems ?? []),
];

export interface PageDeps {
  readonly publicOrigin: string;
  readonly clock: () => Date;
  readonly rateLimit: RateLimit;
  readonly addressOf: (c: HonoContext) => string;
}

/** Puts an operation of our pages on the application. */
export function mountPage(
  app: Hono<{ Variables: RequestVariables }>,
  one: PageOperation,
  deps: PageDeps,
): void {
  app.on(one.method.toUpperCase(), one.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
    const by = c.req.header(pageHeader);
    requireOwnPage(c, deps.publicOrigin);
    if (by !== 'page' && by !== 'frame')
      throw new Problem('origin-refused', 'Ouvrez Lastria à sa propre adresse, puis recommencez.');
    const address = deps.addressOf(c);
    // There is no session yet: who asks without end is an address
    deps.rateLimit.take(`page ${address}`);
    const params = one.params?.safeParse(c.req.param());
    if (params && !params.success) throw new Problem('not-found', "Ce que vous demandez n'existe pas.");
    const raw = one.method === 'get' ? c.req.query() : parseJson(await readBody(c, largest));
    const parsed = one.input.safeParse(raw);
    if (!parsed.success) {
      const isQuery = one.method === 'get';
      throw new Problem('invalid-request', 'Corrigez les champs indiqués. Rien n’a été enregistré.', {
        errors: parsed.error.issues.flatMap((issue) => pointers(issue, isQuery)),
      });
    }
    const call: PageCall = {
      requestId: c.get('requestId'),
      now: deps.clock(),
      by,
      address,
      device: deviceOf(c.req.header('user-agent')),
      cookie: (name) => cookieOf(c, name),
    };
    const reply = await one.handle(call, parsed.data, (params?.data ?? {}) as Record<string, string>);
    const headers = new Headers({ 'cache-control': 'no-store' });
    for (const cookie of reply.cookies ?? []) headers.append('set-cookie', cookie);
    if (!one.reply) return new Response(null, { status: 204, headers });
    headers.set('content-type', 'application/json');
    return new Response(JSON.stringify(reply.body), { headers });
  });
}

function pointers(issue: z.core.$ZodIssue, isQuery: boolean): FieldError[] {
  const paths =
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  const detail = issue.code === 'unrecognized_keys' ? "Ce champ n'est pas connu." : issue.message;
  return paths.map((path) => ({
    pointer: isQuery ? `#${path.join('.')}` : path.map((part) => `/${String(part)}`).join(''),
    detail,
  }));
}

/** A cookie by its exact name, or nothing. */
function cookieOf(c: HonoContext, name: string): string | undefined {
  for (const pair of (c.req.header('cookie') ?? '').split('; ')) {
    const [key, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    if (key === name && value !== '') return value;
  }
  return undefined;
}

const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** Browser and system as people name them: nothing finer is kept. */
export function deviceOf(agent: string | undefined): string {
  const name = (known: typeof browsers) => known.find(([pattern]) => pattern.test(agent ?? ''))?.[1];
  return [name(browsers), name(systems)].filter((one) => one !== undefined).join(', ') || 'Autre';
}

/** The operation as the contract states it. */
export function describePageOperation(one: PageOperation): RouteConfig {
  const byStatus = Map.groupBy(problemsOf(one), (type) => problemTypes[type].status);
  const status = statusOf(one);
  return {
    operationId: one.id,
    method: one.method,
    path: one.path,
    tags: [one.id.split('.')[0]!],
    summary: one.summary,
    description: `${one.summary}. For Lastria's own pages: the header ${pageHeader} and our own origin.`,
    security: [],
    'x-lastria': {
      personal: false,
      readOnly: one.method === 'get',
      idempotent: false,
      versioned: false,
      proof: 'none',
      ownPage: true,
    },
    request: {
      ...(one.params ? { params: one.params } : {}),
      ...(one.method === 'get' ? { query: one.input as z.ZodObject } : {}),
      headers: z.object({ [pageHeader]: z.enum(['page', 'frame']) }),
      ...(one.method === 'post'
        ? { body: { required: true, content: { 'application/json': { schema: one.input } } } }
        : {}),
    },
    responses: {
      [status]: {
        description: 'Done.',
        headers: {
          'X-Request-Id': { schema: { type: 'string' as const }, description: 'Identifier of the call.' },
        },
        ...(one.reply ? { content: { 'application/json': { schema: one.reply } } } : {}),
      },
      ...Object.fromEntries(
        [...byStatus].map(([code, types]) => [
          code,
          {
            description: types.join(', '),
            content: { 'application/problem+json': { schema: problemSchema } },
          },
        ]),
      ),
    },
  } as RouteConfig;
}
