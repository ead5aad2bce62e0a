import { describe, expect, it } from 'vitest';
import { minutes } from './simulator/clock.ts';
import { busy, daily, datesOf, scene, window, type Body } from './support.ts';
import type { Graph } from './start-graph.ts';

/** The control face, as another process uses it. */
async function sim(graph: Graph, target: string, ...args: readonly unknown[]) {
  const answer = await fetch(`${graph.simUrl}${target}`, { method: 'POST', body: JSON.stringify(args) });
  return { status: answer.status, ...((await answer.json()) as { result?: unknown; error?: string }) };
}
const read = async (graph: Graph, target: string) =>
  ((await (await fetch(`${graph.simUrl}${target}`)).json()) as { result: unknown }).result;

describe('the clock', () => {
  it('stands still until it is driven, from this process or another', async () => {
    const { camille, graph } = await scene();
    const made = async () => (await camille.event(busy()))['createdDateTime'];
    expect(await made()).toBe(await made());
    await graph.clock.advance(minutes(1));
    expect(await made()).toBe('2026-11-23T07:01:00.0000000Z');
    await sim(graph, '/clock/advanceTo', '2026-11-23T07:30:00Z');
    expect(await read(graph, '/now')).toBe('2026-11-23T07:30:00.000Z');
    expect((await sim(graph, '/clock/advance', -1)).error).toBe('time goes forward only');
  });
});

describe('a person in Outlook', () => {
  it('writes, changes, cancels a day and deletes; Graph tells it', async () => {
    const { camille, graph, upn } = await scene();
    const mailbox = graph.mailbox(upn);
    const { id } = mailbox.create(busy('2026-11-24', { recurrence: daily('2026-11-24', 3) }));
    mailbox.change(mailbox.occurrenceId(id, '2026-11-25'), { subject: 'Autre' });
    mailbox.delete(mailbox.occurrenceId(id, '2026-11-26'));
    const seen = await camille.seen('2026-11-24', '2026-11-30');
    expect(seen.map(({ subject }) => subject)).toEqual(['Occupé', 'Autre']);
    expect(datesOf(mailbox.seen('2026-11-24', '2026-11-30') as unknown as Body[])).toEqual(datesOf(seen));
    mailbox.delete(id);
    expect(await camille.seen('2026-11-24', '2026-11-30')).toEqual([]);
    expect(graph.ledger.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('empties the mailbox: delta tells each event removed', async () => {
    const { camille, graph, upn } = await scene();
    const made = [await camille.event(busy()), await camille.event(busy())].map(({ id }) => id);
    const { link } = await camille.round(window('2026-11-01', '2026-12-01'));
    graph.mailbox(upn).empty();
    const { items } = await camille.round(link);
    expect(items.map(({ id }) => id).toSorted()).toEqual(made.toSorted());
    expect(items.every((one) => one['@removed']?.reason === 'deleted')).toBe(true);
  });

  it('writes what Graph would refuse no more than Graph does', async () => {
    const { graph, upn } = await scene();
    expect(() => graph.mailbox(upn).create({ ...busy(), priority: 1 })).toThrow("'priority' does not exist");
    expect(() => graph.mailbox('personne@valmont.example')).toThrow('nobody here');
  });
});

describe('another process', () => {
  it('does to a mailbox what a test of this one does', async () => {
    const { camille, graph, upn } = await scene();
    const made = await sim(graph, `/mailbox/${upn}/create`, busy());
    const { id } = made.result as { id: string };
    expect((await camille.get(`/me/events/${id}`)).status).toBe(200);
    await sim(graph, `/mailbox/${upn}/change`, id, { subject: 'Absent' });
    expect((await camille.get(`/me/events/${id}`)).body.subject).toBe('Absent');
    await sim(graph, `/mailbox/${upn}/loseSyncState`);
    expect((await sim(graph, `/mailbox/${upn}/delete`, id)).result).toBeNull();
    expect(graph.mailbox(upn).events()).toEqual([]);
  });

  it('asks for faults, tokens and people', async () => {
    const { camille, graph } = await scene();
    await sim(graph, '/graph/fault', { status: 503 });
    expect((await camille.get('/me/events')).status).toBe(503);
    const { result } = await sim(graph, '/tenant/addPerson', { upn: 'ana@valmont.example', name: 'Ana' });
    expect(result).toEqual({
      ...{ upn: 'ana@valmont.example', tenantId: graph.tenant.id },
      id: graph.mailbox('ana@valmont.example').id,
    });
    const { accessToken } = (await sim(graph, '/graph/grant', 'ana@valmont.example')).result as {
      accessToken: string;
    };
    const answer = await fetch(`${graph.url}/me/events`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(answer.status).toBe(200);
  });

  it('reads the mails, the ledger, the deliveries and the switches', async () => {
    const { camille, graph } = await scene();
    await camille.event(busy('2026-11-24', { attendees: [{ emailAddress: { address: 'a@ccas.example' } }] }));
    expect(await read(graph, '/mails')).toMatchObject([{ kind: 'invitation', to: 'a@ccas.example' }]);
    expect(await read(graph, '/mails-from-outlook')).toEqual([]);
    expect(await read(graph, '/ledger')).toMatchObject([
      { method: 'POST', target: '/me/events', status: 201 },
    ]);
    expect(await read(graph, '/deliveries')).toEqual([]);
    expect(await read(graph, '/subscriptions')).toEqual([]);
    expect(await read(graph, '/switches')).toEqual(graph.switches);
  });

  it('is told what it asked wrongly', async () => {
    const { graph, upn } = await scene();
    expect(await sim(graph, `/mailbox/${upn}/constructor`)).toMatchObject({ status: 404 });
    expect(await sim(graph, '/mailbox/personne/events')).toMatchObject({ status: 400 });
    const answer = await fetch(`${graph.simUrl}/clock/advance`, { method: 'POST', body: '60' });
    expect(answer.status).toBe(400);
  });
});
