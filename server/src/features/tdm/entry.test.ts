import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import type { Entry } from './tdm.schema.ts';

let running: TestApp;
let admin: postgres.Sql;
beforeAll(async () => {
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 1 });
});
afterAll(async () => {
  await admin.end();
  await running.close();
});

const phone = { typeCode: 'entretien-telephonique', performedOn: '2026-11-17' };

interface Scene {
  readonly tenant: TestTenant;
  readonly worker: TestStaff;
  readonly fileId: string;
  sign(body: object): Promise<Entry>;
  change(entry: Entry, patch: object): Promise<Response>;
  requests(): Promise<{ id: string; typeCode: string; entries: number; actions: { typeCode: string }[] }[]>;
}

async function scene(): Promise<Scene> {
  const tenant = await TestTenant.create(running.database);
  const worker = await tenant.staff('SOCIAL_WORKER');
  const fileId = await tenant.file();
  const at = (path: string, method: string, body: object, headers = {}) =>
    call(running.app, worker.token, path, { method, body, headers });
  return {
    tenant,
    worker,
    fileId,
    sign: async (body) => expectJson<Entry>(await at(`/v1/files/${fileId}/entries`, 'POST', body), 201),
    change: (entry, patch) =>
      at(`/v1/entries/${entry.id}`, 'PATCH', patch, { 'if-match': `"${entry.version}"` }),
    requests: async () => {
      const { items } = await expectJson<{ items: Awaited<ReturnType<Scene['requests']>> }>(
        await call(running.app, worker.token, `/v1/files/${fileId}/requests`),
        200,
      );
      return items;
    },
  };
}

/** Everything a file holds, behind the policies: what "as if it had never been" is measured by. */
async function rowsOf(fileId: string): Promise<unknown> {
  const tables = [
    'social_file',
    'work_entry',
    'work_entry_text',
    'work_entry_request',
    'work_entry_partner',
    'social_request',
    'support_action',
  ];
  return Promise.all(
    tables.map((table) =>
      admin.unsafe(
        `select * from ${table} where ${table === 'social_file' ? 'id' : 'file_id'} = $1 order by 1, 2, 3`,
        [fileId],
      ),
    ),
  );
}

describe('tdm: a travail', () => {
  test('is signed with its demandes, moyens and text, and is in the timeline', async () => {
    const { sign, worker, fileId } = await scene();
    const entry = await sign({
      ...phone,
      requests: [{ typeCode: 'impaye-loyer', actions: [{ typeCode: 'fsl' }] }],
      text: 'Deux mois de retard.',
    });
    expect(entry).toMatchObject({
      typeCode: 'entretien-telephonique',
      minutes: 20,
      text: 'Deux mois de retard.',
      version: 1,
    });
    expect(entry.requests).toMatchObject([
      { typeCode: 'impaye-loyer', actions: [{ typeCode: 'fsl', doneOn: '2026-11-17' }] },
    ]);
    const page = await expectJson(await call(running.app, worker.token, `/v1/files/${fileId}/timeline`), 200);
    expect(page).toEqual({ items: [entry], nextCursor: null });
    expect(running.failures).toEqual([]);
  });

  test('three travaux share four demandes with six moyens; edited and unlinked, they count right', async () => {
    const { sign, change, requests, fileId } = await scene();
    const first = await sign({
      ...phone,
      minutes: 30,
      requests: [
        {
          typeCode: 'impaye-loyer',
          actions: [{ typeCode: 'fsl' }, { typeCode: 'plan-apurement-echeancier' }],
        },
        { typeCode: 'dossier-surendettement', actions: [{ typeCode: 'dossier-banque-france' }] },
      ],
    });
    const [rent, debt] = first.requests.map(({ requestId }) => requestId);
    const second = await sign({
      typeCode: 'visite-domicile',
      performedOn: '2026-11-18',
      minutes: 90,
      requests: [
        { requestId: rent!, actions: [{ typeCode: 'conseil-technique' }] },
        { typeCode: 'aah', actions: [{ typeCode: 'droits-mdph' }] },
        { typeCode: 'pension-reversion' },
      ],
    });
    const third = await sign({
      ...phone,
      performedOn: '2026-11-18',
      minutes: 60,
      requests: [{ requestId: debt! }, { requestId: rent!, actions: [{ typeCode: 'ecoute-soutien' }] }],
    });
    const all = await requests();
    expect(all.map(({ typeCode, entries, actions }) => [typeCode, entries, actions.length]).sort()).toEqual([
      ['aah', 1, 1],
      ['dossier-surendettement', 2, 1],
      ['impaye-loyer', 3, 4],
      ['pension-reversion', 1, 0],
    ]);
    // Split time: minutes divided by the demandes of each travail (domain reference, TDM). 30/2 + 90/3 + 60/2 = 75 for the rent.
    const split = async () =>
      Object.fromEntries(
        (
          await admin<{ type: string; minutes: number }[]>`
            select r.type_code as type, sum(e.minutes::numeric / n.links)::float as minutes
              from work_entry e
              join (select entry_id, count(*) as links from work_entry_request group by entry_id) n on n.entry_id = e.id
              join work_entry_request l on l.entry_id = e.id
              join social_request r on r.id = l.request_id
             where e.file_id = ${fileId} group by r.type_code`
        ).map(({ type, minutes }) => [type, minutes]),
      );
    expect(await split()).toEqual({
      'impaye-loyer': 75,
      'dossier-surendettement': 45,
      aah: 30,
      'pension-reversion': 30,
    });

    const unlinked = await expectJson<Entry>(
      await change(third, { requests: [{ requestId: debt! }], minutes: 40 }),
      200,
    );
    expect(unlinked.requests).toMatchObject([{ requestId: debt, actions: [] }]);
    expect(await split()).toEqual({
      'impaye-loyer': 45,
      'dossier-surendettement': 55,
      aah: 30,
      'pension-reversion': 30,
    });
    const kept = await expectJson<Entry>(await change(second, { text: 'Précisé.' }), 200);
    expect(kept.requests).toEqual(second.requests);
    expect(running.failures).toEqual([]);
  });

  test('undone within ten seconds, leaves the file as it was, bit for bit', async () => {
    const { sign, fileId, worker } = await scene();
    await sign({ ...phone, performedOn: '2026-11-03', requests: [{ typeCode: 'impaye-loyer' }] });
    const before = await rowsOf(fileId);
    const entry = await sign({
      ...phone,
      requests: [{ typeCode: 'aah', actions: [{ typeCode: 'droits-mdph' }] }],
      text: 'Erreur de dossier.',
    });
    expect(entry.can.undoUntil).not.toBeNull();
    expect(await rowsOf(fileId)).not.toEqual(before);
    const undone = await call(running.app, worker.token, `/v1/entries/${entry.id}`, {
      method: 'DELETE',
      headers: { 'if-match': '"1"' },
    });
    expect(undone.status).toBe(204);
    expect(await rowsOf(fileId)).toEqual(before);
    expect(running.failures).toEqual([]);
  });

  test('voided, stays legible with its reason and changes no more', async () => {
    const { sign, change, worker } = await scene();
    const entry = await sign({ ...phone, text: 'Saisi deux fois.' });
    const voided = await expectJson<Entry>(
      await call(running.app, worker.token, `/v1/entries/${entry.id}/void`, {
        method: 'POST',
        body: { reason: 'Doublon' },
        headers: { 'if-match': '"1"' },
      }),
      200,
    );
    expect(voided).toMatchObject({
      text: 'Saisi deux fois.',
      voided: { reason: 'Doublon', by: worker.id },
      can: { change: false },
    });
    expect((await change(voided, { minutes: 5 })).status).toBe(409);
  });

  test('from a day on backwards: a jump into the past, read page by page', async () => {
    const { worker, sign, fileId } = await scene();
    const days = ['2024-05-02', '2025-12-31', '2026-01-01', '2026-01-02'];
    for (const performedOn of days) await sign({ ...phone, performedOn });
    const read = async (query: string) =>
      expectJson<{ items: Entry[]; nextCursor: string | null }>(
        await call(running.app, worker.token, `/v1/files/${fileId}/timeline?${query}`),
        200,
      );
    const daysOf = ({ items }: { items: Entry[] }) => items.map(({ performedOn }) => performedOn);
    expect(daysOf(await read('before=2026-01-01'))).toEqual(['2025-12-31', '2024-05-02']);
    const first = await read('before=2026-01-02&limit=1');
    expect(daysOf(first)).toEqual(['2026-01-01']);
    const next = await read(`before=2026-01-02&limit=1&cursor=${first.nextCursor!}`);
    expect(daysOf(next)).toEqual(['2025-12-31']);
    expect((await read('before=2024-05-02')).items).toEqual([]);
    for (const wrong of ['2026-02-30', 'hier', '1000-01-01', ''])
      expect(
        (await call(running.app, worker.token, `/v1/files/${fileId}/timeline?before=${wrong}`)).status,
        wrong,
      ).toBe(422);
  });

  test('shows its words to social workers alone: the manager sees the act, the secretary nothing', async () => {
    const { tenant, sign, fileId } = await scene();
    const entry = await sign({ ...phone, text: 'Mots réservés.', requests: [{ typeCode: 'impaye-loyer' }] });
    const [manager, secretary] = [await tenant.staff('TEAM_MANAGER'), await tenant.staff('SECRETARY')];
    const seen = await expectJson<{ items: Entry[] }>(
      await call(running.app, manager.token, `/v1/files/${fileId}/timeline`),
      200,
    );
    expect(seen.items).toMatchObject([
      { id: entry.id, text: null, textHidden: true, requests: [{ typeCode: 'impaye-loyer' }] },
    ]);
    const answers = await Promise.all(
      [
        `/v1/files/${fileId}/timeline`,
        `/v1/files/${fileId}/requests`,
        `/v1/entries/${entry.id}`,
        `/v1/entries/${entry.id}/history`,
      ].map(async (path) => {
        const answer = await call(running.app, secretary.token, path);
        return [answer.status, await answer.text()] as const;
      }),
    );
    expect(answers.map(([status]) => status)).toEqual([403, 403, 404, 404]);
    expect(answers.join()).not.toContain('Mots réservés');
    expect(answers.join()).not.toContain(`"${entry.id}"`);
    const write = await call(running.app, manager.token, `/v1/files/${fileId}/entries`, {
      method: 'POST',
      body: phone,
    });
    expect(write.status).toBe(403);
  });

  test('cannot touch a demande of another file, nor be dated in the future or before the birth', async () => {
    const { tenant, sign, worker, fileId } = await scene();
    const other = await tenant.file();
    const elsewhere = await expectJson<Entry>(
      await call(running.app, worker.token, `/v1/files/${other}/entries`, {
        method: 'POST',
        body: { ...phone, requests: [{ typeCode: 'aah' }] },
      }),
      201,
    );
    const refused = async (body: object) => {
      const answer = await expectJson<{ errors: { pointer: string }[] }>(
        await call(running.app, worker.token, `/v1/files/${fileId}/entries`, { method: 'POST', body }),
        422,
      );
      return answer.errors.map(({ pointer }) => pointer);
    };
    expect(await refused({ ...phone, requests: [{ requestId: elsewhere.requests[0]!.requestId }] })).toEqual([
      '/requests/0/requestId',
    ]);
    expect(await refused({ ...phone, performedOn: '2199-01-01' })).toEqual(['/performedOn']);
    expect(await refused({ ...phone, performedOn: '1979-12-31' })).toEqual(['/performedOn']);
    expect(await refused({ ...phone, typeCode: 'formation' })).toEqual(['/typeCode']);
    expect(await refused({ ...phone, surprise: true })).toEqual(['/surprise']);
    await sign(phone);
  });

  test('outside any file belongs to a unit and to nobody', async () => {
    const { tenant, worker } = await scene();
    const body = {
      unitId: tenant.root,
      typeCode: 'formation',
      performedOn: '2026-11-16',
      text: 'Journée RQTH.',
    };
    const entry = await expectJson<Entry>(
      await call(running.app, worker.token, '/v1/entries', { method: 'POST', body }),
      201,
    );
    expect(entry).toMatchObject({ fileId: null, minutes: 420, requests: [], text: 'Journée RQTH.' });
    const inFile = await call(running.app, worker.token, '/v1/entries', {
      method: 'POST',
      body: { ...body, typeCode: 'visite-domicile' },
    });
    expect(inFile.status).toBe(422);
  });

  test('set right, takes the last contact back as well as forward; voided, it counts no more', async () => {
    const { sign, change, worker, fileId } = await scene();
    const contact = async () => {
      const [row] = await admin<{ on: string | null }[]>`
        select last_contact_on::text as on from social_file where id = ${fileId}`;
      return row!.on;
    };
    await sign({ ...phone, performedOn: '2026-11-03' });
    const entry = await sign({ ...phone, performedOn: '2026-11-17' });
    expect(await contact()).toBe('2026-11-17');
    const earlier = await expectJson<Entry>(await change(entry, { performedOn: '2026-11-05' }), 200);
    expect(await contact()).toBe('2026-11-05');
    await call(running.app, worker.token, `/v1/entries/${entry.id}/void`, {
      method: 'POST',
      body: { reason: 'Doublon' },
      headers: { 'if-match': `"${earlier.version}"` },
    });
    expect(await contact()).toBe('2026-11-03');
  });

  test('is dated in the zone of the tenant: in Réunion the day comes earlier than in Paris', async () => {
    const evening = () => new Date('2026-11-17T21:30:00Z');
    const late = await startTestApp({ clock: evening });
    const status = async (timeZone: string) => {
      const tenant = await TestTenant.create(late.database, { timeZone, now: evening });
      const worker = await tenant.staff('SOCIAL_WORKER');
      const fileId = await tenant.file();
      return (
        await call(late.app, worker.token, `/v1/files/${fileId}/entries`, {
          method: 'POST',
          body: { ...phone, performedOn: '2026-11-18' },
        })
      ).status;
    };
    expect([await status('Indian/Reunion'), await status('Europe/Paris')]).toEqual([201, 422]);
    await late.close();
  });
});
