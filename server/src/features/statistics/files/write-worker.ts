import { parentPort, workerData } from 'node:worker_threads';
import { writeFiles } from './write.ts';
import type { WriteOrder } from './write-apart.ts';

const { set, format } = workerData as WriteOrder;
const written = await writeFiles(set, format);
// A copy of its own memory, which is handed over rather than copied again
const bytes = new Uint8Array(written);
parentPort!.postMessage(bytes, [bytes.buffer]);
