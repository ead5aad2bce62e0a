import { Worker } from 'node:worker_threads';
import { codeOf } from '../../../http/failure.ts';
import { ReadError, type ReadErrorCode } from './errors.ts';
import type { ReadTableOptions } from './read-table.ts';
import type { Table } from './table.ts';

export interface ReadOrder {
  readonly bytes: Uint8Array;
  readonly filename: string;
  readonly options: ReadTableOptions;
}
export type ReadAnswer =
  | { readonly table: Table }
  | { readonly refused: { readonly code: ReadErrorCode; readonly message: string } };

export interface ReadBounds {
  readonly milliseconds: number;
  readonly heapMb: number;
}
const defaultBounds: ReadBounds = { milliseconds: 60_000, heapMb: 512 };

let reading: Promise<unknown> = Promise.resolve();

/**
 * As `readTable`, in a thread of its own, so that whoever else is served does not wait for a workbook nor lack memory
 * because of it. One file at a time. The bytes are handed over: whoever gives them has them no more.
 */
export function readTableApart(
  bytes: Uint8Array,
  filename: string,
  options: ReadTableOptions = {},
  bounds: ReadBounds = defaultBounds,
): Promise<Table> {
  const read = reading.then(() => readInThread({ bytes: ownBytes(bytes), filename, options }, bounds));
  reading = read.catch(() => undefined);
  return read;
}

/** Bytes that have their memory to themselves: small ones share that of others, which must stay. */
const ownBytes = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);

async function readInThread(order: ReadOrder, { milliseconds, heapMb }: ReadBounds): Promise<Table> {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    workerData: order,
    transferList: [order.bytes.buffer as ArrayBuffer],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<ReadAnswer>((resolve, reject) => {
      timer = setTimeout(() => reject(tooHeavy()), milliseconds);
      worker.once('message', resolve);
      worker.once('error', (error) =>
        reject(codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? tooHeavy(error) : error),
      );
      worker.once('exit', () => reject(new Error('the thread that reads ended without an answer')));
    });
    if ('table' in answer) return answer.table;
    throw new ReadError(answer.refused.code, answer.refused.message);
  } finally {
    clearTimeout(timer);
    // The next file has all the room
    await worker.terminate();
  }
}

const tooHeavy = (cause?: unknown) =>
  new ReadError(
    'tooHeavy',
    'Ce classeur est trop lourd à lire. Supprimez les feuilles et les colonnes qui ne servent pas, ou partagez-le en plusieurs fichiers.',
    { cause },
  );
