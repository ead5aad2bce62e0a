import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { demoTenantId } from '../../server/src/demo/seed.ts';
import { seedId } from '../../server/src/features/imports/seed.store.ts';
import { camille, paul } from '../graph/linked.ts';
import { startGraph, type Graph } from '../graph/start-graph.ts';
import { startDemonstration, type Demonstration } from './demonstration.ts';
import { timeout } from './stage.ts';
import { keptIn, launchBrowser, perceived, watchedPage } from './support.ts';

/**
 * A calendar tied to Outlook as a person does it: our page, Microsoft's in a window of its own (the simulator of
 * test/graph in its place), the page it sends back to, then what the server does behind.
 */
let graph: Graph;
let demonstration: Demonstration;
let browser: Browser;
let sql: postgres.Sql;

beforeAll(async () => {
  // Its clock stands still, at the time of the server, which has the machine's
  graph = await startGraph({ now: new Date().toISOString() });
  const { clientId, secret } = graph.application;
  [demonstration, browser] = await Promise.all([
    startDemonstration(inject('clusterUrl'), 'inline', {
      outlookClientId: clientId,
      outlookClientSecret: secret,
      outlookLoginUrl: graph.loginUrl,
      outlookGraphUrl: new URL(graph.url).origin,
    }),
    launchBrowser(),
  ]);
  graph.registerApplication({
    ...graph.application,
    redirectUris: [`${demonstration.api}/calendrier/retour`],
  });
  sql = postgres(demonstration.databaseUrl, { max: 1 });
}, timeout);
afterAll(async () => {
  await sql?.end();
  await browser?.close();
  await demonstration?.close();
  await graph?.close();
}, timeout);

const within = { timeout: 60_000, interval: 200 };
const sees = (page: Page, wanted: RegExp) => expect.poll(() => perceived(page), within).toMatch(wanted);
/** A browser in which this person is on « Mes calendriers ». */
async function seat(person: string) {
  const { context, page, watch } = await watchedPage(browser);
  await demonstration.signInPages(context, person);
  await page.goto(`${demonstration.api}/${demoTenantId}/calendriers`);
  await page.getByRole('button', { name: 'Relier mon agenda Outlook' }).waitFor();
  return { context, page, watch };
}
const linkOf = async (person: string) =>
  (
    await sql<{ state: string; mailbox: string | null; tokens: boolean }[]>`
      select state, mailbox, sealed_tokens is not null as tokens from calendar_link
       where tenant_id = ${demoTenantId} and staff_id = ${seedId(demoTenantId, 'staff', person)}`
  )[0];
const busyOf = async (person: string) =>
  (
    await sql<{ count: number }[]>`
      select count(*)::int as count from outside_busy
       where tenant_id = ${demoTenantId} and staff_id = ${seedId(demoTenantId, 'staff', person)}`
  )[0]!.count;
const asked = (path: string): number => graph.ledger.filter(({ target }) => target.includes(path)).length;
/** Two hours of a day to come, in the calendar of somebody in Outlook. */
const inTwoDays = (from: number) => {
  const day = new Date(graph.clock.now + 2 * 86_400_000).toISOString().slice(0, 10);
  const at = (hour: number) => ({ dateTime: `${day}T${hour}:00:00`, timeZone: 'Europe/Paris' });
  return { start: at(from), end: at(from + 1) };
};

describe('an Outlook calendar, tied from the page to Microsoft and back', () => {
  it('refused there, then agreed to: linked, read, and let go of', { timeout }, async () => {
    const { context, page, watch } = await seat('morel');
    const mailbox = graph.mailbox(camille);
    mailbox.create({ subject: 'Dentiste', ...inTwoDays(10) });

    mailbox.signIn(true);
    const opened = context.waitForEvent('page');
    await page.getByRole('button', { name: 'Relier mon agenda Outlook' }).click();
    const refused = await opened;
    await refused.getByRole('heading', { name: 'Microsoft n’a pas donné son accord' }).waitFor();
    expect(refused.url()).toBe(`${demonstration.api}/calendrier/retour`);
    expect(asked('/oauth2/v2.0/authorize')).toBe(1);
    expect(asked('/oauth2/v2.0/token')).toBe(0);
    expect(await linkOf('morel')).toMatchObject({ tokens: false });
    await refused.close();
    await page.getByRole('button', { name: 'Ne pas relier' }).click();

    mailbox.signIn();
    const again = context.waitForEvent('page');
    await page.getByRole('button', { name: 'Relier mon agenda Outlook' }).click();
    const window = await again;
    // It closes by itself; where a browser refuses, what it says stands
    await Promise.race([
      window.waitForEvent('close', { timeout }),
      window.getByRole('heading', { name: 'Microsoft a donné son accord' }).waitFor({ timeout }),
    ]);
    if (!window.isClosed()) expect(window.url()).toBe(`${demonstration.api}/calendrier/retour`);
    await page.bringToFront();
    await sees(page, /Boîte : camille\.martin@valmont\.example/);
    await expect
      .poll(() => linkOf('morel'), within)
      .toEqual({
        state: 'connected',
        mailbox: camille,
        tokens: true,
      });
    expect(asked('/oauth2/v2.0/token')).toBeGreaterThan(0);
    // The first round of delta: when she is taken, and nothing of what for
    await expect.poll(() => busyOf('morel'), within).toBe(1);
    expect(asked('/calendarView/delta')).toBeGreaterThan(0);
    const said = await sql<{ row: string }[]>`select to_jsonb(o)::text as row from outside_busy o`;
    expect(said.map(({ row }) => row).join()).not.toContain('Dentiste');

    await page.getByRole('button', { name: 'Séparer d’Outlook' }).click();
    await page.getByRole('button', { name: 'Séparer d’Outlook' }).last().click();
    await expect.poll(() => linkOf('morel'), within).toMatchObject({ state: 'removed', tokens: false });
    expect(await busyOf('morel')).toBe(0);
    await sees(page, /Relier mon agenda Outlook/);
    // What she had there is as it was, of ours nothing to come is left, and nobody was written to
    const isOurs = (one: Readonly<Record<string, unknown>>) => one['subject'] === 'Occupé';
    expect(
      mailbox
        .events()
        .filter((one) => !isOurs(one))
        .map(({ subject }) => subject),
    ).toEqual(['Dentiste']);
    const [soon, later] = [1, 30 * 24].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
    expect(mailbox.seen(soon!, later!).filter(isOurs)).toEqual([]);
    expect(graph.mails).toEqual([]);
    expect(watch.violations).toEqual([]);
    expect(await keptIn(context, page)).not.toMatch(/code=|state=/);
    await context.close();
  });

  it(
    'an answer with another state, or brought by somebody else, ties nothing; the one that was begun does',
    { timeout },
    async () => {
      const one = await seat('roux');
      const other = await seat('besson');
      graph.mailbox(paul).signIn();
      // Microsoft's page is asked by us, so that its answer is in our hands
      let address = '';
      await one.context.route(
        (url) => url.href.startsWith(graph.loginUrl),
        (route) => {
          address = route.request().url();
          return route.abort();
        },
      );
      await one.page.getByRole('button', { name: 'Relier mon agenda Outlook' }).click();
      await expect.poll(() => address, within).toContain('/authorize');
      const answer = await fetch(address, { redirect: 'manual' });
      const back = new URL(answer.headers.get('location')!);
      expect(back.searchParams.get('code')).not.toBeNull();
      const calls = graph.ledger.length;

      const forged = new URL(back);
      forged.searchParams.set('state', `${back.searchParams.get('state')!.slice(0, -1)}~`);
      const page = await one.context.newPage();
      const refusal = (on: Page) => on.getByText('Cette liaison ne peut pas être terminée ici').waitFor();
      await page.goto(forged.href);
      await refusal(page);
      await other.page.goto(back.href);
      await refusal(other.page);
      expect([await linkOf('roux'), await linkOf('besson')].map((link) => link?.tokens ?? false)).toEqual([
        false,
        false,
      ]);
      expect(graph.ledger.length, 'nothing was asked of Microsoft').toBe(calls);

      // Control: the same answer, untouched, where it was begun
      await page.goto(back.href);
      await page.getByText('Microsoft a donné son accord').waitFor();
      await expect.poll(() => linkOf('roux'), within).toMatchObject({ state: 'connected', mailbox: paul });
      // It serves once
      await page.goto(back.href);
      await refusal(page);
      await one.context.close();
      await other.context.close();
    },
  );
});
