import { html, nothing, type TemplateResult } from 'lit';
import { formatDateTime, formatShortDate } from '../../core/format.ts';
import { printFrom, printMark } from '../../ui/print-sheet.ts';
import { timeToTheSecond, type LogFilter, type Surroundings, type Trace } from '../audit.data.ts';
import type { AuditMessages } from '../audit.messages.ts';

interface PrintView {
  readonly around: Surroundings;
  readonly traces: readonly Trace[];
  readonly filter: LogFilter;
  readonly fileId: string;
  readonly texts: AuditMessages;
}

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
      .map((pair) => pair.join('\u00a0: '))
      .join(' · ') || words.all
  );
}

function printTemplate(view: PrintView): TemplateResult {
  const { around, traces, fileId, texts } = view;
  const { sheet: words } = texts;
  const zone = around.me.tenant.timeZone;
  const { when, who, what, file } = texts.traces.columns;
  return html`<h1>${fileId ? words.titleFile(fileId) : words.title}</h1>
    <p>${criteria(view)}</p>
    <table>
      <thead>
        ${printMark(4, words.confidential, words.by(around.me.displayName, formatDateTime(new Date().toISOString(), zone)))}
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

export const printTraces = (view: PrintView, into: HTMLElement | DocumentFragment): void =>
  printFrom(into, {
    title: view.texts.sheet.title,
    label: view.texts.traces.print,
    content: printTemplate(view),
  });
