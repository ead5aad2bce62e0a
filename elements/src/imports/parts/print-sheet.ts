import { html, nothing, render, type TemplateResult } from 'lit';
import { formatDateTime } from '../../core/format.ts';
import type { Import, ImportReportLine, Me } from '../imports.data.ts';
import type { ImportsMessages } from '../imports.messages.ts';
import { kindOf } from '../imports.view.ts';

interface PrintView {
  readonly one: Import;
  readonly lines: readonly ImportReportLine[];
  readonly me: Me;
  readonly texts: ImportsMessages;
}

const sheet = `
  @page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt system-ui, sans-serif; } }
  * { box-sizing: border-box; }
  body { margin: 0; font: 10.5pt/1.4 system-ui, sans-serif; color: #000; background: #fff; }
  table { inline-size: 100%; border-collapse: collapse; } td, th { padding: 1.5mm 3mm 1.5mm 0; text-align: start; vertical-align: top; }
  tbody tr { break-inside: avoid; border-block-end: 1px solid #ccc; } thead th { border-block-end: 1px solid #000; } td:first-child { white-space: nowrap; }
  .mark { display: flex; justify-content: space-between; gap: 12px; padding-block-end: 4mm; font-size: 9pt; font-weight: 400; } .mark strong { letter-spacing: .06em; text-transform: uppercase; }
  h1 { margin: 0 0 2mm; font-size: 16pt; } p { margin: 0 0 4mm; }
`;

/** Who prints it and when, and « Confidentiel », on every page: the head of a table repeats itself. */
function printTemplate({ one, lines, me, texts }: PrintView): TemplateResult {
  const { report, counts } = texts;
  const kind = kindOf(one);
  const facts = one.counts
    ? [
        `${counts.read} : ${one.counts.read}`,
        `${counts.refused} : ${one.counts.refused}`,
        `${counts.repeated} : ${one.counts.repeated}`,
        `${counts.beforeDone(kind)} : ${one.counts.before}`,
        `${counts.after(kind)} : ${one.counts.after}`,
      ]
    : [];
  return html`<h1>${report.sheet(one.filename)}</h1>
    ${facts.length ? html`<p>${facts.join(' · ')}</p>` : nothing}
    <table>
      <thead>
        <tr>
          <th colspan="2">
            <div class="mark">
              <strong>${report.confidential}</strong
              ><span
                >${report.by(me.displayName, formatDateTime(new Date().toISOString(), me.tenant.timeZone))}</span
              >
            </div>
          </th>
        </tr>
        <tr>
          <th>${report.level}</th>
          <th>${report.message}</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          ({ level, message }) =>
            html`<tr>
              <td>${report.levels[level] ?? level}</td>
              <td>${message}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

/** Prints from a frame of its own, that the host page's styles do not reach; it leaves once the print is over. */
export function printReport(view: PrintView, into: HTMLElement | DocumentFragment): void {
  const frame = document.createElement('iframe');
  frame.className = 'print-frame';
  frame.title = view.texts.report.print;
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  into.append(frame);
  const page = frame.contentWindow as Window & typeof globalThis;
  const styles = new page.CSSStyleSheet();
  styles.replaceSync(sheet);
  page.document.adoptedStyleSheets = [styles];
  page.document.documentElement.lang = 'fr';
  page.document.title = view.texts.report.sheet(view.one.filename);
  render(printTemplate(view), page.document.body);
  page.addEventListener('afterprint', () => frame.remove());
  page.print();
}
