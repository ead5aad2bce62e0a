import type { MiddlewareHandler } from 'hono';

const exposed = 'ETag, Location, Retry-After, Deprecation, Sunset, X-Request-Id';
const allowedHeaders = 'Authorization, Content-Type, Idempotency-Key, If-Match, Last-Event-ID, X-Request-Id';

/**
 * Answers preflights with the union of the origins the tenants allow; whether this tenant allows this page is
 * checked on the call itself. Never `*`, never credentials.
 */
export function origins(allowed: () => Promise<ReadonlySet<string>>): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin');
    const known = origin !== undefined && (await allowed()).has(origin);
    if (c.req.method === 'OPTIONS' && c.req.header('access-control-request-method')) {
      return new Response(null, {
        status: 204,
        headers: {
          vary: 'Origin',
          ...(known
            ? {
                'access-control-allow-origin': origin,
                'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
                'access-control-allow-headers': allowedHeaders,
                'access-control-max-age': '600',
              }
            : {}),
        },
      });
    }
    await next();
    c.res.headers.append('vary', 'Origin');
    if (known) {
      c.res.headers.set('access-control-allow-origin', origin);
      c.res.headers.set('access-control-expose-headers', exposed);
    }
  };
}

/** Keeps an answer for a while, so that a preflight costs no query. */
export function remembered<T>(
  read: () => Promise<T>,
  forMs: number,
  clock: () => number = Date.now,
): () => Promise<T> {
  let kept: { value: Promise<T>; until: number } | undefined;
  return () => {
    if (!kept || kept.until < clock()) {
      const value = read();
      kept = { value, until: clock() + forMs };
      value.catch(() => (kept = undefined));
    }
    return kept.value;
  };
}
