import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import { demoTenantId } from '../../server/src/demo/seed.ts';
import { Hands } from './hands.ts';
import { Stage, timeout } from './stage.ts';
import { named, perceived, type Watch } from './support.ts';

/** The agenda on the real server: from a free slot to the travail in the file, hands on the keyboard. */
const stage = Stage.use('inline');

describe('an appointment, from a free slot to the follow-up of its file', () => {
  let context: BrowserContext;
  let page: Page;
  let watch: Watch;
  let hands: Hands;
  let sql: postgres.Sql;

  beforeAll(async () => {
    const { demonstration } = stage;
    ({ context, page, watch } = await stage.seat(undefined, { width: 1366, height: 900 }));
    hands = await Hands.on(page);
    await demonstration.signInPages(context, 'morel');
    sql = postgres(demonstration.databaseUrl, { max: 1 });
  }, timeout);
  afterAll(async () => {
    await sql?.end();
    await context?.close();
  }, timeout);

  const within = { timeout: 20_000, interval: 100 };
  const focusIs = (wanted: RegExp) => expect.poll(() => named(page), within).toMatch(wanted);
  const sees = (wanted: RegExp) => expect.poll(() => perceived(page), within).toMatch(wanted);
  const written = () => sql<{ file_id: string; type_code: string; minutes: number }[]>`
    select file_id, type_code, minutes from work_entry where appointment_id is not null`;

  it(
    'is booked, refused beside another, moved, honoured; its travail is confirmed once',
    { timeout },
    async () => {
      await page.goto(`${stage.demonstration.api}/${demoTenantId}/agenda`);
      await sees(/grid "Agenda/);
      await hands.reach(/^gridcell/);
      // What took place can be said to have; the demonstration’s own appointments begin a week before
      await hands.press('PageUp', 'PageUp', 'Home');
      await focusIs(/lundi .*libre|lundi .*hors des heures/);
      for (let line = 0; line < 4; line++) await hands.press('↓');
      await hands.press('Entrée');
      await focusIs(/Motif/);
      await hands.reach(/Dossier/);
      await hands.type('DUPONT Marie');
      await sees(/option "DUPONT Marie/);
      await hands.press('Entrée');
      await sees(/Aucun empêchement|À savoir/);
      await hands.reach(/^button Enregistrer/);
      await hands.press('Entrée');
      await focusIs(/DUPONT Marie/);

      await hands.press('↑', 'Entrée');
      await focusIs(/Motif/);
      await sees(/Ce temps est déjà pris[\s\S]*(DUPONT|libre)/);
      await hands.press('Échap');

      await focusIs(/gridcell/);
      await hands.press('↓');
      await focusIs(/DUPONT Marie/);
      await hands.press('m', '→', 'Entrée');
      await focusIs(/^button DUPONT Marie.*mardi/);
      await hands.press('Entrée');
      await sees(/button "A eu lieu"/);
      await hands.reach(/^button A eu lieu/);
      await hands.press('Entrée');
      await focusIs(/Enregistrer le travail/);
      expect(await written()).toHaveLength(0);
      await hands.press('Entrée');
      await sees(/Travail écrit dans le dossier/);

      const [entry, ...others] = await written();
      expect(others).toEqual([]);
      expect(entry).toMatchObject({ type_code: 'entretien-physique-bureau', minutes: 60 });
      expect(hands.pointerEvents()).toEqual([]);
      await page.goto(`${stage.demonstration.api}/${demoTenantId}/dossiers/${entry!.file_id}`);
      await sees(/article "?[^\n]*Entretien physique au bureau/);
      expect(watch.violations).toEqual([]);
    },
  );
});
