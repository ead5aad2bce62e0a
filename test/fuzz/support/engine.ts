import { mkdirSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { acceptsBody, offContract, type ContractOperation } from '../../contract/support/contract.ts';
import type { Drive } from '../../contract/support/drivers.ts';
import { addressOf, requestOf, send, type Answer, type Scene } from '../../contract/support/scene.ts';
import { hostile, near, valid } from './arbitrary.ts';

/** Where the contract says less than the server accepts; each is to be mended in the contract. */
const looser: ReadonlySet<string> = new Set();

export interface Finding {
  readonly operation: string;
  readonly seed: number;
  readonly reasons: readonly string[];
  readonly curl: string;
}

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
    { weight: 4, arbitrary: fc.constant(base.params) },
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
  const drives = fc
    .record({ params, query: one.byClient ? fc.constant({}) : query, body })
    .map((drive) => ({ ...base, ...drive }) as Drive);
  let last: { drive: Drive; reasons: string[] } | undefined;
  const outcome = await fc.check(
    fc.asyncProperty(drives, async (drive) => {
      const answer = await send(
        scene,
        one,
        drive,
        one.body ? { raw: JSON.stringify(drive.body) ?? 'null' } : {},
      );
      const reasons = faultsOf(one, drive, answer);
      if (reasons.length > 0) {
        last = { drive, reasons };
        throw new Error(reasons.join('; '));
      }
    }),
    { numRuns: cases, seed },
  );
  if (!outcome.failed || !last) return undefined;
  return { operation: one.id, seed, reasons: last.reasons, curl: curlOf(scene, one, last.drive) };
}

function curlOf(scene: Scene, one: ContractOperation, drive: Drive): string {
  const { method, headers, body } = requestOf(scene, one, drive, { authorization: 'Bearer $TOKEN' });
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

/** Keeps a finding, to be played again. */
export function keep(finding: Finding, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    `${folder}/${finding.operation}-${finding.seed}.json`,
    `${JSON.stringify(finding, null, 2)}\n`,
  );
}
