/** The table of runtime dependencies in CONTRIBUTING.md names what the packages ask for, and nothing else. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** What a table says and no package asks for, and what a package asks for and the table leaves out. */
export function differences(guide: string, asked: Readonly<Record<string, readonly string[]>>): string[] {
  const said = new Set(
    [...guide.matchAll(/^\| (\S+) +\| (elements|sdk|server) +\| [^|\s]/gmu)].map(
      ([, name, where]) => `${name} (${where})`,
    ),
  );
  const needed = new Set(
    Object.entries(asked).flatMap(([where, names]) => names.map((name) => `${name} (${where})`)),
  );
  return [
    ...[...said].filter((one) => !needed.has(one)).map((one) => `${one} is in no package.json`),
    ...[...needed].filter((one) => !said.has(one)).map((one) => `${one} has no line`),
  ];
}

const dependencies = (workspace: string): string[] => {
  const found = JSON.parse(read(`${workspace}/package.json`)) as { dependencies?: Record<string, string> };
  return Object.keys(found.dependencies ?? {}).filter((name) => !name.startsWith('@lastria/'));
};

if (import.meta.main) {
  const asked = Object.fromEntries(
    ['elements', 'sdk', 'server'].map((workspace) => [workspace, dependencies(workspace)]),
  );
  const found = differences(read('CONTRIBUTING.md'), asked);
  if (found.length > 0) {
    console.error(`CONTRIBUTING.md, runtime dependencies: ${found.join('; ')}.`);
    process.exit(1);
  }
}
