import { html, nothing, type TemplateResult } from 'lit';
import { matching } from '../../ui/part.view.ts';
import { pathOf, unitNodes } from '../../ui/units.view.ts';
import { SectionPart } from './reminders-part.ts';
import { SettingsForm } from './settings-form.ts';

/** « Réglages »: the units, and how each has people reminded. */
export class SettingsPart extends SectionPart {
  static override readonly tag = 'lastria-reminders-settings';
  static override readonly dependencies = [...SectionPart.dependencies, SettingsForm];

  override render(): TemplateResult {
    const { settings: texts } = this.messages;
    const { units } = this.settings;
    if (this.expanded.size === 0) this.expanded = this.openAll(unitNodes(units));
    const found = matching(
      units.map(({ id, name }) => ({ id, label: name, note: this.#above(id) || undefined })),
      this.wanted,
    );
    return this.renderSplit({
      label: texts.nav,
      search: texts.search,
      none: texts.none,
      choose: texts.choose,
      nodes: this.wanted.trim() ? found : unitNodes(units),
    });
  }

  protected override renderDetail(selected: string): TemplateResult {
    const unit = this.settings.units.find(({ id }) => id === selected);
    if (!unit) return html`<p class="muted">${this.messages.conflict.gone}</p>`;
    const above = this.#above(unit.id);
    return html`<div>
        <h2 tabindex="-1">${unit.name}</h2>
        ${above ? html`<p class="muted">${above}</p>` : nothing}
      </div>
      <lastria-reminders-settings-form
        data-form
        .unit=${unit}
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-part-changed=${this.pass}
      ></lastria-reminders-settings-form>`;
  }

  #above(unitId: string): string {
    return pathOf(this.settings.units, unitId).slice(0, -1).join(' › ');
  }
}
