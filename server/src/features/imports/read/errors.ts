/**
 * The one error this room throws: the file, or its mapping, cannot be read at all.
 * A row that cannot be imported is never an error: it is a fate in the report.
 */

export type ReadErrorCode =
  | 'emptyFile'
  | 'fileTooLarge'
  | 'oldSpreadsheet'
  | 'unsupportedFormat'
  | 'binaryContent'
  | 'malformedCsv'
  | 'malformedSpreadsheet'
  | 'protectedSpreadsheet'
  | 'tooMuchContent'
  | 'tooHeavy'
  | 'tooManyRows'
  | 'tooManyColumns'
  | 'noTable'
  | 'invalidMapping';

/** `message` is the French sentence for the person who imports: what happened and what to do. */
export class ReadError extends Error {
  readonly code: ReadErrorCode;
  constructor(code: ReadErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ReadError';
    this.code = code;
  }
}
