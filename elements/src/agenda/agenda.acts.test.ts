import { expect } from '@open-wc/testing';
import type { Appointment } from '@lastria/sdk/agenda';
import type { UiSelectField } from '../ui/select-field.ts';
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

const dupont = (scene: Scene): Appointment =>
  scene.appointments.find(({ person }) => person?.lastName === 'Dupont')!;
const lastSent = (scene: Scene, path: RegExp): unknown =>
  scene.sent.findLast((one) => path.test(one.path))!.body;
const choose = async (label: string, value: string): Promise<void> => {
  const field = await until(
    () =>
      inside(stage).find(
        (one): one is UiSelectField =>
          one.localName === 'lastria-ui-select-field' && (one as UiSelectField).label === label,
      ),
    label,
  );
  const select = field.shadowRoot!.querySelector('select')!;
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};

describe('what is done with an appointment', function () {
  staged(this);

  it('is cancelled with a reason, stays legible, and can be put back', async () => {
    const { element, scene, reads, says, text } = await open();
    await reads('DUPONT');
    node('.entry', 'DUPONT')!.click();
    await press('Annuler');
    await reads('Annulé par');
    await expect(element).to.be.accessible();
    await press('Annuler le rendez-vous');
    await reads('Indiquez la raison.');
    expect(scene.sent.some(({ path }) => path.endsWith('/cancel'))).to.equal(false);
    await until(() => focusOf().includes('Raison'), 'on what is missing');
    await play('A', 'u', ' ', 't', 'r', 'a', 'v', 'a', 'i', 'l', 'Enter');
    await says('DUPONT Marie : annulé.');
    expect(lastSent(scene, /cancel$/)).to.deep.equal({ by: 'person', reason: 'Au travail', scope: 'one' });
    await until(() => node('.entry.undone', 'Annulé'), 'struck through, and said in a word');
    await reads('Annulé par la personne');
    expect(text()).to.contain('Au travail');
    await press('Annuler');
    await says('Rendez-vous rétabli.');
    expect(lastSent(scene, /appointments/)).to.deep.equal({ status: 'confirmed', reason: null });
  });

  it('has the focus once it is read, and once it is cancelled; Escape closes its panel, and gives the focus back', async () => {
    const { reads, says } = await open();
    await intoGrid();
    await play('ArrowLeft');
    await goTo('ArrowDown', 'DUPONT Marie');
    await play('Enter');
    const named = (): Promise<HTMLElement> => until(() => node('h3:focus', 'DUPONT Marie'), 'on its name');
    await named();
    await tabTo('Annuler');
    await play('Enter');
    await reads('Annulé par');
    await tabTo('Raison');
    await play('A', 'u', 'Enter');
    await says('DUPONT Marie : annulé.');
    await until(() => node('.entry.undone', 'Annulé'), 'struck through');
    await reads('Annulé par la personne');
    await named();
    await play('Escape');
    await until(() => !node('lastria-agenda-aside'), 'closed');
    await until(() => focusOf().includes('DUPONT Marie'), 'back on it');
    await press('Corbeille');
    await reads('La corbeille est vide.');
    await play('Escape');
    await until(() => !node('lastria-agenda-aside'), 'closed');
  });

  it('says how each came, in one act, and takes it back', async () => {
    const { element, scene, reads, says } = await open();
    await reads('DUPONT');
    node('.entry', 'DUPONT')!.click();
    await reads('Marie Dupont');
    await expect(element).to.be.accessible();
    await choose('Marie Dupont', 'excused');
    await says('Marie Dupont : excusé.');
    expect(dupont(scene).participants.map(({ status }) => status)).to.deep.equal(['toCome', 'excused']);
    // « Annuler » of the panel comes first on the page; that of the message is the one wanted
    const undo = await until(() => node('li button', 'Annuler'), 'the message');
    undo.click();
    await until(() => dupont(scene).participants[1]!.status === 'toCome', 'as it was');
  });

  it('of whole days is made, shown above the hours, and moved by days', async () => {
    const { scene, reads, says } = await open();
    await reads('DUPONT');
    await intoGrid();
    await play('ArrowLeft');
    await goTo('ArrowDown', '10 h 30, libre');
    await play('Enter');
    await tabTo('Journée entière');
    await play('Space');
    await reads('Jusqu’au (inclus)');
    await press('Enregistrer');
    await says('Rendez-vous enregistré : mardi 24 novembre, toute la journée.');
    expect(lastSent(scene, /^\/appointments$/)).to.deep.include({
      startsAt: '2026-11-24T00:00',
      endsAt: '2026-11-25T00:00',
      allDay: true,
    });
    await until(() => node('.whole .entry'), 'above the hours').then((one) => one.click());
    await press('Déplacer');
    await until(() => focusOf().includes('Déplacer'), 'the bar');
    await play('ArrowUp', 'ArrowRight', 'Shift+ArrowRight');
    await says('du mercredi 25 novembre au jeudi 26 novembre');
    await play('Enter');
    await until(() => scene.sent.some(({ method }) => method === 'PATCH'), 'moved');
    expect(lastSent(scene, /appointments\//)).to.deep.equal({
      startsAt: '2026-11-25T00:00',
      endsAt: '2026-11-27T00:00',
    });
  });

  it('is of a file, found by name; nothing of it is kept when one gives up', async () => {
    const { element, scene, reads } = await open();
    await reads('DUPONT');
    element.create();
    await reads('Nouveau rendez-vous');
    await tabTo('Dossier');
    await play('d', 'u', 'p', 'o', 'n', 't');
    await reads('Bloc opératoire');
    await play('Enter');
    await until(() => !node('#private'), 'a file is never private');
    await press('Enregistrer');
    await until(() => scene.sent.some(({ path }) => path === '/appointments'), 'booked');
    const body = lastSent(scene, /^\/appointments$/) as Record<string, unknown>;
    expect(body['fileId']).to.equal(dupont(scene).fileId);
    expect(body).not.to.have.any.keys('unitId', 'private');
    expect(Object.keys(localStorage).length + Object.keys(sessionStorage).length).to.equal(0);
  });

  it('comes out of the trash; one whose time was taken meanwhile stays in it', async () => {
    const scene = new Scene();
    scene.trash = [appointment(95, '2026-11-23T10:00', '2026-11-23T11:00', { title: 'Jetée' })];
    const { element, reads, says } = await open({ scene });
    await press('Corbeille');
    await reads('Vidée après 30 jours.');
    await expect(element).to.be.accessible();
    scene.instead.set(`POST /agenda/trash/${scene.trash[0]!.id}/restore`, [
      {
        status: 409,
        body: {
          type: 'https://lastria.fr/problems/conflict',
          status: 409,
          title: 'Ce temps est pris',
          detail: 'Vous n’êtes pas libre.',
        },
      },
    ]);
    await press('Remettre');
    await reads('Vous n’êtes pas libre.');
    await press('Remettre');
    await says('Rendez-vous remis dans l’agenda.');
    await reads('La corbeille est vide.');
    await until(() => node('.entry', 'Jetée'), 'back in the grid');
  });
});

describe('who is away', function () {
  staged(this);

  it('is shown absent, whole days above the hours, halves in them; never why', async () => {
    const scene = new Scene();
    scene.absences = [
      {
        staffId: people.me,
        firstDay: '2026-11-26',
        firstHalf: 'afternoon',
        lastDay: '2026-11-27',
        lastHalf: 'afternoon',
      },
    ];
    const { element, reads } = await open({ scene });
    await reads('Absent');
    await until(() => node('.whole .entry.away'), 'the whole day');
    expect(heard(node('.whole .entry.away'))).to.contain('vendredi 27 novembre');
    expect(heard(node('.band.away .entry'))).to.contain('jeudi 26 novembre');
    await expect(element).to.be.accessible();
    element.view = 'month';
    await until(() => node('.day .away'), 'in the month too');
  });
});

describe('what goes to a colleague', function () {
  staged(this);
  const open25 = async () => {
    const opened = await open({ view: 'team', width: 1300 });
    opened.element.day = '2026-11-24';
    await opened.reads('DUPONT');
    return opened;
  };

  it('is dragged to his column, and asks him', async () => {
    const { scene, says } = await open25();
    await drag(centre(node('.entry', 'DUPONT')!, 0.2), centre(slot(2, 600), 0.2));
    await says('Déplacé : Anne Roux, mardi 24 novembre');
    expect(lastSent(scene, /appointments\//)).to.deep.include({ workerIds: [people.roux] });
  });

  it('is handed by the arrows, said, with what stands in the way; only the worker changes', async () => {
    const { element, scene, reads, says } = await open25();
    await intoGrid();
    await goTo('ArrowDown', 'DUPONT Marie');
    await play('m');
    await until(() => focusOf().includes('Déplacer DUPONT Marie'), 'move mode');
    await expect(element).to.be.accessible();
    await play('ArrowRight');
    await says('Luc Petit, mardi 24 novembre, 14 h → 14 h 45');
    for (let quarter = 0; quarter < 8; quarter++) await play('ArrowDown');
    await reads('Luc Petit n’est pas libre de 16 h à 17 h.');
    for (let quarter = 0; quarter < 8; quarter++) await play('ArrowUp');
    await play('ArrowRight');
    await says('Anne Roux, mardi 24 novembre, 14 h → 14 h 45');
    await play('Enter');
    await says('Déplacé : Anne Roux, mardi 24 novembre, 14 h → 14 h 45.');
    expect(lastSent(scene, /appointments\//)).to.deep.equal({ workerIds: [people.roux] });
  });
});

describe('the travail of an honoured appointment', function () {
  staged(this);

  const honour = async () => {
    const opened = await open();
    await opened.reads('DUPONT');
    node('.entry', 'DUPONT')!.click();
    await press('A eu lieu');
    await opened.reads('Travail du rendez-vous');
    await until(() => focusOf().includes('Enregistrer le travail'), 'one confirmation away');
    return opened;
  };

  it('is proposed at once, and written by one confirmation', async () => {
    const { element, scene, says, text } = await honour();
    expect(text()).to.contain('DUPONT Marie').and.to.contain('mardi 24 novembre, 14 h');
    await expect(element).to.be.accessible();
    await play('Enter');
    await says('Travail écrit dans le dossier.');
    expect(lastSent(scene, /work$/)).to.deep.include({ typeCode: 'entretien-bureau', minutes: 45 });
    await until(() => !text().includes('Travail du rendez-vous'), 'closed');
    expect(scene.toWrite).to.deep.equal([]);
  });

  it('put off, waits among what is to be written', async () => {
    const { element, scene, reads, says } = await honour();
    await press('Plus tard');
    await press('1 à écrire');
    await reads('Travaux à écrire');
    await expect(element).to.be.accessible();
    await press('Écrire');
    await reads('Demandes concernées');
    await press('Enregistrer le travail');
    await says('Travail écrit dans le dossier.');
    expect(scene.sent.filter(({ path }) => path.endsWith('/work'))).to.have.lengthOf(1);
  });

  it('a refusal keeps what was set right', async () => {
    const { scene, reads, text } = await honour();
    scene.instead.set(`POST /appointments/${dupont(scene).id}/work`, [
      {
        status: 409,
        body: {
          type: 'https://lastria.fr/problems/conflict',
          status: 409,
          title: 'Dossier clôturé',
          detail: 'Rouvrez-le.',
        },
      },
    ]);
    await play('Enter');
    await reads('Rouvrez-le.');
    expect(text()).to.contain('Ce que vous avez saisi est gardé.');
  });
});
