import { html, type TemplateResult } from 'lit';
import { matching, stateOf } from '../configuration.view.ts';
import { PersonAdd } from './person-add.ts';
import { PersonRights } from './person-rights.ts';
import { SectionPart } from './section-part.ts';

const ADD = '+';

/** « Équipe et droits »: people on the left; on the right what one may see, since when, until when and why. */
export class TeamPart extends SectionPart {
  static override readonly tag = 'lastria-configuration-team';
  static override readonly dependencies = [...SectionPart.dependencies, PersonAdd, PersonRights];

  override render(): TemplateResult {
    const { team: texts } = this.messages;
    const { staff, grants } = this.settings.organisation;
    const nodes = staff.map(({ id, displayName, left }) => ({
      id,
      label: displayName,
      note: left
        ? texts.left
        : texts.rights(grants.filter((grant) => grant.staffId === id && stateOf(grant) !== 'over').length),
    }));
    return this.renderSplit({
      label: texts.nav,
      search: texts.search,
      none: texts.none,
      empty: texts.empty,
      choose: texts.choose,
      nodes: matching(nodes, this.wanted),
      actions: [{ icon: 'plus', label: texts.add, run: () => this.choose(ADD) }],
    });
  }

  protected override renderDetail(selected: string): TemplateResult {
    if (selected === ADD) {
      return html`<lastria-configuration-person-add
        data-form
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-part-changed=${this.pass}
        @lastria-ui-close=${this.closed}
      ></lastria-configuration-person-add>`;
    }
    const person = this.settings.organisation.staff.find(({ id }) => id === selected);
    if (!person) return html`<p class="muted">${this.messages.conflict.gone}</p>`;
    return html`<lastria-configuration-person
      data-form
      .person=${person}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
    ></lastria-configuration-person>`;
  }
}
