import { describe, expect, it } from 'vitest';
import { seconds } from './simulator/clock.ts';
import { busy, Caller, scene } from './support.ts';

const paulUpn = 'paul.durand@valmont.example';

describe('what is counted', () => {
  it('is requests on a mailbox in ten minutes: 429 with the seconds to wait, others go on', async () => {
    const { camille, graph } = await scene({ limits: { requestsPerMailbox: 3 } });
    await camille.get('/me/events');
    await graph.clock.advance(seconds(60));
    for (let count = 0; count < 2; count++) await camille.get('/me/events');
    const refused = await camille.get('/me/events');
    expect([refused.status, refused.body.error?.code]).toEqual([429, 'ApplicationThrottled']);
    // What is refused counts: the second of the four must have left the window too
    expect(refused.headers.get('retry-after')).toBe('600');
    const paul = new Caller(graph.url, graph.grant(paulUpn).accessToken);
    expect((await paul.get('/me/events')).status).toBe(200);
    await graph.clock.advance(seconds(600));
    expect((await camille.get('/me/events')).status).toBe(200);
  });

  it('goes on counting what was refused', async () => {
    const { camille, graph } = await scene({ limits: { requestsPerMailbox: 1 } });
    await camille.get('/me/events');
    await graph.clock.advance(seconds(300));
    expect((await camille.get('/me/events')).status).toBe(429);
    await graph.clock.advance(seconds(300));
    expect((await camille.get('/me/events')).status).toBe(429);
    await graph.clock.advance(seconds(600));
    expect((await camille.get('/me/events')).status).toBe(200);
  });

  it('is four requests in flight on a mailbox', async () => {
    const { camille, graph, upn } = await scene();
    const release = graph.hold({ mailbox: upn });
    const flying = Array.from({ length: 4 }, () => camille.get('/me/events'));
    await expect.poll(() => graph.ledger.length).toBe(4);
    expect((await camille.get('/me/events')).status).toBe(429);
    const paul = new Caller(graph.url, graph.grant(paulUpn).accessToken);
    expect((await paul.get('/me/events')).status).toBe(200);
    release();
    expect((await Promise.all(flying)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await camille.get('/me/events')).status).toBe(200);
  });

  it('is requests of an application in a second, all mailboxes', async () => {
    const { camille, graph } = await scene({ limits: { requestsPerSecond: 2 } });
    const paul = new Caller(graph.url, graph.grant(paulUpn).accessToken);
    expect((await camille.get('/me/events')).status).toBe(200);
    expect((await paul.get('/me/events')).status).toBe(200);
    expect((await camille.get('/me/events')).status).toBe(429);
    await graph.clock.advance(seconds(1));
    expect((await paul.get('/me/events')).status).toBe(200);
  });
});

describe('what goes wrong', () => {
  it.each([
    [429, 'ApplicationThrottled'],
    [503, 'serviceNotAvailable'],
    [504, 'gatewayTimeout'],
    [410, 'SyncStateNotFound'],
  ])('is a %i once, before anything is written', async (status, code) => {
    const { camille, graph } = await scene();
    graph.fault({ status, method: 'POST' });
    const failed = await camille.post('/me/events', busy());
    expect([failed.status, failed.body.error.code, failed.headers.get('retry-after')]).toEqual([
      status,
      code,
      null,
    ]);
    expect((await camille.get('/me/events')).body.value).toEqual([]);
    expect((await camille.post('/me/events', busy())).status).toBe(201);
  });

  it('is for one mailbox, with a delay, as long as the clock says', async () => {
    const { camille, graph, upn } = await scene();
    graph.fault({ status: 429, mailbox: upn, retryAfter: 30, forMs: seconds(30) });
    const paul = new Caller(graph.url, graph.grant(paulUpn).accessToken);
    for (let tries = 0; tries < 2; tries++) {
      const failed = await camille.get('/me/events');
      expect([failed.status, failed.headers.get('retry-after')]).toEqual([429, '30']);
    }
    expect((await paul.get('/me/events')).status).toBe(200);
    await graph.clock.advance(seconds(30));
    expect((await camille.get('/me/events')).status).toBe(200);
  });

  it('is for one path, so many times, until it is cleared', async () => {
    const { camille, graph } = await scene();
    graph.fault({ status: 503, path: /calendarView/, times: 2 });
    expect((await camille.get('/me/events')).status).toBe(200);
    const view = '/me/calendarView?startDateTime=2026-11-24&endDateTime=2026-11-30';
    expect((await camille.get(view)).status).toBe(503);
    graph.clearFaults();
    expect((await camille.get(view)).status).toBe(200);
  });

  it('is a connection cut before anything is written', async () => {
    const { camille, graph, upn } = await scene();
    graph.fault({ cut: true, method: 'POST' });
    await expect(camille.post('/me/events', busy())).rejects.toThrow('fetch failed');
    expect(graph.mailbox(upn).events()).toEqual([]);
    expect(graph.ledger.at(-1)).not.toHaveProperty('status');
  });

  it('is conditional access, told by its claims', async () => {
    const { camille, graph } = await scene();
    graph.fault({ status: 403 });
    const refused = await camille.get('/me/events');
    expect([refused.status, refused.body.error.code]).toEqual([403, 'insufficient_claims']);
    expect(refused.headers.get('www-authenticate')).toContain('claims=');
  });
});

const item = (id: string, extra: object = {}) => ({
  ...{ id, method: 'POST', url: '/me/events', headers: { 'Content-Type': 'application/json' }, body: busy() },
  ...extra,
});
const statuses = (responses: readonly { readonly id: string; readonly status: number }[]) =>
  Object.fromEntries(responses.map(({ id, status }) => [id, status]));

describe('a batch', () => {
  it('is 200 though items fail, its answers in any order, each with its body', async () => {
    const { camille } = await scene();
    const requests = [
      ...Array.from({ length: 8 }, (_, index) => item(`${index}`)),
      { id: 'gone', method: 'DELETE', url: '/me/events/rien' },
    ];
    const { status, body } = await camille.post('/$batch', { requests });
    expect(status).toBe(200);
    expect(statuses(body.responses)).toMatchObject({ 0: 201, 7: 201, gone: 404 });
    expect(body.responses.map(({ id }) => id)).not.toEqual(requests.map(({ id }) => id));
    expect(body.responses.find(({ id }) => id === 'gone')?.body?.error.code).toBe('ErrorItemNotFound');
    expect(body.responses.find(({ id }) => id === '0')?.body?.subject).toBe('Occupé');
    expect((await camille.get('/me/events')).body.value).toHaveLength(8);
  });

  it('refuses items 3 and 7 alone when they are throttled', async () => {
    const { camille, graph } = await scene();
    for (const batchItem of ['3', '7']) graph.fault({ status: 429, batchItem, retryAfter: 30 });
    const requests = Array.from({ length: 8 }, (_, index) => item(`${index + 1}`));
    const { body } = await camille.post('/$batch', { requests });
    const refused = body.responses.filter(({ status }) => status === 429);
    expect(refused.map(({ id }) => id).toSorted()).toEqual(['3', '7']);
    expect(refused[0]).toMatchObject({ headers: { 'retry-after': '30' } });
    expect(graph.mailbox('camille.martin@valmont.example').events()).toHaveLength(6);
    expect(graph.ledger.filter(({ batchItem }) => batchItem !== undefined)).toHaveLength(8);
  });

  it('is of no mailbox itself: a fault of a mailbox strikes its items', async () => {
    const { camille, graph, upn } = await scene();
    graph.fault({ status: 503, mailbox: upn });
    const { status, body } = await camille.post('/$batch', { requests: [item('1'), item('2')] });
    expect([status, statuses(body.responses)]).toEqual([200, { 1: 503, 2: 201 }]);
  });

  it('does not do what depends on what failed', async () => {
    const { camille, graph, upn } = await scene();
    const requests = [
      { id: '1', method: 'DELETE', url: '/me/events/rien' },
      item('2', { dependsOn: ['1'] }),
      item('3', { dependsOn: ['2'] }),
      item('4'),
    ];
    const { body } = await camille.post('/$batch', { requests });
    expect(statuses(body.responses)).toEqual({ 1: 404, 2: 424, 3: 424, 4: 201 });
    expect(graph.mailbox(upn).events()).toHaveLength(1);
  });

  it('gives links that are followed outside it', async () => {
    const { camille } = await scene();
    const url = '/me/calendarView/delta?startDateTime=2026-11-01&endDateTime=2026-12-01';
    const { body } = await camille.post('/$batch', { requests: [{ id: '1', method: 'GET', url }] });
    const link = body.responses[0]!.body!['@odata.deltaLink']!;
    expect((await camille.get(link)).status).toBe(200);
  });

  it.each([
    ['21 items', Array.from({ length: 21 }, (_, index) => item(`${index}`))],
    ['an id twice', [item('1'), item('1')]],
    ['an absolute url', [item('1', { url: 'https://graph.microsoft.com/v1.0/me/events' })]],
    ['a body of no said type', [item('1', { headers: {} })]],
    ['no method', [{ id: '1', url: '/me/events' }]],
    ['a method that is none', [item('1', { method: 'WRITE' })]],
    ['what depends on nothing there', [item('1', { dependsOn: ['9'] })]],
    ['nothing', []],
  ])('is refused whole for %s', async (_, requests) => {
    const { camille, graph, upn } = await scene();
    expect((await camille.post('/$batch', { requests })).status).toBe(400);
    expect(graph.mailbox(upn).events()).toEqual([]);
  });

  it('of 20 is taken: the control', async () => {
    const { camille, graph, upn } = await scene();
    const requests = Array.from({ length: 20 }, (_, index) => item(`${index}`));
    expect((await camille.post('/$batch', { requests })).status).toBe(200);
    expect(graph.mailbox(upn).events()).toHaveLength(20);
  });
});
