import { Worker } from 'node:worker_threads';
import { codeOf } from '../../../http/failure.ts';
import { guard, type Asked, type Guarded } from './guard.ts';

/** Figures, kept and asked, that are compared before anybody else served would notice. */
const few = 3_000;

export interface GuardBounds {
  readonly milliseconds: number;
  readonly heapMb: number;
}
/** Shorter than the database waits for a transaction that says nothing. */
const defaultBounds: GuardBounds = { milliseconds: 20_000, heapMb: 512 };

/** As `guard`; in a thread of its own when there is much to compare, and refused when it would take too long. */
export async function guardApart(
  asked: Asked,
  bounds: GuardBounds = defaultBounds,
  signal?: AbortSignal,
): Promise<Guarded> {
  signal?.throwIfAborted();
  if (figuresOf(asked) <= few) return guard(asked);
  const worker = new Worker(new URL('./guard-worker.ts', import.meta.url), {
    workerData: asked,
    resourceLimits: { maxOldGenerationSizeMb: bounds.heapMb },
  });
  const tooMuch: Guarded = { refused: [{ reason: 'tooMuch', publications: [asked.id] }] };
  let timer: NodeJS.Timeout | undefined;
  let stop: (() => void) | undefined;
  try {
    return await new Promise<Guarded>((resolve, reject) => {
      timer = setTimeout(() => resolve(tooMuch), bounds.milliseconds);
      stop = () => reject(new Error('nobody waits for it any more'));
      signal?.addEventListener('abort', stop, { once: true });
      worker.once('message', resolve);
      worker.once('error', (error) =>
        codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(tooMuch) : reject(error),
      );
      worker.once('exit', () => reject(new Error('the thread that compares ended without an answer')));
    });
  } finally {
    clearTimeout(timer);
    if (stop) signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

const figuresOf = ({ parts, kept }: Asked): number =>
  [...parts, ...kept.flatMap((one) => one.parts)].reduce((sum, { table }) => sum + table.cells.length, 0);
