import { masked, type Figure, type FigureFormat, type ReportSet, type ReportTable } from './shape.ts';

/** A table as lines of cells: what CSV, Excel and Word write, each in its own way, so that none can differ. */
export interface Grid {
  readonly headings: readonly string[];
  readonly lines: readonly GridLine[];
}
export interface GridLine {
  readonly cells: readonly GridCell[];
  /** Along one dimension at least, all values together. */
  readonly isTotal: boolean;
}
export type GridCell = { readonly text: string } | { readonly figure: Figure; readonly format: FigureFormat };

export const words = {
  masked: 'masqué',
  total: 'Ensemble',
  nothing: '–',
  contents: 'Sommaire',
} as const;

export function gridOf(table: ReportTable): Grid {
  const { dimensions, measures } = table;
  return {
    headings: [...dimensions, ...measures].map(({ label }) => legible(label)),
    lines: table.rows.map(({ keys, figures }) => {
      if (keys.length !== dimensions.length || figures.length !== measures.length)
        throw new Error(`a row of ${table.code} does not fit its headings`);
      const labels = keys.map((key) => ({ text: key === null ? words.total : legible(key) }));
      const cells = measures.map(({ format }, at) => ({ figure: checked(figures[at] ?? null), format }));
      return { cells: [...labels, ...cells], isTotal: keys.includes(null) };
    }),
  };
}

/** A figure that no file can hold is a fault of who computed it, not an empty cell. */
function checked(figure: Figure): Figure {
  if (typeof figure === 'number' && !Number.isFinite(figure)) throw new Error('a figure is not a number');
  return figure;
}

/** What XML and spreadsheets accept: no control character, no half of a pair. */
export function legible(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, ' ');
}

const narrow = '\u202f';

/** As it is read on paper; made here and not by Intl, whose spaces change with the version of Node. */
export function figureText(figure: Figure, format: FigureFormat): string {
  if (figure === null) return words.nothing;
  if (figure === masked) return words.masked;
  switch (format) {
    case 'count':
      return decimal(figure, 0);
    case 'decimal':
      return decimal(figure, 1);
    case 'percent':
      return `${decimal(figure, 1)}${narrow}%`;
    case 'money':
      return `${decimal(figure / 100, 2)}${narrow}€`;
    case 'duration': {
      const minutes = Math.round(Math.abs(figure));
      const hours = decimal(Math.floor(minutes / 60), 0);
      return `${figure < 0 ? '-' : ''}${hours}${narrow}h${narrow}${String(minutes % 60).padStart(2, '0')}`;
    }
  }
}

function decimal(value: number, places: number): string {
  const [whole = '', part] = Math.abs(value).toFixed(places).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, narrow);
  const sign = value < 0 && /[1-9]/.test(whole + (part ?? '')) ? '-' : '';
  return `${sign}${grouped}${part === undefined ? '' : `,${part}`}`;
}

/** The units a line under each title does not name. */
export const unitsText = ({ units }: ReportSet): string | undefined =>
  units.length > mostNamed ? `Entités : ${legible(units.join(', '))}` : undefined;

export function dayText(day: string): string {
  const [year, month, date] = day.split('-');
  return `${date}/${month}/${year}`;
}

/** Beyond, a line under each title says how many: the first page names them. */
const mostNamed = 6;

/** Where, when, and as of which day: written under each title. */
export function scopeText({ units, period, dataOn }: ReportSet): string {
  const days = `du ${dayText(period.from)} au ${dayText(period.to)}`;
  const named = units.length > mostNamed ? `${units.length} entités` : legible(units.join(', '));
  const where = units.length === 0 ? '' : ` · ${named}`;
  return `Période ${days}${where} · Données au ${dayText(dataOn)}`;
}
