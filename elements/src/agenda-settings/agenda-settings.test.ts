import { expect } from '@open-wc/testing';
import { refusals } from '../testing/answers.ts';
import { play, tabTo } from '../testing/hands.ts';
import { focusOf } from '../testing/perceived.ts';
import { me } from '../testing/sample.ts';
import { until } from '../testing/until.ts';
import { id, Scene } from './agenda-settings.scene.ts';
import { open, pick, staged } from './testing.ts';

describe('settings of the agenda: motives and rooms', function () {
  staged(this);

  it('are for who keeps the agenda; others read one sentence', async () => {
    const scene = Object.assign(new Scene(), { me });
    const { text } = await open('motives', { scene, until: 'tenus par l’administrateur' });
    expect(text()).not.to.contain('Premier entretien');
  });

  it('a motive is added by keyboard, what is missing said first', async () => {
    const { element, scene, changes, reads } = await open('motives');
    await tabTo('Ajouter un motif');
    await play('Enter');
    await until(() => focusOf().includes('Ajouter un motif'), 'focus is on the form');
    await tabTo('Durée proposée');
    await play('Control+a', '3');
    await tabTo('Où il a lieu');
    await tabTo('Ajouter un motif');
    await play('Enter');
    await reads('Donnez un nom au motif.');
    await reads('Écrivez une durée de 5 minutes à 24 heures.');
    await reads('Choisissez où le rendez-vous a lieu.');
    expect(scene.sent).to.deep.equal([]);
    await expect(element).to.be.accessible();
    await tabTo('Nom du motif');
    await play('Point budget');
    await tabTo('Durée proposée');
    await play('Control+a', '1h30', 'Tab', 'Au');
    await tabTo('Secrétariat');
    await play('Space');
    await reads('Les autres ne se verront pas proposer ce motif.');
    await tabTo('Ajouter un motif');
    await play('Enter');
    await reads('« Point budget » est ajouté.');
    expect(scene.sent[0]!.body).to.deep.equal({
      label: 'Point budget',
      placeKind: 'office',
      minutes: 90,
      blocks: true,
      workTypeCode: null,
      colour: null,
      roles: ['SECRETARY'],
    });
    expect(changes).to.deep.equal([{ kind: 'motive', id: id(53) }]);
  });

  it('what two people changed apart is kept; the same value, one chooses', async () => {
    const { scene, reads, text } = await open('motives');
    await pick('Premier entretien', 'Premier entretien');
    await reads('Les rendez-vous déjà pris gardent leur durée et leur lieu.');
    scene.motives[0] = { ...scene.motives[0]!, label: 'Accueil', minutes: 30, version: 2 };
    await tabTo('Nom du motif');
    await play('End', ' long');
    await tabTo('Occupe l’agenda');
    await play('Space');
    await tabTo('Enregistrer');
    await play('Enter');
    await reads('Cette valeur vient d’être modifiée par quelqu’un d’autre');
    expect(text()).to.contain('Nom du motif Premier entretien long Accueil');
    await tabTo('Garder ma saisie');
    await play('Enter');
    await reads('« Premier entretien long » est enregistré.');
    expect(scene.motives[0]).to.deep.include({ label: 'Premier entretien long', minutes: 30, blocks: false });
  });

  it('a motive is moved up and down by keyboard, focus on the button, and stays at either end', async () => {
    const { element, scene, changes, reads, text } = await open('motives');
    const order = (): string[] => scene.motives.map(({ label }) => label);
    await pick('Premier entretien', 'Premier entretien');
    await reads('1er sur 3, dans l’ordre où les motifs sont proposés.');
    await tabTo('Monter');
    await play('Enter');
    await tabTo('Descendre');
    // Renamed elsewhere meanwhile: it is moved all the same
    scene.motives[0] = { ...scene.motives[0]!, label: 'Accueil', version: 2 };
    await play('Enter');
    await reads('2e sur 3');
    expect(order()).to.deep.equal(['Entretien téléphonique', 'Accueil', 'Ancien motif']);
    await until(() => focusOf().includes('Descendre'), 'focus stays on the button');
    await play('Space');
    await reads('3e sur 3');
    await play('Enter');
    expect(order()).to.deep.equal(['Entretien téléphonique', 'Ancien motif', 'Accueil']);
    expect(scene.sent.map(({ body }) => body)).to.deep.equal([
      { before: id(3) },
      { before: id(3) },
      { before: null },
    ]);
    // The list says the same order
    expect(text()).to.match(/Entretien téléphonique.*Ancien motif.*Accueil/s);
    expect(changes).to.deep.equal([1, 2].map(() => ({ kind: 'motive', id: id(1) })));
    await expect(element).to.be.accessible();
  });

  it('a motive takes a colour by its name; the words stay', async () => {
    const { scene, reads } = await open('motives');
    await pick('Premier entretien', 'Premier entretien');
    await tabTo('Couleur');
    await play('Tu');
    await tabTo('Enregistrer');
    await play('Enter');
    await reads('« Premier entretien » est enregistré.');
    expect(scene.sent.at(-1)!.body).to.deep.equal({ colour: 'teal' });
    expect(scene.motives[0]!.colour).to.equal('teal');
    await tabTo('Couleur');
    await play('Home');
    await tabTo('Enregistrer');
    await play('Enter');
    await until(() => scene.motives[0]!.colour === null, 'none again');
  });

  it('a motive is put aside once its consequence was read, and taken back', async () => {
    const { scene, reads, text } = await open('motives');
    await pick('Premier entretien', 'Premier entretien');
    await tabTo('Mettre de côté');
    await play('Enter');
    await reads('Les rendez-vous déjà pris gardent leur motif');
    await until(() => focusOf().includes('Mettre de côté'), 'focus is on what confirms');
    expect(scene.sent).to.deep.equal([]);
    // Renamed elsewhere meanwhile: it is put aside all the same
    scene.motives[0] = { ...scene.motives[0]!, label: 'Accueil', version: 2 };
    await play('Enter');
    await reads('est de côté.');
    expect(scene.motives[0]).to.deep.include({ label: 'Accueil', active: false });
    await tabTo('Reprendre');
    await play('Enter');
    await reads('est de nouveau proposé.');
    expect(scene.motives[0]!.active).to.equal(true);
    expect(text()).to.contain('Mettre de côté');
  });

  it('a failure keeps what was typed', async () => {
    const { scene, reads, text } = await open('motives');
    await pick('Premier entretien', 'Premier entretien');
    await tabTo('Nom du motif');
    await play('End', ' long');
    scene.instead.set(`PATCH /agenda/motives/${id(1)}`, [refusals.broken]);
    await play('Enter');
    await reads('Le service a rencontré une difficulté');
    await reads('Ce que vous avez saisi est conservé.');
    await play('Enter');
    await reads('« Premier entretien long » est enregistré.');
    expect(text()).not.to.contain('Le service a rencontré');
  });

  it('a room is added to a unit, found by its site, put aside', async () => {
    const { scene, changes, reads, text } = await open('rooms');
    await tabTo('Chercher une salle');
    await play('tilleuls');
    await until(() => !text().includes('Salle de réunion'), 'found by its site');
    await play('Control+a', 'Backspace');
    await tabTo('Ajouter une salle');
    await play('Enter');
    await tabTo('Nom de la salle');
    await play('Bureau 3');
    await tabTo('Ajouter une salle');
    await play('Enter');
    await reads('Choisissez l’entité de la salle.');
    await tabTo('Places');
    await play('1000');
    await tabTo('Entité');
    await play('Antenne');
    await tabTo('Ajouter une salle');
    await play('Enter');
    await reads('Écrivez un nombre de 1 à 999.');
    await tabTo('Places');
    await play('Control+a', '12');
    await tabTo('Ajouter une salle');
    await play('Enter');
    await reads('« Bureau 3 » est ajoutée.');
    await reads('12 places');
    await reads('Entité : Antenne de Lens');
    expect(scene.sent[0]!.body).to.deep.include({ label: 'Bureau 3', site: null, places: 12 });
    await tabTo('Mettre de côté');
    await play('Enter');
    await reads('prévenez celles et ceux qui l’ont réservée');
    await play('Enter');
    await reads('« Bureau 3 » est de côté.');
    expect(changes.map((one) => (one as { kind: string }).kind)).to.deep.equal(['room', 'room']);
  });

  it('says what to do where nothing is defined yet', async () => {
    const scene = Object.assign(new Scene(), { motives: [], rooms: [] });
    const { reads, element } = await open('rooms', { scene, width: 320 });
    await reads('Aucune salle n’est encore définie. Une salle se réserve avec le rendez-vous.');
    await reads('Ajouter une salle');
    expect(element.scrollWidth).to.be.at.most(320);
  });
});
