import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import type { ElementSession } from '../core/session-context.ts';
import { play, tabTo } from '../testing/hands.ts';
import { focusOf, focused, read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import { covers, halvesOf } from './leave.data.ts';
import { clock, petit, Scene } from './leave.scene.ts';
import './leave.ts';

let stage: HTMLElement;

async function open(scene = new Scene(), width = 640) {
  stage.style.width = `${width}px`;
  const events: unknown[] = [];
  render(
    html`<lastria-leave
      .clock=${clock}
      .session=${scene.open() as unknown as ElementSession}
      @lastria-leave-changed=${({ detail }: CustomEvent) => void events.push(detail)}
    ></lastria-leave>`,
    stage,
  );
  const element = stage.querySelector('lastria-leave')!;
  const text = (): string => read(element);
  const reads = (words: string) => until(() => text().includes(words), words);
  await reads('Mes congés');
  return { element, scene, events, text, reads };
}

const toTab = async (name: string): Promise<void> => {
  await tabTo('Mes congés');
  while (!focusOf().includes(name)) await play('ArrowRight');
};

describe('leave', function () {
  this.timeout(20_000);
  beforeEach(() => {
    stage = document.createElement('main');
    document.body.append(stage);
  });
  afterEach(() => stage.remove());

  it('says what is left, and one’s own leave in plain French', async () => {
    const { text, reads } = await open();
    await reads('RTT 12,5 jours restants 2,5 jours en attente');
    expect(text()).to.contain('Du lun. 7 déc. 2026 au mer. 9 déc. 2026 midi · 2,5 jours');
    expect(text()).to.contain('Validé');
    expect(text()).not.to.match(/undefined|NaN|approved|morning/);
  });

  it('is asked by keyboard, with what it would count and meet told before it is sent', async () => {
    const { scene, events, reads } = await open();
    await tabTo('Demander un congé');
    await play('Enter');
    await reads('La demande sera envoyée à Paul Roux.');
    expect(focusOf()).to.contain('Nature');
    await play('R');
    await tabTo('Premier jour');
    await play('24/12/2026', 'Tab');
    await reads('3,5 jours décomptés');
    for (const words of [
      '2 jours non travaillés (fin de semaine).',
      '1 jour férié non décompté : Noël.',
      'Après ce congé, il vous restera 9 jours.',
      '2 rendez-vous à déplacer',
      'mar. 8 déc. 2026, matin, Service social : 1 présent, minimum 2',
    ])
      await reads(words);
    await tabTo('Envoyer la demande');
    await play('Enter');
    await until(() => scene.sent.length === 1, 'the request goes');
    expect(scene.sent[0]!.body).to.deep.equal({
      kind: 'rtt',
      firstDay: '2026-12-24',
      firstHalf: 'morning',
      lastDay: '2026-12-24',
      lastHalf: 'afternoon',
    });
    await until(() => focusOf().includes('Demander un congé'), 'focus is back');
    expect(events).to.have.length(1);
    expect(events[0]).to.have.property('status', 'asked');
  });

  it('keeps what is typed when it cannot be sent, and says why', async () => {
    const { scene, reads, text } = await open();
    await tabTo('Demander un congé');
    await play('Enter');
    await tabTo('Envoyer la demande');
    await play('Enter');
    await reads('Choisissez la nature, le premier et le dernier jour.');
    expect(scene.sent).to.have.length(0);
    await tabTo('Nature');
    await play('R');
    await tabTo('Premier jour');
    await play('24/12/2026', 'Tab');
    await reads('3,5 jours décomptés');
    scene.fails = true;
    await tabTo('Envoyer la demande');
    await play('Enter');
    await reads('Le service a rencontré une difficulté');
    expect(text()).to.contain('3,5 jours décomptés');
  });

  it('shows who decides whether the team would be enough, approves, then plans the substitution', async () => {
    const { scene, events, reads } = await open();
    await toTab('À décider');
    await reads('Jean Petit : Maladie');
    await reads('Effectif insuffisant pendant 1 demi-journée');
    await reads('Aussi absents sur la période : Claire Morel (0,5 jour)');
    await tabTo('Valider : Jean Petit');
    await play('Enter');
    await reads('mar. 8 déc. 2026 à 10 h 00, Point budget');
    await reads('Présents sur toute la période : Claire Morel.');
    expect(scene.sent.map(({ body }) => body)).to.deep.equal([{ decision: 'approve' }]);
    expect(events).to.deep.equal([{ leaveId: scene.toDecide[0]!.id, status: 'approved' }]);
    expect(focused().id).to.equal('substitution');
  });

  it('refuses with a reason, and not without', async () => {
    const { scene, reads } = await open();
    await toTab('À décider');
    await reads('Jean Petit : Maladie');
    await tabTo('Refuser : Jean Petit');
    await play('Enter');
    await until(() => focusOf().includes('Motif'), 'focus is on the reason');
    await tabTo('Confirmer le refus');
    await play('Enter');
    await reads('Indiquez le motif.');
    expect(scene.sent).to.have.length(0);
    await until(() => focusOf().includes('Confirmer'), 'nothing moved');
  });

  it('changes what is not decided yet, the leave itself left out of what it meets', async () => {
    const { scene, events, reads, text } = await open();
    await tabTo('Modifier : Du lun. 7 déc. 2026');
    await play('Enter');
    await reads('Modifier la demande');
    await reads('3,5 jours décomptés');
    expect(text()).not.to.contain('Garder en brouillon');
    await tabTo('Message au responsable');
    await play('Rendez-vous à la crèche');
    await tabTo('Enregistrer les modifications');
    await play('Enter');
    await until(() => scene.sent.length === 1, 'the change goes');
    expect(scene.sent[0]).to.deep.equal({
      path: `/leave/${scene.mine[0]!.id}`,
      body: {
        kind: 'rtt',
        firstDay: '2026-12-07',
        firstHalf: 'morning',
        lastDay: '2026-12-09',
        lastHalf: 'morning',
        comment: 'Rendez-vous à la crèche',
      },
    });
    await reads('Message : Rendez-vous à la crèche');
    await until(() => focusOf().includes('Modifier'), 'focus is back');
    expect(events).to.have.length(1);
  });

  it('says what each is granted, in days to the half, to who decides', async () => {
    const { element, scene, reads, text } = await open();
    await toTab('Droits');
    await reads('1,5 jour validé, 1 jour en attente, reste 10,5 jours');
    expect(text()).not.to.contain('undefined');
    await tabTo('RTT');
    await play('Control+a', 'douze');
    await tabTo('Enregistrer');
    await play('Enter');
    await reads('Indiquez un nombre de jours, à la demi-journée près');
    expect(scene.sent).to.have.length(0);
    await tabTo('RTT');
    await play('Control+a', '12,5');
    await tabTo('Enregistrer');
    await play('Enter');
    await until(() => scene.sent.length === 1, 'the right goes');
    expect(scene.sent[0]).to.deep.equal({
      path: `/leave/balances/${petit.id}/rtt/2026`,
      body: { grantedHalves: 25 },
    });
    await expect(element).to.be.accessible();
  });

  it('sets who must be present, and how a kind is counted, each by who may', async () => {
    const scene = new Scene();
    scene.changesKinds = true;
    const { element, reads, text } = await open(scene);
    await toTab('Réglages');
    await reads('Présence minimale');
    await tabTo('Service social');
    await play('Control+a', '3');
    await tabTo('Enregistrer');
    await play('Enter');
    await until(() => scene.sent.length === 1, 'the minimum goes');
    expect(scene.sent[0]!.body).to.deep.equal({ present: 3 });
    await tabTo('Décompte : RTT');
    await play('ArrowDown');
    await until(() => scene.sent.length === 2, 'the kind goes');
    expect(scene.sent[1]).to.deep.equal({
      path: '/leave/kinds/rtt',
      body: { counting: 'workingDays', away: true },
    });
    await expect(element).to.be.accessible();
    // Control: who may not does not see them
    scene.changesKinds = false;
    await element.refresh();
    await reads('Présence minimale');
    expect(text()).not.to.contain('Natures d’absence');
  });

  it('reads days to the half alone', () => {
    expect(['25', '12,5', ' 0.5 ', '366'].map(halvesOf)).to.deep.equal([50, 25, 1, 732]);
    expect(['', '1,25', '-1', '367', 'x'].map(halvesOf)).to.deep.equal(Array(5).fill(undefined));
  });

  it('shows the month of a team as a grid that arrows walk, absent halves in words', async () => {
    const { element, reads } = await open();
    await toTab('Équipe');
    await reads('Jean Petit');
    await reads('Absent');
    const month = element.shadowRoot!.querySelector('lastria-leave-month')!;
    const cells = [...month.shadowRoot!.querySelectorAll<HTMLElement>('td')];
    expect(cells.filter(({ tabIndex }) => tabIndex === 0)).to.have.length(1);
    cells[0]!.focus();
    expect(focusOf()).to.contain('Présent');
    await play('ArrowDown');
    expect(read(focused())).to.contain('Absent');
    await play('End', 'Home', 'ArrowRight', 'ArrowRight');
    expect(read(focused())).not.to.contain('Absent');
  });

  it('hides what is not for who does not decide, and fits 320 px', async () => {
    const scene = new Scene();
    scene.decides = false;
    const { element, text } = await open(scene, 320);
    expect(text()).not.to.contain('À décider');
    expect(element.scrollWidth).to.be.at.most(320);
    await toTab('Équipe');
    await until(() => text().includes('Hachuré'), 'the month');
    // Nothing of a cell stands beside what scrolls
    expect(document.documentElement.scrollWidth).to.be.at.most(innerWidth);
  });

  it('half-days are within an absence from its first to its last', () => {
    const one = {
      firstDay: '2026-12-07',
      firstHalf: 'afternoon',
      lastDay: '2026-12-09',
      lastHalf: 'morning',
    };
    const found = ['2026-12-07', '2026-12-08', '2026-12-09'].map((day) => [
      covers(one, day, 0),
      covers(one, day, 1),
    ]);
    expect(found).to.deep.equal([
      [false, true],
      [true, true],
      [true, false],
    ]);
  });
});
