import { html, nothing, type TemplateResult } from 'lit';
import { counting, goesWith, spread, type Draft } from '../statistics-builder.draft.ts';
import type { Option } from './choose.ts';
import { choosing, type MenuView } from './menu-choosing.view.ts';

/** No dimension: as an option among the others. */
const none = '';

/** What is counted, and how. */
export function renderMeasures(view: MenuView): TemplateResult {
  const { draft, model, texts } = view;
  const [measure] = draft.measures;
  const own = model.measures.find(({ code }) => code === measure?.of && measure.kind !== 'rate');
  const filter = own?.counted.find((one) => draft.filters.includes(one.filter)) ?? own?.counted[0];
  const options = model.measures.flatMap(({ code, label, subject, counted }): Option[] =>
    counted.map((one) => ({
      value: `${code}/${one.filter}`,
      label: one.label,
      note: one.definition,
      group: texts.subjects[subject] ?? label,
    })),
  );
  return html`<div class="menu">
    ${
      own && filter && own.kinds.length > 1
        ? html`<div class="kinds" role="group" aria-label=${texts.menus.kind}>
            ${own.kinds.map(
              (kind) =>
                html`<button
                  type="button"
                  class="button"
                  aria-pressed=${draft.measures.some((one) => one.kind === kind)}
                  @click=${() => view.change({ draft: counting(draft, model, { of: own.code, filter: filter.filter, kind }) })}
                >
                  ${texts.table.words.kinds[kind] ?? kind}
                </button>`,
            )}
          </div>`
        : nothing
    }
    ${choosing(view, {
      label: texts.choices.measure,
      options,
      values: own && filter ? [`${own.code}/${filter.filter}`] : [],
      choose: (value) => {
        const [of = '', chosen = ''] = value.split('/');
        view.change({ draft: counting(draft, model, { of, filter: chosen }) });
      },
    })}
  </div>`;
}

/** Along what: rows or columns. */
export function renderAlong(view: MenuView, where: 'rows' | 'columns'): TemplateResult {
  const { draft, model, texts } = view;
  const chosen = draft[where];
  const options: Option[] = model.dimensions
    .filter((dimension) => goesWith(dimension, model, draft))
    .map(({ code, label, values }) => ({
      value: code,
      label,
      group: texts.families[familyOf(code, values.kind)],
    }))
    .sort((one, other) => one.group.localeCompare(other.group, 'fr'));
  const act = (label: string, draft_: Draft): TemplateResult =>
    html`<button type="button" class="button quiet" @click=${() => view.change({ draft: draft_ })}>
      ${label}
    </button>`;
  const [row, column] = [draft.rows.length === 1, draft.columns.length === 1];
  return html`<div class="menu">
    ${choosing(view, {
      label: texts.choices[where],
      options: [...(chosen.length > 0 ? [{ value: none, label: texts.menus.without }] : []), ...options],
      values: chosen,
      choose: (value) => view.change({ draft: spread(draft, where, value === none ? [] : [value]) }),
    })}
    ${
      row && column
        ? html`<div class="actions">
            ${act(texts.menus.turn, { ...draft, rows: draft.columns, columns: draft.rows })}
            ${act(texts.menus.nest, { ...draft, rows: [...draft.rows, ...draft.columns], columns: [] })}
          </div>`
        : nothing
    }
    ${where === 'rows' && row && !column ? renderTop(view) : nothing}
  </div>`;
}

/** The largest rows alone, for a ranking. */
const renderTop = ({ draft, texts, change }: MenuView): TemplateResult =>
  html`<div class="kinds" role="group" aria-label=${texts.menus.top}>
    ${[undefined, 5, 10, 20].map(
      (top) =>
        html`<button
          type="button"
          class="button"
          aria-pressed=${draft.top === top}
          @click=${() => change({ draft: { ...draft, top } })}
        >
          ${top === undefined ? texts.menus.every : texts.menus.first(top)}
        </button>`,
    )}
  </div>`;

const time = new Set(['month', 'year', 'weekday', 'hourBracket']);
/** What a dimension tells of. */
function familyOf(code: string, kind: string): 'time' | 'places' | 'acts' | 'person' | 'own' {
  if (time.has(code)) return 'time';
  if (kind === 'unit' || kind === 'worker') return 'places';
  if (code.startsWith('field:')) return 'own';
  return acts.test(code) ? 'acts' : 'person';
}
const acts =
  /^(request|coRequest|work(Type)$|channel|timeKind|action|partner|initiative|arrivalChannel|lifeSphere|newOrRecurring|firstResponse|closeReason|flowKind|fileAge|followUp|contactCount|categoryCount|newOrKnown|referralSource)/;
