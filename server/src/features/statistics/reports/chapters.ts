import { newId } from '../../../db/ids.ts';
import { reports } from '../catalogue/reports.ts';
import type { Definition } from '../statistics.schema.ts';
import type { ChapterInput } from './activity-report.schema.ts';
import { chaptersOf } from './presets.ts';
import type { ReportKind, StoredChapter } from './reports.table.ts';

/** A chapter as it is kept: what is left out is said as of its report. */
export function storedChapter(input: ChapterInput): StoredChapter {
  const { definition, comment = '', showChart = true, showTable = true } = input;
  return {
    id: input.id ?? newId(),
    title: input.title ?? titleOf(definition),
    comment,
    definition,
    showChart,
    showTable,
  };
}

const titleOf = ({ reportCode }: Definition): string =>
  (reportCode === undefined ? undefined : reports().get(reportCode)?.title) ?? 'Question libre';

/** The chapters a report of a kind begins with: as the catalogue draws each, without a word. */
export const readyMade = (kind: ReportKind): StoredChapter[] =>
  chaptersOf[kind].map((reportCode) =>
    storedChapter({ definition: { reportCode, chart: reports().get(reportCode)!.chart } }),
  );
