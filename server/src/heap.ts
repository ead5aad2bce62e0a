import { setFlagsFromString } from 'node:v8';

/**
 * While hundreds of modules load, V8 lets its young generation grow to the greatest size, half of the memory of a
 * server at rest, and never gives it back. Called before the first of them.
 */
export const holdHeap = (): void => setFlagsFromString('--semi-space-growth-factor=1');

/** The server listens: its young generation may grow with the work. */
export const releaseHeap = (): void => setFlagsFromString('--semi-space-growth-factor=2');
