import { expect } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { appointment, people } from './agenda.sample.ts';
import { Scene } from './agenda.scene.ts';
import {
  centre,
  drag,
  focusOf,
  goTo,
  heard,
  inside,
  intoGrid,
  lower,
  node,
  open,
  play,
  press,
  slot,
  stage,
  staged,
  tabTo,
  until,
} from './testing.ts';

describe('the views of the agenda', function () {
  staged(this);

  it('the team: a column per worker, « Occupé » and nothing else, what is asked hatched', async () => {
    const { element, reads, scene } = await open({ view: 'team' });
    await reads('Luc Petit');
    element.day = '2026-11-24';
    await reads('Occupé');
    expect(scene.ranges.at(-1)!.get('staffIds')).to.equal([people.me, people.petit, people.roux].join(','));
    const busy = node('.busy')!;
    expect(busy.textContent).not.to.match(/Martin|Dupont|Entretien/);
    expect(busy.textContent.replaceAll('\u00a0', ' ')).to.contain('16 h – 17 h');
    element.day = '2026-11-27';
    await reads('GARCIA Ana');
    expect(heard(node('.asked', 'GARCIA'))).to.contain('réponse attendue');
    await expect(element).to.be.accessible();
  });

  it('colleagues are ticked and their agenda comes beside; the last one stays', async () => {
    const { reads, scene, text } = await open();
    await reads('DUPONT');
    await tabTo('Agendas');
    await play('Enter', 'Tab');
    expect(focusOf()).to.contain('Claire Morel (vous)');
    await play('Tab', 'Space');
    await reads('GARCIA Ana');
    expect(scene.ranges.at(-1)!.get('staffIds')).to.equal(`${people.me},${people.petit}`);
    await play('Space');
    await until(() => !text().includes('GARCIA'), 'gone');
    await play('Escape');
    await until(() => focusOf().includes('Agendas'), 'back on the button');
  });

  it('so many at once that a name alone has room: the hours are heard', async () => {
    const scene = new Scene();
    scene.appointments = Array.from({ length: 6 }, (_, index) =>
      appointment(30 + index, '2026-11-24T14:00', '2026-11-24T15:00', { title: `Atelier ${index}` }),
    );
    const { element } = await open({ scene });
    const crowded = await until(() => node('.entry', 'Atelier 5'), 'drawn');
    expect(crowded.querySelector('.hours')).to.equal(null);
    expect(heard(crowded)).to.contain('14 h – 15 h');
    await expect(element).to.be.accessible();
  });

  it('the month: arrows by day and week, Page keys by month, Enter opens the day', async () => {
    const { element, reads } = await open({ view: 'month' });
    await reads('DUPONT');
    await expect(element).to.be.accessible();
    await intoGrid();
    expect(focusOf()).to.contain('mercredi 25 novembre');
    await play('ArrowUp', 'ArrowLeft');
    expect(focusOf()).to.contain('mardi 17 novembre, rien');
    await play('End');
    expect(focusOf()).to.contain('dimanche 22 novembre');
    await play('PageUp');
    await reads('octobre 2026');
    await play('PageDown');
    await reads('novembre 2026');
    await goTo('ArrowLeft', 'mardi 24 novembre');
    expect(focusOf()).to.contain('2 rendez-vous');
    await play('Enter');
    await reads('mardi 24 novembre 2026');
    expect(element.view).to.equal('day');
  });

  it('narrow, it is a list; it stands whole in 320 px, its form too', async () => {
    const { element, reads } = await open({ width: 320 });
    await reads('mardi 24 novembre');
    await until(() => node('lastria-agenda-list'), 'a list');
    expect(stage.scrollWidth).to.be.at.most(320);
    await expect(element).to.be.accessible();
    await press('DUPONT');
    await reads('Apporter l’avis d’échéance.');
    expect(stage.scrollWidth).to.be.at.most(320);
    await press('Retour à l’agenda');
    await until(() => focusOf().includes('DUPONT'), 'back on what was opened');
    element.create();
    await reads('Nouveau rendez-vous');
    expect(stage.scrollWidth).to.be.at.most(320);
    await expect(element).to.be.accessible();
  });

  it('one event more costs what it shows: a year beside adds no node', async () => {
    const { reads } = await open();
    await reads('DUPONT');
    const count = inside(stage).length;
    stage.replaceChildren();
    const scene = new Scene();
    scene.gushes = true;
    for (let week = 0; week < 52; week++)
      for (let number = 0; number < 5; number++)
        scene.appointments.push(
          appointment(
            1000 + week * 5 + number,
            `2027-0${1 + (week % 9)}-0${1 + number}T10:00`,
            `2027-0${1 + (week % 9)}-0${1 + number}T11:00`,
          ),
        );
    const again = await open({ scene });
    await again.reads('DUPONT');
    expect(inside(stage).length).to.equal(count);
    // The control: one more in the week shows
    scene.appointments.push(appointment(2000, '2026-11-23T10:00', '2026-11-23T11:00'));
    await again.element.refresh();
    await until(() => inside(stage).length > count, 'one more');
  });

  it('what is much comes in two steps, the first painted before the rest; then all of it stands there', async () => {
    const scene = new Scene();
    scene.appointments = Array.from({ length: 80 }, (_, index) =>
      appointment(30 + index, `2026-11-2${3 + (index % 5)}T14:00`, `2026-11-2${3 + (index % 5)}T15:00`),
    );
    const { element, reads } = await open({ scene });
    await reads('Entretien');
    for (const view of ['list', 'week'] as const) {
      element.view = view;
      await element.updateComplete;
      const main = node(`lastria-agenda-${view === 'list' ? 'list' : 'grid'}`) as LitElement;
      const drawn = () => main.shadowRoot!.querySelectorAll('.entry').length;
      // No frame comes between what is only promised
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      expect(drawn(), view).to.equal(48);
      await main.updateComplete;
      expect(drawn(), view).to.equal(80);
    }
  });

  it('search keeps what holds the words, whatever the accents, and says how many', async () => {
    const { text, says, reads } = await open();
    await reads('DUPONT');
    await tabTo('Chercher dans ce qui est affiché');
    await play('zoe');
    await says('1 rendez-vous trouvé.');
    expect(text()).to.contain('BERNARD Zoé').and.not.to.contain('DUPONT');
  });

  it('closed days and holidays are shaded, and said', async () => {
    const scene = new Scene();
    scene.holidays = [{ day: '2026-11-23', label: 'Pont' }];
    const { reads } = await open({ scene });
    await reads('Pont');
    expect(slot(0, 600).getAttribute('aria-label')!.replaceAll('\u00a0', ' ')).to.equal(
      'lundi 23 novembre, Pont, 10 h, hors des heures d’ouverture',
    );
    expect(slot(1, 600).className).not.to.contain('closed');
    expect(slot(1, 480).className).to.contain('closed');
  });
});

describe('the agenda, by mouse', function () {
  staged(this);

  it('is dragged to another day, and what stands in the way is drawn before it is let go', async () => {
    const { scene, reads, says } = await open({ width: 1300 });
    await reads('DUPONT');
    await drag(centre(node('.entry', 'DUPONT')!, 0.2), centre(slot(3, 840)));
    await says('Déplacé : jeudi 26 novembre');
    const { body } = scene.sent.findLast(({ method }) => method === 'PATCH')!;
    expect(body)
      .to.have.property('startsAt')
      .that.matches(/^2026-11-26T1[34]:/);
    expect(body).not.to.have.property('endsAt');
  });

  it('is lengthened by its lower edge', async () => {
    const { scene, reads, says } = await open({ width: 1300 });
    await reads('Réunion');
    scene.appointments = scene.appointments.map((one) => ({ ...one, seriesId: null }));
    const meeting = node('.entry', 'Réunion')!;
    await drag(lower(meeting), centre(slot(3, 720), 0.1));
    await until(
      () => node('[role="dialog"], dialog[open]') ?? scene.sent.some(({ method }) => method === 'PATCH'),
    );
    await press('Continuer');
    await says('Déplacé : jeudi 26 novembre, 10 h → 12 h.');
    expect(scene.sent.findLast(({ method }) => method === 'PATCH')!.body).to.deep.equal({
      startsAt: '2026-11-26T10:00',
      endsAt: '2026-11-26T12:00',
    });
  });

  it('a new one is drawn on free slots', async () => {
    const { reads } = await open({ width: 1300 });
    await reads('DUPONT');
    await drag(centre(slot(0, 600), 0.1), centre(slot(0, 660), 0.9));
    await reads('Nouveau rendez-vous');
    const field = (key: string) =>
      node(`#${key}`)!.shadowRoot!.querySelector('input')!.value.replaceAll('\u00a0', ' ');
    await until(() => field('to') === '11 h 30', 'the end that was drawn');
    expect(field('from')).to.equal('10 h 00');
  });

  it('a refusal puts it back, and is said', async () => {
    const scene = new Scene();
    const { reads, says, text } = await open({ scene, width: 1300 });
    await reads('DUPONT');
    const id = scene.appointments[0]!.id;
    scene.instead.set(`PATCH /appointments/${id}`, [
      {
        status: 409,
        body: {
          type: 'https://lastria.fr/problems/conflict',
          status: 409,
          title: 'Ce temps est pris',
          detail: 'Salle occupée.',
        },
      },
    ]);
    await drag(centre(node('.entry', 'DUPONT')!, 0.2), centre(slot(3, 840)));
    await says('Ce temps est pris. Salle occupée.');
    expect(text()).to.contain('14 h – 14 h 45');
    expect(node('.ghost')).to.equal(undefined);
  });
});

describe('the agenda, by finger', function () {
  staged(this);

  it('« Déplacer » has a button for each key; the focus waits in the bar', async () => {
    const { element, scene, reads, says } = await open({ width: 360 });
    await until(() => node('.entry', 'DUPONT'), 'the list').then((one) => one.click());
    await press('Déplacer');
    await until(() => focusOf().includes('Déplacer DUPONT Marie'), 'the bar has the focus');
    await expect(element).to.be.accessible();
    for (const label of ['Jour d’après', 'Plus tard', 'Plus long']) await press(label);
    await says('mercredi 25 novembre, 14 h 15 → 15 h 15');
    expect(scene.sent.filter(({ method }) => method === 'PATCH')).to.deep.equal([]);
    await press('Confirmer');
    await says('Déplacé : mercredi 25 novembre, 14 h 15 → 15 h 15.');
    await reads('14 h 15 – 15 h 15');
  });
});
