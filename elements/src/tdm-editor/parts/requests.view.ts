import type { SocialRequest } from '@lastria/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Choice } from '../../ui/select-field.ts';
import type { ComboboxOption, UiCombobox } from '../../ui/combobox.ts';
import { icon } from '../../ui/icons.ts';
import { whenSettled } from '../../ui/settled.ts';
import type { TdmEditorMessages } from '../tdm-editor.messages.ts';
import { existing, fresh, shortAge, type Choices } from './choices.ts';
import type { Editing } from './editing.ts';
import type { FormRequest, Means } from './entry-form.ts';

export interface RequestActs {
  readonly addRequest: (value: string) => void;
  readonly removeRequest: (index: number) => void;
  readonly addMeans: (index: number, code: string) => void;
  readonly removeMeans: (index: number, at: number) => void;
  /** What changed in the demande and its moyens; for one the file already has. */
  readonly history: (index: number) => void;
  /** The demande of the file behind the one on the screen. */
  readonly known: (request: FormRequest) => SocialRequest | undefined;
  /** Says the result of a demande: of one the file already has, at once. */
  readonly settle: (index: number, outcome: string | null) => void;
  readonly setOutcome: (index: number, at: number, outcome: string | null) => void;
}

/** What the demande field offers: those open in the file first, then every type. */
export function requestOptions(
  choices: Choices,
  chosen: readonly FormRequest[],
  texts: TdmEditorMessages,
  today: string,
): ComboboxOption[] {
  const taken = new Set(
    chosen.map(({ requestId, typeCode }) => (requestId === null ? fresh(typeCode) : existing(requestId))),
  );
  const open = choices.openRequests.map((request) => ({
    value: existing(request.id),
    label: choices.label('requestTypes', request.typeCode),
    group: texts.requests.open,
    note: texts.requests.since(shortAge(request.requestedOn, today)),
  }));
  const types = choices.requestTypes.map((type) => ({
    ...type,
    value: fresh(type.value),
    keywords: type.group,
  }));
  return [...open, ...types].filter(({ value }) => !taken.has(value));
}

/** Demandes with their moyens, and the field that adds one. */
export function requestsView(
  editing: Editing,
  options: readonly ComboboxOption[],
  texts: TdmEditorMessages,
  acts: RequestActs,
): TemplateResult {
  const { choices } = editing.deps;
  const faults = editing.faults.filter(({ field }) => field === 'requests');
  const general = faults.find(({ at }) => at === undefined);
  const loose = editing.form.looseMeans.map((code) => choices.label('supportActions', code)).join(', ');
  return html`<section class="requests" aria-label=${texts.fields.requests}>
    <p class="label" aria-hidden="true">${texts.fields.requests}</p>
    ${repeat(
      editing.form.requests,
      ({ requestId, typeCode }) => requestId ?? typeCode,
      (request, index) =>
        card(request, index, editing, texts, acts, faults.find(({ at }) => at === index)?.text),
    )}
    ${loose ? html`<p class="rest">${texts.requests.loose(loose)}</p>` : nothing}
    <lastria-ui-combobox
      class="add"
      data-field="requests"
      eager
      label-hidden
      .label=${texts.requests.add}
      .placeholder=${texts.requests.placeholder}
      .options=${options}
      .error=${general?.text ?? ''}
      @lastria-ui-change=${(event: Event) => taken(event, acts.addRequest)}
    ></lastria-ui-combobox>
  </section>`;
}

/** The field is a way in: it gives its choice and is empty again. */
function taken(event: Event, give: (value: string) => void): void {
  const field = event.currentTarget as UiCombobox;
  const { value } = field;
  if (!value) return;
  field.value = '';
  field.text = '';
  give(value);
}

function card(
  request: FormRequest,
  index: number,
  editing: Editing,
  texts: TdmEditorMessages,
  acts: RequestActs,
  fault: string | undefined,
): TemplateResult {
  const { choices, today } = editing.deps;
  const label = choices.label('requestTypes', request.typeCode);
  const known = acts.known(request);
  const note =
    request.requestId === null
      ? texts.requests.fresh
      : known
        ? texts.requests.since(shortAge(known.requestedOn, today))
        : '';
  const used = new Set(request.means.map(({ typeCode }) => typeCode));
  return html`<div class="card" role="group" aria-label=${label} data-request=${index}>
    <p class="head">
      <strong>${label}</strong> <small>${note}</small>
      ${known || request.requestId === null ? outcomeView((known ?? request).outcome ?? null, texts.requests.outcomeOf(label), 'requestOutcome', choices.requestOutcomes, choices, texts, (outcome) => acts.settle(index, outcome)) : nothing}
      ${
        request.requestId === null
          ? nothing
          : html`<button
              type="button"
              class="button quiet square small history"
              aria-label=${texts.versions.openRequest(label)}
              title=${texts.versions.requestTitle}
              @click=${() => acts.history(index)}
            >
              ${icon('history')}
            </button>`
      }
      <button
        type="button"
        class="button quiet square small"
        aria-label=${texts.requests.remove(label)}
        @click=${() => acts.removeRequest(index)}
      >
        ${icon('close')}
      </button>
    </p>
    <div class="means">
      ${request.means.map((means, at) => meansView(means, index, at, choices, texts, acts))}
      <lastria-ui-combobox
        class="add"
        density="compact"
        eager
        label-hidden
        .label=${texts.requests.addMeans(label)}
        .placeholder=${texts.requests.meansPlaceholder}
        .options=${choices.means.filter(({ value }) => !used.has(value))}
        .error=${fault ?? ''}
        data-at=${index}
        @lastria-ui-change=${(event: Event) => taken(event, (code) => acts.addMeans(index, code))}
      ></lastria-ui-combobox>
    </div>
  </div>`;
}

function meansView(
  { typeCode, outcome }: Means,
  index: number,
  at: number,
  choices: Choices,
  texts: TdmEditorMessages,
  acts: RequestActs,
): TemplateResult {
  const label = choices.label('supportActions', typeCode);
  return html`<span class="chip means-chip"
    ><span>${label}</span
    >${outcomeView(outcome, texts.requests.outcome(label), 'actionOutcome', choices.outcomes, choices, texts, (chosen) => acts.setOutcome(index, at, chosen))}<button
      type="button"
      aria-label=${texts.requests.removeMeans(label)}
      @click=${() => acts.removeMeans(index, at)}
    >
      ${icon('close')}
    </button></span
  >`;
}

/** A result, of a demande or of a moyen; one that is no longer offered stays readable. */
function outcomeView(
  outcome: string | null,
  label: string,
  list: 'requestOutcome' | 'actionOutcome',
  offered: readonly Choice[],
  choices: Choices,
  texts: TdmEditorMessages,
  choose: (outcome: string | null) => void,
): TemplateResult {
  const known = outcome === null || offered.some(({ value }) => value === outcome);
  const settle = whenSettled(outcome ?? '', (value) => choose(value || null));
  return html`<select
    class="outcome"
    aria-label=${label}
    ?data-empty=${outcome === null}
    @keydown=${settle}
    @pointerdown=${settle}
    @change=${settle}
    @blur=${settle}
  >
    <option value="" .selected=${outcome === null}>${texts.requests.noOutcome}</option>
    ${offered.map(({ value, label: name }) => html`<option .value=${value} .selected=${value === outcome}>${name}</option>`)}
    ${known ? nothing : html`<option .value=${outcome ?? ''} .selected=${true}>${choices.label(list, outcome ?? '')}</option>`}
  </select>`;
}
