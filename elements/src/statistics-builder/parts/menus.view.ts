import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../ui/icons.ts';
import type { TreeNode } from '../../ui/tree.ts';
import type { Over, Period, StatisticsModel, StatisticsValues, Unit } from '../statistics-builder.data.ts';
import {
  conditionsOf,
  counting,
  goesWith,
  keeping,
  spread,
  toggling,
  type Draft,
} from '../statistics-builder.draft.ts';
import type { StatisticsBuilderMessages } from '../statistics-builder.messages.ts';
import { namedPeriods, periodText } from '../statistics-builder.period.ts';
import { dimensionText, type Choice } from '../statistics-builder.sentence.ts';
import type { Option } from './choose.ts';

/** What is open, and how far one went in it. */
export interface MenuState {
  readonly choice: Choice;
  /** The dimension whose values are chosen. */
  readonly dimension?: string | undefined;
  readonly values?: StatisticsValues | undefined;
  readonly failed?: boolean | undefined;
  /** Days typed, before they are a period. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface MenuView {
  readonly menu: MenuState;
  readonly draft: Draft;
  readonly over: Over;
  readonly today: string;
  readonly model: StatisticsModel;
  readonly timeZone: string;
  readonly texts: StatisticsBuilderMessages;
  readonly values: (dimension: string) => void;
  readonly go: (change: Partial<MenuState>) => void;
  /** Changes the question; the menu closes unless it stays. */
  readonly change: (change: { draft?: Draft; over?: Over }, stays?: boolean) => void;
}

const none = '';

/** The choices of one part of the question. */
export function renderMenu(view: MenuView): TemplateResult {
  switch (view.menu.choice) {
    case 'measure':
      return renderMeasures(view);
    case 'rows':
    case 'columns':
      return renderAlong(view, view.menu.choice);
    case 'filters':
      return view.menu.dimension === undefined
        ? renderFilters(view)
        : renderValues(view, view.menu.dimension);
    case 'period':
      return renderPeriods(view);
    case 'units':
      return renderUnits(view);
    case 'compare':
      return renderCompare(view);
    case 'mode':
      return renderModes(view);
  }
}

interface Choosing {
  readonly label: string;
  readonly options: readonly Option[];
  readonly values: readonly string[];
  readonly multiple?: boolean;
  readonly choose: (value: string) => void;
}
const choosing = (
  { texts }: MenuView,
  { label, options, values, multiple = false, choose }: Choosing,
): TemplateResult =>
  html`<lastria-statistics-builder-choose
    data-first
    .label=${label}
    .options=${options}
    .values=${values}
    .multiple=${multiple}
    .search=${texts.menus.search}
    .none=${texts.menus.none}
    @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => choose(event.detail.value)}
  ></lastria-statistics-builder-choose>`;

function renderMeasures(view: MenuView): TemplateResult {
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

function renderAlong(view: MenuView, where: 'rows' | 'columns'): TemplateResult {
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

function renderFilters(view: MenuView): TemplateResult {
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
        else view.change({ draft: toggling(draft, code) });
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

function renderValues(view: MenuView, dimension: string): TemplateResult {
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

function renderPeriods(view: MenuView): TemplateResult {
  const { menu, over, today, texts } = view;
  const periods = namedPeriods(today);
  const chosen = periods.find(
    ({ period }) => period.from === over.period.from && period.to === over.period.to,
  );
  const from = menu.from ?? over.period.from;
  const to = menu.to ?? over.period.to;
  const wrong = from > to;
  const apply = (period: Period): void => view.change({ over: { ...over, period } });
  return html`<div class="menu">
    ${choosing(view, {
      label: texts.choices.period,
      options: periods.map(({ id, period }) => ({
        value: id,
        label: texts.periods[id] ?? id,
        note: periodText(period),
      })),
      values: chosen ? [chosen.id] : [],
      choose: (id) => apply(periods.find((one) => one.id === id)!.period),
    })}
    <div class="dates">
      <lastria-ui-date-field
        .label=${texts.menus.from}
        .value=${from}
        .timeZone=${view.timeZone}
        @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => view.go({ from: event.detail.value })}
      ></lastria-ui-date-field>
      <lastria-ui-date-field
        .label=${texts.menus.to}
        .value=${to}
        .timeZone=${view.timeZone}
        .error=${wrong ? texts.menus.order : ''}
        @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => view.go({ to: event.detail.value })}
      ></lastria-ui-date-field>
    </div>
    <div class="actions">
      <button
        type="button"
        class="button primary"
        @click=${() => (wrong || !from || !to ? undefined : apply({ from, to }))}
      >
        ${texts.menus.apply}
      </button>
    </div>
  </div>`;
}

function nodesOf(units: readonly Unit[], parentId: string | null): TreeNode[] {
  return units
    .filter((unit) => unit.parentId === parentId)
    .map(({ id, name }) => ({ id, label: name, children: nodesOf(units, id) }));
}
const below = (units: readonly Unit[], id: string): string[] =>
  units.filter(({ parentId }) => parentId === id).flatMap((unit) => [unit.id, ...below(units, unit.id)]);

function renderUnits(view: MenuView): TemplateResult {
  const { over, model, texts } = view;
  const { units } = model;
  const chosen = over.unitIds ?? [];
  /** A unit comes and goes with those below it. */
  const toggled = (ids: readonly string[]): void => {
    const next = new Set(ids);
    for (const id of ids) if (!chosen.includes(id)) for (const one of below(units, id)) next.add(one);
    for (const id of chosen) if (!ids.includes(id)) for (const one of below(units, id)) next.delete(one);
    const all = next.size === 0 || next.size === units.length;
    const unitIds = all ? undefined : units.flatMap(({ id }) => (next.has(id) ? [id] : []));
    view.change({ over: { ...over, unitIds } }, true);
  };
  return html`<div class="menu">
    <button
      type="button"
      class="button ${over.unitIds ? '' : 'quiet'}"
      data-first
      aria-pressed=${over.unitIds === undefined}
      @click=${() => view.change({ over: { ...over, unitIds: undefined } })}
    >
      ${texts.menus.allUnits}
    </button>
    <p>${texts.menus.unitsHow}</p>
    <div class="tree">
      <lastria-ui-tree
        multiple
        .label=${texts.choices.units}
        .nodes=${nodesOf(units, null)}
        .expanded=${new Set(units.map(({ id }) => id))}
        .selected=${[...chosen]}
        @lastria-ui-change=${(event: CustomEvent<{ ids: string[] }>) => toggled(event.detail.ids)}
      ></lastria-ui-tree>
    </div>
  </div>`;
}

const renderCompare = (view: MenuView): TemplateResult =>
  html`<div class="menu">
    ${choosing(view, {
      label: view.texts.choices.compare,
      options: ([0, 1, 2] as const).map((years) => ({
        value: String(years),
        label: years === 0 ? view.texts.menus.noComparison : view.texts.compare[years],
        note: years === 0 ? undefined : view.texts.menus.compared,
      })),
      values: [String(view.draft.compare)],
      choose: (value) =>
        view.change({ draft: { ...view.draft, compare: Number(value) as Draft['compare'] } }),
    })}
  </div>`;

const renderModes = (view: MenuView): TemplateResult =>
  html`<div class="menu">
    ${choosing(view, {
      label: view.texts.choices.mode,
      options: (['internal', 'diffusion'] as const).map((mode) => ({
        value: mode,
        label: view.texts.modes[mode](view.model.threshold),
        note: view.texts.modesSaid[mode](view.model.threshold),
      })),
      values: [view.over.mode],
      choose: (mode) => view.change({ over: { ...view.over, mode: mode as Over['mode'] } }),
    })}
  </div>`;
