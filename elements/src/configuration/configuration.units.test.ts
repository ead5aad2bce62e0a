import { expect } from '@open-wc/testing';
import { units } from './configuration.sample.ts';
import type { Scene } from './configuration.scene.ts';
import { axe, effect, open, play, stage, staged, tabTo, until } from './testing.ts';

/** What was written last; an effect that is still counted does not write. */
const saved = ({ calls }: Scene): unknown => calls.findLast(({ method }) => method === 'PATCH')?.body;

describe('configuration: units', function () {
  staged(this);

  it('Entités: parameters saved alone; a number out of bounds or unreadable is refused and stays', async () => {
    const { element, scene, text } = await open('units');
    await tabTo('Groupe Tilleul');
    await play('ArrowDown', 'ArrowRight', 'ArrowDown', 'Enter');
    await until(() => text().includes('Site · Groupe Tilleul › Direction Nord'));
    await axe(element);
    await tabTo('Effectif');
    await play('Control+a', '1 900');
    await tabTo('Seuil d’inactivité');
    await play('Control+a', 'six mois', 'Enter');
    await until(() => text().includes('Vérifiez votre saisie'));
    expect(scene.calls).to.have.lengthOf(0);
    await play('Tab', 'Enter', 'Control+a', '9000', 'Enter');
    await until(() => text().includes('Écrivez un nombre de 1 à 3 650.'));
    await play('Tab', 'Enter', 'Control+a', '200', 'Enter');
    await until(() => text().includes('« Entité Lille » est enregistrée.'));
    expect(saved(scene)).to.deep.equal({ headcount: 1900, inactivityDays: 200 });
  });

  it('Entités: who gains and who loses sight is shown before a move is confirmed', async () => {
    const { element, scene, text } = await open('units');
    await tabTo('Groupe Tilleul');
    await play('ArrowDown', 'Enter');
    await tabTo('Déplacer');
    await play('Enter');
    await until(() => text().includes('Choisissez la nouvelle place'));
    expect(text()).to.contain('2 entités placées dessous la suivent.');
    await play('End', 'Enter');
    await until(() => text().includes('Gagnent l’accès Paul Roux Travailleur social'));
    expect(text()).to.contain('Perdent l’accès Claire Morel Responsable d’équipe');
    expect(text()).to.contain('quand leur droit commencera Nadia Cherif Secrétariat');
    expect(scene.calls.map(({ path }) => path)).to.deep.equal([
      `/organisation/units/${units.nord}/move-preview`,
    ]);
    await axe(element);
    await tabTo('Déplacer l’entité');
    await play('Enter');
    await until(() => text().includes('« Direction Nord » est déplacée.'));
    expect(scene.calls.at(-1)).to.deep.equal({
      method: 'POST',
      path: `/organisation/units/${units.nord}/move`,
      body: { parentId: units.sud },
    });
  });

  it('asks before leaving what is typed and not saved', async () => {
    const { scene, text } = await open('units');
    await tabTo('Groupe Tilleul');
    await play('Enter');
    await tabTo('Nom');
    await play('End', ' Est');
    await tabTo('Minutes au contrat');
    stage
      .querySelector('lastria-configuration')!
      .shadowRoot!.querySelector('lastria-configuration-units')!
      .shadowRoot!.querySelector('lastria-ui-tree')!
      .shadowRoot!.querySelector<HTMLElement>('[tabindex="0"]')!
      .focus();
    await play('ArrowDown', 'Enter');
    await until(() => text().includes('Abandonner la saisie ?'));
    await play('Enter');
    await until(() => !text().includes('Abandonner la saisie ?'));
    expect(text()).to.contain('Groupe Tilleul');
    expect(scene.calls).to.have.lengthOf(0);
  });

  it('Entités: a figure is true since a day, its history shown; the effect of a threshold is counted first', async () => {
    const { element, scene, text } = await open('units');
    await tabTo('Groupe Tilleul');
    await play('ArrowDown', 'ArrowRight', 'ArrowDown', 'Enter');
    await until(() => text().includes('Historique de ces valeurs'));
    await tabTo('Vraies depuis le');
    await play('01/07/2026', 'Enter');
    await until(() => text().includes('Modifiez aussi la valeur'));
    await tabTo('Historique de ces valeurs');
    await play('Enter');
    await until(() => text().includes('Effectif : 1 600 depuis l’origine'));
    expect(text()).to.contain('Effectif : 1 840 depuis le mer. 1 janv. 2025');
    await axe(element);
    await tabTo('Seuil d’inactivité');
    await play('Control+a', '90', 'Tab');
    await until(() =>
      effect(element).includes('34 dossiers ouverts sont inactifs ; avec ce seuil, 51 le seraient.'),
    );
    await tabTo('Effectif');
    await play('Control+a', '1900', 'Enter');
    await until(() => text().includes('« Entité Lille » est enregistrée.'));
    expect(saved(scene)).to.deep.equal({ headcount: 1900, inactivityDays: 90, since: '2026-07-01' });
  });
});
