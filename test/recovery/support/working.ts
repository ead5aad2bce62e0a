import { connect, type Job, type Session } from '@lastria/sdk';
import { expect } from 'vitest';
import type { Role } from '../../../server/src/features/access/rights.ts';
import { installation } from './installation.ts';

/** The product with one member of a team, whose jobs outlive the server that is killed. */
export async function working(role: Role) {
  const product = await installation();
  const person = await product.withTenant(async (tenant, tokenOf) => ({
    tenantId: tenant.id,
    unitId: tenant.root,
    token: tokenOf(await tenant.staff(role)),
  }));
  return Object.assign(product, {
    ...person,
    open: (): Session =>
      connect({ baseUrl: product.server.url, getToken: () => person.token, onWarning: () => undefined }),
  });
}
export type Working = Awaited<ReturnType<typeof working>>;

/** Asks until the job is as wanted, or ended well; the connection may be gone meanwhile. */
export async function reached(
  session: Session,
  jobId: string,
  wanted: (job: Job) => boolean,
  patience: number,
): Promise<Job> {
  let found: Job | undefined;
  await expect
    .poll(
      async () => {
        found = await session.jobs.read(jobId);
        return wanted(found) || found.endedAt !== null;
      },
      { timeout: patience, interval: 20 },
    )
    .toBe(true);
  expect([found!.status, found!.problem]).not.toContain('failed');
  return found!;
}
