import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { newId } from '../db/ids.ts';
import { inform } from '../features/access/notice.service.ts';
import { accessGrant } from '../features/access/access.table.ts';
import { call, expectJson } from '../testing/app.ts';
import { TestTenant } from '../testing/tenant.ts';
import { idAt } from './position.ts';
import { publish } from './publish.ts';
import { heartbeat } from './stream.ts';
import {
  running,
  tenant,
  worker,
  fileId,
  process,
  startProcess,
  scene,
  Reader,
  write,
  claims,
  publishSlowly,
  revoke,
  useApp,
} from './live.testkit.ts';

useApp();

describe('what a stream says', () => {
  test('what is committed within reach, as ids', () =>
    scene(async () => {
      const reader = await Reader.open();
      const entryId = await write();
      const { id, data } = await reader.next();
      expect(data).toEqual({
        id,
        topic: 'entry.created',
        fileId,
        unitId: tenant.root,
        recordId: entryId,
        staffId: worker.id,
      });
      await reader.leave();
      expect(process.live.size).toBe(0);
    }));

  test('who did it, but to whoever sees identities alone', () =>
    scene(async () => {
      const secretary = await tenant.staff('SECRETARY');
      const reader = await Reader.open(process, secretary);
      const control = await Reader.open(process, await tenant.staff('TEAM_MANAGER'));
      await write();
      expect((await reader.next()).data).toMatchObject({ topic: 'entry.created', staffId: null });
      expect((await control.next()).data, 'control: it is known').toMatchObject({ staffId: worker.id });
    }));

  test('nothing of a job, but to whoever asked for it', () =>
    scene(async () => {
      const asker = await Reader.open();
      const colleague = await Reader.open(process, await tenant.staff('TEAM_MANAGER'));
      const jobId = newId();
      await running.database.withActor(
        claims(worker),
        'write',
        { requestId: 'job', now: new Date() },
        (ctx) => publish(ctx, 'job.changed', { unitId: tenant.root, recordId: jobId }),
      );
      const entryId = await write();
      expect(await colleague.until(entryId)).toEqual([entryId]);
      expect(await asker.until(entryId), 'control: it was published').toEqual([jobId, entryId]);
    }));

  test('a notice to whoever is told, who may open no file, and to nobody else', () =>
    scene(async () => {
      const officer = await tenant.staff('DPO', {});
      const [told, colleague] = [await Reader.open(process, officer), await Reader.open()];
      await running.database.withActor(
        claims(worker),
        'write',
        { requestId: 'notice', now: new Date() },
        async (ctx) => {
          await inform(ctx, [officer.id], { kind: 'supportAsked', aboutStaffId: null, facts: [] });
          expect(ctx.published).toBe(1);
        },
      );
      process.live.wake(tenant.id);
      const { data } = await told.next();
      expect(data).toMatchObject({ topic: 'notice.created', unitId: null, fileId: null, staffId: null });
      const entryId = await write();
      expect(await colleague.until(entryId)).toEqual([entryId]);
    }));

  test('nothing of a unit out of reach, nor of another tenant', () =>
    scene(async () => {
      const [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
      const [there, here] = [await tenant.file(south), await tenant.file(north)];
      const reader = await Reader.open(process, await tenant.staff('SOCIAL_WORKER', { unitId: north }));
      const everywhere = await Reader.open();
      const other = await TestTenant.create(running.database);
      const stranger = await Reader.open(process, await other.staff('SOCIAL_WORKER'));
      const hidden = await write(process, there);
      const shown = await write(process, here);
      expect(await reader.until(shown)).toEqual([shown]);
      expect(await everywhere.until(shown), 'control: it was published').toEqual([hidden, shown]);
      process.live.wake(other.id);
      process.timers.fire(heartbeat);
      expect((await stranger.block())?.data).toBeUndefined();
    }));

  test('once a right is lost, that screens must be read afresh, and nothing else', () =>
    scene(async () => {
      const away = await tenant.unit('Ailleurs');
      const leaver = await tenant.staff('SOCIAL_WORKER', { unitId: away });
      const grant = await tenant.grant(leaver.id, 'SOCIAL_WORKER', { fileId });
      const reader = await Reader.open(process, leaver);
      const first = await write();
      expect(await reader.until(first)).toEqual([first]);
      await running.database.withTenant(tenant.id, [], (tx) =>
        tx.update(accessGrant).set({ revokedAt: new Date() }).where(eq(accessGrant.id, grant)),
      );
      await write();
      const own = await write(process, await tenant.file(away));
      expect(await reader.until(own)).toEqual(['missed', own]);
      const again = await write(process, await tenant.file(away));
      expect(await reader.until(again), 'once').toEqual([again]);
    }));

  test('what a substitution gives from its first minute to its last, and not a moment longer', () =>
    scene(async () => {
      const away = await tenant.unit('Ailleurs');
      const colleague = await tenant.staff('SOCIAL_WORKER', { unitId: away });
      const own = await tenant.file(away);
      const opened = new Date();
      const minute = (count: number) => new Date(opened.getTime() + count * 60_000);
      await tenant.grant(colleague.id, 'SOCIAL_WORKER', { fileId, from: minute(1), until: minute(2) });
      let now = opened;
      const substituting = startProcess(running.database, () => now);
      const reader = await Reader.open(substituting, colleague);
      const told: { there: boolean; afresh: boolean }[] = [];
      for (const at of [minute(0), minute(1), new Date(minute(2).getTime() - 1), minute(2)]) {
        now = at;
        const there = await write();
        // Both are there when the stream reads: what is left out is out of sight, not late
        const here = await write(process, own);
        substituting.live.wake(tenant.id);
        const heard = await reader.until(here);
        told.push({ there: heard.includes(there), afresh: heard.includes('missed') });
      }
      expect(told).toEqual([
        { there: false, afresh: false },
        { there: true, afresh: true },
        { there: true, afresh: false },
        { there: false, afresh: true },
      ]);
      await substituting.live.close();
    }));

  test('nothing before the commit; two that commit in the other order than their ids both arrive', () =>
    scene(async () => {
      const reader = await Reader.open();
      const recordId = newId();
      const slow = await publishSlowly(recordId);
      const quick = await write();
      const after = await reader.next();
      expect(after.data!['recordId']).toBe(quick);
      await slow.commit();
      const late = await reader.next();
      expect(late.data!['recordId']).toBe(recordId);
      expect(late.id! < after.id!, 'control: whoever asks for ids after the last one misses it').toBe(true);
      const last = await write();
      expect(await reader.until(last), 'and once').toEqual([last]);
    }));
});

describe('a stream that is taken up again', () => {
  test('says each thing that was missed, once', () =>
    scene(async () => {
      const before = await Reader.open();
      const [first, second] = [await write(), await write()];
      await before.until(second);
      await before.leave();
      const slow = newId();
      const held = await publishSlowly(slow);
      const missed = await write();
      const reader = await Reader.open(process, worker, { 'last-event-id': before.position });
      await held.commit();
      const last = await write();
      const seen = await reader.until(last);
      expect(seen.filter((id) => id !== first).toSorted()).toEqual([missed, slow, last].toSorted());
      expect(
        seen.filter((id) => id === first).length,
        'comes again at most once, with its id',
      ).toBeLessThanOrEqual(1);
    }));

  test('goes on from the last sign of life when nothing had happened', () =>
    scene(async () => {
      const before = await Reader.open();
      await before.block();
      await before.leave();
      const missed = await write();
      const reader = await Reader.open(process, worker, { 'last-event-id': before.position });
      expect(await reader.until(missed)).toEqual([missed]);
    }));

  test.each([
    ['too long ago', idAt(Date.now() - 3_700_000)],
    ['from a place that never was', 'x'],
    ['from the future', idAt(Date.now() + 1e9)],
  ])('says that something was missed when it left off %s', (title, lastEventId) =>
    scene(async () => {
      const reader = await Reader.open(process, worker, { 'last-event-id': lastEventId });
      if (!title.includes('future')) expect(await reader.next()).toMatchObject({ event: 'missed' });
      const entryId = await write();
      expect(await reader.until(entryId)).toEqual([entryId]);
    }),
  );

  test('opened afresh, it says nothing of the past', () =>
    scene(async () => {
      await write();
      const reader = await Reader.open();
      const entryId = await write();
      expect(await reader.until(entryId)).toEqual([entryId]);
    }));
});

describe('a stream ends', () => {
  const ended = async (reader: Reader, reason: string) => {
    expect(await reader.next()).toMatchObject({ event: 'end', data: { reason } });
    expect(await reader.block()).toBeUndefined();
  };

  test('with a session that was revoked, at the next thing that happens, which it does not say', () =>
    scene(async () => {
      const reader = await Reader.open();
      await revoke(worker.sessionId);
      const colleague = await tenant.staff('SOCIAL_WORKER');
      const body = { typeCode: 'entretien-telephonique', performedOn: '2026-11-17' };
      await expectJson(
        await call(process.app, colleague.token, `/v1/files/${fileId}/entries`, { method: 'POST', body }),
        201,
      );
      await ended(reader, 'session');
      expect(process.live.size).toBe(0);
    }));

  test('with a session that was revoked or has expired, at the heartbeat', () =>
    scene(async () => {
      let now = new Date();
      const late = startProcess(running.database, () => now);
      const [revoked, expired] = [await Reader.open(), await Reader.open(late)];
      await revoke(worker.sessionId);
      process.timers.fire(heartbeat);
      await ended(revoked, 'session');
      now = new Date(now.getTime() + 660_000);
      late.timers.fire(heartbeat);
      await ended(expired, 'session');
      await late.live.close();
    }));

  test('when the session opens another', () =>
    scene(async () => {
      const older = await Reader.open();
      const newer = await Reader.open();
      await ended(older, 'replaced');
      const entryId = await write();
      expect(await newer.until(entryId)).toEqual([entryId]);
      expect(process.live.size).toBe(1);
    }));

  test('when the server stops, which then opens none', () =>
    scene(async () => {
      const reader = await Reader.open();
      await process.live.close();
      await ended(reader, 'closing');
      const refused = await call(process.app, worker.token, '/v1/live');
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
      expect(process.timers.pending).toEqual([]);
    }));

  test('when nobody reads it; until then the database is left in peace and nothing is lost', () =>
    scene(async () => {
      let reads = 0;
      const counted = startProcess({
        ...running.database,
        withActor: (...given) => ((reads += 1), running.database.withActor(...given)),
      } as Database);
      const reader = await Reader.open(counted);
      await reader.block();
      const many = Array.from({ length: 300 }, newId);
      await running.database.withActor(
        claims(worker),
        'write',
        { requestId: 'many', now: new Date() },
        async (ctx) => {
          for (const recordId of many)
            await publish(ctx, 'entry.changed', { fileId, unitId: tenant.root, recordId });
        },
      );
      // Reads of the opening are over once a heartbeat has been read.
      counted.live.wake(tenant.id);
      await reader.next();
      const before = reads;
      for (let wakes = 0; wakes < 5; wakes += 1) counted.live.wake(tenant.id);
      expect(reads).toBe(before);
      expect((await reader.until(many.at(-1)!)).length).toBe(299);

      const slow = await Reader.open(counted);
      await running.database.withActor(
        claims(worker),
        'write',
        { requestId: 'many', now: new Date() },
        async (ctx) => {
          for (const recordId of many)
            await publish(ctx, 'entry.changed', { fileId, unitId: tenant.root, recordId });
        },
      );
      counted.live.wake(tenant.id);
      await slow.next();
      for (let beats = 0; beats < 2; beats += 1) counted.timers.fire(heartbeat);
      expect(counted.live.size).toBe(0);
      await counted.live.close();
    }));
});
