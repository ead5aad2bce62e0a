import { html, type TemplateResult } from 'lit';
import { partnerNodes } from '../configuration.view.ts';
import { PartnerRows } from './partner-rows.ts';
import { SectionPart } from './configuration-part.ts';

/** « Partenaires »: the directory, by kind; a kind is found by its name or by one of its partners. */
export class PartnersPart extends SectionPart {
  static override readonly tag = 'lastria-configuration-partners';
  static override readonly dependencies = [...SectionPart.dependencies, PartnerRows];

  override render(): TemplateResult {
    const { partners: texts } = this.messages;
    return this.renderSplit({
      label: texts.nav,
      search: texts.search,
      none: texts.none,
      choose: texts.choose,
      nodes: partnerNodes(this.settings.configuration, this.wanted),
    });
  }

  protected override renderDetail(selected: string): TemplateResult {
    return html`<lastria-configuration-partner-rows
      data-form
      kind=${selected}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
    ></lastria-configuration-partner-rows>`;
  }
}
