import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { refusals, Scene } from './configuration.scene.ts';
import { axe, focusOf, inside, open, pick, play, stage, staged, tabTo, until } from './testing.ts';

describe('configuration', function () {
  staged(this);

  it('five states: reading, refused in one sentence, failed with a retry, ready, signed out; each accessible', async () => {
    const scene = new Scene();
    let release = (): void => undefined;
    scene.gate = new Promise((resolve) => (release = resolve));
    scene.instead.set('GET /organisation', [refusals.broken]);
    const { element, text } = await open('lists', { scene, waits: false });
    await until(() => text().includes('Chargement'));
    await axe(element);
    release();
    await until(() => text().includes('Réessayer'));
    expect(text()).to.contain('Le service a rencontré une difficulté').and.to.contain('0197-5a2c');
    await axe(element);
    await tabTo('Réessayer');
    await play('Enter');
    await until(() => text().includes('Choisissez une liste'));
    await axe(element);
    (element.session as unknown as { close(): void }).close();
    await until(() => text().includes('session est terminée'));
    await axe(element);
    expect(text()).not.to.contain('Types de travail');
  });

  it('others than the administrator read one sentence', async () => {
    for (const scene of [Object.assign(new Scene(), { roles: ['DPO'] }), new Scene()]) {
      if (scene.roles[0] !== 'DPO') scene.instead.set('GET /organisation', [refusals.forbidden]);
      const { element, text } = await open('lists', { scene });
      expect(text().trim()).to.equal('Cette partie revient à l’administrateur de votre service.');
      await axe(element);
      render(null, stage);
    }
  });

  it('fits in 320 px: the list, then what was chosen, and back; nothing runs over', async () => {
    const { element, text } = await open('lists', { width: 320 });
    const fits = (): boolean =>
      inside(element.shadowRoot!)
        .filter((node) => node.checkVisibility())
        .every(
          (node) =>
            node.closest('[role="tablist"]') !== null ||
            node.getBoundingClientRect().right <= stage.getBoundingClientRect().right + 1,
        );
    expect(fits()).to.equal(true);
    await tabTo('Familles de travaux');
    await pick('Types de travail');
    await until(() => focusOf().includes('Retour : Listes'));
    expect(text()).to.contain('Visite à domicile').and.not.to.contain('Familles de travaux');
    expect(fits()).to.equal(true);
    await play('Enter');
    await until(() => text().includes('Familles de travaux'));
    expect(focusOf()).to.contain('Types de travail');
  });
});
