import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { timeout, type Stage } from '../stage.ts';
import { focused, inside, keptIn, tabTo } from '../support.ts';

const samples = new URL('../../samples/', import.meta.url);
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
const rowsOf = (lines: readonly Line[], code: string): string[] =>
  lines.filter((line) => line.level === 'refused' && line.code === code).map(({ row }) => row);

/** Lists that services have, imported from the page of the intranet. */
export function importJourneys(stage: Stage): void {
  const screen = (page: Page) => inside(page, stage.mode, 'lastria-import');
  const read = (page: Page, text: string) =>
    screen(page).getByText(text).first().waitFor({ timeout: 60_000 });

  async function open(person: string) {
    const opened = await stage.seat(person);
    const { page } = opened;
    await page.addInitScript(() => {
      const counted = globalThis as unknown as { pointed: number };
      counted.pointed = 0;
      for (const type of ['pointerdown', 'mousedown', 'touchstart'])
        addEventListener(type, () => (counted.pointed += 1), true);
    });
    // Taken from the system before any key asks for it
    page.on('filechooser', () => undefined);
    await page.goto(`${stage.demonstration.portal}/#imports`);
    return opened;
  }

  async function send(page: Page, name: string): Promise<void> {
    await screen(page).getByRole('button', { name: 'Importer un fichier' }).waitFor();
    await tabTo(page, /Importer un fichier/);
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toMatch(/#choose/);
    const choosing = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (await choosing).setFiles(sample(name));
    await read(page, 'Ce que contient chaque colonne');
  }

  /** The default unit, by the first letters of its name; then the day of the list. */
  async function place(page: Page, unit: string, day: string): Promise<void> {
    await expect
      .poll(async () => {
        await page.keyboard.press('Tab');
        return screen(page).locator('lastria-import-mapping #unit select:focus').count();
      })
      .toBe(1);
    await page.keyboard.type(unit);
    await page.keyboard.press('Tab');
    await page.keyboard.type(day);
    await page.keyboard.press('Tab');
    await read(page, 'Correspondance enregistrée.');
  }

  async function press(page: Page, wanted: RegExp): Promise<void> {
    await tabTo(page, wanted, 120);
    await page.keyboard.press('Enter');
  }

  /** A figure by its name, as one reads it. */
  async function figure(page: Page, label: string): Promise<number> {
    const row = screen(page).locator('lastria-import-outcome dl > div').filter({ hasText: label }).first();
    return Number((await row.locator('dd').innerText()).replaceAll(/\D/g, ''));
  }

  /** Asks the SDK's session of the element: what the screen does not let one do quickly, or does not show whole. */
  const ask = <T>(page: Page, what: 'report' | 'map', mapping: unknown = null): Promise<T> =>
    screen(page).evaluate(
      async (element, [verb, given]) => {
        interface Versioned {
          readonly id: string;
          readonly version: number;
        }
        interface Imports {
          list(): AsyncIterable<Versioned>;
          report(id: string): AsyncIterable<unknown>;
          change(id: string, patch: object, options: object): Promise<Versioned>;
        }
        const { session, importId } = element as unknown as {
          session: { imports: Imports };
          importId: string;
        };
        const { imports } = session;
        if (verb === 'report') {
          const lines: unknown[] = [];
          for await (const line of imports.report(importId)) lines.push(line);
          return lines as never;
        }
        for await (const one of imports.list())
          if (one.id === importId)
            return (await imports.change(one.id, { mapping: given }, { etag: `"${one.version}"` })) as never;
        return null as never;
      },
      [what, mapping] as const,
    );

  /** Sends a list and has it checked, from the page of imports. */
  async function check(page: Page, name: string, day: string): Promise<void> {
    await send(page, name);
    await read(page, 'Tout est désigné.');
    await place(page, 'Service social du personnel', day);
    await press(page, /^button#check/);
    await read(page, 'Résultat de la vérification');
  }

  /** What the screen and the report say is what was decided by hand. */
  async function expectDecided(page: Page, name: string): Promise<void> {
    const decided = json<Decided>(name);
    expect(await figure(page, 'À créer')).toBe(decided.counts['created']);
    expect(await figure(page, 'Lignes refusées')).toBe(decided.counts['refused']);
    expect(await figure(page, 'Lignes en double')).toBe(decided.counts['merged']);
    const lines = await ask<Line[]>(page, 'report');
    for (const [code, rows] of Object.entries(decided.refused))
      expect(rowsOf(lines, code)).toEqual(rows.map(String));
  }

  /** The past interventions of the persons just imported, checked and left there. */
  async function checkInterventions(page: Page): Promise<void> {
    await press(page, /^button#back/);
    await send(page, 'interventions-3.csv');
    await read(page, 'libellés à regarder');
    await place(page, 'Service social du personnel', '18/11/2026');
    await press(page, /Laisser « .* » sans équivalent/);
    await read(page, 'Correspondance enregistrée.');
    await ask(page, 'map', json('interventions-3.map.json'));
    await page.reload();
    await press(page, /Ouvrir l’import de interventions-3\.csv/);
    await read(page, 'Ce que contient chaque colonne');
    await press(page, /^button#check/);
    await read(page, 'Résultat de la vérification');
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
    expect(created).toBeGreaterThan(100);
  }

  describe('imports on a page of the intranet, from the keyboard alone', () => {
    it(
      'lists that services have give what was decided by hand, and are taken back',
      { timeout },
      async () => {
        const { context, page, watch } = await open('morel');
        await read(page, 'Aucun import pour le moment.');
        await check(page, 'people-1.csv', '02/10/2026');
        await expectDecided(page, 'people-1.expected.json');
        const before = await figure(page, 'Dossiers aujourd’hui');
        await press(page, /^button#run/);
        await expect.poll(() => focused(page)).toMatch(/Annuler/);
        await press(page, /^button#confirm/);
        await read(page, 'Import en cours');
        // The page is closed and opened again: the work went on, and is found where it is
        await page.reload();
        await press(page, /Ouvrir l’import de people-1\.csv/);
        await read(page, '351 dossiers créés');
        expect(await figure(page, 'Dossiers après')).toBe(before + 351);

        // Five thousand rows weigh on the server alone, however it is shown
        if (stage.mode === 'inline') await checkInterventions(page);

        await press(page, /^button#back/);
        await press(page, /Ouvrir l’import de people-1\.csv/);
        await press(page, /^button#undo/);
        await press(page, /^button#confirm/);
        await read(page, 'Tout ce qu’il avait créé est retiré.');
        expect(await figure(page, 'Retirés')).toBe(351);

        expect(await page.evaluate(() => (globalThis as unknown as { pointed: number }).pointed)).toBe(0);
        expect(watch.violations).toEqual([]);
        expect(watch.consoleLines).toEqual([]);
        const personal = /vaillant|nowicki|cardoso|people-1|interventions-3/i;
        expect(
          watch.requests
            .map((request) => decodeURIComponent(request.url()))
            .filter((url) => personal.test(url)),
        ).toEqual([]);
        expect(watch.heard).toContainEqual(expect.stringMatching(/^lastria-import-open /));
        expect(watch.heard.filter((line) => personal.test(line))).toEqual([]);
        expect(await keptIn(context, page)).not.toMatch(personal);
        await context.close();
      },
    );

    it('who may not write what a file holds reads what to ask for', { timeout }, async () => {
      const { context, page } = await stage.seat('delmas');
      // An intranet that shows everybody its page of imports
      await page.addInitScript(() => {
        const { parse } = JSON;
        JSON.parse = (text, reviver) => {
          const value = parse(text, reviver) as { me?: { places?: string[] } } | null;
          if (value?.me?.places) value.me.places = ['imports'];
          return value;
        };
      });
      await page.goto(stage.demonstration.portal);
      await read(page, 'Demandez ce droit à l’administrateur de votre service.');
      await context.close();
    });

    // Three thousand people of a workbook weigh on the server alone, however it is shown
    if (stage.mode === 'inline')
      it('a long workbook gives what was decided by hand', { timeout }, async () => {
        const { context, page } = await open('morel');
        await check(page, 'people-2.xlsx', '02/10/2026');
        await expectDecided(page, 'people-2.expected.json');
        await context.close();
      });
  });
}
