import { expect } from '@open-wc/testing';
import { tellProved } from '../core/proof.ts';
import { problem, refusals } from '../testing/answers.ts';
import { frame } from '../testing/hands.ts';
import { id, people, units } from '../testing/organisation.sample.ts';
import type { FileSummary } from './team.data.ts';
import { Scene } from './team.scene.ts';
import { axe, effect, open, play, staged, tabTo, until } from './testing.ts';

const aFile = (own: string, lastName: string, firstNames: string, unitName: string): FileSummary => ({
  ...{ id: own, lastName, firstNames, birthName: null, sex: null, unitId: units.lille, unitName },
  ...{ age: 46, birthDate: '1980-03-12', birthYear: 1980, status: 'open', flags: [] },
  ...{ lastContactOn: null, leadWorker: null },
});

describe('team: people and rights', function () {
  staged(this);

  it('a dated right is added with its reason and what it opens; another is ended', async () => {
    const { element, scene, changes, text } = await open();
    await tabTo('Alice Bernard');
    await play('ArrowDown', 'Enter');
    await until(() => text().includes('Assistante sociale'));
    expect(text()).to.contain('1 droit terminé').and.to.contain('depuis le lun. 6 janv. 2025');
    await axe(element);
    await tabTo('Ajouter un droit');
    await play('Enter', 'Travailleur');
    await tabTo('Entité');
    await play('nord', 'Enter');
    await until(() =>
      effect(element).includes(
        'Lit et écrit les dossiers, textes compris. Dans « Direction Nord » et 2 entités placées dessous.',
      ),
    );
    await tabTo('Jusqu’au');
    await play('31/12/2098');
    await tabTo('Motif');
    await play('Enter');
    await until(() => text().includes('Indiquez le motif.'));
    await axe(element);
    await tabTo('Motif');
    await play('Remplacement de P. Roux', 'Enter');
    await until(() => text().includes('Le droit est ajouté.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({
      staffId: people.morel,
      role: 'SOCIAL_WORKER',
      unitId: units.nord,
      withSubtree: true,
      reason: 'Remplacement de P. Roux',
      validUntil: '2098-12-31T23:00:00.000Z',
    });
    expect(text()).to.contain('jusqu’au mer. 31 déc. 2098');
    await tabTo('Terminer le droit Travailleur social, Entité Lille');
    await play('Enter');
    expect(text()).to.contain('Claire Morel n’aura plus ce droit');
    await play('Enter');
    await until(() => text().includes('Le droit est terminé.'));
    expect(scene.calls.at(-1)?.method).to.equal('DELETE');
    expect(changes.map((change) => (change as { kind: string }).kind)).to.deep.equal(['grant', 'grant']);
  });

  it('nobody gives oneself a right; a person is added without any', async () => {
    const { scene, text } = await open();
    await tabTo('Alice Bernard');
    await play('Enter');
    await until(() => text().includes('Personne ne s’accorde un droit à soi-même'));
    expect(text()).not.to.contain('Ajouter un droit');
    await tabTo('Chercher une personne').catch(() => undefined);
    await tabTo('Ajouter une personne');
    await play('Enter', 'Nadia Cherif', 'Enter');
    await until(() => text().includes('Nadia Cherif est dans l’équipe.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({ displayName: 'Nadia Cherif' });
    expect(text()).to.contain('Aucun droit : cette personne ne voit rien.');
  });

  it('a person is changed, leaves once the effect was read, and comes back without a right', async () => {
    const scene = new Scene();
    const { element, changes, text } = await open('people', { scene });
    const morel = () => scene.organisation.staff.find(({ id: one }) => one === people.morel)!;
    await tabTo('Alice Bernard');
    await play('ArrowDown', 'Enter');
    await until(() => text().includes('Identifiant dans votre portail : cmorel'));
    await tabTo('Modifier');
    await play('Enter', 'Control+a', 'Claire Morel-Roux');
    await tabTo('Identifiant dans votre portail');
    await play('Control+a', 'Backspace');
    await axe(element);
    // Somebody else changed her job meanwhile: nothing of it is lost
    Object.assign(morel(), { jobTitle: 'Cadre', version: 4 });
    await play('Enter');
    await until(() => text().includes('« Claire Morel-Roux » est enregistré.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({
      displayName: 'Claire Morel-Roux',
      externalSubject: null,
    });
    expect(morel()).to.include({ jobTitle: 'Cadre', version: 5 });
    await tabTo('Plus');
    await play('Enter', 'End', 'Enter');
    await until(() => effect(element).includes('1 droit prend fin, ses sessions se ferment.'));
    expect(effect(element)).to.contain('14 dossiers ouverts gardent cette personne pour référent');
    await axe(element);
    await tabTo('Enregistrer le départ');
    await play('Enter');
    await until(() => text().includes('Claire Morel-Roux ne fait plus partie de l’équipe.'));
    expect(Object.keys(scene.calls.at(-1)?.body as object)).to.deep.equal(['leftOn']);
    expect(text()).to.contain('A quitté l’équipe le').and.not.to.contain('Ajouter un droit');
    // Her files are given to others next, or not now
    await until(() => text().includes('Nouveau référent, Entité Lille'));
    await play('Escape');
    await tabTo('Retour dans l’équipe');
    await play('Enter');
    await until(() => text().includes('est de nouveau dans l’équipe, sans aucun droit.'));
    expect(text()).to.contain('Aucun droit : cette personne ne voit rien.');
    expect(changes).to.deep.equal(Array.from({ length: 3 }, () => ({ kind: 'staff', id: people.morel })));
  });

  it('nobody says one’s own departure, nor changes one’s own identifier', async () => {
    const { text } = await open();
    await tabTo('Alice Bernard');
    await play('Enter');
    await tabTo('Modifier');
    expect(text()).not.to.contain('Départ');
    await play('Enter');
    await until(() => text().includes('Adresse électronique'));
    expect(text()).not.to.contain('Identifiant dans votre portail');
  });

  it('a right on one file is given by the name of who it is about; a role held over all is not', async () => {
    const scene = new Scene();
    scene.files = [
      aFile(id(50), 'Dupont', 'Marie', 'Pôle médecine'),
      aFile(id(51), 'Dupont', 'Marc', 'Lens'),
    ];
    const { element, text } = await open('people', { scene });
    await tabTo('Alice Bernard');
    await play('ArrowDown', 'Enter');
    await until(() => text().includes('Assistante sociale'));
    await tabTo('Ajouter un droit');
    await play('Enter', 'Administrateur');
    await until(() => effect(element).includes('Règle la configuration'));
    expect(text()).not.to.contain('Portée');
    await play('ArrowUp', 'ArrowUp');
    await until(() => text().includes('Portée'));
    await tabTo('Portée');
    await play('Un seul');
    await until(() => effect(element).includes('Dans ce seul dossier.'));
    await tabTo('Motif');
    await play('Relais', 'Enter');
    await until(() => text().includes('Choisissez le dossier.'));
    await axe(element);
    await tabTo('Dossier');
    await play('zzz');
    await until(() => text().includes('Aucun dossier trouvé'));
    await play('Control+a', 'dupont');
    await until(() => text().includes('DUPONT Marc'));
    expect(text()).to.contain('12/03/1980 · Lens');
    await axe(element);
    await play('ArrowDown', 'Enter');
    await until(() => !text().includes('Pôle médecine'));
    await tabTo('Motif');
    await play('Enter');
    await until(() => text().includes('Le droit est ajouté.'));
    expect(text()).not.to.contain(id(51));
    expect(scene.calls.at(-1)?.body).to.deep.equal({
      staffId: people.morel,
      role: 'SECRETARY',
      fileId: id(51),
      reason: 'Relais',
    });
    expect(text()).to.contain('Un dossier');
  });

  it('who may see no file is handed its link; one that leads nowhere is said beside the field', async () => {
    const scene = new Scene();
    const gone = problem(422, 'invalid-request', 'Une valeur est à corriger', 'Corrigez-la.', [
      { pointer: '/fileId', detail: 'Ce dossier n’existe pas.' },
    ]);
    scene.instead.set('POST /organisation/grants', [gone]);
    const { text } = await open('people', { scene });
    await tabTo('Alice Bernard');
    await play('ArrowDown', 'Enter');
    await tabTo('Ajouter un droit');
    await play('Enter', 'Secr');
    await tabTo('Portée');
    await play('Un seul');
    await tabTo('Motif');
    await play('Relais');
    await tabTo('Dossier');
    await play(`https://lastria.test/${id(99)}/dossiers/${id(52)}`);
    await until(() => text().includes('Dossier désigné par le lien'));
    await play('Enter');
    await tabTo('Motif');
    await play('Enter');
    await until(() => text().includes('Ce dossier n’existe pas.'));
    await tabTo('Motif');
    await play('Enter');
    await until(() => text().includes('Le droit est ajouté.'));
    expect(scene.calls.at(-1)?.body).to.include({ fileId: id(52) });
  });

  /** The secretary's role in the south, to the second person of the team. */
  async function giveRight(): Promise<void> {
    await tabTo('Alice Bernard');
    await play('ArrowDown', 'Enter');
    await tabTo('Ajouter un droit');
    await play('Enter', 'Secr');
    await tabTo('Entité');
    await play('sud', 'Enter');
    await tabTo('Motif');
    await play('Renfort', 'Enter');
  }

  it('a right that asks for a recent proof is kept as typed, and given by itself once the proof is there', async () => {
    const { scene, session, text } = await open();
    scene.instead.set('POST /organisation/grants', [refusals.proofTooOld]);
    await giveRight();
    await until(() => text().includes('Une fois que c’est confirmé, l’action se termine d’elle-même.'));
    expect(scene.organisation.grants).to.have.length(3);
    expect(tellProved(session)).to.equal(true);
    await until(() => text().includes('Le droit est ajouté.'));
    expect(scene.organisation.grants.at(-1)).to.include({ role: 'SECRETARY', reason: 'Renfort' });
    // Said again, the proof is for nobody: nothing is done twice
    expect(tellProved(session)).to.equal(false);
    expect(scene.calls).to.have.length(2);
  });

  it('goes on by itself when the person comes back from the window where it was proved, and not before', async () => {
    const { scene, text } = await open();
    scene.instead.set('POST /organisation/grants', [refusals.proofTooOld]);
    await giveRight();
    await until(() => text().includes('Confirmez que c’est vous'));
    const asked = () => scene.asked.filter((path) => path === '/me').length;
    await until(() => asked() === 2, 'who proved what, at the refusal');
    dispatchEvent(new Event('focus'));
    await until(() => asked() === 3, 'who proved what, on coming back');
    expect(text()).to.contain('Confirmez que c’est vous');
    expect(scene.organisation.grants).to.have.length(3);
    scene.provedAt = '2026-11-22T18:00:00Z';
    dispatchEvent(new Event('focus'));
    await until(() => text().includes('Le droit est ajouté.'));
    expect(scene.organisation.grants.at(-1)).to.include({ role: 'SECRETARY', reason: 'Renfort' });
    // Nothing waits any more: coming back asks nothing
    dispatchEvent(new Event('focus'));
    await frame();
    expect([asked(), scene.calls.length]).to.deep.equal([4, 2]);
  });

  it('what was given up waits for no proof', async () => {
    const { scene, session, text } = await open();
    scene.instead.set(`DELETE /organisation/grants/${scene.organisation.grants[1]!.id}`, [
      refusals.proofTooOld,
    ]);
    await tabTo('Alice Bernard');
    await play('ArrowDown', 'Enter');
    await tabTo('Terminer le droit Travailleur social, Entité Lille');
    await play('Enter', 'Enter');
    await until(() => text().includes('Confirmez que c’est vous'));
    await play('Escape');
    expect(tellProved(session)).to.equal(false);
    expect(scene.organisation.grants).to.have.length(3);
  });

  it('a member is invited by a link shown once, then her account is begun anew, and closed', async () => {
    const { element, scene, changes, text } = await open();
    await tabTo('Alice Bernard');
    await play('ArrowDown', 'Enter');
    await until(() => text().includes('Pas de compte'));
    await tabTo('Inviter');
    await play('Enter', 'Control+a', 'c.morel');
    await play('Enter');
    await until(() => text().includes('Écrivez une adresse électronique complète'));
    await tabTo('Adresse de connexion');
    await play('Control+a', 'c.morel@exemple.fr', 'Enter');
    await until(() => effect(element).includes('Il n’est montré qu’une fois'));
    expect(scene.calls.at(-1)).to.deep.include({
      path: `/organisation/staff/${people.morel}/invitation`,
      body: { login: 'c.morel@exemple.fr' },
    });
    await axe(element);
    await tabTo('J’ai remis le lien');
    await play('Enter');
    await until(() => text().includes('Invitation en attente'));
    expect(text()).not.to.contain('secret');
    expect(changes).to.deep.equal([{ kind: 'account', id: people.morel }]);
  });

  it('open sessions are read and closed; an account is reset or closed once its effect was read', async () => {
    const scene = new Scene();
    scene.accounts[people.morel] = {
      login: 'c.morel@exemple.fr',
      state: 'open',
      invitedUntil: null,
      sessions: [
        {
          id: people.petit,
          kind: 'page',
          device: 'Firefox sous Windows',
          origin: null,
          createdAt: '2026-11-20T08:00:00Z',
          seenAt: '2026-11-20T09:30:00Z',
        },
      ],
    };
    const { element, text } = await open('people', { scene });
    await tabTo('Alice Bernard');
    await play('ArrowDown', 'Enter');
    await until(() => text().includes('Firefox sous Windows depuis le ven. 20 nov. 2026 à 9'));
    await tabTo('Fermer ses sessions');
    await play('Enter');
    await until(() => effect(element).includes('Elles se ferment aussitôt'));
    await play('Enter');
    await until(() => text().includes('Aucune session ouverte.'));
    await tabTo('Fermer le compte');
    await play('Enter');
    await until(() => effect(element).includes('Ses droits restent'));
    await play('Enter');
    await until(() => text().includes('Compte fermé'));
    expect(scene.calls.map(({ path }) => path.split('/').at(-1))).to.deep.equal([
      'sessions-end',
      'account-end',
    ]);
  });

  it('the data protection officer reads the rights, and changes none', async () => {
    const scene = new Scene();
    scene.role = 'DPO';
    const { element, text } = await open('people', { scene });
    await tabTo('Alice Bernard');
    await play('ArrowDown', 'Enter');
    await until(() => text().includes('donné le lun. 6 janv. 2025 par Nadia Cherif'));
    for (const act of ['Ajouter', 'Modifier', 'Remplacement', 'Terminer', 'Connexion à Lastria'])
      expect(text()).not.to.contain(act);
    await axe(element);
  });

  it('whoever may not see the organisation reads whose it is', async () => {
    const scene = new Scene();
    scene.role = 'SECRETARY';
    const { text } = await open('people', { scene });
    expect(text()).to.contain('Cette partie revient à l’administrateur de votre service');
  });
});
