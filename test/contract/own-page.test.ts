import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from '../../server/src/testing/browser.ts';
import { testOrigin } from '../../server/src/testing/tenant.ts';
import { offContract, ownPageOperations } from './support/contract.ts';
import { exampleOf } from './support/drivers/example.ts';
import { problemOf, startWalk, type Walk } from './support/walk.ts';

/** The operations that open sessions: for our own pages, and for nobody who has not what they ask. */
let walk: Walk;
beforeAll(async () => {
  walk = await startWalk();
}, 120_000);
afterAll(() => walk.close());

test('the doors are many', () => expect(ownPageOperations.length).toBeGreaterThan(15));

describe.each(ownPageOperations.map((one) => [one.id, one] as const))('%s', (_id, one) => {
  const path = one.path.replaceAll(/\{\w+\}/g, randomUUID());
  const answer = async (body: unknown, headers: Record<string, string> = {}, raw?: string) => {
    const browser = new Browser(walk.running.app);
    const response =
      raw === undefined
        ? await browser.call(one.method, path, body, headers)
        : await walk.running.app.request(path, {
            method: one.method,
            headers: { 'x-lastria-page': 'page', origin: 'http://localhost:4600', ...headers },
            body: raw,
          });
    const text = await response.text();
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      headers: response.headers,
      text,
      json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
  };
  const valid = () => exampleOf(one.body!, walk.home);

  test.each([
    ['a host’s page', { origin: testOrigin }],
    ['a page of the same site', { 'sec-fetch-site': 'same-site' }],
    ['nowhere', { origin: 'null' }],
    ['a page that does not say which it is', { 'x-lastria-page': 'portal' }],
  ])('from %s', async (_from, headers) => {
    const said = await answer(valid(), headers);
    expect([said.status, problemOf(said)]).toEqual([403, 'origin-refused']);
    expect(offContract(one, said)).toEqual([]);
    expect(said.headers.getSetCookie()).toEqual([]);
  });

  test('with bad input', async () => {
    const json = { 'content-type': 'application/json' };
    for (const [status, type, headers, raw] of [
      [400, 'malformed-body', json, '{'],
      [415, 'unsupported-media-type', { 'content-type': 'text/plain' }, '{}'],
      [413, 'body-too-large', json, JSON.stringify('x'.repeat(70_000))],
    ] as const) {
      const said = await answer(undefined, headers, raw);
      expect([said.status, problemOf(said)]).toEqual([status, type]);
      expect(offContract(one, said)).toEqual([]);
    }
    const surplus = await answer({ ...(valid() as object), surplus: 1 });
    expect([surplus.status, problemOf(surplus)]).toEqual([422, 'invalid-request']);
    expect(surplus.json['errors']).toContainEqual({
      pointer: '/surplus',
      detail: "Ce champ n'est pas connu.",
    });
  });

  test('with nothing in hand, opens nothing', async () => {
    const said = await answer(valid());
    expect(offContract(one, said)).toEqual([]);
    const opens = said.headers.getSetCookie().filter((line) => /^__Host-lastria(-frame)?=[^;]/.test(line));
    expect(opens).toEqual([]);
    if (one.id === 'access.forgetCookies') return expect(said.status).toBe(204);
    // Before there is anybody: by which providers one may sign in
    if (one.id === 'access.signInOptions') return expect(said.status).toBe(200);
    if (one.id === 'access.redeemTicket') return expect(said.json).toEqual({ status: 'ended' });
    expect([401, 403, 422]).toContain(said.status);
  });
});
