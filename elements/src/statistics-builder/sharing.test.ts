import { expect } from '@open-wc/testing';
import { problem } from '../testing/answers.ts';
import { focusOf, inside, open, play, press, stage, staged, tabTo, until, type Opened } from './testing.ts';

/** As a person who chose a file in the window of the system. */
async function give(name: string, content: string): Promise<void> {
  const input = await until(
    () => inside(stage).find((node) => node.matches('input[type="file"]')) as HTMLInputElement | undefined,
    'the field of files',
  );
  const files = new DataTransfer();
  files.items.add(new File([content], name, { type: 'application/json' }));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

const neighbour = JSON.stringify({
  format: 'lastria-report',
  version: 1,
  title: 'Logement du voisin',
  definition: {
    question: {
      measures: [{ kind: 'count', of: 'people' }],
      dimensions: ['housingStatus'],
      filters: ['activeInPeriod'],
    },
  },
  leftOut: [],
});

describe('the definition of a report', function () {
  staged(this);
  const opened = async (): Promise<Opened> => {
    const one = await open();
    await one.reads('Budget et surendettement');
    return one;
  };

  it('is given as a file, without what names one’s own service', async () => {
    const one = await opened();
    const saved: { name: string; content: Promise<string> }[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, content: fetch(this.href).then((reply) => reply.text()) });
    };
    try {
      await tabTo('Demandes par catégorie');
      await play('Home', 'ArrowRight', 'Enter');
      await one.reads('par catégorie de demandes et sexe');
      await press('Partager la définition');
      await one.reads('« Suivi trimestriel du CSE », tel qu’il est enregistré.');
      await expect(one.element).to.be.accessible();
      await press('Enregistrer la définition');
      await one.reads('Le fichier est téléchargé, sans les choix propres à votre service : Intervenant.');
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    expect(saved.map(({ name }) => name)).to.deep.equal(['Suivi trimestriel du CSE.lastria.json']);
    const content: unknown = JSON.parse(await saved[0]!.content);
    expect(content).to.deep.equal(one.scene.fileOf(one.scene.saved[0]!.id));
  });

  it('of a question that was not saved, says what to do first', async () => {
    const one = await opened();
    await press('Partager la définition');
    await one.reads('commencez par « Enregistrer ce rapport »');
    expect(one.text()).not.to.include('Enregistrer la définition');
  });

  it('received, is added to one’s reports, shown, and has the focus on its sentence', async () => {
    const one = await opened();
    await tabTo('Partager la définition');
    await play('Enter');
    await tabTo('Ouvrir une définition');
    await give('voisin.json', neighbour);
    await one.reads('« Logement du voisin » est ajouté à « Mes rapports ».');
    await one.reads('par statut de logement');
    await until(() => focusOf().includes('Bénéficiaires vus'), 'the sentence has the focus');
    expect(one.scene.saved[0]).to.deep.include({ title: 'Logement du voisin', unitId: null });
    await one.reads('Modifier ce rapport');
  });

  it('that is another file is refused without being sent; it may be chosen again', async () => {
    const one = await opened();
    await press('Partager la définition');
    const sent = one.scene.sent.length;
    for (const content of ['pas du JSON', '{"format":"lastria-configuration"}', 'null']) {
      await give('autre.json', content);
      await one.reads('« autre.json » n’est pas une définition de rapport.');
    }
    expect(one.scene.sent).to.have.lengthOf(sent);
    await expect(one.element).to.be.accessible();
    await give('voisin.json', neighbour);
    await one.reads('est ajouté à « Mes rapports »');
  });

  it('that asks what does not exist here is refused, with each thing that is missing', async () => {
    const one = await opened();
    one.scene.instead.set('POST /saved-reports/file', [
      problem(422, 'invalid-request', 'Demande incorrecte', 'Ce rapport ne peut pas être calculé ici.', [
        { pointer: '/definition/question/dimensions/0', detail: 'Le champ « Foyer » n’existe pas ici.' },
        { pointer: '/definition/question/only/0', detail: 'La valeur « caravane » n’existe pas ici.' },
      ]),
    ]);
    await press('Partager la définition');
    await give('voisin.json', neighbour);
    await one.reads('Le champ « Foyer » n’existe pas ici.');
    await one.reads('La valeur « caravane » n’existe pas ici.');
    await one.reads('Aucun rapport n’a été ajouté.');
    expect(one.scene.saved).to.have.lengthOf(2);
    await expect(one.element).to.be.accessible();
  });
});
