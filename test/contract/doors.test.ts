import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cookieNames } from '../../server/src/http/credentials.ts';
import { issueToken } from '../../server/src/http/token.ts';
import { testKeyring } from '../../server/src/testing/cluster.ts';
import { TestTenant, testOrigin } from '../../server/src/testing/tenant.ts';
import { contractOperations, offContract, type ContractOperation } from './support/contract.ts';
import { send } from './support/sending.ts';
import { problemOf, startWalk, type Walk } from './support/walk.ts';

/** Every door of every operation: how sure it is of who is there, for which element, and by which hand. */
let walk: Walk;
beforeAll(async () => {
  walk = await startWalk();
}, 120_000);
afterAll(() => walk.close());

const ofSession = contractOperations.filter(({ byClient }) => !byClient);
const proofOf = (one: ContractOperation) => one.proof;
const ownOrigin = 'http://localhost:4600';
const longAgo = () => new Date(Date.now() - 16 * 60_000);

/** An answer to the worker's own call, made in another session of his. */
async function inSession(one: ContractOperation, more: Parameters<TestTenant['session']>[1]) {
  const { home } = walk;
  const { token } = await home.tenant.session(home.worker.id, more);
  return send(home, one, await home.drive(one), { authorization: `Bearer ${token}` });
}

describe.each(ofSession.map((one) => [one.id, one] as const))('%s', (_id, one) => {
  test('with a host for only witness', async () => {
    const answer = await inSession(one, { nominative: false, provedAt: null });
    if (proofOf(one) === 'none') return expect(answer.status).toBe(one.success);
    expect([answer.status, problemOf(answer)]).toEqual([403, 'proof-required']);
    expect(offContract(one, answer)).toEqual([]);
  });

  test('in a session opened for another element', async () => {
    const answer = await inSession(one, { elements: ['lastria-nothing'] });
    if (one.id.startsWith('access.') || one.id.startsWith('configuration.') || one.id.startsWith('live.'))
      return expect(answer.status).toBe(one.success);
    expect([answer.status, problemOf(answer)]).toEqual([403, 'isolated-only']);
  });

  test('with the token of one of our own pages in a host’s hand', async () => {
    for (const kind of ['page', 'frame'] as const) {
      const answer = await inSession(one, { kind, seenAt: new Date() });
      expect([kind, answer.status, problemOf(answer)]).toEqual([kind, 401, 'unauthenticated']);
    }
  });
});

describe('a factor proven sixteen minutes ago', () => {
  const recent = ofSession.filter((one) => proofOf(one) === 'recent');
  test('is too old for some acts', () => expect(recent.length).toBeGreaterThan(10));

  test.each(recent.map((one) => [one.id, one] as const))('is too old for %s', async (_id, one) => {
    const answer = await inSession(one, { provedAt: longAgo() });
    expect([answer.status, problemOf(answer)]).toEqual([403, 'proof-too-old']);
    expect(offContract(one, answer)).toEqual([]);
  });

  test('is enough for reading', async () => {
    const one = ofSession.find(({ id }) => id === 'tdm.timeline')!;
    expect((await inSession(one, { provedAt: longAgo() })).status).toBe(one.success);
  });
});

describe('a cookie', () => {
  const me = (cookie: string, headers: Record<string, string>) =>
    walk.home.running.app.request('/v1/me', { headers: { cookie, ...headers } });
  const tokenOf = async (kind: 'page' | 'frame' | 'embed') =>
    (await walk.home.tenant.session(walk.home.worker.id, { kind, origins: [], seenAt: new Date() })).token;
  const ours = { 'x-lastria-page': 'page', origin: ownOrigin };

  test('of our own page is a session; that of a frame only for a frame', async () => {
    const page = await tokenOf('page');
    const frame = await tokenOf('frame');
    expect((await me(`${cookieNames.page}=${page}`, ours)).status).toBe(200);
    expect((await me(`${cookieNames.frame}=${frame}`, { ...ours, 'x-lastria-page': 'frame' })).status).toBe(
      200,
    );
    expect((await me(`${cookieNames.page}=${frame}`, ours)).status).toBe(401);
    expect((await me(`${cookieNames.frame}=${page}`, { ...ours, 'x-lastria-page': 'frame' })).status).toBe(
      401,
    );
  });

  test('with a token of a host’s page in it is nothing', async () => {
    expect((await me(`${cookieNames.page}=${await tokenOf('embed')}`, ours)).status).toBe(401);
  });

  test.each([
    ['without the header of our pages', { origin: ownOrigin }, 401],
    ['from a host’s page', { 'x-lastria-page': 'page', origin: testOrigin }, 403],
    ['from nowhere in particular', { 'x-lastria-page': 'page', origin: 'null' }, 403],
    ['from a page of the same site', { ...{ 'x-lastria-page': 'page' }, 'sec-fetch-site': 'same-site' }, 403],
    ['with a header that names no page', { 'x-lastria-page': 'portal', origin: ownOrigin }, 401],
  ])('%s is refused', async (_what, headers, status) => {
    const page = await tokenOf('page');
    expect((await me(`${cookieNames.page}=${page}`, headers as Record<string, string>)).status).toBe(status);
  });

  test('writes nothing without saying which page it comes from', async () => {
    const page = await tokenOf('page');
    const search = (headers: Record<string, string>) =>
      walk.home.running.app.request('/v1/files/search', {
        method: 'POST',
        headers: {
          cookie: `${cookieNames.page}=${page}`,
          'x-lastria-page': 'page',
          'content-type': 'application/json',
          ...headers,
        },
        body: JSON.stringify({ query: 'Dupont' }),
      });
    expect((await search({})).status).toBe(403);
    expect((await search({ origin: ownOrigin })).status, 'control').toBe(200);
  });
});

describe('a session of our own pages', () => {
  const status = async (
    more: Parameters<TestTenant['session']>[1],
    parent?: Parameters<TestTenant['session']>[1],
  ) => {
    const { tenant, worker, running } = walk.home;
    const parentId = parent ? (await tenant.session(worker.id, { kind: 'page', ...parent })).sessionId : null;
    const { sessionId } = await tenant.session(worker.id, { origins: [], parentId, ...more });
    const kind = more?.kind ?? 'page';
    const token = issueToken(testKeyring, { tenantId: tenant.id, sessionId });
    const answer = await running.app.request('/v1/me', {
      headers:
        kind === 'embed'
          ? { authorization: `Bearer ${token}` }
          : { cookie: `${cookieNames[kind as 'page']}=${token}`, 'x-lastria-page': kind },
    });
    return answer.status;
  };

  test('ends when nobody is there for a quarter of an hour', async () => {
    expect(await status({ kind: 'page', seenAt: new Date(Date.now() - 14 * 60_000) })).toBe(200);
    expect(await status({ kind: 'page', seenAt: longAgo() })).toBe(401);
  });

  test.each([['frame'], ['embed']] as const)('takes what hangs on it along: a session %s', async (kind) => {
    const live = { seenAt: new Date() };
    expect(await status({ kind }, live)).toBe(200);
    expect(await status({ kind }, { seenAt: longAgo() }), 'idle').toBe(401);
    expect(await status({ kind }, { ...live, revokedAt: new Date() }), 'revoked').toBe(401);
    expect(await status({ kind }, { ...live, expiresAt: new Date() }), 'ended').toBe(401);
  });
});

test('a session held to one file reaches that file alone', async () => {
  const { tenant, worker, north, running } = walk.home;
  const [held, other] = [await tenant.file(north), await tenant.file(north)];
  const { token } = await tenant.session(worker.id, { fileId: held });
  const open = async (fileId: string) =>
    (await running.app.request(`/v1/files/${fileId}`, { headers: { authorization: `Bearer ${token}` } }))
      .status;
  expect([await open(held), await open(other)]).toEqual([200, 404]);
  const foreign = await walk.foreign.tenant.file(walk.foreign.north);
  const { token: wrong } = await tenant.session(worker.id, { fileId: foreign });
  const answer = await running.app.request(`/v1/files/${foreign}`, {
    headers: { authorization: `Bearer ${wrong}` },
  });
  expect(answer.status).toBe(404);
});
