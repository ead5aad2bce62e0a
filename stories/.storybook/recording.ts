/** One call and its answer, as the real application gave it. */
export interface Exchange extends Answer {
  readonly method: string;
  readonly path: string;
  /** Sorted by name. */
  readonly query?: string;
  readonly body?: unknown;
  /** How many writes had been made, this one included: a read after a write sees it. */
  readonly writes: number;
}

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly etag?: string;
  readonly reply: unknown;
}

/** What one person of the demonstration sees, at a fixed instant. Written by test/scripts/record-stories.ts. */
export interface Recording {
  readonly at: string;
  readonly person: string;
  readonly exchanges: readonly Exchange[];
  /** How the application refuses. */
  readonly refusals: Readonly<Record<string, Answer>>;
}
