import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoTenantId } from '../../server/src/demo/seed.ts';
import { codeAt } from '../../server/src/testing/browser.ts';
import { enter, startDemonstration, type Demonstration } from './demonstration.ts';
import { expectSound, expectWalked } from './sound.ts';
import { everythingIn, keptIn, launchBrowser, tabTo, watchedPage, type Watch } from './support.ts';

const timeout = 120_000;
const password = 'quatre mots sans rapport: gravier';
let browser: Browser;
let demonstration: Demonstration;
beforeAll(async () => {
  [browser, demonstration] = await Promise.all([launchBrowser(), startDemonstration(inject('clusterUrl'))]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await demonstration?.close();
});

/** The code an application shows, some steps of thirty seconds from now: none serves twice. */
const codeIn = (secret: string, steps = 0): string => codeAt(secret, new Date(Date.now() + steps * 30_000));

/** The recovery codes on the screen, once they are. */
const codesOf = async (page: Page): Promise<string[]> => {
  await page.getByRole('heading', { name: 'Vos codes de secours' }).waitFor();
  return page.getByRole('list', { name: 'Codes de secours' }).getByRole('listitem').allTextContents();
};
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const cleanly = (watch: Watch) => ({
  violations: watch.violations,
  // What the browser says of a reply that refuses
  lines: watch.consoleLines.filter((line) => !/status of 40[13]/.test(line)),
});
const clean = { violations: [], lines: [] };

type Look = (page: Page, what: string) => Promise<void>;
const unseen: Look = () => Promise.resolve();
/** Anybody may meet it: by axe, in forced colours, at 320 px, and by Tab alone. */
const seen: Look = async (page, what) => {
  await expectSound(page, what);
  await expectWalked(page, what);
};

/** From the link one received to the first page, with an application; gives its secret. */
async function enrol(page: Page, link: string, look: Look = unseen): Promise<string> {
  await page.goto(link);
  await page.getByLabel('Choisissez un mot de passe').waitFor();
  await look(page, 'invitation');
  await page.getByLabel('Choisissez un mot de passe').fill(password);
  await button(page, 'Choisir ce mot de passe').click();
  await button(page, 'Utiliser une application').waitFor();
  await look(page, 'choice of a factor');
  await button(page, 'Utiliser une application').click();
  await page.getByRole('img', { name: /Code à lire/ }).waitFor();
  await look(page, 'application');
  const secret = (await page.locator('.secret').textContent())!.replaceAll(/\s/g, '');
  await page.getByLabel('Code de votre application').fill(codeIn(secret));
  await button(page, 'Vérifier le code').click();
  await page.getByRole('heading', { name: 'Vos codes de secours' }).waitFor();
  await look(page, 'recovery codes');
  await button(page, 'Je les ai gardés').click();
  return secret;
}

async function signIn(page: Page, login: string, code: string, look: Look = unseen): Promise<void> {
  await look(page, 'sign-in');
  await page.getByLabel('Adresse électronique').fill(login);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await button(page, 'Continuer').click();
  await page.getByLabel('Code de votre application').waitFor();
  await look(page, 'sign-in, the factor');
  await page.getByLabel('Code de votre application').fill(code);
  await button(page, 'Se connecter').click();
}

describe('Lastria at its own address', () => {
  let context: BrowserContext;
  let page: Page;
  let watch: Watch;
  let secret: string;
  const login = 'cmorel@valmont.example';

  it('is entered by an invitation, a password and an application', { timeout }, async () => {
    ({ context, page, watch } = await watchedPage(browser));
    secret = await enrol(page, await demonstration.invite('C. Morel'), seen);
    await page
      .getByRole('row', { name: /DUPONT/ })
      .first()
      .waitFor();
    await expectSound(page, 'files');
    // The token of the link is nowhere any more
    expect(page.url()).not.toContain('#');
    expect(
      await page.getByRole('navigation', { name: 'Lastria' }).getByRole('link').allTextContents(),
    ).toContain('Dossiers');
    expect(cleanly(watch)).toEqual(clean);
  });

  it(
    'opens a file at an address that holds an id and nothing else, and finds it again there',
    { timeout },
    async () => {
      await page
        .getByRole('row', { name: /DUPONT Marie/ })
        .first()
        .click();
      await page.waitForURL(/\/dossiers\/[\da-f-]{36}$/);
      await page.getByText('Fil du suivi').first().waitFor();
      await page.reload();
      await page.getByText('Fil du suivi').first().waitFor();
      await expectSound(page, 'a file');
      expect(cleanly(watch)).toEqual(clean);
    },
  );

  it('keeps nothing when one leaves, and lets one in again by password and code', { timeout }, async () => {
    await button(page, 'Se déconnecter').click();
    await page.getByLabel('Adresse électronique').waitFor();
    expect(await everythingIn(page)).not.toContain('DUPONT');
    expect(await keptIn(context, page)).not.toMatch(/DUPONT|__Host-lastria"/);
    await signIn(page, login, codeIn(secret, 1), seen);
    await page
      .getByRole('row', { name: /DUPONT/ })
      .first()
      .waitFor();
    expect(cleanly(watch)).toEqual(clean);
  });

  it('keeps what was typed when the session ends, for the same person', { timeout }, async () => {
    await page.getByRole('link', { name: 'Mon compte' }).click();
    await button(page, 'Créer de nouveaux codes').waitFor();
    await seen(page, 'account');
    await button(page, 'Créer de nouveaux codes').click();
    const [code] = await codesOf(page);
    await button(page, 'Je les ai gardés').click();
    await page.getByRole('link', { name: 'Travaux hors dossier' }).click();
    const text = page.getByRole('textbox', { name: 'Texte' });
    await text.fill('Réunion de service : l’équipe relit la procédure.');
    await context.clearCookies({ name: '__Host-lastria' });
    await text.press('End');
    await page.keyboard.type(' Suite.');
    const again = page.getByRole('alertdialog', { name: 'Votre session a pris fin' });
    await again.waitFor();
    expect(await text.isVisible()).toBe(false);
    await page.getByLabel('Adresse électronique').fill(login);
    await page.getByLabel('Mot de passe', { exact: true }).fill(password);
    await button(page, 'Continuer').click();
    await expectSound(page, 'sign-in again, in place');
    await button(page, 'Code de secours').click();
    await expectSound(page, 'sign-in again, by a recovery code');
    await page.getByRole('textbox', { name: 'Code de secours' }).fill(code!);
    await button(page, 'Se connecter').click();
    await again.waitFor({ state: 'hidden' });
    expect(await text.inputValue()).toBe('Réunion de service : l’équipe relit la procédure. Suite.');
    expect(cleanly(watch)).toEqual(clean);
  });

  it('asks no proof just after one, and closes the page another opened for it', { timeout }, async () => {
    const ours = `${demonstration.api}/${demoTenantId}`;
    const opening = context.waitForEvent('page');
    await page.evaluate((address) => void open(address, '_blank', 'noopener'), `${ours}/confirmer`);
    const opened = await opening;
    if (!opened.isClosed()) await opened.waitForEvent('close');
    // One that the browser lets nobody close says so
    await page.goto(`${ours}/confirmer`);
    await page.getByText('Si cette fenêtre ne s’est pas fermée').waitFor();
    await seen(page, 'confirmation');
    await page.goto(`${ours}/deconnexion`);
    await button(page, 'Se déconnecter').click();
    await page.getByRole('heading', { name: 'Vous êtes déconnecté' }).waitFor();
    await seen(page, 'signed out');
    await context.close();
  });

  it(
    'ends what was begun at Microsoft under who is signed in, and keeps nothing of its answer',
    { timeout },
    async () => {
      const back = `${demonstration.api}/calendrier/retour`;
      const worker = await watchedPage(browser);
      // Nobody is signed in: what Microsoft answered waits in this page for who signs in beside
      await worker.page.goto(`${back}?code=code-de-microsoft&state=etat`);
      await worker.page.getByText('Pour terminer la liaison avec Outlook').waitFor();
      await worker.page.getByRole('heading', { level: 1 }).waitFor();
      expect(worker.page.url()).toBe(back);
      await seen(worker.page, 'return from Microsoft, signed out');
      const beside = await worker.context.newPage();
      await enrol(beside, await demonstration.invite('I. Kessler'));
      await beside.getByRole('navigation', { name: 'Lastria' }).waitFor();
      await worker.page.bringToFront();
      await worker.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      // The demonstration began nothing: it is as if somebody else had
      await worker.page.getByText('une autre personne l’a commencée').waitFor();
      await seen(worker.page, 'return from Microsoft, unknown');
      expect(await everythingIn(worker.page)).not.toContain('code-de-microsoft');
      await worker.page.goto(`${back}?error=access_denied&error_description=AADSTS65004&state=etat`);
      await worker.page.getByRole('heading', { name: 'Microsoft n’a pas donné son accord' }).waitFor();
      expect(worker.page.url()).toBe(back);
      expect(await worker.page.getByText('AADSTS').count()).toBe(0);
      await worker.page.reload();
      await worker.page.getByRole('heading', { name: 'Il n’y a rien à terminer ici' }).waitFor();
      await worker.context.close();
    },
  );

  it('goes on by itself with what asked for a recent proof, once it is given', { timeout }, async () => {
    const admin = await watchedPage(browser);
    const theirs = await enrol(admin.page, await demonstration.invite('L. Aubry'));
    // As the server does after a quarter of an hour
    let refused = 0;
    await admin.page.route('**/v1/organisation/staff/*/invitation', (route) =>
      refused++ === 0
        ? route.fulfill({
            status: 403,
            contentType: 'application/problem+json',
            body: JSON.stringify({
              type: `${demonstration.api}/problems/proof-too-old`,
              title: 'Confirmez',
              status: 403,
            }),
          })
        : route.continue(),
    );
    await admin.page.getByRole('link', { name: 'Équipe' }).click();
    await admin.page.getByRole('treeitem', { name: /H\. Delmas/ }).click();
    await button(admin.page, 'Faire un autre lien').click();
    await admin.page.getByLabel('Adresse de connexion').fill('hdelmas@hopital.example');
    await button(admin.page, 'Faire le lien').click();
    await admin.page.getByLabel('Code de votre application').fill(codeIn(theirs, 1));
    await button(admin.page, 'Confirmer').click();
    const link = await admin.page.getByLabel('Lien à remettre').inputValue();
    expect(link).toContain('/invitation#');
    expect(refused).toBe(2);
    // Opened where somebody is signed in, it is still of whom it names
    const other = await admin.context.newPage();
    await other.goto(link);
    await other.getByLabel('Choisissez un mot de passe').waitFor();
    expect(await other.getByRole('heading', { level: 1 }).textContent()).toContain('H. Delmas');
    await admin.context.close();
  });

  it('is entered with a passkey made at the invitation', { timeout }, async () => {
    const own = await watchedPage(browser);
    const devtools = await own.context.newCDPSession(own.page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await own.page.goto(await demonstration.invite('H. Delmas'));
    await own.page.getByLabel('Choisissez un mot de passe').fill(password);
    await button(own.page, 'Choisir ce mot de passe').click();
    await button(own.page, 'Créer une clé d’accès').click();
    await button(own.page, 'Je les ai gardés').click();
    await button(own.page, 'Se déconnecter').click();
    await own.page.getByLabel('Adresse électronique').fill('hdelmas@valmont.example');
    await own.page.getByLabel('Mot de passe', { exact: true }).fill(password);
    await button(own.page, 'Continuer').click();
    await button(own.page, 'Utiliser ma clé d’accès').click();
    await button(own.page, 'Se déconnecter').waitFor();
    expect(cleanly(own.watch)).toEqual(clean);
    await own.context.close();
  });

  it(
    'is entered by the hospital’s own sign-in, which comes back to where one was going',
    { timeout },
    async () => {
      const own = await watchedPage(browser);
      await own.page.goto(`${demonstration.api}/?sso=refused`);
      await own.page.getByText('Votre établissement ne vous a pas connecté').waitFor();
      expect(own.page.url()).not.toContain('sso');
      await own.page.goto(`${demonstration.api}/${demoTenantId}/travaux`);
      await tabTo(own.page, /^a#.*Se connecter avec/);
      await own.page.keyboard.press('Enter');
      await own.page.getByRole('heading', { name: 'Connexion des agents' }).waitFor();
      await button(own.page, 'Y. Besson').click();
      await own.page.getByRole('textbox', { name: 'Texte' }).waitFor();
      expect(new URL(own.page.url()).pathname).toBe(`/${demoTenantId}/travaux`);
      expect(cleanly(own.watch)).toEqual(clean);
      await own.context.close();
    },
  );

  it(
    'folds its pages behind a button on a telephone, and folds them again on the page chosen',
    { timeout },
    async () => {
      const small = await watchedPage(browser);
      await small.page.setViewportSize({ width: 360, height: 740 });
      await demonstration.signInPages(small.context, 'morel');
      await small.page.goto(`${demonstration.api}/${demoTenantId}/dossiers`);
      const leave = small.page.getByRole('link', { name: 'Congés' });
      await button(small.page, 'Menu').waitFor();
      expect(await leave.isVisible()).toBe(false);
      await tabTo(small.page, /^button.*Menu/);
      await small.page.keyboard.press('Enter');
      await button(small.page, 'Se déconnecter').waitFor();
      await tabTo(small.page, /^a.*Congés/);
      await small.page.keyboard.press('Enter');
      await button(small.page, 'Demander un congé').waitFor();
      await leave.waitFor({ state: 'hidden' });
      expect(cleanly(small.watch)).toEqual(clean);
      await small.context.close();
    },
  );

  it(
    'says two minutes before the end that it ends, and goes on when somebody is there',
    { timeout },
    async () => {
      const idle = await watchedPage(browser);
      await enrol(idle.page, await demonstration.invite('B. Vidal'));
      await idle.page.getByRole('link', { name: 'Mon compte' }).waitFor();
      await idle.page.clock.install();
      await idle.page.reload();
      await idle.page.getByRole('link', { name: 'Mon compte' }).waitFor();
      await idle.page.clock.fastForward('12:00');
      const warning = idle.page.getByRole('alertdialog', { name: 'Êtes-vous toujours là ?' });
      expect(await warning.isVisible()).toBe(false);
      await idle.page.clock.fastForward('01:30');
      await warning.waitFor();
      const told = idle.page.waitForResponse(/\/v1\/me\/activity$/);
      await button(idle.page, 'Continuer').click();
      expect((await told).status()).toBe(200);
      expect(cleanly(idle.watch)).toEqual(clean);
      await idle.context.close();
    },
  );

  it('says no more of a wrong password than of somebody it does not know', { timeout }, async () => {
    const stranger = await watchedPage(browser);
    const said: string[] = [];
    for (const who of [login, 'personne@valmont.example']) {
      await stranger.page.goto(`${demonstration.api}/`);
      await stranger.page.getByLabel('Adresse électronique').fill(who);
      await stranger.page.getByLabel('Mot de passe', { exact: true }).fill('un tout autre mot de passe');
      await button(stranger.page, 'Continuer').click();
      const alert = stranger.page.getByRole('alert');
      await alert.waitFor();
      said.push((await alert.textContent())!.replaceAll(/[\da-f]{32}/g, ''));
    }
    expect(said[0]).toBe(said[1]);
    expect(cleanly(stranger.watch)).toEqual(clean);
    await stranger.context.close();
  });
});

describe('an isolated element in a host’s page', () => {
  it(
    'is let in by the person in a window of ours, shows their files, and the page reads none',
    { timeout },
    async () => {
      const { context, page, watch } = await watchedPage(browser);
      // Everything the host's scripts can hear
      await page.addInitScript(() => {
        const heard: unknown[] = ((globalThis as unknown as { heard: unknown[] }).heard = []);
        addEventListener('message', ({ origin, data }) => heard.push([origin, data]));
      });
      await enter(context, demonstration, 'roux');
      await page.goto(demonstration.portal);
      await page.locator('lastria-file-list').waitFor();
      await page.evaluate(() => {
        const list = document.getElementById('list') as HTMLElement & { mode: string };
        list.mode = 'isolated';
        list.addEventListener('lastria-file-open', (event) =>
          (globalThis as unknown as { heard: unknown[] }).heard.push([
            'event',
            (event as CustomEvent).detail,
          ]),
        );
      });
      const frame = page.frameLocator('lastria-file-list iframe');
      await frame.getByRole('button', { name: 'Se connecter à Lastria' }).waitFor();
      await expectSound(page, 'door of a frame', page.frames()[1]);
      const opening = context.waitForEvent('page');
      await frame.getByRole('button', { name: 'Se connecter à Lastria' }).click();
      const window = await opening;
      // By way of the hospital's own sign-in, the two still see each other
      await window.getByRole('link', { name: /Se connecter avec/ }).click();
      await button(window, 'S. Roux').click();
      await button(window, 'Accepter').waitFor();
      await context.clearCookies({ name: '__Host-lastria' });
      const link = await demonstration.invite('S. Roux');
      const second = await context.newPage();
      const secret = await enrol(second, link);
      await second.close();
      await window.reload();
      // Which page asks, to show what, as whom and for how long
      for (const said of [demonstration.portal, /S\. Roux/, 'jusqu’à la fin de votre session'])
        await window.getByText(said).waitFor();
      await seen(window, 'accord');
      await window.getByRole('button', { name: 'Accepter' }).click();
      await frame.getByRole('row', { name: /JÉGOU/ }).first().waitFor();
      expect(secret).not.toBe('');
      const outside = await everythingIn(page);
      expect(outside).not.toContain('JÉGOU');
      await frame.getByRole('row', { name: /JÉGOU/ }).first().click();
      await page.waitForFunction(() =>
        (globalThis as unknown as { heard: [unknown][] }).heard.some(([kind]) => kind === 'event'),
      );
      const heard = await page.evaluate(() =>
        JSON.stringify((globalThis as unknown as { heard: unknown[] }).heard),
      );
      expect(heard).toMatch(/"fileId":"[\da-f-]{36}"/);
      expect(heard).not.toMatch(/JÉGOU|release|token/i);

      // In the page itself, the person confirms in a window of ours
      await page.getByRole('link', { name: 'Ma connexion à Lastria' }).click();
      const proving = context.waitForEvent('page');
      await button(page, 'Confirmer votre identité').click();
      const agreed = await proving;
      const gone = agreed.waitForEvent('close');
      await button(agreed, 'Accepter').click();
      await gone;
      await page.getByText('Votre identité est confirmée.').waitFor();
      expect(cleanly(watch)).toEqual(clean);
      await context.close();
    },
  );
});
