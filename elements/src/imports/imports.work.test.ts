import { expect } from '@open-wc/testing';
import { ids } from '../testing/sample.ts';
import { anImport, counts, id, job } from './imports.sample.ts';
import { Scene } from './imports.scene.ts';
import { heard, open, play, staged, tabTo } from './testing.ts';

describe('imports: work that lasts', function () {
  staged(this);
  const running = (): Scene => {
    const scene = new Scene();
    scene.imports = [
      anImport(1, 'agents.xlsx', 'running', {
        counts,
        job: job('import.run', id(1), { step: 'writing', done: 0, total: 1456 }),
        can: anImport(1, '', 'abandoned').can,
      }),
    ];
    return scene;
  };

  it('says 25, 50, 75 and 100 %, and nothing between', async () => {
    const { scene, reads } = await open({ scene: running(), importId: id(1) });
    await reads('Enregistrement');
    const { said, stop } = heard();
    for (const done of [10, 150, 364, 400, 560, 728, 900, 1092, 1300, 1440, 1456]) {
      scene.advance(done, 1456, 'writing');
      await reads(`${done.toLocaleString('fr-FR').replaceAll(/[\u00a0\u202f]/g, ' ')} sur 1 456`);
    }
    stop();
    expect(said.map((one) => one.replaceAll(/[\u00a0\u202f]/g, ' '))).to.deep.equal([
      'Enregistrement : 25 %',
      'Enregistrement : 50 %',
      'Enregistrement : 75 %',
      'Enregistrement : 100 %',
    ]);
  });

  it('is where it was when the page is opened again, and in the list its end is seen', async () => {
    const scene = running();
    scene.advance(728, 1456, 'writing');
    const { reads, text } = await open({ scene });
    expect(text()).to.contain('Import en cours');
    await tabTo('Ouvrir l’import de agents.xlsx');
    await play('Enter');
    await reads('728 sur 1 456');
    expect(text()).to.contain('50 %');
    await tabTo('Tous les imports');
    await play('Enter');
    await reads('Importer un fichier');
    scene.end('done');
    await reads('Importé');
  });

  it('is interrupted, says what is written, and goes on', async () => {
    const { scene, reads, text } = await open({ scene: running(), importId: id(1) });
    await reads('Enregistrement');
    scene.advance(600, 1456, 'writing');
    await reads('600 sur 1 456');
    await tabTo('Interrompre');
    await play('Enter');
    await reads('L’import s’est arrêté');
    expect(scene.calls.at(-1)?.path).to.match(/^\/jobs\/.*\/cancel$/);
    expect(text()).to.contain(
      '600 lignes sont enregistrées sur 1 456. En reprenant, aucune ne sera écrite deux fois.',
    );
    await tabTo('Reprendre');
    await play('Enter');
    await reads('Import en cours');
    scene.end('done');
    await reads('1 456 dossiers créés');
  });

  it('a check that fails says why, and what is safe; one that is stopped changes nothing', async () => {
    const scene = new Scene();
    scene.imports = [anImport(1, 'agents.xlsx', 'ready', { defaultUnitId: ids.unit })];
    const { reads, text } = await open({ scene, importId: id(1) });
    await reads('Ce que contient chaque colonne');
    await tabTo('Vérifier');
    await play('Enter');
    await reads('Vérification en cours');
    scene.end('failed', {}, { problem: '12 personnes n’ont pas de site. Dites où les ranger.' });
    await reads('12 personnes n’ont pas de site. Dites où les ranger.');
    expect(text()).to.contain('Rien n’a été enregistré ni perdu.');
    await tabTo('Vérifier');
    await play('Enter');
    await reads('Vérification en cours');
    await tabTo('Interrompre');
    await play('Enter');
    await reads('La vérification est interrompue. Rien n’a été enregistré.');
  });

  it('an undoing that stopped half-way is taken up again', async () => {
    const scene = new Scene();
    scene.imports = [
      anImport(1, 'agents.xlsx', 'undoing', {
        counts,
        job: job('import.undo', id(1), {
          status: 'failed',
          endedAt: '2026-11-20T09:40:00Z',
          problem: 'La base ne répond plus.',
        }),
      }),
    ];
    const { reads } = await open({ scene, importId: id(1) });
    await reads('L’annulation s’est arrêtée.');
    await tabTo('Reprendre l’annulation');
    await play('Enter');
    await reads('Annulation en cours');
    scene.advance(200, 1456, 'undoing');
    await reads('Retrait des lignes');
  });
});
