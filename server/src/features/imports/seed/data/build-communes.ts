/**
 * Rewrites communes.ts from @etalab/decoupage-administratif (INSEE and La Poste, Licence Ouverte 2.0):
 * `node server/src/features/imports/seed/data/build-communes.ts`. The generator ships without the package.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface Commune {
  readonly code: string;
  readonly nom: string;
  readonly type: string;
  readonly departement: string;
  readonly codesPostaux?: readonly string[];
  readonly population?: number;
}

const LARGE = 14;
const SMALL = 8;
const source = createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/data/communes.json');
const byDepartment = new Map<string, Commune[]>();
for (const commune of JSON.parse(readFileSync(source, 'utf8')) as Commune[]) {
  if (commune.type !== 'commune-actuelle' || !commune.codesPostaux?.length || !commune.population) continue;
  const known = byDepartment.get(commune.departement);
  if (known) known.push(commune);
  else byDepartment.set(commune.departement, [commune]);
}

const lines = [...byDepartment.entries()]
  .sort(([left], [right]) => (left < right ? -1 : 1))
  .map(([department, communes]) => {
    const sorted = communes.sort((left, right) => (right.population ?? 0) - (left.population ?? 0));
    const rural = sorted.slice(LARGE);
    const step = Math.max(1, Math.floor(rural.length / SMALL));
    const kept = [...sorted.slice(0, LARGE), ...rural.filter((_, rank) => rank % step === 0).slice(0, SMALL)];
    const cells = kept.map(
      (c) => `${c.code}|${c.nom}|${c.codesPostaux?.slice(0, 4).join(' ')}|${c.population}`,
    );
    return `  ${JSON.stringify(`${department}=${cells.join(';')}`)},`;
  });

const header = `/**
 * Written by build-communes.ts; do not edit. Communes: INSEE code, name, postal codes, population.
 * Source: INSEE (COG, populations légales 2026), La Poste (codes postaux), Licence Ouverte 2.0.
 */
`;
const body = `export const COMMUNES: readonly string[] = [\n${lines.join('\n')}\n];\n`;
writeFileSync(new URL('communes.ts', import.meta.url), `${header}${body}`);
