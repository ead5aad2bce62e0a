import { css, html, nothing, type TemplateResult } from 'lit';
import { partStyles } from '../../ui/part.styles.ts';
import { matching } from '../../ui/part.view.ts';
import { pathOf, unitNodes } from '../../ui/units.view.ts';
import { SectionPart } from './agenda-settings-part.ts';
import { HolidaysForm } from './holidays-form.ts';
import { HoursForm } from './hours-form.ts';

/** « Horaires et jours fériés »: the units, and when each receives. */
export class HoursPart extends SectionPart {
  static override readonly tag = 'lastria-agenda-settings-hours';
  static override readonly dependencies = [...SectionPart.dependencies, HoursForm, HolidaysForm];
  static override styles = [
    ...partStyles,
    css`
      lastria-agenda-settings-holidays {
        margin-block-start: var(--_space-4);
      }
    `,
  ];

  override render(): TemplateResult {
    const { hours: texts } = this.messages;
    const { units } = this.settings.organisation;
    const open = units.filter(({ closed }) => !closed);
    if (this.expanded.size === 0) this.expanded = this.openAll(unitNodes(open));
    const found = matching(
      open.map(({ id, name }) => ({
        id,
        label: name,
        note: pathOf(units, id).slice(0, -1).join(' › ') || undefined,
      })),
      this.wanted,
    );
    return this.renderSplit({
      label: texts.nav,
      search: texts.search,
      none: texts.none,
      empty: texts.empty,
      choose: texts.choose,
      nodes: this.wanted.trim() ? found : unitNodes(open),
    });
  }

  protected override renderDetail(selected: string): TemplateResult {
    const { units } = this.settings.organisation;
    const unit = units.find(({ id }) => id === selected);
    if (!unit) return html`<p class="muted">${this.messages.conflict.gone}</p>`;
    const path = pathOf(units, unit.id).slice(0, -1).join(' › ');
    return html`<div>
        <h2 tabindex="-1">${unit.name}</h2>
        ${path ? html`<p class="muted">${path}</p>` : nothing}
      </div>
      <lastria-agenda-settings-hours-form
        data-form
        .unit=${unit}
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-part-changed=${this.pass}
      ></lastria-agenda-settings-hours-form>
      ${
        this.settings.me.can.changeOrganisation
          ? html`<lastria-agenda-settings-holidays
              data-form
              .unit=${unit}
              .session=${this.session}
              .settings=${this.settings}
              .messages=${this.messages}
              @lastria-part-changed=${this.pass}
            ></lastria-agenda-settings-holidays>`
          : nothing
      }`;
  }
}
