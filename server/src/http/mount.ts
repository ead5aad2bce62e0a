import type { Hono, Context as HonoContext } from 'hono';
import { z } from '@hono/zod-openapi';
import type { Call, Context, Database, SessionClaims } from '../db/database.ts';
import type { Keyring } from '../vault/keyring.ts';
import type { Surroundings } from '../services.ts';
import { parseJson, readBody } from './body.ts';
import { encoded } from './compress.ts';
import { versionWanted, etagOf } from './etag.ts';
import { once, type Reach, type StoredReply } from './idempotency.ts';
import { fits, requirePlace, shown, type Shown } from './credentials.ts';
import { keepsReplies, readsOnly, statusOf, type Download, type First, type Operation } from './operation.ts';
import { requireProof } from './proof.ts';
import { Problem, recordedOnly, type FieldError } from './problem.ts';
import type { RateLimit } from './rate-limit.ts';
import { receiveBytes } from './receive.ts';
import type { RequestVariables } from './request.ts';

export interface MountDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly clock: () => Date;
  /** Where our own pages are. */
  readonly publicOrigin: string;
  /** Whether a session opened for these elements serves an operation. */
  readonly serves: (elements: readonly string[] | null, operation: string) => boolean;
  readonly rateLimit: RateLimit;
  /** Records a refusal in a transaction of its own. */
  readonly refused: (ctx: Context, operation: string, type: string) => Promise<void>;
  /** How far who acts reaches what this transaction was about. */
  readonly reached: (ctx: Context) => Promise<readonly Reach[]>;
  /** Refuses that a reply be given again to whoever lost, since a moment, a right or the sight of what it says. */
  readonly mayRead: (ctx: Context, since: Date, reach: readonly Reach[]) => Promise<void>;
  /** Leaves a trace of a reply given again. */
  readonly repeated: (ctx: Context, operation: string) => Promise<void>;
  /** Something was published for this tenant, and committed. */
  readonly published: (tenantId: string) => void;
  readonly validateReplies: boolean;
  readonly services: Surroundings;
}

// What a schema refuses is said to people.
z.config(z.locales.fr());

type App = Hono<{ Variables: RequestVariables }>;
export const defaultMaxBody = 256 * 1024;
/** What is logged of a call whose caller is gone: nobody reads it. */
const hungUp = 499;

/** Puts an operation on the application: each step once, in this order, for every route. */
export function mount(app: App, one: Operation, deps: MountDeps): void {
  const path = one.path.replaceAll(/\{(\w+)\}/g, ':$1');
  app.on(one.method.toUpperCase(), path, async (c) => {
    const session = shown(c, deps.keyring) ?? unshown();
    const { claims } = session;
    deps.rateLimit.take(claims.sessionId);
    const raw = one.body ? await readBody(c, one.maxBody ?? defaultMaxBody) : '';
    const input = readInput(one, c, raw);
    let taken: { taken: unknown } | undefined;
    // Whoever hung up waits for nothing: what is only read for him is read no further
    const signal = readsOnly(one) ? c.req.raw.signal : undefined;
    const call: Call = { requestId: c.get('requestId'), now: deps.clock(), signal };
    const waits = { first: false };
    let published = 0;
    try {
      if (one.receive) {
        const { database, services } = deps;
        const params = c.req.param();
        const admit = (ctx: Context) => requireAdmission(c, one, ctx, session, deps);
        taken = await receiveBytes(c, one.receive, { database, services, claims, call, params, admit });
        if (!taken) throw unauthenticated();
        Object.assign(input, { body: taken.taken });
      }
      const access = readsOnly(one) && !one.mayKeep ? 'read' : 'write';
      const attempt = (first?: First) =>
        deps.database.withActor(claims, access, call, async (ctx) => {
          requireAdmission(c, one, ctx, session, deps);
          waits.first = (await first?.needed(ctx)) ?? false;
          if (waits.first) return undefined;
          const key = keepsReplies(one) ? idempotencyKey(c, one.idempotent ?? false) : undefined;
          const answer: StoredReply & { repeats?: Date } =
            key === undefined
              ? await run(one, ctx, input, deps)
              : await once(ctx, one.id, key, `${c.req.path}\n${input.version}\n${raw}`, () =>
                  runOnce(one, ctx, input, deps),
                );
          if (answer.repeats) await giveAgain(one, ctx, { ...answer, repeats: answer.repeats }, deps);
          if (one.personal && ctx.traced.length === 0) throw new Error(`${one.id} left no audit row`);
          published = ctx.published;
          return answer;
        });
      let reply = await attempt(one.first);
      if (waits.first) {
        await one.first!.work(deps.database, claims.tenantId, call.now);
        reply = await attempt();
      }
      if (published > 0) deps.published(claims.tenantId);
      if (!reply) throw unauthenticated();
      const headers = { 'cache-control': 'no-store', ...reply.headers };
      if (one.sends) return sending(reply.body as Download, reply.status, headers);
      if (reply.body === undefined) return new Response(null, { status: reply.status, headers });
      const sent = await encoded(JSON.stringify(reply.body), c.req.header('accept-encoding'));
      return new Response(sent.body, {
        status: reply.status,
        headers: { 'content-type': 'application/json', ...headers, ...sent.headers },
      });
    } catch (error) {
      if (signal?.aborted) return new Response(null, { status: hungUp });
      // A commit whose answer was lost may have kept it: then it is swept later, if nothing names it
      if (taken && error instanceof Problem) await one.receive!.undo(taken.taken, deps.services);
      if (error instanceof Problem) await recordRefusal(one.id, claims, call, error, deps);
      throw error;
    }
  });
}

/** A file, read as the line takes it; who asked is told to save it, and never to show it as a page. */
function sending(
  { content, size, filename }: Download,
  status: number,
  headers: Record<string, string>,
): Response {
  return new Response(ReadableStream.from(content), {
    status,
    headers: {
      'content-type': 'application/octet-stream',
      ...(size === undefined ? {} : { 'content-length': String(size) }),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
      ...headers,
    },
  });
}

/** The handler and its reply, as stored for repeats. */
async function run(
  one: Operation,
  ctx: Context,
  input: Parameters<Operation['handle']>[1],
  deps: MountDeps,
): Promise<StoredReply> {
  const reply = await one.handle(ctx, input, deps.services);
  if (deps.validateReplies && one.reply) one.reply.parse(reply.body);
  return {
    status: statusOf(one),
    headers: {
      ...(reply.version === undefined ? {} : { etag: etagOf(reply.version) }),
      ...(reply.location === undefined ? {} : { location: reply.location }),
      ...(reply.retryAfter === undefined ? {} : { 'retry-after': String(reply.retryAfter) }),
    },
    body: reply.body,
  };
}

/** The same, with how far its author reaches what it says. */
async function runOnce(...[one, ctx, input, deps]: Parameters<typeof run>): Promise<StoredReply> {
  const reply = await run(one, ctx, input, deps);
  return one.personal ? { ...reply, reach: await deps.reached(ctx) } : reply;
}

/** Checks, as of now, that a reply kept may be given again. One that says nothing but « done » always may. */
async function giveAgain(
  one: Operation,
  ctx: Context,
  answer: StoredReply & { repeats: Date },
  deps: MountDeps,
): Promise<void> {
  if (answer.body !== undefined) {
    if (one.personal && !answer.reach) throw recordedOnly('not-found');
    await deps.mayRead(ctx, answer.repeats, answer.reach ?? []);
  }
  await deps.repeated(ctx, one.id);
}

export const unauthenticated = () =>
  new Problem('unauthenticated', 'Ouvrez de nouveau votre session. Ce que vous avez saisi est conservé.', {
    headers: { 'www-authenticate': 'Bearer' },
  });

const unshown = (): never => {
  throw unauthenticated();
};

/** What every call is asked once its session is known: how it is shown, from which page, for which element, how sure. */
export function requireAdmission(
  c: HonoContext,
  one: Pick<Operation, 'id' | 'proof'> & Partial<Pick<Operation, 'personal'>>,
  { actor, now }: Context,
  session: Shown,
  deps: Pick<MountDeps, 'publicOrigin' | 'serves'>,
): void {
  if (!fits(actor, session, now)) throw unauthenticated();
  requirePlace(c, actor, session.by, deps.publicOrigin);
  if (!deps.serves(actor.elements, one.id)) {
    throw new Problem('isolated-only', 'Ouvrez cet écran dans Lastria : cette page ne peut pas le montrer.');
  }
  requireProof(one, actor, now);
}

/** Leaves a trace of what was refused to a known person. */
export async function recordRefusal(
  operation: string,
  claims: SessionClaims,
  call: Call,
  problem: Problem,
  deps: MountDeps,
) {
  if (problem.status !== 403 && problem.status !== 404 && problem.type !== 'disclosure') return;
  // It is left even where nobody waits for the answer
  const { requestId, now } = call;
  await deps.database.withActor(claims, 'read', { requestId, now }, (ctx) =>
    deps.refused(ctx, operation, problem.type),
  );
}

function readInput(one: Operation, c: HonoContext, raw: string): Parameters<Operation['handle']>[1] {
  const errors: FieldError[] = [];
  const check = (
    schema: z.ZodType | undefined,
    value: unknown,
    pointerOf: (path: readonly PropertyKey[]) => string,
  ): unknown => {
    if (!schema) return undefined;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      // An unknown field is an issue of what holds it: each is named.
      const paths =
        issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
      for (const path of paths) {
        const pointer = pointerOf(path);
        const detail = issue.code === 'unrecognized_keys' ? "Ce champ n'est pas connu." : issue.message;
        if (!errors.some((known) => known.pointer === pointer)) errors.push({ pointer, detail });
      }
    }
    return undefined;
  };
  const params = one.params?.safeParse(c.req.param());
  if (params && !params.success) {
    throw new Problem(
      'not-found',
      "Ce que vous demandez n'existe pas, ou ne fait pas partie de vos dossiers.",
    );
  }
  const named = (path: readonly PropertyKey[]) => `#${path.map(String).join('.')}`;
  const query = check(one.query ?? z.strictObject({}), c.req.query(), named);
  let body: unknown;
  if (one.body)
    body = check(one.body, parseJson(raw), (path) =>
      path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    );
  if (errors.length > 0) {
    throw new Problem(
      'invalid-request',
      'Corrigez les champs indiqués, puis recommencez. Rien n’a été enregistré.',
      { errors },
    );
  }
  const version = one.versioned ? versionWanted(c.req.header('if-match')) : 0;
  return { params: params?.data, query, body, version } as Parameters<Operation['handle']>[1];
}

function idempotencyKey(c: HonoContext, required: boolean): string | undefined {
  const key = c.req.header('idempotency-key');
  if (key === undefined && !required) return undefined;
  if (key === undefined || !/^[\x21-\x7e]{8,255}$/.test(key)) {
    throw new Problem(
      'invalid-request',
      "Indiquez une clé d'envoi (Idempotency-Key) de 8 à 255 caractères ; rien n'a été enregistré.",
      {
        errors: [{ pointer: '#Idempotency-Key', detail: 'Une clé de 8 à 255 caractères est attendue.' }],
      },
    );
  }
  return key;
}
