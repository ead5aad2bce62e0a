import type { EntryVersion, RequestChange } from '@lastria/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { formatDate, formatDateTime } from '../../core/format.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import type { TdmEditorMessages } from '../tdm-editor.messages.ts';
import type { Choices } from './choices.ts';
import { entryFields, formOf, sameValue, type EntryField } from './entry-form.ts';
import { shown } from './shown.ts';
import type { VersionsView } from './versions.ts';

export interface VersionsActs {
  readonly choose: (index: number) => void;
  readonly close: () => void;
  /** Signs this text again, as a new version; absent when one may not, or has something else to sign first. */
  readonly restore: ((text: string) => void) | undefined;
}

/** Former states: who, when, and what they said beside what is said now. */
export function versionsDialog(
  view: VersionsView | undefined,
  choices: Choices,
  timeZone: string,
  texts: TdmEditorMessages,
  acts: VersionsActs,
): TemplateResult {
  const own = texts.versions;
  const heading = !view
    ? own.title
    : view.kind === 'request'
      ? own.ofRequest(view.label)
      : view.kind !== 'entry' && view.of === 'request'
        ? own.requestTitle
        : own.title;
  return html`<lastria-ui-dialog
    class="versions"
    size=${view?.kind === 'entry' ? 'wide' : 'normal'}
    .open=${view !== undefined}
    .heading=${heading}
    @lastria-ui-close=${acts.close}
  >
    ${view ? body(view, choices, timeZone, texts, acts) : nothing}
  </lastria-ui-dialog>`;
}

function body(
  view: VersionsView,
  choices: Choices,
  timeZone: string,
  texts: TdmEditorMessages,
  acts: VersionsActs,
): TemplateResult {
  switch (view.kind) {
    case 'loading':
      return skeleton(4);
    case 'error':
      return errorState(view.problem);
    case 'request':
      return requestChanges(view.items, choices, timeZone, texts);
    case 'entry':
      return view.items.length < 2
        ? html`<p>${texts.versions.only}</p>`
        : html`<div class="former">
            ${list(view.items, view.chosen, timeZone, texts, acts)}
            ${compared(view.items[view.chosen]!, view.items[0]!, choices, timeZone, texts, acts)}
          </div>`;
  }
}

function list(
  items: readonly EntryVersion[],
  chosen: number,
  timeZone: string,
  texts: TdmEditorMessages,
  acts: VersionsActs,
): TemplateResult {
  const own = texts.versions;
  const about = (version: EntryVersion, index: number): string => {
    const changed = version.changed.map((field) => fieldName(field, texts)).join(', ');
    if (index === 0) return changed ? `${own.current} · ${changed}` : own.current;
    return index === items.length - 1 ? own.first : changed;
  };
  return html`<ol class="version-list" aria-label=${own.list}>
    ${items.map(
      (version, index) =>
        html`<li>
          <button
            type="button"
            aria-pressed=${index === chosen}
            ?data-initial-focus=${index === chosen}
            @click=${() => acts.choose(index)}
          >
            <strong>${formatDateTime(version.at, timeZone)}</strong>
            <span>${version.by.displayName}</span>
            <small>${about(version, index)}</small>
          </button>
        </li>`,
    )}
  </ol>`;
}

/** Names a changed field as the form does; the wire says `partners` where the form says with whom. */
function fieldName(field: string, texts: TdmEditorMessages): string {
  if (field === 'voided') return texts.versions.voided;
  const name = texts.fields[(field === 'partners' ? 'partnerIds' : field) as EntryField] as
    string | undefined;
  return (name ?? field).toLocaleLowerCase('fr');
}

/** What differs, by field, side by side. */
function compared(
  version: EntryVersion,
  now: EntryVersion,
  choices: Choices,
  timeZone: string,
  texts: TdmEditorMessages,
  acts: VersionsActs,
): TemplateResult {
  const own = texts.versions;
  const [then, current] = [formOf(version), formOf(now)];
  const differing = entryFields.filter((field) => !sameValue(then[field], current[field]));
  const hidden = version.textHidden;
  return html`<div
    class="compared"
    role="region"
    aria-live="polite"
    aria-label=${own.chosen(formatDateTime(version.at, timeZone))}
  >
    ${differing.length === 0 ? html`<p>${hidden && version !== now ? own.hidden : own.same}</p>` : nothing}
    ${differing.map(
      (field) =>
        html`<section>
          <h3>${texts.fields[field]}</h3>
          <div class="sides">
            <div class="then">
              <small>${own.chosen(formatDateTime(version.at, timeZone))}</small>
              <p class="value">${shown(field, then, choices, texts.conflict.none)}</p>
              ${field === 'text' && then.text ? restoreButton(then.text, texts, acts) : nothing}
            </div>
            <div class="now">
              <small>${own.now}</small>
              <p class="value">${shown(field, current, choices, texts.conflict.none)}</p>
            </div>
          </div>
        </section>`,
    )}
  </div>`;
}

function restoreButton(text: string, texts: TdmEditorMessages, { restore }: VersionsActs): TemplateResult {
  return restore
    ? html`<button type="button" class="button small" @click=${() => restore(text)}>
        ${icon('undo')}${texts.versions.restore}
      </button>`
    : html`<p class="later">${texts.versions.restoreLater}</p>`;
}

function requestChanges(
  items: readonly RequestChange[],
  choices: Choices,
  timeZone: string,
  texts: TdmEditorMessages,
): TemplateResult {
  const own = texts.versions;
  if (items.length === 0) return html`<p>${own.noChange}</p>`;
  return html`<ul class="changes">
    ${items.map(
      (change) =>
        html`<li>
          <p>
            <strong>${formatDateTime(change.at, timeZone)}</strong>,
            ${change.by.displayName}${
              change.of === 'action'
                ? html` · ${own.means(choices.label('supportActions', change.typeCode))}`
                : nothing
            }
          </p>
          ${Object.keys(change.after).map(
            (field) =>
              html`<p class="value">
                ${own.step(
                  own.fields[field as keyof typeof own.fields] ?? field,
                  said(change, field, change.before, choices, texts),
                  said(change, field, change.after, choices, texts),
                )}
              </p>`,
          )}
        </li>`,
    )}
  </ul>`;
}

function said(
  { of }: RequestChange,
  field: string,
  side: RequestChange['before'],
  choices: Choices,
  texts: TdmEditorMessages,
): string {
  const value = side[field as keyof typeof side];
  if (value === null || value === undefined) return texts.conflict.none;
  if (typeof value === 'boolean') return value ? texts.versions.yes : texts.versions.no;
  switch (field) {
    case 'status':
      return choices.label('requestStatus', value);
    case 'outcome':
      return choices.label(of === 'action' ? 'actionOutcome' : 'requestOutcome', value);
    default:
      return formatDate(value, 'UTC');
  }
}
