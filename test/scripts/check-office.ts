/**
 * The files of reports open in an office suite that did not write them, and print with what they hold: Word and Excel,
 * by LibreOffice, to PDF, read back. At night: the suite is large.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { figureText, gridOf } from '../../server/src/features/statistics/files/grid.ts';
import { insideOnly } from '../../server/src/features/statistics/files/named.ts';
import {
  byAgeAndSex,
  byMonth,
  sampleSet,
} from '../../server/src/features/statistics/files/sample-reports.ts';
import type { ReportSet } from '../../server/src/features/statistics/files/shape.ts';
import { writeFiles } from '../../server/src/features/statistics/files/write.ts';
import { aptInstall } from './ensure.ts';

const soffice = '/usr/bin/soffice';
if (!existsSync(soffice) && !aptInstall('libreoffice-writer', 'libreoffice-calc', 'fonts-dejavu-core')) {
  console.error('LibreOffice was not found: install it, then run this again.');
  process.exit(1);
}

const set: ReportSet = {
  ...sampleSet,
  mention: insideOnly,
  chapters: [
    { table: byMonth, chart: 'bar' },
    { table: byAgeAndSex, chart: 'pyramid' },
  ],
};
/** Lines are cut where they fit, and figures are separated as the machine's language does. */
const bare = (text: string) => text.replace(/[\s\u00a0\u202f.,]+/g, '');

const folder = mkdtempSync(path.join(tmpdir(), 'lastria-office-'));
const missing: string[] = [];
try {
  for (const format of ['docx', 'xlsx'] as const) {
    const file = path.join(folder, `rapport.${format}`);
    writeFileSync(file, await writeFiles(set, format));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const printed = spawnSync(
      soffice,
      [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file],
      { encoding: 'utf8', timeout: 180_000 },
    );
    const pdf = path.join(folder, 'rapport.pdf');
    if (printed.status !== 0 || !existsSync(pdf)) {
      missing.push(`${format}: LibreOffice does not print it: ${printed.stderr}`);
      continue;
    }
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(readFileSync(pdf))));
    rmSync(pdf);
    const read = bare(text.join(' '));
    const expected = set.chapters.flatMap(({ table }) => {
      const { headings, lines } = gridOf(table);
      const cells = lines.flatMap((line) => line.cells);
      return [
        table.title,
        ...headings,
        ...table.notes,
        ...cells.map((cell) => ('text' in cell ? cell.text : figureText(cell.figure, cell.format))),
      ];
    });
    for (const one of new Set([set.title, insideOnly, ...expected]))
      if (!read.includes(bare(one))) missing.push(`${format}: « ${one} »`);
    console.log(`${format}: ${text.length} pages, ${expected.length} texts looked for`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (missing.length > 0) {
  console.error(`Missing once printed:\n${missing.join('\n')}`);
  process.exit(1);
}
