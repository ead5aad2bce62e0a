import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../ui/icons.ts';
import { conditionsOf, goesWith, keeping, toggling } from '../statistics-builder.draft.ts';
import { dimensionText } from '../statistics-builder.sentence.ts';
import type { Option } from './choose.ts';
import { choosing, type MenuView } from './menu-choosing.view.ts';

/** Conditions, and the dimensions of which some values are kept. */
export function renderFilters(view: MenuView): TemplateResult {
  const { draft, model, texts } = view;
  const options: Option[] = [
    ...model.filters
      .filter((filter) => goesWith(filter, model, draft))
      .map(({ code, label }) => ({ value: `filter/${code}`, label, group: texts.menus.conditions })),
    ...model.dimensions
      .filter(({ values }) => values.kind !== 'month' && values.kind !== 'year')
      .filter((dimension) => goesWith(dimension, model, draft))
      .map(({ code, label }) => ({ value: `only/${code}`, label, group: texts.menus.only, further: true })),
  ];
  const values = [
    ...conditionsOf(draft, model).map((code) => `filter/${code}`),
    ...draft.only.map(({ dimension }) => `only/${dimension}`),
  ];
  return html`<div class="menu">
    ${choosing(view, {
      label: texts.choices.filters,
      options,
      values,
      multiple: true,
      choose: (value) => {
        const [kind, ...rest] = value.split('/');
        const code = rest.join('/');
        if (kind === 'only') view.values(code);
        else view.change({ draft: toggling(draft, code) }, true);
      },
    })}
    ${
      values.length > 0
        ? html`<div class="actions">
            <button
              type="button"
              class="button quiet"
              @click=${() =>
                view.change({
                  draft: {
                    ...draft,
                    only: [],
                    filters: draft.filters.filter((code) => !conditionsOf(draft, model).includes(code)),
                  },
                })}
            >
              ${texts.menus.clear}
            </button>
          </div>`
        : nothing
    }
  </div>`;
}

/** « Non renseigné » has no code: a text that no code can be stands for it. */
const UNKNOWN = '\u0000';

/** The values of a dimension that are kept. */
export function renderValues(view: MenuView, dimension: string): TemplateResult {
  const { draft, menu, model, texts } = view;
  const chosen = draft.only.find((one) => one.dimension === dimension)?.codes ?? [];
  const back = html`<h3>
    <button
      type="button"
      class="button quiet square"
      aria-label=${texts.menus.back}
      @click=${() => view.go({ dimension: undefined, values: undefined, failed: undefined })}
    >
      ${icon('chevron-left')}</button
    >${dimensionText(dimension, model)}
  </h3>`;
  if (menu.failed)
    return html`<div class="menu">
      ${back}
      <p class="problem" role="alert">${texts.menus.failed}</p>
    </div>`;
  if (!menu.values)
    return html`<div class="menu" aria-busy="true">
      ${back}
      <p role="status">${texts.menus.reading}</p>
    </div>`;
  const toggle = (value: string): void => {
    const code = value === UNKNOWN ? null : value;
    const codes = chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code];
    view.change({ draft: keeping(draft, dimension, codes) }, true);
  };
  return html`<div class="menu">
    ${back}
    ${choosing(view, {
      label: dimensionText(dimension, model),
      options: menu.values.items.map(({ code, label }) => ({ value: code ?? UNKNOWN, label })),
      values: chosen.map((code) => code ?? UNKNOWN),
      multiple: true,
      choose: toggle,
    })}
    ${menu.values.more ? html`<p>${texts.menus.more}</p>` : nothing}
  </div>`;
}
