import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTables } from '../../server/src/db/tenant-table.ts';
import { contractOperations, type ContractOperation } from './support/contract.ts';
import { send } from './support/sending.ts';
import { bearer, each, startWalk, type Walk } from './support/walk.ts';

const personal = contractOperations.filter(({ personal }) => personal);
let walk: Walk;
let home: Walk['home'];
let admin: Walk['admin'];
beforeAll(async () => {
  walk = await startWalk();
  ({ home, admin } = walk);
});
afterAll(() => walk.close());

/** What figures are counted from is made again of acts that left their trace: by the system, and by no call. */
const isDerived = ({ name }: { name: string }) => /_fact$|^fact_/.test(name);

/** A digest of each table, to see what a call changed. */
async function digests(): Promise<Record<string, string>> {
  const parts = tenantTables()
    .filter((table) => !isDerived(table))
    .map(
      ({ name }) =>
        `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from "${name}" t`,
    );
  return Object.fromEntries(
    (await admin.unsafe<{ name: string; digest: string }[]>(parts.join(' union all '))).map(
      ({ name, digest }) => [name, digest],
    ),
  );
}
const eventsOf = (requestId: string) =>
  admin<
    { type: string; staff_id: string; facts: unknown }[]
  >`select type, staff_id, facts from audit_event where request_id = ${requestId}`;

describe('T-AUD-1 each operation that touches a person leaves its trace', () => {
  each('who did it, in the same call', personal, async (one) => {
    const requestId = `trace-${crypto.randomUUID()}`;
    const answer = await send(home, one, await home.drive(one), { headers: { 'x-request-id': requestId } });
    expect(answer.status).toBe(one.success);
    const events = await eventsOf(requestId);
    expect(events.length).toBeGreaterThan(0);
    expect(events.map(({ staff_id }) => staff_id)).toEqual(events.map(() => home.worker.id));
    expect(JSON.stringify(events)).not.toMatch(/Dupont|Marie|Martin|Deux mois|Mutation|Paul/);
  });

  each(
    'a refusal too',
    personal.filter(
      ({ byClient, pathParameters }) => !byClient && pathParameters.some((name) => name.endsWith('Id')),
    ),
    async (one) => {
      const requestId = `refused-${crypto.randomUUID()}`;
      const answer = await send(home, one, await home.drive(one), {
        headers: { 'x-request-id': requestId },
        authorization: bearer(walk.elsewhere),
      });
      expect([403, 404]).toContain(answer.status);
      expect((await eventsOf(requestId)).map(({ type }) => type)).toEqual(['access.refused']);
    },
  );
});

describe('T-AUD-5 without its trace nothing happens', () => {
  const failing = async (one: ContractOperation) => {
    const drive = await home.drive(one);
    await admin`revoke insert on audit_event from lastria_app, lastria_reader`;
    try {
      const before = await digests();
      const answer = await send(home, one, drive);
      return { answer, before, after: await digests() };
    } finally {
      await admin`grant insert on audit_event to lastria_app, lastria_reader`;
    }
  };

  each('the act is refused and changes nothing', personal, async (one) => {
    const { answer, before, after } = await failing(one);
    expect([500, 503]).toContain(answer.status);
    expect(answer.text).not.toMatch(/audit_event|permission|42501|select|insert/i);
    expect(after).toEqual(before);
  });

  test('control: a write that is let through is seen', async () => {
    const one = contractOperations.find(({ id }) => id === 'tdm.saveDraft')!;
    const { answer, before, after } = await failing(one);
    expect(answer.status).toBe(200);
    expect(after).not.toEqual(before);
  });
});
