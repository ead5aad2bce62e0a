import type { TemplateResult } from 'lit';
import { renderFilters, renderValues } from './menu-filters.view.ts';
import { renderAlong, renderMeasures } from './menu-measure.view.ts';
import { renderCompare, renderModes, renderPeriods, renderUnits } from './menu-over.view.ts';
import type { MenuView } from './menu-choosing.view.ts';

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
