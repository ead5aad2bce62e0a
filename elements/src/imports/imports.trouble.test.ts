import { expect } from '@open-wc/testing';
import { inside, read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import { anImport, id } from './imports.sample.ts';
import { refusals, Scene } from './imports.scene.ts';
import { focusOf, give, open, play, stage, staged, tabTo } from './testing.ts';

describe('imports: what goes wrong', function () {
  staged(this);

  it('refuses here what cannot be sent, in a sentence that says what to do', async () => {
    const { scene, reads } = await open();
    await tabTo('Importer un fichier');
    await play('Enter');
    await reads('Choisir un fichier');
    const cases: readonly [string, string | Uint8Array<ArrayBuffer>, string][] = [
      ['ancien.xls', 'x', 'enregistrez-le au format .xlsx'],
      ['photo.png', 'x', 'Ce format ne se lit pas.'],
      ['vide.csv', '', 'Ce fichier est vide.'],
      ['gros.csv', new Uint8Array(20_000_001), 'la limite est de 20 Mo'],
    ];
    for (const [name, content, words] of cases) {
      give(name, content);
      await reads(words);
    }
    expect(scene.calls).to.deep.equal([]);
  });

  it('shows why the server cannot read a file, and leaves no import behind', async () => {
    const { scene, reads } = await open();
    await tabTo('Importer un fichier');
    await play('Enter');
    await reads('Choisir un fichier');
    scene.instead.set(`PUT /imports/${id(100)}/file`, [refusals.unreadable]);
    give('secret.xlsx');
    await reads('Ce classeur est protégé par un mot de passe.');
    expect(scene.calls.map(({ method }) => method)).to.deep.equal(['POST', 'PUT', 'DELETE']);
    await until(() => focusOf() === 'Choisir un fichier…', 'focus on the choice');
    give('agents.xlsx');
    await reads('Ce que contient chaque colonne');
  });

  it('a sending is interrupted', async () => {
    const scene = new Scene();
    scene.gate = new Promise(() => undefined);
    const { reads } = await open({ scene });
    await tabTo('Importer un fichier');
    await play('Enter');
    await reads('Choisir un fichier');
    give('agents.xlsx');
    await reads('Envoi de agents.xlsx');
    await until(() => focusOf() === 'Interrompre l’envoi', 'focus on the way out');
    await play('Enter');
    await reads('L’envoi est interrompu. Rien n’a été enregistré.');
  });

  it('a mapping that gives no name is not checked: one link per gap, to its column', async () => {
    const scene = new Scene();
    scene.imports = [anImport(1, 'agents.xlsx', 'ready')];
    const { reads, element } = await open({ scene, importId: id(1) });
    await reads('Ce que contient chaque colonne');
    await tabTo('Ce que devient la colonne NOM');
    await play('Ne pas');
    await tabTo('Vérifier');
    await play('Enter');
    await reads('Feuille « Arras » : dites quelle colonne donne « Nom ».');
    expect(focusOf()).to.contain('Il manque de quoi vérifier ce fichier');
    await expect(element).to.be.accessible();
    expect(scene.calls.filter(({ path }) => path.endsWith('/check'))).to.deep.equal([]);
    const summary = inside(stage).find((node) => node.matches('lastria-ui-error-summary'))!;
    expect(summary.shadowRoot!.querySelectorAll('a')).to.have.lengthOf(2);
    await play('Tab', 'Enter');
    expect(focusOf()).to.contain('Entité par défaut');
    const field = inside(stage).find((node) => node.id === 'unit')!;
    expect(read(field)).to.contain('Choisissez l’entité des lignes qui ne nomment aucun site.');
    summary.shadowRoot!.querySelector<HTMLElement>('li:last-child a')!.focus();
    await play('Enter');
    expect(focusOf()).to.contain('Ce que devient la colonne Obs.');
  });

  it('another window changed the correspondence: ours or theirs, nothing lost', async () => {
    const scene = new Scene();
    scene.imports = [anImport(1, 'agents.xlsx', 'ready')];
    const { reads } = await open({ scene, importId: id(1) });
    await reads('Ce que contient chaque colonne');
    scene.imports = [{ ...scene.imports[0]!, version: 8, asOf: '2026-10-02' }];
    await tabTo('Ce que devient la colonne Obs.');
    await play('Note');
    await reads('a été modifiée dans une autre fenêtre');
    await tabTo('Garder la mienne');
    await play('Enter');
    await reads('Correspondance enregistrée.');
    expect(scene.imports[0]).to.include({ version: 9, asOf: '2026-10-02' });
    expect(scene.imports[0]!.mapping?.sheets[0]?.columns.at(-1)?.field).to.equal('note');
  });

  it('another window imported it meanwhile: nothing more is done, and it says so', async () => {
    const scene = new Scene();
    scene.imports = [anImport(1, 'agents.xlsx', 'checked')];
    const { reads } = await open({ scene, importId: id(1) });
    await reads('Résultat de la vérification');
    scene.imports = [anImport(1, 'agents.xlsx', 'done', { version: 9 })];
    await tabTo('Importer 1 456');
    await play('Enter');
    await reads('Importer ce fichier ?');
    await tabTo('Importer');
    await play('Enter');
    await reads('Cet import vient de changer');
    await reads('1 456 dossiers créés');
  });

  it('who may not import reads what to ask for; a failure says its reference and is tried again', async () => {
    const scene = new Scene();
    scene.instead.set('GET /imports', [refusals.forbidden, refusals.broken]);
    const { element, reads } = await open({ scene });
    await reads('Demandez ce droit à l’administrateur de votre service.');
    await element.refresh();
    await reads('Référence de la demande : 0197-5a2c');
    await tabTo('Réessayer');
    await play('Enter');
    await reads('Aucun import pour le moment.');
  });

  it('an import that is not one’s own', async () => {
    const { reads } = await open({ importId: id(77) });
    await reads('Cet import n’existe pas, ou n’est pas l’un des vôtres.');
  });

  it('given up, its file is erased; the list says so', async () => {
    const { scene, reads } = await open();
    await tabTo('Abandonner l’import de agents-arras-lens.xlsx');
    await play('Enter');
    await reads('sera effacé de nos serveurs');
    expect(focusOf()).to.equal('Continuer l’import');
    await tabTo('Abandonner');
    await play('Enter');
    await until(() => scene.calls.some(({ method }) => method === 'DELETE'), 'abandoned');
    await reads('Abandonné');
  });
});
