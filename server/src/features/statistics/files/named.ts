import { reports } from '../catalogue/reports.ts';
import type { Definition, Table } from '../statistics.schema.ts';
import { tableOfAnswer } from './answer.ts';
import type { Chapter, ChartKind, Figure, ReportTable } from './shape.ts';

/** What is said of a table beside what it says of itself. */
export interface Naming {
  /** What names it within its file, where it is no report of the catalogue. */
  readonly code: string;
  readonly title?: string | undefined;
  readonly comment?: string | undefined;
  /** What it was restricted to, in French. */
  readonly only?: readonly string[] | undefined;
}

/** Said on each page of a file that is not to leave the service. */
export const insideOnly = 'Usage interne au service — ne pas diffuser';

const kinds: Partial<Record<NonNullable<Definition['chart']>, ChartKind>> = {
  bar: 'bar',
  stackedBar: 'stacked',
  line: 'line',
  pyramid: 'pyramid',
};

/** A table of the engine as a chapter of a file: in the words of the catalogue, or of the question itself. */
export function chapterOf(table: Table, chart: Definition['chart'], naming: Naming): Chapter {
  const report = table.report === null ? undefined : reports().get(table.report);
  const question = questionText(table);
  const sentence = report?.definition ?? `${question}.`;
  const only = naming.only ?? [];
  const written = tableOfAnswer(table, {
    code: report?.id ?? naming.code,
    title: naming.title ?? report?.title ?? question,
    sentence: only.length === 0 ? sentence : `${sentence} Seulement : ${only.join(' ; ')}.`,
    year: Number(table.period.to.slice(0, 4)),
    notes: [],
  });
  return {
    table: { ...written, notes: [...notesOf(table), ...overlaps(written), ...written.notes] },
    comment: naming.comment,
    chart: chart && kinds[chart],
  };
}

function questionText({ measures, axes }: Table): string {
  const counted = measures.map(({ label }) => label).join(', ');
  const along = axes.map(({ dimension }) => dimension.label.toLowerCase()).join(' et ');
  return along === '' ? counted : `${counted}, par ${along}`;
}

function notesOf({ threshold, waiting, team }: Table): string[] {
  return [
    ...(team
      ? [
          `Les autres intervenants sont comptés ensemble, sous « Équipe » ; leurs chiffres ne sont donnés que s’ils sont au moins ${team.atLeast}.`,
        ]
      : []),
    ...(threshold === null
      ? []
      : [
          `Les chiffres qui portent sur moins de ${threshold} personnes sont masqués, et avec eux ceux qui permettraient de les retrouver.`,
        ]),
    ...(waiting === 0 ? [] : [`${waiting} saisies récentes ne sont pas encore comptées.`]),
  ];
}

/** Whoever counts in several lines counts once in their total: it is said where it shows. */
function overlaps({ dimensions, measures, rows }: ReportTable): string[] {
  const whole = rows.find(({ keys }) => keys.every((key) => key === null));
  const lines = rows.filter(({ keys }) => keys.every((key) => key !== null));
  if (whole === undefined || dimensions.length === 0) return [];
  const isMore = measures.some(({ format }, at) => {
    const total = whole.figures[at] ?? null;
    const parts = lines.map(({ figures }): Figure => figures[at] ?? null);
    if (format !== 'count' || typeof total !== 'number') return false;
    if (!parts.every((part) => typeof part === 'number')) return false;
    return parts.reduce((sum, part) => sum + part, 0) > total;
  });
  return isMore
    ? ['Le total n’est pas la somme des lignes : ce qui compte dans plusieurs y compte une seule fois.']
    : [];
}
