import { expect } from '@open-wc/testing';
import { axe, effect, open, play, staged, tabTo, until } from './testing.ts';

describe('configuration: thresholds', function () {
  staged(this);

  it('Seuils: each says what it means, its bounds, and what another value changes, before it is saved', async () => {
    const { element, scene, changes, text } = await open('thresholds');
    expect(effect(element)).to.contain('Les cases de 1 à 10 personnes seront masquées');
    expect(text()).to.contain('1 entité a son propre seuil d’inactivité');
    await axe(element);
    await tabTo('Seuil de masquage');
    await play('Control+a', '4', 'Enter');
    await until(() => text().includes('Écrivez un nombre de 5 à 100.'));
    expect(scene.calls).to.have.lengthOf(0);
    await play('Tab', 'Enter', 'Control+a', '15', 'Tab');
    await until(() => effect(element).includes('de 1 à 14 personnes'));
    await play('Control+a', '90', 'Tab');
    await until(() => effect(element).includes('avec ce seuil, 51 le seraient.'));
    await tabTo('Enregistrer');
    await play('Enter');
    await until(() => text().includes('Les seuils sont enregistrés.'));
    expect(scene.organisation.thresholds).to.deep.equal({
      disclosureThreshold: 15,
      inactivityDays: 90,
      version: 2,
    });
    expect(changes).to.deep.equal([{ kind: 'thresholds', code: '' }]);
  });

  it('412: what another changed is shown beside what is typed, value by value; one is chosen, nothing is lost', async () => {
    const { element, scene, text } = await open('thresholds');
    await tabTo('Seuil de masquage');
    await play('Control+a', '15', 'Tab', 'Control+a', '90');
    scene.organisation = {
      ...scene.organisation,
      thresholds: { disclosureThreshold: 20, inactivityDays: 180, version: 7 },
    };
    await play('Enter');
    await until(() => text().includes('vient d’être modifiée'));
    expect(text()).to.contain('Seuil de masquage 15 20').and.not.to.contain('Seuil d’inactivité 90 180');
    await axe(element);
    await tabTo('Garder la valeur actuelle');
    await play('Enter');
    await tabTo('Enregistrer');
    await play('Enter');
    await until(() => text().includes('Les seuils sont enregistrés.'));
    expect(scene.organisation.thresholds).to.deep.equal({
      disclosureThreshold: 20,
      inactivityDays: 90,
      version: 8,
    });
  });
});
