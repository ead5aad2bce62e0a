import { describe, expect, it } from 'vitest';
import { connect, ProblemError, SessionEndedError, type SessionEventType } from './index.ts';
import { fakeServer, problem, reply, settle } from './transport.testkit.ts';

const events = ['session-opened', 'session-expired', 'proof-required', 'proof-too-old'] as const;
const drafts = () => reply(200, { items: [] });

function open(fetch: (request: Request) => Promise<Response>, as: { page: 'page' | 'frame' }) {
  const session = connect({ baseUrl: 'https://l.example', fetch, ...as });
  const heard: SessionEventType[] = [];
  for (const type of events) session.on(type, () => heard.push(type));
  return { session, heard };
}

describe('a page of our own origin', () => {
  it('says which it is, and lets the browser send its cookie to our origin alone', async () => {
    for (const page of ['page', 'frame'] as const) {
      const server = fakeServer(drafts());
      await open(server.fetch, { page }).session.tdm.listDrafts();
      const [request] = server.requests;
      expect(request!.headers.get('x-lastria-page')).toBe(page);
      expect(request!.headers.has('authorization')).toBe(false);
      expect(request!.credentials).toBe('same-origin');
    }
  });

  it('control: in a host’s page a token goes, and no cookie', async () => {
    const server = fakeServer(drafts());
    await connect({
      baseUrl: 'https://l.example',
      fetch: server.fetch,
      getToken: () => 'a',
    }).tdm.listDrafts();
    const [request] = server.requests;
    expect(request!.headers.get('authorization')).toBe('Bearer a');
    expect(request!.headers.has('x-lastria-page')).toBe(false);
    expect(request!.credentials).toBe('omit');
  });

  it('ends at the first 401, says so once, and asks nothing more until it is renewed', async () => {
    const server = fakeServer(
      problem(401, 'unauthenticated'),
      reply(200, { staffId: 's', expiresAt: '2026-11-22T09:10:00.000Z', serverVersion: '0.1.0' }),
      drafts(),
    );
    const { session, heard } = open(server.fetch, { page: 'page' });
    await expect(session.tdm.listDrafts()).rejects.toBeInstanceOf(SessionEndedError);
    await expect(session.tdm.listDrafts()).rejects.toBeInstanceOf(SessionEndedError);
    expect([server.requests.length, session.state]).toEqual([1, 'expired']);
    await session.renew();
    await session.tdm.listDrafts();
    expect(session.state).toBe('open');
    expect(heard).toEqual(['session-expired', 'session-opened']);
  });

  it('tells when a call waits for a proof, and gives the refusal to who called', async () => {
    const server = fakeServer(
      problem(403, 'proof-required'),
      problem(403, 'proof-too-old'),
      problem(403, 'forbidden'),
    );
    const { session, heard } = open(server.fetch, { page: 'page' });
    for (const type of ['proof-required', 'proof-too-old', 'forbidden']) {
      const refusal: unknown = await session.tdm.listDrafts().catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(ProblemError);
      expect(refusal).toMatchObject({ type, title: 'Titre', fieldErrors: [], recorded: false });
      await settle();
    }
    expect(heard).toEqual(['session-opened', 'proof-required', 'proof-too-old']);
  });
});
