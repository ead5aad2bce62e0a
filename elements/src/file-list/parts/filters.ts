import { html, nothing, type TemplateResult } from 'lit';
import type { Names } from '../../social-file/social-file.view.ts';
import { filter } from '../../ui/filter.ts';
import { icon } from '../../ui/icons.ts';
import type { ListFilter } from '../file-list.data.ts';
import type { FileListMessages } from '../file-list.messages.ts';

/** What narrows the list: a unit, a state, one's own files; and the way back from a letter. */
export function renderFilters(
  chosen: ListFilter,
  names: Names | undefined,
  texts: FileListMessages,
  narrow: (change: Partial<ListFilter>) => void,
): TemplateResult {
  const units = names?.configuration.units ?? [];
  return html`${chosen.from ? html`<button type="button" class="button quiet" @click=${() => narrow({ from: '' })}>${icon('undo')}${texts.fromStart}</button>` : nothing}
    ${
      units.length > 1
        ? filter({
            label: texts.unit,
            all: texts.allUnits,
            value: chosen.unitId,
            options: units.map(({ id, name, closed }) => ({
              value: id,
              label: closed ? texts.closedUnit(name) : name,
            })),
            choose: (unitId) => narrow({ unitId }),
          })
        : nothing
    }
    ${filter({
      label: texts.status,
      all: texts.allStatuses,
      value: chosen.status,
      options: Object.entries(texts.statuses).map(([value, label]) => ({ value, label })),
      choose: (status) => narrow({ status }),
    })}
    <button
      type="button"
      class="button quiet"
      aria-pressed=${chosen.mine}
      @click=${() => narrow({ mine: !chosen.mine })}
    >
      ${texts.mine}
    </button>`;
}
