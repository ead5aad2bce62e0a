import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import type { ElementSession } from '../core/session-context.ts';
import { play, tabTo } from '../testing/hands.ts';
import { focusOf, read } from '../testing/perceived.ts';
import { ableTo, ids, me } from '../testing/sample.ts';
import { until } from '../testing/until.ts';
import { aNotice, Scene } from './notices.scene.ts';
import { NoticesBell } from './parts/bell.ts';
import './notices.ts';

let stage: HTMLElement;

async function open(scene = new Scene(), width = 420, places = '') {
  stage.style.width = `${width}px`;
  const events: { readonly type: string; readonly detail: unknown }[] = [];
  const note = ({ type, detail }: CustomEvent): void => void events.push({ type, detail: detail as unknown });
  render(
    html`<lastria-notices
      .session=${scene.open() as unknown as ElementSession}
      @lastria-notices-changed=${note}
      @lastria-file-open=${note}
      @lastria-place-open=${note}
      places=${places}
    ></lastria-notices>`,
    stage,
  );
  const element = stage.querySelector('lastria-notices')!;
  const reads = async (words: string): Promise<void> => {
    await until(() => read(element).includes(words), words);
  };
  await reads('avis');
  return { element, scene, events, reads, text: () => read(element) };
}

describe('notices', function () {
  this.timeout(20_000);
  beforeEach(() => {
    stage = document.createElement('main');
    document.body.append(stage);
  });
  afterEach(() => stage.remove());

  it('each kind says in plain French who did what, when, and why', async () => {
    const { element, text, events } = await open();
    for (const words of [
      '2 avis non lus',
      'Dossier ouvert en urgence Non lu Jean Petit a ouvert ce dossier en urgence',
      'Motif : Expulsion demain matin, référente absente. ven. 20 nov. 2026 à 14 h 40',
      'Vous remplacez Jean Petit du ven. 20 nov. 2026 à 8 h 00 au ven. 4 déc. 2026 à 18 h 00',
      'Jean Petit : 41 dossiers lus en une heure, pour un seuil de 40.',
      'Jean Petit reçoit un droit de travailleur social.',
      'Jean Petit devient administrateur',
      'L’éditeur du logiciel demande à intervenir.',
      'Jean Petit a accordé un accès à l’éditeur',
      'Jean Petit demande qu’un programme lise des dossiers.',
      'Jean Petit a accepté qu’un programme lise des dossiers.',
      'La vérification quotidienne trouve des traces changées ou supprimées.',
    ])
      expect(text()).to.contain(words);
    expect(events).to.deep.equal([{ type: 'lastria-notices-changed', detail: { unread: 2 } }]);
    expect(text()).not.to.match(/undefined|NaN|emergencyAccess/);
    await expect(element).to.be.accessible();
  });

  it('one that this version does not know is still a notice', async () => {
    const scene = new Scene();
    scene.notices = [aNotice(1, 'ofTomorrow', { about: null })];
    const { reads } = await open(scene);
    await reads('Voyez avec votre administrateur.');
  });

  it('leads to the file, is marked read one by one or all at once, from the keyboard', async () => {
    const { scene, events, reads } = await open();
    await tabTo('Ouvrir le dossier : Dossier ouvert en urgence');
    await play('Enter');
    await reads('1 avis non lu');
    expect(events.at(-2)).to.deep.equal({ type: 'lastria-file-open', detail: { fileId: ids.file } });
    expect(events.at(-1)).to.deep.equal({ type: 'lastria-notices-changed', detail: { unread: 1 } });
    await tabTo('Marquer comme lu : Remplacement');
    await play('Enter');
    await reads('Tous vos avis sont lus.');
    await until(() => focusOf().includes('Tous vos avis sont lus.'), 'focus stays near');
    scene.tell(aNotice(15, 'supportAsked', { about: null }));
    scene.tell(aNotice(16, 'supportAsked', { about: null }));
    await reads('2 avis non lus');
    await tabTo('Tout marquer comme lu');
    await play('Enter');
    await reads('Tous vos avis sont lus.');
    expect(scene.notices.every(({ readAt }) => readAt !== null)).to.equal(true);
  });

  it('leave and appointments say what happened, and lead where one answers when the page opens it', async () => {
    const scene = new Scene();
    scene.notices = [
      aNotice(5, 'leaveAsked'),
      aNotice(4, 'leaveDecided', { facts: ['x', 'refused'] }),
      aNotice(3, 'leaveCancelled'),
      aNotice(2, 'appointmentAsked'),
      aNotice(1, 'appointmentAnswered', { facts: ['x', 'otherProposed'] }),
    ];
    const { reads, text, events } = await open(scene, 420, 'leave agenda');
    for (const words of [
      'Congé à décider Non lu Jean Petit demande un congé.',
      'Jean Petit a refusé votre congé. Le motif est dans « Congés ».',
      'Jean Petit a annulé un congé.',
      'Rendez-vous à accepter Non lu Jean Petit vous propose un rendez-vous.',
      'Jean Petit propose un autre horaire pour votre rendez-vous.',
    ])
      expect(text()).to.contain(words);
    await tabTo('Ouvrir les congés : Congé à décider');
    await play('Enter');
    await reads('4 avis non lus');
    expect(events.find(({ type }) => type === 'lastria-place-open')).to.have.deep.property('detail', {
      place: 'leave',
    });
    await tabTo('Ouvrir l’agenda : Rendez-vous à accepter');
  });

  it('leads nowhere that the page did not say it opens', async () => {
    const scene = new Scene();
    scene.notices = [aNotice(1, 'leaveAsked')];
    const { text } = await open(scene, 420, 'agenda');
    expect(text()).to.contain('Congé à décider').and.not.to.contain('Ouvrir');
  });

  it('a failure says so and changes nothing', async () => {
    const { scene, reads, events } = await open();
    scene.fails = true;
    await tabTo('Tout marquer comme lu');
    await play('Enter');
    await reads('Le service a rencontré une difficulté');
    await reads('2 avis non lus');
    expect(events).to.have.lengthOf(1);
  });

  it('older ones come when asked; who opens no file is given its number alone', async () => {
    const scene = new Scene();
    scene.me = { ...me, can: ableTo('searchAudit') };
    scene.page = 4;
    const { reads, text } = await open(scene);
    expect(text())
      .to.contain(`Dossier n° …${ids.file.slice(-8)}`)
      .and.not.to.contain('Ouvrir le dossier');
    await tabTo('Voir les avis plus anciens');
    await play('Enter');
    await reads('L’éditeur demande un accès');
  });

  it('the bell says how many, hears of a new one at once, and holds the panel', async () => {
    NoticesBell.define();
    const scene = new Scene();
    const bell = Object.assign(new NoticesBell(), { session: scene.open() as unknown as ElementSession });
    const opened: unknown[] = [];
    bell.addEventListener('lastria-file-open', (event) => opened.push((event as CustomEvent).detail));
    stage.append(bell);
    await tabTo('Avis, 2 non lus');
    await until(() => scene.listening, 'the stream');
    scene.tell(aNotice(17, 'logTampered', { about: null }));
    await until(() => focusOf().startsWith('Avis, 3 non lus'), 'the count');
    await play('Enter');
    await until(() => focusOf() === 'Avis', 'focus on the panel');
    expect(read(bell)).to.contain('Journal des accès altéré');
    await expect(bell).to.be.accessible();
    await play('Escape');
    await until(() => focusOf().startsWith('Avis, 3 non lus'), 'focus on the bell');
    expect(read(bell)).not.to.contain('Journal des accès altéré');
    await play('Enter');
    await tabTo('Ouvrir le dossier : Dossier ouvert en urgence');
    await play('Enter');
    expect(opened).to.deep.equal([{ fileId: ids.file }]);
    await until(() => !read(bell).includes('Journal des accès altéré'), 'the panel makes room');
  });
});
