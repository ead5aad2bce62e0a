import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractOperations, offContract, resolve, type ContractOperation } from './support/contract.ts';
import { greatestBody } from './support/drivers.ts';
import type { Drive } from './support/drivers/driver.ts';
import { addressOf, send } from './support/sending.ts';
import { bearer, each, problemOf, startWalk, type Walk } from './support/walk.ts';

let walk: Walk;
let home: Walk['home'];
beforeAll(async () => {
  walk = await startWalk();
  home = walk.home;
});
afterAll(() => walk.close());

describe('each operation with a body', () => {
  const withBody = contractOperations.filter(({ body }) => body);
  /** What is refused leaves all as it was: what was made to be acted on serves for each of them. */
  const refusalOf = async (
    one: ContractOperation,
    drive: Drive,
    sent: { raw: string; headers?: Record<string, string> },
  ) => {
    const answer = await send(home, one, drive, sent);
    expect(offContract(one, answer)).toEqual([]);
    return [answer.status, problemOf(answer)];
  };

  each('refuses broken JSON, another content type, a body too large', withBody, async (one) => {
    const drive = await home.drive(one);
    for (const raw of ['', '{', '{"a":1,}', 'null x', '\u0000'])
      expect(await refusalOf(one, drive, { raw })).toEqual([400, 'malformed-body']);
    const text = { raw: JSON.stringify(drive.body), headers: { 'content-type': 'text/plain' } };
    expect(await refusalOf(one, drive, text)).toEqual([415, 'unsupported-media-type']);
    const filler = 'x'.repeat(greatestBody(one) + 40_000);
    const large = { raw: JSON.stringify({ ...(drive.body as object), filler }) };
    expect(await refusalOf(one, drive, large)).toEqual([413, 'body-too-large']);
  });
  each('refuses a field it does not know, and names it', withBody, async (one) => {
    const drive = await home.drive(one);
    const answer = await send(home, one, { ...drive, body: { ...(drive.body as object), surplus: 1 } });
    expect([answer.status, problemOf(answer)]).toEqual([422, 'invalid-request']);
    expect(JSON.stringify(answer.json['errors'])).toContain('surplus');
  });
  each('refuses a field of another type, or one that is missing, and points at it', withBody, async (one) => {
    const schema = resolve(one.body!);
    const drive = await home.drive(one);
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const wrong = [resolve(property).type].flat().includes('object') ? 'text' : { not: 'this' };
      const bodies = [{ ...(drive.body as object), [name]: wrong }];
      if (schema.required?.includes(name))
        bodies.push(
          Object.fromEntries(Object.entries(drive.body as object).filter(([key]) => key !== name)) as never,
        );
      for (const body of bodies) {
        const answer = await send(home, one, { ...drive, body });
        expect([answer.status, name]).toEqual([422, name]);
        const pointers = (answer.json['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
        expect(
          pointers.some((pointer) => pointer === `/${name}` || pointer.startsWith(`/${name}/`)),
          `${name} in ${pointers.join(' ')}`,
        ).toBe(true);
      }
    }
  });
});

const edits = contractOperations.filter(({ versioned }) => versioned);

describe('each edit', () => {
  test('of a record is versioned: PATCH asks for If-Match', () => {
    expect(contractOperations.filter(({ method, versioned }) => method === 'PATCH' && !versioned)).toEqual(
      [],
    );
    expect(edits.length).toBeGreaterThan(0);
  });
  each('without If-Match is refused', edits, async (one) => {
    const answer = await send(home, one, await home.drive(one), { headers: { 'if-match': null } });
    expect([answer.status, problemOf(answer)]).toEqual([428, 'version-required']);
  });
  each(
    'built on a version that is past, or never was, is refused and told the current one',
    edits,
    async (one) => {
      const drive = await home.drive(one);
      for (const version of ['"999"', drive.version === '"0"' ? '"1"' : '"0"']) {
        const answer = await send(home, one, { ...drive, version });
        expect([answer.status, problemOf(answer)]).toEqual([412, 'stale-version']);
        expect(answer.json['currentVersion']).toBe(drive.version ?? '"1"');
        expect(offContract(one, answer)).toEqual([]);
      }
      expect((await send(home, one, drive)).status, 'nothing had changed').toBe(one.success);
    },
  );
});

describe('each act', () => {
  // A PUT says all again, and the host's back end opens sessions: neither takes a key.
  const acts = contractOperations.filter(
    ({ method, readOnly, byClient }) => method !== 'PUT' && !readOnly && !byClient,
  );
  test('takes a key, whose reply a try that lost it gets again', () => {
    expect(acts.length).toBeGreaterThan(edits.length);
    expect(acts.filter(({ takesKey }) => !takesKey)).toEqual([]);
  });
  each('repeated with its key gives the same bytes', acts, async (one) => {
    const drive = await home.drive(one);
    const headers = { 'idempotency-key': randomUUID() };
    const first = await send(home, one, drive, { headers });
    const again = await send(home, one, drive, { headers });
    expect([again.status, again.text, again.headers.get('etag'), again.headers.get('location')]).toEqual([
      first.status,
      first.text,
      first.headers.get('etag'),
      first.headers.get('location'),
    ]);
    expect(first.status, first.text).toBe(one.success);
    if (drive.body !== undefined) {
      const other = await send(home, one, drive, { headers, raw: `${JSON.stringify(drive.body)} ` });
      expect([other.status, problemOf(other)]).toEqual([422, 'key-reused']);
    }
  });
});

describe('each create', () => {
  const creates = contractOperations.filter(({ idempotent }) => idempotent);
  each('repeated by a colleague with the same key is an act of its own', creates, async (one) => {
    const drive = await home.drive(one);
    const headers = { 'idempotency-key': randomUUID() };
    const first = await send(home, one, drive, { headers });
    expect(first.status).toBe(one.success);
    expect(addressOf(one, drive) !== first.headers.get('location')).toBe(true);
    const other = await home.tenant.staff('SOCIAL_WORKER');
    const colleague = await send(home, one, drive, { headers, authorization: bearer(other) });
    if (one.success !== 204) return expect(colleague.text).not.toBe(first.text);
    const traces = await walk.admin`select type from audit_event where staff_id = ${other.id}`;
    expect(traces.map(({ type }) => type as string)).not.toContain('call.repeated');
    expect(traces).toHaveLength(1);
  });
  each('without a key, or with a poor one, is refused', creates, async (one) => {
    const drive = await home.drive(one);
    for (const key of [null, 'short', 'x'.repeat(256)]) {
      const answer = await send(home, one, drive, { headers: { 'idempotency-key': key } });
      expect([answer.status, problemOf(answer)]).toEqual([422, 'invalid-request']);
    }
  });
});
