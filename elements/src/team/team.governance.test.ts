import { expect } from '@open-wc/testing';
import { refusals } from '../testing/answers.ts';
import { grant, id, people, units } from '../testing/organisation.sample.ts';
import { Scene } from './team.scene.ts';
import { stateOf, timeOf, toReview } from './team.view.ts';
import { axe, effect, open, play, staged, tabTo, until } from './testing.ts';

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/** A right to review soon of each of three persons, and one that is not near. */
function reviewed(): Scene {
  const scene = new Scene();
  scene.organisation.grants = [
    grant(20, people.admin, 'ADMINISTRATOR', units.root, { reviewBy: inDays(20) }),
    grant(21, people.morel, 'SOCIAL_WORKER', units.lille, { reviewBy: inDays(10) }),
    grant(23, people.roux, 'SECRETARY', units.sud, { reviewBy: inDays(40) }),
    grant(24, people.roux, 'SOCIAL_WORKER', units.nord, { reviewBy: inDays(300) }),
    grant(25, people.roux, 'SOCIAL_WORKER', units.lens, { reviewBy: inDays(-1) }),
  ];
  return scene;
}

describe('team: what is looked at again', function () {
  staged(this);

  it('the yearly review confirms many rights at once, those of others alone', async () => {
    const scene = reviewed();
    const { element, changes, text } = await open('review', { scene });
    expect(text()).to.contain('Revue annuelle 3').and.to.contain('Vos propres droits');
    expect(text()).not.to.contain('Direction Nord');
    await axe(element);
    await tabTo('Confirmer les droits cochés');
    await play('Enter');
    await until(() => text().includes('Cochez au moins un droit.'));
    await tabTo('Tout cocher');
    await play('Enter');
    await tabTo('Travailleur social, Entité Lille, et ce qui est dessous, Claire Morel');
    await play('Space');
    await tabTo('Confirmer 1 droit');
    await play('Enter');
    await until(() => text().includes('1 droit confirmé pour un an.'));
    expect(scene.calls.map(({ body }) => body)).to.deep.equal([{ grantIds: [id(23)] }]);
    expect(changes).to.deep.equal([{ kind: 'grant', id: id(23) }]);
    expect(text()).to.contain('Revue annuelle 2');
  });

  it('pure: what was not reviewed is over; hours are read as people write them', () => {
    const { organisation } = reviewed();
    expect(organisation.grants.map((one) => stateOf(one)).at(-1)).to.equal('over');
    const all = toReview({ organisation } as Parameters<typeof toReview>[0]);
    expect(all.map((one) => one.id)).to.deep.equal([id(21), id(20), id(23), id(24)]);
    expect(['8 h 30', '8h', '08:05', '23h59', '24 h', '8 h 60', '8'].map(timeOf)).to.deep.equal([
      '08:30',
      '08:00',
      '08:05',
      '23:59',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('the vendor is let in once what it opens was read, and put out', async () => {
    const scene = new Scene();
    const asked = { askedBy: 'N. Martin', reason: 'Import bloqué', askedAt: inDays(0), until: inDays(0.2) };
    scene.organisation.supportRequests = [
      { id: id(60), ...asked, status: 'asked', answeredByName: null, answeredAt: null },
    ];
    scene.instead.set(`POST /organisation/support-requests/${id(60)}/answer`, [refusals.broken]);
    const { element, text } = await open('support', { scene });
    expect(text()).to.contain('Attend votre réponse').and.to.contain('Import bloqué');
    await tabTo('Laisser entrer N. Martin');
    await play('Enter');
    await until(() => effect(element).includes('huit heures au plus'));
    await axe(element);
    await play('Enter');
    await until(() => text().includes('Le service a rencontré une difficulté'));
    await play('Enter');
    await until(() => text().includes('le délégué à la protection des données en est prévenu.'));
    await tabTo('Mettre fin à l’accès de N. Martin');
    await play('Enter', 'Enter');
    await until(() => text().includes('1 demande passée'));
    expect(scene.calls.map(({ body }) => (body as { answer: string }).answer)).to.deep.equal([
      'approve',
      'approve',
      'end',
    ]);
  });

  it('a decision is recorded with its reference and withdrawn by the officer; the administrator reads it', async () => {
    const scene = new Scene();
    scene.role = 'DPO';
    const { element, text } = await open('decisions', { scene });
    await tabTo('Enregistrer la décision : Double authentification du portail acceptée');
    await play('Enter', 'Enter');
    await until(() => text().includes('Indiquez la référence de la décision.'));
    await axe(element);
    await tabTo('Référence de la décision');
    await play('Note du 12 novembre', 'Enter');
    await until(() => text().includes('La décision est enregistrée.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({ kind: 'hostFactor', reference: 'Note du 12 novembre' });
    expect(text()).to.contain('depuis le ven. 20 nov. 2026, par Alice Bernard · Note du 12 novembre');
    await tabTo('Retirer la décision');
    await play('Enter');
    await until(() => effect(element).includes('les sessions ouvertes grâce à elle se ferment'));
    await play('Enter');
    await until(() => text().includes('1 décision retirée'));
    scene.role = 'ADMINISTRATOR';
    const other = await open('decisions', { scene });
    await other.element.refresh();
    await until(() => other.text().includes('Une décision est enregistrée par le délégué'));
    expect(other.text()).not.to.contain('Enregistrer la décision');
  });
});
