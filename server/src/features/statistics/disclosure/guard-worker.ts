import { parentPort, workerData } from 'node:worker_threads';
import { guard, type Asked } from './guard.ts';

parentPort!.postMessage(guard(workerData as Asked));
