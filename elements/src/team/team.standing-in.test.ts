import { expect } from '@open-wc/testing';
import { people, units } from '../testing/organisation.sample.ts';
import { axe, effect, open, play, staged, tabTo, until } from './testing.ts';

/** Claire Morel is opened, and what one does more seldom. */
async function more(act: string): Promise<void> {
  await tabTo('Alice Bernard');
  await play('ArrowDown', 'Enter');
  await tabTo('Plus');
  await play('Enter', act, 'Enter');
}

describe('team: what one leaves to others', function () {
  staged(this);

  it('an absent member is stood in for from one minute to another, by somebody else than who decides', async () => {
    const { element, scene, text } = await open();
    await more('Remp');
    await until(() => effect(element).includes('La personne choisie verra ce que voit Claire Morel'));
    await play('ali', 'Enter');
    expect(effect(element)).to.contain('La personne choisie verra');
    await play('Control+a', 'roux', 'Enter');
    await until(() =>
      effect(element).includes('Paul Roux verra ce que voit Claire Morel, à la minute près, puis plus rien'),
    );
    await tabTo('à (heure de début)');
    await play('Control+a', '25h');
    await tabTo('Jusqu’au');
    await play('31/12/2098');
    await tabTo('à (heure de fin)');
    await play('Control+a', '18h');
    await tabTo('Motif');
    await play('Congé', 'Enter');
    await until(() => text().includes('Écrivez une heure, par exemple 8 h 30.'));
    await axe(element);
    await tabTo('à (heure de début)');
    await play('Control+a', '8 h 30', 'Enter');
    await until(() => text().includes('Le remplacement est enregistré : 1 droit daté.'));
    const { body } = scene.calls.at(-1) as { body: Record<string, string> };
    expect(body).to.include({ absentId: people.morel, staffId: people.roux, reason: 'Congé' });
    expect([body['from']!.slice(10), body['until']]).to.deep.equal(['T08:30', '2098-12-31T18:00']);
  });

  it('files are handed over by unit, once what changes was read', async () => {
    const { element, scene, text } = await open();
    await more('Conf');
    await until(() => text().includes('Nouveau référent, Entité Lille'));
    expect(text()).to.contain('Personne d’autre ne suit les dossiers de cette entité');
    await tabTo('Voir ce qui va changer');
    await play('Enter');
    await until(() => text().includes('Choisissez au moins un référent.'));
    await axe(element);
    await tabTo('Nouveau référent, Entité Lille');
    await play('Paul');
    await tabTo('Voir ce qui va changer');
    await play('Enter');
    await until(() => effect(element).includes('9 dossiers ouverts de « Entité Lille » à Paul Roux'));
    expect(scene.calls).to.deep.equal([]);
    await axe(element);
    await play('Enter');
    await until(() => text().includes('9 dossiers confiés.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({
      to: [{ unitId: units.lille, staffId: people.roux }],
    });
  });

  it('why somebody has access is told right by right, from the nearest', async () => {
    const { element, text } = await open();
    await more('Pour');
    await until(() => text().includes('Choisissez une entité'));
    await play('lens', 'Enter');
    await until(() => effect(element).includes('Claire Morel voit les dossiers de « Antenne de Lens »'));
    expect(effect(element))
      .to.contain(
        'Travailleur social, donné sur « Entité Lille » et ce qui est dessous, dont « Antenne de Lens »',
      )
      .and.to.contain('Lit et écrit les dossiers, textes compris.')
      .and.to.contain('donné le lun. 6 janv. 2025 par Nadia Cherif');
    await axe(element);
  });
});
