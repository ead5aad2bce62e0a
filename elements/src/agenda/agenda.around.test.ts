import { expect } from '@open-wc/testing';
import { appointment, now, people } from './agenda.sample.ts';
import { emptied } from './agenda.scene.ts';
import { goTo, intoGrid, node, open, play, press, staged, until } from './testing.ts';

describe('what goes on around the agenda', function () {
  staged(this);

  it('of a series, one is asked which: this one, the next ones, all', async () => {
    const { scene, reads, says } = await open();
    await reads('Réunion');
    await intoGrid();
    await play('ArrowRight');
    await goTo('ArrowDown', 'Réunion');
    await play('m', 'ArrowDown', 'Enter');
    await reads('Que voulez-vous déplacer ?');
    await play('ArrowDown', 'Enter');
    await says('Déplacé : jeudi 26 novembre, 10 h 15 → 11 h 15.');
    expect(scene.sent.findLast(({ method }) => method === 'PATCH')!.body).to.deep.equal({
      startsAt: '2026-11-26T10:15',
      scope: 'following',
    });
  });

  it('a request is accepted, or another time proposed', async () => {
    const { element, scene, reads, says } = await open();
    await press('1 demande');
    await reads('Demandé par Anne Roux');
    await expect(element).to.be.accessible();
    await press('Proposer une autre heure');
    await press('Envoyer la proposition');
    await says('Proposition envoyée.');
    expect(scene.sent.findLast(({ path }) => path.endsWith('/answer'))!.body).to.deep.equal({
      answer: 'propose',
      startsAt: '2026-11-27T11:00',
    });
    await reads('Aucune demande en attente.');
  });

  it('a slot is found and opens the form with its time', async () => {
    const { element, scene, reads } = await open();
    await press('Trouver un créneau');
    await press('Chercher');
    await reads('2 créneaux possibles');
    expect(scene.sent.findLast(({ path }) => path === '/agenda/slots')!.body).to.deep.include({
      staffIds: [people.me],
      minutes: 60,
      from: '2026-11-25',
    });
    await expect(element).to.be.accessible();
    await until(() => node('.rows button', 'jeudi 26 novembre'), 'a slot').then((one) => one.click());
    await reads('Nouveau rendez-vous');
    await until(() => node('#from')?.shadowRoot?.querySelector('input')?.value.startsWith('14'), 'its time');
  });

  it('what a colleague changes appears by itself', async () => {
    const { scene, reads, text } = await open();
    await reads('DUPONT');
    await until(() => scene.isHeard, 'listening');
    scene.appointments.push(
      appointment(90, '2026-11-23T10:00', '2026-11-23T11:00', { title: 'Ajouté par Luc' }),
    );
    expect(text()).not.to.contain('Ajouté par Luc');
    scene.happened();
    await reads('Ajouté par Luc');
  });

  /** What is printed of what is on screen. */
  const printed = async (): Promise<string> => {
    const sheets: string[] = [];
    const append = ShadowRoot.prototype.append;
    ShadowRoot.prototype.append = function (this: ShadowRoot, ...nodes: (Node | string)[]): void {
      append.apply(this, nodes);
      const [frame] = nodes;
      if (frame instanceof HTMLIFrameElement)
        frame.contentWindow!.print = () => sheets.push(frame.contentDocument!.body.textContent);
    };
    await press('Imprimer');
    await until(() => sheets.length > 0, 'printed').finally(() => (ShadowRoot.prototype.append = append));
    return sheets[0]!.replaceAll(/[\s\u00a0]+/g, ' ');
  };

  it('prints what is shown, marked, with who and when', async () => {
    const { reads } = await open();
    await reads('DUPONT');
    const sheet = await printed();
    expect(sheet)
      .to.contain('Confidentiel')
      .and.to.contain('Imprimé par Claire Morel, mer. 25 nov. 2026 à 10 h 10');
    expect(sheet).to.contain('mardi 24 novembre').and.to.contain('DUPONT Marie, Entretien');
  });

  it('prints the week of a team with whose each is; of a time one may not see, that it is taken', async () => {
    const { reads } = await open({ view: 'team-week' });
    await reads('GARCIA');
    const sheet = await printed();
    expect(sheet).to.contain('Claire Morel, Luc Petit, Anne Roux');
    expect(sheet).to.match(/mardi 24 novembre 16 h – 17 h Occupé Luc Petit/);
    expect(sheet).to.match(/vendredi 27 novembre 15 h – 16 h GARCIA Ana, Entretien Luc Petit/);
  });

  it('events carry ids alone; the session over, nothing is left', async () => {
    const { element, reads, text } = await open();
    const heard: unknown[] = [];
    element.addEventListener('lastria-appointment-opened', (event) =>
      heard.push((event as CustomEvent).detail),
    );
    await reads('DUPONT');
    node('.entry', 'DUPONT')!.click();
    await reads('Apporter l’avis d’échéance.');
    expect(heard).to.deep.equal([{ appointmentId: '0197a3c4-5555-7000-8000-000000000001' }]);
    (element.session as unknown as { close(): void }).close();
    await reads('Votre session est terminée.');
    expect(text()).not.to.match(/DUPONT|échéance/);
  });

  it('an empty week says so, with the way to book; a failure keeps what was there', async () => {
    const { reads, scene, text } = await open({ scene: emptied() });
    await reads('Aucun rendez-vous : 23 – 29 novembre 2026.');
    scene.instead.set('GET /agenda', [
      {
        status: 500,
        body: {
          type: 'https://lastria.fr/problems/internal',
          status: 500,
          title: 'Le service a rencontré une difficulté',
          detail: 'Réessayez.',
        },
      },
    ]);
    await press('Période suivante');
    await reads('Le service a rencontré une difficulté');
    expect(text()).to.contain('30 novembre – 6 décembre 2026');
    await press('Réessayer');
    await until(() => !text().includes('difficulté'), 'read again');
  });

  it('one that ended is settled in one press', async () => {
    const { scene, reads, says } = await open();
    await reads('DUPONT');
    expect(now).to.be.greaterThan(Date.parse('2026-11-24T15:00:00Z'));
    node('.entry', 'DUPONT')!.click();
    await press('A eu lieu');
    await says('C’est noté.');
    expect(scene.sent.findLast(({ path }) => path.endsWith('/settle'))!.body).to.deep.equal({
      outcome: 'honoured',
    });
  });
});
