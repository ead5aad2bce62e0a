/**
 * `npm test [-- WHAT…]`: every suite, or those named: `server`, `sdk`, `test`, `elements`, or part of a path.
 * Last line, alone: `N passed, N failed`. A skipped test, a runner that crashed or found nothing: a failure.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { claimsFile, readClaims, verdict } from './check-asvs.ts';
import { findBrowser } from './ensure-browser.ts';

type Outcome = { file: string; name: string; status: string; duration: number; why?: string };
type Runner = {
  name: string;
  bin: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  read: () => Outcome[];
};

const root = path.resolve(import.meta.dirname, '../..');
const results = mkdtempSync(path.join(tmpdir(), 'lastria-tests-'));
const folders: Record<string, string> = { server: 'server/src/', sdk: 'sdk/src/', test: 'test/' };

function vitest(filters: string[]): Runner {
  const output = path.join(results, 'vitest.json');
  return {
    name: 'vitest',
    bin: 'vitest',
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${output}`, ...filters],
    cwd: root,
    env: {},
    read: () => readVitest(output),
  };
}

function webTestRunner(files: string[]): Runner {
  const output = path.join(results, 'wtr.json');
  const chosen = files.flatMap((file) => [
    '--files',
    `src/**/*${file}*/**/*.test.ts`,
    `src/**/*${file}*.test.ts`,
  ]);
  return {
    name: 'web-test-runner',
    bin: 'web-test-runner',
    args: ['--config', 'web-test-runner.config.mjs', ...chosen],
    cwd: path.join(root, 'elements'),
    env: { LASTRIA_WTR_RESULTS: output },
    read: () => JSON.parse(readFileSync(output, 'utf8')) as Outcome[],
  };
}

type VitestFile = {
  name: string;
  status: string;
  assertionResults: {
    ancestorTitles: string[];
    title: string;
    status: string;
    duration?: number | null;
    failureMessages?: string[];
  }[];
};

function readVitest(output: string): Outcome[] {
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as { testResults: VitestFile[] };
  return testResults.flatMap((result) => {
    const file = path.relative(root, result.name);
    const tests = result.assertionResults.map((test) => ({
      file,
      name: [...test.ancestorTitles, test.title].join(' › '),
      status: test.status,
      duration: test.duration ?? 0,
      why: test.failureMessages?.[0] ?? '',
    }));
    // A file that fails outside its tests (an import, a hook) counts as one failure
    const silent = result.status === 'failed' && tests.every((test) => test.status === 'passed');
    return silent ? [...tests, { file, name: 'the file itself', status: 'failed', duration: 0 }] : tests;
  });
}

/** Groups go whole to their runner; anything else is part of a path, and goes to the runner that owns that path. */
function choose(wanted: string[]): Runner[] {
  if (wanted.length === 0) return [vitest([]), webTestRunner([])];
  const forBrowser = wanted.filter((word) => word === 'elements' || word.startsWith('elements/'));
  const forNode = wanted.filter((word) => !forBrowser.includes(word)).map((word) => folders[word] ?? word);
  const files = forBrowser.includes('elements')
    ? []
    : forBrowser.map((word) => word.replace(/^elements\/(src\/)?/, '').replace(/\/$|\.test\.ts$/g, ''));
  return [
    ...(forNode.length > 0 ? [vitest(forNode)] : []),
    ...(forBrowser.length > 0 ? [webTestRunner(files)] : []),
  ];
}

/** Its exit code, and what it said where it does not say it to the terminal itself. */
function run({ bin, args, cwd, env }: Runner, aloud: boolean): Promise<{ code: number; said: string }> {
  const browser = findBrowser();
  const output = aloud ? 'inherit' : 'pipe';
  const child = spawn(path.join(root, 'node_modules/.bin', bin), args, {
    cwd,
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      TZ: 'Pacific/Auckland',
      // Each of our programs and threads would strip the types of the same modules again
      NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/node'),
      ...(browser && { CHROME_PATH: browser }),
      ...env,
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, said: `${said}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, said }));
  });
}

/** The runner's tests; what it did not say in a test (a crash, no test at all) becomes a failure of its own. */
function outcomesOf(runner: Runner, code: number): Outcome[] {
  const failure = (name: string): Outcome => ({ file: runner.name, name, status: 'failed', duration: 0 });
  let outcomes: Outcome[];
  try {
    outcomes = runner.read();
  } catch {
    return [failure(`crashed (exit code ${code}) before it could write its results`)];
  }
  if (outcomes.length === 0) return [failure('ran no test')];
  const failed = outcomes.some((test) => test.status !== 'passed');
  return code !== 0 && !failed
    ? [...outcomes, failure(`exit code ${code} though every test passed`)]
    : outcomes;
}

/** What is claimed of the ASVS, as tests of its own: a claim whose test did not pass is a failure. */
function claimsShown(outcomes: Outcome[], isWhole: boolean): Outcome[] {
  const { failures, notLookedAt } = verdict(readClaims(), outcomes, isWhole);
  if (notLookedAt !== undefined) console.log(`\n${notLookedAt}`);
  const outcome = (name: string, status: string): Outcome => ({
    file: claimsFile,
    name,
    status,
    duration: 0,
  });
  if (failures.length > 0) return failures.map((name) => outcome(name, 'failed'));
  return isWhole ? [outcome('each requirement met is shown by a test that passed', 'passed')] : [];
}

function print(outcomes: Outcome[]): number {
  const failed = outcomes.filter((test) => test.status !== 'passed');
  console.log('\nTen slowest tests');
  for (const test of outcomes.toSorted((a, b) => b.duration - a.duration).slice(0, 10))
    console.log(`  ${Math.round(test.duration).toString().padStart(6)} ms  ${test.file}  ${test.name}`);
  if (failed.length > 0) console.log('\nNot passed');
  for (const { status, file, name, why = '' } of failed) {
    console.log(`  ${status.padEnd(7)}  ${file}  ${name}`);
    for (const line of why.split('\n').slice(0, 8)) if (line.trim() !== '') console.log(`    ${line}`);
  }
  console.log(`\n${outcomes.length - failed.length} passed, ${failed.length} failed`);
  return failed.length;
}

// At once: where the tests of one wait, those of the other go on. The first speaks as it goes, the other after it.
const wanted = process.argv.slice(2);
const runners = choose(wanted);
console.log(`\n── ${runners.map(({ name }) => name).join(', then ')}`);
const ended = await Promise.all(runners.map((runner, index) => run(runner, index === 0)));
const outcomes = runners.flatMap((runner, index) => {
  const { code, said } = ended[index]!;
  if (said !== '') console.log(`\n── ${runner.name}\n${said}`);
  return outcomesOf(runner, code);
});
if (existsSync(results)) rmSync(results, { recursive: true });
process.exitCode = print([...outcomes, ...claimsShown(outcomes, wanted.length === 0)]) === 0 ? 0 : 1;
