import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formFields } from '../../ui/form-part.ts';
import { patchOf } from '../../ui/part.view.ts';
import { unitChoices } from '../../ui/units.view.ts';
import { agendaOf, etagOf, withRoom, type Room, type RoomPatch } from '../agenda-settings.data.ts';
import { FormPart } from './agenda-settings-part.ts';

type RoomValues = {
  readonly label: string;
  readonly site: string;
  readonly places: number | null;
  readonly unitId: string;
};
const valuesOf = ({ label, site, places, unitId }: Room): RoomValues => ({
  label,
  site: site ?? '',
  places,
  unitId,
});
const mostPlaces = 999;

/** Adds a room to a unit, or renames one. Fires `lastria-ui-close` with the id of one that was added, or with nothing. */
export class RoomForm extends FormPart<RoomValues> {
  static override readonly tag = 'lastria-agenda-settings-room';
  static override readonly dependencies = formFields;

  /** None: one is added. */
  @property({ attribute: false }) room: Room | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.room) this.begin(valuesOf(this.room), this.room.version);
    else this.begin({ label: '', site: '', places: null, unitId: '' });
  }

  /** Follows what was changed elsewhere, as long as nothing is typed. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('room') && this.hasUpdated && this.room && !this.dirty)
      this.begin(valuesOf(this.room), this.room.version);
  }

  override render(): TemplateResult {
    const { rooms: texts, actions } = this.messages;
    const { room } = this;
    const save = (): void => void this.#save();
    const cancel = (): boolean => this.fire('lastria-ui-close');
    return html`<section class="form" aria-label=${room ? room.label : texts.add} @keydown=${this.keys(save)}>
      ${room ? nothing : html`<h2 tabindex="-1">${texts.add}</h2>`} ${this.renderSummary()}
      ${this.text('label', texts.label, { required: true, max: 120 })}
      ${this.text('site', texts.site, { hint: texts.siteHint, max: 120 })}
      ${this.number('places', texts.places, { hint: texts.placesHint })}
      ${
        room
          ? nothing
          : this.select(
              'unitId',
              texts.unitId,
              unitChoices(this.settings.organisation.units).map(({ value, label, note }) => ({
                value,
                label: note ? `${label} (${note})` : label,
              })),
              { placeholder: texts.choosing, required: true },
            )
      }
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${room ? actions.save : texts.add}</button
        >${room ? nothing : html`<button type="button" class="button" @click=${cancel}>${actions.cancel}</button>`}
      </div>
    </section>`;
  }

  protected override labelOf(key: string): string {
    return this.messages.rooms[key as keyof RoomValues];
  }

  async #save(): Promise<void> {
    this.settle();
    const { rooms: texts, actions } = this.messages;
    const values = { ...this.values, label: this.values.label.trim(), site: this.values.site.trim() };
    const found: Record<string, string> = {};
    if (values.label === '') found['label'] = texts.labelNeeded;
    const { places } = values;
    if (places !== null && !(Number.isInteger(places) && places >= 1 && places <= mostPlaces))
      found['places'] = texts.placesOut;
    if (values.unitId === '') found['unitId'] = texts.unitNeeded;
    if (!this.check(found)) return;
    const patch = patchOf(this.read, values);
    if (Object.keys(patch).length === 0) return this.tell({ said: actions.unchanged });
    await this.attempt(() => (this.room ? this.#change(this.room, patch) : this.#add(values)));
  }

  async #add({ site, ...rest }: RoomValues): Promise<void> {
    const { room } = await agendaOf(this.session).addRoom({ ...rest, site: site || null });
    this.#told(room, this.messages.rooms.added(room.label));
    this.fire('lastria-ui-close', { id: room.id });
  }

  async #change({ id }: Room, patch: Partial<RoomValues>): Promise<void> {
    await this.send({
      read: this.read,
      version: this.version,
      patch,
      send: async (version, { site, label, places: many }) => {
        const body: RoomPatch = {
          ...(label === undefined ? {} : { label }),
          ...(site === undefined ? {} : { site: site || null }),
          ...(many === undefined ? {} : { places: many }),
        };
        const { room } = await agendaOf(this.session).changeRoom(id, body, { etag: etagOf({ version }) });
        this.#told(room, this.messages.actions.saved(room.label));
      },
      current: async () => {
        const now = (await this.reread()).agenda.rooms.find((one) => one.id === id);
        return now && { values: valuesOf(now), version: now.version };
      },
    });
  }

  #told(room: Room, said: string): void {
    this.begin(valuesOf(room), room.version);
    this.tell({ settings: (now) => withRoom(now, room), change: { kind: 'room', id: room.id }, said });
  }
}
