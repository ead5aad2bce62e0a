import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { legible } from './grid.ts';
import type { ReportSet } from './shape.ts';

export type Pdf = PDFKit.PDFDocument;
/** A part of what is read: a title, a paragraph, a table, a cell. */
export type Part = ReturnType<Pdf['struct']>;

export const ink = '#1F3A5F';
export const pale = '#555C66';
export const alert = '#8C2D19';
export const rule = '#C5CEDA';
export const paper = '#E8EEF5';
export const black = '#1A1A1A';

export const margin = 48;
const band = 26;

const { resolve } = createRequire(import.meta.url);
/** DejaVu has every French sign, narrow spaces included; a font the library knows by name would lack them. */
const fonts = {
  plain: 'DejaVuSansCondensed',
  bold: 'DejaVuSansCondensed-Bold',
  slanted: 'DejaVuSansCondensed-Oblique',
} as const;
export type Font = keyof typeof fonts;

/** A text of the properties, which the library also writes as XML, without escaping it. */
class Property extends String {
  override toString(): string {
    return this.valueOf().replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  }
}

export interface Look {
  readonly font?: Font;
  readonly size?: number;
  readonly colour?: string;
  readonly align?: 'left' | 'right' | 'center';
}

/** Where each chapter begins, and how many pages there are: known once all has been laid out. */
export interface Pages {
  readonly starts: readonly number[];
  readonly total: number;
}

/**
 * Pages of a document that is tagged throughout: everything drawn is either read aloud in its order, or said to be
 * decoration. Dated by its data, so that the same reports are the same bytes.
 */
export class Sheet {
  readonly pdf: Pdf;
  readonly root: Part;
  readonly #set: ReportSet;
  readonly #total: number;
  readonly #bytes: Promise<Buffer>;
  /** Pages so far. */
  count = 0;

  constructor(set: ReportSet, total: number) {
    this.#set = set;
    this.#total = total;
    const at = new Date(`${set.dataOn}T00:00:00Z`);
    this.pdf = new PDFDocument({
      size: 'A4',
      margins: { top: margin + band, bottom: margin + band, left: margin, right: margin },
      autoFirstPage: false,
      pdfVersion: '1.7',
      subset: 'PDF/UA' as never,
      tagged: true,
      lang: 'fr-FR',
      displayTitle: true,
      info: {
        Title: new Property(legible(set.title)) as string,
        Author: new Property(legible(set.client)) as string,
        Producer: 'Lastria',
        Creator: 'Lastria',
        CreationDate: at,
        ModDate: at,
      },
    });
    for (const [name, file] of Object.entries(fonts))
      this.pdf.registerFont(name, resolve(`dejavu-fonts-ttf/ttf/${file}.ttf`));
    this.pdf.on('pageAdded', () => this.#band());
    const parts: Buffer[] = [];
    this.#bytes = new Promise((done, failed) => {
      this.pdf.on('data', (part: Buffer) => parts.push(part));
      this.pdf.on('end', () => done(Buffer.concat(parts)));
      this.pdf.on('error', failed);
    });
    this.root = this.pdf.struct('Document');
    this.pdf.addStructure(this.root);
  }

  get left(): number {
    return margin;
  }
  get width(): number {
    return this.pdf.page.width - 2 * margin;
  }
  get bottom(): number {
    return this.pdf.page.height - margin - band;
  }

  addPage(layout: 'portrait' | 'landscape' = 'portrait'): void {
    this.pdf.addPage({ ...this.pdf.options, layout });
  }

  /** Room for something that is not to be cut; another page when there is none here. */
  room(height: number, layout?: 'portrait' | 'landscape'): void {
    if (this.pdf.y + height > this.bottom) this.addPage(layout ?? (this.pdf.page.layout as 'portrait'));
  }

  look({ font = 'plain', size = 10, colour = black }: Look): Pdf {
    return this.pdf.font(font).fontSize(size).fillColor(colour);
  }

  heightOf(text: string, width: number, look: Look = {}): number {
    return this.look(look).heightOfString(oneLine(text), { width, lineGap: 1 });
  }

  /** A paragraph, which goes on over the next page when it must. */
  write(parent: Part, type: string, text: string, look: Look = {}, after = 6): void {
    const said = oneLine(text);
    parent.add(
      this.pdf.struct(type, {}, [
        () => void this.look(look).text(said, this.left, this.pdf.y, { width: this.width, lineGap: 1 }),
      ]),
    );
    this.pdf.y += after;
  }

  /** What is seen and not read aloud. */
  decoration(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.pdf.endMarkedContent();
  }

  async end(): Promise<Buffer> {
    this.root.end();
    this.pdf.end();
    return this.#bytes;
  }

  /** Above and below each page: whose it is, what it is not for, which page it is. */
  #band(): void {
    this.count += 1;
    const { pdf } = this;
    const { client, title, mention } = this.#set;
    const { x, y } = pdf;
    const { top, bottom } = pdf.page.margins;
    // What stands in the margins is no reason for another page
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    const line = { width: this.width, lineBreak: false, ellipsis: true, height: 12 };
    const small = { size: 8, colour: pale } as const;
    if (this.count > 1) this.look(small).text(oneLine(`${client} – ${title}`), margin, margin - 14, line);
    if (mention !== undefined)
      this.look({ font: 'bold', size: 8, colour: alert }).text(oneLine(mention), margin, margin - 2, line);
    const foot = pdf.page.height - margin;
    this.look(small).text('Confidentiel', margin, foot, line);
    this.look(small).text(`Page ${this.count} / ${this.#total}`, margin, foot, {
      width: this.width,
      align: 'right',
    });
    pdf.endMarkedContent();
    Object.assign(pdf.page.margins, { top, bottom });
    pdf.x = x;
    pdf.y = y;
  }
}

export const oneLine = (text: string) => legible(text).replace(/\s*[\t\r\n]+\s*/g, ' ');
