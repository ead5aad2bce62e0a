import { html, nothing, type TemplateResult } from 'lit';
import { errorState } from '../../core/states.ts';
import type { TdmEditorMessages } from '../tdm-editor.messages.ts';
import type { Choices } from './choices.ts';
import type { PartnerAdding } from './partner-adding.ts';

const valueOf = (event: Event) => (event as CustomEvent<{ readonly value: string }>).detail.value;

/** Asks the kind of a partner whom the directory lacks. Its fields stand there before it opens: one of them takes focus. */
export function partnerDialog(
  adding: PartnerAdding,
  choices: Choices,
  { partner: texts, problem }: TdmEditorMessages,
): TemplateResult {
  const { view } = adding;
  const keys = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (event.defaultPrevented || event.isComposing || event.key !== 'Enter') return;
    if (!(target instanceof HTMLInputElement)) return;
    event.preventDefault();
    void adding.add();
  };
  return html`<lastria-ui-dialog
    class="partner"
    .open=${view !== undefined}
    .heading=${texts.title}
    @lastria-ui-close=${() => adding.close()}
  >
    <div class="partner-fields" @keydown=${keys}>
      <lastria-ui-text-field
        required
        .maxLength=${150}
        .label=${texts.name}
        .value=${view?.name ?? ''}
        .error=${view?.faults.name ?? ''}
        @lastria-ui-input=${(event: Event) => adding.set({ name: valueOf(event) })}
      ></lastria-ui-text-field>
      <lastria-ui-combobox
        required
        eager
        tab-takes
        data-initial-focus
        .label=${texts.kind}
        .options=${choices.partnerKinds}
        .value=${view?.kind ?? ''}
        .error=${view?.faults.kind ?? ''}
        @lastria-ui-change=${(event: Event) => adding.set({ kind: valueOf(event) })}
      ></lastria-ui-combobox>
      <p>${texts.effect}</p>
      ${view?.problem ? errorState(view.problem, undefined, problem.safe) : nothing}
    </div>
    <div slot="footer" class="actions">
      <button type="button" class="button" @click=${() => adding.close()}>${texts.cancel}</button>
      <button type="button" class="button primary" @click=${() => void adding.add()}>${texts.add}</button>
    </div>
  </lastria-ui-dialog>`;
}
