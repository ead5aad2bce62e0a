import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * The address of the machine that calls, behind so many proxies of ours: the nearest one that none of them wrote of
 * itself. Without a proxy, what a call says of where it comes from is never believed.
 */
export const addressBehind =
  (proxies: number) =>
  (c: Context): string => {
    if (proxies > 0) {
      const said = c.req.header('x-forwarded-for')?.split(',') ?? [];
      const address = said.at(-proxies)?.trim();
      if (address) return address;
    }
    return getConnInfo(c).remote.address ?? 'unknown';
  };
