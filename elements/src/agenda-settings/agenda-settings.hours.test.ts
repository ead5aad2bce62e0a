import { expect } from '@open-wc/testing';
import { organisation, units } from '../testing/organisation.sample.ts';
import { play, tabTo } from '../testing/hands.ts';
import { focused, focusOf } from '../testing/perceived.ts';
import { ableTo } from '../testing/sample.ts';
import { until } from '../testing/until.ts';
import { Scene } from './agenda-settings.scene.ts';
import { faultOf, hoursOf, rangesOf, tidy, weekOf } from './opening.ts';
import { open, pick, staged } from './testing.ts';

const lille = organisation().units.find(({ id }) => id === units.lille)!.name;
const root = organisation().units.find(({ parentId }) => parentId === null)!.name;
const lastWrite = (scene: Scene, verb: string): unknown =>
  scene.sent.findLast(({ path }) => path.startsWith(verb))?.body;
/** Types a time in the field that has focus, as the browser writes it. */
const type = (value: string): void => {
  const field = focused() as HTMLInputElement;
  field.value = value;
  field.dispatchEvent(new Event('change'));
};

describe('settings of the agenda: opening hours and public holidays', function () {
  staged(this);

  it('a range is added by keyboard; what meets or is not whole is refused, beside its day', async () => {
    const { element, scene, changes, reads, text } = await open('hours');
    await pick(root, lille);
    await reads('Horaires d’ouverture');
    expect(text()).to.contain('Fermé');
    await expect(element).to.be.accessible();
    await tabTo('Ajouter une plage le mardi');
    await play('Enter');
    await until(() => focusOf().includes('mardi, plage 2 : ouverture'), 'focus is on the new range');
    await tabTo('Enregistrer');
    await play('Enter');
    await reads('Le mardi, complétez l’ouverture et la fermeture.');
    expect(scene.sent).to.deep.equal([]);
    await tabTo('mardi, plage 2 : ouverture');
    type('11:00');
    await tabTo('mardi, plage 2 : fermeture');
    type('16:00');
    await tabTo('Enregistrer');
    await play('Enter');
    await reads('Le mardi, deux plages se recouvrent.');
    await tabTo('mardi, plage 2 : ouverture');
    type('14:00');
    await tabTo('Enregistrer');
    await play('Enter');
    await reads(`Les horaires de « ${lille} » sont enregistrés.`);
    expect(hoursOf(weekOf(scene.hours.hours as Parameters<typeof weekOf>[0]))).to.deep.equal([
      { weekday: 1, from: '09:00', to: '12:00' },
      { weekday: 1, from: '14:00', to: '18:00' },
      { weekday: 2, from: '09:00', to: '12:00' },
      { weekday: 2, from: '14:00', to: '16:00' },
    ]);
    expect(changes).to.deep.equal([{ kind: 'hours', id: units.lille }]);
  });

  it('Monday is copied, a range removed, and what another person changed on another day is kept', async () => {
    const { scene, reads } = await open('hours');
    await pick(root, lille);
    await reads('Horaires d’ouverture');
    await tabTo('Retirer la plage 1 du lundi');
    await play('Enter');
    await until(() => focusOf().includes('Ajouter une plage le lundi'), 'focus stays on the day');
    await tabTo('Copier le lundi du mardi au vendredi');
    await play('Enter');
    await reads('Le lundi est copié du mardi au vendredi.');
    scene.hours = {
      ...scene.hours,
      version: 9,
      hours: [...scene.hours.hours, { weekday: 6, from: '09:00', to: '10:00' }],
    };
    await tabTo('Enregistrer');
    await play('Enter');
    await reads('sont enregistrés.');
    expect(scene.hours.hours.map(({ weekday }) => weekday)).to.deep.equal([1, 2, 3, 4, 5, 6]);
  });

  it('the same day changed by two: both are shown, and one is kept', async () => {
    const { scene, reads, text } = await open('hours');
    await pick(root, lille);
    await reads('Horaires d’ouverture');
    await tabTo('Retirer la plage 1 du mardi');
    await play('Enter');
    scene.hours = {
      ...scene.hours,
      version: 9,
      hours: [{ weekday: 2, from: '08:00', to: '12:30' }],
    };
    await tabTo('Enregistrer');
    await play('Enter');
    await reads('Cette valeur vient d’être modifiée par quelqu’un d’autre');
    expect(text()).to.contain('Mardi Fermé 8 h – 12 h 30');
    await tabTo('Garder la valeur actuelle');
    await play('Enter');
    await until(() => !text().includes('vient d’être modifiée'));
    expect(scene.hours.version).to.equal(9);
  });

  it('inherited hours are told, and become the unit’s own when they are saved', async () => {
    const { scene, reads, text } = await open('hours');
    await pick(root, root);
    await reads('Cette entité n’a pas d’horaires à elle : voici ceux de « Direction Nord ».');
    await tabTo('Enregistrer');
    await play('Enter');
    await reads('sont enregistrés.');
    expect(scene.hours).to.deep.include({ unitId: units.root, inherited: false });
    await until(() => !text().includes('n’a pas d’horaires à elle'));
  });

  it('its own hours are given up for those above, which are shown first; nothing is done before', async () => {
    const { element, scene, changes, reads, text } = await open('hours');
    await pick(root, lille);
    await reads('Horaires d’ouverture');
    expect(text()).not.to.contain('n’a pas d’horaires à elle');
    await tabTo('Revenir aux horaires de « Direction Nord »');
    await play('Enter');
    await reads('Les horaires propres à cette entité seront perdus.');
    await reads('lundi : 8 h 30 – 17 h');
    await reads('samedi : Fermé');
    await until(() => focusOf().includes('Revenir aux horaires'), 'focus is on what confirms');
    expect(scene.sent).to.deep.equal([]);
    await expect(element).to.be.accessible();
    // Changed elsewhere meanwhile: they are given up all the same
    scene.hours = { ...scene.hours, version: 9 };
    await play('Enter');
    await reads(`« ${lille} » suit de nouveau les horaires de « Direction Nord ».`);
    await reads('voici ceux de « Direction Nord ».');
    expect(lastWrite(scene, 'PUT')).to.deep.equal({ hours: null });
    expect(scene.hours).to.deep.include({ inherited: true, version: 10 });
    await until(() => focusOf().includes('Enregistrer'), 'focus is not lost');
    expect(text()).not.to.contain('Revenir aux horaires');
    expect(changes).to.deep.equal([{ kind: 'hours', id: units.lille }]);
  });

  it('one gives up giving them up', async () => {
    const { scene, reads, text } = await open('hours');
    await pick(root, lille);
    await reads('Horaires d’ouverture');
    await tabTo('Revenir aux horaires de « Direction Nord »');
    await play('Enter');
    await reads('seront perdus');
    await tabTo('Annuler');
    await play('Enter');
    await until(() => !text().includes('seront perdus'));
    await until(() => focusOf().includes('Revenir aux horaires'), 'focus is where one was');
    expect(scene.sent).to.deep.equal([]);
  });

  it('public holidays of a unit, for who may change it', async () => {
    const { scene, reads } = await open('hours');
    await pick(root, lille);
    await reads('Jours fériés particuliers');
    await tabTo('Alsace-Moselle');
    await play('Space');
    await tabTo('Enregistrer');
    await play('Enter');
    await reads(`Les jours fériés de « ${lille} » sont enregistrés.`);
    expect(lastWrite(scene, 'PATCH')).to.deep.equal({ alsaceMoselle: true });
  });

  it('are not offered to who may not', async () => {
    const scene = new Scene();
    scene.me = { ...scene.me, can: ableTo('keepAgenda', 'readOrganisation') };
    const { reads, text } = await open('hours', { scene });
    await pick(root, lille);
    await reads('Horaires d’ouverture');
    expect(text()).not.to.contain('Jours fériés particuliers');
  });

  it('what calendars outside may tell: warned of names, told what becomes of those that told more', async () => {
    const { element, scene, changes, reads, text } = await open('policy');
    await reads('Ce que les agendas externes peuvent dire');
    expect(text()).not.to.contain('délégué à la protection des données');
    await tabTo('Occupé');
    await play('ArrowDown');
    await reads('Consultez votre délégué à la protection des données');
    await tabTo('Enregistrer');
    await play('Enter');
    await reads('C’est enregistré.');
    expect(scene.policy.mostLevel).to.equal('initials');
    await tabTo('Initiales');
    await play('ArrowUp');
    await reads('Ceux qui en disaient davantage en diront moins aussitôt');
    await expect(element).to.be.accessible();
    expect(changes).to.deep.equal([{ kind: 'policy', id: '' }]);
  });

  it('ranges are read, put in order and judged', () => {
    expect(tidy('14:00-18:00,09:00-12:00')).to.equal('09:00-12:00,14:00-18:00');
    expect(rangesOf('')).to.deep.equal([]);
    expect(faultOf('09:00-12:00,12:00-13:00')).to.equal(undefined);
    expect(faultOf('09:00-12:00,11:59-13:00')).to.equal('overlap');
    expect(faultOf('12:00-09:00')).to.equal('reversed');
    expect(faultOf('09:00-')).to.equal('missing');
  });
});
