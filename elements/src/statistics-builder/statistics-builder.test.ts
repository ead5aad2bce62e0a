import { expect } from '@open-wc/testing';
import { refusals } from '../testing/answers.ts';
import { ableTo } from '../testing/sample.ts';
import { focused, plain } from '../testing/perceived.ts';
import { Scene } from './statistics-builder.scene.ts';
import { focusOf, inside, lines, open, play, printed, staged, tabTo, until } from './testing.ts';

/** What has the focus in the table: its row and its column. */
const cell = (): string => {
  const { row, column } = (focused() as HTMLElement).dataset;
  return `${row}/${column}`;
};

describe('the statistics builder', function () {
  staged(this);

  it('shows a report at once: a sentence, its figures, their shares and the whole', async () => {
    const { reads, text, element } = await open();
    await reads('Budget et surendettement');
    expect(text()).to.contain('Demandes reçues du 1er janvier au');
    expect(text()).to.contain('par catégorie de demandes , toutes vos entités');
    expect(text()).to.contain('Chaque demande compte une fois, à sa date de réception.');
    expect(lines().at(-1)).to.match(/^Ensemble \| .* \| 100,0 %$/);
    expect(lines().at(-2)).to.match(/^Non renseigné/);
    await expect(element).to.be.accessible();
  });

  it('another measure, from the keyboard: what no longer goes with it leaves, the answer follows', async () => {
    const { reads, asked } = await open({ report: 'D06' });
    await reads('Féminin');
    await tabTo('Mesure : Demandes reçues. Modifier');
    await play('Enter', 'travaux', 'Enter');
    await reads('Travaux du 1er janvier');
    await until(() => asked()['measures'] !== undefined, 'asked freely');
    expect(asked()).to.deep.include({
      measures: [{ kind: 'count', of: 'work' }],
      dimensions: ['requestCategory', 'sex'],
      filters: ['inPeriod'],
    });
    // The choices are closed, and what opened them has the focus again
    expect(focusOf()).to.contain('Mesure : Travaux. Modifier');
  });

  it('a menu is left with Escape, the values of a dimension first', async () => {
    const { reads, element } = await open();
    await reads('Budget et surendettement');
    await tabTo('Filtres');
    await play('Enter', 'sexe', 'Enter');
    await reads('Féminin');
    await expect(element).to.be.accessible();
    await play('Escape');
    await reads('Conditions');
    await play('Escape');
    expect(focusOf()).to.contain('Filtres');
  });

  it('the table is read with the arrows, and sorted by its heads', async () => {
    const { reads, scene } = await open({ report: 'D06' });
    await reads('Féminin');
    const sent = scene.sent.length;
    await tabTo('Catégorie de demandes');
    while (cell() !== '0/0') await play('Tab');
    await play('ArrowDown', 'ArrowRight', 'ArrowRight');
    expect(cell()).to.equal('1/2');
    await play('End');
    expect(cell()).to.equal('1/5');
    await play('Control+End');
    expect(cell()).to.equal('7/5');
    await play('Control+Home');
    expect(cell()).to.equal('0/0');
    await play('ArrowRight', 'Enter', 'Enter');
    expect(lines()[1]).to.match(/^Retraite/);
    expect(lines().at(-2)).to.match(/^Non renseigné/);
    await play('Enter');
    expect(lines()[1]).to.match(/^Budget/);
    expect(scene.sent.length, 'nothing is asked again').to.equal(sent);
  });

  it('choices that follow each other are one question; the one before is called off', async () => {
    const scene = new Scene();
    const { reads } = await open({ scene });
    await reads('Budget et surendettement');
    let let_go = (): void => undefined;
    scene.held = new Promise((resolve) => (let_go = resolve));
    await tabTo('Comparer à');
    await play('Enter', 'ArrowDown', 'Enter');
    await until(() => scene.sent.length === 2, 'asked');
    await tabTo('Colonnes');
    await play('Enter', 'sexe', 'Enter');
    await until(() => scene.sent.length === 3, 'asked again');
    let_go();
    scene.held = undefined;
    await reads('Féminin');
    expect(scene.aborted).to.equal(1);
  });

  it('a figure that could not be read keeps the question, and is asked again', async () => {
    const scene = new Scene();
    scene.instead.set('POST /reports/D01/run', [refusals.broken]);
    const { reads, text, element } = await open({ scene });
    await reads('Le service a rencontré une difficulté');
    expect(text()).to.contain('Demandes reçues');
    await expect(element).to.be.accessible();
    await tabTo('Réessayer');
    await play('Enter');
    await reads('Budget et surendettement');
  });

  it('who has not the right is told so, once and for all', async () => {
    const scene = new Scene();
    scene.me = { ...scene.me, can: ableTo() };
    const { reads, element } = await open({ scene });
    await reads('Votre rôle n’ouvre pas les statistiques.');
    await expect(element).to.be.accessible();
  });

  it('a report without its source says which part of Lastria it waits for', async () => {
    const { reads, element, text, scene } = await open({ report: 'I01' });
    await reads('Pourquoi ce rapport n’est pas disponible');
    expect(text()).to.contain('les aides financières');
    expect(scene.sent).to.have.lengthOf(0);
    await expect(element).to.be.accessible();
  });

  it('reports are found by their words, accents ignored, and narrowed to a kind of service', async () => {
    const { reads, text } = await open();
    await reads('Budget et surendettement');
    await tabTo('Chercher un rapport');
    await play('premiere reponse');
    await reads('1 rapport trouvé');
    expect(text()).to.contain('Délai moyen de première réponse');
    expect(text()).not.to.contain('Palmarès');
    await play('Control+a', 'zzz');
    await reads('Aucun rapport trouvé');
    await play('Control+a', 'Backspace');
    const select = inside(document.body).find((node) => node.matches('select')) as HTMLSelectElement;
    select.value = 'hospital';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => !text().includes('Palmarès'), 'narrowed');
    expect(text()).to.contain('Bénéficiaires par statut de logement');
  });

  it('what reads the security log is in no catalogue of figures, even of who reviews security', async () => {
    const scene = new Scene();
    const [first] = scene.reports;
    const named = (id: string, title: string, audience: string) => ({ ...first!, id, title, audience });
    scene.reports = [
      ...scene.reports,
      named('Z18', 'Connexions par utilisateur', 'security'),
      // Control: one of the team beside it is listed
      named('Z01', 'Travaux par intervenant et par mois', 'administrators'),
    ];
    const { reads, text } = await open({ scene });
    await reads('Budget et surendettement');
    await tabTo('Chercher un rapport');
    await play('intervenant et par mois');
    await reads('Travaux par intervenant et par mois');
    await play('Control+a', 'connexions');
    await reads('Aucun rapport trouvé');
    expect(text()).not.to.contain('Connexions par utilisateur');
  });

  it('for diffusion, what is about too few persons is masked; a change comes back inside', async () => {
    const { reads, text, scene, element } = await open({ report: 'D06' });
    await reads('Féminin');
    await tabTo('Mode');
    await play('Enter', 'ArrowDown', 'Enter');
    await reads('Effectifs de 1 à 10 masqués');
    expect(scene.sent.at(-1)!.body['mode']).to.equal('diffusion');
    expect(text()).to.contain('Diffusion (seuil 11)');
    await expect(element).to.be.accessible();
    await tabTo('Comparer à');
    await play('Enter', 'ArrowDown', 'Enter');
    await until(() => scene.sent.at(-1)!.body['compare'] === 1, 'asked again');
    expect(scene.sent.at(-1)!.body['mode']).to.equal('internal');
    await reads('Mode Interne');
  });

  it('by worker, for one who does not answer for the team: his own figures, and the others’ as one', async () => {
    const scene = new Scene();
    scene.team = { atLeast: 11 };
    const { reads, text, element } = await open({ scene, report: 'A06' });
    await reads('Équipe');
    expect(
      lines()
        .filter((line) => / › | \| /.test(line))
        .map((line) => line.split(' |')[0]),
    ).to.include.members(['Claire Morel', 'Équipe']);
    expect(text()).not.to.contain('Jean Petit');
    expect(lines().find((line) => line.startsWith('Équipe'))).to.contain('masqué');
    await reads('ceux des autres intervenants réunis sous « Équipe » : ils y sont lus à partir de 11.');
    expect(text()).not.to.contain('Effectifs de 1 à 10 masqués');
    const masked = inside(element.shadowRoot!).find((node) => node.matches('td.masked'))!;
    expect(plain(masked.getAttribute('title')!)).to.equal(
      'Masqué : moins de 11 autres intervenants, ou un chiffre qui permettrait d’en retrouver un.',
    );
    await expect(element).to.be.accessible();
    await tabTo('Pourquoi ce chiffre ?');
    await play('Enter');
    await reads('L’encadrement les lit par intervenant.');
  });

  it('a question is saved under a title, changed in place, and removed', async () => {
    const { reads, scene, text, element } = await open({ report: 'D06' });
    await reads('Féminin');
    await tabTo('Enregistrer ce rapport');
    await play('Enter');
    await until(() => focusOf().includes('Titre'), 'title');
    await expect(element).to.be.accessible();
    await play('Control+a', 'Backspace', 'Enter');
    await reads('Donnez un titre au rapport.');
    await play('Demandes du pôle', 'Enter');
    await reads('« Demandes du pôle » est enregistré.');
    expect(scene.sent.at(-1)).to.deep.include({
      method: 'POST',
      path: '/saved-reports',
      body: {
        title: 'Demandes du pôle',
        unitId: null,
        definition: { reportCode: 'D06', chart: 'stackedBar' },
      },
    });
    await tabTo('Modifier ce rapport');
    await play('Enter');
    await until(() => focusOf().includes('Titre'), 'title again');
    await tabTo('Supprimer');
    await play('Enter');
    await reads('Le rapport est supprimé.');
    expect(scene.sent.at(-1)!.method).to.equal('DELETE');
    expect(text()).to.contain('Enregistrer ce rapport');
  });

  it('a shared report is read, and says who shares it; nobody else changes it', async () => {
    const { reads, text, asked } = await open();
    await reads('Rapports partagés');
    await tabTo('Demandes par catégorie');
    await play('Home', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowDown', 'Enter');
    await reads('Bénéficiaires vus');
    expect(text()).to.contain('par statut de logement et entité');
    expect(text()).to.contain('Partagé par Jean Petit');
    await until(() => String(asked()['dimensions']) === 'housingStatus,entity', 'asked');
    expect(text()).not.to.contain('Modifier ce rapport');
  });

  it('behind a figure stand the files one may open; one of them is opened by the page', async () => {
    const { reads, scene, element } = await open({ report: 'D06' });
    await reads('Féminin');
    const opened: unknown[] = [];
    element.addEventListener('lastria-file-open', (event) => opened.push((event as CustomEvent).detail));
    await tabTo('Comparer à');
    while (cell() !== '0/0') await play('Tab');
    await play('ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter');
    await reads('DUPONT Marie (née MARTIN)');
    expect(scene.sent.at(-1)!.body).to.deep.include({
      at: [
        { dimension: 'requestCategory', code: 'housing' },
        { dimension: 'sex', code: 'female' },
      ],
      definition: { reportCode: 'D06', chart: 'stackedBar' },
      mode: 'internal',
    });
    await reads('Logement, Féminin : 2 dossiers que vous pouvez ouvrir.');
    const beyond = (node: Element) => node.scrollWidth > node.clientWidth && !node.hasAttribute('tabindex');
    await until(
      () => !inside(element.shadowRoot!).some((node) => node.matches('.place') && beyond(node)),
      'redrawn',
    );
    await expect(element).to.be.accessible();
    await tabTo('BERNARD Luc');
    await play('Enter');
    expect(opened).to.deep.equal([{ fileId: '0197a3c4-0000-7000-8000-000000000101' }]);
    scene.behind = { items: [], more: false };
    while (cell() !== '2/1') await play('Tab');
    await play('ArrowDown', 'Enter');
    await reads('Aucun dossier à vous montrer derrière ce chiffre.');
  });

  it('is printed whole, marked, with the question as its title', async () => {
    const { reads } = await open({ report: 'D06' });
    await reads('Féminin');
    const sheet = await printed(async () => {
      await tabTo('Imprimer');
      await play('Enter');
    });
    expect(sheet).to.contain('Usage interne au service').and.to.contain('Imprimé par Claire Morel');
    expect(sheet).to.contain('par catégorie de demandes et sexe');
    expect(sheet).to.match(/Ensemble ?381/);
  });

  it('empties itself at sign-out; nothing is kept in the browser', async () => {
    const { element, reads, text } = await open();
    await reads('Budget et surendettement');
    (element.session as unknown as { close(): void }).close();
    await reads('Votre session est terminée.');
    expect(text()).not.to.contain('Logement');
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }])).not.to.match(/requests|D01/);
  });

  it('in 360 px the reports stand behind a button, and leave once one is chosen', async () => {
    const { reads, text, element } = await open({ width: 360 });
    await reads('Budget et surendettement');
    expect(text()).not.to.contain('Dossiers et file active');
    await tabTo('Choisir un rapport');
    await play('Enter');
    await reads('Dossiers et file active');
    await expect(element).to.be.accessible();
    await tabTo('Demandes par catégorie');
    await play('ArrowDown', 'Enter');
    await reads('par type de demande (10 premiers)');
    await until(() => !text().includes('Dossiers et file active'), 'closed');
  });
});
