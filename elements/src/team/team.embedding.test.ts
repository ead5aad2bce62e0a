import { expect } from '@open-wc/testing';
import { refusals } from '../testing/answers.ts';
import { tellProved } from '../core/proof.ts';
import { id } from '../testing/organisation.sample.ts';
import { Scene } from './team.scene.ts';
import { axe, effect, open, play, staged, tabTo, until } from './testing.ts';

const decision = {
  id: id(60),
  kind: 'inlineNominative',
  reference: 'note du délégué',
  decidedByName: 'Hélène Roy',
  decidedAt: '2026-11-12T10:00:00Z',
  withdrawnAt: null,
};

describe('team: the portal and sessions', function () {
  staged(this);

  it('says what each choice brings before it is saved: pages, elements in the page, durations', async () => {
    const { element, scene, changes, text } = await open('embedding');
    await until(() => text().includes('Adresses de votre portail'));
    expect(effect(element)).to.contain('Un poste laissé ouvert reste lisible 15 minutes');
    expect(text()).to.contain('ne reçoit aucun dossier');
    await axe(element);
    await tabTo('Adresses de votre portail');
    await play('Control+a', 'https://intranet.tilleul.example/accueil');
    await until(() => effect(element).includes('https://rh.tilleul.example : ces pages ne montreront plus'));
    await tabTo('Dossier social');
    await play('Space');
    await until(() => effect(element).includes('pourront lire et modifier ce que montre « Dossier social »'));
    await tabTo('Avis');
    await play('Space');
    await until(() => effect(element).includes('« Avis » s’ouvrira dans un cadre isolé'));
    await tabTo('Minutes sans activité');
    await play('Control+a', '90', 'Enter');
    await until(() => text().includes('Écrivez un nombre de 1 à 60.'));
    expect(text()).to.contain('Ligne 1 : écrivez https://intranet.tilleul.example, sans ce qui suit.');
    expect(scene.calls).to.have.lengthOf(0);
    await axe(element);
    await tabTo('Adresses de votre portail');
    await play('Control+a', 'https://INTRANET.tilleul.example/', 'Enter', 'http://essai.example:8080');
    await until(() => effect(element).includes('http://essai.example:8080 : sans https'));
    await tabTo('Minutes sans activité');
    await play('Control+a', '10', 'Enter');
    await until(() => text().includes('Les réglages du portail et des sessions sont enregistrés.'));
    expect(scene.calls.map(({ body }) => body)).to.deep.equal([
      {
        allowedOrigins: ['https://intranet.tilleul.example', 'http://essai.example:8080'],
        inlineElements: ['lastria-social-file'],
        idleMinutes: 10,
      },
    ]);
    expect(changes).to.deep.equal([{ kind: 'embedding', id: '' }]);
  });

  it('412: what another changed elsewhere is kept, and what both changed is shown beside it', async () => {
    const { element, scene, text } = await open('embedding');
    await until(() => text().includes('Adresses de votre portail'));
    await tabTo('Équipe');
    await play('Space');
    await tabTo('Heures au plus');
    await play('Control+a', '8');
    scene.embedding = {
      ...scene.embedding,
      inlineElements: ['lastria-notices', 'lastria-file-list'],
      sessionHours: 10,
      version: 4,
    };
    await play('Enter');
    await until(() => text().includes('vient d’être modifiée'));
    expect(text()).to.contain('Heures au plus 8 10').and.not.to.contain('Équipe oui non');
    await axe(element);
    await tabTo('Garder ma saisie');
    await play('Enter');
    await until(() => text().includes('sont enregistrés.'));
    expect(scene.embedding).to.deep.include({
      inlineElements: ['lastria-file-list', 'lastria-team', 'lastria-notices'],
      sessionHours: 8,
      version: 5,
    });
  });

  it('asks who is there when the proof is old, keeps what is typed, and goes on by itself', async () => {
    const scene = new Scene();
    scene.instead.set('PATCH /organisation/embedding', [refusals.proofTooOld]);
    const { session, text } = await open('embedding', { scene });
    await until(() => text().includes('Adresses de votre portail'));
    await tabTo('Heures au plus');
    await play('Control+a', '9', 'Enter');
    await until(() => text().includes('Confirmez que c’est vous'));
    expect(scene.embedding.sessionHours).to.equal(12);
    tellProved(session);
    await until(() => text().includes('sont enregistrés.'));
    expect(scene.embedding.sessionHours).to.equal(9);
  });

  it('what is typed stays while another tab is looked at; a failure can be tried again', async () => {
    const scene = new Scene();
    scene.instead.set('GET /organisation/embedding', [refusals.broken, refusals.broken, refusals.broken]);
    const { element, text } = await open('embedding', { scene });
    await until(() => text().includes('Le service a rencontré une difficulté'));
    scene.instead.clear();
    await tabTo('Réessayer');
    await play('Enter');
    await until(() => text().includes('Adresses de votre portail'));
    await tabTo('Heures au plus');
    await play('Control+a', '6', 'Tab');
    element.tab = 'decisions';
    await until(() => text().includes('Ces facilités affaiblissent'));
    element.tab = 'embedding';
    await until(() => effect(element).includes('6 heures après s’être connecté'));
  });

  it('outside a company the officer decides whether a page shows people', async () => {
    const scene = new Scene();
    scene.tenantKind = 'hospital';
    const first = await open('embedding', { scene });
    await until(() => first.text().includes('n’a pas pris la décision « Dossiers dans les pages'));
    scene.organisation.decisions = [decision];
    await first.element.refresh();
    await until(() => first.text().includes('l’a permis le jeu. 12 nov. 2026'));
  });

  it('the officer reads all of it and changes nothing; whole in 320 px', async () => {
    const scene = new Scene();
    scene.role = 'DPO';
    const { element, text } = await open('embedding', { scene, width: 320 });
    await until(() => text().includes('Ces réglages reviennent à un administrateur.'));
    expect(text())
      .to.contain('https://rh.tilleul.example')
      .and.to.contain('Dans la page')
      .and.not.to.contain('Enregistrer');
    expect(element.scrollWidth).to.be.at.most(320);
    await axe(element);
  });
});
