/** What the first steps of a request leave for the others. */
export interface RequestVariables {
  requestId: string;
}
