import { html, type TemplateResult } from 'lit';
import { within } from '../../ui/part.view.ts';
import { agendaOf, etagOf, withRoom, type Room } from '../agenda-settings.data.ts';
import { SectionPart } from './agenda-settings-part.ts';
import { Retire, type Retirable } from './retire.ts';
import { RoomForm } from './room-form.ts';

const ADD = '+';

/** « Salles »: found by their name or their site; each is renamed, put aside, taken back. */
export class RoomsPart extends SectionPart {
  static override readonly tag = 'lastria-agenda-settings-rooms';
  static override readonly dependencies = [...SectionPart.dependencies, RoomForm, Retire];

  override render(): TemplateResult {
    const { rooms: texts } = this.messages;
    return this.renderSplit({
      label: texts.nav,
      search: texts.search,
      none: texts.none,
      empty: texts.empty,
      choose: texts.choose,
      nodes: this.settings.agenda.rooms
        .filter(({ label, site }) => within(`${label} ${site ?? ''}`, this.wanted))
        .map((room) => ({ id: room.id, label: room.label, note: this.#noteOf(room) })),
      actions: [{ icon: 'plus', label: texts.add, run: () => this.choose(ADD) }],
    });
  }

  #noteOf({ site, unitId, active, places }: Room): string {
    const { rooms: texts, aside } = this.messages;
    if (!active) return aside;
    return [site ?? this.#unitOf(unitId), ...(places === null ? [] : [texts.placesOf(places)])].join(' · ');
  }

  #unitOf(unitId: string): string {
    return this.settings.organisation.units.find(({ id }) => id === unitId)?.name ?? '';
  }

  protected override renderDetail(selected: string): TemplateResult {
    const room = this.settings.agenda.rooms.find(({ id }) => id === selected);
    if (selected !== ADD && !room) return html`<p class="muted">${this.messages.conflict.gone}</p>`;
    const form = html`<lastria-agenda-settings-room
      data-form
      .room=${room}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
      @lastria-ui-close=${this.closed}
    ></lastria-agenda-settings-room>`;
    if (!room) return form;
    const { rooms: texts } = this.messages;
    return html`<div>
        <h2 tabindex="-1">${room.label}</h2>
        <p class="muted">${texts.of(this.#unitOf(room.unitId))}</p>
      </div>
      ${form}
      <lastria-agenda-settings-retire
        .one=${room}
        .consequence=${texts.asideText}
        .latest=${() => this.settings.agenda.rooms.find(({ id }) => id === room.id)}
        .write=${this.#write}
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-part-changed=${this.pass}
      ></lastria-agenda-settings-retire>`;
  }

  readonly #write: Retire['write'] = async (one: Retirable, active) => {
    const { room } = await agendaOf(this.session).changeRoom(one.id, { active }, { etag: etagOf(one) });
    return { settings: (now) => withRoom(now, room), change: { kind: 'room', id: one.id } };
  };
}
