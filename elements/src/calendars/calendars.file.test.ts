import { expect } from '@open-wc/testing';
import { problem, refusals } from '../testing/answers.ts';
import { play, tabTo } from '../testing/hands.ts';
import { focusOf, read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import { longPlan, plan, Scene } from './calendars.scene.ts';
import { choose, open, staged } from './testing.ts';
import { ids } from '../testing/sample.ts';

const imports = ({ sent }: Scene) =>
  sent
    .filter(({ path }) => path === '/agenda/import')
    .map(({ body }) => body as { keys: string[]; unitId: string });

describe('my calendars: a calendar file', function () {
  staged(this);

  it('shows what would be made, what is known, what meets a taken time and what is refused, and makes nothing', async () => {
    const { element, scene, reads, text } = await open();
    choose(element, 'agenda.ics', 'BEGIN:VCALENDAR');
    await reads('Ce qu’apporterait « agenda.ics »');
    await until(() => focusOf().includes('Ce qu’apporterait'), 'focus is on what was found');
    for (const words of [
      'À reprendre (2)',
      'Formation budget',
      'Le premier mardi de chaque mois',
      'Sur un créneau déjà pris (1)',
      'Vous n’êtes pas libre mar. 24 nov. 2026',
      'Déjà repris (1)',
      'Réunion de pôle',
      'Non repris (1)',
      'Ligne 42 Cet événement n’a pas de début.',
    ])
      expect(text()).to.contain(words);
    expect(imports(scene)).to.deep.equal([]);
    await expect(element).to.be.accessible();
  });

  it('takes what is ticked, and says what became of it', async () => {
    const { element, scene, changes, reads } = await open();
    choose(element, 'agenda.ics', 'BEGIN:VCALENDAR');
    await reads('Reprendre 2 rendez-vous');
    await tabTo('Formation budget');
    await play('Space');
    await reads('Reprendre ce rendez-vous');
    await tabTo('Reprendre ce rendez-vous');
    await play('Enter');
    await reads('1 rendez-vous repris.');
    await reads('mettez-le à la corbeille');
    expect(imports(scene)).to.have.length(1);
    expect(imports(scene)[0]).to.deep.include({ keys: [plan.events[1]!.key], unitId: ids.unit });
    expect(changes).to.deep.equal([{ kind: 'import', status: 'imported' }]);
    // Nothing of the file stays
    expect(read(element)).not.to.contain('Analyse de pratiques');
  });

  it('takes a long file in several calls, and asks in which unit where there are two', async () => {
    const scene = Object.assign(new Scene(), { plan: longPlan, units: [ids.unit, ids.site] });
    const { element, reads, text } = await open(scene);
    choose(element, 'long.ics', 'BEGIN:VCALENDAR');
    await reads('À reprendre (620)');
    expect(text()).not.to.contain('Événement 60 ');
    await tabTo('Tout décocher');
    await play('Enter');
    await tabTo('Reprendre les rendez-vous cochés');
    await play('Enter');
    await reads('Cochez au moins un événement.');
    expect(imports(scene)).to.deep.equal([]);
    await tabTo('Tout cocher');
    await play('Enter');
    await reads('Dans l’agenda de quelle entité');
    await tabTo('Reprendre 620 rendez-vous');
    await play('Enter');
    await reads('620 rendez-vous repris.');
    expect(imports(scene).map(({ keys }) => keys.length)).to.deep.equal([500, 120]);
  });

  it('refuses what is no calendar before anything is sent, and says what the server refuses', async () => {
    const { element, scene, reads } = await open();
    choose(element, 'agenda.pdf', 'x');
    await reads('choisissez un fichier dont le nom finit par .ics');
    choose(element, 'vide.ics', '');
    await reads('Ce fichier est vide.');
    choose(element, 'gros.ics', 'x'.repeat(2 * 1024 * 1024 + 1));
    await reads('Ce fichier dépasse 2 Mo.');
    scene.instead.set('POST /agenda/import/preview', [
      problem(422, 'invalid-request', 'Ce fichier ne peut pas être lu', 'Vérifiez-le.'),
    ]);
    choose(element, 'agenda.ics', 'BEGIN:VCALENDAR');
    await reads('Ce fichier ne peut pas être lu');
    await reads('Rien n’a été repris.');
    await until(() => focusOf().includes('Choisir un fichier'), 'focus is back');
  });

  it('keeps what was ticked when the taking fails, and says that nothing is taken twice', async () => {
    const { element, scene, reads } = await open();
    choose(element, 'agenda.ics', 'BEGIN:VCALENDAR');
    await reads('Reprendre 2 rendez-vous');
    scene.instead.set('POST /agenda/import', [refusals.broken]);
    await tabTo('Reprendre 2 rendez-vous');
    await play('Enter');
    await reads('Le service a rencontré une difficulté');
    await reads('ce qui a déjà été repris ne le sera pas deux fois');
    await until(() => focusOf().includes('Reprendre 2 rendez-vous'), 'focus is on what one does again');
    await play('Enter');
    await reads('2 rendez-vous repris.');
    expect(imports(scene)).to.have.length(2);
  });

  it('fits 320 px, and is given up without a trace', async () => {
    const { element, reads, text } = await open(new Scene(), { width: 320 });
    choose(element, 'agenda.ics', 'BEGIN:VCALENDAR');
    await reads('À reprendre (2)');
    expect(element.scrollWidth).to.be.at.most(320);
    await tabTo('Abandonner');
    await play('Enter');
    await until(() => !text().includes('Formation budget'));
    await until(() => focusOf().includes('Choisir un fichier'), 'focus is back');
  });
});
