/** What an element shows of a failure; the SDK's problems have this shape. */
export interface ProblemText {
  readonly title: string;
  readonly detail?: string | undefined;
  readonly requestId?: string | undefined;
  readonly fieldErrors?: readonly { readonly pointer: string; readonly detail: string }[] | undefined;
}

/** Reads a caught value; never shows an exception's own words, which are not written for people. */
export function problemText(thrown: unknown, fallback: string): ProblemText {
  const problem = thrown as Partial<ProblemText> | null | undefined;
  return typeof problem === 'object' && typeof problem?.title === 'string'
    ? (problem as ProblemText)
    : { title: fallback };
}

/** The type of a refusal of the server, such as `stale-version`. */
export const typeOfProblem = (thrown: unknown): unknown => (thrown as { type?: unknown } | null)?.type;
/** Whether somebody changed the same thing in between. */
export const isStale = (thrown: unknown): boolean => typeOfProblem(thrown) === 'stale-version';
export const isForbidden = (thrown: unknown): boolean => typeOfProblem(thrown) === 'forbidden';
