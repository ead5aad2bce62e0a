import { css, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { flag } from '../../ui/chip.ts';
import type { Choice } from '../../ui/select-field.ts';
import type { ImportPreview } from '../imports.data.ts';
import { fieldsOf, UNDECIDED, type ColumnRow, type Kind, type SheetRows } from '../imports.mapping.ts';
import type { ImportsMessages } from '../imports.messages.ts';

/** What a column can become, in the words of the trade. */
export function choicesOf(kind: Kind, preview: ImportPreview, texts: ImportsMessages['mapping']): Choice[] {
  const name = (field: string): string => texts.fields[field] ?? field;
  return fieldsOf(kind, preview).map((value) => {
    const [first = '', second] = value.split('+');
    return { value, label: second ? texts.and(name(first), name(second)) : name(first) };
  });
}

interface SheetView {
  readonly sheet: SheetRows;
  readonly choices: readonly Choice[];
  readonly sites: readonly Choice[];
  /** Whether there are others: one alone is not put aside. */
  readonly several: boolean;
  readonly texts: ImportsMessages['mapping'];
  readonly field: (column: ColumnRow, field: string) => void;
  readonly site: (site: string | null) => void;
  readonly leave: () => void;
}

/** The id of what chooses the field of a column; an error of the form goes there. */
export const idOf = ({ name }: Pick<SheetRows, 'name'>, { index }: Pick<ColumnRow, 'index'>): string =>
  `column-${(name ?? '').replaceAll(/[^\p{L}\d]/gu, '-')}-${index}`;

/** The columns of a sheet, each with some of its values and what it becomes. */
export function renderSheet(view: SheetView): TemplateResult {
  const { sheet, texts, several } = view;
  const { name, rows, columns, hiddenColumns } = sheet;
  return html`<div
    class="sheet"
    role="group"
    aria-label=${name === null ? texts.title : texts.sheet(name, rows)}
  >
    <div class="head">
      <p class="muted">
        ${name === null ? texts.only(rows) : html`<strong>${texts.sheet(name, rows)}</strong>`}
      </p>
      ${several ? html`<button type="button" class="button quiet" @click=${view.leave}>${texts.leave}</button>` : nothing}
    </div>
    ${
      sheet.site === undefined || name === null
        ? nothing
        : html`<lastria-ui-select-field
            class="short"
            .label=${texts.site}
            .placeholder=${texts.noSite}
            .options=${view.sites}
            .value=${sheet.site ?? ''}
            @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => view.site(event.detail.value || null)}
          ></lastria-ui-select-field>`
    }
    <div class="columns heads" aria-hidden="true">
      <span>${texts.column}</span><span>${texts.samples}</span><span>${texts.becomes}</span>
    </div>
    <ul class="plain">
      ${columns.map((column) => renderColumn(view, column))}
    </ul>
    ${hiddenColumns ? html`<p class="muted">${texts.hidden(hiddenColumns)}</p>` : nothing}
  </div>`;
}

function renderColumn({ sheet, choices, texts, field }: SheetView, column: ColumnRow): TemplateResult {
  const undecided = column.field === UNDECIDED;
  return html`<li class="columns" ?data-doubt=${undecided}>
    <span class="header"
      >${column.header}${undecided ? html` ${flag('warning', texts.toCheck)}` : nothing}</span
    >
    <span class="muted samples">${column.samples.join(' · ') || texts.noSample}</span>
    <lastria-ui-select-field
      label-hidden
      id=${idOf(sheet, column)}
      .label=${texts.fieldOf(column.header)}
      .placeholder=${undecided ? texts.undecided : texts.ignored}
      .options=${undecided ? [{ value: UNDECIDED, label: texts.ignored }, ...choices] : choices}
      .value=${undecided ? '' : column.field}
      @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => field(column, event.detail.value === UNDECIDED ? '' : event.detail.value)}
    ></lastria-ui-select-field>
  </li>`;
}

export const columnStyles: CSSResult = css`
  .sheet {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-2);
  }
  .short {
    max-inline-size: 24em;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-1) var(--_space-4);
    align-items: center;
    padding-block: var(--_space-2);
    border-block-end: 1px solid var(--_line);
  }
  .columns[data-doubt] {
    padding-inline-start: var(--_space-3);
    border-inline-start: 3px solid var(--_warning);
  }
  .heads {
    display: none;
    border-block-end-color: var(--_line-strong);
  }
  .heads > span {
    font-size: var(--_size-small);
    font-weight: 600;
    color: var(--_ink-muted);
  }
  .header {
    display: flex;
    flex-wrap: wrap;
    gap: 2px var(--_space-2);
    align-items: center;
    font-weight: 600;
    font-size: var(--_size);
    overflow-wrap: anywhere;
  }
  .samples {
    overflow-wrap: anywhere;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  @container (inline-size >= 680px) {
    .columns {
      grid-template-columns: minmax(8em, 1fr) minmax(0, 1.6fr) minmax(15em, 1fr);
    }
    .heads {
      display: grid;
    }
  }
`;
