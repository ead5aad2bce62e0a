import { html, render, type TemplateResult } from 'lit';

/** What is printed: its own template, and what the frame is called meanwhile. */
interface Printed {
  readonly title: string;
  readonly label: string;
  readonly content: TemplateResult;
}

const sheet = `
  @page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt system-ui, sans-serif; } }
  * { box-sizing: border-box; }
  body { margin: 0; font: 10pt/1.4 system-ui, sans-serif; color: #000; background: #fff; }
  table { inline-size: 100%; border-collapse: collapse; } td, th { padding: 1.3mm 3mm 1.3mm 0; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
  tbody tr { break-inside: avoid; border-block-end: 1px solid #ccc; } thead th { border-block-end: 1px solid #000; } td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums; }
  .mark { display: flex; justify-content: space-between; gap: 12px; padding-block-end: 4mm; font-size: 9pt; font-weight: 400; } .mark strong { letter-spacing: .06em; text-transform: uppercase; }
  h1 { margin: 0 0 2mm; font-size: 16pt; } p { margin: 0 0 4mm; }
`;

/** The first row of a table's head, which every page repeats: « Confidentiel », who prints it and when. */
export const printMark = (columns: number, confidential: string, by: string): TemplateResult =>
  html`<tr>
    <th colspan=${columns}>
      <div class="mark"><strong>${confidential}</strong><span>${by}</span></div>
    </th>
  </tr>`;

/** Prints from a frame of its own, that the host page's styles do not reach; it leaves once the print is over. */
export function printFrom(into: HTMLElement | DocumentFragment, { title, label, content }: Printed): void {
  const frame = document.createElement('iframe');
  frame.className = 'print-frame';
  frame.title = label;
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  into.append(frame);
  const page = frame.contentWindow as Window & typeof globalThis;
  const styles = new page.CSSStyleSheet();
  styles.replaceSync(sheet);
  page.document.adoptedStyleSheets = [styles];
  page.document.documentElement.lang = 'fr';
  page.document.title = title;
  render(content, page.document.body);
  page.addEventListener('afterprint', () => frame.remove());
  page.print();
}
