import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { stateOf, states } from '../../stories/.storybook/states.ts';

const root = path.resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(path.join(root, 'elements/custom-elements.json'), 'utf8')) as {
  modules: { declarations?: { tagName?: string }[] }[];
};
const tags = manifest.modules.flatMap(({ declarations = [] }) =>
  declarations.flatMap(({ tagName }) => tagName ?? []),
);
const sources = globSync('stories/*/*.stories.ts', { cwd: root }).map((file) =>
  readFileSync(path.join(root, file), 'utf8'),
);

/** States told by the stories of an element. */
const toldOf = (source: string) =>
  new Set([...source.matchAll(/name: '([^']*)'/g)].map((match) => stateOf(match[1]!)));

test.each(tags)('<%s> has a story for each of its five states, and stands among the pictures', (tag) => {
  const source = sources.find((one) => one.includes(`component: '${tag}'`)) ?? '';
  expect(states.filter((state) => !toldOf(source).has(state))).toEqual([]);
  const captures = sources.find((one) => one.includes("title: 'Lastria/Captures'"))!;
  expect(captures).toContain(`tag: '${tag}'`);
});

test('control: a state without a story is missed', () => {
  const source = sources.find((one) => one.includes(`component: '${tags[0]!}'`))!;
  const less = source.replace(/name: 'En erreur'/, "name: 'Autre'");
  expect(states.filter((state) => !toldOf(less).has(state))).toEqual(['error']);
});
