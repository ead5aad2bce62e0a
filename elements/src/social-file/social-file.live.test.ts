import { expect } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { ids } from '../testing/sample.ts';
import { scene, type Scene } from './social-file.scene.ts';
import { entry } from './testing/sample-work.ts';
import { clear, focused, focusOf, inside, open, play, tabTo, until, wide } from './testing/stage.ts';

const samir = { fileId: ids.file, staffId: ids.colleague };
/** Somebody else divorces or marries the person of the file. */
function settle(server: Scene, code: string): void {
  server.file = {
    ...server.file,
    situation: server.file.situation.map((group) =>
      group.code === 'personal'
        ? {
            ...group,
            version: group.version + 1,
            values: group.values.map((value) =>
              value.fieldCode === 'family-situation' ? { ...value, value: { codes: [code] } } : value,
            ),
          }
        : group,
    ),
  };
}

describe('social file: what others do', function () {
  // Each key crosses the wire of the browser: a journey of forty may take seconds on a busy machine.
  this.timeout(20_000);
  before(async () => {
    await setViewport(wide);
    await emulateMedia({ reducedMotion: 'reduce' });
  });
  afterEach(clear);

  it('shows as it happens, says what and by whom; focus and what is being typed stay', async () => {
    const { element, server, text } = await open();
    await until(() => server.listening() === 1);
    await tabTo('Enfants à charge : 2. Modifier');
    await play('Enter');
    await until(() => focused().matches('input'));
    await play('End', '1');
    const field = focused() as HTMLInputElement;
    settle(server, 'marie');
    server.tell('file.changed', samir);
    await until(() => text().includes('Situation personnelle : mis à jour par Samir Roux'));
    await until(() => text().includes('Marié(e)'));
    expect([focused() === field, field.value]).to.deep.equal([true, '21']);
    server.timeline.unshift(entry(90, '2026-11-20', 'visite-domicile', { text: 'Chauffage réparé.' }));
    const shown = inside(element.shadowRoot!).find((node) => node.matches('article'))!;
    server.tell('entry.created', samir);
    await until(() => text().includes('Chauffage réparé.'));
    expect(shown.isConnected, 'rows that stood keep their place').to.equal(true);
    expect(text()).to.contain('Fil du suivi : mis à jour par Samir Roux');
    expect(focused()).to.equal(field);
    // The neighbour changed in the same group: no conflict, nothing of theirs is undone
    await play('Enter');
    await until(() => focusOf().includes('Enfants à charge : 21. Modifier'));
    expect(text()).to.contain('Marié(e)');
  });

  it('the very answer being edited: both are shown when it is saved', async () => {
    const { server, text } = await open();
    await until(() => server.listening() === 1);
    await tabTo('Situation familiale : Divorcé(e). Modifier');
    await play('Enter');
    await until(() => focused().matches('input[role="combobox"]'));
    settle(server, 'veuf-veuve');
    server.tell('file.changed', samir);
    await until(() => text().includes('mis à jour par Samir Roux'));
    await play('Control+a', 'marié', 'ArrowDown', 'Enter', 'Enter');
    await until(() => text().includes('Réponse enregistrée entre-temps'));
    expect(text()).to.match(/entre-temps.* Veuf \/ veuve .*Votre réponse Marié/);
  });

  it('what one did oneself is not read again', async () => {
    const { server } = await open();
    await until(() => server.listening() === 1);
    const before = server.calls.length;
    server.tell('file.changed', { fileId: ids.file, staffId: ids.me });
    server.tell('file.changed', { fileId: ids.otherFile, staffId: ids.colleague });
    // A later one is heard: the two before it were left out, not late
    server.tell('file.changed', samir);
    await until(() => server.calls.length > before);
    await until(() => server.callsTo('GET', /\/v1\/transfers/).length === 2);
    expect(server.callsTo('GET', new RegExp(`files/${ids.file}$`))).to.have.lengthOf(2);
  });

  it('the file that left one’s units leaves the screen', async () => {
    const { server, text, fired } = await open();
    await until(() => server.listening() === 1);
    server.first = (call) =>
      call.path === `/v1/files/${ids.file}`
        ? server.problem('not-found', 404, 'Introuvable', 'Ce que vous demandez n’existe pas.')
        : undefined;
    server.tell('file.moved', samir);
    await until(() => text().includes('Ce dossier n’existe pas, ou vous n’y avez pas accès.'));
    expect(text()).not.to.contain('DUPONT');
    expect(fired.at(-1)).to.contain('not-found');
    await until(() => server.listening() === 0);
  });

  it('stops listening when the element leaves, and when the session ends', async () => {
    const first = await open();
    await until(() => first.server.listening() === 1);
    first.element.remove();
    await until(() => first.server.listening() === 0);
    const second = await open(scene());
    await until(() => second.server.listening() === 1);
    (second.element.session as unknown as { close(): void }).close();
    await until(() => second.server.listening() === 0);
    await until(() => second.text().includes('Votre session est terminée'));
  });
});
