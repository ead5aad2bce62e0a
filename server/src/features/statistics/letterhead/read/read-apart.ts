import { Worker } from 'node:worker_threads';
import { codeOf } from '../../../../http/failure.ts';
import type { PieceKind, BaseFacts, LogoFacts } from '../letterhead.schema.ts';
import { refusals } from './refused.ts';

export interface ReadOrder {
  readonly kind: PieceKind;
  readonly bytes: Uint8Array;
}
export type ReadPiece =
  | { readonly kind: 'base'; readonly content: Uint8Array; readonly facts: BaseFacts }
  | { readonly kind: 'logo'; readonly content: Uint8Array; readonly facts: LogoFacts };
export type ReadAnswer = ReadPiece | { readonly refused: string };

const bounds = { milliseconds: 30_000, heapMb: 512 } as const;

const tooHeavy: ReadAnswer = { refused: refusals.tooMuch };

let reading: Promise<unknown> = Promise.resolve();

/** Reads a base or a logo from anybody, in a thread of its own, one at a time: nobody else waits, nor lacks memory. */
export function readApart(order: ReadOrder): Promise<ReadAnswer> {
  const read = reading.then(() => readInThread(order));
  reading = read.catch(() => undefined);
  return read;
}

async function readInThread(order: ReadOrder): Promise<ReadAnswer> {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: bounds.heapMb },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ReadAnswer>((resolve, reject) => {
      timer = setTimeout(() => resolve(tooHeavy), bounds.milliseconds);
      worker.once('message', resolve);
      worker.once('error', (error) =>
        codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(tooHeavy) : reject(error),
      );
      worker.once('exit', () => reject(new Error('the thread that reads ended without an answer')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
