import { gunzipSync, gzipSync } from 'node:zlib';
import type { Kept } from '../disclosure/guard.ts';

/** The parts of a publication as bytes; sets and maps are said to be such. */
export const packed = (parts: Kept['parts']): Buffer =>
  gzipSync(
    JSON.stringify(parts, (_key, value: unknown) => {
      if (value instanceof Set) return { set: [...value] };
      if (value instanceof Map) return { map: [...value] };
      return value;
    }),
  );

export const unpacked = (bytes: Uint8Array): Kept['parts'] =>
  JSON.parse(gunzipSync(bytes).toString(), (_key, value: unknown) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    const { set, map } = value as { set?: unknown[]; map?: [unknown, unknown][] };
    if (set) return new Set(set);
    return map ? new Map(map) : value;
  }) as Kept['parts'];
