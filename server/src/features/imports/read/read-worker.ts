import { parentPort, workerData } from 'node:worker_threads';
import { ReadError } from './errors.ts';
import type { ReadAnswer, ReadOrder } from './read-apart.ts';
import { readTable } from './read-table.ts';

const { bytes, filename, options } = workerData as ReadOrder;

async function answer(): Promise<ReadAnswer> {
  try {
    return { table: await readTable(bytes, filename, options) };
  } catch (error) {
    // What a thread throws arrives elsewhere without its code
    if (error instanceof ReadError) return { refused: { code: error.code, message: error.message } };
    throw error;
  }
}

parentPort!.postMessage(await answer());
