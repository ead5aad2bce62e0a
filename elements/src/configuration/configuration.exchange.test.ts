import { expect } from '@open-wc/testing';
import { Scene } from './configuration.scene.ts';
import { axe, focusOf, inside, open, play, stage, staged, tabTo, until } from './testing.ts';

const change = (kind: string, what: string, label: string, more: object = {}) => ({
  kind,
  what,
  code: label.toLowerCase(),
  listCode: null,
  label,
  before: null,
  reason: null,
  ...more,
});
const changes = [
  change('added', 'item', 'Habitat léger', { listCode: 'housingStatus' }),
  change('relabelled', 'field', 'Foyer', { before: 'Logement' }),
  change('changed', 'threshold', '15', { code: 'disclosureThreshold', before: '11' }),
  change('refused', 'field', 'Chat', { reason: 'Sa liste n’existe pas ici.' }),
];
const configurationFile = '{"format":"lastria-configuration","version":1,"lists":[],"fields":[]}';

/** As a person who chose a file in the window of the system. */
function give(name: string, content: string): void {
  const input = inside(stage).find((node) => node.matches('input[type="file"]')) as HTMLInputElement;
  const files = new DataTransfer();
  files.items.add(new File([content], name, { type: 'application/json' }));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

describe('configuration: file', function () {
  staged(this);

  it('Fichier: exported to a file the browser keeps, without leaving the page', async () => {
    const { text } = await open('file');
    const saved: { name: string; href: string }[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, href: this.href });
    };
    await tabTo('Exporter la configuration');
    await play('Enter');
    await until(() => text().includes('La configuration est exportée.'));
    HTMLAnchorElement.prototype.click = click;
    expect(saved).to.have.lengthOf(1);
    expect(saved[0]?.name).to.equal('lastria-configuration.json');
    expect(saved[0]?.href).to.match(/^blob:/);
  });

  it('Fichier: what it changes is read first, what is refused with its reason, then it is imported', async () => {
    const scene = new Scene();
    scene.effect = { version: 40, changes, kept: 3 };
    const { element, changes: told, text } = await open('file', { scene });
    await tabTo('Importer un fichier');
    give('voisin.json', configurationFile);
    await until(() => text().includes('Ce que « voisin.json » change'));
    expect(focusOf()).to.contain('Ce que « voisin.json » change');
    expect(text()).to.contain('3 éléments ou champs absents du fichier restent tels quels.');
    expect(text()).to.match(/Refusés, laissés de côté 1 Chat Champ · Sa liste n’existe pas ici\./);
    expect(text()).to.contain('Habitat léger Statuts de logement');
    expect(text()).to.contain('Foyer Champ · aujourd’hui « Logement »');
    expect(text()).to.contain('Seuil de masquage : 15 personnes Seuil · aujourd’hui « 11 »');
    await axe(element);
    expect(scene.calls.map(({ path }) => path)).to.deep.equal(['/configuration/file-preview']);
    await tabTo('Importer');
    for (let count = 0; count < 8 && focusOf() !== 'Importer'; count++) await play('Tab');
    await play('Enter');
    await until(() => text().includes('« voisin.json » est importé.'));
    expect(scene.calls.at(-1)?.path).to.equal('/configuration/file');
    expect(told).to.deep.equal([{ kind: 'file', code: '' }]);
    expect(focusOf()).to.contain('Importer un fichier');
  });

  it('Fichier: changed in between, the preview is made again and said so; nothing is imported unread', async () => {
    const scene = new Scene();
    scene.effect = { version: 40, changes, kept: 0 };
    const { text } = await open('file', { scene });
    give('voisin.json', configurationFile);
    await until(() => text().includes('Refusés'));
    scene.effect = { version: 41, changes: changes.slice(0, 1), kept: 0 };
    await tabTo('Importer un fichier');
    for (let count = 0; count < 12 && focusOf() !== 'Importer'; count++) await play('Tab');
    await play('Enter');
    await until(() => text().includes('La configuration a changé entre-temps'));
    expect(text()).not.to.contain('Refusés');
    for (let count = 0; count < 12 && focusOf() !== 'Importer'; count++) await play('Tab');
    await play('Enter');
    await until(() => text().includes('« voisin.json » est importé.'));
  });

  it('Fichier: what is not ours, newer, broken, or changes nothing is said in a sentence', async () => {
    const scene = new Scene();
    const { element, text } = await open('file', { scene });
    give('photo.json', 'ÿØÿà');
    await until(() => text().includes('Ce n’est pas un fichier JSON lisible.'));
    await axe(element);
    scene.instead.set('POST /configuration/file-preview', [
      {
        status: 422,
        body: {
          type: 'https://lastria.example/problems/invalid-request',
          status: 422,
          title: 'Certaines informations ne sont pas valables',
          detail: 'Corrigez.',
          instance: '0197',
          errors: [
            { pointer: '/lists/0/surplus', detail: 'Champ inconnu.' },
            { pointer: '/version', detail: 'Ce fichier vient d’une version plus récente de Lastria.' },
          ],
        },
      },
    ]);
    give('demain.json', configurationFile);
    await until(() => text().includes('Ce fichier vient d’une version plus récente de Lastria.'));
    expect(text()).not.to.contain('Champ inconnu.');
    give('lastria-configuration.json', configurationFile);
    await until(() => text().includes('Ce fichier ne change rien'));
    expect(text()).not.to.contain('plus récente');
    expect(inside(element).filter((node) => node.matches('[data-import]'))).to.have.lengthOf(0);
    await tabTo('Fermer');
    await play('Enter');
    expect(focusOf()).to.contain('Importer un fichier');
  });
});
