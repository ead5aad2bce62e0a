import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {
  acceptsBody,
  offContract,
  operationNamed,
  type ContractOperation,
} from '../../contract/support/contract.ts';
import type { Drive } from '../../contract/support/drivers/driver.ts';
import type { Scene } from '../../contract/support/scene.ts';
import { addressOf, requestOf, send, type Answer } from '../../contract/support/sending.ts';
import { headers as someHeaders, hostile, near, valid } from './arbitrary.ts';

/** Where the contract says less than the server accepts; each is to be mended in the contract. */
const looser: ReadonlySet<string> = new Set();

export interface Finding {
  readonly operation: string;
  readonly seed: number;
  readonly reasons: readonly string[];
  readonly curl: string;
  readonly sent: Sent;
}

/** What of a call was made up; the rest, records included, is that of a valid call. */
export interface Sent {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers to a call whose headers no client of ours sends: from before the contract is read. */
const beforeTheContract: ReadonlySet<number> = new Set([400, 401, 415]);

/** Calls of an operation that takes or gives a file: the file is the same each time, and takes its time. */
const mostOfFiles = 25;

/** What is wrong with an answer, whatever was sent. */
export function faultsOf(one: ContractOperation, drive: Drive, answer: Answer): string[] {
  const invalid = one.body !== undefined && !acceptsBody(one, JSON.parse(JSON.stringify(drive.body ?? null)));
  return [
    ...(answer.status >= 500 ? [`status ${answer.status}`] : []),
    ...offContract(one, answer),
    ...(invalid && answer.status < 400 && !looser.has(one.id) ? ['accepted what the contract refuses'] : []),
  ];
}

/** Sends `cases` bodies, addresses and queries to an operation; gives the first finding, made as small as it gets. */
export async function fuzz(
  scene: Scene,
  one: ContractOperation,
  cases: number,
  seed: number,
): Promise<Finding | undefined> {
  const base = await scene.drive(one);
  const query = fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    {
      weight: 2,
      arbitrary: fc.record(
        Object.fromEntries(
          one.query.map(({ name, schema }) => [name, fc.oneof(valid(schema).map(String), hostile)]),
        ),
        { requiredKeys: [] },
      ),
    },
    { weight: 1, arbitrary: fc.dictionary(hostile, hostile, { maxKeys: 2 }) },
  );
  const params = fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    {
      weight: 1,
      arbitrary: fc.record(
        Object.fromEntries(
          one.pathParameters.map((name) => [
            name,
            fc.oneof(
              fc.uuid(),
              hostile.filter((value) => !/^\.{0,2}$/.test(value) && value.isWellFormed()),
            ),
          ]),
        ),
      ),
    },
  );
  const body = one.body ? near(one.body, base.body as object) : fc.constant(undefined);
  const headers = fc.oneof(
    { weight: 9, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: someHeaders },
  );
  const calls = fc.record({ params, query: one.byClient ? fc.constant({}) : query, body, headers });
  const isOfFiles = one.binary || one.sends;
  let last: { sent: Sent; reasons: string[] } | undefined;
  const outcome = await fc.check(
    fc.asyncProperty(calls, async (made) => {
      const sent = defined(made);
      const reasons = await tryOne(scene, one, base, sent);
      if (reasons.length > 0) {
        last = { sent, reasons };
        throw new Error(reasons.join('; '));
      }
    }),
    {
      numRuns: isOfFiles ? Math.min(cases, mostOfFiles) : cases,
      seed,
      // A call made up twice is answered as it was where nothing is written, and where the file is the same
      plugins: isOfFiles || one.method === 'GET' ? [fc.ignoreEqualValues()] : [],
    },
  );
  if (!outcome.failed || !last) return undefined;
  const { sent, reasons } = last;
  return { operation: one.id, seed, reasons, curl: curlOf(scene, one, { ...base, ...sent }, sent), sent };
}

const defined = (sent: Record<keyof Sent, unknown>): Sent =>
  Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));

/** One call; gives what is wrong with its answer. */
async function tryOne(scene: Scene, one: ContractOperation, base: Drive, sent: Sent): Promise<string[]> {
  const drive = { ...base, ...sent } as Drive;
  const answer = await send(scene, one, drive, {
    ...(one.body ? { raw: JSON.stringify(drive.body) ?? 'null' } : {}),
    ...(sent.headers ? { headers: sent.headers } : {}),
  });
  if (sent.headers && beforeTheContract.has(answer.status)) return [];
  const foreignType = one.body && sent.headers?.['content-type'] !== undefined;
  return [
    ...faultsOf(one, drive, answer),
    ...(foreignType && answer.status < 400 && !/^application\/json(;|$)/.test(sent.headers['content-type']!)
      ? ['accepted another content type']
      : []),
  ];
}

function curlOf(scene: Scene, one: ContractOperation, drive: Drive, sent: Sent): string {
  const { method, headers, body } = requestOf(scene, one, drive, {
    authorization: 'Bearer $TOKEN',
    ...(sent.headers ? { headers: sent.headers } : {}),
  });
  const quote = (value: string) => `'${value.replaceAll("'", `'\\''`)}'`;
  return [
    'curl',
    '-X',
    method,
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', quote(`${name}: ${value}`)]),
    ...(body === undefined ? [] : ['-d', quote(String(body))]),
    quote(`$LASTRIA${addressOf(one, drive)}`),
  ].join(' ');
}

const folders = {
  /** Played again at each run, for ever. */
  kept: path.join(import.meta.dirname, '../regressions'),
  /** Found on this machine: move one to `regressions` in the change that mends it. */
  fresh: path.join(import.meta.dirname, '../found'),
};

/** Keeps a finding, to be played again; gives where. */
export function keep(finding: Finding): string {
  mkdirSync(folders.fresh, { recursive: true });
  const file = path.join(folders.fresh, `${finding.operation}-${finding.seed}.json`);
  writeFileSync(file, `${JSON.stringify(finding, null, 2)}\n`);
  return path.relative(process.cwd(), file);
}

/** Findings of former runs, by the name of their file. */
export const formerFindings = (): [string, Pick<Finding, 'operation' | 'sent'>][] =>
  Object.values(folders)
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name): [string, Finding] => [
          name,
          JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Finding,
        ]),
    );

/** Plays a finding again; gives what is still wrong. */
export async function replayFinding(
  scene: Scene,
  { operation, sent }: Pick<Finding, 'operation' | 'sent'>,
): Promise<string[]> {
  const one = operationNamed(operation);
  return tryOne(scene, one, await scene.drive(one), sent);
}
