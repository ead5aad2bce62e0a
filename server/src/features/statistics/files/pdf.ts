import { showsTable } from './drawn.ts';
import { scopeText, unitsText, words } from './grid.ts';
import { drawChart } from './pdf-chart.ts';
import { ink, oneLine, pale, rule, Sheet, type Pages, type Part } from './pdf-sheet.ts';
import { drawTable, layoutOf } from './pdf-table.ts';
import type { Chapter, ReportSet } from './shape.ts';

/**
 * The reports as a document to read and to print, tagged throughout. Laid out twice: the contents and the foot of each
 * page say numbers that are known at the end.
 */
export async function pdfOf(set: ReportSet): Promise<Buffer> {
  const { pages } = await laidOut(set, { starts: set.chapters.map(() => 0), total: 0 });
  return (await laidOut(set, pages)).bytes;
}

async function laidOut(set: ReportSet, known: Pages): Promise<{ bytes: Buffer; pages: Pages }> {
  const sheet = new Sheet(set, known.total);
  cover(sheet, set);
  contents(sheet, set, known);
  const starts = set.chapters.map((chapter, index) => drawChapter(sheet, chapter, index, set));
  return { bytes: await sheet.end(), pages: { starts, total: sheet.count } };
}

function cover(sheet: Sheet, set: ReportSet): void {
  sheet.addPage();
  const part = section(sheet);
  const { logo } = set;
  if (logo) {
    const { x, y } = sheet.pdf;
    const alt = { alt: oneLine(logo.alternative), bbox: [x, y, x + logo.width, y + logo.height] };
    part.add(
      sheet.pdf.struct('Figure', alt as object, [
        () => void sheet.pdf.image(Buffer.from(logo.bytes), x, y, { width: logo.width, height: logo.height }),
      ]),
    );
  }
  sheet.pdf.y = 260;
  sheet.write(part, 'P', set.title, { font: 'bold', size: 26, colour: ink }, 14);
  sheet.write(part, 'P', set.client, { size: 15, colour: pale }, 14);
  sheet.write(part, 'P', scopeText(set), { colour: pale });
  const units = unitsText(set);
  if (units !== undefined) sheet.write(part, 'P', units, { size: 9, colour: pale });
  part.end();
}

const entry = { size: 10, colour: ink } as const;
const numberWidth = 40;

/** Each title with its page, which it leads to. */
function contents(sheet: Sheet, { chapters }: ReportSet, { starts }: Pages): void {
  sheet.addPage();
  const part = section(sheet);
  const heading = { font: 'bold', size: 16, colour: ink } as const;
  sheet.write(part, 'H1', words.contents, heading, 10);
  const list = sheet.pdf.struct('TOC');
  part.add(list);
  const width = sheet.width - numberWidth - 10;
  chapters.forEach(({ table }, index) => {
    const height = sheet.heightOf(table.title, width, entry);
    sheet.room(height);
    const top = sheet.pdf.y;
    const item = sheet.pdf.struct('TOCI');
    list.add(item);
    const link = sheet.pdf.struct('Link');
    item.add(link);
    link.add(() => {
      sheet.look(entry).text(oneLine(table.title), sheet.left, top, { width, lineGap: 1 });
      sheet.look(entry).text(String(starts[index]), sheet.left + sheet.width - numberWidth, top, {
        width: numberWidth,
        align: 'right',
      });
    });
    sheet.pdf.goTo(sheet.left, top, sheet.width, height, destination(index), {
      structParent: link,
      Contents: new String(oneLine(table.title)),
    } as object);
    link.end();
    item.end();
    sheet.pdf.x = sheet.left;
    sheet.pdf.y = top + height + 5;
  });
  list.end();
  part.end();
}

/** Gives the page it begins on. */
function drawChapter(sheet: Sheet, chapter: Chapter, index: number, set: ReportSet): number {
  const { table, comment, chart } = chapter;
  sheet.addPage(layoutOf(table));
  const start = sheet.count;
  sheet.pdf.addNamedDestination(destination(index), 'XYZ', null as never, sheet.pdf.y, null as never);
  sheet.pdf.outline.addItem(oneLine(table.title));
  const part = section(sheet);
  sheet.write(part, 'H1', table.title, { font: 'bold', size: 15, colour: ink }, 8);
  sheet.write(part, 'P', table.sentence);
  sheet.write(part, 'P', scopeText(set), { size: 8.5, colour: pale }, 8);
  for (const paragraph of (comment ?? '').split('\n').filter((text) => text.trim() !== ''))
    sheet.write(part, 'P', paragraph);
  if (chart !== undefined && drawChart(sheet, part, chapter, chart))
    sheet.write(part, 'Caption', `Graphique – ${table.title}`, { font: 'bold', size: 8.5, colour: ink }, 10);
  if (showsTable(chapter)) {
    sheet.room(80);
    sheet.write(
      part,
      'P',
      `Tableau ${index + 1} – ${table.title}`,
      { font: 'bold', size: 8.5, colour: ink },
      4,
    );
    sheet.decoration(() => {
      const { pdf, left, width } = sheet;
      pdf
        .moveTo(left, pdf.y)
        .lineTo(left + width, pdf.y)
        .lineWidth(0.75)
        .stroke(rule);
    });
    drawTable(sheet, part, table);
    sheet.pdf.y += 6;
  }
  for (const note of table.notes) sheet.write(part, 'P', note, { font: 'slanted', size: 8, colour: pale }, 2);
  part.end();
  return start;
}

function section(sheet: Sheet): Part {
  const part = sheet.pdf.struct('Sect');
  sheet.root.add(part);
  return part;
}

const destination = (index: number) => `rapport-${index + 1}`;
