import { expect } from '@open-wc/testing';
import { refusals } from '../testing/answers.ts';
import { focusOf, inside, open, play, staged, stage, tabTo, until, type Opened } from './testing.ts';

const button = (words: string): HTMLElement =>
  inside(stage).find(
    (node) =>
      node.matches('button, summary') &&
      node.checkVisibility() &&
      `${node.ariaLabel ?? ''} ${node.textContent}`.includes(words),
  ) as HTMLElement;
const press = async (words: string): Promise<void> => (await until(() => button(words), words)).click();
async function write(node: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> {
  node.focus();
  node.value = text;
  node.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await Promise.resolve();
}
const shown = async (): Promise<Opened> => {
  const opened = await open({ report: 'D06' });
  await opened.reads('Budget et surendettement');
  return opened;
};

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
    expect(text()).to.include('effacé le dim. 29 nov. 2026');
    await expect(element).to.be.accessible();
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

describe('the rapport d’activité', function () {
  staged(this);
  const opened = async (): Promise<Opened> => {
    const one = await shown();
    await press('Rapport d’activité');
    await press('Rapport d’activité 2026');
    await one.reads('Enregistré à 14 h 02');
    return one;
  };
  const comments = ({ scene }: Opened): unknown[] =>
    (scene.beside.written.at(-1)!['chapters'] as { comment: string }[]).map(({ comment }) => comment);

  it('begins with the chapters of its kind', async () => {
    const { reads, scene, element } = await shown();
    await press('Rapport d’activité');
    await reads('Arrêté');
    await expect(element).to.be.accessible();
    await press('Nouveau rapport d’activité');
    await reads('Chapitres de départ');
    await expect(element).to.be.accessible();
    await press('Créer le rapport');
    await reads('1. Demandes par catégorie');
    expect(scene.beside.reports[0]).to.deep.include({ kind: 'annual', mode: 'diffusion' });
  });

  it('keeps a comment as one types, and takes what is on screen', async () => {
    const one = await opened();
    await press('2. Demandes par catégorie et sexe');
    const area = await until(
      () =>
        inside(stage).find(
          (node) => node.matches('textarea') && node.checkVisibility(),
        ) as HTMLTextAreaElement,
    );
    await write(area, 'Les femmes demandent plus souvent.');
    await one.reads('Modification en attente d’enregistrement');
    await one.reads('Enregistré à 14 h 05');
    expect(comments(one)[1]).to.equal('Les femmes demandent plus souvent.');
    await press('Ajouter « Demandes par catégorie et sexe »');
    await one.reads('4. Demandes par catégorie et sexe');
    await until(() => comments(one).length === 4, 'sent');
    await one.reads('Enregistré à');
    await expect(one.element).to.be.accessible();
  });

  it('moves a chapter with the arrows', async () => {
    const one = await opened();
    (await until(() => button('Déplacer « Demandes par mois »'))).focus();
    await play('ArrowUp');
    await one.reads('2. Demandes par mois');
    expect(focusOf()).to.include('Déplacer « Demandes par mois »');
    await one.reads('« Demandes par mois » : chapitre 2 sur 3.');
    await play('ArrowUp');
    await one.reads('1. Demandes par mois');
    await until(() => one.scene.beside.written.length > 0, 'sent');
  });

  it('brings together what two write at once, and asks only where both wrote the same', async () => {
    const one = await opened();
    await press('2. Demandes par catégorie et sexe');
    const area = await until(
      () =>
        inside(stage).find(
          (node) => node.matches('textarea') && node.checkVisibility(),
        ) as HTMLTextAreaElement,
    );
    one.scene.beside.writeElsewhere(2, 'Écrit ailleurs.');
    await write(area, 'Écrit ici.');
    await until(() => one.scene.beside.written.length === 1, 'sent again');
    expect(comments(one)).to.deep.equal([
      'Le budget reste la première demande, en hausse de 12 %.',
      'Écrit ici.',
      'Écrit ailleurs.',
    ]);
    one.scene.beside.writeElsewhere(1, 'Encore ailleurs.');
    await write(area, 'Encore ici.');
    await one.reads('Cette valeur vient d’être modifiée par quelqu’un d’autre');
    await one.reads('Encore ailleurs.');
    await press('Garder ma saisie');
    await until(() => comments(one)[1] === 'Encore ici.', 'mine is kept');
  });

  it('keeps what is typed when it cannot be sent, and says so', async () => {
    const one = await opened();
    const [report] = one.scene.beside.reports;
    one.scene.instead.set(`PATCH /activity-reports/${report!.id}`, [refusals.broken]);
    await press('2. Demandes par catégorie et sexe');
    const area = await until(
      () =>
        inside(stage).find(
          (node) => node.matches('textarea') && node.checkVisibility(),
        ) as HTMLTextAreaElement,
    );
    await write(area, 'À ne pas perdre.');
    await one.reads('Ce que vous avez saisi est conservé.');
    await press('Réessayer');
    await until(() => one.scene.beside.written.length === 1, 'sent');
    expect(comments(one)[1]).to.equal('À ne pas perdre.');
  });

  it('is frozen once what that does is read; then tells what changed since', async () => {
    const one = await opened();
    await press('Arrêter le rapport');
    await one.reads('Plus rien de ce rapport ne pourra être modifié');
    expect(focusOf()).to.equal('Arrêter définitivement');
    await play('Enter');
    await one.reads('arrêté le jeu. 15 janv. 2026');
    expect(inside(stage).filter((node) => node.matches('textarea'))).to.deep.equal([]);
    await press('Ce qui a changé depuis');
    await one.reads('2 chiffres différents sur 48');
    await one.reads('Pourquoi : 3 actes saisis depuis.');
    await expect(one.element).to.be.accessible();
  });

  it('gives its file, of what is kept, and tells how far it is', async () => {
    const one = await opened();
    await press('Exporter le rapport en Word');
    await one.reads('En attente');
    expect(one.scene.beside.wanted.at(-1)).to.deep.include({ format: 'docx', mode: 'diffusion' });
    one.scene.beside.end();
    await one.reads('Prêt');
    await expect(one.element).to.be.accessible();
  });

  it('stays open while one goes to another report', async () => {
    const one = await opened();
    await press('1. Demandes par catégorie');
    await press('Afficher « Demandes par catégorie »');
    await until(() => one.scene.sent.at(-1)!.path === '/reports/D01/run', 'asked');
    await one.reads('Rapport d’activité 2026');
    await one.reads('Ajouter « Demandes par catégorie »');
  });
});
