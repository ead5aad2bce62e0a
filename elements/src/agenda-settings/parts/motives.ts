import { html, type TemplateResult } from 'lit';
import { matching } from '../../ui/part.view.ts';
import { agendaOf, etagOf, withMotive } from '../agenda-settings.data.ts';
import { SectionPart } from './agenda-settings-part.ts';
import { MotiveForm } from './motive-form.ts';
import { Rank } from './rank.ts';
import { Retire, type Retirable } from './retire.ts';

const ADD = '+';

/** « Motifs »: what appointments are made for, in the order they are offered; each is changed, moved, put aside, taken back. */
export class MotivesPart extends SectionPart {
  static override readonly tag = 'lastria-agenda-settings-motives';
  static override readonly dependencies = [...SectionPart.dependencies, MotiveForm, Rank, Retire];

  override render(): TemplateResult {
    const { motives: texts, aside } = this.messages;
    const all = this.settings.agenda.motives.map(({ id, label, minutes, active }) => ({
      id,
      label,
      note: active ? texts.minutesOf(minutes) : aside,
    }));
    return this.renderSplit({
      label: texts.nav,
      search: texts.search,
      none: texts.none,
      empty: texts.empty,
      choose: texts.choose,
      nodes: matching(all, this.wanted),
      actions: [{ icon: 'plus', label: texts.add, run: () => this.choose(ADD) }],
    });
  }

  protected override renderDetail(selected: string): TemplateResult {
    const motive = this.settings.agenda.motives.find(({ id }) => id === selected);
    if (selected !== ADD && !motive) return html`<p class="muted">${this.messages.conflict.gone}</p>`;
    const form = html`<lastria-agenda-settings-motive
      data-form
      .motive=${motive}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
      @lastria-ui-close=${this.closed}
    ></lastria-agenda-settings-motive>`;
    if (!motive) return form;
    return html`<h2 tabindex="-1">${motive.label}</h2>
      ${form}
      <lastria-agenda-settings-rank
        .one=${motive}
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-part-changed=${this.pass}
      ></lastria-agenda-settings-rank>
      <lastria-agenda-settings-retire
        .one=${motive}
        .consequence=${this.messages.motives.asideText}
        .latest=${() => this.settings.agenda.motives.find(({ id }) => id === motive.id)}
        .write=${this.#write}
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-part-changed=${this.pass}
      ></lastria-agenda-settings-retire>`;
  }

  readonly #write: Retire['write'] = async (one: Retirable, active) => {
    const options = { etag: etagOf(one) };
    const { motive } = await agendaOf(this.session).changeMotive(one.id, { active }, options);
    return { settings: (now) => withMotive(now, motive), change: { kind: 'motive', id: one.id } };
  };
}
