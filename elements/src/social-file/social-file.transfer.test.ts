import { expect } from '@open-wc/testing';
import { emulateMedia, sendMouse, setViewport } from '@web/test-runner-commands';
import { scene } from './social-file.scene.ts';
import { transferOf } from './testing/answer-transfer.ts';
import { clear, command, focusOf, inside, open, play, tabTo, until, wide } from './testing/stage.ts';

describe('social file: transfers', function () {
  // Each key crosses the wire of the browser: a journey of forty may take seconds on a busy machine.
  this.timeout(20_000);
  before(async () => {
    await setViewport(wide);
    await emulateMedia({ reducedMotion: 'reduce' });
  });
  afterEach(clear);

  it('E3, E13: transfers in three acts of the keyboard, then takes it back', async () => {
    const { server, text, fired } = await open();
    await tabTo('Autres actions');
    await play('Enter');
    await until(() => focusOf().includes('Modifier l’identité'));
    await play('ArrowDown', 'Enter');
    await until(() => focusOf().includes('Transférer à Site des Tilleuls'));
    await play('Enter');
    await until(() => text().includes('Dossier transféré à Site des Tilleuls'));
    expect(server.callsTo('POST', /transfers$/)).to.have.lengthOf(1);
    expect(fired.at(-1)).to.contain('"what":"unit"');
    await play('Control+z');
    await until(() => text().includes('Transfert annulé'));
    expect(server.callsTo('POST', /undo$/)).to.have.lengthOf(1);
    expect(server.file.unit.name).to.equal('Personnel');
  });

  it('E3: three clicks of a real mouse, no more', async () => {
    const { element, server, text } = await open();
    let clicks = 0;
    element.addEventListener('click', () => (clicks += 1));
    const click = async (find: (node: Element) => boolean): Promise<void> => {
      const visible = (): Element | undefined =>
        inside(element.shadowRoot!).find((node) => find(node) && node.checkVisibility());
      await until(visible);
      const { left, top, width, height } = visible()!.getBoundingClientRect();
      await sendMouse({
        type: 'click',
        position: [Math.round(left + width / 2), Math.round(top + height / 2)],
      });
    };
    await click((node) => node.matches('#more'));
    await click((node) => node.matches('[role="menuitem"]') && /Transférer/.test(node.textContent ?? ''));
    await click((node) => node.matches('.targets button') && /Tilleuls/.test(node.textContent ?? ''));
    await until(() => text().includes('Dossier transféré à Site des Tilleuls'));
    expect(clicks).to.equal(3);
    expect(server.file.unit.name).to.equal('Site des Tilleuls');
  });

  it('asks a unit beyond one’s own, shows that it waits, and takes it back', async () => {
    const { element, server, text } = await open();
    await command('t', 'Transférer');
    await until(() => focusOf().includes('Transférer à Site des Tilleuls'));
    expect(text()).to.contain('Autres entités : elles acceptent ou refusent');
    expect(text()).to.contain('Hôpital › Pôle mère-enfant');
    await expect(element).to.be.accessible();
    await tabTo('Demander à Maternité');
    await play('Enter');
    await until(() => text().includes('Transfert demandé vers Maternité par Claire Morel, le 22/11/2026.'));
    expect(server.file.unit.name, 'it has not moved').to.equal('Personnel');
    await tabTo('Retirer la demande');
    await play('Enter');
    await until(() => text().includes('Demande de transfert retirée'));
    expect(text()).not.to.contain('Le dossier reste ici');
    expect(server.callsTo('POST', /revoke$/)).to.have.lengthOf(1);
  });

  it('a colleague sees that it waits, and cannot take it back', async () => {
    const server = scene();
    server.transfers = [
      transferOf(702, { requestedByName: 'Samir Roux', can: { answer: false, revoke: false } }),
    ];
    const { text } = await open(server);
    await until(() => text().includes('Transfert demandé vers Maternité par Samir Roux'));
    expect(text()).not.to.contain('Retirer la demande');
  });
});
