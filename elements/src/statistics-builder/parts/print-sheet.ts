import { html, type TemplateResult } from 'lit';
import { formatDateTime } from '../../core/format.ts';
import { printFrom, printMark } from '../../ui/print-sheet.ts';
import type { Shown } from '../statistics-builder.beside.ts';
import { gridOf, type Layout, type RowView } from '../statistics-builder.grid.ts';

/** The table on paper, whole: the question, what is counted, who printed it and for whom. */
function sheet({ table, known, sentence, messages: texts }: Shown, layout: Layout): TemplateResult {
  const grid = gridOf(table, layout, texts.table.words);
  const { me, model } = known;
  const zone = me.tenant.timeZone;
  const mark =
    table.mode === 'diffusion'
      ? texts.print.diffusion(table.threshold ?? model.threshold)
      : texts.print.confidential;
  const by = texts.print.by(me.displayName, formatDateTime(new Date().toISOString(), zone));
  const line = (row: RowView): TemplateResult =>
    html`<tr>
      <th>${row.level === 1 ? `\u2003${row.label}` : row.label}</th>
      ${row.cells.map((cell) => html`<td>${cell.text}</td>`)}
    </tr>`;
  return html`<h1>${sentence}</h1>
    <p>${texts.dataOn(formatDateTime(table.asOf, zone))}</p>
    <table>
      <thead>
        ${printMark(grid.columns.length + 1, mark, by)}
        <tr>
          <th>${grid.heads.join(' › ')}</th>
          ${grid.columns.map(({ over, label }) => html`<th>${over ? `${over}, ` : ''}${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${grid.rows.flatMap((row) => [row, ...row.children]).map(line)} ${line(grid.total)}
      </tbody>
    </table>`;
}

export const printTable = (shown: Shown, layout: Layout, into: HTMLElement | DocumentFragment): void =>
  printFrom(into, {
    title: shown.messages.print.title,
    label: shown.messages.print.label,
    content: sheet(shown, layout),
  });
