import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operationRules } from '../security/support/oracle.ts';
import {
  contractOperations,
  offContract,
  operationNamed,
  type ContractOperation,
} from './support/contract.ts';
import { plantedIn, tellingLines } from './support/logs.ts';
import { comparable, send } from './support/sending.ts';
import { bearer, each, problemOf, startWalk, type Walk } from './support/walk.ts';

let walk: Walk;
let running: Walk['running'];
let admin: Walk['admin'];
let home: Walk['home'];
let foreign: Walk['foreign'];
beforeAll(async () => {
  walk = await startWalk();
  ({ running, admin, home, foreign } = walk);
});
afterAll(() => walk.close());

/** Who does it is said by a role in the whole organisation: there is no elsewhere. */
const ofRole = ({ id }: ContractOperation) =>
  typeof operationRules[id] === 'object' && 'roles' in operationRules[id];
/** Whether a method at a fixed address is taken by an operation with a parameter in that place. */
const takenAt = (path: string, method: string) =>
  contractOperations.some(
    (one) =>
      one.method === method &&
      one.path !== path &&
      new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
/** A fixed address that an address with a parameter also matches: there the two share what is allowed. */
const shadowed = (path: string) => contractOperations.some((one) => takenAt(path, one.method));
const sessionOperations = contractOperations.filter(({ byClient }) => !byClient);

describe('each operation of the contract', () => {
  each(
    'succeeds as documented, is never stored by a proxy, and says its request id',
    contractOperations,
    async (one) => {
      const answer = await send(home, one, await home.drive(one), {
        headers: { 'x-request-id': 'walk-12345678' },
      });
      expect([answer.status, answer.text]).toEqual([one.success, expect.anything()]);
      expect(offContract(one, answer)).toEqual([]);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'cache-control': 'no-store',
        'x-request-id': 'walk-12345678',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'strict-transport-security': expect.stringContaining('max-age='),
      });
    },
  );

  each('refuses who is not signed in', sessionOperations, async (one) => {
    const expired = await home.tenant.session(home.worker.id);
    const revoked = await home.tenant.session(home.worker.id);
    await admin`update session set expires_at = now() - interval '1 second' where id = ${expired.sessionId}`;
    await admin`update session set revoked_at = now() where id = ${revoked.sessionId}`;
    const altered = `${home.worker.token.slice(0, -4)}${home.worker.token.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    const drive = await home.drive(one);
    for (const authorization of [
      null,
      'Bearer',
      `Bearer ${'x'.repeat(100)}`,
      `Bearer ${altered}`,
      `Basic ${home.worker.token}`,
      bearer(expired),
      bearer(revoked),
    ]) {
      const answer = await send(home, one, drive, { authorization });
      expect([answer.status, problemOf(answer)]).toEqual([401, 'unauthenticated']);
      expect(answer.headers.get('www-authenticate')).not.toBeNull();
      expect(offContract(one, answer)).toEqual([]);
    }
  });

  each(
    'refuses a back end without its secret',
    contractOperations.filter(({ byClient }) => byClient),
    async (one) => {
      const drive = await home.drive(one);
      const basic = (user: string, secret: string) =>
        `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
      const user = `${home.tenant.id}/${home.clientId}`;
      for (const authorization of [
        null,
        'Basic',
        basic(user, 'wrong'),
        basic(`${foreign.tenant.id}/${home.clientId}`, home.clientSecret),
        basic('x', 'y'),
        bearer(home.worker),
      ]) {
        const answer = await send(home, one, drive, { authorization });
        expect([answer.status, problemOf(answer)]).toEqual([401, 'unauthenticated']);
      }
    },
  );

  each(
    'answers for a record of another tenant or unit as for one that does not exist',
    sessionOperations.filter(({ pathParameters }) => pathParameters.some((name) => name.endsWith('Id'))),
    async (one) => {
      const own = await home.drive(one);
      const nowhere = {
        ...own,
        params: Object.fromEntries(one.pathParameters.map((name) => [name, randomUUID()])),
      };
      const missing = await send(home, one, nowhere);
      const theirs = await foreign.drive(one);
      const other = await send(home, one, { ...own, params: theirs.params });
      expect(comparable(other, ...Object.values(theirs.params))).toBe(
        comparable(missing, ...Object.values(nowhere.params)),
      );
      if (missing.status !== 404 || ofRole(one)) return;
      const beyond = await send(home, one, own, { authorization: bearer(walk.elsewhere) });
      expect(comparable(beyond)).toBe(comparable(missing));
      expect(offContract(one, beyond)).toEqual([]);
      expect((await send(home, one, own)).status, 'it does exist').toBe(one.success);
    },
  );

  each('refuses a page the session was not opened for', sessionOperations, async (one) => {
    const answer = await send(home, one, await home.drive(one), {
      headers: { origin: 'https://ailleurs.example' },
    });
    expect([answer.status, problemOf(answer)]).toEqual([403, 'origin-refused']);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  each('refuses an unknown parameter', sessionOperations, async (one) => {
    const answer = await send(home, one, { ...(await home.drive(one)), query: { surplus: '1' } });
    expect([answer.status, problemOf(answer)]).toEqual([422, 'invalid-request']);
  });

  test.each([...new Set(contractOperations.map(({ path }) => path))])(
    'says which methods exist at %s',
    async (path) => {
      const allowed = contractOperations.filter((one) => one.path === path).map(({ method }) => method);
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
        (one) => !allowed.includes(one) && !takenAt(path, one),
      )) {
        const response = await running.app.request(path.replaceAll(/\{\w+\}/g, randomUUID()), {
          method,
          headers: { authorization: bearer(home.worker) },
        });
        expect([response.status, method]).toEqual([405, method]);
        if (shadowed(path)) continue;
        expect(response.headers.get('allow')?.split(', ').sort()).toEqual(allowed.sort());
      }
    },
  );

  test('carries no personal datum in an address', () => {
    const allowed = new Set(['cursor', 'limit']);
    const personal = /name|phone|birth|mail|street|city|query|search|value|text|reason|nir|^q$/i;
    expect(
      contractOperations.flatMap((one) =>
        one.query
          .filter(({ name, schema }) => !allowed.has(name) && personal.test(name) && schema.format !== 'uuid')
          .map(({ name }) => `${one.id}: ${name}`),
      ),
    ).toEqual([]);
  });
});

describe('the log', () => {
  const phone = '06 12 34 56 78';

  test('of the calls above, of a failure inside and of an address that is none holds codes and nothing of a person', async () => {
    const one = operationNamed('tdm.createEntry');
    const drive = await home.drive(one);
    const before = running.logs.length;
    await admin.unsafe(`
      create function told() returns trigger language plpgsql as
        $$ begin raise exception 'Dupont Marie, ${phone}' using detail = 'Texte.', errcode = 'XX000'; end $$;
      create trigger told before insert on work_entry for each row execute function told()`);
    const failed = await send(home, one, drive);
    await admin.unsafe('drop function told cascade');
    expect([failed.status, running.failures.length]).toEqual([500, 1]);
    running.failures.length = 0;
    const nowhere = `/v1/Dupont/${encodeURIComponent(phone)}?query=Marie`;
    const headers = { authorization: bearer(home.worker), 'x-request-id': `Marie ${phone}` };
    expect((await running.app.request(nowhere, { headers })).status).toBe(404);
    const lines = running.logs.slice(before).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ event, status, code }) => [event, status ?? code])).toEqual(
      expect.arrayContaining([
        ['failure', 'XX000'],
        ['request', 500],
        ['request', 404],
      ]),
    );
    expect(tellingLines(running.logs, [...plantedIn(home), phone])).toEqual([]);
  });

  test('control: a line that tells an address, a message or a name is seen', () => {
    const [line = ''] = running.logs;
    const said = JSON.parse(line) as Record<string, unknown>;
    const planted = plantedIn(home);
    expect(tellingLines([line], planted)).toEqual([]);
    for (const more of [
      { route: `/v1/files/${randomUUID()}` },
      { path: '/v1/files' },
      { message: 'x' },
      { code: 'duplicate key value' },
      { requestId: 'Dupont-Marie' },
      { requestId: home.worker.token.slice(0, 64) },
    ])
      expect(
        tellingLines([JSON.stringify({ ...said, ...more })], planted),
        JSON.stringify(more),
      ).toHaveLength(1);
  });
});

describe('controls', () => {
  test('an answer outside the contract is seen', async () => {
    const one = contractOperations.find(({ id }) => id === 'access.me')!;
    const answer = await send(home, one, await home.drive(one));
    const { staffId: _, ...less } = answer.json;
    expect(offContract(one, answer)).toEqual([]);
    expect(offContract(one, { ...answer, text: JSON.stringify(less) })).not.toEqual([]);
    expect(offContract(one, { ...answer, status: 418 })).not.toEqual([]);
    expect(offContract(one, { ...answer, type: 'text/html' })).not.toEqual([]);
  });
  test('an answer that differs from "does not exist" is seen', async () => {
    const one = contractOperations.find(({ id }) => id === 'socialFile.open')!;
    const known = await send(home, one, await home.drive(one));
    expect(comparable(known)).not.toBe(
      comparable(await send(home, one, { params: { fileId: randomUUID() } })),
    );
  });
});
