import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { icon } from '../../ui/icons.ts';
import type { TreeNode } from '../../ui/tree.ts';
import { etagOf, withField, type SituationField } from '../configuration.data.ts';
import { fieldsOf, matching, positionAt } from '../configuration.view.ts';
import { FieldForm } from './field-form.ts';
import { OrderPart } from './order.ts';
import { SectionPart } from './section-part.ts';

const ADD = '+';
const GROUP = 'group:';

/** « Champs »: the fields of the situation by group; a group shows its order, a field its form. */
export class FieldsPart extends SectionPart {
  static override readonly tag = 'lastria-configuration-fields';
  static override readonly dependencies = [...SectionPart.dependencies, FieldForm, OrderPart];

  @state() private ordering = false;
  protected override expanded: ReadonlySet<string> = new Set();

  override render(): TemplateResult {
    const { fields: texts } = this.messages;
    const nodes = this.#nodes();
    if (this.expanded.size === 0) this.expanded = this.openAll(nodes);
    return this.renderSplit({
      label: texts.nav,
      search: texts.search,
      none: texts.none,
      empty: texts.empty,
      choose: texts.choose,
      nodes,
      add: { label: texts.add, run: () => this.choose(ADD) },
    });
  }

  protected override show(id: string): void {
    this.ordering = false;
    super.show(id);
  }

  protected override renderDetail(selected: string): TemplateResult {
    const { configuration } = this.settings;
    if (selected.startsWith(GROUP)) return this.#renderGroup(selected.slice(GROUP.length));
    const field = configuration.fields.find(({ code }) => code === selected);
    if (selected !== ADD && !field) return html`<p class="muted">${this.messages.conflict.gone}</p>`;
    return html`<lastria-configuration-field
      data-form
      .field=${field}
      .groups=${this.#groups()}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
      @lastria-ui-close=${(event: CustomEvent<{ code: string } | null>) => this.show(event.detail?.code ?? '')}
    ></lastria-configuration-field>`;
  }

  #renderGroup(code: string): TemplateResult {
    const { fields: texts, order } = this.messages;
    const label = this.#groups().find((group) => group.code === code)?.label ?? code;
    const fields = fieldsOf(this.settings.configuration.fields, code);
    return html`<div class="head">
        <div>
          <h2 tabindex="-1">${label}</h2>
          <p class="muted">${texts.count(fields.length)}</p>
        </div>
      </div>
      ${
        this.ordering
          ? html`<lastria-configuration-order
              data-form
              .heading=${label}
              .entries=${fields}
              .place=${this.#place}
              .session=${this.session}
              .settings=${this.settings}
              .messages=${this.messages}
              @lastria-part-changed=${this.pass}
              @lastria-ui-close=${() => this.#ordered()}
            ></lastria-configuration-order>`
          : html`<ul class="rows" aria-label=${label}>
                ${fields.map(
                  (field) =>
                    html`<li class="row">
                      <span class="what"
                        ><span>${field.label}</span
                        ><span class="muted"
                          >${texts.kinds[field.kind] ?? field.kind}${this.#noteOf(field) ? ` · ${this.#noteOf(field)}` : ''}</span
                        ></span
                      >
                    </li>`,
                )}
              </ul>
              ${fields.length > 1 ? html`<button type="button" class="button quiet order" aria-label=${order.startOf(label)} @click=${() => (this.ordering = true)}>${icon('transfer')}${order.start}</button>` : nothing}`
      }`;
  }

  #ordered(): void {
    this.ordering = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.order')?.focus());
  }

  /** The groups that are named, and any other a field is in. */
  #groups(): readonly { code: string; label: string }[] {
    const { groups, fields } = this.settings.configuration;
    const others = [...new Set(fields.map(({ groupCode }) => groupCode))].filter(
      (code) => !groups.some((group) => group.code === code),
    );
    return [...groups, ...others.map((code) => ({ code, label: code }))];
  }

  #nodes(): readonly TreeNode[] {
    const { fields } = this.settings.configuration;
    return this.#groups()
      .map(({ code, label }) => ({
        id: GROUP + code,
        label,
        children: matching(fieldsOf(fields, code), this.wanted).map((field) => ({
          id: field.code,
          label: field.label,
          note: this.#noteOf(field),
        })),
      }))
      .filter(({ children }) => children.length > 0);
  }

  #noteOf({ active, required }: SituationField): string {
    const { fields: texts } = this.messages;
    return !active ? texts.off : required ? texts.expected : '';
  }

  readonly #place = async (code: string, index: number): Promise<void> => {
    const version = this.settings.configuration.fields.find((field) => field.code === code)?.version ?? 0;
    const { field } = await this.session.configuration.changeField(
      code,
      { position: positionAt(index) },
      { etag: etagOf({ version }) },
    );
    this.tell({
      // Its place among the others is the one just written.
      settings: (now) => {
        const others = now.configuration.fields.filter((one) => one.code !== code);
        const before = others.filter(({ groupCode }) => groupCode === field.groupCode)[index];
        const at = before ? others.indexOf(before) : others.length;
        return withField(
          {
            ...now,
            configuration: {
              ...now.configuration,
              fields: [...others.slice(0, at), field, ...others.slice(at)],
            },
          },
          field,
        );
      },
      change: { kind: 'field', code },
    });
  };
}
