/** `npm run check`: everything that can be known without running the product. Stops at the first step that fails. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const steps: [name: string, command: string, ...args: string[]][] = [
  ['Types', 'tsc', '-b'],
  ['Lint', 'eslint', '.', '--max-warnings=0'],
  ['Format', 'prettier', '--check', '--log-level=warn', '.'],
  ['Dead code', 'knip'],
  ['Top-level names', 'node', 'test/scripts/check-top-level.ts'],
  ['Dependencies', 'node', 'test/scripts/check-dependencies.ts'],
  ['ASVS', 'node', 'test/scripts/check-asvs.ts'],
  ['Generated files', 'node', 'test/scripts/check-generated.ts'],
  ['Contract', 'spectral', 'lint', 'openapi/openapi.json', '--fail-severity=hint', '--quiet'],
];

const root = path.resolve(import.meta.dirname, '../..');
for (const [name, command, ...args] of steps) {
  const start = performance.now();
  const program = command === 'node' ? process.execPath : path.join(root, 'node_modules/.bin', command);
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (status !== 0) {
    console.error(
      `✗ ${name} (${seconds} s): ${[command, ...args].join(' ')}${error ? `: ${error.message}` : ''}`,
    );
    process.exit(1);
  }
  console.log(`✓ ${name} (${seconds} s)`);
}
