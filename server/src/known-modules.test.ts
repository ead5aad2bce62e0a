import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

interface Found {
  readonly specifier: string;
  readonly url: string;
  readonly format: string;
}

/** What a program of ours finds that loads drizzle as the server does, after `before`. */
async function found(before: string): Promise<Found[]> {
  const script = `
    import { registerHooks } from 'node:module';
    ${before}
    const found = [];
    registerHooks({
      resolve(specifier, context, next) {
        const { url, format } = next(specifier, context);
        found.push({ specifier, url, format });
        return { url, format, shortCircuit: true };
      },
    });
    await import('./db/database.ts');
    console.log(JSON.stringify(found));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
  });
  return JSON.parse(stdout) as Found[];
}

test('what is known without reading is what Node finds', async () => {
  const [own, nodes] = await Promise.all([
    found(`import { knowModules } from './known-modules.ts'; knowModules();`),
    found(''),
  ]);
  expect(nodes.filter(({ url }) => url.includes('/drizzle-orm/')).length).toBeGreaterThan(100);
  expect(own).toEqual(nodes);
});
