/** How long work waits for the database, and the database for whoever waits. */
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Runs what begins by entering; gives up when it was not let in for that long: the database hangs, or every connection
 * is taken. What is let in later finds that nobody waits, and does nothing.
 */
export async function letIn<T>(
  patience: number | undefined,
  work: (onEntered: () => void) => PromiseLike<T>,
): Promise<T> {
  if (patience === undefined) return work(() => undefined);
  const waiting = Promise.withResolvers<never>();
  let gaveUp = false;
  const timer = setTimeout(() => {
    gaveUp = true;
    waiting.reject(new NotLetIn());
  }, patience);
  try {
    return await Promise.race([
      waiting.promise,
      work(() => {
        clearTimeout(timer);
        if (gaveUp) throw new NotLetIn();
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

class NotLetIn extends Error {
  /** Too many connections: PostgreSQL's own word for it. */
  readonly code = '53300';
  constructor() {
    super('the database did not answer in time');
  }
}

/** Milliseconds between two looks at whether what was cancelled has ended: it may have been between two statements. */
const insisting = 50;

/**
 * The work of a transaction, until nobody waits for it: the statement it is at is then cancelled, and those after. What
 * cancels has been answered before the transaction ends, so that it never meets the next one of the connection.
 */
export async function unlessAbandoned<T>(
  signal: AbortSignal,
  cancel: () => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  let isOver = false;
  let stopping = Promise.resolve();
  const insist = async () => {
    while (!isOver) {
      await cancel().catch(() => undefined);
      await pause(insisting);
    }
  };
  const stop = () => void (stopping = insist());
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await work();
  } finally {
    isOver = true;
    signal.removeEventListener('abort', stop);
    await stopping;
  }
}
