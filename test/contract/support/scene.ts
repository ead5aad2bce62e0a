import { randomUUID } from 'node:crypto';
import { digestOfSecret } from '../../../server/src/features/access/embed-session.service.ts';
import type { TenantKind } from '../../../server/src/features/organisation/organisation.table.ts';
import { sampleSet } from '../../../server/src/features/statistics/files/sample-reports.ts';
import { frenchBase, wordFile } from '../../../server/src/features/statistics/letterhead/bases.testkit.ts';
import { Authenticator } from '../../../server/src/testing/authenticator.ts';
import { codeAt } from '../../../server/src/testing/browser.ts';
import { call, expectJson, type TestApp } from '../../../server/src/testing/app.ts';
import { TestTenant, testOrigin, type TestStaff } from '../../../server/src/testing/tenant.ts';
import type { ContractOperation } from './contract.ts';
import { referenceData } from '../../../server/src/features/configuration/defaults.ts';
import { driverOf, newField, peopleList, type Drive } from './drivers.ts';
import type { Sql } from 'postgres';

/** A tenant with two units, a person of each kind, and records made on demand through the API. */
export class Scene {
  readonly running: TestApp;
  readonly #admin: Sql;
  readonly tenant: TestTenant;
  readonly north: string;
  readonly south: string;
  readonly worker: TestStaff;
  readonly colleague: TestStaff;
  readonly clientId = randomUUID();
  readonly clientSecret = randomUUID();

  private constructor(
    running: TestApp,
    admin: Sql,
    tenant: TestTenant,
    north: string,
    south: string,
    worker: TestStaff,
    colleague: TestStaff,
  ) {
    this.running = running;
    this.#admin = admin;
    this.tenant = tenant;
    this.north = north;
    this.south = south;
    this.worker = worker;
    this.colleague = colleague;
  }

  static async create(running: TestApp, admin: Sql, kind: TenantKind = 'hospital'): Promise<Scene> {
    const tenant = await TestTenant.create(running.database, { kind });
    const north = await tenant.unit('Nord');
    const south = await tenant.unit('Sud');
    const scene = new Scene(
      running,
      admin,
      tenant,
      north,
      south,
      await tenant.staff('SOCIAL_WORKER'),
      await tenant.staff('PSYCHOLOGIST'),
    );
    await tenant.grant(scene.worker.id, 'ADMINISTRATOR', {});
    await tenant.grant(scene.worker.id, 'DPO', {});
    await tenant.grant(scene.worker.id, 'TEAM_MANAGER', { unitId: tenant.root });
    await tenant.grant(scene.worker.id, 'DATA_EXPORTER', { unitId: tenant.root });
    await admin`insert into host_client (tenant_id, id, name, secret_digest) values (${tenant.id}, ${scene.clientId}, 'Portail', ${digestOfSecret(scene.clientSecret)})`;
    await scene.#account(scene.worker.id);
    return scene;
  }

  /** Lets a member of the team sign in on our own origin. */
  #account = (staffId: string) => this.#admin`
    insert into sign_in_account (tenant_id, staff_id, login, credentials_since, created_at)
    values (${this.tenant.id}, ${staffId}, ${staffId}, '2020-01-01', '2020-01-01')`;

  async accountHolder(): Promise<string> {
    const { id } = await this.tenant.staff('SECRETARY');
    await this.#account(id);
    return id;
  }

  /** A second factor of the worker, who has another. */
  async factor(): Promise<string> {
    const ids = [randomUUID(), randomUUID()];
    for (const id of ids)
      await this.#admin`
        insert into second_factor (tenant_id, id, staff_id, kind, label, created_at)
        values (${this.tenant.id}, ${id}, ${this.worker.id}, 'totp', 'Téléphone', now())`;
    return ids[0]!;
  }

  #offer = async <T>(kind: string): Promise<T> =>
    expectJson<T>(
      await call(this.running.app, this.worker.token, `/v1/me/factors/${kind}`, { method: 'POST', body: {} }),
      200,
    );

  async application() {
    const { challengeId, secret } = await this.#offer<{ challengeId: string; secret: string }>('application');
    return { challengeId, code: codeAt(secret, new Date()), label: 'Téléphone' };
  }

  async passkey() {
    const { challengeId, options } = await this.#offer<{
      challengeId: string;
      options: { challenge: string };
    }>('passkey');
    return { challengeId, response: new Authenticator().create(options.challenge), label: 'Clé' };
  }

  file = () => this.tenant.file(this.north);

  /** A file of a unit the worker has no right in; gives the host's identifier. */
  async outOfReach(): Promise<string> {
    const value = randomUUID();
    const fileId = await this.tenant.file(await this.#beyond());
    await this
      .#admin`update social_file set external_system = 'dpi', external_value = ${value} where id = ${fileId}`;
    await this.#admin`update tenant set emergencies_per_day = 10000 where tenant_id = ${this.tenant.id}`;
    return value;
  }

  /** A unit above which nobody was given anything: a root of its own. */
  async #beyond(): Promise<string> {
    const unitId = await this.tenant.unit(`Ailleurs ${randomUUID()}`);
    await this.#admin`update org_unit set parent_id = null where id = ${unitId}`;
    return unitId;
  }

  /** A member who leads one open file of the north. */
  async lead(): Promise<string> {
    const { id } = await this.tenant.staff('SOCIAL_WORKER', { unitId: this.north });
    await this.#admin`update social_file set lead_worker_id = ${id} where id = ${await this.file()}`;
    return id;
  }

  /** A right of somebody else that waits for its yearly review. */
  async reviewedGrant(): Promise<string> {
    const id = await this.tenant.grant(this.colleague.id, 'SECRETARY', { unitId: this.south });
    await this.#admin`update access_grant set review_by = now() + interval '10 days',
      valid_until = now() + interval '10 days' where id = ${id}`;
    return id;
  }

  async supportRequest(): Promise<string> {
    const id = randomUUID();
    await this.#admin`
      insert into support_request (tenant_id, id, asked_by, reason, asked_at, until, status)
      values (${this.tenant.id}, ${id}, 'A. Leroy, Lastria', 'Anomalie', now(), now() + interval '2 hours', 'asked')`;
    return id;
  }

  /** A program, of whose files nothing is said yet, or somebody else asked. */
  async serviceAccount(files: 'none' | 'asked'): Promise<string> {
    const { id } = this.tenant;
    const staffId = randomUUID();
    await this.#admin`
      insert into staff_member (tenant_id, id, kind, display_name) values (${id}, ${staffId}, 'service', 'Entrepôt')`;
    await this.#admin`
      insert into service_account (tenant_id, staff_id, scopes, unit_ids, created_at, expires_at)
      values (${id}, ${staffId}, '{READ_FILES}', ${[this.north]}, now(), now() + interval '90 days')`;
    if (files === 'asked')
      await this.#admin`
        update service_account set files_asked_by = ${this.colleague.id}, files_asked_at = now(),
          files_reason = 'Entrepôt', files_until = now() + interval '30 days' where staff_id = ${staffId}`;
    return staffId;
  }

  async serviceSecret(): Promise<{ accountId: string; secretId: string }> {
    const accountId = await this.serviceAccount('none');
    const { sessionId } = await this.tenant.session(accountId, {
      kind: 'service',
      secretDigest: randomUUID(),
    });
    return { accountId, secretId: sessionId };
  }

  async withdrawDecisions(): Promise<void> {
    await this.#admin`update recorded_decision set withdrawn_at = now() where tenant_id = ${this.tenant.id}`;
  }

  async notice(): Promise<string> {
    const id = randomUUID();
    await this.#admin`
      insert into notice (tenant_id, id, staff_id, kind, facts, created_at)
      values (${this.tenant.id}, ${id}, ${this.worker.id}, 'rightGiven', '{}', now())`;
    return id;
  }

  async decision(): Promise<string> {
    const id = randomUUID();
    await this.#admin`
      insert into recorded_decision (tenant_id, id, kind, reference, decided_at)
      values (${this.tenant.id}, ${id}, 'mailCode', 'DPO 2026-11', now())`;
    return id;
  }

  /** A file the host's software knows; gives the host's identifier. */
  async referenced(): Promise<string> {
    const value = randomUUID();
    const fileId = await this.file();
    await this
      .#admin`update social_file set external_system = 'dpi', external_value = ${value} where id = ${fileId}`;
    return value;
  }

  async entry(fileId?: string): Promise<string> {
    const created = await call(
      this.running.app,
      this.worker.token,
      `/v1/files/${fileId ?? (await this.file())}/entries`,
      {
        method: 'POST',
        body: {
          typeCode: 'entretien-telephonique',
          performedOn: '2026-11-17',
          requests: [{ typeCode: 'impaye-loyer' }],
          text: 'Texte.',
        },
      },
    );
    return (await expectJson<{ id: string }>(created, 201)).id;
  }

  /** A travail that was just changed, at its second version. */
  async changedEntry(): Promise<string> {
    const id = await this.entry();
    await expectJson(
      await call(this.running.app, this.worker.token, `/v1/entries/${id}`, {
        method: 'PATCH',
        body: { minutes: 45 },
        headers: { 'if-match': '"1"' },
      }),
      200,
    );
    return id;
  }

  async draft(fileId?: string): Promise<string> {
    const id = randomUUID();
    const body = { fileId: fileId ?? (await this.file()), revision: 1, content: { text: 'Brouillon' } };
    await expectJson(
      await call(this.running.app, this.worker.token, `/v1/drafts/${id}`, { method: 'PUT', body }),
      200,
    );
    return id;
  }

  /** The first active item of a list of the configuration. */
  code = (list: string): string => referenceData().lists[list]!.items[0]!.code;

  /** A call that must succeed, as the worker. */
  async #ask<T>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const response = await call(this.running.app, this.worker.token, path, {
      ...(body === undefined ? {} : { method: 'POST', body }),
      headers,
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** A part of a file, made through the API; its id is the newest row's. */
  async part(
    name: string,
    collection: 'flags' | 'relatives',
    body: unknown,
  ): Promise<Record<string, string>> {
    const fileId = await this.file();
    const file = await this.#ask<Record<string, { id: string }[]>>(`/v1/files/${fileId}/${collection}`, body);
    return { fileId, [name]: file[collection]![0]!.id };
  }

  async request(): Promise<{ fileId: string; requestId: string }> {
    const fileId = await this.file();
    await this.entry(fileId);
    const [row] = await this.#admin<
      { id: string }[]
    >`select id from social_request where file_id = ${fileId}`;
    return { fileId, requestId: row!.id };
  }

  async action(): Promise<{ fileId: string; actionId: string }> {
    const { fileId, requestId } = await this.request();
    const changed = await this.#ask<{ actions: { id: string }[] }>(
      `/v1/files/${fileId}/requests/${requestId}/actions`,
      { typeCode: 'fsl' },
    );
    return { fileId, actionId: changed.actions[0]!.id };
  }

  /** A transfer that may be answered in this way: asked of us, asked by us, or just made. */
  async transfer(answer: string): Promise<{ transferId: string }> {
    const body = { toUnitId: this.south, reason: 'Mutation' };
    const fileId = await this.file();
    const made = await this.#ask<{ id: string }>(`/v1/files/${fileId}/transfers`, body, {
      'if-match': '"1"',
    });
    if (answer !== 'undo')
      await this.#admin`update file_transfer set status = 'requested' where id = ${made.id}`;
    return { transferId: made.id };
  }

  /** A field of the configuration, of its own. */
  field = async (): Promise<string> =>
    (await this.#ask<{ code: string }>('/v1/configuration/fields', newField())).code;

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
    const made = await this.#ask<{ id: string; participants: { id: string }[] }>('/v1/appointments', {
      fileId: await this.file(),
      startsAt,
    });
    if (state === 'honoured') {
      const headers = { 'if-match': '"1"' };
      const path = `/v1/appointments/${made.id}/settle`;
      const body = { outcome: 'honoured' };
      await call(this.running.app, this.worker.token, path, { method: 'POST', headers, body });
    }
    if (state === 'trashed') {
      const headers = { 'if-match': '"1"' };
      const path = `/v1/appointments/${made.id}`;
      await call(this.running.app, this.worker.token, path, { method: 'DELETE', headers });
    }
    if (state === 'asked') {
      await this
        .#admin`update appointment set asked_ids = worker_ids, status = 'proposed' where id = ${made.id}`;
      await this.#admin`
        update appointment_participant set answer = 'asked', asked_by = ${this.colleague.id}
         where appointment_id = ${made.id}`;
    }
    return made;
  }

  /** An appointment of whose reminder nobody knows whether it left. */
  async uncertainReminder(): Promise<string> {
    const { id } = await this.appointment();
    await this.#admin`
      insert into appointment_reminder
             (tenant_id, appointment_id, file_id, unit_id, wanted, state, for_starts_at, message_key, handed_at)
      select tenant_id, id, file_id, unit_id, true, 'uncertain', starts_at, ${randomUUID()}, now()
        from appointment where id = ${id}`;
    return id;
  }

  /** The ETag of whether the worker is told by e-mail of requests. */
  async requestMailVersion(): Promise<string> {
    const { token } = this.worker;
    return (await call(this.running.app, token, '/v1/agenda/request-mail')).headers.get('etag')!;
  }

  /** The link to the worker's calendar, made anew: gives its ETag. */
  async feed(): Promise<string> {
    const { version } = await this.#ask<{ version: number }>('/v1/agenda/feed', {});
    return `"${version}"`;
  }

  /** The ETag of what calendars outside may tell. */
  async calendarPolicy(): Promise<string> {
    const [row] = await this.#admin<{ version: number }[]>`
      select version from calendar_policy where tenant_id = ${this.tenant.id}`;
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
    const { events } = await this.#ask<{ events: { key: string }[] }>('/v1/agenda/import/preview', {
      content,
    });
    return { content, unitId: this.north, keys: events.map(({ key }) => key) };
  }

  /** A calendar that is being tied: what must come back with it. */
  async calendarAttempt(): Promise<string> {
    const { address } = await this.#ask<{ address: string }>('/v1/agenda/calendar-link/connect', {});
    return new URL(address).searchParams.get('state')!;
  }

  motive = async (): Promise<string> =>
    (
      await this.#ask<{ id: string }>('/v1/agenda/motives', {
        label: `Motif ${randomUUID()}`,
        placeKind: 'phone',
      })
    ).id;

  room = async (): Promise<string> =>
    (await this.#ask<{ id: string }>('/v1/agenda/rooms', { unitId: this.north, label: 'B12' })).id;

  #weeks = 0;
  /** The beginning of a week that nobody else of the scene is away in: no year makes holidays of both its days. */
  newLeave() {
    const at = Date.UTC(2030, 0, 7) + this.#weeks++ * 7 * 86_400_000;
    const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    return {
      kind: this.code('absenceKind'),
      firstDay: dayOf(at),
      lastDay: dayOf(at + 86_400_000),
    };
  }

  #leaver: Promise<TestStaff> | undefined;
  #someoneWhoLeaves = (): Promise<TestStaff> =>
    (this.#leaver ??= this.tenant.staff('PSYCHOLOGIST', { unitId: this.north }));
  /** A leave: of the worker, who asked; or of somebody of the north, asked or approved. */
  async leave(state: 'mine' | 'asked' | 'approved'): Promise<string> {
    const who = state === 'mine' ? this.worker : await this.#someoneWhoLeaves();
    const asked = await expectJson<{ id: string }>(
      await call(this.running.app, who.token, '/v1/leave', { method: 'POST', body: this.newLeave() }),
      201,
    );
    if (state === 'approved')
      await expectJson(
        await call(this.running.app, this.worker.token, `/v1/leave/${asked.id}/decide`, {
          method: 'POST',
          body: { decision: 'approve' },
          headers: { 'if-match': '"1"' },
        }),
        200,
      );
    return asked.id;
  }

  /** A kind of which nobody said how it is counted. */
  async usualKind(): Promise<string> {
    await this.#admin`delete from leave_kind_rule where tenant_id = ${this.tenant.id}`;
    return this.code('absenceKind');
  }

  newPartner = () => ({ kind: this.code('partnerKind'), name: `Partenaire ${randomUUID()}` });

  /** A partner of the directory, of its own. */
  partner = async (): Promise<string> =>
    (await this.#ask<{ id: string }>('/v1/partners', this.newPartner())).id;

  async listVersion(code: string): Promise<string> {
    const [row] = await this.#admin<
      { version: number }[]
    >`select version from choice_list where tenant_id = ${this.tenant.id} and code = ${code}`;
    return `"${row!.version}"`;
  }

  /** That of the settings of the log, which nobody may have changed yet. */
  async auditVersion(): Promise<string> {
    const [row] = await this.#admin<
      { version: number }[]
    >`select version from audit_setting where tenant_id = ${this.tenant.id}`;
    return `"${row?.version ?? 1}"`;
  }

  async tenantVersion(): Promise<string> {
    const [row] = await this.#admin<
      { version: number }[]
    >`select version from tenant where tenant_id = ${this.tenant.id}`;
    return `"${row!.version}"`;
  }

  /** That of the whole configuration: the sum of its parts. */
  async configurationVersion(): Promise<string> {
    const [row] = await this.#admin<{ version: number }[]>`
      select (select sum(version) from choice_list where tenant_id = ${this.tenant.id})::int
           + (select sum(version) from situation_field where tenant_id = ${this.tenant.id})::int
           + (select version from tenant where tenant_id = ${this.tenant.id}) as version`;
    return `"${row!.version}"`;
  }

  async closed(): Promise<string> {
    const fileId = await this.file();
    await this.#ask(`/v1/files/${fileId}/close`, { reason: this.code('closeReason') }, { 'if-match': '"1"' });
    return fileId;
  }

  /** An import of a list of persons, made through the API, its jobs done in our place. */
  async import(state: 'empty' | 'ready' | 'checked' | 'done'): Promise<string> {
    const { id } = await this.#ask<{ id: string }>('/v1/imports', { filename: 'liste.csv', size: 100 });
    if (state === 'empty') return id;
    const sent = await this.running.app.request(`/v1/imports/${id}/file`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${this.worker.token}`,
        origin: testOrigin,
        'content-type': 'application/octet-stream',
      },
      body: peopleList,
    });
    await expectJson(sent, 200);
    const report = state === 'checked' ? await this.#report() : null;
    await this
      .#admin`update file_import set status = ${state}, version = 1, report_blob_id = ${report} where id = ${id}`;
    return id;
  }

  /** What an export is asked of, once those asked before are over: a person has a few at once. */
  async newExport() {
    await this.#admin`
      update job set status = 'cancelled', ended_at = now()
       where staff_id = ${this.worker.id} and kind like 'statistics.%' and ended_at is null`;
    const period = { from: '2026-01-01', to: '2026-06-30' };
    return { definitions: [{ reportCode: 'A08' }], format: 'csv', period };
  }

  async newRowExport() {
    const { period } = await this.newExport();
    return { columns: ['act', 'day'], format: 'csv', period };
  }

  /** An export of the worker, made through the API, its job done in our place. */
  async export(): Promise<string> {
    const body = await this.newExport();
    const { id } = await this.#ask<{ id: string }>('/v1/statistics/exports', body);
    const blobId = await this.#sealed('statistics.export', Buffer.from('Mois;Dossiers\r\n'));
    await this.#admin`update statistics_export set blob_id = ${blobId}, size = 15 where id = ${id}`;
    await this.#admin`
      update job set status = 'done', ended_at = now()
       where id = (select job_id from statistics_export where id = ${id})`;
    return id;
  }

  #report(): Promise<string> {
    const lines = [
      [],
      { row: '3', level: 'refused', code: 'missingFirstName', message: 'Ligne 3 : refusée' },
    ];
    return this.#sealed('import.report', Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')));
  }

  async #sealed(purpose: string, content: Uint8Array): Promise<string> {
    const { blobs } = this.running.services;
    const { id: tenantId } = this.tenant;
    const about = { tenantId, staffId: this.worker.id, purpose };
    const sealed = await blobs.put([content], about);
    await this.running.database.withTenant(tenantId, [], (tx) => blobs.record(tx, sealed));
    return sealed.id;
  }

  /** The base and the logo of reports, sent through the API where there are none. */
  async letterhead(): Promise<Record<string, string>> {
    const path = '/v1/statistics/letterhead';
    const headers = {
      authorization: `Bearer ${this.worker.token}`,
      origin: testOrigin,
      'content-type': 'application/octet-stream',
    };
    const now = await expectJson<{ base: unknown; logo: unknown }>(
      await this.running.app.request(path, { headers }),
      200,
    );
    const sent = { base: wordFile(frenchBase), logo: Buffer.from(sampleSet.logo!.bytes) };
    for (const kind of ['base', 'logo'] as const)
      if (!now[kind])
        await expectJson(
          await this.running.app.request(`${path}/${kind}`, {
            method: 'PUT',
            headers,
            body: new Uint8Array(sent[kind]),
          }),
          200,
        );
    return {};
  }

  /** A saved report of the worker, which others of the north find. */
  savedReport = async (): Promise<string> =>
    (
      await this.#ask<{ id: string }>('/v1/saved-reports', {
        title: 'File active',
        unitId: this.north,
        definition: { reportCode: 'A08' },
      })
    ).id;

  newScheduledReport = () => ({
    title: 'Chiffres du mois',
    unitIds: [this.north],
    every: 'month',
    onDay: 5,
    chapters: [{ definition: { reportCode: 'A08' } }],
  });

  scheduledReport = async (): Promise<string> =>
    (await this.#ask<{ id: string }>('/v1/scheduled-reports', this.newScheduledReport())).id;

  newActivityReport = () => ({
    title: 'Rapport annuel',
    kind: 'free',
    mode: 'internal',
    period: { from: '2026-01-01', to: '2026-12-31' },
    unitIds: [this.north],
    chapters: [{ comment: 'Une année pleine.', definition: { reportCode: 'A08', chart: 'bar' } }],
  });

  /** An activity report of the north. */
  async activityReport({ frozen }: { frozen: boolean }): Promise<string> {
    const { id } = await this.#ask<{ id: string }>('/v1/activity-reports', this.newActivityReport());
    if (frozen) await this.#ask(`/v1/activity-reports/${id}/freeze`, {}, { 'if-match': '"1"' });
    return id;
  }

  /** A job of the worker, which waits. */
  async job(): Promise<string> {
    const importId = await this.import('ready');
    const asked = await this.#ask<{ job: { id: string } }>(
      `/v1/imports/${importId}/check`,
      {},
      {
        'if-match': '"1"',
      },
    );
    return asked.job.id;
  }

  receipt = async (query: string): Promise<string> =>
    (await this.#ask<{ receipt: string }>('/v1/files/search', { query })).receipt;

  /** A valid call of an operation, on records of its own. */
  drive = (one: ContractOperation): Promise<Drive> => driverOf(one)(this);

  credentials = (one: ContractOperation): string =>
    one.byClient
      ? `Basic ${Buffer.from(`${this.tenant.id}/${this.clientId}:${this.clientSecret}`).toString('base64')}`
      : `Bearer ${this.worker.token}`;
}

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly headers: Headers;
  readonly text: string;
  /** The body, when there is one. */
  readonly json: Record<string, unknown>;
}

export interface SendOptions {
  readonly authorization?: string | null;
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Sent as it is. */
  readonly raw?: string;
}

export const addressOf = (one: ContractOperation, { params, query }: Drive): string => {
  const path = one.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name]!));
  return query && Object.keys(query).length > 0 ? `${path}?${new URLSearchParams(query)}` : path;
};

/** The request of a driven call, with what a test changes in it; a header set to null is left out. */
export function requestOf(
  scene: Scene,
  one: ContractOperation,
  drive: Drive,
  options: SendOptions = {},
): RequestInit & { headers: Record<string, string> } {
  const raw = options.raw ?? drive.raw ?? (drive.body === undefined ? undefined : JSON.stringify(drive.body));
  const headers: Record<string, string | null> = {
    authorization: options.authorization === undefined ? scene.credentials(one) : options.authorization,
    ...(one.byClient ? {} : { origin: testOrigin }),
    ...(one.body ? { 'content-type': 'application/json' } : {}),
    ...(one.binary ? { 'content-type': 'application/octet-stream' } : {}),
    ...(one.idempotent ? { 'idempotency-key': randomUUID() } : {}),
    ...(one.versioned ? { 'if-match': drive.version ?? '"1"' } : {}),
    ...options.headers,
  };
  return {
    method: one.method,
    headers: Object.fromEntries(
      Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null),
    ),
    ...(raw === undefined ? {} : { body: raw as BodyInit }),
  };
}

export async function send(
  scene: Scene,
  one: ContractOperation,
  drive: Drive,
  options: SendOptions = {},
): Promise<Answer> {
  const response = await scene.running.app.request(
    addressOf(one, drive),
    requestOf(scene, one, drive, options),
  );
  // A stream has no end: what it says is for its own test
  const streams = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (streams) await response.body?.cancel();
  const text = streams ? '' : await response.text();
  const isFile = response.headers.get('content-type') === 'application/octet-stream';
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    headers: response.headers,
    text,
    json: text === '' || isFile ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

/** An answer without what differs from one call to the next. */
export const comparable = ({ status, json }: Answer, ...ids: string[]): string =>
  ids.reduce(
    (text, id) => text.replaceAll(id, 'ID'),
    JSON.stringify({ status, ...json, instance: undefined, savedAt: undefined }),
  );
