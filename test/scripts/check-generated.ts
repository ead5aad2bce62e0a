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
  try {
    return (await promisify(execFile)(command, args, { cwd, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    const { message, stderr } = error as Error & { stderr?: string };
    throw new Error(stderr?.trim() || message, { cause: error });
  }
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
      const config = ['--config', '../test/scripts/manifest.config.mjs'];
      await run(bin('cem'), ['analyze', ...config, '--outdir', path.relative(elements, scratch)], elements);
      return readFile(path.join(scratch, 'custom-elements.json'), 'utf8');
    },
  },
  {
    target: 'server/SECURITY.md',
    async produce(scratch) {
      const page = path.join(scratch, 'SECURITY.md');
      await writeFile(page, await run(process.execPath, ['test/scripts/security-tables.ts']));
      await run(bin('prettier'), ['--config', '.prettierrc.json', '--write', page]);
      return readFile(page, 'utf8');
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
    try {
      const same = await refresh(target, () => produce(scratch), write);
      if (!same && !write)
        throw new Error('not what its generator says: run `npm run generate` and commit the result');
      console.log(`${target}: ${same ? 'unchanged' : 'written'}`);
    } catch (error) {
      console.error(`${target}: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  }
} finally {
  await rm(scratch, { recursive: true });
}
