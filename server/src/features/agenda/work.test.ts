import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import type { TestStaff } from '../../testing/tenant.ts';
import type { Entry } from '../tdm/tdm.schema.ts';
import type { Appointment, AppointmentInput, AppointmentSummary } from './agenda.schema.ts';
import { agendaScene, type AgendaScene } from './agenda.testkit.ts';

interface Proposal {
  readonly entryId: string | null;
  readonly proposed: Record<string, unknown>;
  readonly types: { code: string }[];
  readonly requests: { id: string; label: string }[];
}

let running: TestApp;
const now = new Date('2026-11-25T18:00:00Z');
beforeAll(async () => {
  running = await startTestApp({ clock: () => now, poolSize: 8 });
});
afterAll(() => running.close());

async function scene() {
  const one = await agendaScene(running, { now: () => now });
  const honour = async (who: TestStaff, { id, version }: Appointment, more: object = {}) =>
    expectJson<Appointment>(
      await one.ask(who, `/v1/appointments/${id}/settle`, 'POST', { outcome: 'honoured', ...more }, version),
      200,
    );
  return {
    ...one,
    honour,
    /** Of the file, on Tuesday at two, honoured by the worker. */
    honoured: async (more: Partial<AppointmentInput> = {}) =>
      honour(
        one.worker,
        await one.booked(one.worker, { fileId: one.fileId, startsAt: '2026-11-24T14:00', ...more }),
      ),
    proposal: (who: TestStaff, id: string) => one.ask(who, `/v1/appointments/${id}/work`),
    confirm: (who: TestStaff, id: string, body: object = {}) =>
      one.ask(who, `/v1/appointments/${id}/work`, 'POST', body),
    toWrite: async (who: TestStaff) =>
      (
        await expectJson<{ toWrite: AppointmentSummary[] }>(await one.ask(who, '/v1/agenda/requests'), 200)
      ).toWrite.map(({ id }) => id),
    timeline: async (who: TestStaff) =>
      (await expectJson<{ items: Entry[] }>(await one.ask(who, `/v1/files/${one.fileId}/timeline`), 200))
        .items,
  };
}

const motiveNamed = async ({ ask, worker }: AgendaScene, label: string) => {
  const { motives } = await expectJson<{ motives: { id: string; label: string }[] }>(
    await ask(worker, '/v1/agenda/settings'),
    200,
  );
  return motives.find((one) => one.label === label)!.id;
};

describe('the travail of an honoured appointment', () => {
  test('is proposed as it was: when, how long, travel, by which means, with whom', async () => {
    const here = await scene();
    const one = await here.honoured({
      motiveId: await motiveNamed(here, 'Visite à domicile'),
      endsAt: '2026-11-24T15:15',
      travelBefore: 20,
      travelAfter: 25,
      place: '12 rue des Lilas',
      others: ['Mme Roux, tutrice', 'M. Blanc'],
    });
    expect(one.work).toBe('toWrite');
    const blanc = one.participants.find(({ name }) => name === 'M. Blanc')!;
    await expectJson(
      await here.ask(
        here.worker,
        `/v1/appointments/${one.id}/participants/${blanc.id}`,
        'POST',
        { status: 'excused' },
        one.version,
      ),
      200,
    );
    const { proposed, entryId, types } = await expectJson<Proposal>(
      await here.proposal(here.worker, one.id),
      200,
    );
    expect(proposed).toEqual({
      typeCode: 'visite-domicile',
      performedOn: '2026-11-24',
      startedAt: '14:00',
      minutes: 75,
      travelMinutes: 45,
      place: '12 rue des Lilas',
      text: 'En présence de Mme Roux, tutrice.',
    });
    expect(entryId).toBeNull();
    expect(types.map(({ code }) => code)).toContain('entretien-telephonique');
    expect(types.map(({ code }) => code)).not.toContain('reunion-service');
  });

  test('without a motive follows the place; what does not belong in a file is not proposed; the length held counts', async () => {
    const here = await scene();
    const phone = await here.honoured({ placeKind: 'phone' });
    const read = async (id: string) =>
      (await expectJson<Proposal>(await here.proposal(here.worker, id), 200)).proposed;
    expect(await read(phone.id)).toMatchObject({
      typeCode: 'entretien-telephonique',
      minutes: 30,
      text: null,
    });
    const meeting = await here.honour(
      here.worker,
      await here.booked(here.worker, {
        fileId: here.fileId,
        startsAt: '2026-11-24T16:00',
        motiveId: await motiveNamed(here, 'Réunion'),
      }),
      { heldMinutes: 50 },
    );
    expect(await read(meeting.id)).toMatchObject({ typeCode: 'entretien-physique-bureau', minutes: 50 });
  });

  test('is left to write again once it was voided, and is written once again; one that stands is not', async () => {
    const here = await scene();
    const [one, other] = [await here.honoured(), await here.honoured({ startsAt: '2026-11-24T16:00' })];
    const first = await expectJson<Entry>(await here.confirm(here.worker, one.id), 201);
    await expectJson(await here.confirm(here.worker, other.id), 201);
    expect(await here.toWrite(here.worker)).toEqual([]);
    const voided = await here.ask(
      here.worker,
      `/v1/entries/${first.id}/void`,
      'POST',
      { reason: 'Écrit pour une autre personne' },
      first.version,
    );
    await expectJson(voided, 200);
    // The other, which stands, is the control
    expect(await here.toWrite(here.worker)).toEqual([one.id]);
    expect((await here.read(here.worker, one.id)).work).toBe('toWrite');
    expect((await here.read(here.worker, other.id)).work).toBe('written');
    expect((await expectJson<Proposal>(await here.proposal(here.worker, one.id), 200)).entryId).toBeNull();
    const second = await expectJson<Entry>(await here.confirm(here.worker, one.id), 201);
    expect(second.id).not.toBe(first.id);
    expect((await here.confirm(here.worker, one.id)).status).toBe(409);
    expect(await here.toWrite(here.worker)).toEqual([]);
    expect((await expectJson<Proposal>(await here.proposal(here.worker, one.id), 200)).entryId).toBe(
      second.id,
    );
  });

  test('is written by one confirmation, stands in the file, and is left to write no more', async () => {
    const here = await scene();
    const one = await here.honoured({ placeKind: 'home', travelBefore: 15 });
    expect(await here.toWrite(here.worker)).toEqual([one.id]);
    const written = await expectJson<Entry>(await here.confirm(here.worker, one.id), 201);
    expect(written).toMatchObject({
      typeCode: 'visite-domicile',
      performedOn: '2026-11-24',
      startedAt: '14:00',
      minutes: 30,
      travelMinutes: 15,
      performedBy: { id: here.worker.id },
    });
    expect((await here.timeline(here.worker)).map(({ id }) => id)).toEqual([written.id]);
    expect(await here.toWrite(here.worker)).toEqual([]);
    expect((await here.read(here.worker, one.id)).work).toBe('written');
    expect((await expectJson<Proposal>(await here.proposal(here.worker, one.id), 200)).entryId).toBe(
      written.id,
    );
    await expectJson(await here.confirm(here.worker, one.id), 409);
  });

  test('says what is said otherwise, with the demandes it served', async () => {
    const here = await scene();
    const one = await here.honoured();
    const written = await expectJson<Entry>(
      await here.confirm(here.worker, one.id, {
        typeCode: 'entretien-visioconference',
        minutes: 20,
        requests: [{ typeCode: 'impaye-loyer' }],
        text: 'Le plan est signé.',
      }),
      201,
    );
    expect(written).toMatchObject({
      typeCode: 'entretien-visioconference',
      minutes: 20,
      text: 'Le plan est signé.',
    });
    const other = await here.honour(
      here.worker,
      await here.booked(here.worker, { fileId: here.fileId, startsAt: '2026-11-24T16:00' }),
    );
    const { requests } = await expectJson<Proposal>(await here.proposal(here.worker, other.id), 200);
    expect(requests).toEqual([{ id: written.requests[0]!.requestId, label: 'Impayé de loyer' }]);
  });

  test('is each one’s own: whoever took part writes his, once', async () => {
    const here = await scene();
    const one = await here.honoured({ workerIds: [here.worker.id, here.colleague.id] });
    for (const who of [here.worker, here.colleague]) {
      await expectJson(await here.confirm(who, one.id), 201);
      await expectJson(await here.confirm(who, one.id), 409);
    }
    expect((await here.timeline(here.worker)).map(({ performedBy }) => performedBy.id).sort()).toEqual(
      [here.worker.id, here.colleague.id].sort(),
    );
  });

  test('of twenty confirmations at once, one writes; the others are told', async () => {
    const here = await scene();
    const one = await here.honoured();
    const replies = await Promise.all(
      Array.from({ length: 20 }, async () => (await here.confirm(here.worker, one.id)).status),
    );
    expect(replies.toSorted()).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
    expect(await here.timeline(here.worker)).toHaveLength(1);
  });

  test('control: without the hold the database lets one in, and no more', async () => {
    const here = await scene();
    const one = await here.honoured();
    const written = await expectJson<Entry>(await here.confirm(here.worker, one.id), 201);
    const again = running.database.withTenant(here.tenant.id, [here.north], async (tx) =>
      tx.execute(`insert into work_entry (tenant_id, id, file_id, unit_id, for_unit_id, type_code, performed_on, minutes, performed_by, recorded_by, appointment_id)
        select tenant_id, gen_random_uuid(), file_id, unit_id, for_unit_id, type_code, performed_on, minutes, performed_by, recorded_by, appointment_id
          from work_entry where tenant_id = '${here.tenant.id}' and id = '${written.id}' returning id`),
    );
    await expect(again).rejects.toMatchObject({ cause: { code: '23505' } });
  });

  test('taken back within ten seconds, it is left to write again', async () => {
    const here = await scene();
    const one = await here.honoured();
    const written = await expectJson<Entry>(await here.confirm(here.worker, one.id), 201);
    await here.ask(here.worker, `/v1/entries/${written.id}`, 'DELETE', undefined, written.version);
    expect(await here.toWrite(here.worker)).toEqual([one.id]);
    await expectJson(await here.confirm(here.worker, one.id), 201);
  });

  test('is written under the rules of the travaux: by who writes in the file, while it is open', async () => {
    const here = await scene();
    const plain = await here.booked(here.worker, { startsAt: '2026-11-24T09:00' });
    const free = await here.honour(here.worker, plain);
    await expectJson(await here.confirm(here.worker, free.id), 409);
    const coming = await here.booked(here.worker, { fileId: here.fileId, startsAt: '2026-11-27T09:00' });
    await expectJson(await here.confirm(here.worker, coming.id), 409);
    const one = await here.honoured({ workerIds: [here.worker.id, here.secretary.id] });
    for (const act of [here.proposal, here.confirm]) {
      await expectJson(await act(here.secretary, one.id), 403);
      await expectJson(await act(here.colleague, one.id), 403);
      await expectJson(await act(here.stranger, one.id), 404);
    }
    expect(await here.toWrite(here.secretary)).toEqual([]);
    expect((await here.read(here.secretary, one.id)).work).toBe('none');
    await expectJson(await here.confirm(here.worker, one.id, { typeCode: 'reunion-service' }), 422);
    await expectJson(await here.confirm(here.worker, one.id, { typeCode: 'inconnu' }), 422);
    expect(await here.timeline(here.worker)).toEqual([]);
  });

  test('put off for more than ninety days, it is proposed no more; it can still be written', async () => {
    const here = await scene();
    const old = await here.honoured({ startsAt: '2026-08-26T14:00' });
    const recent = await here.honoured({ startsAt: '2026-08-29T14:00' });
    expect(await here.toWrite(here.worker)).toEqual([recent.id]);
    await expectJson(await here.confirm(here.worker, old.id), 201);
  });
});
