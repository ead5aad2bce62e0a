import { expect } from '@open-wc/testing';
import { focused, read } from '../testing/perceived.ts';
import { focusOf, inside, open, play, stage, staged, tabTo, until, type Opened } from './testing.ts';

/** What is said to who does not see the page. */
const said = ({ element }: Opened): string =>
  inside(element.shadowRoot!)
    .filter((node) => node.matches('[aria-live], [role="status"]'))
    .map((node) => read(node).trim())
    .join(' ');
const isLost = (): boolean => focused() === document.body;

describe('from a question to a rapport d’activité, without a mouse', function () {
  staged(this);

  it('the focus is never lost, and what becomes of the figures is said', async () => {
    const one = await open({ report: 'D01' });
    await one.reads('Budget et surendettement');

    await tabTo('Demandes par catégorie');
    await play('ArrowDown', 'ArrowDown', 'Enter');
    await until(() => /Chiffres affichés : Demandes reçues .*, par .* et sexe/.test(said(one)), 'said');
    expect(focusOf()).to.contain('Demandes par catégorie et sexe');

    await tabTo('Lignes : catégorie de demandes. Modifier');
    await play('Enter', 'situation', 'Enter');
    await until(() => focusOf().includes('Lignes : situation familiale. Modifier'), 'back to the sentence');

    await tabTo('Filtres');
    await play('Enter', 'urg', 'Enter');
    await play('Control+a', 'sans logement', 'Enter');
    await until(() => String(one.asked()['filters']) === 'inPeriod,urgent,unstableHousing', 'both asked');
    await play('Escape');
    await until(() => focusOf().includes('Filtres'), 'back to the filters');

    await tabTo('Comparer à');
    await play('Enter', 'ArrowDown', 'Enter');
    await until(() => one.asked()['compare'] === 1, 'compared');
    await until(() => focusOf().includes('Comparer à'), 'back to the comparison');

    await tabTo('Représentation');
    const before = (focused() as HTMLSelectElement).value;
    await play('ArrowDown');
    await until(() => (focused() as HTMLSelectElement).value !== before, 'drawn otherwise');

    await tabTo('Enregistrer ce rapport');
    await play('Enter');
    await until(() => focusOf().includes('Titre'), 'its title');
    await play('Mon rapport', 'Enter');
    await one.reads('« Mon rapport » est enregistré.');
    await until(() => focusOf().includes('Modifier ce rapport'), 'back to what saved it');
    await tabTo('Fermer');
    await play('Enter');
    await until(() => !isLost() && !one.text().includes('est enregistré'), 'the notice is closed');

    await tabTo('Exporter en Word');
    await play('Enter');
    await until(() => focusOf().includes('Exporter en Word'), 'the panel');
    await tabTo('Préparer le fichier');
    await play('Enter');
    await one.reads('En attente');
    expect(isLost(), 'while the file is made').to.equal(false);
    one.scene.beside.end();
    await until(() => focusOf().includes('Télécharger'), 'the file');
    await tabTo('Fermer');
    await play('Enter');
    await until(() => focusOf().includes('Exporter en Word'), 'back to what opened it');

    await tabTo('Rapport d’activité');
    await play('Enter');
    await one.reads('En cours d’écriture');
    await tabTo('Rapport d’activité 2026');
    await play('Enter');
    await until(() => focused()?.matches('h3'), 'its title');
    await tabTo('Ajouter « ');
    await play('Enter');
    await one.reads('est ajouté au rapport.');
    await until(() => one.scene.activity.written.length > 0, 'kept');
    expect(isLost()).to.equal(false);
    await expect(stage).to.be.accessible();
  });
});
