import { expect } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { setupIgnoreWindowResizeObserverLoopErrors } from '@lit-labs/virtualizer/support/resize-observer-errors.js';
import { ids } from '../testing/sample.ts';
import { scene, type Scene } from '../social-file/social-file.scene.ts';
import { transferOf } from '../social-file/testing/answer-transfer.ts';
import { clear, focused, focusOf, play, tabTo, until } from '../social-file/testing/stage.ts';
import { open } from './testing/stage.ts';

function receiving(): Scene {
  const server = scene();
  server.transfers = [
    transferOf(703, {
      ...{ fromUnitName: 'Urgences', toUnitName: 'Personnel', reason: 'Changement de service' },
      ...{ requestedBy: ids.colleague, requestedByName: 'Samir Roux' },
      can: { answer: true, revoke: false },
    }),
    // One that was asked for by the person herself waits elsewhere
    transferOf(704),
  ];
  return server;
}

describe('list of files: what comes from others', function () {
  this.timeout(20_000);
  setupIgnoreWindowResizeObserverLoopErrors(beforeEach, afterEach);
  before(async () => {
    await setViewport({ width: 1366, height: 768 });
    await emulateMedia({ reducedMotion: 'reduce' });
  });
  afterEach(clear);

  it('starts with the files that are open, and says so; all are one choice away', async () => {
    const { server, text } = await open();
    expect(server.callsTo('GET', /^\/v1\/files\?/)[0]?.path).to.contain('status=open');
    do await play('Tab');
    while (!focused().matches('select') || (focused() as HTMLSelectElement).value !== 'open');
    await play('ArrowUp');
    const last = (): string => server.callsTo('GET', /^\/v1\/files\?/).at(-1)?.path ?? '';
    await until(() => !last().includes('status'));
    await until(() => text().includes('100 dossiers lus'));
  });

  it('accepts a transfer received: the file opens', async () => {
    const { element, server, fired, text } = await open(receiving());
    await until(() => text().includes('1 transfert reçu'));
    await tabTo('1 transfert reçu');
    await play('Enter');
    await until(() => text().includes('De Urgences vers Personnel'));
    expect(text()).to.contain('Demandé par Samir Roux, le 22/11/2026.');
    expect(text()).to.contain('L’identité de la personne s’affiche une fois le dossier accepté.');
    await expect(element).to.be.accessible();
    await tabTo('Accepter : Urgences');
    await play('Enter');
    await until(() => fired.length === 1);
    expect(fired).to.deep.equal([`open ${ids.file}`]);
    expect(server.callsTo('POST', /accept$/)).to.have.lengthOf(1);
    await until(() => !text().includes('transfert reçu'));
  });

  it('refuses it with a reason, and not without', async () => {
    const { server, fired, text } = await open(receiving());
    await until(() => text().includes('1 transfert reçu'));
    await tabTo('1 transfert reçu');
    await play('Enter');
    await until(() => text().includes('De Urgences vers Personnel'));
    await tabTo('Refuser : Urgences');
    await play('Enter');
    await until(() => focused().matches('input'));
    await play('Enter');
    await until(() => text().includes('Indiquez pourquoi vous refusez ce dossier.'));
    await until(() => focused().matches('input'));
    await play('Hors secteur', 'Enter');
    await until(() => !text().includes('transfert reçu'));
    expect(server.callsTo('POST', /refuse$/).map(({ body }) => body)).to.deep.equal([
      { reason: 'Hors secteur' },
    ]);
    expect(fired).to.deep.equal([]);
  });

  it('a transfer that arrives shows at once; nothing is heard any more once the session ends', async () => {
    const { element, server, text } = await open();
    await until(() => server.listening() === 1);
    server.transfers = receiving().transfers;
    server.tell('transfer.requested', { fileId: ids.file });
    await until(() => text().includes('1 transfert reçu'));
    (element.session as unknown as { close(): void }).close();
    await until(() => server.listening() === 0);
  });

  it('rows are read again in place, with focus, and never under a search', async () => {
    const { element, server } = await open();
    await until(() => server.listening() === 1);
    await tabTo('ABADIE');
    await play('ArrowDown', 'ArrowDown');
    const [row, said] = [focused(), focusOf()];
    const before = server.callsTo('GET', /^\/v1\/files\?/).length;
    await element.refreshQuietly();
    expect(server.callsTo('GET', /^\/v1\/files\?/)).to.have.lengthOf(before + 1);
    expect([focused() === row, focusOf()]).to.deep.equal([true, said]);
    element.focusSearch();
    await play('dupont');
    await until(() => server.callsTo('POST', /search/).length > 0);
    await element.refreshQuietly();
    expect(server.callsTo('GET', /^\/v1\/files\?/)).to.have.lengthOf(before + 1);
  });
});
