import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import type { ElementSession } from '../core/session-context.ts';
import { refusals } from '../testing/answers.ts';
import { play, tabTo } from '../testing/hands.ts';
import { organisation, units } from '../testing/organisation.sample.ts';
import { focusOf, read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import { administrator, id, reminder, Scene } from './reminders.scene.ts';
import './reminders.ts';

const lille = organisation().units.find((unit) => unit.id === units.lille)!.name;

describe('reminders to look after, and their settings', function () {
  this.timeout(30_000);
  let stage: HTMLElement;
  beforeEach(() => document.body.append((stage = document.createElement('main'))));
  afterEach(() => stage.remove());

  async function open(scene = new Scene(), { width = 900, until: shown = 'Mes messages' } = {}) {
    stage.style.width = `${width}px`;
    const [changes, opened]: [unknown[], unknown[]] = [[], []];
    render(
      html`<lastria-reminders
        .session=${scene.open() as unknown as ElementSession}
        @lastria-reminders-changed=${({ detail }: CustomEvent) => void changes.push(detail)}
        @lastria-file-open=${({ detail }: CustomEvent) => void opened.push(detail)}
      ></lastria-reminders>`,
      stage,
    );
    const element = stage.querySelector('lastria-reminders')!;
    const text = (): string => read(element);
    const reads = (words: string): Promise<unknown> => until(() => text().includes(words), words);
    await reads(shown);
    return { element, scene, changes, opened, text, reads };
  }

  it('says of each, in words, what happened and what may be done', async () => {
    const { element, text, opened } = await open(new Scene(), { width: 320 });
    const order = ['Envoi incertain', 'Non remis', 'Sans adresse utilisable'].map((words) =>
      text().indexOf(words),
    );
    expect(order).to.deep.equal(order.toSorted((a, b) => a - b));
    expect(order).not.to.include(-1);
    expect(text()).to.contain('3 rappels demandent votre attention.');
    expect(text()).to.contain('Réponse du serveur de courriel : 550 5.1.1 Unknown user');
    expect(text().split('Considérer comme envoyé')).to.have.lengthOf(2);
    expect(text().split('Renvoyer')).to.have.lengthOf(3);
    expect(text()).to.contain('cette adresse n’existe pas, ou plus. Demandez la bonne à la personne.');
    expect(text(), 'settings are not those of a worker').not.to.contain('Réglages');
    expect(element.scrollWidth).to.be.at.most(320);
    await expect(element).to.be.accessible();
    await tabTo('Ouvrir le dossier : FIGURE Jeanne');
    await play('Enter');
    expect(opened).to.deep.equal([{ fileId: id(53) }]);
  });

  it('the list goes on where it is long, and stays as long when it is read again', async () => {
    const scene = new Scene();
    scene.items = Array.from({ length: 5 }, (_, index) => reminder(index + 1, `Nom${index + 1}`, 'Ada', {}));
    scene.page = 2;
    const { reads, text } = await open(scene);
    expect(text()).to.contain('Plus de 2 rappels').and.not.to.contain('NOM3');
    await tabTo('Afficher la suite');
    await play('Enter');
    await reads('NOM4 Ada');
    await until(() => scene.isHeard, 'it listens');
    scene.items[3] = reminder(4, 'Autre', 'Ada', {});
    scene.happened();
    await reads('AUTRE Ada');
    expect(text()).not.to.contain('NOM5');
    await tabTo('Afficher la suite');
    await play('Enter');
    await reads('5 rappels demandent votre attention.');
    expect(text()).not.to.contain('Afficher la suite');
  });

  it('whoever follows nobody finds the settings first, and is told why his list is empty', async () => {
    const scene = Object.assign(new Scene(), { me: administrator, items: [] });
    const { reads } = await open(scene, { until: 'Choisissez une entité' });
    await tabTo('Réglages');
    await play('ArrowLeft');
    await reads('Vous n’en suivez aucune.');
    await tabTo('Voir les réglages des rappels');
    await play('Enter');
    await reads('Choisissez une entité');
    await until(() => focusOf().includes('Réglages'), 'focus is where one went');
  });

  it('both decisions by keyboard: the list follows, focus stays, then nothing is left', async () => {
    const { scene, changes, reads, text } = await open();
    scene.items.pop();
    await tabTo('Considérer comme envoyé : EXEMPLE Odile');
    await play('Enter');
    await reads('Le rappel de EXEMPLE Odile est considéré comme envoyé.');
    await until(() => focusOf().includes('Rappels à surveiller'), 'focus is near what was pressed');
    await until(() => !text().includes('FIGURE Jeanne'), 'what others did meanwhile is read too');
    await tabTo('Renvoyer : MODÈLE Bruno');
    await play('Enter');
    await reads('Le rappel de MODÈLE Bruno va repartir.');
    await reads('Aucun rappel ne demande votre attention.');
    expect(scene.sent.map(({ body }) => body)).to.deep.equal([
      { decision: 'consideredSent' },
      { decision: 'again' },
    ]);
    expect(changes).to.deep.equal([
      { kind: 'consideredSent', id: id(1) },
      { kind: 'again', id: id(2) },
    ]);
  });

  it('one that somebody decided meanwhile is not decided again; what others do is shown', async () => {
    const { scene, changes, reads, text } = await open();
    scene.items[0] = { ...scene.items[0]!, state: 'bounced', version: 9 };
    await tabTo('Renvoyer : EXEMPLE Odile');
    await play('Enter');
    await reads('Cette valeur vient de changer');
    await until(() => !text().includes('Envoi incertain'), 'the list is read again');
    expect(changes).to.deep.equal([]);
    await until(() => scene.isHeard, 'it listens');
    scene.items = [];
    scene.happened();
    await reads('Aucun rappel ne demande votre attention.');
  });

  it('one’s own messages are chosen; a failure leaves the choice as it is kept', async () => {
    const { scene, changes, reads, text } = await open();
    scene.instead.set('PUT /agenda/request-mail', [refusals.forbidden]);
    await tabTo('Me prévenir par courriel');
    await play('Space');
    await reads('Vous n’avez pas ce droit');
    expect(changes).to.deep.equal([]);
    await tabTo('Me prévenir par courriel');
    await play('Space');
    await reads('Vous ne serez plus prévenu par courriel.');
    expect(text()).not.to.contain('Vous n’avez pas ce droit');
    expect(scene.requestMail.wanted).to.equal(false);
    expect(changes).to.deep.equal([{ kind: 'requestMail', id: '' }]);
  });

  it('settings of a unit: the message is shown as it is chosen, a name that tells too much is refused', async () => {
    const scene = Object.assign(new Scene(), { me: administrator });
    const { element, changes, reads, text } = await open(scene, { until: 'Choisissez une entité' });
    await tabTo('Chercher une entité');
    await play(lille);
    await tabTo(lille);
    await play('Enter');
    await reads('Nous vous rappelons');
    await expect(element).to.be.accessible();
    await tabTo('Texte du rappel');
    await play('Bref');
    await reads('Rendez-vous : mardi 24 novembre');
    await tabTo('Nom au bas du message');
    await play('Service social', 'Tab');
    await reads('« social » dirait à qui lit le message de quoi il s’agit.');
    expect(text(), 'no message is shown that cannot leave').not.to.contain('Rendez-vous : mardi');
    await tabTo('Nom au bas du message');
    await play('Control+a', 'Les Tilleuls', 'Tab');
    await reads('24 novembre Les Tilleuls');
    // Somebody else turned them off meanwhile: kept, since it is another value
    scene.settings = { ...scene.settings, enabled: false, version: 4 };
    await tabTo('Enregistrer');
    await play('Enter');
    await reads(`Les rappels de « ${lille} » sont réglés.`);
    expect(scene.settings).to.deep.include({ enabled: false, template: 'brief', sender: 'Les Tilleuls' });
    expect(changes).to.deep.equal([{ kind: 'settings', id: units.lille }]);
  });

  it('says so to a session that opens no agenda', async () => {
    const scene = new Scene();
    scene.instead.set('GET /agenda/reminders', [refusals.forbidden]);
    const { text } = await open(scene, { until: 'Les rappels sont suivis par celles et ceux' });
    expect(text()).not.to.contain('EXEMPLE');
  });
});
