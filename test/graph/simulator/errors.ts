/** A refusal of Graph: clients branch on the status and the code, never on the message. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const badRequest = (message: string, code = 'ErrorInvalidRequest'): GraphError =>
  new GraphError(400, code, message);

export const invalidProperty = (message: string): GraphError =>
  new GraphError(400, 'ErrorPropertyValidationFailure', message);

export const itemNotFound = (): GraphError =>
  new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');

/** The one shape of an error's body. */
export const errorBody = (
  { code, message }: { readonly code: string; readonly message: string },
  requestId: string,
  date: string,
) => ({ error: { code, message, innerError: { 'request-id': requestId, date } } });
