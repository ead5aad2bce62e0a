/**
 * Reporter of web-test-runner: writes every test's outcome to the file named by LASTRIA_WTR_RESULTS,
 * where run-tests.ts reads it. Does nothing when the variable is absent (watch mode, a single file by hand).
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';

export function summaryReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const target = process.env.LASTRIA_WTR_RESULTS;
      if (target) writeFileSync(target, JSON.stringify(sessions.flatMap(outcomes)));
    },
  };
}

/** A session that failed without a failed test (a module that does not load, an error outside a test) is one failure. */
function outcomes(session) {
  const file = path.relative(path.resolve(import.meta.dirname, '../..'), session.testFile);
  const tests = flatten(session.testResults, []).map((test) => ({ ...test, file }));
  const silent = !session.passed && tests.every((test) => test.status === 'passed');
  return silent ? [...tests, { file, name: 'the file itself', status: 'failed', duration: 0 }] : tests;
}

function flatten(suite, parents) {
  if (!suite) return [];
  const names = suite.name ? [...parents, suite.name] : parents;
  const tests = (suite.tests ?? []).map((test) => ({
    name: [...names, test.name].join(' › '),
    status: test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed',
    duration: test.duration ?? 0,
    why: test.error?.message ?? '',
  }));
  return [...tests, ...(suite.suites ?? []).flatMap((child) => flatten(child, names))];
}
