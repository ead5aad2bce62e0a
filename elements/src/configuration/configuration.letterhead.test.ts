import { expect } from '@open-wc/testing';
import { Scene, refusals } from './configuration.scene.ts';
import { axe, focusOf, inside, open, play, stage, staged, tabTo, until } from './testing.ts';

/** As a person who chose a file in the window of the system. */
function give(kind: 'base' | 'logo', name: string, content = 'PK'): void {
  const piece = inside(stage).find((node) => node.matches(`[data-kind="${kind}"]`))!;
  const input = inside(piece.shadowRoot!).find((node) => node.matches('input')) as HTMLInputElement;
  const files = new DataTransfer();
  files.items.add(new File([content], name));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}
const shown = (what: string): boolean =>
  inside(stage).some((node) => node.matches(what) && node.checkVisibility());

/** Files handed to the browser while this runs. */
async function saved(act: () => Promise<void>): Promise<string[]> {
  const names: string[] = [];
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    names.push(this.download);
  };
  await act().finally(() => (HTMLAnchorElement.prototype.click = click));
  return names;
}

describe('configuration: what reports are written with', function () {
  staged(this);

  it('is read when its tab is shown, and not before', async () => {
    const scene = new Scene();
    const asked: string[] = [];
    const { fetch } = scene;
    Object.assign(scene, {
      fetch: (request: Request) => {
        asked.push(new URL(request.url).pathname);
        return fetch(request);
      },
    });
    const { element, text } = await open('lists', { scene });
    expect(asked).not.to.contain('/v1/statistics/letterhead');
    element.tab = 'report';
    await until(() => text().includes('Aucun document : les rapports ont la mise en page de Lastria.'));
    expect(asked.filter((path) => path === '/v1/statistics/letterhead')).to.have.lengthOf(1);
    await axe(element);
  });

  it('a document is sent, said with what was understood of it, replaced, and removed once confirmed', async () => {
    const { element, scene, changes, text } = await open('report');
    await until(() => text().includes('Aucun document'));
    let release = (): void => undefined;
    scene.gate = new Promise((resolve) => (release = resolve));
    give('base', 'modele.docx');
    await until(() => text().includes('Envoi et lecture de « modele.docx »…'));
    expect(focusOf()).to.equal('Arrêter');
    expect(shown('progress')).to.equal(true);
    await axe(element);
    release();
    await until(() => text().includes('Le document Word des rapports est enregistré.'));
    expect(focusOf()).to.equal('Document Word');
    expect(text()).to.match(/En place depuis lun\. 23 nov\. 2026 à 11\sh\s02, par Alice Bernard/);
    expect(text()).to.contain('Portrait, première page différente');
    expect(text()).to.contain('À la place du repère {{rapport}}');
    expect(text()).to.contain('Titre, Titre 1, Légende, tableau');
    expect(changes).to.deep.equal([{ kind: 'report', code: 'base' }]);
    await axe(element);
    await tabTo('Retirer');
    await play('Enter');
    await until(() => text().includes('Un rapport déjà arrêté garde le sien.'));
    expect(scene.calls.map(({ method }) => method)).to.deep.equal(['PUT']);
    await tabTo('Annuler');
    await play('Enter');
    await until(() => !text().includes('Un rapport déjà arrêté'));
    expect(focusOf()).to.equal('Retirer');
    await play('Enter');
    await until(() => text().includes('Un rapport déjà arrêté'));
    await play('Enter');
    await until(() => text().includes('Le document Word des rapports est retiré.'));
    expect(scene.calls.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([
      'PUT /statistics/letterhead/base',
      'DELETE /statistics/letterhead/base',
    ]);
    expect(text()).to.contain('Aucun document');
    expect(text()).to.match(/Derniers changements 2/);
  });

  it('a file that cannot serve is told why, here or by the server, and what is in place stays', async () => {
    const scene = new Scene();
    const { element, text } = await open('report', { scene });
    await until(() => text().includes('Aucun document'));
    give('base', 'rapport.doc');
    await until(() => text().includes('Un ancien .doc s’ouvre dans Word'));
    give('base', 'vide.docx', '');
    await until(() => text().includes('Ce fichier est vide.'));
    give('logo', 'logo.png', 'x'.repeat(2 * 1024 * 1024 + 1));
    await until(() => text().includes('Mo au plus.'));
    expect(scene.calls).to.deep.equal([]);
    scene.instead.set('PUT /statistics/letterhead/base', [
      {
        status: 422,
        body: {
          type: 'https://lastria.example/problems/invalid-request',
          status: 422,
          title: 'Certaines informations ne sont pas valables',
          detail: 'Ce fichier ne peut pas servir. Rien n’a été enregistré.',
          instance: '0197',
          errors: [{ pointer: '#file', detail: 'Ce document contient des macros.' }],
        },
      },
      refusals.broken,
    ]);
    give('base', 'macros.docx');
    await until(() => text().includes('Ce document contient des macros.'));
    expect(text()).to.contain('Ce document ne peut pas servir de modèle. Rien n’a changé.');
    expect(focusOf()).to.contain('Ce document ne peut pas servir');
    expect(text()).to.contain('Aucun document');
    await axe(element);
    give('base', 'autre.docx');
    await until(() => !text().includes('Ce document contient des macros.') && shown('.state'));
    expect(text()).to.contain('Rien n’a changé.');
  });

  it('sending is stopped by a key, and nothing is said to have changed', async () => {
    const { scene, changes, text } = await open('report');
    await until(() => text().includes('Aucun document'));
    scene.gate = new Promise(() => undefined);
    give('base', 'modele.docx');
    await until(() => focusOf() === 'Arrêter');
    await play('Enter');
    await until(() => text().includes('L’envoi est arrêté. Rien n’a changé.'));
    expect(focusOf()).to.contain('Choisir un document Word');
    expect(changes).to.deep.equal([]);
  });

  it('the logo in place is drawn and said, an example is downloaded', async () => {
    const { element, text } = await open('report', { width: 360 });
    await until(() => text().includes('Aucun logo.'));
    give('logo', 'logo.png');
    await until(() => shown('canvas'));
    const canvas = inside(stage).find((node) => node.matches('canvas'))!;
    expect(canvas.getAttribute('aria-label')).to.equal('Logo en place, 600 sur 200 points');
    await axe(element);
    const names = await saved(async () => {
      await tabTo('Exemple en PDF');
      await play('Enter');
      await until(() => text().includes('L’exemple est téléchargé.'));
    });
    expect(names).to.deep.equal(['exemple-de-rapport.pdf']);
    expect(stage.scrollWidth).to.be.at.most(360);
  });
});
