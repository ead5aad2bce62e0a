import { html, nothing, type TemplateResult } from 'lit';
import { chip } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import type { TdmEditorMessages } from '../tdm-editor.messages.ts';
import type { AppliedChip } from './capture.ts';
import type { Editing } from './editing.ts';

export interface QuickLineActs {
  readonly type: (text: string) => void;
  readonly enter: () => void;
  readonly exchange: (index: number, choice: number | undefined) => void;
  readonly restToText: () => void;
}

/** One line that fills the fields below: « tel 20 impayé fsl bailleur hier ». */
export function quickLine(
  editing: Editing,
  { quick: texts }: TdmEditorMessages,
  acts: QuickLineActs,
): TemplateResult {
  const fault = editing.faults.find(({ field }) => field === 'quick');
  const { line, reading, form } = editing;
  const keydown = (event: KeyboardEvent) => {
    if (
      event.key !== 'Enter' ||
      event.isComposing ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.shiftKey
    )
      return;
    event.preventDefault();
    acts.enter();
  };
  return html`<div class="quick" role="group" aria-label=${texts.label}>
    <div class="line">
      <label class="visually-hidden" for="quick">${texts.label}</label>
      <input
        id="quick"
        data-field="quick"
        type="text"
        autocomplete="off"
        spellcheck="false"
        enterkeyhint="go"
        maxlength="2000"
        .value=${form.quick}
        placeholder=${editing.deps.fileId === null ? texts.placeholderUnfiled : texts.placeholder}
        aria-describedby="quick-hint ${fault ? 'quick-error' : ''}"
        aria-invalid=${fault ? 'true' : nothing}
        @input=${(event: Event) => acts.type((event.target as HTMLInputElement).value)}
        @keydown=${keydown}
      />
      <kbd aria-hidden="true">${texts.read}</kbd>
    </div>
    <p id="quick-hint" class="visually-hidden">${texts.readHint}</p>
    ${fault ? html`<p id="quick-error" class="fault">${icon('danger')}<span>${fault.text}</span></p>` : nothing}
    ${reading === 'failed' ? html`<p class="fault soft" role="status">${texts.failed}</p>` : nothing}
    ${
      line && line.chips.length > 0
        ? html`<ul class="chips" aria-label=${texts.understood}>
            ${line.chips.map((one, index) => html`<li>${renderChip(one, index, texts, acts)}</li>`)}
          </ul>`
        : nothing
    }
    ${
      line?.rest
        ? html`<p class="rest">
            <span>${texts.rest}</span> <q>${line.rest}</q>
            <button type="button" class="button quiet small" @click=${acts.restToText}>
              ${texts.toText}
            </button>
          </p>`
        : nothing
    }
  </div>`;
}

function renderChip(
  one: AppliedChip,
  index: number,
  texts: TdmEditorMessages['quick'],
  acts: QuickLineActs,
): TemplateResult {
  if (one.others.length === 0 && one.value !== '') {
    return html`<button
      type="button"
      class="chip"
      aria-label=${texts.remove(one.label)}
      @click=${() => acts.exchange(index, undefined)}
    >
      ${one.label}${icon('close')}
    </button>`;
  }
  if (one.others.length === 0) return chip(one.label);
  const choose = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    if (value !== 'this') acts.exchange(index, value === 'none' ? undefined : Number(value));
  };
  const open = one.value === '';
  return html`<span class="chip doubt" ?data-open=${open}
    ><select aria-label=${open ? texts.choose(one.label) : texts.doubt(one.label)} @change=${choose}>
      <option value="this" .selected=${true}>${open ? texts.choose(one.label) : one.label}</option>
      ${one.others.map((other, at) => html`<option value=${String(at)}>${other.label}</option>`)}
      <option value="none">${texts.drop}</option></select
    >${icon('chevron-down')}</span
  >`;
}
