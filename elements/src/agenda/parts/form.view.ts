import { html, nothing, type TemplateResult } from 'lit';
import type { ComboboxOption } from '../../ui/combobox.ts';
import { icon } from '../../ui/icons.ts';
import type { Appointment } from '../agenda.data.ts';
import type { Checked } from './conflict-check.ts';
import type { Look } from './entry.view.ts';
import type { FormValues } from './form.values.ts';
import { renderHindrance } from './hindrance.view.ts';

/** What the fields show, and who hears what is typed in them. */
export interface FormScene {
  readonly look: Look;
  readonly values: FormValues;
  readonly faults: Readonly<Record<string, string>>;
  /** What is changed; none: a new one. */
  readonly appointment: Appointment | undefined;
  readonly conflicts: Checked;
  /** Whether « Plus de précisions » is open at first. */
  readonly open: boolean;
  /** Takes the value of the field that bears the name of the value. */
  readonly take: (event: CustomEvent<{ value?: unknown; values?: unknown }>) => void;
  /** Files one may see, by name. */
  readonly find: (text: string, signal: AbortSignal) => Promise<readonly ComboboxOption[]>;
  readonly set: <K extends keyof FormValues>(key: K, value: FormValues[K]) => void;
}

/** What for, when, what stands in the way, with whom. */
export const renderFields = (scene: FormScene): TemplateResult =>
  html`${renderWhat(scene)} ${renderWhen(scene)} ${renderConflicts(scene)} ${renderWith(scene)}`;

function renderWhat(scene: FormScene): TemplateResult {
  const { values, take } = scene;
  const { texts, around } = scene.look;
  const { motives } = around.settings;
  const offered = motives.filter(({ id, active, can }) => (active && can.book) || id === values.motiveId);
  return html`${select(
      scene,
      'motiveId',
      texts.form.motive,
      offered.map(({ id, label }) => ({ value: id, label })),
      texts.form.noMotive,
    )}
    <lastria-ui-text-field
      id="title"
      .label=${texts.form.title}
      .hint=${texts.form.titleHint}
      .maxLength=${200}
      .value=${values.title}
      @lastria-ui-input=${take}
    ></lastria-ui-text-field>
    ${renderFile(scene)}`;
}

function renderWhen(scene: FormScene): TemplateResult {
  const { look, values, faults, appointment, take } = scene;
  const { form: texts } = look.texts;
  return html`<lastria-ui-date-field
      id="day"
      prefer="future"
      .timeZone=${look.around.me.tenant.timeZone}
      .label=${texts.day}
      .value=${values.day}
      .error=${faults['day'] ?? ''}
      @lastria-ui-change=${take}
    ></lastria-ui-date-field>
    ${check(scene, 'allDay', texts.allDay)} ${values.allDay ? renderLastDay(scene) : renderHours(scene)}
    ${
      appointment
        ? nothing
        : html`<div class=${values.repeat === 'never' ? '' : 'pair'}>
            ${select(
              scene,
              'repeat',
              texts.repeat,
              Object.entries(texts.repeats).map(([value, label]) => ({ value, label })),
            )}
            ${
              values.repeat === 'never'
                ? nothing
                : html`<lastria-ui-date-field
                    id="until"
                    prefer="future"
                    .timeZone=${look.around.me.tenant.timeZone}
                    .label=${texts.until}
                    .value=${values.until}
                    @lastria-ui-change=${take}
                  ></lastria-ui-date-field>`
            }
          </div>`
    }`;
}

function renderHours({ look, values, faults, take }: FormScene): TemplateResult {
  const { form: texts } = look.texts;
  return html`<div class="pair">
    ${(['from', 'to'] as const).map(
      (key) =>
        html`<lastria-ui-tdm-time-field
          id=${key}
          .label=${texts[key]}
          .unreadableText=${texts.unreadable}
          .value=${values[key]}
          .error=${faults[key] ?? ''}
          @lastria-ui-change=${take}
        ></lastria-ui-tdm-time-field>`,
    )}
  </div>`;
}

function renderLastDay({ look, values, faults, take }: FormScene): TemplateResult {
  return html`<lastria-ui-date-field
    id="lastDay"
    prefer="future"
    .timeZone=${look.around.me.tenant.timeZone}
    .label=${look.texts.form.lastDay}
    .value=${values.lastDay}
    .error=${faults['lastDay'] ?? ''}
    @lastria-ui-change=${take}
  ></lastria-ui-date-field>`;
}

/** Whose file it is: found by name, as far as one may see; an appointment once made stays with its file. */
function renderFile({ look, values, appointment, find, take }: FormScene): TemplateResult | typeof nothing {
  const { form: texts } = look.texts;
  return appointment
    ? nothing
    : html`<lastria-ui-combobox
        id="fileId"
        eager
        .label=${texts.file}
        .placeholder=${texts.filePlaceholder}
        .none=${texts.noFile}
        .search=${find}
        .value=${values.fileId}
        @lastria-ui-change=${take}
      ></lastria-ui-combobox>`;
}

function check({ values, set }: FormScene, key: 'allDay' | 'private', label: string): TemplateResult {
  return html`<label class="check"
    ><input
      id=${key}
      type="checkbox"
      .checked=${values[key]}
      @change=${(event: Event) => set(key, (event.target as HTMLInputElement).checked)}
    /><span>${label}</span></label
  >`;
}

function renderWith(scene: FormScene): TemplateResult {
  const { values, faults, appointment, take } = scene;
  const { texts, around } = scene.look;
  const rooms = around.settings.rooms.filter(({ id, active }) => active || id === values.roomId);
  return html`<lastria-ui-combobox
      id="workerIds"
      multiple
      .label=${texts.form.workers}
      .hint=${texts.form.workersHint}
      .options=${around.colleagues.map(({ id, displayName }) => ({
        value: id,
        label: id === around.me.staffId ? texts.me(displayName) : displayName,
      }))}
      .values=${values.workerIds}
      .error=${faults['workerIds'] ?? ''}
      @lastria-ui-change=${take}
    ></lastria-ui-combobox>
    ${
      around.units.length > 1 && !appointment && !values.fileId
        ? select(
            scene,
            'unitId',
            texts.form.unit,
            around.units.map(({ id, name }) => ({ value: id, label: name })),
          )
        : nothing
    }
    <details ?open=${scene.open}>
      <summary>${texts.form.more}</summary>
      <div class="form">
        <div class="pair">
          ${select(
            scene,
            'placeKind',
            texts.form.place,
            Object.entries(texts.entry.places).map(([value, label]) => ({ value, label })),
          )}
          ${
            rooms.length
              ? select(
                  scene,
                  'roomId',
                  texts.form.room,
                  rooms.map(({ id, label }) => ({ value: id, label })),
                  texts.form.noRoom,
                )
              : nothing
          }
        </div>
        <lastria-ui-text-area
          id="note"
          rows="2"
          .label=${texts.form.note}
          .maxLength=${5000}
          .value=${values.note}
          @lastria-ui-input=${take}
        ></lastria-ui-text-area>
        ${values.fileId ? nothing : check(scene, 'private', texts.form.private)}
      </div>
    </details>`;
}

function renderConflicts({ look, conflicts }: FormScene): TemplateResult {
  const { form: texts } = look.texts;
  return html`<div role="status">
    ${
      typeof conflicts === 'string'
        ? html`<p class="muted">${conflicts === 'reading' ? texts.checking : texts.unchecked}</p>`
        : conflicts.length === 0
          ? html`<p class="clear">${icon('check')}<span>${texts.clear}</span></p>`
          : renderHindrance(conflicts, look.texts)
    }
  </div>`;
}

function select(
  { values, take }: FormScene,
  key: 'motiveId' | 'unitId' | 'roomId' | 'placeKind' | 'repeat',
  label: string,
  options: readonly { readonly value: string; readonly label: string }[],
  placeholder = '',
): TemplateResult {
  return html`<lastria-ui-select-field
    id=${key}
    .label=${label}
    .placeholder=${placeholder}
    .options=${options}
    .value=${values[key]}
    @lastria-ui-change=${take}
  ></lastria-ui-select-field>`;
}
