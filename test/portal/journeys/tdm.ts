import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import { FileRows } from '../database.ts';
import { Hands } from '../hands.ts';
import { timeout, type Stage } from '../stage.ts';
import { inside, named } from '../support.ts';

interface Travail {
  readonly type: string;
  readonly minutes: number;
  readonly travel?: number;
  readonly asks: readonly (readonly [demande: string, ...moyens: string[]])[];
  readonly text: string;
}

/** The method, counted behind the screen. */
export function tdmJourneys(stage: Stage): void {
  describe('Travail, Demande, Moyen, through the screen', () => {
    let context: BrowserContext;
    let page: Page;
    let hands: Hands;
    let rows: FileRows;

    beforeAll(async () => {
      ({ context, page } = await stage.seat('morel'));
      hands = await Hands.on(page);
      await page.goto(stage.demonstration.portal);
      await hands.reach(/Rechercher un dossier/);
      await hands.type('DUPONT Marie');
      const list = inside(page, stage.mode, 'lastria-file-list');
      const [opened] = await Promise.all([
        page.waitForResponse((response) => /\/v1\/files\/[0-9a-f-]{36}$/.test(response.url())),
        list
          .getByRole('row', { name: /DUPONT Marie/ })
          .first()
          .waitFor()
          .then(() => hands.press('↓', 'Entrée')),
      ]);
      rows = new FileRows(stage.demonstration.databaseUrl, new URL(opened.url()).pathname.split('/')[3]!);
      await inside(page, stage.mode, 'lastria-social-file')
        .getByRole('heading', { name: /DUPONT Marie/ })
        .waitFor();
    }, timeout);
    afterAll(async () => {
      await rows?.close();
      await context?.close();
    }, timeout);

    const focusIs = (wanted: RegExp) => expect.poll(() => named(page), { timeout: 20_000 }).toMatch(wanted);
    const timeline = () =>
      inside(page, stage.mode, 'lastria-social-file').locator('lastria-social-file-timeline');

    /** A demande and its moyens: each chosen by a part of its name. */
    async function ask(demande: string, ...moyens: readonly string[]): Promise<void> {
      await hands.reach(/Ajouter une demande/);
      await hands.type(demande);
      await hands.press('Entrée');
      await focusIs(/Ajouter un moyen à/);
      for (const moyen of moyens) {
        await hands.type(moyen);
        await hands.press('Entrée');
      }
    }

    /** From a blank form to a signed travail, hands on the keyboard. */
    async function write({ type, minutes, travel, asks, text }: Travail, sign: string): Promise<void> {
      await focusIs(/Saisie rapide/);
      await hands.press('Tab');
      await hands.type(type);
      await hands.press('Tab');
      await hands.reach(/Durée/);
      await hands.type(String(minutes));
      for (const one of asks) await ask(...one);
      await hands.press('Alt+t');
      await focusIs(/Texte/);
      await hands.type(text);
      if (travel !== undefined) {
        await hands.reach(/Trajet/);
        await hands.type(String(travel));
      }
      await hands.press(sign);
      await timeline().getByText(text).waitFor();
    }

    it(
      'three travaux share four demandes with six moyens; edited, unlinked, undone, they count right',
      { timeout },
      async () => {
        const [start, startTotals] = [await rows.byRequest(), await rows.totals()];
        expect(
          ['dossier-surendettement', 'garde-enfants', 'aah', 'pension-reversion'].filter(
            (type) => type in start,
          ),
        ).toEqual([]);

        await hands.reach(/^button Travail$/);
        await hands.press('Entrée');
        const next = 'Ctrl+Maj+Entrée';
        await write(
          {
            type: 'entretien tél',
            minutes: 30,
            asks: [
              ['dossier de surend', 'plan d’apur', 'banque de france'],
              ['garde d’enf', 'conseil tech'],
            ],
            text: 'Premier travail.',
          },
          next,
        );
        await write(
          {
            type: 'visite à dom',
            minutes: 90,
            travel: 40,
            // The first is open in the file by now: it comes before the types, and is the one linked
            asks: [['dossier de surend'], ['AAH', 'MDPH'], ['pension de rév', 'écoute']],
            text: 'Deuxième travail.',
          },
          next,
        );
        const beforeThird = await rows.all();
        await write(
          {
            type: 'entretien tél',
            minutes: 60,
            asks: [['garde d’enf'], ['dossier de surend', 'FSL']],
            text: 'Troisième travail.',
          },
          'Ctrl+Entrée',
        );
        const counted = async () => {
          const now = await rows.byRequest();
          return Object.fromEntries(Object.entries(now).filter(([type]) => !(type in start)));
        };
        // 30/2 + 90/3 + 60/2 = 75 for the first; one interview on three demandes is one travail and three links
        const whole = {
          'dossier-surendettement': [3, 3, 75],
          'garde-enfants': [2, 1, 45],
          aah: [1, 1, 30],
          'pension-reversion': [1, 1, 30],
        };
        expect(await counted()).toEqual(whole);
        const totals = await rows.totals();
        expect({
          entries: totals.entries - startTotals.entries,
          links: totals.links - startTotals.links,
          actions: totals.actions - startTotals.actions,
          minutes: totals.minutes - startTotals.minutes,
          travel: totals.travel - startTotals.travel,
        }).toEqual({ entries: 3, links: 7, actions: 6, minutes: 180, travel: 40 });

        // Undone within ten seconds: as if it had never been, and the form gives everything back to sign it again
        const undo = async () => {
          await focusIs(/^article/);
          await hands.press('Ctrl+z');
        };
        await undo();
        await timeline().getByText('Troisième travail.').waitFor({ state: 'detached' });
        expect(await rows.all()).toBe(beforeThird);
        await focusIs(/Saisie rapide/);
        await hands.press('Ctrl+Entrée');
        await timeline().getByText('Troisième travail.').waitFor();
        expect(await counted()).toEqual(whole);

        // Edited: one demande unlinked with its moyen, another duration
        const beforeChange = await rows.all();
        await hands.reach(/^button Modifier : Entretien téléphonique/);
        await hands.press('Entrée');
        await focusIs(/Saisie rapide/);
        await hands.reach(/Durée/);
        await hands.press('Ctrl+a');
        await hands.type('40');
        await hands.reach(/Retirer la demande Dossier de surendettement/);
        await hands.press('Entrée');
        await hands.press('Ctrl+Entrée');
        const less = {
          'dossier-surendettement': [2, 2, 45],
          'garde-enfants': [2, 1, 55],
          aah: [1, 1, 30],
          'pension-reversion': [1, 1, 30],
        };
        await expect.poll(counted, { timeout: 20_000 }).toEqual(less);
        await undo();
        await expect.poll(() => rows.all(), { timeout: 20_000 }).toBe(beforeChange);
        expect(await counted()).toEqual(whole);
        expect(hands.pointerEvents()).toEqual([]);
      },
    );
  });
}
