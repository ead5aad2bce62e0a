import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Far from Paris and from Réunion: a date computed in the machine's zone instead of the tenant's shows at once
process.env['TZ'] = 'Pacific/Auckland';

/**
 * The files that start a whole installation take longest, however short they are, then those that do every operation:
 * begun last, they would end alone.
 */
const longest = [/\/test\/(portal|recovery)\//, /\/test\/(statistics|security|contract|fuzz)\//, /./];
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => longest.findIndex((kind) => kind.test(moduleId));
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

const include = ['server/src/**/*.test.ts', 'sdk/src/**/*.test.ts', 'test/**/*.test.ts'];
const exclude = ['**/node_modules/**', '**/dist/**'];
/** Controls that put another module in the place of one of ours. */
const replacing = 'test/contract/repeats.control.test.ts';

export default defineConfig({
  test: {
    globalSetup: ['test/scripts/global-setup.ts'],
    pool: 'forks',
    // Half of what a test does is wait, for the database, the browser or an hour that comes: three fill two cores
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    env: { TZ: 'Pacific/Auckland' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is waited for takes some tenths of a second; on a machine that does four things, a whole one may be too few
    expect: { poll: { timeout: 10_000 } },
    allowOnly: false,
    // Loading the server anew for each file took a third of the run: only what replaces a module asks for it. What a
    // module shares lives as long as the worker: a helper registers hooks in a function that each file calls.
    projects: [
      { extends: true, test: { name: 'shared', include, exclude: [...exclude, replacing], isolate: false } },
      { extends: true, test: { name: 'replacing', include: [replacing] } },
    ],
  },
});
