/**
 * Files a program writes and we commit. `npm run check` fails when a committed file is not what its generator
 * says; `npm run generate` (the same with `--write`) writes it.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '../..');

async function run(command: string, args: string[], cwd = root): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

const bin = (name: string): string => path.join(root, 'node_modules/.bin', name);

/** In the order in which one depends on the other: the SDK's types are made from the contract. */
const generators: { target: string; produce: (scratch: string) => Promise<string> }[] = [
  {
    target: 'openapi/openapi.json',
    produce: () => run(process.execPath, ['server/src/main.ts', 'contract']),
  },
  {
    target: 'sdk/src/generated/schema.d.ts',
    async produce(scratch) {
      const output = path.join(scratch, 'schema.d.ts');
      await run(bin('openapi-typescript'), [
        'openapi/openapi.json',
        '--default-non-nullable=false',
        '-o',
        output,
      ]);
      return readFile(output, 'utf8');
    },
  },
  {
    target: 'elements/custom-elements.json',
    async produce(scratch) {
      const elements = path.join(root, 'elements');
      const globs = ['--globs', 'src/**/*.element.ts', 'src/core/**/*.ts', '--exclude', 'src/**/*.test.ts'];
      const output = ['--outdir', path.relative(elements, scratch), '--packagejson', 'false', '--quiet'];
      await run(bin('cem'), ['analyze', '--litelement', ...globs, ...output], elements);
      return readFile(path.join(scratch, 'custom-elements.json'), 'utf8');
    },
  },
];

/** True when the committed file already was what the generator says. */
async function refresh(target: string, produce: () => Promise<string>, write: boolean): Promise<boolean> {
  const produced = await produce();
  const file = path.join(root, target);
  const same = (await readFile(file, 'utf8').catch(() => undefined)) === produced;
  if (!same && write) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, produced);
  }
  return same;
}

const write = process.argv.includes('--write');
const scratch = await mkdtemp(path.join(tmpdir(), 'lastria-generated-'));
try {
  for (const { target, produce } of generators) {
    const same = await refresh(target, () => produce(scratch), write);
    if (same) console.log(`${target}: unchanged`);
    else if (write) console.log(`${target}: written`);
    else {
      console.error(
        `${target} is not what its generator says: run \`npm run generate\` and commit the result.`,
      );
      process.exitCode = 1;
    }
  }
} finally {
  await rm(scratch, { recursive: true });
}
