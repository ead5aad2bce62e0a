import { html, type TemplateResult } from 'lit';
import { listNodes } from '../configuration.view.ts';
import { ListItems } from './list-items.ts';
import { SectionPart } from './section-part.ts';

/** « Listes »: a list is found by its name or by one of its items. */
export class ListsPart extends SectionPart {
  static override readonly tag = 'lastria-configuration-lists';
  static override readonly dependencies = [...SectionPart.dependencies, ListItems];

  override render(): TemplateResult {
    const { lists: texts } = this.messages;
    return this.renderSplit({
      label: texts.nav,
      search: texts.search,
      none: texts.none,
      choose: texts.choose,
      nodes: listNodes(this.settings.configuration.lists, this.wanted),
    });
  }

  protected override renderDetail(selected: string): TemplateResult {
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
