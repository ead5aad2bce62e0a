/** A line of a calendar file, unfolded, with its place in the file. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** An event of a file: its own lines, without those of alarms and other parts inside it. */
export interface Block {
  readonly line: number;
  readonly lines: readonly Line[];
  /** Whether its end was found where it should be. */
  readonly whole: boolean;
}

/** What is kept of one line: more than any title, note, rule or list of dates we take. */
const longestLine = 20_000;

/** Parts within parts that are followed; calendars have three. */
const deepest = 20;

/** Text of a file: as its mark says, else UTF-8, else what Windows programs of Western Europe wrote. */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes);
    throw error;
  }
}

/** Joins folded lines (RFC 5545 §3.1); lines may end in CRLF, LF or CR. */
function* unfold(text: string): Generator<Line> {
  let number = 0;
  let begun: { number: number; pieces: string[]; length: number } | undefined;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    number += 1;
    if (begun && (raw.startsWith(' ') || raw.startsWith('\t'))) {
      if (begun.length < longestLine) begun.pieces.push(raw.slice(1, longestLine));
      begun.length += raw.length - 1;
      continue;
    }
    if (begun) yield { number: begun.number, text: begun.pieces.join('') };
    begun = raw === '' ? undefined : { number, pieces: [raw.slice(0, longestLine)], length: raw.length };
  }
  if (begun) yield { number: begun.number, text: begun.pieces.join('') };
}

/** The events of a file, at most so many; null when it is no calendar. */
export function eventsOf(text: string, most: number): readonly Block[] | 'tooMany' | null {
  const blocks: Block[] = [];
  const inside: string[] = [];
  let calendar = false;
  let open: { line: number; lines: Line[]; depth: number } | undefined;
  const close = (whole: boolean) => {
    if (open) blocks.push({ line: open.line, lines: open.lines, whole });
    open = undefined;
  };
  for (const line of unfold(text)) {
    const mark = /^(BEGIN|END):\s*([A-Z0-9-]+)\s*$/i.exec(line.text);
    const [, kind, name = ''] = mark ?? [];
    const component = name.toUpperCase();
    if (kind?.toUpperCase() === 'BEGIN') {
      // An event within an event is one whose end was lost
      if (component === 'VEVENT') {
        close(false);
        open = { line: line.number, lines: [], depth: inside.length + 1 };
        if (blocks.length >= most) return 'tooMany';
      }
      calendar ||= component === 'VCALENDAR';
      if (inside.length < deepest) inside.push(component);
    } else if (kind !== undefined) {
      if (component === 'VEVENT') close(open !== undefined && open.depth === inside.length);
      const at = inside.lastIndexOf(component);
      if (at >= 0) inside.length = at;
    } else if (open?.depth === inside.length) open.lines.push(line);
  }
  close(false);
  return calendar ? blocks : null;
}
