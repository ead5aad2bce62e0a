import { expect } from '@open-wc/testing';
import { people, reviews } from './audit.sample.ts';
import { refusals, Scene } from './audit.scene.ts';
import { csvOfReview, gridOfReview } from './review.data.ts';
import { inside, open, play, stage, staged, tabTo, until } from './testing.ts';

describe('the security review', function () {
  staged(this);

  async function reviewOf(scene = new Scene()) {
    const opened = await open({ scene });
    await tabTo('Traces');
    await play('ArrowRight', 'ArrowRight');
    await opened.reads('Ces chiffres servent à la sécurité des dossiers.');
    return opened;
  }
  /** Lines of the table as they are read, cell after cell. */
  const lines = (): string[] =>
    inside(stage)
      .filter((node) => node.matches('lastria-access-log-review'))
      .flatMap((part) => [...part.shadowRoot!.querySelectorAll('tr')])
      .map((row) =>
        [...row.cells].map((cell) => cell.textContent.replaceAll(/\s+/g, ' ').trim()).join(' | '),
      );

  it('says what it is for, and reads nothing before it is asked: each reading is a trace', async () => {
    const { scene, text, reads, element } = await reviewOf();
    expect(text()).to.contain(
      'Ils ne mesurent pas le travail des personnes. Chaque lecture laisse une trace.',
    );
    expect(scene.reviewed).to.deep.equal([]);
    await expect(element).to.be.accessible();
    await tabTo('Du');
    await play('Control+a', '21/10/2026', 'Tab');
    await tabTo('Au');
    await play('Control+a', '20/11/2026', 'Enter');
    await reads('Connexions par utilisateur, du');
    expect(scene.reviewed).to.deep.equal([{ report: 'Z18', from: '2026-10-21', to: '2026-11-20' }]);
    expect(lines()).to.deep.equal([
      'Intervenant | octobre 2026 | novembre 2026 | Total | Dernière connexion',
      'Anne Delmas | 9 | 18 | 27 | ven. 20 nov. 2026 à 9 h 02',
      'Claire Morel | 11 | 21 | 32 | sam. 21 nov. 2026 à 0 h 01',
      'Jean Petit | 2 | 1 284 | 1 286 | ven. 20 nov. 2026 à 15 h 38',
      'Non renseigné | 0 | 0 | 0 | ',
      'Total | 22 | 1 323 | 1 345 | ',
    ]);
    await expect(element).to.be.accessible();
  });

  it('is chosen from the keyboard; what scrolls is reached by Tab', async () => {
    const { scene, reads, element } = await reviewOf();
    await tabTo('Chiffres');
    await play('Dossiers', 'Tab');
    await tabTo('Afficher');
    await play('Enter');
    await reads('Habilitation sur l’entité');
    expect(lines()[2]).to.equal('Claire Morel | 118 | 22 | 0 | 9 | 149');
    expect(scene.reviewed).to.have.lengthOf(1);
    await tabTo('Dossiers consultés par utilisateur, selon le droit utilisé');
    await expect(element).to.be.accessible();
  });

  it('a period the log no longer holds is said at its field; a failure is asked again', async () => {
    const scene = new Scene();
    scene.instead.set('POST /reports/Z18/run', [refusals.erased, refusals.broken]);
    const { reads, text, element } = await reviewOf(scene);
    await tabTo('Afficher');
    await play('Enter');
    await reads('commencez la période le 2 février 2026 ou après.');
    await expect(element).to.be.accessible();
    await tabTo('Afficher');
    await play('Enter');
    await reads('Le service a rencontré une difficulté');
    expect(text()).not.to.contain('2 février 2026');
    await tabTo('Réessayer');
    await play('Enter');
    await reads('Jean Petit');
  });

  it('days in the wrong order are said, and asked of nobody', async () => {
    const { scene, reads } = await reviewOf();
    await tabTo('Au');
    await play('Control+a', '01/01/2024', 'Tab');
    await reads('Le dernier jour vient avant le premier.');
    await tabTo('Afficher');
    await play('Enter');
    expect(scene.reviewed).to.deep.equal([]);
    await tabTo('Au');
    await play('Control+a', 'Backspace', 'Enter');
    await reads('Indiquez un jour.');
    expect(scene.reviewed).to.deep.equal([]);
  });

  it('is saved as a spreadsheet opens it, with nothing it would run', async () => {
    const saved: { name: string; file: Blob }[] = [];
    const [make, click] = [URL.createObjectURL.bind(URL), HTMLAnchorElement.prototype.click];
    let held: Blob | undefined;
    URL.createObjectURL = (file: Blob) => ((held = file), make(file));
    HTMLAnchorElement.prototype.click = function () {
      saved.push({ name: this.download, file: held! });
    };
    try {
      const { reads } = await reviewOf();
      await tabTo('Afficher');
      await play('Enter');
      await reads('Jean Petit');
      await tabTo('Enregistrer en CSV');
      await play('Enter');
      await until(() => saved.length === 1, 'saved');
    } finally {
      URL.createObjectURL = make;
      HTMLAnchorElement.prototype.click = click;
    }
    expect(saved[0]!.name).to.match(/^Revue de sécurité Z18 \d{4}-\d\d-\d\d \d{4}-\d\d-\d\d\.csv$/);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await saved[0]!.file.arrayBuffer());
    expect(text.split('\r\n').slice(0, 2)).to.deep.equal([
      '\ufeffIntervenant;octobre 2026;novembre 2026;Total;Dernière connexion',
      'Anne Delmas;9;18;27;20/11/2026 09:02:00',
    ]);
    const table = structuredClone(reviews['Z20']!);
    table.axes[0]!.items[0] = { code: people.delmas, label: '=CMD|"a";b' };
    const line = (await csvOfReview(gridOfReview(table, 'Total')).text()).split('\r\n')[1];
    expect(line).to.equal(`"'=CMD|""a"";b";2;0;1;0;3`);
  });
});
