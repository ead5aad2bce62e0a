import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { newId } from '../../server/src/db/ids.ts';
import { demoTenantId } from '../../server/src/demo/seed.ts';
import { accessSession } from '../../server/src/features/access/session.table.ts';
import { reportOf } from '../../server/src/features/agenda/reminders/delivery-report.testkit.ts';
import { Reminders } from '../../server/src/features/agenda/reminders/reminder.keeper.ts';
import { seedId } from '../../server/src/features/imports/seed.store.ts';
import { issueToken } from '../../server/src/http/token.ts';
import { wakeFrom } from '../../server/src/live/live.ts';
import { openMail, type Mail } from '../../server/src/mail/mail.ts';
import { testKeyring } from '../../server/src/testing/cluster.ts';
import { openRelay } from '../../server/src/testing/relay.ts';
import { proven } from '../../server/src/testing/tenant.ts';
import { Stage, timeout } from './stage.ts';
import { perceived, type Watch } from './support.ts';

/** Reminders on the real server, with a real mail server: each person has her own page, and reloads nothing. */
const relay = await openRelay();
const from = 'ne-pas-repondre@messages.example';
const stage = Stage.use('inline', { smtpUrl: relay.url, mailFrom: from });
const day = 24 * 60 * 60_000;
/** Midnight, as if it were of UTC, of the day it is in Paris. */
const today = Date.parse(
  `${new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(Date.now())}T00:00Z`,
);
/** From 0, a Monday, to 6. */
const inWeek = (at: number): number => (new Date(at).getUTCDay() + 6) % 7;
/** A weekday that comes: the day after tomorrow, or the Monday after it. */
const soon = today + (inWeek(today + 2 * day) > 4 ? 9 - inWeek(today) : 2) * day;
const isNextWeek = soon - today > (6 - inWeek(today)) * day;

describe('the reminder of an appointment, to the mail that comes back', () => {
  let mail: Mail;
  let sql: postgres.Sql;
  let worker: Page;
  let secretary: Page;
  const watches: Watch[] = [];
  /** The morning of the day before, which has not come: the server's own look finds nothing to send. */
  let now = new Date(soon - day + 9 * 3_600_000);

  beforeAll(async () => {
    mail = openMail({ smtpUrl: relay.url, from });
    sql = postgres(stage.demonstration.databaseUrl, { max: 1 });
    worker = await seat('morel');
    secretary = await seat('delmas');
  }, timeout);
  afterAll(async () => {
    await worker?.context().close();
    await secretary?.context().close();
    await sql?.end();
    mail?.close();
    await relay.close();
  }, timeout);

  async function seat(person: string): Promise<Page> {
    const { context, page, watch } = await stage.seat(undefined, { width: 1366, height: 900 });
    await stage.demonstration.signInPages(context, person);
    watches.push(watch);
    return page;
  }

  /** A call of the API, as somebody's program makes it. */
  async function ask<T>(
    person: string,
    path: string,
    method: string,
    body: object,
    version?: number,
  ): Promise<T> {
    const { database, api, portal } = stage.demonstration;
    const [id, { origin }, at] = [newId(), new URL(portal), new Date()];
    await database.withTenant(demoTenantId, [], (tx) =>
      tx.insert(accessSession).values({
        ...{ tenantId: demoTenantId, id, staffId: seedId(demoTenantId, 'staff', person), ...proven(at) },
        ...{ origins: [origin], createdAt: at, expiresAt: new Date(+at + 600_000) },
      }),
    );
    const answer = await fetch(`${api}/v1${path}`, {
      method,
      headers: {
        ...{ origin, 'content-type': 'application/json' },
        authorization: `Bearer ${issueToken(testKeyring, { tenantId: demoTenantId, sessionId: id })}`,
        ...(method === 'POST' ? { 'idempotency-key': newId() } : {}),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    expect([answer.status < 300, text]).toEqual([true, text]);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  const keeper = (by: Mail = mail) => {
    const { database, api } = stage.demonstration;
    return new Reminders({
      ...{ database, keyring: testKeyring, mail: by, publicOrigin: api, clock: () => now },
      published: (tenantId) => void wakeFrom(database, tenantId),
    });
  };
  const later = (minutes: number) => (now = new Date(+now + minutes * 60_000));
  const sees = (page: Page, wanted: RegExp) =>
    expect.poll(() => perceived(page), { timeout: 20_000, interval: 100 }).toMatch(wanted);
  const told = () => relay.received.filter(({ to }) => to.includes('odile@messages.example'));

  it(
    'is sent once, seen on both screens as it goes, dealt with; in doubt, it never leaves again',
    { timeout },
    async () => {
      const { api } = stage.demonstration;
      const [root] = await sql<{ id: string }[]>`
      select id from org_unit where tenant_id = ${demoTenantId} and parent_id is null`;
      const rules = {
        enabled: true,
        daysBefore: 1,
        template: 'usual',
        sender: null,
        attachesCalendar: false,
      };
      await ask('aubry', `/agenda/reminders/settings/${root!.id}`, 'PUT', rules, 0);
      // Somebody who comes at no other time, and of whom the file warns of nothing
      const [file] = await sql<{ id: string; lastName: string }[]>`
        update file_identity set email = 'odile@messages.example', phones = '{+33639981001}'
         where tenant_id = ${demoTenantId} and file_id = (
           select f.id from social_file f join file_identity i on i.tenant_id = f.tenant_id and i.file_id = f.id
            where f.tenant_id = ${demoTenantId} and f.status = 'open' and i.died_on is null
              and not i.address_protected and f.lead_worker_id = ${seedId(demoTenantId, 'staff', 'morel')}
              and not exists (select from file_flag g where g.tenant_id = f.tenant_id and g.file_id = f.id)
              and not exists (select from appointment a
                              join file_identity o on o.tenant_id = a.tenant_id and o.file_id = a.file_id
                              where a.tenant_id = f.tenant_id and o.last_name = i.last_name)
            order by f.id limit 1)
         returning file_id as id, last_name as "lastName"`;
      const named = new RegExp(file!.lastName.toLocaleUpperCase('fr'));
      await ask('delmas', `/files/${file!.id}/reminders`, 'PUT', { agrees: true, readBy: 'personAlone' }, 0);
      const on = new Date(soon).toISOString().slice(0, 10);
      const book = (startsAt: string) =>
        ask<{ id: string }>('morel', '/appointments', 'POST', { fileId: file!.id, startsAt });
      await book(`${on}T18:30`);

      await secretary.goto(`${api}/${demoTenantId}/rappels`);
      await sees(secretary, /Aucun rappel ne demande votre attention/);
      await worker.goto(`${api}/${demoTenantId}/agenda`);
      await sees(worker, /grid "Agenda/);
      if (isNextWeek) await worker.getByRole('button', { name: 'Période suivante' }).click();
      await worker.getByRole('button', { name: named }).first().click();
      await sees(worker, /Un rappel partira le/);

      await keeper().round(demoTenantId);
      expect(told()).toHaveLength(1);
      await sees(worker, /Rappel envoyé le/);
      const messageId = /^message-id: (<.+>)/im.exec(told()[0]!.raw)![1]!;
      await ask('aubry', '/agenda/reminders/bounces', 'POST', { message: reportOf(messageId) });
      later(1);
      await keeper().round(demoTenantId);
      await sees(worker, /Rappel revenu le/);
      await sees(worker, /Avis, \d+ non lu/);
      await sees(secretary, /Non remis[\s\S]*cette adresse n’existe pas/);
      await secretary.getByRole('button', { name: /Prévenir par téléphone/ }).click();
      await sees(secretary, /06 39 98 10 01/);
      await secretary.getByRole('button', { name: 'La personne est prévenue' }).click();
      await sees(secretary, /Aucun rappel ne demande votre attention/);
      await sees(worker, /Personne prévenue autrement/);

      await book(`${on}T19:30`);
      const killed = { ...mail, handOver: () => Promise.reject(new Error('killed')) };
      await expect(keeper(killed).round(demoTenantId)).rejects.toThrow('killed');
      later(16);
      await keeper().round(demoTenantId);
      await sees(secretary, /Envoi incertain/);
      for (const minutes of [1, 60, 180]) {
        later(minutes);
        await keeper().round(demoTenantId);
      }
      expect(told()).toHaveLength(1);
      await sees(secretary, /Envoi incertain/);
      for (const { violations } of watches) expect(violations).toEqual([]);
    },
  );
});
