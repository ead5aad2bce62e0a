import { expect } from '@open-wc/testing';
import { refusals } from '../testing/answers.ts';
import { play, tabTo } from '../testing/hands.ts';
import { focusOf, focused } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import type { UiTextField } from '../ui/text-field.ts';
import { address, aLink, missing, Scene } from './calendars.scene.ts';
import { open, staged } from './testing.ts';

const bare = (): Scene => Object.assign(new Scene(), { feed: null, link: aLink({ available: false }) });
const isSent = (scene: Scene, call: string): boolean =>
  scene.sent.some(({ method, path }) => `${method} ${path}` === call);

describe('my calendars: the secret address', function () {
  staged(this);

  it('shows nothing of Outlook where the installation has none', async () => {
    const { text } = await open(bare());
    expect(text()).not.to.contain('Outlook');
    // The control: where it has
    const { reads } = await open();
    await reads('Ce que vos collègues liront dans Outlook');
  });

  it('is « Occupé » unless one chooses more, each level shown before anything is made', async () => {
    const { scene, text, reads } = await open(bare());
    await reads('Occupé mar. 24 nov. 2026 à 14 h 00 · 45 min');
    expect(text()).not.to.contain('Marie Dupont');
    await tabTo('Occupé');
    expect((focused() as HTMLInputElement).checked).to.equal(true);
    await play('ArrowDown');
    await reads('M. D. mar. 24 nov.');
    expect(text()).not.to.contain('Des noms de personnes');
    await play('ArrowDown');
    await reads('Entretien de suivi – Marie Dupont mar. 24 nov.');
    await reads('Des noms de personnes accompagnées sortiraient de Lastria');
    expect(text()).to.contain('Bureau 12');
    expect(scene.sent).to.deep.equal([]);
  });

  it('is shown once: copied, then nowhere any more, in the page or in the browser', async () => {
    const { element, scene, changes, text, reads } = await open(bare());
    await tabTo('Créer l’adresse secrète');
    await play('Enter');
    await reads('Elle n’est montrée que cette fois');
    await until(() => focusOf().includes('Copier'), 'focus is on the button that copies');
    expect(scene.sent[0]!.body).to.deep.equal({ level: 'busy' });
    const field = element
      .shadowRoot!.querySelector('lastria-calendars-feed')!
      .shadowRoot!.querySelector('lastria-calendars-address')!
      .shadowRoot!.querySelector<UiTextField>('lastria-ui-text-field')!;
    expect(field.value).to.equal(address);
    await expect(element).to.be.accessible();
    await tabTo('Je l’ai copiée');
    await play('Enter');
    await reads('Une adresse sert depuis le ven. 20 nov. 2026.');
    await until(() => focusOf().includes('Lire mon agenda'), 'focus is on the title');
    const markup = (node: ParentNode): string =>
      [...node.querySelectorAll('*')]
        .map((one) => one.outerHTML + (one.shadowRoot ? markup(one.shadowRoot) : ''))
        .join('');
    expect(markup(element.shadowRoot!)).not.to.contain('tres-secret');
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])).not.to.contain(
      'secret',
    );
    expect(changes).to.deep.equal([{ kind: 'feed', status: 'made' }]);
    expect(text()).not.to.contain('Copier');
  });

  it('is replaced and deleted only once the consequence was read', async () => {
    const { scene, changes, reads, text } = await open(Object.assign(bare(), { feed: new Scene().feed }));
    await reads('Un programme l’a lue pour la dernière fois le sam. 21 nov. 2026.');
    await tabTo('Remplacer l’adresse');
    await play('Enter');
    await reads('L’adresse actuelle cesse de servir aussitôt');
    expect(focusOf()).to.contain('Garder l’adresse');
    await play('Enter');
    await until(() => !text().includes('cesse de servir'), 'nothing is done');
    expect(scene.sent).to.deep.equal([]);
    await tabTo('Supprimer l’adresse');
    await play('Enter');
    await reads('plus aucun programme ne lit votre agenda par elle');
    await tabTo('Supprimer l’adresse');
    await play('Enter');
    await reads('L’adresse est supprimée.');
    await reads('Aucune adresse ne sert pour l’instant.');
    expect(isSent(scene, 'DELETE /agenda/feed')).to.equal(true);
    expect(changes).to.deep.equal([{ kind: 'feed', status: 'revoked' }]);
  });

  it('says where it stands when it was changed elsewhere, and writes nothing over it', async () => {
    const { scene, reads, changes } = await open(Object.assign(bare(), { feed: new Scene().feed }));
    await tabTo('Changer ce qu’elle montre');
    await play('Enter');
    await until(() => focusOf().includes('Occupé'), 'focus is on the level');
    await play('ArrowDown');
    scene.feed = { ...scene.feed!, level: 'full', version: 9 };
    await tabTo('Enregistrer');
    await play('Enter');
    await reads('Cette adresse vient d’être changée dans une autre page');
    await reads('Elle montre : Complet.');
    expect(changes).to.deep.equal([]);
    await tabTo('Changer ce qu’elle montre');
    await play('Enter');
    await until(() => focusOf().includes('Complet'), 'focus is on the level it has');
    await play('ArrowUp');
    await tabTo('Enregistrer');
    await play('Enter');
    await reads('Elle montre : Initiales.');
    expect(changes).to.deep.equal([{ kind: 'feed', status: 'changed' }]);
  });

  it('tells of what fails, and of an address that another page deleted', async () => {
    const { scene, reads, text } = await open(bare());
    scene.instead.set('POST /agenda/feed', [refusals.broken]);
    await tabTo('Créer l’adresse secrète');
    await play('Enter');
    await reads('Le service a rencontré une difficulté');
    await reads('Vos rendez-vous n’ont pas changé.');
    expect(text()).to.contain('Aucune adresse ne sert');
    const second = await open(Object.assign(bare(), { feed: new Scene().feed }));
    second.scene.instead.set('DELETE /agenda/feed', [missing]);
    second.scene.feed = null;
    await tabTo('Supprimer l’adresse');
    await play('Enter');
    await tabTo('Supprimer l’adresse');
    await play('Enter');
    await second.reads('Cette adresse vient d’être changée dans une autre page');
    await second.reads('Aucune adresse ne sert pour l’instant.');
  });

  it('is not for whoever has no agenda', async () => {
    const scene = Object.assign(bare(), { units: [] });
    const { text } = await open(scene, { until: 'Votre rôle ne donne pas d’agenda' });
    expect(text()).not.to.contain('adresse secrète');
  });
});
