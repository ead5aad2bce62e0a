import { expect } from '@open-wc/testing';
import { people, units } from './configuration.sample.ts';
import { axe, effect, open, play, staged, tabTo, until } from './testing.ts';

describe('configuration: team', function () {
  staged(this);

  it('Équipe: a dated right is added with its reason and what it opens; another is ended', async () => {
    const { element, scene, changes, text } = await open('team');
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

  it('Équipe: nobody gives oneself a right; a person is added without any', async () => {
    const { scene, text } = await open('team');
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
});
