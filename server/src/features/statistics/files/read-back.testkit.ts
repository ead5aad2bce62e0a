import ExcelJS from 'exceljs';
import { getDocumentProxy } from 'unpdf';
import { partsOf } from './archive.ts';

/** What is read in a file, by hands that did not write it: rows of cells, as text. */
export type ReadTable = readonly (readonly string[])[];

const unescaped = (text: string) =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => {
    const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
    return signs[name] ?? '';
  });
const all = (fragment: string, element: string) =>
  fragment.match(new RegExp(`<w:${element}(?: [^>]*)?>.*?</w:${element}>`, 'gs')) ?? [];
const textOf = (fragment: string) =>
  unescaped([...fragment.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''));

/** The tables of a Word document, in their order. */
export function tablesOfWord(bytes: Buffer): ReadTable[] {
  const xml = String(partsOf(bytes).get('word/document.xml'));
  return all(xml, 'tbl').map((table) => all(table, 'tr').map((row) => all(row, 'tc').map(textOf)));
}

interface Node {
  readonly role?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}
interface Item {
  readonly type?: string;
  readonly id?: string;
  readonly str?: string;
}

/** The rows of all the tables of a PDF, as its tags say them to who does not see it; each page as it is read. */
export async function rowsOfPdf(bytes: Uint8Array): Promise<{ rows: ReadTable; pages: string[] }> {
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const rows: string[][] = [];
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const content = await page.getTextContent({ includeMarkedContent: true });
    const byMark = new Map<string, string>();
    const open: (string | undefined)[] = [];
    for (const { type, id, str } of content.items as Item[]) {
      if (type?.startsWith('beginMarkedContent')) open.push(id);
      else if (type === 'endMarkedContent') open.pop();
      const mark = open.findLast((one) => one !== undefined);
      if (str !== undefined && mark !== undefined) byMark.set(mark, (byMark.get(mark) ?? '') + str);
    }
    const said = ({ id, children = [] }: Node): string =>
      (id === undefined ? '' : (byMark.get(id) ?? '')) + children.map(said).join('');
    // The tree of a page has the rows of the others too, without what is in them
    const isHere = ({ id, children = [] }: Node): boolean =>
      (id !== undefined && byMark.has(id)) || children.some(isHere);
    const visit = (node: Node): void => {
      if (node.role !== 'TR') node.children?.forEach(visit);
      else if (isHere(node)) rows.push((node.children ?? []).map((cell) => said(cell).trim()));
    };
    visit((await page.getStructTree()) as Node);
    pages.push((content.items as Item[]).map(({ str = '' }) => str).join(''));
  }
  return { rows, pages };
}

export async function bookOf(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  return book;
}

/** A text of columns, as a spreadsheet reads it. */
export function rowsOfCsv(bytes: Buffer): string[][] {
  const rows: string[][] = [[]];
  let field = '';
  let quoted = false;
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (quoted && sign === '"' && text[at + 1] === '"') {
      field += '"';
      at += 1;
    } else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === ';' || sign === '\n')) {
      rows.at(-1)!.push(field.replace(/\r$/, ''));
      field = '';
      if (sign === '\n') rows.push([]);
    } else field += sign;
  }
  return rows.slice(0, -1);
}
