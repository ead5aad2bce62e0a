import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectJson } from '../../../testing/app.ts';
import { remindingScene, settings, startReminding, type Reminding } from './reminders.testkit.ts';

let reminding: Reminding;
beforeAll(async () => {
  reminding = await startReminding();
});
afterAll(() => reminding.close());

test('a unit does as the one above, and a name that tells is refused', async () => {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  const { ask, administrator, secretary, tenant, north } = scene;
  const path = (unitId: string) => `/v1/agenda/reminders/settings/${unitId}`;
  const ward = await tenant.unit('Service 3', north);
  expect(await expectJson(await ask(administrator, path(ward)), 200)).toMatchObject({
    enabled: true,
    daysBefore: 2,
    inherited: true,
    sendsMail: true,
    version: 0,
  });
  expect(await expectJson(await ask(administrator, path(tenant.root)), 200)).toMatchObject({
    enabled: false,
  });
  expect((await ask(secretary, path(north), 'PUT', settings, 1)).status).toBe(403);
  expect((await ask(scene.stranger, path(north))).status).toBe(404);
  for (const sender of ['Service social du personnel', 'Hôpital Nord', 'Pôle Santé', 'Mission Handicap'])
    expect((await ask(administrator, path(north), 'PUT', { ...settings, sender }, 1)).status).toBe(422);
  await expectJson(
    await ask(administrator, path(north), 'PUT', { ...settings, sender: 'Accueil, bâtiment B' }, 1),
    200,
  );
  const preview = { template: 'brief', sender: 'Accueil, bâtiment B' };
  expect(
    await expectJson(await ask(secretary, '/v1/agenda/reminders/preview', 'POST', preview), 200),
  ).toEqual({
    subject: 'Rappel de votre rendez-vous',
    text: `Rendez-vous : mardi 24 novembre 2026 à 14 h 00.

En cas d’empêchement, merci de nous prévenir.

Accueil, bâtiment B

Ce message est automatique : merci de ne pas y répondre.
`,
  });
});
