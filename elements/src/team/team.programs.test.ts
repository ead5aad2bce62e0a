import { expect } from '@open-wc/testing';
import { id, units } from '../testing/organisation.sample.ts';
import { filesAsked, program, Scene } from './team.scene.ts';
import { axe, effect, open, play, staged, tabTo, until } from './testing.ts';

const secret = (number: number, usedAt: string | null) => ({
  id: id(number),
  createdAt: '2026-11-18T09:00:00Z',
  usedAt,
});

describe('team: programs', function () {
  staged(this);

  it('an account is made with its scopes, units and end; its secret is shown once', async () => {
    const { element, scene, changes, text } = await open('programs');
    await until(() => text().includes('Aucun programme n’a de compte de service.'));
    await tabTo('Ajouter un compte');
    await play('Enter');
    await until(() => text().includes('Ajouter un compte de service'));
    await tabTo('Nom du programme');
    await play('Entrepôt', 'Enter');
    await until(() => text().includes('Cochez au moins une portée.'));
    await axe(element);
    await tabTo('Lire l’identité et l’état des dossiers');
    await play('Space');
    await tabTo('Entités dont il voit les dossiers');
    await play('nord', 'Enter');
    await tabTo('Dernier jour du compte');
    await play('31/12/2098', 'Enter');
    await until(() => effect(element).includes('Il n’est montré qu’une fois'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({
      name: 'Entrepôt',
      scopes: ['READ_FILES'],
      unitIds: [units.nord],
      expiresAt: '2098-12-31T23:00:00.000Z',
    });
    await axe(element);
    await tabTo('J’ai remis le secret');
    await play('Enter');
    await until(() => text().includes('Ce programme ne voit aucun dossier.'));
    expect(text()).to.contain('1 secret en service').and.not.to.contain('secret-');
    expect(changes).to.deep.equal([{ kind: 'program', id: scene.programs[0]!.id }]);
  });

  it('access to files is asked, and granted by somebody else; it is taken back', async () => {
    const scene = new Scene();
    const files = filesAsked('Entrepôt', '2098-11-30T23:00:00Z', 'Denis Petit', true);
    scene.programs = [
      program(id(70), { scopes: ['READ_FILES'], unitIds: [units.nord], name: 'Entrepôt' }),
      program(id(71), { scopes: ['READ_FOLLOW_UP'], unitIds: [units.sud], name: 'Statistiques', files }),
    ];
    const { element, text } = await open('programs', { scene });
    await until(() => text().includes('Statistiques'));
    await tabTo('Entrepôt');
    await play('Enter');
    await tabTo('Demander l’accès');
    await play('Enter', 'Alimentation');
    await tabTo('Dernier jour de l’accès');
    await play('30/11/2098', 'Enter');
    await until(() => text().includes('un autre administrateur doit l’accorder.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({
      reason: 'Alimentation',
      until: '2098-11-30T23:00:00.000Z',
    });
    await until(() => text().includes('Cet accès se décide à deux'));
    expect(text()).not.to.contain('Accorder l’accès');
    await axe(element);
    await tabTo('Entrepôt');
    await play('ArrowDown', 'Enter');
    await until(() => text().includes('Demandé le ven. 20 nov. 2026 par Denis Petit'));
    await tabTo('Accorder l’accès');
    await play('Enter');
    expect(effect(element)).to.contain('Lire le suivi, sans les textes').and.to.contain('en est averti');
    await play('Enter');
    await until(() => text().includes('L’accès aux dossiers est accordé.'));
    await axe(element);
    await tabTo('Retirer l’accès');
    await play('Enter', 'Enter');
    await until(() => text().includes('Ce programme ne voit plus aucun dossier.'));
    expect(scene.calls.at(-1)).to.include({ method: 'DELETE' });
  });

  it('a secret takes the other’s place; the account is closed once the effect was read', async () => {
    const scene = new Scene();
    scene.programs = [program(id(70), { secrets: [secret(80, '2026-11-22T03:00:00Z')] })];
    const { element, text } = await open('programs', { scene });
    await until(() => text().includes('Annuaire du personnel'));
    await tabTo('Annuaire du personnel');
    await play('Enter');
    await until(() => text().includes('dernière connexion le'));
    await tabTo('Nouveau secret');
    await play('Enter', 'Enter');
    await until(() => effect(element).includes('Il n’est montré qu’une fois'));
    await until(() => text().includes('2 secrets en service'));
    await tabTo('J’ai remis le secret');
    await play('Enter');
    expect(text()).not.to.contain('Nouveau secret');
    await tabTo('Retirer le secret du mer. 18 nov. 2026');
    await play('Enter');
    expect(effect(element)).to.contain('est arrêté aussitôt');
    await play('Enter');
    await until(() => text().includes('Le secret est retiré.'));
    await until(() => text().includes('1 secret en service'));
    await tabTo('Fermer le compte');
    await play('Enter', 'Enter');
    await until(() => text().includes('Le compte est fermé.'));
    await until(() => !text().includes('1 secret en service'));
  });

  it('the data protection officer reads, and takes back an access', async () => {
    const scene = new Scene();
    scene.role = 'DPO';
    const files = filesAsked('Entrepôt', '2098-11-30T23:00:00Z', 'Denis Petit', false);
    scene.programs = [program(id(70), { scopes: ['READ_FILES'], unitIds: [units.nord], files })];
    const { text } = await open('programs', { scene });
    await until(() => text().includes('Annuaire du personnel'));
    await tabTo('Annuaire du personnel');
    await play('Enter');
    await until(() => text().includes('Retirer l’accès'));
    expect(text()).not.to.match(/Ajouter un compte|Nouveau secret|Fermer le compte|Accorder l’accès/);
  });
});
