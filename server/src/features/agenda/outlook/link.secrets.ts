import { createHash, randomBytes } from 'node:crypto';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');
/** 256 bits that nobody guesses. */
export const random = () => randomBytes(32).toString('base64url');
