import { ReadError } from './errors.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252';
}

/**
 * Text of a file whose encoding nobody wrote down. A byte order mark decides; else a zero in every
 * other byte means UTF-16; else what is valid UTF-8 is UTF-8; else it is what Excel saves in France,
 * windows-1252. Throws `binaryContent` on what is no text.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return { text: checked(new TextDecoder('utf-8').decode(bytes)), encoding: 'utf-8-bom' };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes, 'utf-16be');
  const unmarked = unmarkedUtf16(bytes);
  if (unmarked) return utf16(bytes, unmarked);
  try {
    return { text: checked(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), encoding: 'utf-8' };
  } catch (error) {
    if (error instanceof ReadError) throw error;
    return { text: checked(new TextDecoder('windows-1252').decode(bytes)), encoding: 'windows-1252' };
  }
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DecodedText {
  return { text: checked(new TextDecoder(encoding).decode(bytes)), encoding };
}

/** UTF-16 without mark: French text has its high byte at zero nearly everywhere. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length - (bytes.length % 2), 4096);
  if (length < 4) return undefined;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) evenZeros++;
    if (bytes[i + 1] === 0) oddZeros++;
  }
  const half = length / 2;
  if (oddZeros > half * 0.8 && evenZeros < half * 0.1) return 'utf-16le';
  if (evenZeros > half * 0.8 && oddZeros < half * 0.1) return 'utf-16be';
  return undefined;
}

function checked(text: string): string {
  if (text.includes('\0')) {
    throw new ReadError(
      'binaryContent',
      'Ce fichier n’est pas un tableau lisible. Choisissez un fichier .xlsx, ou un fichier .csv enregistré depuis le tableur.',
    );
  }
  return text;
}
