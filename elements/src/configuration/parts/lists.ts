import { html, type TemplateResult } from 'lit';
import { listNodes } from '../configuration.view.ts';
import { ListAdd } from './list-add.ts';
import { ListItems } from './list-items.ts';
import { SectionPart } from './configuration-part.ts';

const ADD = '+';

/** « Listes »: a list is found by its name or by one of its items. */
export class ListsPart extends SectionPart {
  static override readonly tag = 'lastria-configuration-lists';
  static override readonly dependencies = [...SectionPart.dependencies, ListItems, ListAdd];

  override render(): TemplateResult {
    const { lists: texts } = this.messages;
    return this.renderSplit({
      label: texts.nav,
      search: texts.search,
      none: texts.none,
      choose: texts.choose,
      nodes: listNodes(this.settings.configuration.lists, this.wanted),
      actions: [{ icon: 'plus', label: texts.addList, run: () => this.choose(ADD) }],
    });
  }

  protected override renderDetail(selected: string): TemplateResult {
    if (selected === ADD)
      return html`<lastria-configuration-list-add
        data-form
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-part-changed=${this.pass}
        @lastria-ui-close=${this.closed}
      ></lastria-configuration-list-add>`;
    return html`<lastria-configuration-list-items
      data-form
      code=${selected}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
    ></lastria-configuration-list-items>`;
  }
}
