import { expect } from '@open-wc/testing';
import { lines, open, play, staged, tabTo, until } from './testing.ts';

describe('the statistics builder', function () {
  staged(this);

  it('shows a report at once: a sentence, its figures, their shares and the whole', async () => {
    const { reads, text, element } = await open();
    await reads('Budget et surendettement');
    expect(text()).to.contain('Demandes reçues du 1er janvier au');
    expect(text()).to.contain('par catégorie de demandes , toutes vos entités');
    expect(text()).to.contain('Chaque demande compte une fois, à sa date de réception.');
    expect(lines().at(-1)).to.match(/^Ensemble \| .* \| 100,0 %$/);
    expect(lines().at(-2)).to.match(/^Non renseigné/);
    await expect(element).to.be.accessible();
  });

  it('another measure, other columns: what no longer goes with it leaves, the answer follows', async () => {
    const { reads, asked } = await open({ report: 'D06' });
    await reads('Féminin');
    await tabTo('Mesure : Demandes reçues. Modifier');
    await play('Enter', 'travaux', 'Enter');
    await reads('Travaux du 1er janvier');
    await until(() => asked()['measures'] !== undefined, 'asked freely');
    expect(asked()).to.deep.include({
      measures: [{ kind: 'count', of: 'work' }],
      dimensions: ['requestCategory', 'sex'],
      filters: ['inPeriod'],
    });
  });
});
