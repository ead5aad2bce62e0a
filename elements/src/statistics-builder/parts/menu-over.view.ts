import { html, type TemplateResult } from 'lit';
import type { TreeNode } from '../../ui/tree.ts';
import type { Over, Period, Unit } from '../statistics-builder.data.ts';
import type { Draft } from '../statistics-builder.draft.ts';
import { namedPeriods, periodText } from '../statistics-builder.period.ts';
import { choosing, type MenuView } from './menu-choosing.view.ts';

/** The period: one that has a name, or two days. */
export function renderPeriods(view: MenuView): TemplateResult {
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

/** The units that are counted. */
export function renderUnits(view: MenuView): TemplateResult {
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

/** The years it is compared with. */
export const renderCompare = (view: MenuView): TemplateResult =>
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

/** Who the figures are for. */
export const renderModes = (view: MenuView): TemplateResult =>
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
