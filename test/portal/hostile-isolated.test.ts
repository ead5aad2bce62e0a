import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import type { BrowserContext, Frame, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../server/src/db/ids.ts';
import { demoTenantId } from '../../server/src/demo/seed.ts';
import { accessGrant } from '../../server/src/features/access/access.table.ts';
import { seedId } from '../../server/src/features/imports/seed.store.ts';
import { tenant } from '../../server/src/features/organisation/organisation.table.ts';
import { TestTenant } from '../../server/src/testing/tenant.ts';
import type { Host } from './hostile/host.page.ts';
import { publicElements, serveHost } from './hostile/pages.ts';
import { axeSource, illegibleIn } from './hostile/legible.ts';
import { Stage, timeout } from './stage.ts';
import { everythingIn, perceived, shown, type Watch } from './support.ts';

const me = seedId(demoTenantId, 'staff', 'aubry');
const tags = publicElements.map(({ tag }) => tag);

/** How the session of the host's page stands, which is nothing to a frame. */
type HostSession = 'none' | 'slow' | 'wrong' | 'dying' | 'same';
interface Placed {
  readonly tag: string;
  readonly client: string;
  readonly session: HostSession;
}

describe('the hostile portal, elements in frames of Lastria’s', () => {
  const stage = Stage.use('isolated');
  let host: Awaited<ReturnType<typeof serveHost>>;
  let context: BrowserContext;
  let page: Page;
  let watch: Watch;
  let fileId = '';
  const words = new Set<string>();

  beforeAll(async () => {
    const { demonstration } = stage;
    host = await serveHost(demonstration.api);
    await demonstration.allow(new URL(host.url).origin);
    fileId = await seeEverything();
    ({ context, page, watch } = await stage.seat());
    await demonstration.signInFrames(context, 'aubry');
    page.on('response', (response) => void remember(response));
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.goto(host.url);
    await page.waitForFunction(() => 'newer' in globalThis);
    watch.consoleLines.splice(0);
  }, timeout);
  afterAll(async () => {
    await context?.close();
    await host?.close();
  }, timeout);

  /** One person who may open every element; gives a file of hers. */
  const seeEverything = async (): Promise<string> => {
    await stage.demonstration.database.withTenant(demoTenantId, [], async (tx) => {
      const worker = seedId(demoTenantId, 'staff', 'morel');
      const grants = await tx.select().from(accessGrant).where(eq(accessGrant.staffId, worker));
      for (const grant of grants) await tx.insert(accessGrant).values({ ...grant, id: newId(), staffId: me });
    });
    const sql = postgres(stage.demonstration.databaseUrl, { max: 1 });
    const [file] = await sql<{ id: string }[]>`
      select i.file_id as id from file_identity i join social_file f on f.id = i.file_id
       where i.last_name = 'Dupont' and f.status = 'open' limit 1`;
    await sql.end();
    return file!.id;
  };

  /** Everything the server said of people, as the words that must be heard nowhere outside. */
  async function remember(response: Response): Promise<void> {
    if (!new URL(response.url()).pathname.startsWith('/v1/files')) return;
    const take = (value: unknown, key = ''): void => {
      if (typeof value === 'string' && /name|text|city|street|email/i.test(key) && value.length > 3)
        words.add(value);
      else if (typeof value === 'object' && value !== null)
        for (const [name, one] of Object.entries(value)) take(one, name);
    };
    take(await response.json().catch(() => null));
  }

  const place = (cards: readonly Placed[]): Promise<void> =>
    page.evaluate(
      ([cards, baseUrl, fileId, staffId, tenantId]) => {
        const { host } = globalThis as unknown as { host: Host };
        const sessions: Record<HostSession, () => object> = {
          none: () => ({}),
          slow: () => ({ me: () => new Promise(() => undefined) }),
          wrong: () => ({ me: () => Promise.reject(new Error('401')) }),
          dying: () => ({ me: () => Promise.resolve({ tenant: { id: tenantId }, staffId }) }),
          same: () => ({ me: () => Promise.resolve({ tenant: { id: tenantId }, staffId }) }),
        };
        host.draw(
          cards.map(({ tag, client, session: kind }) => {
            const session = Object.assign(new EventTarget(), { client: null }, sessions[kind]());
            if (kind === 'dying') setTimeout(() => session.dispatchEvent(new Event('session-expired')), 50);
            return { tag, session, mode: 'isolated', props: { theme: 'auto', baseUrl, client, fileId } };
          }),
          'Chez l’hôte',
        );
      },
      [cards, stage.demonstration.api, fileId, me, demoTenantId] as const,
    );
  const each = (session: HostSession = 'none'): Placed[] =>
    tags.map((tag) => ({ tag, session, client: demoTenantId }));

  const carryAll = (): Promise<void> =>
    page.evaluate((tags) => {
      const { host } = globalThis as unknown as { host: Host };
      for (const element of document.querySelectorAll<HTMLElement>(tags.join())) host.carry(element);
    }, tags);

  /** Frames of an element, once each has something one can use; what it waits for when it has not. */
  async function ready(): Promise<readonly { readonly tag: string; readonly frame: Frame }[]> {
    const framed = async () =>
      (await shown(page))
        .slice(1)
        .map((frame) => ({ frame, tag: new URL(frame.url()).pathname.split('/')[3]! }));
    const waiting = async (): Promise<string[]> => {
      const frames = await framed();
      const here = await Promise.all(
        frames.map(async ({ tag, frame }) => {
          const tree = await frame
            .locator('body')
            .ariaSnapshot()
            .catch(() => 'away');
          const isReady = /- (button|textbox|row|tab|link|combobox|searchbox|treeitem|region)/.test(tree);
          return isReady && !/Chargement|Se connecter à Lastria|autre personne/.test(tree)
            ? ''
            : `${tag}: ${tree.slice(0, 200)}`;
        }),
      );
      const count = await page.locator(tags.join()).count();
      return [
        ...here.filter((one) => one !== ''),
        ...(frames.length < count ? [`${frames.length} of ${count}`] : []),
      ];
    };
    await expect.poll(waiting, { timeout: 60_000, interval: 250 }).toEqual([]);
    return framed();
  }

  const expectClean = (): void => {
    const thrown = watch.heard.filter(
      (line) => /^(error|unhandledrejection) /.test(line) && !line.includes('ResizeObserver loop'),
    );
    // All elements at once, of one session, ask more than twenty times a second: the SDK waits and asks again
    const said = watch.consoleLines.filter((line) => !line.includes('status of 429'));
    expect([watch.violations, said, thrown]).toEqual([[], [], []]);
  };

  it(
    'drawn and moved by the host’s own Lit, in a dark 320 px page with resets: within its edges, legible',
    { timeout },
    async () => {
      await place(each());
      await ready();
      await place(each().toReversed());
      await carryAll();
      for (const { tag, frame } of await ready()) {
        const inside = await frame.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        expect([tag, inside]).toEqual([tag, 0]);
        await frame.evaluate(axeSource);
        // What the browser paints behind a document that has no background, which axe takes for white
        await frame.evaluate(() => (document.documentElement.style.background = 'Canvas'));
        expect([tag, await illegibleIn(frame, 'body')]).toEqual([tag, []]);
      }
      const beyond = await page.evaluate(() => {
        const right = document.querySelector('main')!.getBoundingClientRect().right + 1;
        return [...document.querySelectorAll('.guest')].filter(
          (one) => one.shadowRoot!.querySelector('iframe')!.getBoundingClientRect().right > right,
        ).length;
      });
      expect(beyond).toBe(0);
      expectClean();
    },
  );

  it(
    'whatever becomes of the token of the host’s page: slow, wrong, dying, the same again',
    { timeout },
    async () => {
      const kinds = ['slow', 'wrong', 'dying', 'same'] as const;
      await place(tags.map((tag, index) => ({ tag, client: demoTenantId, session: kinds[index % 4]! })));
      await ready();
      await place(
        tags.map((tag, index) => ({ tag, client: demoTenantId, session: kinds[(index + 2) % 4]! })),
      );
      await ready();
      expectClean();
    },
  );

  it('what a host may call and hear crosses, with identifiers and states alone', { timeout }, async () => {
    await place(each());
    for (const { tag, frame } of await ready()) {
      const { verbs, events } = publicElements.find((one) => one.tag === tag)!;
      await frame.evaluate(() => {
        const said: string[] = [];
        Object.assign(globalThis, { said });
        addEventListener('message', ({ data }) => said.push((data as { verb?: string }).verb ?? ''));
      });
      await page.locator(tag).evaluate(
        (element, [verbs, events]) => {
          const heard: string[] = [];
          Object.assign(element, { heard });
          for (const type of events)
            element.addEventListener(type, (event) => {
              heard.push(`${type} ${JSON.stringify((event as CustomEvent).detail)}`);
              if (event.cancelable) event.preventDefault();
            });
          for (const verb of verbs) void (element as unknown as Record<string, () => unknown>)[verb]!();
        },
        [verbs, events] as const,
      );
      const said = () => frame.evaluate(() => (globalThis as unknown as { said: string[] }).said);
      await expect.poll(async () => (await said()).filter((one) => one !== '')).toEqual(verbs);
      await frame.locator(tag).evaluate((element, events) => {
        for (const type of events)
          element.dispatchEvent(
            new CustomEvent(type, {
              cancelable: type.includes('-before-'),
              detail: { fileId: 'id', person: { name: 'DUPONT' } },
            }),
          );
      }, events);
      const heard = () =>
        page.locator(tag).evaluate((element) => (element as unknown as { heard: string[] }).heard);
      for (const type of events)
        await expect
          .poll(heard)
          .toContainEqual(expect.stringMatching(new RegExp(`^${type} {"fileId":"id"}$`)));
      expect((await heard()).join()).not.toContain('DUPONT');
    }
    expectClean();
  });

  it('a host refuses that the editor closes, then lets it', { timeout }, async () => {
    await page.evaluate(() => Object.assign(globalThis, { refuses: true }));
    await place([{ tag: 'lastria-tdm-editor', client: demoTenantId, session: 'none' }]);
    const editor = page.locator('lastria-tdm-editor');
    await editor.evaluate((element) => {
      const asked: string[] = [];
      Object.assign(element, { asked, closable: true, fileId: undefined });
      element.addEventListener('lastria-before-close', (event) => {
        asked.push('before-close');
        if ((globalThis as unknown as { refuses: boolean }).refuses) event.preventDefault();
      });
      element.addEventListener('lastria-editor-closed', () => asked.push('closed'));
    });
    const asked = () => editor.evaluate((element) => (element as unknown as { asked: string[] }).asked);
    const [{ frame }] = (await ready()) as unknown as [{ frame: Frame }];
    const close = frame.getByRole('button', { name: 'Fermer', exact: false }).first();
    await close.click();
    await expect.poll(asked).toEqual(['before-close']);
    await page.evaluate(() => Object.assign(globalThis, { refuses: false }));
    await close.click();
    await expect.poll(asked).toEqual(['before-close', 'before-close', 'closed']);
    // Of what is typed and not signed, the host knows that it is
    const isUnsaved = () =>
      editor.evaluate((element) => (element as unknown as { hasUnsavedChanges: boolean }).hasUnsavedChanges);
    expect(await isUnsaved()).toBe(false);
    await frame.getByRole('textbox', { name: 'Texte' }).fill('Réunion de service.');
    await expect.poll(isUnsaved).toBe(true);
    expect(await editor.evaluate((element) => (element as unknown as { close(): boolean }).close())).toBe(
      false,
    );
    await frame.getByRole('alertdialog').or(frame.getByRole('dialog')).first().waitFor();
    expectClean();
  });

  it(
    'under analytics that listen to everything: no personal datum is heard, none is in the page',
    { timeout },
    async () => {
      // Whose one button, once pressed, leaves nothing to overhear
      await place(each().filter(({ tag }) => tag !== 'lastria-sign-in'));
      const frames = await ready();
      const rows = frames.find(({ tag }) => tag === 'lastria-file-list')!.frame;
      // A frame nobody sees draws nothing, and what draws nothing is never still enough to be clicked: those above
      // grow as they are filled, and push it out of sight again
      const pressed = async () => {
        await page.locator('lastria-file-list').first().scrollIntoViewIfNeeded();
        const click = rows.getByRole('row').nth(1).click({ timeout: 2000 });
        return click.then(
          () => true,
          () => false,
        );
      };
      await expect.poll(pressed, { timeout: 60_000 }).toBe(true);
      await page.locator('body').focus();
      for (let step = 0; step < 40; step += 1)
        for (const key of ['Tab', 'ArrowDown', ['Enter', 'a', 'Escape'][step % 3]!])
          await page.keyboard.press(key);
      expect(words.size).toBeGreaterThan(10);
      expect(watch.heard).toContainEqual(expect.stringMatching(/^lastria-file-open \{fileId=[\da-f-]+\}/));
      const outside = [...watch.heard, await everythingIn(page)].join('\n');
      expect([...words].filter((word) => outside.includes(word))).toEqual([]);
      // Control: in the frame, they are read
      const within = await perceived(page);
      expect([...words].some((word) => within.includes(word))).toBe(true);
      expectClean();
    },
  );

  it('beside itself for another tenant: each its own, or nothing', { timeout }, async () => {
    const other = await TestTenant.create(stage.demonstration.database, { kind: 'company' });
    await stage.demonstration.database.withTenant(other.id, [], (tx) =>
      tx
        .update(tenant)
        .set({ allowedOrigins: [new URL(host.url).origin] })
        .where(eq(tenant.tenantId, other.id)),
    );
    const tag = 'lastria-file-list';
    await place([
      { tag, client: demoTenantId, session: 'none' },
      { tag, client: other.id, session: 'none' },
    ]);
    const within = (index: number) => page.locator(tag).nth(index).locator('iframe').contentFrame();
    await within(0).getByRole('row').nth(1).waitFor();
    await within(1).getByText('pour une autre personne').waitFor();
    expect(await within(1).getByRole('row').count()).toBe(0);
    expectClean();
  });

  it(
    'once its own session has ended it shows the door, and all again when somebody is there',
    { timeout },
    async () => {
      await place(each());
      await ready();
      await stage.demonstration.endSessions();
      await carryAll();
      const doors = async () => (await perceived(page)).split('Se connecter à Lastria').length - 1;
      await expect.poll(doors, { timeout: 60_000 }).toBe(tags.length);
      await stage.demonstration.signInFrames(context, 'aubry');
      await carryAll();
      await ready();
      watch.consoleLines.splice(
        0,
        watch.consoleLines.length,
        ...watch.consoleLines.filter((line) => !/status of 401/.test(line)),
      );
      expectClean();
    },
  );
});
