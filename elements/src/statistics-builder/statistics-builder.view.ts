import { html, type TemplateResult } from 'lit';
import { formatDateTime } from '../core/format.ts';
import type { Known, StatisticsReport, StatisticsTable } from './statistics-builder.data.ts';
import { countedBy, isReport, type Draft } from './statistics-builder.draft.ts';
import type { StatisticsBuilderMessages } from './statistics-builder.messages.ts';

/** A report without a source yet: what it would count, and which part of Lastria it waits for. */
export function renderWaiting(
  { title, definition, waitsFor }: StatisticsReport,
  { waiting: texts }: StatisticsBuilderMessages,
): TemplateResult {
  const modules = waitsFor.map((name) => texts.modules[name] ?? name);
  const named =
    modules.length < 2
      ? modules.join('')
      : `${modules.slice(0, -1).join(', ')} ${texts.and} ${modules.at(-1)!}`;
  return html`<div class="waiting">
    <h2>${title}</h2>
    <p class="muted">${definition}</p>
    <h3>${texts.title}</h3>
    <p>${texts.text(named)}</p>
    <p>${texts.then}</p>
  </div>`;
}

/** What is counted and when, and how fresh it is. */
export function saidOf(
  draft: Draft,
  table: StatisticsTable | undefined,
  { me, model }: Known,
  texts: StatisticsBuilderMessages,
): string {
  const [measure] = draft.measures;
  const counted = measure && countedBy(model, measure.of, draft.filters);
  const means =
    isReport(draft) && measure?.kind === 'rate' ? draft.report.definition : (counted?.definition ?? '');
  return [
    means,
    ...(table ? [texts.dataOn(formatDateTime(table.asOf, me.tenant.timeZone))] : []),
    ...(table && table.waiting > 0 ? [texts.behind(table.waiting)] : []),
  ].join(' ');
}
