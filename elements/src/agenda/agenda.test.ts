import { expect } from '@open-wc/testing';
import { Scene } from './agenda.scene.ts';
import { focusOf, goTo, inside, intoGrid, node, open, play, stage, staged, until } from './testing.ts';

describe('the agenda, by keyboard', function () {
  staged(this);

  it('the week is read: who, when, what is asked, what is taken; accessible', async () => {
    const { element, text } = await open();
    expect(text()).to.contain('23 – 29 novembre 2026');
    expect(text()).to.contain('DUPONT Marie').and.to.contain('14 h – 14 h 45');
    expect(text()).to.contain('Permanence, bloc opératoire');
    expect(text()).not.to.contain('GARCIA');
    await expect(element).to.be.accessible();
  });

  it('arrows go from what stands there to the free slots; Home and End cross the week', async () => {
    await open();
    await intoGrid();
    expect(focusOf()).to.contain('mercredi 25 novembre, 8 h');
    await play('ArrowLeft');
    await goTo('ArrowDown', 'DUPONT Marie');
    expect(focusOf()).to.contain('14 h – 14 h 45').and.to.contain('mardi 24 novembre');
    await play('ArrowDown');
    expect(focusOf()).to.contain('MARTIN Jean');
    await play('ArrowDown');
    expect(focusOf()).to.contain('15 h, libre');
    await play('Home');
    expect(focusOf()).to.contain('lundi 23 novembre, 15 h');
    await play('End');
    expect(focusOf()).to.contain('dimanche 29 novembre, 15 h');
    await play('Control+Home');
    expect(focusOf()).to.contain('lundi 23 novembre, 8 h');
  });

  it('Page keys turn the weeks, and the focus stays in the grid', async () => {
    const { reads, scene } = await open();
    await intoGrid();
    await play('PageDown');
    await reads('30 novembre – 6 décembre 2026');
    await until(() => focusOf().includes('mercredi 2 décembre, 8 h'), 'the same place, a week later');
    expect(scene.ranges.at(-1)!.get('from')).to.equal('2026-11-30');
    await play('PageUp', 'PageUp');
    await reads('16 – 22 novembre 2026');
  });

  it('creates in three presses: Enter on a slot, the motive, Enter; what stands in the way is said before', async () => {
    const { reads, scene, says } = await open();
    await intoGrid();
    await play('ArrowLeft');
    await goTo('ArrowDown', '10 h 30, libre');
    await play('Enter');
    await until(() => focusOf().includes('Motif'), 'focus on the motive');
    await reads('Aucun empêchement.');
    await play('p', 'Enter');
    await says('Rendez-vous enregistré : mardi 24 novembre, 10 h 30 → 10 h 45.');
    const { body } = scene.sent.findLast(({ path }) => path === '/appointments')!;
    expect(body).to.deep.include({
      startsAt: '2026-11-24T10:30',
      endsAt: '2026-11-24T10:45',
      placeKind: 'phone',
    });
    await until(() => focusOf().includes('10 h 30 – 10 h 45'), 'focus on what was booked');
  });

  it('what is taken is said before saving; the server’s refusal keeps what was typed', async () => {
    const scene = new Scene();
    const { reads, text } = await open({ scene });
    await intoGrid();
    await play('ArrowLeft');
    await goTo('ArrowDown', '13 h 30, libre');
    await play('Enter');
    await reads('Ce temps est déjà pris');
    await reads('Vous n’êtes pas libre : Dupont.');
    scene.instead.set('POST /appointments', [
      {
        status: 409,
        body: {
          type: 'https://lastria.fr/problems/conflict',
          status: 409,
          title: 'Ce temps est pris',
          detail: 'Vous n’êtes pas libre mardi.',
        },
      },
    ]);
    await play('Enter');
    await reads('Vous n’êtes pas libre mardi.');
    expect(text()).to.contain('Ce que vous avez saisi est gardé.');
    await play('Escape');
    await until(() => focusOf().includes('13 h 30, libre'), 'back to the slot');
  });

  it('moves and lengthens with the arrows, and says where', async () => {
    const { says, scene, reads } = await open();
    await intoGrid();
    await play('ArrowLeft');
    await goTo('ArrowDown', 'DUPONT Marie');
    await play('m');
    await until(() => focusOf().includes('Déplacer DUPONT Marie'), 'move mode');
    await play('ArrowRight', 'ArrowRight', 'ArrowUp');
    await says('jeudi 26 novembre, 13 h 45 → 14 h 30');
    await play('Shift+ArrowDown');
    await says('jeudi 26 novembre, 13 h 45 → 14 h 45');
    await play('Enter');
    await says('Déplacé : jeudi 26 novembre, 13 h 45 → 14 h 45.');
    expect(scene.sent.findLast(({ method }) => method === 'PATCH')!.body).to.deep.equal({
      startsAt: '2026-11-26T13:45',
      endsAt: '2026-11-26T14:45',
    });
    await reads('13 h 45 – 14 h 45');
    await until(() => focusOf().includes('13 h 45 – 14 h 45'), 'focus on what was moved');
  });

  it('Escape leaves it where it was, and writes nothing', async () => {
    const { says, scene } = await open();
    await intoGrid();
    await play('ArrowLeft');
    await goTo('ArrowDown', 'DUPONT Marie');
    await play('m', 'ArrowDown', 'Escape');
    await says('Rien n’a été déplacé.');
    expect(scene.sent.filter(({ method }) => method === 'PATCH')).to.deep.equal([]);
    await until(() => focusOf().includes('DUPONT Marie'), 'focus where it was');
  });

  it('Delete puts in the trash, and « Annuler » takes back', async () => {
    const { reads, scene } = await open();
    await intoGrid();
    await play('ArrowLeft');
    await goTo('ArrowDown', 'DUPONT Marie');
    await play('Delete');
    await reads('DUPONT Marie : mis à la corbeille.');
    await until(() => !node('.entry', 'DUPONT'), 'gone from the grid');
    expect(scene.trash).to.have.lengthOf(1);
    const undo = inside(stage).find(
      (node): node is HTMLElement =>
        node instanceof HTMLElement &&
        node.matches('lastria-ui-toasts *, button') &&
        node.textContent.includes('Annuler'),
    )!;
    undo.click();
    await until(() => scene.appointments.some(({ person }) => person?.lastName === 'Dupont'), 'back');
    await reads('14 h – 14 h 45');
  });
});
