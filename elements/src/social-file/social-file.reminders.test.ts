import { expect } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { scene } from './social-file.scene.ts';
import { file } from './testing/sample-file.ts';
import { clear, focusOf, inside, open, play, read, tabTo, until, wide } from './testing/stage.ts';

const agreed = { agrees: true, readBy: 'others', saidOn: '2026-10-01', reason: null, version: 3 };

describe('social file: consent to be reminded', function () {
  this.timeout(20_000);
  before(async () => {
    await setViewport(wide);
    await emulateMedia({ reducedMotion: 'reduce' });
  });
  afterEach(clear);

  const opened = async (server = scene()) => {
    const page = await open(server);
    const dialog = (): Element | undefined =>
      inside(page.element.shadowRoot!).find((node) => node.localName === 'lastria-social-file-reminders');
    const says = (words: string) =>
      until(
        () => dialog() && read(dialog()!).includes(words),
        `${words}; ${dialog() ? read(dialog()!) : ''}`,
      );
    await tabTo('Rappels par courriel');
    await play('Enter');
    await until(dialog);
    return { ...page, dialog, says };
  };

  it('was not asked; agreed, read by the person alone, by keyboard; focus comes back', async () => {
    const { server, element, says, text, fired } = await opened();
    await says('L’accord de la personne n’a pas été demandé.');
    await says('marie.dupont@example.fr');
    await expect(element).to.be.accessible();
    await tabTo('seule à lire');
    await play('Space');
    await tabTo('Noter l’accord');
    await play('Enter');
    await until(() => text().includes('Accord pour les rappels noté.'));
    await until(() => focusOf().includes('Rappels par courriel'));
    const [call] = server.callsTo('PUT', /reminders$/);
    expect(call?.body).to.deep.equal({ agrees: true, readBy: 'personAlone' });
    expect(call?.headers.get('if-match')).to.equal('"0"');
    expect(fired.at(-1)).to.contain('"what":"identity"');
  });

  it('is withdrawn, and undone', async () => {
    const server = scene();
    server.choice = agreed;
    const { says, text } = await opened(server);
    await says('La personne accepte, pour marie.dupont@example.fr : accord du jeudi 1 octobre 2026.');
    await tabTo('Retirer l’accord');
    await play('Enter');
    await until(() => text().includes('Aucun rappel ne partira plus'));
    expect(server.choice.agrees).to.equal(false);
    await until(() => focusOf().includes('Rappels par courriel'));
    await play('Control+z');
    await until(() => text().includes('Le choix précédent est rétabli.'));
    expect(server.choice).to.include({ agrees: true, readBy: 'others', version: 5 });
  });

  it('is asked again once the address changed; what was recorded meanwhile is shown, and nothing written', async () => {
    const server = scene();
    server.choice = { ...agreed, reason: 'addressChanged' };
    const { says } = await opened(server);
    await says('À redemander : l’adresse a changé depuis l’accord du jeudi 1 octobre 2026.');
    server.choice = { ...agreed, agrees: false, reason: 'declined', version: 4 };
    await tabTo('Noter l’accord');
    await play('Enter');
    await says('Ces informations ont changé entre-temps');
    await says('La personne ne souhaite pas de rappel');
    expect(server.choice).to.include({ agrees: false, version: 4 });
  });

  it('is read, and no more, by who may not change the identity', async () => {
    const server = scene({ file: { ...file, can: { ...file.can, changeIdentity: false } } });
    const { dialog, says } = await opened(server);
    await says('n’a pas été demandé');
    expect(read(dialog()!)).not.to.match(/Noter|seule/);
  });
});
