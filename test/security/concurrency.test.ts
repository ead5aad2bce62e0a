import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWalk, type Walk } from '../contract/support/walk.ts';
import { contractOperations } from '../contract/support/contract.ts';
import { send, type Answer } from '../contract/support/sending.ts';

let walk: Walk;
beforeAll(async () => {
  walk = await startWalk({ poolSize: 8 });
});
afterAll(() => walk.close());

const creates = contractOperations.filter(({ idempotent }) => idempotent);

describe('T-CC-1 fifty twins of a create have one effect', () => {
  test.each(creates.map((one) => [one.id, one] as const))('%s', async (_, one) => {
    const { home, admin } = walk;
    // That a reply was given again is traced, and is no effect of the call.
    const effects = async () =>
      (
        await admin<
          { n: number }[]
        >`select (select count(*) from audit_event where tenant_id = ${home.tenant.id} and type <> 'call.repeated') + (select count(*) from outbox where tenant_id = ${home.tenant.id}) as n`
      )[0]!.n;
    const alone = Number(await effects());
    expect((await send(home, one, await home.drive(one))).status).toBe(one.success);
    const ofOne = Number(await effects()) - alone;
    const drive = await home.drive(one);
    const before = Number(await effects());
    const key = crypto.randomUUID();
    const refused: Answer[] = [];
    const insist = async (): Promise<Answer> => {
      for (;;) {
        const answer = await send(home, one, drive, { headers: { 'idempotency-key': key } });
        if (answer.status !== 409 || !String(answer.json['type']).endsWith('/call-in-flight')) return answer;
        expect(answer.headers.get('retry-after')).not.toBeNull();
        refused.push(answer);
      }
    };
    const answers = await Promise.all(Array.from({ length: 50 }, insist));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => one.success));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(Number(await effects()) - before).toBeLessThanOrEqual(ofOne);
  });

  test('control: without a common key each twin has its effect', async () => {
    const one = creates.find(({ id }) => id === 'tdm.createEntry')!;
    const drive = await walk.home.drive(one);
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(walk.home, one, drive)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(5);
  });
});
