import { z } from 'zod';
import { badRequest } from './errors.ts';
import type { Seed } from './seed.ts';

const mostItems = 20;

const batch = z.strictObject({
  requests: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']),
        /** Relative: `/me/events`. */
        url: z.string().regex(/^\/?(?!.*:\/\/)\S+$/),
        headers: z.record(z.string(), z.string()).optional(),
        body: z.record(z.string(), z.unknown()).optional(),
        dependsOn: z.array(z.string()).optional(),
      }),
    )
    .min(1),
});

type Item = z.infer<typeof batch>['requests'][number];

interface Answer {
  readonly id: string;
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** One item, as the pipeline of single requests takes it. */
interface Single {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
}

/** @throws GraphError 400 when malformed: too many, an id twice, an absolute url, a body of no said type */
function readBatch(input: unknown): readonly Item[] {
  const parsed = batch.safeParse(input);
  if (!parsed.success)
    throw badRequest(`Invalid batch payload: ${parsed.error.issues[0]!.message}`, 'BadRequest');
  const { requests } = parsed.data;
  const ids = requests.map(({ id }) => id);
  if (requests.length > mostItems)
    throw badRequest(`A batch holds at most ${mostItems} requests.`, 'BadRequest');
  if (new Set(ids).size < ids.length) throw badRequest('The ids of a batch are unique.', 'BadRequest');
  for (const [at, { id, headers = {}, body, dependsOn = [] }] of requests.entries()) {
    const typed = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
    if (body && !typed) throw badRequest(`Request ${id}: a body needs its Content-Type.`, 'BadRequest');
    const missing = dependsOn.find((other) => !ids.slice(0, at).includes(other));
    if (missing !== undefined)
      throw badRequest(`Request ${id} depends on ${missing}, which is not before.`, 'BadRequest');
  }
  return requests;
}

/**
 * Runs the items of a batch one after the other, each as a request of its own.
 * @returns the answers, in any order
 */
export async function runBatch(
  input: unknown,
  seed: Seed,
  run: (single: Single) => Promise<Response>,
): Promise<readonly Answer[]> {
  const answers = new Map<string, Answer>();
  for (const { id, method, url, headers = {}, body, dependsOn = [] } of readBatch(input)) {
    if (dependsOn.some((other) => answers.get(other)!.status >= 400)) {
      const error = { code: 'FailedDependency', message: 'A request it depends on failed.' };
      answers.set(id, { id, status: 424, body: { error } });
      continue;
    }
    const path = url.startsWith('/') ? url : `/${url}`;
    const response = await run({ id, method, path, headers, text: body && JSON.stringify(body) });
    const text = await response.text();
    answers.set(id, {
      id,
      status: response.status,
      headers: Object.fromEntries(response.headers),
      ...(text === '' ? {} : { body: JSON.parse(text) as unknown }),
    });
  }
  return seed.shuffled([...answers.values()]);
}
