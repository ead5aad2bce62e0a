/** How wide a text is, and how it is cut where it does not fit. */

let context: CanvasRenderingContext2D | undefined;

export function widthOf(text: string, font: string): number {
  context ??= document.createElement('canvas').getContext('2d')!;
  context.font = font;
  return Math.ceil(context.measureText(text).width);
}

/** Lines no wider than that, the last one cut short with « … ». */
export function wrapped(text: string, width: number, font: string, most = 2): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (!line || widthOf(longer, font) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] += '…';
  return kept.map((one) => cut(one, width, font));
}

function cut(text: string, width: number, font: string): string {
  if (widthOf(text, font) <= width) return text;
  let short = text.replace(/…$/, '');
  while (short.length > 1 && widthOf(`${short}…`, font) > width) short = short.slice(0, -1);
  return `${short.trimEnd()}…`;
}
