import { readFileSync } from 'node:fs';
import type { Measure } from '../engine/question.ts';

/** A report of the catalogue: a question that has a name. */
export interface Report {
  readonly id: string;
  readonly theme: string;
  readonly title: string;
  readonly definition: string;
  readonly measures: readonly Measure[];
  readonly dimensions: readonly string[];
  readonly filters: readonly string[];
  readonly chart: 'bar' | 'stackedBar' | 'line' | 'pyramid' | 'heatmap' | 'table';
  /** `administrators`: who answers for the team. `security`: who reviews security. */
  readonly audience: 'service' | 'administrators' | 'security';
  /** Features it has no source without; none: it runs. */
  readonly waitsFor: readonly string[];
  readonly top?: number;
  readonly threeYears?: boolean;
}

let loaded: ReadonlyMap<string, Report> | undefined;

/** Every report, by its id. Read once, when first asked for. */
export function reports(): ReadonlyMap<string, Report> {
  loaded ??= new Map(
    (JSON.parse(readFileSync(new URL('./reports.json', import.meta.url), 'utf8')) as readonly Report[]).map(
      (report) => [report.id, report],
    ),
  );
  return loaded;
}

/** Dimensions that whoever runs the report chooses, and what stands there until he does. */
export const picks: Readonly<Record<string, string>> = { pick1: 'ageBracket', pick2: 'sex' };
