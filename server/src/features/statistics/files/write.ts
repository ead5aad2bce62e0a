import { archiveOf } from './archive.ts';
import { csvOf } from './csv.ts';
import type { ReportSet } from './shape.ts';

export const fileFormats = ['csv', 'xlsx', 'docx', 'pdf'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** One file of all these reports. What writes each kind is loaded with the first of its kind. */
export async function writeFiles(set: ReportSet, format: FileFormat): Promise<Buffer> {
  switch (format) {
    case 'csv':
      return csvFiles(set);
    case 'xlsx':
      return (await import('./workbook.ts')).workbookOf(set);
    case 'docx':
      return (await import('./word.ts')).documentOf(set);
    case 'pdf':
      return (await import('./pdf.ts')).pdfOf(set);
  }
}

/** A text of columns holds one table: of several, an archive, in their order. */
function csvFiles({ chapters }: ReportSet): Buffer {
  if (chapters.length === 1) return csvOf(chapters[0]!.table);
  const digits = String(chapters.length).length;
  return archiveOf(
    new Map(
      chapters.map(({ table }, index) => [
        `${String(index + 1).padStart(digits, '0')} ${nameOf(table.code)}.csv`,
        csvOf(table),
      ]),
    ),
  );
}

const nameOf = (code: string) => code.replace(/[^\p{L}\p{N} _-]/gu, '').slice(0, 40) || 'rapport';
