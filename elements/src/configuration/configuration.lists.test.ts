import { expect } from '@open-wc/testing';
import { read } from '../testing/perceived.ts';
import { refusals } from './configuration.scene.ts';
import { axe, effect, focusOf, inside, open, pick, play, staged, tabTo, until } from './testing.ts';

describe('configuration: lists', function () {
  staged(this);

  it('Listes: a list is found by one of its items; an item is renamed, its effect read before', async () => {
    const { element, scene, changes, text } = await open();
    await tabTo('Chercher une liste');
    await play('domicile');
    await tabTo('Types de travail');
    await play('Enter');
    await until(() => text().includes('5 éléments · 1 mis de côté'));
    expect(text())
      .to.contain('Entretiens')
      .and.to.contain('Visite à domicile')
      .and.to.contain('1 h 30')
      .and.to.contain('Mis de côté');
    await axe(element);
    await tabTo('Modifier Entretien téléphonique');
    await play('Enter');
    await until(() =>
      effect(element).includes(
        '1 204 travaux utilisent cet élément ; ils portent aussitôt le nouveau libellé.',
      ),
    );
    expect(focusOf()).to.contain('Libellé');
    await axe(element);
    await play('Control+a', 'Appel téléphonique', 'Enter');
    await until(() => text().includes('« Appel téléphonique » est enregistré.'));
    expect(scene.calls).to.deep.equal([
      {
        method: 'PATCH',
        path: '/configuration/lists/workTypes/items/entretien-telephonique',
        body: { label: 'Appel téléphonique' },
      },
    ]);
    expect(changes).to.deep.equal([{ kind: 'list', code: 'workTypes' }]);
    expect(focusOf()).to.contain('Modifier Appel téléphonique');
  });

  it('Listes: put aside with its effect, then taken back from the notification', async () => {
    const { element, scene, text } = await open();
    await tabTo('Familles de travaux');
    await pick('Types de travail');
    await tabTo('Mettre de côté Entretien au bureau');
    await play('Enter');
    await until(() =>
      effect(element).includes(
        '1 204 travaux utilisent cet élément ; ils restent lisibles et comptés. Il ne sera plus proposé à la saisie.',
      ),
    );
    expect(text()).to.contain('Une règle du logiciel s’appuie sur cet élément.');
    await play('Enter');
    await until(() => text().includes('« Entretien au bureau » est mis de côté.'));
    expect(focusOf()).to.contain('Reprendre Entretien au bureau');
    await tabTo('Annuler');
    await play('Enter');
    await until(() => text().includes('« Entretien au bureau » est de nouveau proposé.'));
    expect(scene.calls.map(({ body }) => body)).to.deep.equal([{ active: false }, { active: true }]);
  });

  it('Listes: reordered by buttons, each place spoken, saved once', async () => {
    const { element, scene, text } = await open();
    await tabTo('Familles de travaux');
    await pick('Statuts de logement');
    await tabTo('Réordonner Statuts de logement');
    await play('Enter');
    const spoken = (): string =>
      inside(element.shadowRoot!)
        .filter((node) => node.matches('[aria-live="polite"]'))
        .map(read)
        .join('');
    await tabTo('Monter Sans logement stable');
    await play('Enter');
    expect(spoken()).to.contain('Sans logement stable : place 4 sur 5');
    await play('Enter', 'Space', 'Enter', 'Enter');
    expect(spoken()).to.contain('place 1 sur 5');
    expect(focusOf()).to.contain('Monter Sans logement stable');
    expect(scene.calls).to.have.lengthOf(0);
    await axe(element);
    await tabTo('Enregistrer l’ordre');
    await play('Enter');
    await until(() => text().includes('L’ordre est enregistré.'));
    expect(scene.configuration.lists[3]?.items.map(({ label }) => label)[0]).to.equal('Sans logement stable');
    expect(scene.calls.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([
      'PUT /configuration/lists/housingStatus/order',
    ]);
    expect(focusOf()).to.contain('Réordonner');
  });

  it('Listes: added under its grouping; what is missing or refused is said on top and beside, and stays typed', async () => {
    const { element, scene, text } = await open();
    await tabTo('Familles de travaux');
    await pick('Types de travail');
    await tabTo('Ajouter un élément');
    await play('Enter', 'Enter');
    await until(() => text().includes('Vérifiez votre saisie'));
    expect(focusOf())
      .to.contain('Indiquez le libellé.')
      .and.to.contain('Choisissez le regroupement de cet élément.');
    await axe(element);
    await play('Tab', 'Enter', 'Visio');
    await tabTo('Regroupement');
    await play('Entretiens');
    scene.instead.set('POST /configuration/lists/workTypes/items', [refusals.sameLabel]);
    await tabTo('Ajouter un élément');
    await play('Enter');
    await until(() => text().includes('Un élément de cette liste porte déjà ce libellé.'));
    await play('Tab', 'Enter', 'End', 'conférence', 'Enter');
    await until(() => text().includes('« Visioconférence » est ajouté.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({ label: 'Visioconférence', parentCode: 'entretiens' });
  });

  it('412: another item changed, mine is sent again; the same value changed, both are shown', async () => {
    const { element, scene, text } = await open();
    await tabTo('Familles de travaux');
    await pick('Statuts de logement');
    await tabTo('Modifier Parc social');
    await play('Enter');
    const list = scene.configuration.lists[3]!;
    scene.configuration = {
      ...scene.configuration,
      lists: scene.configuration.lists.map((one) =>
        one === list
          ? {
              ...one,
              version: 9,
              items: one.items.map((item, index) =>
                index === 1 ? { ...item, label: 'Parc locatif privé' } : item,
              ),
            }
          : one,
      ),
    };
    await play('Control+a', 'Logement social', 'Enter');
    await until(() => text().includes('« Logement social » est enregistré.'));
    expect(text()).to.contain('Parc locatif privé');
    await tabTo('Modifier Parc locatif privé');
    await play('Enter');
    const now = scene.configuration.lists[3]!;
    scene.configuration = {
      ...scene.configuration,
      lists: scene.configuration.lists.map((one) =>
        one === now
          ? {
              ...one,
              version: 12,
              items: one.items.map((item, index) =>
                index === 1 ? { ...item, label: 'Bailleur privé' } : item,
              ),
            }
          : one,
      ),
    };
    await play('Control+a', 'Location privée', 'Enter');
    await until(() => text().includes('vient d’être modifiée'));
    expect(text()).to.contain('Location privée').and.to.contain('Bailleur privé');
    await axe(element);
    await tabTo('Garder ma saisie');
    await play('Enter');
    await until(() => text().includes('« Location privée » est enregistré.'));
    expect(scene.configuration.lists[3]?.items[1]?.label).to.equal('Location privée');
  });

  it('Listes: one of the service’s own is added, then its first item', async () => {
    const { scene, changes, text } = await open();
    await tabTo('Ajouter une liste');
    await play('Enter', 'Enter');
    await until(() => text().includes('Indiquez le nom de la liste.'));
    await play('Tab', 'Enter', 'Loisirs', 'Enter');
    await until(() => text().includes('La liste « Loisirs » est ajoutée.'));
    await tabTo('Ajouter un élément');
    await play('Enter', 'Musique', 'Enter');
    await until(() => text().includes('« Musique » est ajouté.'));
    expect(scene.calls.map(({ method, body }) => [method, body])).to.deep.equal([
      ['POST', { label: 'Loisirs' }],
      ['POST', { label: 'Musique' }],
    ]);
    expect(changes).to.have.lengthOf(2);
  });

  it('Listes: a bracket has a bound, which orders it; what another bound does is said', async () => {
    const { element, scene, text } = await open();
    await tabTo('Familles de travaux');
    await pick('Tranches d’âge');
    await until(() => text().includes('à partir de 25 (ans)'));
    expect(text()).not.to.contain('Réordonner');
    await tabTo('Modifier 25 à 34 ans');
    await play('Enter');
    await tabTo('Borne basse (ans)');
    await axe(element);
    expect(text()).to.contain('Une borne modifiée vaut pour toutes les années');
    await play('Control+a', 'Backspace', 'Enter');
    await until(() => text().includes('Indiquez la borne basse de la tranche.'));
    await play('Tab', 'Enter', '26', 'Enter');
    await until(() => text().includes('« 25 à 34 ans » est enregistré.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({ bracketFrom: 26 });
  });
});
