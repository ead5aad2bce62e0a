import { expect } from '@open-wc/testing';
import { partners } from './configuration.sample.ts';
import { Scene } from './configuration.scene.ts';
import { axe, effect, open, pick, play, staged, tabTo, until } from './testing.ts';

describe('configuration: partners', function () {
  staged(this);

  it('Partenaires: one is added to its kind, a name that is taken is refused beside its field', async () => {
    const { element, scene, changes, text } = await open('partners');
    await tabTo('Bailleur');
    await pick('Bailleur');
    await until(() => text().includes('Habitat lillois'));
    expect(text()).to.contain('2 partenaires · 1 mis de côté');
    await axe(element);
    await tabTo('Ajouter un partenaire');
    await play('Enter', 'Habitat lillois', 'Enter');
    await until(() => text().includes('porte déjà ce nom'));
    await axe(element);
    await tabTo('Nom');
    await play('Control+a', 'Nord habitat', 'Enter');
    await until(() => text().includes('« Nord habitat » est ajouté.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({ kind: 'bailleur', name: 'Nord habitat' });
    expect(text()).to.contain('3 partenaires · 1 mis de côté');
    expect(changes).to.deep.equal([{ kind: 'partner', code: scene.configuration.partners.at(-1)!.id }]);
  });

  it('Partenaires: renamed, put aside once its effect was read, taken back; a change elsewhere in between takes nothing', async () => {
    const scene = new Scene();
    const { element, text } = await open('partners', { scene });
    const named = (id: string) => scene.configuration.partners.find((one) => one.id === id)!;
    await tabTo('Chercher un partenaire');
    await play('lillois');
    await tabTo('Bailleur');
    await play('Enter');
    await tabTo('Modifier Habitat lillois');
    await play('Enter', 'Control+a', 'Habitat du Nord');
    await until(() =>
      effect(element).includes('12 travaux nomment ce partenaire ; ils portent aussitôt le nouveau nom.'),
    );
    scene.configuration = {
      ...scene.configuration,
      partners: scene.configuration.partners.map((one) =>
        one.id === partners.lillois ? { ...one, active: true, version: 7 } : one,
      ),
    };
    await play('Enter');
    await until(() => text().includes('« Habitat du Nord » est enregistré.'));
    expect(named(partners.lillois)).to.include({ name: 'Habitat du Nord', version: 8 });
    await tabTo('Mettre de côté Habitat du Nord');
    await play('Enter');
    await until(() => effect(element).includes('ils restent lisibles et comptés. Il ne sera plus proposé'));
    await axe(element);
    await play('Enter');
    await until(() => text().includes('« Habitat du Nord » est mis de côté.'));
    expect(named(partners.lillois).active).to.equal(false);
    await tabTo('Reprendre Ancien office');
    await play('Enter');
    await until(() => text().includes('« Ancien office » est de nouveau proposé.'));
    expect(named(partners.former).active).to.equal(true);
  });
});
