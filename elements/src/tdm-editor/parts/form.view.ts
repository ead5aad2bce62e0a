import { html, type TemplateResult } from 'lit';
import type { Configuration } from '@lastria/sdk';
import type { ComboboxOption } from '../../ui/combobox.ts';
import type { TdmEditorMessages } from '../tdm-editor.messages.ts';
import type { Choices } from './choices.ts';
import type { Editing, FaultField } from './editing.ts';
import { withType, type EntryForm } from './entry-form.ts';
import { quickLine, type QuickLineActs } from './quick-line.view.ts';
import { requestsView, type RequestActs } from './requests.view.ts';

export interface FormView {
  readonly editing: Editing;
  readonly texts: TdmEditorMessages;
  readonly timeZone: string;
  readonly units: Configuration['units'];
  readonly requestOptions: readonly ComboboxOption[];
  readonly textHidden: boolean;
  readonly quick: QuickLineActs;
  readonly requests: RequestActs;
  readonly set: (field: FaultField, change: (form: EntryForm) => EntryForm) => void;
  readonly setUnit: (unitId: string) => void;
  /** Opens the dialog that adds a partner; absent when one may not. */
  readonly addPartner: ((name: string) => void) | undefined;
}

const valueOf = <T>(event: Event) => (event as CustomEvent<{ readonly value: T }>).detail.value;

/** The whole form on one screen, in the order of the keys: line, travail, demandes, text, then what is rarer. */
export function formView(view: FormView): TemplateResult {
  const { editing, texts } = view;
  return html`${quickLine(editing, texts, view.quick)}
    <div class="columns">
      <div class="side">
        ${work(view)}
        ${editing.deps.fileId === null ? unit(view) : requestsView(editing, view.requestOptions, texts, view.requests)}
      </div>
      <div class="main">
        ${view.textHidden ? html`<p class="reserved">${texts.text.hidden}</p>` : text(view)} ${details(view)}
      </div>
    </div>`;
}

const errorOf = (editing: Editing, field: FaultField) =>
  editing.faults.find((fault) => fault.field === field)?.text ?? '';

function work({ editing, texts, timeZone, set }: FormView): TemplateResult {
  const {
    form,
    deps: { choices, today },
  } = editing;
  return html`<div class="work">
    <lastria-ui-combobox
      class="type"
      data-field="typeCode"
      eager
      tab-takes
      .label=${texts.fields.typeCode}
      .options=${choices.workTypes}
      .value=${form.typeCode}
      .error=${errorOf(editing, 'typeCode')}
      @lastria-ui-change=${(event: Event) => set('typeCode', (form) => withType(form, valueOf<string>(event), choices.minutesOf(valueOf<string>(event))))}
    ></lastria-ui-combobox>
    <lastria-ui-date-field
      data-field="performedOn"
      prefer="past"
      .label=${texts.fields.performedOn}
      .timeZone=${timeZone}
      .max=${today}
      .value=${form.performedOn}
      .error=${errorOf(editing, 'performedOn')}
      @lastria-ui-change=${(event: Event) => set('performedOn', (form) => ({ ...form, performedOn: valueOf<string | null>(event) }))}
    ></lastria-ui-date-field>
    <lastria-ui-duration-field
      data-field="minutes"
      .label=${texts.fields.minutes}
      .value=${form.minutes}
      .error=${errorOf(editing, 'minutes')}
      @lastria-ui-change=${(event: Event) => set('minutes', (form) => ({ ...form, minutes: valueOf<number | null>(event), ownMinutes: valueOf<number | null>(event) !== null }))}
    ></lastria-ui-duration-field>
  </div>`;
}

/** Who is offered, and whoever did it, even gone since. */
const withPerson = ({ staff, staffName }: Choices, id: string): readonly ComboboxOption[] =>
  !id || staff.some(({ value }) => value === id) ? staff : [...staff, { value: id, label: staffName(id) }];

function unit({ editing, texts, units, setUnit }: FormView): TemplateResult {
  return html`<lastria-ui-select-field
    data-field="unitId"
    .label=${texts.fields.unitId}
    .value=${editing.unitId}
    .error=${errorOf(editing, 'unitId')}
    .options=${units.map(({ id, name }) => ({ value: id, label: name }))}
    @lastria-ui-change=${(event: Event) => setUnit(valueOf<string>(event))}
  ></lastria-ui-select-field>`;
}

function text({ editing, texts, set }: FormView): TemplateResult {
  return html`<lastria-ui-text-area
    class="text"
    data-field="text"
    rows="5"
    .maxLength=${50_000}
    .label=${texts.fields.text}
    .value=${editing.form.text}
    .error=${errorOf(editing, 'text')}
    @lastria-ui-input=${(event: Event) => set('text', (form) => ({ ...form, text: valueOf<string>(event) }))}
  ></lastria-ui-text-area>`;
}

function details({ editing, texts, set, addPartner }: FormView): TemplateResult {
  const {
    form,
    deps: { choices },
  } = editing;
  return html`<div class="details" role="group" aria-label=${texts.details}>
    <lastria-ui-tdm-time-field
      data-field="startedAt"
      .unreadableText=${texts.timeUnreadable}
      .label=${texts.fields.startedAt}
      .value=${form.startedAt}
      .error=${errorOf(editing, 'startedAt')}
      @lastria-ui-change=${(event: Event) => set('startedAt', (form) => ({ ...form, startedAt: valueOf<string | null>(event) }))}
    ></lastria-ui-tdm-time-field>
    <lastria-ui-combobox
      data-field="performedBy"
      eager
      .label=${texts.fields.performedBy}
      .options=${withPerson(choices, form.performedBy)}
      .value=${form.performedBy}
      .error=${errorOf(editing, 'performedBy')}
      @lastria-ui-change=${(event: Event) => valueOf<string>(event) && set('performedBy', (form) => ({ ...form, performedBy: valueOf<string>(event) }))}
    ></lastria-ui-combobox>
    <lastria-ui-duration-field
      data-field="travelMinutes"
      .label=${texts.fields.travelMinutes}
      .value=${form.travelMinutes}
      .error=${errorOf(editing, 'travelMinutes')}
      @lastria-ui-change=${(event: Event) => set('travelMinutes', (form) => ({ ...form, travelMinutes: valueOf<number | null>(event) }))}
    ></lastria-ui-duration-field>
    <lastria-ui-text-field
      data-field="place"
      .maxLength=${200}
      .label=${texts.fields.place}
      .value=${form.place}
      .error=${errorOf(editing, 'place')}
      @lastria-ui-input=${(event: Event) => set('place', (form) => ({ ...form, place: valueOf<string>(event) }))}
    ></lastria-ui-text-field>
    <lastria-ui-combobox
      data-field="partnerIds"
      multiple
      eager
      .label=${texts.fields.partnerIds}
      .options=${choices.partners}
      .values=${form.partnerIds}
      .creates=${addPartner && texts.partner.create}
      .error=${errorOf(editing, 'partnerIds')}
      @lastria-ui-create=${(event: Event) => addPartner?.((event as CustomEvent<{ readonly text: string }>).detail.text)}
      @lastria-ui-change=${(event: Event) => set('partnerIds', (form) => ({ ...form, partnerIds: valueOf<readonly string[]>(event) }))}
    ></lastria-ui-combobox>
  </div>`;
}
