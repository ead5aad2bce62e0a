import { html, nothing, type TemplateResult } from 'lit';
import { formatDateTime } from '../../core/format.ts';
import { printFrom, printMark } from '../../ui/print-sheet.ts';
import type { Import, ImportReportLine, Me } from '../imports.data.ts';
import type { ImportsMessages } from '../imports.messages.ts';
import { kindOf } from '../imports.view.ts';

interface PrintView {
  readonly one: Import;
  readonly lines: readonly ImportReportLine[];
  readonly me: Me;
  readonly texts: ImportsMessages;
}

function printTemplate({ one, lines, me, texts }: PrintView): TemplateResult {
  const { report, counts } = texts;
  const kind = kindOf(one);
  const facts = one.counts
    ? [
        `${counts.read}\u00a0: ${one.counts.read}`,
        `${counts.refused}\u00a0: ${one.counts.refused}`,
        `${counts.repeated}\u00a0: ${one.counts.repeated}`,
        `${counts.beforeDone(kind)}\u00a0: ${one.counts.before}`,
        `${counts.after(kind)}\u00a0: ${one.counts.after}`,
      ]
    : [];
  return html`<h1>${report.sheet(one.filename)}</h1>
    ${facts.length ? html`<p>${facts.join(' · ')}</p>` : nothing}
    <table>
      <thead>
        ${printMark(2, report.confidential, report.by(me.displayName, formatDateTime(new Date().toISOString(), me.tenant.timeZone)))}
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

export const printReport = (view: PrintView, into: HTMLElement | DocumentFragment): void =>
  printFrom(into, {
    title: view.texts.report.sheet(view.one.filename),
    label: view.texts.report.print,
    content: printTemplate(view),
  });
