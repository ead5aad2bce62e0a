import { call, expectJson, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import type { Leave } from './leave.schema.ts';

/** A unit with two workers and who leads them; another with the same; an administrator. */
export async function leaveScene(running: TestApp) {
  const tenant = await TestTenant.create(running.database);
  const [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
  const worker = await tenant.staff('SOCIAL_WORKER', { unitId: north });
  const colleague = await tenant.staff('SECRETARY', { unitId: north });
  const manager = await tenant.staff('TEAM_MANAGER', { unitId: north });
  const stranger = await tenant.staff('SOCIAL_WORKER', { unitId: south });
  const otherManager = await tenant.staff('TEAM_MANAGER', { unitId: south });
  const administrator = await tenant.staff('ADMINISTRATOR');
  const ask = (who: TestStaff, path: string, method = 'GET', body?: object, version?: number) =>
    call(running.app, who.token, path, {
      method,
      ...(body === undefined ? {} : { body }),
      headers: version === undefined ? {} : { 'if-match': `"${version}"` },
    });
  const json = async <T>(...given: Parameters<typeof ask>) => expectJson<T>(await ask(...given), 200);
  const request = (who: TestStaff, more: object = {}) =>
    ask(who, '/v1/leave', 'POST', {
      kind: 'maladie',
      firstDay: '2026-12-07',
      lastDay: '2026-12-11',
      ...more,
    });
  const act = (who: TestStaff, { id, version }: Leave, verb: string, body: object = {}) =>
    ask(who, `/v1/leave/${id}/${verb}`, 'POST', body, version);
  return {
    ...{ tenant, north, south, worker, colleague, manager, stranger, otherManager, administrator },
    ...{ ask, json, request, act },
    asked: async (who: TestStaff, more: object = {}) => expectJson<Leave>(await request(who, more), 201),
    approved: async (who: TestStaff, one: Leave) =>
      expectJson<Leave>(await act(who, one, 'decide', { decision: 'approve' }), 200),
    notices: async (who: TestStaff) =>
      (await json<{ items: { kind: string; facts: string[] }[] }>(who, '/v1/me/notices')).items,
    calendar: async (who: TestStaff, unitId = north) =>
      (
        await json<{ absences: { staffId: string; kind: string | null; status: string }[] }>(
          who,
          `/v1/leave/calendar?unitId=${unitId}&from=2026-12-01&to=2026-12-31`,
        )
      ).absences,
  };
}
