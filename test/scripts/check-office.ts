/**
 * The files of reports open in an office suite that did not write them, and print with what they hold: Word, also in the
 * base of whoever publishes them, and Excel, by LibreOffice, to PDF, read back. At night: the suite is large.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { figureText, gridOf, words } from '../../server/src/features/statistics/files/grid.ts';
import { insideOnly } from '../../server/src/features/statistics/files/named.ts';
import {
  byAgeAndSex,
  byMonth,
  sampleSet,
} from '../../server/src/features/statistics/files/sample-reports.ts';
import type { ReportSet } from '../../server/src/features/statistics/files/shape.ts';
import { writeFiles } from '../../server/src/features/statistics/files/write.ts';
import {
  frenchBase,
  landscapeBase,
  wordFile,
} from '../../server/src/features/statistics/letterhead/bases.testkit.ts';
import { libreDocument } from '../../server/src/features/statistics/letterhead/libre.testkit.ts';
import { inspectBase } from '../../server/src/features/statistics/letterhead/read/inspect.ts';
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

/** What LibreOffice makes of a file, in another format; undefined, and said, when it makes nothing. */
function converted(name: string, content: Uint8Array, to: 'pdf' | 'docx'): Buffer | undefined {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  const made = spawnSync(
    soffice,
    [
      `-env:UserInstallation=file://${folder}/profile`,
      ...['--headless', '--convert-to', to, '--outdir', folder, file],
    ],
    { encoding: 'utf8', timeout: 180_000 },
  );
  const result = path.join(folder, `${path.parse(name).name}.${to}`);
  if (made.status === 0 && existsSync(result)) return readFileSync(result);
  missing.push(`${name}: LibreOffice makes no ${to} of it: ${made.stderr}`);
  return undefined;
}

/** Each page of a file once printed, without its spaces. */
async function printed(name: string, content: Uint8Array): Promise<string[]> {
  const pdf = converted(name, content, 'pdf');
  if (!pdf) return [];
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)));
  return text.map(bare);
}

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

function lookFor(name: string, pages: readonly string[], texts: Iterable<string>): void {
  const read = pages.join('');
  for (const one of new Set(texts)) if (!read.includes(bare(one))) missing.push(`${name}: « ${one} »`);
}

try {
  for (const format of ['docx', 'xlsx'] as const) {
    const pages = await printed(`rapport.${format}`, await writeFiles(set, format));
    lookFor(format, pages, [set.title, insideOnly, ...expected]);
    console.log(`${format}: ${pages.length} pages, ${expected.length} texts looked for`);
  }
  const libre = converted('libre.fodt', Buffer.from(libreDocument), 'docx');
  const bases: Record<string, { file: Uint8Array | undefined; everyPage: string; says: string }> = {
    french: {
      file: wordFile(frenchBase),
      everyPage: 'Centre hospitalier de Val-Doré',
      says: 'Le mot de la direction',
    },
    landscape: { file: wordFile(landscapeBase), everyPage: ' sur ', says: 'Conseil départemental' },
    libre: { file: libre, everyPage: '12 rue des Dunes', says: 'Fin du document.' },
  };
  for (const [name, { file, everyPage, says }] of Object.entries(bases)) {
    if (!file) continue;
    const base = inspectBase(file).content;
    const pages = await printed(`${name}-rapport.docx`, await writeFiles({ ...set, base }, 'docx'));
    lookFor(name, pages, [set.title, says, 'Graphique 1', 'Tableau 2', ...expected]);
    pages.forEach((page, at) => {
      if (!page.includes(bare(insideOnly))) missing.push(`${name}: page ${at + 1} does not say whose it is`);
      // The first page of one of them is its own
      if (!page.includes(bare(everyPage)) && !(name === 'landscape' && at === 0))
        missing.push(`${name}: page ${at + 1} has not « ${everyPage} »`);
    });
    const contents = pages.find((page) => page.includes(words.contents)) ?? '';
    for (const { table } of set.chapters) {
      const title = bare(table.title);
      const stands =
        pages.findLastIndex((page) => page.includes(title) && page.includes(bare(table.sentence))) + 1;
      // What follows the number on the page of contents stands in its foot
      const isSaid = contents.includes(`${title}${stands}`);
      if (!isSaid) missing.push(`${name}: the contents do not say « ${table.title} » on page ${stands}`);
    }
    console.log(`docx in a base (${name}): ${pages.length} pages`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (missing.length > 0) {
  console.error(`Missing once printed:\n${missing.join('\n')}`);
  process.exit(1);
}
