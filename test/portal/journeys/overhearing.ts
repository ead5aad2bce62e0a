import postgres from 'postgres';
import { describe, expect, it, vi } from 'vitest';
import type { Page } from 'playwright-core';
import { demoTenantId } from '../../../server/src/demo/seed.ts';
import { contractOperations, type ContractOperation } from '../../contract/support/contract.ts';
import { timeout, type Stage } from '../stage.ts';
import { everythingIn, inside } from '../support.ts';

/** In every name and text of the tenant. */
const marker = 'Zqwxv';

/** What a host's script kept: everything `getToken` returned, every message, and what events said. */
interface Overheard {
  readonly tokens: string[];
  readonly messages: unknown[];
  readonly events: string[];
}

/** A call of an operation, as somebody makes it who holds nothing but what was overheard. */
interface Call {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly reads: boolean;
}

/** Before the page is loaded: a script of the host's that keeps all it hears. */
function overhear(): void {
  if (window.parent !== window) return;
  const kept: Overheard = { tokens: [], messages: [], events: [] };
  Object.assign(globalThis, { kept });
  addEventListener('message', ({ data }) => kept.messages.push(data), true);
  for (const type of ['lastria-file-open', 'lastria-file-opened'])
    addEventListener(type, (event) => kept.events.push(JSON.stringify((event as CustomEvent).detail)), true);
  const { fetch } = globalThis;
  globalThis.fetch = async (...args) => {
    const answer = await fetch(...args);
    if (String(args[0]).includes('/lastria-token')) kept.tokens.push(await answer.clone().text());
    return answer;
  };
  addEventListener('DOMContentLoaded', () =>
    kept.tokens.push(document.getElementById('visit')?.textContent ?? ''),
  );
}

/** Everything that may pass for a token, in whatever was kept. */
const tokensOf = (kept: Overheard): string[] => [
  ...new Set([...JSON.stringify(kept).matchAll(/[\w.~+/-]{36,}/g)].map(([found]) => found)),
];

const isLong = (text: string): boolean => text.length > 48;

/** Every operation, reading ones first: what writes may end what the others are tried with. */
function calls(ids: Readonly<Record<string, string>>): Call[] {
  const pathOf = ({ path }: ContractOperation) =>
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? ids['fileId']!);
  const rank = ({ method, readOnly }: ContractOperation) =>
    readOnly || method === 'GET' ? 0 : method === 'DELETE' ? 2 : 1;
  return contractOperations
    .filter(({ byClient }) => !byClient)
    .toSorted((one, other) => rank(one) - rank(other))
    .map((one) => ({
      id: one.id,
      method: one.method,
      path: pathOf(one),
      reads: rank(one) === 0,
      ...(one.method === 'GET' || one.method === 'DELETE'
        ? {}
        : { body: JSON.stringify(one.id.endsWith('search') ? { query: 'Dupont' } : {}) }),
    }));
}

/** Replays of a hostile host: what it kept, sent from its page, from a frame of its own, from a program. */
export function overhearing(stage: Stage): void {
  const withSql = async <T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
    const sql = postgres(stage.demonstration.databaseUrl, { max: 1 });
    try {
      return await run(sql);
    } finally {
      await sql.end();
    }
  };
  const markAll = () =>
    withSql(async (sql) => {
      await sql`update file_identity set first_names = ${marker}, city = ${marker}`;
      await sql`update work_entry_text set body = ${marker}`;
    });
  /** An id of each kind: a host that knows its people's could hold as many. */
  const idsAround = (fileId: string) =>
    withSql(async (sql) => {
      const of = async (table: string, column = 'file_id'): Promise<string> => {
        const [row] = await sql.unsafe<{ id: string }[]>(
          `select id from ${table} where ${column} = $1 limit 1`,
          [column === 'file_id' ? fileId : demoTenantId],
        );
        return row?.id ?? fileId;
      };
      return {
        fileId,
        listCode: 'workTypes',
        entryId: await of('work_entry'),
        requestId: await of('social_request'),
        actionId: await of('support_action'),
        relativeId: await of('relative'),
        unitId: await of('org_unit', 'tenant_id'),
        staffId: await of('staff_member', 'tenant_id'),
        grantId: await of('access_grant', 'tenant_id'),
        importId: await of('import_batch', 'tenant_id'),
      };
    });

  /** Opens a file as a person does, under a host that keeps everything. */
  async function work(page: Page): Promise<Overheard> {
    await page.addInitScript(overhear);
    await page.goto(stage.demonstration.portal);
    const list = inside(page, stage.mode, 'lastria-file-list');
    await list
      .getByRole('row', { name: /DUPONT/ })
      .first()
      .click();
    await inside(page, stage.mode, 'lastria-social-file').getByText('échéancier').first().waitFor();
    return page.evaluate(() => (globalThis as unknown as { kept: Overheard }).kept);
  }

  /** What the answers to these calls show of people, by way and operation. */
  const fromPage = (page: Page, all: readonly Call[], tokens: readonly string[]): Promise<string[]> =>
    page.evaluate(
      async ([api, marked, calls, tokens]) => {
        const shown: string[] = [];
        const ways: Record<string, RequestInit>[] = tokens.map((token) => ({
          bearer: { headers: { authorization: `Bearer ${token}` } },
        }));
        // The browser joins the cookies of our frames by itself, if anything makes it
        ways.push({
          cookies: { credentials: 'include' },
          'cookies, as a frame': { credentials: 'include', headers: { 'x-lastria-page': 'frame' } },
          'cookies, unread': { credentials: 'include', mode: 'no-cors' },
        });
        for (const { id, method, path, body } of calls)
          await Promise.all(
            ways.flatMap((way) =>
              Object.entries(way).map(async ([name, init]) => {
                const headers = { 'content-type': 'application/json', ...init.headers };
                const answer = await fetch(api + path, {
                  ...init,
                  method,
                  body: body ?? null,
                  headers,
                }).catch(() => undefined);
                if (answer && (await answer.text()).includes(marked)) shown.push(`${name}: ${id}`);
              }),
            ),
          );
        return shown;
      },
      [stage.demonstration.api, marker, all, tokens] as const,
    );

  /** The same, with no browser in the way: every header is as one likes. */
  async function fromNode(all: readonly Call[], tokens: readonly string[]): Promise<string[]> {
    const { api, portal } = stage.demonstration;
    const shown: string[] = [];
    const ways = tokens.flatMap((token): Record<string, string>[] => [
      { authorization: `Bearer ${token}`, origin: portal },
      { authorization: `Bearer ${token}`, origin: api, 'x-lastria-page': 'frame' },
      { cookie: `__Host-lastria-frame=${token}`, origin: api, 'x-lastria-page': 'frame' },
      { cookie: `__Host-lastria=${token}`, origin: api, 'x-lastria-page': 'page' },
    ]);
    for (const { id, method, path, body } of all)
      await Promise.all(
        ways.map(async (way) => {
          const ask = () =>
            fetch(api + path, {
              method,
              body: body ?? null,
              headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...way },
            });
          // Told that it is too much, who replays waits: refused for that alone, nothing would be shown
          const answer = await vi.waitUntil(
            async () => {
              const one = await ask();
              return one.status === 429 ? undefined : one;
            },
            { timeout: 60_000, interval: 250 },
          );
          if ((await answer.text()).includes(marker)) shown.push(`${Object.keys(way).join()}: ${id}`);
        }),
      );
    return shown;
  }

  /** A frame of Lastria's that the host opens itself, to which it says again all it heard; what that one answers. */
  const fromFrame = (page: Page, kept: Overheard): Promise<unknown[]> =>
    page.evaluate(
      async ([address, messages]) => {
        const answers: unknown[] = [];
        addEventListener('message', ({ data }) => answers.push(data));
        for (const sandbox of [null, 'allow-scripts', 'allow-scripts allow-same-origin']) {
          const frame = document.createElement('iframe');
          if (sandbox !== null) frame.setAttribute('sandbox', sandbox);
          frame.src = address;
          const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
          document.body.append(frame);
          await loaded;
          for (const message of messages) frame.contentWindow!.postMessage(message, '*');
          for (const verb of ['refresh', 'write', 'constructor'])
            frame.contentWindow!.postMessage(
              { lastria: 1, nonce: 'n', kind: 'hello', props: {}, look: {}, id: 1, verb, args: [] },
              '*',
            );
        }
        return answers;
      },
      [`${stage.demonstration.api}/frame/${demoTenantId}/lastria-file-list`, kept.messages] as const,
    );

  describe('a host whose script keeps everything `getToken` returned and every message it saw', () => {
    const isIsolated = stage.mode === 'isolated';
    it(
      isIsolated
        ? 'reads nothing of a person by replaying it: from its page, from a frame of its own, from Node'
        : 'control: in the page itself, by decision, the same replays do read',
      { timeout },
      async () => {
        await markAll();
        const { context, page } = await stage.seat('morel');
        const kept = await work(page);
        const tokens = tokensOf(kept);
        expect(tokens.length).toBeGreaterThan(0);
        expect(kept.tokens.join()).toMatch(/"token":"/);
        if (isIsolated) expect(kept.messages.length).toBeGreaterThan(3);
        const { fileId } = JSON.parse(kept.events[0]!) as { fileId: string };
        const all = calls(await idsAround(fileId));
        expect(all.length).toBeGreaterThan(80);
        const reading = all.filter(({ method, reads }) => (isIsolated ? reads : method === 'GET'));
        // An identifier is no token, or every operation would take it as it takes the first ones
        const [long, short] = [tokens.filter(isLong), tokens.filter((one) => !isLong(one))];
        const first = reading.filter(({ id }) => /^socialFile\.(list|open)$/.test(id));
        expect([long.length > 0, first.length]).toEqual([true, 2]);
        const shown = [
          ...(await fromPage(page, isIsolated ? all : reading, long)),
          // A program waits its turn, twenty a second: it asks what may be read. That it may write nothing, and be answered
          // nothing by what writes, is shown of each operation in `security/employer`.
          ...(await fromNode(reading, long)),
          ...(await fromNode(first, short)),
          ...(JSON.stringify([kept, await fromFrame(page, kept), await everythingIn(page)]).includes(marker)
            ? ['messages, or the page itself']
            : []),
        ];
        if (isIsolated) expect(shown).toEqual([]);
        else {
          expect(shown).toContain('bearer: socialFile.open');
          expect(shown).toContain('authorization,origin: socialFile.open');
          expect(shown).toContain('messages, or the page itself');
          expect(shown.length).toBeGreaterThan(8);
        }
        await context.close();
      },
    );
  });
}
