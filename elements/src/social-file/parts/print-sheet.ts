import { html, nothing, render, type TemplateResult } from 'lit';
import { formatDate, formatDateTime, formatDuration } from '../../core/format.ts';
import type { FileCalls, Me, SocialFile, SocialRequest, WorkEntry } from '../social-file.data.ts';
import type { SocialFileMessages } from '../social-file.messages.ts';
import {
  answerText,
  byYear,
  completeText,
  formatPhone,
  openRequests,
  shortName,
  situationOf,
  type Names,
} from '../social-file.view.ts';
import { identityFacts } from './identity-card.ts';

interface PrintView {
  readonly file: SocialFile;
  readonly names: Names;
  readonly me: Me;
  readonly texts: SocialFileMessages;
  readonly entries: readonly WorkEntry[];
  readonly requests: readonly SocialRequest[];
  readonly now: string;
}

/** Every travail of the file: paper shows the whole, whatever the screen had read. */
async function everyEntry(calls: FileCalls): Promise<WorkEntry[]> {
  const entries: WorkEntry[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await calls.timeline(cursor ? { cursor, limit: 200 } : { limit: 200 });
    entries.push(...page.items);
    cursor = page.nextCursor;
  }
  return entries;
}

const sheet = `
  @page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt system-ui, sans-serif; } }
  * { box-sizing: border-box; }
  body { margin: 0; font: 10.5pt/1.4 system-ui, sans-serif; color: #000; background: #fff; }
  table.page { inline-size: 100%; border-collapse: collapse; } table.page td { padding: 0; }
  .mark { display: flex; justify-content: space-between; gap: 12px; padding-block-end: 4mm; font-size: 9pt; } .mark strong { letter-spacing: .06em; text-transform: uppercase; }
  h1 { margin: 0; font-size: 16pt; } h2 { margin: 6mm 0 2mm; padding-block-end: 1mm; font-size: 11.5pt; border-block-end: 1px solid #000; break-after: avoid; } h3 { margin: 3mm 0 1mm; font-size: 10.5pt; break-after: avoid; }
  p { margin: 0; } .lead { margin-block-start: 1mm; } .text { white-space: pre-line; } .meta { font-size: 9pt; }
  dl { display: grid; grid-template-columns: repeat(2, 1fr); gap: 1mm 8mm; margin: 0; } dl div { display: flex; gap: 3mm; justify-content: space-between; break-inside: avoid; border-block-end: 1px dotted #999; } dd { margin: 0; font-weight: 600; text-align: end; }
  article { padding-block: 2mm; border-block-end: 1px solid #ccc; break-inside: avoid-page; } article.void { text-decoration: line-through; } ul { margin: 0; padding-inline-start: 5mm; }
`;

/** The sheet: what the file says, who prints it and when, « Confidentiel » on every page. */
function printTemplate({ file, names, me, texts, entries, requests, now }: PrintView): TemplateResult {
  const { timeZone } = me.tenant;
  const name = shortName(file.identity);
  return html`<table class="page">
    <thead>
      <tr>
        <td>
          <div class="mark">
            <strong>${texts.print.confidential}</strong><span>${name} · ${file.unit.name}</span
            ><span>${texts.print.by(me.displayName, formatDateTime(now, timeZone))}</span>
          </div>
        </td>
      </tr>
    </thead>
    <tbody>
      <tr>
        <td>
          <h1>${texts.print.title(name)}</h1>
          <p class="lead">
            ${[file.leadWorker ? texts.strip.lead(file.leadWorker.displayName) : texts.strip.noLead, file.status === 'open' ? texts.strip.open : texts.strip.closed(file.closedOn ? formatDate(file.closedOn, 'UTC') : '', ''), ...file.flags.map(({ flagCode }) => names.of('fileFlag', flagCode))].join(' · ')}
          </p>
          <h2>${texts.identity.title}</h2>
          <dl>
            ${identityFacts(file, names, timeZone, texts).map(
              ({ label, value }) =>
                html`<div>
                  <dt>${label}</dt>
                  <dd>${value || texts.identity.none}</dd>
                </div>`,
            )}
          </dl>
          ${
            file.can.readFollowUp
              ? html` <h2>${texts.situation.complete(completeText(file))}</h2>
                  ${situationOf(file, names).map(
                    (group) =>
                      html`<h3>${group.label}</h3>
                        <dl>
                          ${group.rows.map(
                            (row) =>
                              html`<div>
                                <dt>${row.label}</dt>
                                <dd>
                                  ${row.hidden ? texts.situation.reserved : answerText(row.value, row.listCode, names, texts) || '–'}
                                </dd>
                              </div>`,
                          )}
                        </dl>`,
                  )}
                  ${
                    file.relatives.length
                      ? html`<h2>${texts.current.relatives}</h2>
                          <ul>
                            ${file.relatives.map((one) => html`<li>${[one.name, one.kind, one.dependent ? texts.current.dependent : '', one.phone ? formatPhone(one.phone) : ''].filter(Boolean).join(' · ')}</li>`)}
                          </ul>`
                      : nothing
                  }
                  <h2>${texts.current.requests(openRequests(requests).length)}</h2>
                  <ul>
                    ${openRequests(requests).map((request) => html`<li>${names.of('requestTypes', request.typeCode)} · ${formatDate(request.requestedOn, 'UTC')}</li>`)}
                  </ul>
                  <h2>${texts.timeline.title} · ${texts.timeline.count(entries.length)}</h2>
                  ${byYear(entries).map(
                    ({ year, entries: group }) =>
                      html`<h3>${year}</h3>
                        ${group.map((entry) => printEntry(entry, names, texts))}`,
                  )}`
              : nothing
          }
        </td>
      </tr>
    </tbody>
  </table>`;
}

function printEntry(entry: WorkEntry, names: Names, texts: SocialFileMessages): TemplateResult {
  const named = [
    ...entry.requests.map((request) => names.of('requestTypes', request.typeCode)),
    ...entry.requests.flatMap((request) =>
      request.actions.map((action) => names.of('supportActions', action.typeCode)),
    ),
  ];
  return html`<article class=${entry.voided ? 'void' : ''}>
    <p>
      <strong>${formatDate(entry.performedOn, 'UTC')} · ${names.of('workTypes', entry.typeCode)}</strong>
      <span class="meta">${formatDuration(entry.minutes)} · ${entry.performedBy.displayName}</span>
    </p>
    ${named.length ? html`<p class="meta">${named.join(' · ')}</p>` : nothing}
    ${entry.textHidden ? html`<p class="meta">${texts.timeline.hidden}</p>` : html`<p class="text">${entry.text ?? ''}</p>`}
  </article>`;
}

/** A frame of its own, that the host page's styles do not reach; it leaves once the print is over. */
function printFrame(view: PrintView, into: HTMLElement | ShadowRoot): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.className = 'print-frame';
  frame.title = view.texts.actions.print;
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  into.append(frame);
  const page = frame.contentWindow as Window & typeof globalThis;
  const styles = new page.CSSStyleSheet();
  styles.replaceSync(sheet);
  page.document.adoptedStyleSheets = [styles];
  page.document.documentElement.lang = 'fr';
  page.document.title = view.texts.print.title(shortName(view.file.identity));
  render(printTemplate(view), page.document.body);
  page.addEventListener('afterprint', () => frame.remove());
  return frame;
}

/** Prints the whole file: its trace is left first, and without it there is no sheet. */
export async function printFile(
  view: Omit<PrintView, 'entries' | 'now'> & { readonly calls: FileCalls },
  into: HTMLElement | ShadowRoot,
): Promise<void> {
  await view.calls.print();
  const entries = view.file.can.readFollowUp ? await everyEntry(view.calls) : [];
  printFrame({ ...view, entries, now: new Date().toISOString() }, into).contentWindow?.print();
}
