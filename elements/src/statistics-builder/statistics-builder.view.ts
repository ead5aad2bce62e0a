import { html, type TemplateResult } from 'lit';
import type { StatisticsReport } from './statistics-builder.data.ts';
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
