import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { Reading } from '../../core/reading.ts';
import { errorState } from '../../core/states.ts';
import { formFields } from '../../ui/form-part.ts';
import { icon } from '../../ui/icons.ts';
import { partStyles } from '../../ui/part.styles.ts';
import type { Values } from '../../ui/part.view.ts';
import {
  etagOf,
  remindersOf,
  type OrganisationUnit,
  type ReminderPreview,
  type ReminderSettings,
  type ReminderSettingsInput,
} from '../reminders.data.ts';
import { previewStyles } from '../reminders.styles.ts';
import { FormPart } from './reminders-part.ts';

type SettingsValues = {
  readonly enabled: boolean;
  readonly daysBefore: string;
  readonly template: string;
  readonly sender: string;
  readonly attachesCalendar: boolean;
};
const mostDays = 14;

const valuesOf = (read: ReminderSettings): SettingsValues => ({
  enabled: read.enabled,
  daysBefore: String(read.daysBefore),
  template: read.template,
  sender: read.sender ?? '',
  attachesCalendar: read.attachesCalendar,
});
const textsOf = ({
  template,
  sender,
}: SettingsValues): Pick<ReminderSettingsInput, 'template' | 'sender'> => ({
  template: template as ReminderSettingsInput['template'],
  sender: sender.trim() || null,
});
const inputOf = (values: SettingsValues): ReminderSettingsInput => ({
  enabled: values.enabled,
  daysBefore: Number(values.daysBefore),
  attachesCalendar: values.attachesCalendar,
  ...textsOf(values),
});

/** How a unit has people reminded, with what they would read. */
export class SettingsForm extends FormPart<SettingsValues> {
  static override readonly tag = 'lastria-reminders-settings-form';
  static override readonly dependencies = formFields;
  static override styles = [...partStyles, previewStyles];

  @property({ attribute: false }) unit!: OrganisationUnit;
  @state() private inherited = false;
  @state() private sendsMail = true;
  @state() private preview: ReminderPreview | undefined;
  @state() private unseen: ProblemText | undefined;
  readonly #reading = new Reading<ReminderSettings>(this, {
    atOnce: true,
    read: async (signal) =>
      (await remindersOf(this.session).readReminderSettings(this.unit.id, { signal })).settings,
    whenRead: (read) => this.#take(read),
    lines: 7,
    texts: () => ({ failed: this.messages.settings.failed, ui: this.texts }),
  });
  #previewing = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#previewing.abort();
  }

  override render(): TemplateResult {
    return this.#reading.render(() => this.#renderForm());
  }

  #renderForm(): TemplateResult {
    const { settings: texts, actions } = this.messages;
    const save = (): void => void this.#save();
    return html`<section class="form" aria-labelledby="title" @keydown=${this.keys(save)}>
      <div>
        <h3 id="title">${texts.title}</h3>
        <p class="muted">${texts.intro}</p>
      </div>
      ${this.inherited ? html`<p class="effect" data-effect>${icon('info')}<span>${texts.inherited}</span></p>` : nothing}
      ${this.sendsMail ? nothing : html`<p class="effect warning" data-effect>${icon('warning')}<span>${texts.noRelay}</span></p>`}
      ${this.renderSummary()} ${this.checkbox('enabled', texts.enabled, texts.enabledHint)}
      <div class="pair">
        ${this.select('daysBefore', texts.daysBefore, this.#days())}
        ${this.select('template', texts.template, this.#templates())}
      </div>
      <lastria-ui-text-field
        id="sender"
        .label=${texts.sender}
        .hint=${texts.senderHint}
        .maxLength=${80}
        .value=${this.values.sender}
        .error=${this.faults['sender'] ?? ''}
        @lastria-ui-input=${({ detail }: CustomEvent<{ value: string }>) => this.set('sender', detail.value)}
        @lastria-ui-change=${() => void this.#show()}
      ></lastria-ui-text-field>
      ${this.checkbox('attachesCalendar', texts.attachesCalendar, texts.calendarHint)}
      ${this.#renderPreview()} ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${actions.save}</button>
      </div>
    </section>`;
  }

  #renderPreview(): TemplateResult | typeof nothing {
    const { settings: texts } = this.messages;
    if (this.unseen) return errorState(this.unseen, () => void this.#show(), undefined, this.texts);
    if (!this.preview) return nothing;
    const { subject, text } = this.preview;
    return html`<section class="letter" aria-labelledby="preview" aria-live="polite">
      <h3 id="preview">${texts.preview}</h3>
      <dl>
        <dt>${texts.subject}</dt>
        <dd>${subject}</dd>
      </dl>
      <p class="text">${text.trim()}</p>
    </section>`;
  }

  protected override labelOf(key: string): string {
    return this.messages.settings[key as keyof SettingsValues];
  }

  protected override show(key: string, value: Values[string] | undefined): string {
    const { settings: texts } = this.messages;
    if (key === 'daysBefore') return texts.days(Number(value));
    return (key === 'template' ? texts.templates[String(value)] : undefined) ?? super.show(key, value);
  }

  protected override set<K extends keyof SettingsValues>(key: K, value: SettingsValues[K]): void {
    super.set(key, value);
    if (key === 'template') void this.#show();
  }

  #days() {
    const { settings: texts } = this.messages;
    return Array.from({ length: mostDays }, (_, index) => ({
      value: String(index + 1),
      label: texts.days(index + 1),
    }));
  }

  #templates() {
    return Object.entries(this.messages.settings.templates).map(([value, label]) => ({ value, label }));
  }

  #take(read: ReminderSettings): void {
    this.begin(valuesOf(read), read.version);
    this.inherited = read.inherited;
    this.sendsMail = read.sendsMail;
    void this.#show();
  }

  /** What a person would read; a name that tells too much is said under its field. */
  async #show(): Promise<void> {
    this.#previewing.abort();
    const { signal } = (this.#previewing = new AbortController());
    this.unseen = undefined;
    try {
      const preview = await remindersOf(this.session).previewReminder(textsOf(this.values), { signal });
      if (!signal.aborted) this.preview = preview;
    } catch (error) {
      if (signal.aborted) return;
      this.preview = undefined;
      const problem = problemText(error, this.messages.settings.previewFailed);
      const fault = problem.fieldErrors?.[0]?.detail;
      if (fault === undefined) this.unseen = problem;
      else this.faults = { ...this.faults, sender: fault };
    }
  }

  async #save(): Promise<void> {
    const { settings: texts } = this.messages;
    if (!this.check({})) return;
    const values = { ...this.values, sender: this.values.sender.trim() };
    await this.save({
      values,
      anyway: this.inherited,
      write: async (version, _changes, all) => {
        const { settings } = await remindersOf(this.session).setReminderSettings(this.unit.id, inputOf(all), {
          etag: etagOf({ version }),
        });
        this.#take(settings);
        this.tell({ change: { kind: 'settings', id: this.unit.id }, said: texts.saved(this.unit.name) });
      },
      current: async () => {
        const { settings } = await remindersOf(this.session).readReminderSettings(this.unit.id);
        return { values: valuesOf(settings), version: settings.version };
      },
    });
  }
}
