/**
 * What Lastria claims of each requirement of OWASP ASVS 5.0, levels 1 and 2: `test/security/asvs.yml`. A claim that
 * nothing shows is a fault: `npm run check` reads the form and finds the tests named in their files; a run of all the
 * tests (run-tests.ts) asks that each of them passed.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { asvsIds } from './asvs-ids.ts';

export interface Claim {
  readonly id: string;
  readonly status: string;
  readonly test?: string;
  readonly why?: string;
}

/** The result of a test: its name begins with those of the groups around it. */
export interface Result {
  readonly name: string;
  readonly status: string;
}

const root = path.resolve(import.meta.dirname, '../..');
export const claimsFile = 'test/security/asvs.yml';
export const readClaims = (): string => readFileSync(path.join(root, claimsFile), 'utf8');

/** Chapters of who gets in, and to what: nothing stays open there. */
const settled = ['6', '7', '8', '9', '10', '16'];
const keys = {
  met: ['id', 'status', 'test'],
  'not-applicable': ['id', 'status', 'why'],
  open: ['id', 'status', 'why'],
};

/** The claims of a text, in the one form they are written in, and the lines that are of no form. */
export function parse(text: string): { claims: Claim[]; faults: string[] } {
  const claims: Record<string, string>[] = [];
  const faults: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const [, dash, key = '', plain, quoted] =
      /^(- | {2})(id|status|test|why): (?:([\w.-]+)|("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'))$/.exec(line) ?? [];
    const claim = dash === '- ' ? {} : claims.at(-1);
    if (dash === undefined || !claim || key in claim || (dash === '- ') !== (key === 'id')) {
      faults.push(`line ${index + 1} is none of id, status, test, why: ${line}`);
      continue;
    }
    claim[key] = plain ?? unquoted(quoted!);
    if (dash === '- ') claims.push(claim);
  }
  return { claims: claims as unknown as Claim[], faults };
}

const unquoted = (text: string): string =>
  text.startsWith('"') ? (JSON.parse(text) as string) : text.slice(1, -1).replaceAll("''", "'");

/** A reason says something of this product: a sentence, not a word that puts it off. */
const isReason = (why: string): boolean =>
  why.split(/\s+/).length >= 8 && !/\b(todo|tbd|fixme|later|see above|n\/a)\b/i.test(why);

const order = (id: string): number => asvsIds.indexOf(id);

/** What is wrong with the claims of a text, given the text of every test. */
export function faultsOf(text: string, tests: string): string[] {
  const { claims, faults } = parse(text);
  const ids = claims.map(({ id }) => id);
  return [
    ...faults,
    ...asvsIds.filter((id) => !ids.includes(id)).map((id) => `${id} is missing`),
    ...ids.filter((id) => order(id) < 0).map((id) => `${id} is no requirement of level 1 or 2`),
    ...ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `${id} is there twice`),
    ...ids
      .filter((id, index) => index > 0 && order(id) < order(ids[index - 1]!))
      .map((id) => `${id} is not in its order`),
    ...claims.flatMap((claim) => faultsOfOne(claim, tests).map((fault) => `${claim.id} ${fault}`)),
  ];
}

function faultsOfOne({ id, status, test, why, ...more }: Claim, tests: string): string[] {
  if (!(status in keys)) return [`is neither met, not-applicable nor open, but ${status}`];
  const said = Object.keys({
    id,
    status,
    ...(test !== undefined && { test }),
    ...(why !== undefined && { why }),
    ...more,
  });
  const asked = keys[status as keyof typeof keys];
  if (said.join() !== asked.join()) return [`is ${status}: it says ${asked.join(', ')}, and nothing else`];
  if (test !== undefined && !isThere(test, tests)) return [`names a test that no file holds: ${test}`];
  if (why !== undefined && !isReason(why)) return [`gives no reason of substance: ${why}`];
  return status === 'open' && settled.includes(id.split('.')[0]!)
    ? ['is open, in a chapter where nothing may be']
    : [];
}

/** Whether a title stands in a test, as it is written there. */
const isThere = (title: string, tests: string): boolean =>
  title
    .split(between)
    .every((part) => ["'", '"', '`'].some((quote) => tests.includes(`${quote}${part}${quote}`)));
const between = ' › ';

/** Claims met whose test, or one of whose group of tests, did not pass: it failed, or it did not run. */
export function unproven(text: string, results: readonly Result[]): { failed: string[]; absent: string[] } {
  const found = { failed: [] as string[], absent: [] as string[] };
  for (const { id, status, test } of parse(text).claims) {
    if (status !== 'met' || test === undefined) continue;
    const ran = results.filter(({ name }) =>
      `${between}${name}${between}`.includes(`${between}${test}${between}`),
    );
    if (ran.length === 0) found.absent.push(`${id}: « ${test} » did not run`);
    else if (ran.some((one) => one.status !== 'passed')) found.failed.push(`${id}: « ${test} » did not pass`);
  }
  return found;
}

/**
 * What a run of tests says of the claims: failures to count with its own and, where it ran but some of them, a line on
 * those it did not look at. A whole run looks at all.
 */
export function verdict(
  text: string,
  results: readonly Result[],
  isWhole: boolean,
): { failures: string[]; notLookedAt: string | undefined } {
  const { failed, absent } = unproven(text, results);
  if (isWhole) return { failures: [...failed, ...absent], notLookedAt: undefined };
  const left = `ASVS: ${absent.length} claims rest on tests that are not among those run; npm test runs them all`;
  return { failures: failed, notLookedAt: absent.length > 0 ? left : undefined };
}

/** The text of every test; journeys that several tests play stand in files of their own. */
export const readTests = (): string =>
  [
    ...globSync('{server,sdk,elements}/src/**/*.test.ts', { cwd: root }),
    ...globSync('test/**/*.ts', { cwd: root, exclude: ['test/scripts/check-asvs.test.ts', 'test/dist/**'] }),
  ]
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n');

if (import.meta.main) {
  const found = faultsOf(readClaims(), readTests());
  if (found.length > 0) {
    console.error(`${claimsFile}:\n  ${found.join('\n  ')}`);
    process.exitCode = 1;
  }
}
