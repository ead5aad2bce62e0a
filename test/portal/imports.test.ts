import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  enter,
  focused,
  keptIn,
  launchBrowser,
  startDemonstration,
  tabTo,
  waitForText,
  watchedPage,
  type Demonstration,
} from './support.ts';

const timeout = 300_000;
const samples = new URL('../samples/', import.meta.url);
const sample = (name: string): string => fileURLToPath(new URL(name, samples));
const json = <T>(name: string): T => JSON.parse(readFileSync(sample(name), 'utf8')) as T;
interface Decided {
  readonly counts: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, readonly (string | number)[]>>;
}
interface Line {
  readonly row: string;
  readonly level: string;
  readonly code: string;
}

let demonstration: Demonstration;
let browser: Browser;
let script: string;

/** What the intranet would write on a page of imports. */
const host = `
  import '@lastria/elements/imports.js';
  import { connect } from '@lastria/sdk';
  const { api } = JSON.parse(document.getElementById('visit').textContent);
  const element = document.createElement('lastria-import');
  document.body.replaceChildren(element);
  element.session = connect({
    baseUrl: api,
    getToken: async () => (await fetch('/lastria-token', { method: 'POST' })).json(),
  });`;

beforeAll(async () => {
  const bundle = build({
    stdin: {
      contents: host,
      resolveDir: fileURLToPath(new URL('../../stories/portal', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
    tsconfig: fileURLToPath(new URL('../../elements/tsconfig.json', import.meta.url)),
  });
  [demonstration, browser, script] = await Promise.all([
    startDemonstration(),
    launchBrowser(),
    bundle.then(({ outputFiles }) => outputFiles[0]!.text),
  ]);
}, timeout);
afterAll(async () => {
  await browser?.close();
  await demonstration?.close();
}, timeout);

/** The intranet's own page and policy, with the script of a page of imports in place of its own. */
async function open(person: string) {
  const opened = await watchedPage(browser);
  const { page } = opened;
  await page.addInitScript(() => {
    const counted = globalThis as unknown as { pointed: number };
    counted.pointed = 0;
    for (const type of ['pointerdown', 'mousedown', 'touchstart'])
      addEventListener(type, () => (counted.pointed += 1), true);
  });
  // Taken from the system before any key asks for it
  page.on('filechooser', () => undefined);
  await enter(opened.context, demonstration, person);
  await page.route('**/portal.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: script }),
  );
  await page.goto(demonstration.portal);
  return opened;
}

async function send(page: Page, name: string): Promise<void> {
  await tabTo(page, /Importer un fichier/);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toMatch(/#choose/);
  const choosing = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await choosing).setFiles(sample(name));
  await waitForText(page, 'Ce que contient chaque colonne');
}

/** The default unit, by the first letters of its name; then the day of the list. */
async function place(page: Page, unit: string, day: string): Promise<void> {
  await expect
    .poll(async () => {
      await page.keyboard.press('Tab');
      return page.locator('lastria-import-mapping #unit select:focus').count();
    })
    .toBe(1);
  await page.keyboard.type(unit);
  await page.keyboard.press('Tab');
  await page.keyboard.type(day);
  await page.keyboard.press('Tab');
  await waitForText(page, 'Correspondance enregistrée.');
}

async function press(page: Page, wanted: RegExp): Promise<void> {
  await tabTo(page, wanted, 120);
  await page.keyboard.press('Enter');
}

/** A figure by its name, as one reads it. */
async function figure(page: Page, label: string): Promise<number> {
  const row = page.locator('lastria-import-outcome dl > div').filter({ hasText: label }).first();
  return Number((await row.locator('dd').innerText()).replaceAll(/\D/g, ''));
}

/** Asks the SDK's session of the page: what the screen does not let one do quickly, or does not show whole. */
const ask = <T>(page: Page, what: 'report' | 'map', mapping: unknown = null): Promise<T> =>
  page.evaluate(
    async ([verb, given]) => {
      interface Versioned {
        readonly id: string;
        readonly version: number;
      }
      interface Imports {
        list(): AsyncIterable<Versioned>;
        report(id: string): AsyncIterable<unknown>;
        change(id: string, patch: object, options: object): Promise<Versioned>;
      }
      const element = document.querySelector('lastria-import') as unknown as {
        session: { imports: Imports };
        importId: string;
      };
      const { imports } = element.session;
      if (verb === 'report') {
        const lines: unknown[] = [];
        for await (const line of imports.report(element.importId)) lines.push(line);
        return lines as never;
      }
      for await (const one of imports.list())
        if (one.id === element.importId)
          return (await imports.change(one.id, { mapping: given }, { etag: `"${one.version}"` })) as never;
      return null as never;
    },
    [what, mapping] as const,
  );

const rowsOf = (lines: readonly Line[], code: string): string[] =>
  lines.filter((line) => line.level === 'refused' && line.code === code).map(({ row }) => row);

describe('imports on a page of the intranet, from the keyboard alone', () => {
  it('lists that services have give what was decided by hand, and are taken back', { timeout }, async () => {
    const { context, page, watch } = await open('morel');
    await waitForText(page, 'Aucun import pour le moment.');
    await send(page, 'people-2.xlsx');
    await waitForText(page, 'Tout est désigné.');
    await place(page, 'Service social du personnel', '02/10/2026');
    await press(page, /^button#check/);
    await waitForText(page, 'Résultat de la vérification');
    const people = json<Decided>('people-2.expected.json');
    expect(await figure(page, 'À créer')).toBe(people.counts['created']);
    expect(await figure(page, 'Lignes refusées')).toBe(people.counts['refused']);
    expect(await figure(page, 'Lignes en double')).toBe(people.counts['merged']);
    const before = await figure(page, 'Dossiers aujourd’hui');
    const seen = await ask<Line[]>(page, 'report');
    for (const [code, rows] of Object.entries(people.refused)) expect(rowsOf(seen, code)).toEqual(rows);

    await press(page, /^button#run/);
    await expect.poll(() => focused(page)).toMatch(/Annuler/);
    await press(page, /^button#confirm/);
    await waitForText(page, 'Import en cours');
    // The page is closed and opened again: the work went on, and is found where it is
    await page.reload();
    await press(page, /Ouvrir l’import de people-2\.xlsx/);
    await waitForText(page, '2 829 dossiers créés');
    expect(await figure(page, 'Dossiers après')).toBe(before + 2829);

    await press(page, /^button#back/);
    await send(page, 'interventions-3.csv');
    await waitForText(page, 'libellés à regarder');
    await place(page, 'Service social du personnel', '18/11/2026');
    await press(page, /Laisser « .* » sans équivalent/);
    await waitForText(page, 'Correspondance enregistrée.');
    await ask(page, 'map', json('interventions-3.map.json'));
    await page.reload();
    await press(page, /Ouvrir l’import de interventions-3\.csv/);
    await waitForText(page, 'Ce que contient chaque colonne');
    await press(page, /^button#check/);
    await waitForText(page, 'Résultat de la vérification');
    const entries = json<Decided>('interventions-3.expected.json');
    expect(await figure(page, 'Lignes lues')).toBe(entries.counts['records']);
    const lines = await ask<Line[]>(page, 'report');
    // What is wrong with a row itself is what was decided; who it is about depends on who is there
    for (const code of ['missingDate', 'incompleteDate', 'invalidDate', 'dateInFuture', 'missingWorkType'])
      expect(rowsOf(lines, code), code).toEqual((entries.refused[code] ?? []).map(String));
    const [created, refused, repeated] = [
      await figure(page, 'À créer'),
      await figure(page, 'Lignes refusées'),
      await figure(page, 'Lignes en double'),
    ];
    expect(created + refused + repeated).toBe(5000);
    expect(created).toBeGreaterThan(3000);

    await press(page, /^button#back/);
    await press(page, /Ouvrir l’import de people-2\.xlsx/);
    await press(page, /^button#undo/);
    await press(page, /^button#confirm/);
    await waitForText(page, 'Tout ce qu’il avait créé est retiré.');
    expect(await figure(page, 'Retirés')).toBe(2829);

    expect(await page.evaluate(() => (globalThis as unknown as { pointed: number }).pointed)).toBe(0);
    expect(watch.violations).toEqual([]);
    expect(watch.consoleLines).toEqual([]);
    const personal = /vaillant|nowicki|cardoso|people-2|interventions-3/i;
    expect(
      watch.requests.map((request) => decodeURIComponent(request.url())).filter((url) => personal.test(url)),
    ).toEqual([]);
    expect(watch.heard).toContainEqual(expect.stringMatching(/^lastria-import-open /));
    expect(watch.heard.filter((line) => personal.test(line))).toEqual([]);
    expect(await keptIn(context, page)).not.toMatch(personal);
    await context.close();
  });

  it('who may not write what a file holds reads what to ask for', { timeout }, async () => {
    const { context, page } = await open('delmas');
    await waitForText(page, 'Demandez ce droit à l’administrateur de votre service.');
    await context.close();
  });
});
