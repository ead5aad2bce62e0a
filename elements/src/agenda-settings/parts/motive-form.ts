import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { motiveColours } from '../../agenda/motive-colours.ts';
import { formFields } from '../../ui/form-part.ts';
import { icon } from '../../ui/icons.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { patchOf, type Values } from '../../ui/part.view.ts';
import {
  agendaOf,
  bookingRoles,
  etagOf,
  withMotive,
  type AppointmentMotive,
  type AppointmentMotiveInput,
  type AppointmentMotivePatch,
} from '../agenda-settings.data.ts';
import { motiveStyles } from '../agenda-settings.styles.ts';
import { FormPart } from './agenda-settings-part.ts';

type MotiveValues = {
  readonly label: string;
  readonly placeKind: string;
  readonly minutes: number | null;
  readonly blocks: boolean;
  readonly workTypeCode: string;
  readonly colour: string;
  /** In order, between commas: who may book is one choice, kept or replaced whole. */
  readonly roles: string;
};
const fresh: MotiveValues = {
  label: '',
  placeKind: '',
  minutes: 30,
  blocks: true,
  workTypeCode: '',
  colour: '',
  roles: '',
};
const valuesOf = (motive: AppointmentMotive): MotiveValues => ({
  label: motive.label,
  placeKind: motive.placeKind,
  minutes: motive.minutes,
  blocks: motive.blocks,
  workTypeCode: motive.workTypeCode ?? '',
  colour: motive.colour ?? '',
  roles: motive.roles.toSorted().join(','),
});
const rolesOf = (text: string): string[] => (text === '' ? [] : text.split(','));
const longest = 1440;

/** As the server takes them. */
function bodyOf({ roles, workTypeCode, colour, ...rest }: Partial<MotiveValues>): AppointmentMotivePatch {
  return {
    ...(rest as AppointmentMotivePatch),
    ...(colour === undefined
      ? {}
      : { colour: (colour || null) as NonNullable<AppointmentMotivePatch['colour']> }),
    ...(workTypeCode === undefined ? {} : { workTypeCode: workTypeCode || null }),
    ...(roles === undefined ? {} : { roles: rolesOf(roles) }),
  };
}

/** Adds a motive, or changes one. Fires `lastria-ui-close` with the id of one that was added, or with nothing. */
export class MotiveForm extends FormPart<MotiveValues> {
  static override readonly tag = 'lastria-agenda-settings-motive';
  static override readonly dependencies = formFields;
  static override styles = [...partStyles, motiveColours, motiveStyles];

  /** None: one is added. */
  @property({ attribute: false }) motive: AppointmentMotive | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.motive) this.begin(valuesOf(this.motive), this.motive.version);
    else this.begin(fresh);
  }

  /** Follows what was changed elsewhere, as long as nothing is typed. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('motive') && this.hasUpdated && this.motive && !this.dirty)
      this.begin(valuesOf(this.motive), this.motive.version);
  }

  override render(): TemplateResult {
    const { motives: texts, actions } = this.messages;
    const { motive } = this;
    const save = (): void => void this.#save();
    const cancel = (): boolean => this.fire('lastria-ui-close');
    return html`<section
      class="form"
      aria-label=${motive ? motive.label : texts.add}
      @keydown=${this.keys(save)}
    >
      ${motive ? nothing : html`<h2 tabindex="-1">${texts.add}</h2>`} ${this.renderSummary()}
      ${this.text('label', texts.label, { required: true, max: 120 })}
      <div class="pair">
        <lastria-ui-duration-field
          id="minutes"
          required
          .label=${texts.minutes}
          .value=${this.values.minutes}
          .error=${this.faults['minutes'] ?? ''}
          @lastria-ui-change=${({ detail }: CustomEvent<{ value: number | null }>) => this.set('minutes', detail.value)}
        ></lastria-ui-duration-field>
        ${this.select('placeKind', texts.placeKind, this.#places, { required: true, placeholder: this.messages.rooms.choosing })}
      </div>
      ${this.checkbox('blocks', texts.blocks, texts.blocksHint)}
      ${this.select('workTypeCode', texts.workTypeCode, this.#workTypes, { placeholder: texts.workTypeNone })}
      ${this.select('colour', texts.colour, this.#colours, { placeholder: texts.colourNone, hint: texts.colourHint })}
      ${this.values.colour ? html`<p class="swatch motive-${this.values.colour}">${this.values.label || texts.add}</p>` : nothing}
      ${this.#renderRoles()}
      ${motive ? html`<p class="effect" data-effect>${icon('info')}<span>${texts.effect}</span></p>` : nothing}
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>
          ${motive ? actions.save : texts.add}</button
        >${motive ? nothing : html`<button type="button" class="button" @click=${cancel}>${actions.cancel}</button>`}
      </div>
    </section>`;
  }

  #renderRoles(): TemplateResult {
    const { motives: texts, roles: names } = this.messages;
    const chosen = rolesOf(this.values.roles);
    const offered = [...new Set<string>([...bookingRoles, ...chosen])];
    const turn = (role: string): void => {
      const others = chosen.filter((one) => one !== role);
      const now = others.length < chosen.length ? others : [...chosen, role];
      this.set('roles', now.toSorted().join(','));
    };
    return html`<fieldset>
      <legend>${texts.roles}</legend>
      ${offered.map(
        (role) =>
          html`<label class="check"
            ><input type="checkbox" .checked=${chosen.includes(role)} @change=${() => turn(role)} /><span
              >${names[role] ?? role}</span
            ></label
          >`,
      )}
      <p class="muted" role="status">${chosen.length === 0 ? texts.rolesAll : texts.rolesSome}</p>
    </fieldset>`;
  }

  get #places() {
    return Object.entries(this.messages.motives.placeKinds).map(([value, label]) => ({ value, label }));
  }

  /** Those we know by name, and the motive's own even unknown here. */
  get #colours() {
    const known = Object.entries(this.messages.motives.colours);
    const own = this.read.colour;
    const all =
      own === '' || known.some(([value]) => value === own) ? known : [...known, [own, own] as const];
    return all.map(([value, label]) => ({ value, label }));
  }

  /** The work types offered, and the motive's own even put aside. */
  get #workTypes() {
    const list = this.settings.configuration.lists.find(({ code }) => code === 'workTypes');
    return (list?.items ?? [])
      .filter(({ active, code }) => active || code === this.motive?.workTypeCode)
      .map(({ code, label }) => ({ value: code, label }));
  }

  protected override labelOf(key: string): string {
    return this.messages.motives[key as keyof MotiveValues];
  }

  protected override show(key: string, value: Values[string] | undefined): string {
    const { motives: texts, roles: names } = this.messages;
    if (key === 'minutes' && typeof value === 'number') return texts.minutesOf(value);
    if (key === 'placeKind') return texts.placeKinds[String(value)] ?? super.show(key, value);
    if (key === 'workTypeCode')
      return this.#workTypes.find((one) => one.value === value)?.label ?? texts.workTypeNone;
    if (key === 'colour') return texts.colours[String(value)] ?? texts.colourNone;
    if (key === 'roles')
      return (
        rolesOf(String(value ?? ''))
          .map((role) => names[role] ?? role)
          .join(', ') || super.show(key, '')
      );
    return super.show(key, value);
  }

  async #save(): Promise<void> {
    this.settle();
    const { motives: texts, actions } = this.messages;
    const values = { ...this.values, label: this.values.label.trim() };
    const { minutes } = values;
    const found: Record<string, string> = {};
    if (values.label === '') found['label'] = texts.labelNeeded;
    if (minutes === null || minutes < 5 || minutes > longest) found['minutes'] = texts.minutesOut;
    if (values.placeKind === '') found['placeKind'] = texts.placeNeeded;
    if (!this.check(found)) return;
    const patch = this.motive ? patchOf(this.read, values) : values;
    if (Object.keys(patch).length === 0) return this.tell({ said: actions.unchanged });
    await this.attempt(() => (this.motive ? this.#change(this.motive, patch) : this.#add(values)));
  }

  async #add(values: MotiveValues): Promise<void> {
    const { motive } = await agendaOf(this.session).addMotive(bodyOf(values) as AppointmentMotiveInput);
    this.#told(motive, this.messages.motives.added(motive.label));
    this.fire('lastria-ui-close', { id: motive.id });
  }

  async #change({ id }: AppointmentMotive, patch: Partial<MotiveValues>): Promise<void> {
    await this.send({
      read: this.read,
      version: this.version,
      patch,
      send: async (version, changes) => {
        const { motive } = await agendaOf(this.session).changeMotive(id, bodyOf(changes), {
          etag: etagOf({ version }),
        });
        this.#told(motive, this.messages.actions.saved(motive.label));
      },
      current: async () => {
        const now = (await this.reread()).agenda.motives.find((one) => one.id === id);
        return now && { values: valuesOf(now), version: now.version };
      },
    });
  }

  #told(motive: AppointmentMotive, said: string): void {
    this.begin(valuesOf(motive), motive.version);
    this.tell({
      settings: (now) => withMotive(now, motive),
      change: { kind: 'motive', id: motive.id },
      said,
    });
  }
}
