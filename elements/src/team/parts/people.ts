import { html, type TemplateResult } from 'lit';
import { matching } from '../../ui/part.view.ts';
import { stateOf } from '../team.view.ts';
import { PersonAdd } from './person-add.ts';
import { Person } from './person.ts';
import { SectionPart } from './team-part.ts';

const ADD = '+';

/** « Personnes et droits »: people on the left; on the right what one may see, since when, until when, by whom and why. */
export class PeoplePart extends SectionPart {
  static override readonly tag = 'lastria-team-people';
  static override readonly dependencies = [...SectionPart.dependencies, PersonAdd, Person];

  override render(): TemplateResult {
    const { people: texts } = this.messages;
    const { staff, grants, can } = this.settings.organisation;
    const held = Map.groupBy(
      grants.filter((grant) => stateOf(grant) !== 'over'),
      ({ staffId }) => staffId,
    );
    const nodes = staff.map(({ id, displayName, left }) => ({
      id,
      label: displayName,
      note: left ? texts.left : texts.rights(held.get(id)?.length ?? 0),
    }));
    return this.renderSplit({
      label: texts.nav,
      search: texts.search,
      none: texts.none,
      empty: texts.empty,
      choose: texts.choose,
      nodes: matching(nodes, this.wanted),
      ...(can.manageTeam
        ? { actions: [{ icon: 'plus', label: texts.add, run: () => this.choose(ADD) }] }
        : {}),
    });
  }

  protected override renderDetail(selected: string): TemplateResult {
    if (selected === ADD) {
      return html`<lastria-team-person-add
        data-form
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-part-changed=${this.pass}
        @lastria-ui-close=${this.closed}
      ></lastria-team-person-add>`;
    }
    const person = this.settings.organisation.staff.find(({ id }) => id === selected);
    if (!person) return html`<p class="muted">${this.messages.conflict.gone}</p>`;
    return html`<lastria-team-person
      data-form
      .person=${person}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
    ></lastria-team-person>`;
  }
}
