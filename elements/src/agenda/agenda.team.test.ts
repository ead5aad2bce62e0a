import { expect } from '@open-wc/testing';
import { appointment, busy, colleagues, people } from './agenda.sample.ts';
import { Scene } from './agenda.scene.ts';
import {
  centre,
  drag,
  focusOf,
  goTo,
  heard,
  inside,
  intoGrid,
  node,
  open,
  play,
  press,
  stage,
  staged,
  until,
} from './testing.ts';

const [me, petit, roux] = [0, 1, 2];
const [tuesday, thursday, friday] = [1, 3, 4];
/** A day of one of the team. */
const cell = (row: number, column: number): HTMLElement =>
  node(`[data-row="${row}"][data-column="${column}"]`)!;
const patched = (scene: Scene): unknown => scene.sent.findLast(({ method }) => method === 'PATCH')?.body;
/** As wide as the window: a mouse goes no further. */
const openWeek = async (scene = new Scene(), width = 780) => {
  const opened = await open({ view: 'team-week', scene, width });
  await opened.reads('DUPONT');
  return opened;
};

describe('the week of the team', function () {
  staged(this);

  it('a row for each, the days of the working week across; a week is read once, for all', async () => {
    const { element, scene, text } = await openWeek();
    expect(text()).to.contain('23 – 29 novembre 2026');
    expect(
      inside(stage)
        .filter((one) => one.role === 'rowheader')
        .map((one) => one.textContent),
    ).to.deep.equal(colleagues.map(({ displayName }) => displayName));
    const heads = inside(stage).filter((one) => one.role === 'columnheader');
    expect(heads.map((one) => one.textContent.trim())).to.deep.equal([
      'Intervenant',
      'lun. 23',
      'mar. 24',
      'mer. 25',
      'jeu. 26',
      'ven. 27',
    ]);
    expect(heads[3]!.getAttribute('aria-current')).to.equal('date');
    const asked = scene.ranges.at(-1)!;
    expect([asked.get('from'), asked.get('to'), asked.get('staffIds')]).to.deep.equal([
      '2026-11-23',
      '2026-11-30',
      [people.me, people.petit, people.roux].join(','),
    ]);
    // A meeting of two stands in both rows
    expect(cell(me, thursday).textContent).to.contain('Réunion d’équipe');
    expect(cell(petit, thursday).textContent).to.contain('Réunion d’équipe');
    expect(cell(roux, thursday).textContent).not.to.contain('Réunion');
    await expect(element).to.be.accessible();
  });

  it('a time one may not see says « Occupé », and when; an absence, « Absent »', async () => {
    const scene = new Scene();
    scene.absences = [
      {
        staffId: people.roux,
        firstDay: '2026-11-26',
        firstHalf: 'morning',
        lastDay: '2026-11-29',
        lastHalf: 'afternoon',
      },
    ];
    const { scene: kept } = await openWeek(scene);
    expect(kept.items).to.deep.equal([busy]);
    const taken = cell(petit, tuesday).querySelector<HTMLElement>('.entry.busy')!;
    expect(taken.textContent.replaceAll(/[\s\u00a0]+/g, ' ').trim()).to.equal('16 h Occupé');
    expect(heard(taken)).to.equal('16 h Occupé, jusqu’à 17 h, mardi 24 novembre, Luc Petit');
    expect([...taken.attributes].map(({ name }) => name).toSorted()).to.deep.equal([
      'aria-label',
      'class',
      'data-key',
      'tabindex',
      'type',
    ]);
    taken.click();
    await press('Période suivante');
    await until(() => !node('.entry.busy'), 'another week: nothing was opened');
    expect(node('.aside')).to.equal(undefined);
    await press('Période précédente');
    await until(() => node('.entry.away'), 'the absence');
    expect(cell(roux, friday).textContent).to.contain('Absent');
    // It opens no day when the service is closed
    expect(cell(roux, 5)).to.equal(undefined);
  });

  it('arrows go through what stands there, day by day and from one to the other; Page keys by week', async () => {
    const { reads } = await openWeek();
    await intoGrid();
    expect(focusOf()).to.contain('Claire Morel, mercredi 25 novembre, 2 rendez-vous');
    await play('ArrowLeft');
    expect(focusOf()).to.contain('Claire Morel, mardi 24 novembre');
    await play('ArrowDown');
    expect(focusOf()).to.contain('14 h DUPONT Marie, jusqu’à 14 h 45');
    await goTo('ArrowDown', 'Luc Petit, mardi 24 novembre, 1 rendez-vous');
    await play('ArrowDown');
    expect(focusOf()).to.contain('Occupé');
    await play('ArrowRight');
    expect(focusOf()).to.contain('Luc Petit, mercredi 25 novembre, rien');
    await play('End');
    expect(focusOf()).to.contain('Luc Petit, vendredi 27 novembre');
    await play('Control+Home');
    expect(focusOf()).to.contain('Claire Morel, lundi 23 novembre, rien');
    await play('Control+End');
    expect(focusOf()).to.contain('Anne Roux, vendredi 27 novembre');
    await play('PageDown');
    await reads('30 novembre – 6 décembre 2026');
    await until(() => focusOf().includes('Anne Roux, vendredi 4 décembre'), 'the same place, a week later');
  });

  it('Enter opens what stands there; on a day, it makes a new one at the first half hour that is free', async () => {
    const scene = new Scene();
    scene.appointments.push(
      appointment(40, '2026-11-27T09:00', '2026-11-27T10:15', { workerIds: [people.roux] }),
    );
    const { reads } = await openWeek(scene);
    await intoGrid();
    await play('Control+End', 'Enter');
    await reads('Nouveau rendez-vous');
    const field = (key: string) =>
      node(`#${key}`)!.shadowRoot!.querySelector('input')!.value.replaceAll('\u00a0', ' ');
    await until(() => field('from') === '10 h 15', 'after what stands there');
    await play('Escape');
    await until(() => focusOf().includes('Anne Roux, vendredi 27 novembre'), 'back on the day');
    await play('ArrowDown', 'Enter');
    await until(() => node('.aside'), 'the panel');
    await reads('Modifier');
  });

  it('is moved by the arrows from day to day, by Page keys from one to the other, and said', async () => {
    const { element, scene, says } = await openWeek();
    await intoGrid();
    await play('ArrowLeft', 'ArrowDown', 'm');
    await until(() => focusOf().includes('Déplacer DUPONT Marie'), 'move mode');
    await play('ArrowRight');
    await says('mercredi 25 novembre, 14 h → 14 h 45');
    await play('PageDown');
    await says('Luc Petit, mercredi 25 novembre, 14 h → 14 h 45');
    await play('PageDown', 'ArrowUp');
    await says('Anne Roux, mercredi 25 novembre, 13 h 45 → 14 h 30');
    expect(cell(roux, 2).querySelector('.ghost')!.textContent.replaceAll('\u00a0', ' ')).to.contain(
      '13 h 45 – 14 h 30',
    );
    await expect(element).to.be.accessible();
    expect(patched(scene)).to.equal(undefined);
    await play('Enter');
    await says('Déplacé : Anne Roux, mercredi 25 novembre, 13 h 45 → 14 h 30.');
    expect(patched(scene)).to.deep.equal({ startsAt: '2026-11-25T13:45', workerIds: [people.roux] });
    await until(() => focusOf().includes('13 h 45 DUPONT Marie'), 'focus on what was moved');
  });

  it('is dragged to a day of another, with its hours; let go where it was, nothing is written', async () => {
    const { scene, says } = await openWeek();
    const one = () => cell(me, tuesday).querySelector('.entry')!;
    await drag(centre(one()), centre(cell(me, tuesday), 0.9));
    await says('Rien n’a été déplacé.');
    expect(patched(scene)).to.equal(undefined);
    await drag(centre(one()), centre(cell(roux, friday)));
    await says('Déplacé : Anne Roux, vendredi 27 novembre, 14 h → 14 h 45.');
    expect(patched(scene)).to.deep.equal({ startsAt: '2026-11-27T14:00', workerIds: [people.roux] });
    await until(() => cell(roux, friday).textContent.includes('DUPONT'), 'there');
  });

  it('what is not one’s to change does not move', async () => {
    const scene = new Scene();
    scene.appointments = scene.appointments.map((one) => ({
      ...one,
      can: { change: false, answer: false },
    }));
    const { says } = await openWeek(scene);
    await drag(centre(cell(me, tuesday).querySelector('.entry')!), centre(cell(roux, friday)));
    await until(() => focusOf().includes('DUPONT'), 'pressed, it has the focus');
    await play('m');
    await says('Ce rendez-vous ne peut pas être déplacé ici.');
    expect(patched(scene)).to.equal(undefined);
  });

  it('beyond six, « + n » opens the day of the team on the first that was hidden', async () => {
    const scene = new Scene();
    scene.appointments = Array.from({ length: 9 }, (_, index) =>
      appointment(
        30 + index,
        `2026-11-24T${String(9 + index).padStart(2, '0')}:00`,
        `2026-11-24T${String(9 + index).padStart(2, '0')}:30`,
        {
          title: `Atelier ${index}`,
        },
      ),
    );
    const { element, reads } = await open({ view: 'team-week', scene, width: 780 });
    await reads('Atelier 4');
    const shown = [...cell(me, tuesday).querySelectorAll('.entry')];
    expect(shown.map((one) => /Atelier \d/.exec(one.textContent)![0])).to.deep.equal(
      [0, 1, 2, 3, 4].map((index) => `Atelier ${index}`),
    );
    await intoGrid();
    await play('ArrowLeft');
    await goTo('ArrowDown', '+ 4 : ouvrir la journée de l’équipe, mardi 24 novembre');
    await play('Enter');
    await until(() => element.view === 'team' && focusOf().includes('Atelier 5'), 'the day, there');
  });

  it('stands whole in 360 px: one under the other, each day named; moved by finger', async () => {
    const { element, says } = await openWeek(new Scene(), 360);
    expect(stage.scrollWidth).to.be.at.most(360);
    expect(cell(petit, tuesday).querySelector('.when')!.checkVisibility()).to.equal(true);
    const [above, below] = [cell(me, tuesday), cell(me, thursday)].map((one) => one.getBoundingClientRect());
    expect(below!.top).to.be.greaterThan(above!.bottom);
    await expect(element).to.be.accessible();
    cell(me, tuesday).querySelector<HTMLElement>('.entry')!.click();
    await press('Déplacer');
    await until(() => focusOf().includes('Déplacer DUPONT Marie'), 'the bar has the focus');
    for (const label of ['Jour d’après', 'Collègue d’après']) await press(label);
    await says('Luc Petit, mercredi 25 novembre, 14 h → 14 h 45');
    expect(stage.scrollWidth).to.be.at.most(360);
  });
});
