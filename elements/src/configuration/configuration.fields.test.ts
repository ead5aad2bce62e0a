import { expect } from '@open-wc/testing';
import { axe, effect, focusOf, inside, open, pick, play, staged, tabTo, until } from './testing.ts';

describe('configuration: fields', function () {
  staged(this);

  it('Champs: a field is not published without a purpose, then is; another is changed with its effect', async () => {
    const { element, scene, changes, text } = await open('fields');
    await tabTo('Ajouter un champ');
    await play('Enter');
    await tabTo('Libellé');
    await play('Véhicule', 'Enter');
    await until(() => text().includes('Indiquez pourquoi cette information est demandée.'));
    await axe(element);
    await tabTo('Finalité');
    await play('Proposer un microcrédit mobilité');
    await tabTo('Groupe');
    await play('Situation per');
    await tabTo('Nature de la réponse');
    await play('Un choix');
    await tabTo('Liste des réponses');
    await play('logement', 'ArrowDown', 'Enter');
    await tabTo('Ajouter un champ');
    await play('Enter');
    await until(() => text().includes('Le champ « Véhicule » est publié.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({
      label: 'Véhicule',
      groupCode: 'personal',
      purpose: 'Proposer un microcrédit mobilité',
      required: false,
      clearance: 'followUp',
      kind: 'choice',
      listCode: 'housingStatus',
    });
    await until(() => effect(element).includes('312 dossiers portent une réponse'));
    await tabTo('Proposé à la saisie');
    await play('Space');
    await tabTo('Enregistrer');
    await play('Enter');
    await until(() => text().includes('« Véhicule » est enregistré.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({ active: false });
    expect(changes.every((change) => (change as { kind: string }).kind === 'field')).to.equal(true);
    await axe(element);
  });

  it('Champs: the order of a group is changed and kept', async () => {
    const { scene, text } = await open('fields');
    await tabTo('Situation personnelle');
    await pick('Situation personnelle');
    await tabTo('Réordonner Situation personnelle');
    await play('Enter');
    await tabTo('Descendre Logement');
    await play('Enter');
    await tabTo('Enregistrer l’ordre');
    await play('Enter');
    await until(() => text().includes('L’ordre est enregistré.'));
    expect(scene.calls).to.deep.equal([
      {
        method: 'PUT',
        path: '/configuration/field-order',
        body: { codes: ['dependentChildren', 'housingStatus', 'caregiver'] },
      },
    ]);
    expect(text().indexOf('Enfants à charge', text().indexOf('3 champs'))).to.be.below(
      text().indexOf('Logement', text().indexOf('3 champs')),
    );
  });

  it('Champs: a field of health is reserved when it is published, for good; a text always is', async () => {
    const { element, scene, text } = await open('fields');
    const box = (): HTMLInputElement =>
      inside(element.shadowRoot!).find((node) => node.id === 'sensitive') as HTMLInputElement;
    await tabTo('Ajouter un champ');
    await play('Enter');
    await tabTo('Libellé');
    await play('Addiction');
    await tabTo('Finalité');
    await play('Orienter vers une consultation');
    await tabTo('Groupe');
    await play('Situation per');
    await tabTo('Nature de la réponse');
    await play('Texte court');
    await until(() => box().disabled);
    expect([box().checked, text().includes('Un texte libre est toujours réservé.')]).to.deep.equal([
      true,
      true,
    ]);
    await play('End');
    await until(() => !box().disabled);
    expect(box().checked).to.equal(false);
    await tabTo('Donnée de santé ou de protection, réservée à qui lit les textes');
    await play('Space');
    await axe(element);
    await tabTo('Ajouter un champ');
    await play('Enter');
    await until(() => text().includes('Le champ « Addiction » est publié.'));
    expect(scene.calls.at(-1)?.body).to.include({ kind: 'yesNo', clearance: 'text' });
    await until(() => box().disabled);
    expect(box().checked).to.equal(true);
  });

  it('Champs: a group is added, renamed, and the groups put in another order', async () => {
    const { element, scene, text } = await open('fields');
    await tabTo('Ajouter un groupe');
    await play('Enter', 'Vie quotidienne', 'Enter');
    await until(() => text().includes('Le groupe « Vie quotidienne » est ajouté.'));
    expect(text()).to.contain('Ce groupe est vide');
    await axe(element);
    await tabTo('Renommer le groupe');
    await play('Enter');
    expect(focusOf()).to.contain('Nom du groupe');
    await play('Control+a', 'Au quotidien', 'Enter');
    await until(() => text().includes('« Au quotidien » est enregistré.'));
    expect(focusOf()).to.contain('Renommer le groupe');
    await tabTo('Chercher un champ').catch(() => undefined);
    await tabTo('Réordonner les groupes');
    await play('Enter');
    await tabTo('Monter Au quotidien');
    await play('Enter', 'Enter');
    await axe(element);
    await tabTo('Enregistrer l’ordre');
    await play('Enter');
    await until(() => text().includes('L’ordre est enregistré.'));
    expect(scene.calls.map(({ method, path }) => `${method} ${path.replace(/\d+/, 'N')}`)).to.deep.equal([
      'POST /configuration/lists/fieldGroup/items',
      'PATCH /configuration/lists/fieldGroup/items/element-N',
      'PUT /configuration/lists/fieldGroup/order',
    ]);
    expect(scene.configuration.groups.map(({ label }) => label)).to.deep.equal([
      'Au quotidien',
      'Situation personnelle',
      'Situation professionnelle',
    ]);
    expect(text().indexOf('Au quotidien')).to.be.below(text().indexOf('Situation personnelle'));
  });

  it('Champs: an order made while another changed it is kept on screen, and saved on what it is now', async () => {
    const { scene, text } = await open('fields');
    await tabTo('Réordonner les groupes');
    await play('Enter');
    await tabTo('Monter Situation professionnelle');
    await play('Enter');
    scene.configuration = {
      ...scene.configuration,
      lists: scene.configuration.lists.map((list) =>
        list.code === 'fieldGroup' ? { ...list, version: list.version + 1 } : list,
      ),
    };
    await tabTo('Enregistrer l’ordre');
    await play('Enter');
    await until(() => text().includes('l’ordre affiché en tient compte'));
    await tabTo('Enregistrer l’ordre');
    await play('Enter');
    await until(() => text().includes('L’ordre est enregistré.'));
    expect(scene.configuration.groups[0]?.code).to.equal('work');
  });
});
