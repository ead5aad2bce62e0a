import { test } from 'vitest';
import { startTestApp } from '../../../server/src/testing/app.ts';
import type { TestStaff } from '../../../server/src/testing/tenant.ts';
import { openAdmin } from '../../security/support/admin.ts';
import { roleNames, type RoleName } from '../../security/support/oracle/rights.ts';
import type { ContractOperation } from './contract.ts';
import { Scene } from './scene.ts';
import type { Answer } from './sending.ts';

/** A running application with two tenants, and people of the first. */
export async function startWalk(options: Parameters<typeof startTestApp>[0] = {}) {
  const running = await startTestApp(options);
  const admin = openAdmin(running.adminUrl);
  const home = await Scene.create(running, admin);
  const staff = new Map<RoleName, TestStaff>();
  for (const role of roleNames) staff.set(role, await home.tenant.staff(role));
  return {
    running,
    admin,
    home,
    foreign: await Scene.create(running, admin),
    /** Of the home tenant, with every right in a third unit only. */
    elsewhere: await home.tenant.staff('SOCIAL_WORKER', { unitId: await home.tenant.unit('Ouest') }),
    staff,
    async close() {
      await admin.end();
      await running.close();
    },
  };
}
export type Walk = Awaited<ReturnType<typeof startWalk>>;

export const problemOf = ({ json }: Answer) =>
  String(json['type']).replace('https://lastria.example/problems/', '');
export const bearer = ({ token }: { token: string }) => `Bearer ${token}`;

/** One test for each operation. */
export const each = (
  title: string,
  operations: readonly ContractOperation[],
  check: (one: ContractOperation) => Promise<void>,
) => test.each(operations.map((one) => [one.id, one] as const))(`${title}: %s`, (_, one) => check(one));
