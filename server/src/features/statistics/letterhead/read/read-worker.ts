import { parentPort, workerData } from 'node:worker_threads';
import { sampleOf } from '../sample.ts';
import { inspectBase } from './inspect.ts';
import { readPicture } from './picture.ts';
import type { ReadAnswer, ReadOrder } from './read-apart.ts';
import { PieceRefused } from './refused.ts';

const { kind, bytes } = workerData as ReadOrder;

/** Read, then tried: what a report cannot be written with is refused now, and not on the day of the report. */
async function answer(): Promise<ReadAnswer> {
  try {
    if (kind === 'base') {
      const { content, facts } = inspectBase(bytes);
      await tried('unusable', async () => {
        const { documentOf } = await import('../../files/word.ts');
        await documentOf({ ...sampleOf('Lastria'), base: content });
      });
      return { kind, content: own(content), facts };
    }
    const { content, type, width, height } = readPicture(bytes);
    const logo = { type, bytes: content, width: 100, height: 50, alternative: 'Logo' };
    await tried('damagedPicture', async () => {
      const { pdfOf } = await import('../../files/pdf.ts');
      await pdfOf({ ...sampleOf('Lastria'), chapters: [], logo });
    });
    return { kind, content: own(content), facts: { type, width, height } };
  } catch (error) {
    // What a thread throws arrives elsewhere without its code
    if (error instanceof PieceRefused) return { refused: error.message };
    throw error;
  }
}

async function tried(code: 'unusable' | 'damagedPicture', write: () => Promise<unknown>): Promise<void> {
  await write().catch((error: unknown) => {
    throw new PieceRefused(code, { cause: error });
  });
}

const own = (bytes: Uint8Array) => new Uint8Array(bytes);

parentPort!.postMessage(await answer());
