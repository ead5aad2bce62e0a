import { expect } from '@open-wc/testing';
import { refusals } from '../testing/answers.ts';
import { ableTo } from '../testing/sample.ts';
import { Scene } from './statistics-builder.scene.ts';
import { button, focusOf, inside, play, press, shown, stage, staged, tabTo, until } from './testing.ts';

describe('what stands beside the figures', function () {
  staged(this);

  it('draws the table, otherwise when one chooses, without asking again', async () => {
    const { element, scene, text } = await shown();
    await until(() => inside(stage).some((node) => node.matches('.drawing svg text')), 'the chart');
    const asked = scene.sent.length;
    const select = inside(
      inside(stage).find((node) => node.matches('lastria-statistics-builder-drawing'))!.shadowRoot!,
    ).find((node) => node.matches('select')) as HTMLSelectElement;
    expect([...select.options].map(({ textContent }) => textContent.trim())).to.deep.equal([
      'Barres empilées',
      'Barres',
      'Carte de chaleur',
      'Tableau seul',
    ]);
    select.value = 'table';
    select.dispatchEvent(new Event('change'));
    await until(() => !inside(stage).some((node) => node.matches('.drawing')), 'the table alone');
    expect(scene.sent).to.have.length(asked);
    expect(text()).to.include('Budget et surendettement');
    await expect(element).to.be.accessible();
  });

  it('explains a figure, and gives the focus back', async () => {
    const { reads, element } = await shown();
    await tabTo('Pourquoi ce chiffre ?');
    await play('Enter');
    await reads('Le total est la somme des lignes.');
    await reads('Chaque demande compte une fois, à sa date de réception.');
    await reads('Rien ici : ces chiffres sont pour le service.');
    expect(focusOf()).to.equal('Pourquoi ce chiffre ?');
    await expect(element).to.be.accessible();
    await tabTo('Fermer');
    await play('Enter');
    await until(() => !inside(stage).some((node) => node.matches('lastria-ui-side-panel')), 'closed');
    expect(focusOf()).to.equal('Pourquoi ce chiffre ?');
  });

  it('makes a file: for whom, how far, and there', async () => {
    const { reads, text, scene, element } = await shown();
    await press('Exporter en Word');
    await reads('Usage interne au service');
    await expect(element).to.be.accessible();
    (inside(stage).filter((node) => node.matches('[name="mode"]'))[1] as HTMLElement).click();
    await press('Préparer le fichier');
    await reads('En attente');
    expect(scene.beside.wanted.at(-1)).to.deep.include({ format: 'docx', mode: 'diffusion' });
    expect(scene.beside.wanted.at(-1)!.definitions[0]).to.deep.include({ reportCode: 'D06' });
    scene.beside.advance(1, 4);
    await reads('Calcul des chiffres');
    await reads('25 %');
    await reads('la préparation continue');
    scene.beside.end();
    await reads('Le fichier « Demandes.docx » est prêt.');
    expect(text()).to.include('conservé jusqu’au dim. 29 nov. 2026');
    await expect(element).to.be.accessible();
  });

  it('erases a file before its day, once what that does is read; the next one has the focus', async () => {
    const { reads, element, scene } = await shown();
    await press('Mes exports');
    await reads('Catalogue 2025');
    await press('Effacer Demandes par catégorie');
    await reads('Il faudra le préparer de nouveau pour l’avoir.');
    expect(focusOf()).to.equal('Effacer ce fichier');
    await expect(element).to.be.accessible();
    await press('Annuler');
    await until(() => focusOf().startsWith('Effacer Demandes par catégorie'), 'as before');
    await play('Enter');
    const [first] = scene.beside.exports;
    scene.instead.set(`DELETE /statistics/exports/${first!.id}`, [refusals.broken]);
    await play('Enter');
    await reads('Le service a rencontré une difficulté');
    await press('Effacer ce fichier');
    await reads('« Demandes par catégorie » est effacé.');
    await until(() => focusOf().startsWith('Effacer Catalogue 2025'), 'the next one');
    expect(scene.beside.exports).to.have.lengthOf(1);
    await play('Enter', 'Enter');
    await reads('Aucun export pour l’instant.');
    await until(() => focusOf().startsWith('Aucun export'), 'what is said in its place');
    expect(scene.beside.exports).to.deep.equal([]);
  });

  it('finds again, once closed, what was under way; stops it', async () => {
    const { reads, scene } = await shown();
    await press('Exporter en Excel');
    await press('Préparer le fichier');
    await reads('En attente');
    await press('Fermer');
    scene.beside.advance(2, 4);
    await press('Mes exports');
    await reads('50 %');
    await press('Interrompre');
    await reads('Interrompu');
  });

  it('extracts lines for whoever may, once it is proved again who asks', async () => {
    const one = await shown();
    await press('Mes exports');
    await one.reads('Catalogue 2025');
    expect(one.text()).not.to.include('Extraire les lignes');
    await press('Fermer');
    one.scene.beside.columns = [
      { code: 'act', label: 'Acte', kind: 'text' },
      { code: 'on', label: 'Date', kind: 'day' },
      { code: 'sex', label: 'Sexe', kind: 'text' },
    ];
    one.scene.instead.set('POST /statistics/row-exports', [refusals.proofTooOld]);
    await press('Mes exports');
    await press('Extraire les lignes');
    await one.reads('L’extraction est tracée.');
    await expect(one.element).to.be.accessible();
    const date = inside(stage).find((node) => node.matches('label') && node.textContent.includes('Date'))!;
    (date as HTMLElement).click();
    button('Extraire').closest('details')!.querySelector<HTMLElement>('[type="submit"]')!.click();
    await one.reads('Confirmez que c’est vous');
    expect(one.scene.beside.lines).to.deep.equal([]);
    (one.element.session as unknown as EventTarget).dispatchEvent(
      new Event('proof-given', { cancelable: true }),
    );
    await until(() => one.scene.beside.lines.length === 1, 'asked again');
    expect(one.scene.beside.lines[0]!.columns).to.deep.equal(['act', 'sex']);
    await one.reads('En attente');
  });

  it('says why a file is refused: nothing was made', async () => {
    const { reads, scene } = await shown();
    scene.instead.set('POST /statistics/exports', [refusals.broken]);
    await press('Exporter en CSV');
    await press('Préparer le fichier');
    await reads('Le service a rencontré une difficulté');
    await reads('Rien n’a été préparé.');
  });

  it('tells the time sold to an entity, and what was held of it, to who answers for the team', async () => {
    const scene = new Scene();
    scene.me = { ...scene.me, can: ableTo('openFile', 'readStatistics', 'readTeamStatistics') };
    const { reads, text, element } = await shown(scene);
    await press('Temps au contrat');
    await reads('Hôpital Nord');
    for (const words of ['janvier 2 h 6 h 3 h −1 h 1 h 15', '2026 24 h 9 h 6 h 18 h 1 h 15'])
      expect(text()).to.contain(words);
    await expect(element).to.be.accessible();
  });

  it('keeps it from who does not answer for the team', async () => {
    const { text } = await shown();
    expect(text()).to.contain('Ce qui manque').and.not.to.contain('Temps au contrat');
  });

  it('tells what is missing, the most useful first, and shows of whom', async () => {
    const { reads, text, scene, element } = await shown();
    await press('Ce qui manque');
    await reads('846 personnes vues');
    const [first, second] = ['Statut professionnel', 'Situation familiale'].map((label) =>
      text().indexOf(label),
    );
    expect(first).to.be.lessThan(second!);
    await reads('312 (37 %)');
    await expect(element).to.be.accessible();
    await press('Afficher les personnes sans « Statut professionnel »');
    await until(() => scene.sent.at(-1)!.path === '/statistics/query', 'asked');
    expect(scene.sent.at(-1)!.body).to.deep.include({
      dimensions: ['professionalStatus'],
      filters: ['activeInPeriod'],
      only: [{ dimension: 'professionalStatus', codes: [null] }],
    });
  });
});
