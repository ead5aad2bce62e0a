import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { keepPrints, onPaper, wordsOf, type Paper } from '../paper.ts';
import { timeout, type Stage } from '../stage.ts';
import {
  everythingIn,
  everythingShown,
  focused,
  inside,
  keptIn,
  perceived,
  tabTo,
  type Watch,
} from '../support.ts';

// What may leave no trace outside the page and the server
const personal = /dupont|martin|marie|thérèse|lilas|justificatifs|impayé|impay%C3%A9|\+?339\d{8}/i;
const text = 'Rappelle pour les justificatifs du dossier, rendez-vous confirmé.';

/** A worker and a secretary at a hospital, or at an employer's. */
export function intranetJourneys(stage: Stage): void {
  const list = (page: Page) => inside(page, stage.mode, 'lastria-file-list');
  const file = (page: Page) => inside(page, stage.mode, 'lastria-social-file');
  const timeline = (page: Page) => file(page).locator('lastria-social-file-timeline');

  /** The intranet, where somebody is signed in; or its first page. */
  async function open(person?: string) {
    const opened = await stage.seat(person);
    await opened.page.addInitScript(() => {
      const counted = globalThis as unknown as { pointed: number };
      counted.pointed = 0;
      for (const type of ['pointerdown', 'mousedown', 'touchstart'])
        addEventListener(type, () => (counted.pointed += 1), true);
    });
    await opened.page.goto(stage.demonstration.portal);
    return opened;
  }

  /** Signs in on the intranet from the keyboard: at the hospital's own sign-in, and back. */
  async function signIn(page: Page, name: string): Promise<void> {
    await tabTo(page, /^a#.*Se connecter/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Connexion des agents' }).waitFor();
    await tabTo(page, new RegExp(name));
    await page.keyboard.press('Enter');
    await page.getByText(name).first().waitFor();
  }

  async function signOut(page: Page): Promise<void> {
    // Back over the links of the intranet
    for (let presses = 0; presses < 8 && !/Se déconnecter/.test(await focused(page)); presses += 1)
      await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Se déconnecter' }).waitFor();
    await tabTo(page, /^button.*Se déconnecter/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /imaginaire/ }).waitFor();
  }

  async function openMarie(page: Page): Promise<void> {
    await list(page).getByRole('row').nth(1).waitFor();
    await tabTo(page, /^input#query/);
    await page.keyboard.type('DUPONT Marie');
    await list(page)
      .getByRole('row', { name: /DUPONT Marie/ })
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await file(page)
      .getByRole('heading', { name: /DUPONT Marie/ })
      .waitFor();
  }

  function expectGoodGuest(watch: Watch): void {
    expect(watch.violations).toEqual([]);
    expect(watch.consoleLines).toEqual([]);
    const { portal, api, issuer } = stage.demonstration;
    const own = new Set([portal, api, issuer].map((url) => new URL(url).origin));
    const urls = watch.requests.map((request) => request.url());
    expect(urls.filter((url) => !own.has(new URL(url).origin))).toEqual([]);
    expect(urls.filter((url) => personal.test(decodeURIComponent(url)))).toEqual([]);
    // Analytics of the host hear of files and acts, by their ids
    expect(watch.heard).toContainEqual(expect.stringMatching(/^lastria-file-open(ed)? \{fileId=[\da-f-]+\}/));
    expect(watch.heard.filter((line) => personal.test(line))).toEqual([]);
    expect(urls.filter((url) => new URL(url).origin === new URL(api).origin).length).toBeGreaterThan(0);
  }

  const expectNothingKept = async (context: BrowserContext, page: Page): Promise<void> =>
    expect(await keptIn(context, page)).not.toMatch(personal);

  /** The host's scripts read what is in their document: isolated, nothing of a person is. */
  const expectReadable = async (page: Page): Promise<void> =>
    stage.mode === 'inline'
      ? expect(await everythingIn(page)).toMatch(/DUPONT Marie/)
      : expect(await everythingIn(page)).not.toMatch(personal);

  describe('a hospital’s intranet, from the keyboard alone', () => {
    it(
      'finds a person, writes a travail, sees it in the timeline, and again after a reload',
      { timeout },
      async () => {
        const { context, page, watch } = await open();
        if (stage.mode === 'isolated') await stage.demonstration.signInFrames(context, 'morel');
        await signIn(page, 'C. Morel');
        await openMarie(page);
        await tabTo(page, /^button#write/);
        await page.keyboard.press('Enter');
        await expect.poll(() => focused(page)).toMatch(/^input#quick/);
        await page.keyboard.type('tel 20 impayé fsl hier');
        // Entrée reads the line; once read, Entrée goes to the text
        await page.keyboard.press('Enter');
        const editor = file(page).locator('lastria-tdm-editor');
        await editor.locator('.chips > li').nth(3).waitFor();
        await page.keyboard.press('Enter');
        await expect.poll(() => focused(page), { timeout: 20_000 }).toMatch(/^textarea/);
        await page.keyboard.type(text);
        await page.keyboard.press('Control+Enter');
        await timeline(page).getByText(text).waitFor();
        // The timeline says it again, this time as signed; nothing is left in the editor
        await expect.poll(() => editor.locator('textarea').first().inputValue()).toBe('');
        expect(await page.evaluate(() => (globalThis as unknown as { pointed: number }).pointed)).toBe(0);
        await expectReadable(page);
        await expectNothingKept(context, page);

        await page.reload();
        await openMarie(page);
        await timeline(page).getByText(text).waitFor();
        await expectNothingKept(context, page);
        expectGoodGuest(watch);
        await context.close();
      },
    );

    it('shows the secretary the person, and neither text nor follow-up', { timeout }, async () => {
      const { context, page, watch } = await open('delmas');
      await openMarie(page);
      const seen = await everythingShown(page);
      expect(seen).toMatch(/DUPONT Marie/);
      expect(seen).not.toMatch(/justificatifs|échéancier|altercation|Fil du suivi|Impayé/);
      expect(await file(page).locator('lastria-social-file-timeline, lastria-tdm-editor').count()).toBe(0);
      expect(await file(page).getByRole('button', { name: 'Travail' }).count()).toBe(0);
      expectGoodGuest(watch);
      await context.close();
    });

    it('forgets one person when another one takes the seat', { timeout }, async () => {
      const { context, page } = await open();
      if (stage.mode === 'isolated') await stage.demonstration.signInFrames(context, 'morel');
      await signIn(page, 'C. Morel');
      await openMarie(page);
      await file(page).getByText('échéancier').first().waitFor();
      await signOut(page);
      await signIn(page, 'Y. Besson');
      if (stage.mode === 'isolated') {
        // In its frame the first one is still signed in: it shows her files to nobody else
        const frame = page.frameLocator('lastria-file-list iframe');
        await frame.getByText('pour une autre personne').waitFor();
        expect(await everythingShown(page)).not.toMatch(/dupont|échéancier/i);
        await stage.demonstration.signInFrames(context, 'besson');
        await page.reload();
      }
      await list(page).getByRole('row').nth(1).waitFor();
      await tabTo(page, /^input#query/);
      await page.keyboard.type('Lecœur');
      await list(page)
        .getByRole('row', { name: /LECŒUR/ })
        .waitFor();
      expect(await everythingShown(page)).not.toMatch(/dupont|échéancier/i);
      await context.close();
    });

    it('keeps nothing on the page once the session has ended', { timeout }, async () => {
      const { context, page } = await open('morel');
      await openMarie(page);
      await file(page).getByText('échéancier').first().waitFor();
      // The intranet signs the person out, and Lastria revokes the session
      await context.clearCookies({ name: 'intranet' });
      await stage.demonstration.endSessions();
      await page.keyboard.press('Shift+Tab');
      await tabTo(page, /^button#back/);
      await page.keyboard.press('Enter');
      await tabTo(page, /^input#query/);
      await page.keyboard.type('MOREAU');
      const said = stage.mode === 'inline' ? page : page.frameLocator('lastria-file-list iframe');
      await said
        .getByText(stage.mode === 'inline' ? 'session' : 'avec votre compte')
        .first()
        .waitFor();
      // In a frame, what was typed waits behind the door for the same person, and nobody perceives it
      const left = () => (stage.mode === 'inline' ? everythingIn(page) : perceived(page));
      await expect.poll(left, { timeout: 20_000 }).not.toMatch(/dupont|échéancier|bloc opératoire|lilas/i);
      await context.close();
    });
  });

  describe('a host page that styles everything', () => {
    it('changes nothing inside the elements', { timeout }, async () => {
      const hostile =
        'button, input, select, label, h2, ul, li, svg, [role] { position: absolute !important; inset-inline-start: -900px; transform: rotate(9deg); font-size: 40px !important; color: red !important; }';
      const { context, page } = await stage.seat('morel');
      let css = '';
      await page.route('**/portal.css', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: `${await answer.text()} ${css}` });
      });
      const boxes = [];
      for (css of ['', hostile]) {
        await page.goto(stage.demonstration.portal);
        await list(page).getByRole('row').nth(3).waitFor();
        boxes.push(
          await list(page)
            .locator('input#query')
            .evaluate((element) => {
              const { fontSize, color, position, transform } = getComputedStyle(element);
              return { width: element.getBoundingClientRect().width, fontSize, color, position, transform };
            }),
        );
      }
      expect(boxes[1]).toEqual(boxes[0]);
      await context.close();
    });
  });

  describe('the file on paper', () => {
    /** Space that the sheet leaves at the edges, in points: 16 mm above, 18 mm below, where the number of the page stands. */
    const [above, below] = [(16 / 25.4) * 72, (18 / 25.4) * 72];
    const number = /^[\d/ ]+$/;
    const outside = ({ height, lines }: Paper) =>
      lines.filter(
        ({ text, top, bottom }) =>
          !number.test(text.trim()) &&
          !/^[\d/ ]+$/.test(text) &&
          (top < above - 1 || bottom > height - below + 1),
      );

    it('is confidential on each page, whole, and no line is cut', { timeout }, async () => {
      const { context, page } = await stage.seat('morel');
      const sheets = await keepPrints(page);
      await page.goto(stage.demonstration.portal);
      await openMarie(page);
      await tabTo(page, /^button.*Autres actions|^button#menu/);
      await page.keyboard.press('Enter');
      await file(page)
        .getByRole('menuitem', { name: /Imprimer/ })
        .press('Enter');
      await expect.poll(() => sheets.length, { timeout: 20_000 }).toBe(1);
      const sheet = sheets[0]!;
      const paper = await onPaper(stage.browser, sheet);
      expect(paper.length).toBeGreaterThan(1);
      for (const one of paper) {
        const text = one.words.join(' ');
        expect(text).toMatch(/confidentiel/i);
        expect(text).toContain('Imprimé par C. Morel');
        expect(outside(one)).toEqual([]);
      }
      // Nothing of the sheet is missing on paper
      const found = Map.groupBy(
        paper.flatMap(({ words }) => words.map((word) => word.toLowerCase())),
        (word) => word,
      );
      const missing = sheet.words.filter((word) => !found.get(word.toLowerCase())?.pop());
      expect(missing).toEqual([]);
      await context.close();
    });

    it(
      'control: a page without its mark, a line over the edge and a lost word are seen',
      { timeout },
      async () => {
        const styles = '@page { size: A4; margin: 16mm 14mm 18mm; } body { margin: 0 }';
        const two = await onPaper(stage.browser, {
          styles,
          body: '<body><p>Confidentiel</p><p style="break-before: page">Seconde</p></body>',
        });
        expect(two.map(({ words }) => words)).toEqual([['Confidentiel'], ['Seconde']]);
        const [high] = await onPaper(stage.browser, {
          styles: styles.replace('16mm', '4mm'),
          body: '<body>au bord</body>',
        });
        expect(outside(high!).map(({ text }) => text)).toEqual(['au bord']);
        expect(wordsOf(' a\n b ')).toEqual(['a', 'b']);
      },
    );
  });
}
