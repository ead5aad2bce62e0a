import { randomUUID } from 'node:crypto';
import { call } from '../../../../server/src/testing/app.ts';
import type { Ground } from './ground.ts';

/** Appointments in every state, links to calendars, rooms and motives. */
export class AgendaScene {
  readonly #scene: Ground;

  constructor(scene: Ground) {
    this.#scene = scene;
  }

  #times = 0;
  /** A local start that nobody else of the scene takes: twenty half hours a day. */
  freeTime(): string {
    const taken = this.#times++;
    const at = Date.UTC(2028, 0, 3 + Math.floor(taken / 20), 8) + (taken % 20) * 1_800_000;
    return new Date(at).toISOString().slice(0, 16);
  }

  /** An appointment of the worker: to come, past, asked of him by somebody else, or in the trash. */
  async appointment(
    state?: 'asked' | 'past' | 'honoured' | 'trashed',
  ): Promise<{ id: string; participants: { id: string }[] }> {
    const startsAt =
      state === 'past' || state === 'honoured'
        ? this.freeTime().replace(/^20\d\d/, (year) => String(Number(year) - 8))
        : this.freeTime();
    const made = await this.#scene.ask<{ id: string; participants: { id: string }[] }>('/v1/appointments', {
      fileId: await this.#scene.file(),
      startsAt,
    });
    if (state === 'honoured') {
      const headers = { 'if-match': '"1"' };
      const path = `/v1/appointments/${made.id}/settle`;
      const body = { outcome: 'honoured' };
      await call(this.#scene.running.app, this.#scene.worker.token, path, { method: 'POST', headers, body });
    }
    if (state === 'trashed') {
      const headers = { 'if-match': '"1"' };
      const path = `/v1/appointments/${made.id}`;
      await call(this.#scene.running.app, this.#scene.worker.token, path, { method: 'DELETE', headers });
    }
    if (state === 'asked') {
      await this.#scene
        .admin`update appointment set asked_ids = worker_ids, status = 'proposed' where id = ${made.id}`;
      await this.#scene.admin`
        update appointment_participant set answer = 'asked', asked_by = ${this.#scene.colleague.id}
         where appointment_id = ${made.id}`;
    }
    return made;
  }

  /** An appointment of whose reminder nobody knows whether it left, or whose reminder came back. */
  async unsettledReminder(state: 'uncertain' | 'bounced'): Promise<string> {
    const { id } = await this.appointment();
    await this.#scene.admin`
      insert into appointment_reminder
             (tenant_id, appointment_id, file_id, unit_id, wanted, state, for_starts_at, message_key, handed_at)
      select tenant_id, id, file_id, unit_id, true, ${state}, starts_at, ${randomUUID()}, now()
        from appointment where id = ${id}`;
    return id;
  }

  /** The ETag of whether the worker is told by e-mail of requests. */
  async requestMailVersion(): Promise<string> {
    const { token } = this.#scene.worker;
    return (await call(this.#scene.running.app, token, '/v1/agenda/request-mail')).headers.get('etag')!;
  }

  /** The link to the worker's calendar, made anew: gives its ETag. */
  async feed(): Promise<string> {
    const { version } = await this.#scene.ask<{ version: number }>('/v1/agenda/feed', {});
    return `"${version}"`;
  }

  /** The ETag of what calendars outside may tell. */
  async calendarPolicy(): Promise<string> {
    const [row] = await this.#scene.admin<{ version: number }[]>`
      select version from calendar_policy where tenant_id = ${this.#scene.tenant.id}`;
    return `"${row?.version ?? 0}"`;
  }

  /** A calendar file of one event, at a time that nobody else takes. */
  calendarFile(): string {
    const startsAt = this.freeTime().replaceAll(/[-:]/g, '');
    const event = [`UID:${randomUUID()}`, `DTSTART:${startsAt}00`, 'DURATION:PT30M', 'SUMMARY:Formation'];
    return ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...event, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
  }

  async newCalendarImport(): Promise<{ content: string; unitId: string; keys: string[] }> {
    const content = this.calendarFile();
    const { events } = await this.#scene.ask<{ events: { key: string }[] }>('/v1/agenda/import/preview', {
      content,
    });
    return { content, unitId: this.#scene.north, keys: events.map(({ key }) => key) };
  }

  /** A calendar that is being tied: what must come back with it. */
  async calendarAttempt(): Promise<string> {
    const { address } = await this.#scene.ask<{ address: string }>('/v1/agenda/calendar-link/connect', {});
    return new URL(address).searchParams.get('state')!;
  }

  motive = async (): Promise<string> =>
    (
      await this.#scene.ask<{ id: string }>('/v1/agenda/motives', {
        label: `Motif ${randomUUID()}`,
        placeKind: 'phone',
      })
    ).id;

  room = async (): Promise<string> =>
    (await this.#scene.ask<{ id: string }>('/v1/agenda/rooms', { unitId: this.#scene.north, label: 'B12' }))
      .id;
}
