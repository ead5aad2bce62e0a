import { html, nothing, render, type TemplateResult } from 'lit';
import { formatDateTime, formatShortDate } from '../../core/format.ts';
import { timeToTheSecond, type LogFilter, type Surroundings, type Trace } from '../audit.data.ts';
import type { AuditMessages } from '../audit.messages.ts';

interface PrintView {
  readonly around: Surroundings;
  readonly traces: readonly Trace[];
  readonly filter: LogFilter;
  readonly fileId: string;
  readonly texts: AuditMessages;
}

const sheet = `
  @page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt system-ui, sans-serif; } }
  * { box-sizing: border-box; }
  body { margin: 0; font: 9.5pt/1.35 system-ui, sans-serif; color: #000; background: #fff; }
  table { inline-size: 100%; border-collapse: collapse; } td, th { padding: 1.2mm 3mm 1.2mm 0; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
  tbody tr { break-inside: avoid; border-block-end: 1px solid #ccc; } thead th { border-block-end: 1px solid #000; } td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums; }
  .mark { display: flex; justify-content: space-between; gap: 12px; padding-block-end: 4mm; font-size: 9pt; font-weight: 400; } .mark strong { letter-spacing: .06em; text-transform: uppercase; }
  h1 { margin: 0 0 2mm; font-size: 16pt; } p { margin: 0 0 4mm; }
`;

/** What the log was narrowed to, in words. */
function criteria({ around, filter, fileId, texts }: PrintView): string {
  if (fileId) return '';
  const { traces, sheet: words } = texts;
  const zone = around.me.tenant.timeZone;
  const name = around.staff.find(({ id }) => id === filter.staffId)?.name ?? '';
  const said: readonly (readonly [string, string])[] = [
    [traces.columns.file, filter.fileId],
    [traces.staff, name],
    [traces.kind, traces.kinds[filter.kind] ?? ''],
    [traces.from, filter.from && formatShortDate(filter.from, zone)],
    [traces.to, filter.to && formatShortDate(filter.to, zone)],
  ];
  return (
    said
      .filter(([, value]) => value !== '')
      .map((pair) => pair.join(' : '))
      .join(' · ') || words.all
  );
}

/** Who prints it and when, and « Confidentiel », on every page: the head of a table repeats itself. */
function printTemplate(view: PrintView): TemplateResult {
  const { around, traces, fileId, texts } = view;
  const { sheet: words } = texts;
  const zone = around.me.tenant.timeZone;
  const { when, who, what, file } = texts.traces.columns;
  return html`<h1>${fileId ? words.titleFile(fileId) : words.title}</h1>
    <p>${criteria(view)}</p>
    <table>
      <thead>
        <tr>
          <th colspan="4">
            <div class="mark">
              <strong>${words.confidential}</strong
              ><span>${words.by(around.me.displayName, formatDateTime(new Date().toISOString(), zone))}</span>
            </div>
          </th>
        </tr>
        <tr>
          <th>${when}</th>
          <th>${who}</th>
          <th>${what}</th>
          <th>${fileId ? nothing : file}</th>
        </tr>
      </thead>
      <tbody>
        ${traces.map(
          (trace) =>
            html`<tr>
              <td>${formatShortDate(trace.at, zone)} ${timeToTheSecond(trace.at, zone)}</td>
              <td>
                ${trace.staff?.displayName ?? texts.traces.system}${trace.client ? `, ${texts.traces.by(trace.client.name)}` : ''}
              </td>
              <td>${trace.label}${trace.reason ? `. ${texts.traces.reason(trace.reason)}` : ''}</td>
              <td>${fileId ? nothing : trace.fileId}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

/** Prints from a frame of its own, that the host page's styles do not reach; it leaves once the print is over. */
export function printTraces(view: PrintView, into: HTMLElement | DocumentFragment): void {
  const frame = document.createElement('iframe');
  frame.className = 'print-frame';
  frame.title = view.texts.traces.print;
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  into.append(frame);
  const page = frame.contentWindow as Window & typeof globalThis;
  const styles = new page.CSSStyleSheet();
  styles.replaceSync(sheet);
  page.document.adoptedStyleSheets = [styles];
  page.document.documentElement.lang = 'fr';
  page.document.title = view.texts.sheet.title;
  render(printTemplate(view), page.document.body);
  page.addEventListener('afterprint', () => frame.remove());
  page.print();
}
