import { html, nothing, type TemplateResult } from 'lit';
import type { TdmEditorMessages } from '../tdm-editor.messages.ts';
import type { Choices } from './choices.ts';
import type { Conflict, Side } from './conflict.ts';
import type { EntryField } from './entry-form.ts';
import { shown } from './shown.ts';

export interface ConflictActs {
  readonly pick: (field: EntryField, side: Side) => void;
  readonly save: () => void;
  readonly back: () => void;
}

/** Both versions of what differs, side by side; a native choice for each field. */
export function conflictView(
  conflict: Conflict,
  choices: Choices,
  texts: TdmEditorMessages,
  acts: ConflictActs,
): TemplateResult {
  const { conflict: own } = texts;
  return html`<section class="conflict" aria-labelledby="conflict-title">
    <h3 id="conflict-title" tabindex="-1">${own.title}</h3>
    <p>${own.body}</p>
    ${conflict.fields.map(
      (field) =>
        html`<fieldset>
          <legend>${texts.fields[field]}</legend>
          <div class="sides">
            ${side(field, 'mine', own.mine, shown(field, conflict.mine, choices, own.none))}
            ${side(field, 'theirs', own.theirs, shown(field, conflict.theirs, choices, own.none))}
            ${field === 'text' && conflict.mine.text && conflict.theirs.text ? side(field, 'both', own.both, '') : nothing}
          </div>
        </fieldset>`,
    )}
    <div class="actions">
      <button type="button" class="button" @click=${acts.back}>${own.back}</button>
      <button type="button" class="button primary" @click=${acts.save}>${own.save}</button>
    </div>
  </section>`;

  function side(field: EntryField, which: Side, title: string, value: string): TemplateResult {
    const id = `${field}-${which}`;
    return html`<div class="side-choice">
      <input
        type="radio"
        id=${id}
        name="conflict-${field}"
        .checked=${conflict.picks[field] === which}
        aria-describedby=${value ? `${id}-value` : nothing}
        @change=${() => acts.pick(field, which)}
      />
      <label for=${id}>${title}</label
      >${value ? html`<p id="${id}-value" class="value">${value}</p>` : nothing}
    </div>`;
  }
}
