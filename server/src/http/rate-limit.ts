import { Problem } from './problem.ts';

export interface RateLimit {
  /** Counts one call of a session, or refuses it. */
  take(session: string): void;
}

/**
 * A bucket for each session, not for each address: a hospital is one address. `perSecond` calls in the long run,
 * `burst` at once.
 */
export function sessionRateLimit(
  perSecond: number,
  burst: number,
  clock: () => number = Date.now,
): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(session) {
      const now = clock();
      const bucket = buckets.get(session) ?? { left: burst, at: now };
      const left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond);
      if (left < 1) {
        throw new Problem(
          'too-many-requests',
          'Patientez quelques secondes, puis recommencez. Rien n’est perdu.',
          {
            headers: { 'retry-after': String(Math.max(1, Math.ceil((1 - left) / perSecond))) },
          },
        );
      }
      // Oldest first: the map stays small without a timer.
      buckets.delete(session);
      buckets.set(session, { left: left - 1, at: now });
      for (const [key, { at }] of buckets) {
        if (now - at < 60_000) break;
        buckets.delete(key);
      }
    },
  };
}
