import { Worker } from 'node:worker_threads';
import type { ReportSet } from './shape.ts';
import type { FileFormat } from './write.ts';

export interface WriteOrder {
  readonly set: ReportSet;
  readonly format: FileFormat;
}

/** What the largest file takes, many times over. */
const heapMb = 768;

let writing: Promise<unknown> = Promise.resolve();

/**
 * As `writeFiles`, in a thread of its own, so that nobody else waits while a document of a thousand tables is written,
 * and so that it stops when it is told to. One file at a time.
 */
export async function writeApart(
  set: ReportSet,
  format: FileFormat,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(signal.reason as Error);
  signal.addEventListener('abort', stop);
  const written = writing.then(() => writeInThread({ set, format }, stopped.promise, signal));
  writing = written.catch(() => undefined);
  try {
    // Whoever waits for another's file to end stops as soon
    return await Promise.race([stopped.promise, written]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function writeInThread(
  order: WriteOrder,
  stopped: Promise<never>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./write-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  try {
    return await Promise.race([
      stopped,
      new Promise<Uint8Array>((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', () => reject(new Error('the thread that writes ended without a file')));
      }),
    ]);
  } finally {
    await worker.terminate();
  }
}
