import { expect } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { setupIgnoreWindowResizeObserverLoopErrors } from '@lit-labs/virtualizer/support/resize-observer-errors.js';
import type { ElementSession } from '../core/session-context.ts';
import { ids } from '../testing/sample.ts';
import { scene } from '../social-file/social-file.scene.ts';
import { configuration, uuid } from '../social-file/testing/sample-configuration.ts';
import { summary } from '../social-file/testing/sample-list.ts';
import { isSearchable } from '../core/searchable.ts';
import { namesOf, rowOf } from './file-list.data.ts';
import { clear, focused, focusOf, inside, play, tabTo, until } from '../social-file/testing/stage.ts';
import { open } from './testing/stage.ts';

describe('list of files', function () {
  this.timeout(20_000);
  setupIgnoreWindowResizeObserverLoopErrors(beforeEach, afterEach);
  before(async () => {
    await setViewport({ width: 1366, height: 768 });
    await emulateMedia({ reducedMotion: 'reduce' });
  });
  afterEach(clear);

  it('search → open, hands on the keyboard: accents and order do not matter', async () => {
    const { fired, text, server } = await open();
    await play('Tab', 'mar');
    await until(() => text().includes('1 dossier') || text().includes('dossiers'));
    await play('ie dupont');
    await until(() =>
      server
        .callsTo('POST', /search/)
        .some((call) => (call.body as { query: string }).query === 'marie dupont'),
    );
    await until(() => text().includes('DUPONT Marie (née MARTIN)'));
    await play('ArrowDown');
    await until(() => focused().matches('[role="row"]'));
    await play('Enter');
    expect(fired).to.deep.equal([`open ${ids.file}`]);
    expect(server.calls.every((call) => !/dupont|marie/i.test(call.path))).to.equal(true);
  });

  it('keys pressed before the answer go to what answers, never to the list that stood there', async () => {
    const { fired, server } = await open();
    const gate = Promise.withResolvers<void>();
    server.first = (call) => (/search/.test(call.path) ? gate.promise.then(() => undefined) : undefined);
    await play('Tab', 'marie dupont', 'ArrowDown', 'Enter');
    expect(fired).to.deep.equal([]);
    gate.resolve();
    await until(() => focusOf().includes('DUPONT Marie'));
    expect(fired).to.deep.equal([]);
    await play('Enter');
    expect(fired).to.have.lengthOf(1);
  });

  it('two letters wait for one more, and say so', async () => {
    const { text, server } = await open();
    await play('Tab', 'du');
    expect(text()).to.contain('Encore une lettre');
    expect(server.callsTo('POST', /search/)).to.deep.equal([]);
    expect(['du', 'dup', '1980', 'li da', '0639'].map(isSearchable)).to.deep.equal([
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  it('arrows, ends and letters move in the list; the end is unknown until it is read', async () => {
    const { element, rows, server } = await open();
    const grid = inside(element.shadowRoot!).find((node) => node.matches('[role="grid"]'))!;
    expect(grid.getAttribute('aria-rowcount')).to.equal('-1');
    await tabTo('ABADIE');
    await play('ArrowDown', 'ArrowDown');
    expect(focused().getAttribute('aria-rowindex')).to.equal('3');
    await play('v');
    await until(() => focusOf().includes('VIDAL'));
    expect(server.callsTo('GET', /from=v/)).to.have.lengthOf(1);
    expect(rows().every((row) => row.hasAttribute('aria-rowindex'))).to.equal(true);
  });

  it('E18: 100,000 rows, at most 60 nodes; the next pages come as one goes', async () => {
    const { element, rows, server } = await open(scene({ files: 5000 }));
    const grid = (): Element => inside(element.shadowRoot!).find((node) => node.matches('[role="grid"]'))!;
    const list = inside(element.shadowRoot!).find(
      (node) => node.localName === 'lastria-ui-virtual-list',
    ) as HTMLElement & { items: unknown[]; total: number; focusRow(index: number): Promise<void> };
    await list.focusRow(list.items.length - 1);
    await until(() => server.callsTo('GET', /cursor=100/).length === 1);
    await until(() => list.items.length === 200);
    list.total = 100_000;
    const some = Array.from({ length: 60 }, (_, index) => rowOf(summary(index), 'Europe/Paris'));
    list.items = Array.from({ length: 100_000 }, (_, index) => ({ ...some[index % 60], id: uuid(index) }));
    await until(() => grid().getAttribute('aria-rowcount') === '100000');
    await list.focusRow(0);
    await until(() => focused().getAttribute('aria-rowindex') === '1');
    await play('End');
    await until(() => rows().at(-1)?.getAttribute('aria-rowindex') === '100000');
    expect(rows().length).to.be.within(1, 60);
  });

  it('narrows to one’s own files, and to a state', async () => {
    const { server, text } = await open();
    await tabTo('Mes dossiers');
    await play('Enter');
    await until(() => server.callsTo('GET', /mine=true/).length === 1);
    await until(() => text().includes('Claire Morel'));
    expect(focused().getAttribute('aria-pressed')).to.equal('true');
  });

  it('E4: creates after a search; the alert comes while typing; Enter on it opens what exists', async () => {
    const { text, fired } = await open();
    await play('Tab', 'Duponte Marie');
    await until(() => text().includes('Aucun dossier ne répond à « Duponte Marie ».'));
    await tabTo('Créer un dossier');
    await play('Enter');
    await until(() => text().includes('Nouveau dossier'));
    await until(() => focused().matches('input'));
    const name = inside(document.querySelector('lastria-file-list')!.shadowRoot!).find(
      (node) => node.id === 'lastName',
    ) as HTMLElement;
    name.focus();
    await play('End');
    await sendKeys({ press: 'Backspace' });
    await until(() => text().includes('Cette personne a probablement déjà un dossier'));
    expect(text()).to.contain('DUPONT Marie');
    await expect(document.querySelector('lastria-file-list')!).to.be.accessible();
    await tabTo('Ouvrir le dossier de DUPONT Marie');
    await play('Enter');
    expect(fired).to.deep.equal([`open ${ids.file}`]);
  });

  it('a closed unit still narrows the list, marked; it is not offered for a new file', async () => {
    const server = scene();
    const [unit, other] = configuration.units;
    const units = [unit!, { ...other!, closed: true }];
    server.first = ({ path }) =>
      path.endsWith('/configuration') ? server.json({ ...configuration, units }) : undefined;
    const { element, text } = await open(server);
    const offered = (): string[][] =>
      inside(element.shadowRoot!)
        .filter((node) => node.matches('select'))
        .map((select) => [...select.querySelectorAll('option')].map((one) => one.textContent.trim()));
    expect(offered().flat()).to.include('Site des Tilleuls (fermée)').and.to.include('Personnel');
    await play('Tab', 'Zola Émile');
    await until(() => text().includes('Aucun dossier'));
    await tabTo('Créer un dossier');
    await play('Enter');
    await until(() => text().includes('Nouveau dossier'));
    const form = offered().filter((options) => !options.includes('Site des Tilleuls (fermée)'));
    expect(form.flat()).not.to.include('Site des Tilleuls');
  });

  it('E8: errors are summed up; another name is searched before it is created', async () => {
    const { text, fired, server } = await open();
    await play('Tab', 'Zola Émile');
    await until(() => text().includes('Aucun dossier'));
    await tabTo('Créer un dossier');
    await play('Enter');
    await until(() => focused().matches('input'));
    const form = document.querySelector('lastria-file-list')!.shadowRoot!;
    const control = (id: string): HTMLElement => inside(form).find((node) => node.id === id) as HTMLElement;
    control('phone').focus();
    await play('12', 'Enter');
    await until(() => text().includes('Vérifiez votre saisie'));
    expect(focusOf()).to.contain('Écrivez un numéro de téléphone');
    control('phone').focus();
    await sendKeys({ press: 'Backspace' });
    await sendKeys({ press: 'Backspace' });
    control('lastName').focus();
    await play('End', 'ski');
    control('unit').focus();
    await play('Personnel');
    control('firstNames').focus();
    await play('Enter');
    await until(() => text().includes('Avant de créer un dossier, ce nom doit être recherché'));
    control('firstNames').focus();
    await play('Enter');
    await until(() => fired.length === 2);
    expect(fired).to.deep.equal([`created ${uuid(77)}`, `open ${uuid(77)}`]);
    expect(server.callsTo('POST', /^\/v1\/files$/)).to.have.lengthOf(2);
  });

  it('gives a new file the identifier of the person on the host’s screen, unless one says it is somebody else', async () => {
    for (const somebodyElse of [false, true]) {
      const { element, text, fired, server } = await open();
      element.externalRef = { system: 'dpi', value: 'IPP-1042' };
      await play('Tab', 'Zola Émile');
      await until(() => text().includes('Aucun dossier'));
      await tabTo('Créer un dossier');
      await play('Enter');
      await until(() =>
        text().includes('C’est la personne affichée dans votre logiciel (identifiant IPP-1042)'),
      );
      await until(() => focused().matches('input'));
      const control = (id: string): HTMLElement =>
        inside(element.shadowRoot!).find((node) => node.id === id) as HTMLElement;
      control('unit').focus();
      await play('Personnel');
      if (somebodyElse) {
        control('reference').focus();
        await sendKeys({ press: 'Space' });
      }
      await expect(element).to.be.accessible();
      control('firstNames').focus();
      await play('Enter');
      await until(() => fired.length === 2);
      const [call] = server.callsTo('POST', /^\/v1\/files$/);
      expect((call!.body as { externalRef?: unknown }).externalRef).to.deep.equal(
        somebodyElse ? undefined : { system: 'dpi', value: 'IPP-1042' },
      );
      element.parentElement!.remove();
    }
  });

  it('is accessible, empty, in error and signed out too', async () => {
    const { element, server, text } = await open();
    await expect(element).to.be.accessible();
    server.first = (call) =>
      call.path.startsWith('/v1/files?')
        ? server.problem('internal', 500, 'Le service a rencontré un incident', 'Réessayez.')
        : undefined;
    element.session = server.open() as unknown as ElementSession;
    await until(() => text().includes('Réessayer'));
    await expect(element).to.be.accessible();
    server.first = (call) =>
      call.path.startsWith('/v1/files?') ? server.json({ items: [], nextCursor: null }) : undefined;
    await tabTo('Réessayer');
    await play('Enter');
    await until(() => text().includes('Aucun dossier ouvert pour le moment.'));
    await expect(element).to.be.accessible();
    const session = server.open();
    element.session = session as unknown as ElementSession;
    session.close();
    await until(() => text().includes('Votre session est terminée'));
    await expect(element).to.be.accessible();
  });

  for (const width of [320, 768, 1920]) {
    it(`E20: fits in ${width} px`, async () => {
      const { element, rows } = await open(scene(), width);
      expect(rows().length).to.be.greaterThan(3);
      const wide = inside(element.shadowRoot!).filter(
        (node) =>
          node.checkVisibility() &&
          node.getBoundingClientRect().right > element.getBoundingClientRect().right + 1 &&
          !node.matches('.visually-hidden, .visually-hidden *'),
      );
      expect(wide.map((node) => `${node.localName}.${node.className}`)).to.deep.equal([]);
    });
  }
});

describe('names typed in the search', () => {
  it('begin the file: what is in capitals is the name', () => {
    expect(namesOf('marie DUPONT 1980')).to.deep.equal({
      lastName: 'DUPONT',
      firstNames: 'Marie',
      birthYear: '1980',
    });
    expect(namesOf('dupont jean-marc')).to.deep.equal({
      lastName: 'DUPONT',
      firstNames: 'Jean-Marc',
      birthYear: '',
    });
  });
});
