import { contractOperations } from './contract.ts';
import type { Scene } from './scene.ts';

/** Addresses as they are declared: never as they were called. */
const routes: ReadonlySet<string> = new Set([
  '*',
  '/*',
  '/:client/*',
  ...contractOperations.map(({ path }) => path.replaceAll(/\{(\w+)\}/g, ':$1')),
]);

/** What each field of a line may hold: codes, counts, durations and ids of calls. A field that is not here is a fault. */
const fields: Readonly<Record<string, (value: unknown) => boolean>> = {
  level: (value) => /^(debug|info|warn|error)$/.test(String(value)),
  event: (value) => /^(request|failure|live|jobs|job failed|audit)$/.test(String(value)),
  requestId: (value) => /^[\w-]{8,64}$/.test(String(value)),
  method: (value) => /^[A-Z]{3,7}$/.test(String(value)),
  route: (value) => routes.has(String(value)),
  status: Number.isInteger,
  ms: Number.isInteger,
  problem: (value) => /^[a-z-]{5,30}$/.test(String(value)),
  code: (value) => /^([0-9A-Z]{5}|[A-Z][A-Z_]+|[A-Z]\w*Error)$/.test(String(value)),
  jobId: (value) => /^[0-9a-f-]{36}$/.test(String(value)),
  kind: (value) => /^[a-z]+\.[a-z]+$/.test(String(value)),
};

/** The lines of a log that hold anything but codes, or something of `planted`. */
export const tellingLines = (lines: readonly string[], planted: readonly string[]): string[] =>
  lines.filter(
    (line) =>
      Object.entries(JSON.parse(line) as Record<string, unknown>).some(
        ([name, value]) => !(fields[name]?.(value) ?? false),
      ) || planted.some((datum) => line.includes(datum)),
  );

/** What of a scene's persons, texts and secrets no line may hold; a test adds what it wrote itself. */
export const plantedIn = ({ worker, colleague, clientSecret }: Scene): string[] => [
  ...['Dupont', 'Marie', '1980-03-12', 'C. Morel', 'Paul', 'Leroy', 'Anne', 'Petit'],
  ...['Texte.', 'Brouillon', 'Suite', 'Mutation'],
  // A part tells as much as the whole
  ...[worker.token, colleague.token, clientSecret].map((secret) => secret.slice(0, 30)),
];
