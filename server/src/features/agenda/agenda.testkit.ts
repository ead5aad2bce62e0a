import { call, expectJson, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import type { Appointment, AppointmentInput, AgendaItem } from './agenda.schema.ts';
import type { CalendarLevel } from './calendar-policy.table.ts';

const policyPath = '/v1/agenda/calendar-policy';

export interface Range {
  readonly items: AgendaItem[];
  readonly staff: { id: string; displayName: string }[];
  readonly holidays: { day: string; label: string }[];
}

/** A unit with two workers, a secretary and a file; another unit with a worker of its own. */
export async function agendaScene(running: TestApp, options: { timeZone?: string; now?: () => Date } = {}) {
  const tenant = await TestTenant.create(running.database, options);
  const [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
  const worker = await tenant.staff('SOCIAL_WORKER', { unitId: north });
  const colleague = await tenant.staff('SOCIAL_WORKER', { unitId: north });
  const secretary = await tenant.staff('SECRETARY', { unitId: north });
  const stranger = await tenant.staff('SOCIAL_WORKER', { unitId: south });
  const fileId = await tenant.file(north);
  const ask = (who: TestStaff, path: string, method = 'GET', body?: object, version?: number) =>
    call(running.app, who.token, path, {
      method,
      ...(body === undefined ? {} : { body }),
      headers: version === undefined ? {} : { 'if-match': `"${version}"` },
    });
  const book = (who: TestStaff, input: Partial<AppointmentInput> & { startsAt: string }) =>
    ask(who, '/v1/appointments', 'POST', {
      ...(input.fileId ? {} : { unitId: north }),
      ...input,
    });
  return {
    tenant,
    north,
    south,
    worker,
    colleague,
    secretary,
    stranger,
    fileId,
    /** As the administrator says how much calendars outside may tell. */
    letTell: async (mostLevel: CalendarLevel) => {
      const admin = await tenant.staff('ADMINISTRATOR');
      const { version } = await expectJson<{ version: number }>(await ask(admin, policyPath), 200);
      await expectJson(await ask(admin, policyPath, 'PUT', { mostLevel }, version), 200);
    },
    ask,
    book,
    booked: async (who: TestStaff, input: Partial<AppointmentInput> & { startsAt: string }) =>
      expectJson<Appointment>(await book(who, input), 201),
    change: (who: TestStaff, one: { id: string; version: number }, patch: object) =>
      ask(who, `/v1/appointments/${one.id}`, 'PATCH', patch, one.version),
    read: async (who: TestStaff, id: string) =>
      expectJson<Appointment>(await ask(who, `/v1/appointments/${id}`), 200),
    range: async (who: TestStaff, from: string, to: string, staffIds: readonly string[] = []) =>
      expectJson<Range>(
        await ask(
          who,
          `/v1/agenda?from=${from}&to=${to}${staffIds.length > 0 ? `&staffIds=${staffIds.join(',')}` : ''}`,
        ),
        200,
      ),
  };
}
export type AgendaScene = Awaited<ReturnType<typeof agendaScene>>;
