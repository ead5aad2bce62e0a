import { malformedSpreadsheet, tooMuchContent } from './zip.ts';

/**
 * Hidden columns and merged areas of the sheets of a workbook, read from its parts (ECMA-376, part 1, §18.3).
 * The parser would enumerate every address of such areas; here they are read as bounds and used as bounds.
 */
export interface SheetShape {
  /** From 0. */
  readonly hiddenColumns: ReadonlySet<number>;
  readonly merges: readonly MergedArea[];
}
export interface MergedArea {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

const lastColumn = 16_384;
const lastRow = 1_048_576;
const maxMerges = 200_000;

/** Shapes by name of sheet; a sheet whose part is not found has none. */
export function readShapes(parts: ReadonlyMap<string, Buffer>): Map<string, SheetShape> {
  const targets = new Map<string, string>();
  for (const attributes of tags(text(parts, 'xl/_rels/workbook.xml.rels'), 'Relationship')) {
    const { Id, Target } = attributes;
    if (Id !== undefined && Target !== undefined) targets.set(Id, Target.replace(/^\/?xl\/|^\.\//, ''));
  }
  const shapes = new Map<string, SheetShape>();
  for (const attributes of tags(text(parts, 'xl/workbook.xml'), 'sheet')) {
    const name = attributes['name'];
    const part = parts.get(`xl/${targets.get(attributes['r:id'] ?? '') ?? ''}`);
    if (name !== undefined && part !== undefined) shapes.set(name, readShape(part));
  }
  return shapes;
}

function readShape(part: Buffer): SheetShape {
  const hiddenColumns = new Set<number>();
  for (const { hidden, min, max } of tags(section(part, 'cols'), 'col')) {
    if (hidden !== '1' && hidden !== 'true') continue;
    const last = Math.min(Number(max ?? min), lastColumn);
    for (let column = Math.max(Number(min), 1); column <= last; column++) hiddenColumns.add(column - 1);
  }
  const merges: MergedArea[] = [];
  for (const { ref = '' } of tags(section(part, 'mergeCells'), 'mergeCell')) {
    const area = readArea(ref);
    if (area) merges.push(area);
    if (merges.length > maxMerges) throw tooMuchContent();
  }
  return { hiddenColumns, merges };
}

function readArea(ref: string): MergedArea | undefined {
  const corners = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(ref);
  if (!corners) return undefined;
  const columns = [columnNumber(corners[1] ?? ''), columnNumber(corners[3] ?? '')];
  const rows = [Number(corners[2]), Number(corners[4])];
  const area = {
    top: Math.min(...rows),
    left: Math.min(...columns),
    bottom: Math.max(...rows),
    right: Math.max(...columns),
  };
  if (area.right > lastColumn || area.bottom > lastRow) throw malformedSpreadsheet();
  return area;
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

function text(parts: ReadonlyMap<string, Buffer>, name: string): string {
  const part = parts.get(name);
  if (!part) throw malformedSpreadsheet();
  return part.toString('utf8');
}

/** What stands between the first opening and the last closing of an element that occurs once. */
function section(part: Buffer, name: string): string {
  const start = part.indexOf(`<${name}`);
  const end = part.lastIndexOf(`</${name}>`);
  return start < 0 || end < start ? '' : part.toString('utf8', start, end);
}

/** Attributes of every element of that name. */
function* tags(xml: string, name: string): Generator<Record<string, string | undefined>> {
  for (const [, inside = ''] of xml.matchAll(new RegExp(`<${name}\\s([^<>]*)>`, 'g'))) {
    const attributes: Record<string, string> = {};
    for (const [, key = '', double, single] of inside.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
      attributes[key] = unescapeXml(double ?? single ?? '');
    }
    yield attributes;
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(value: string): string {
  return value.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
    (whole, hex?: string, decimal?: string, named?: string) => {
      if (named !== undefined) return entities[named] ?? whole;
      const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
