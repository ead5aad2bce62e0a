import { expect } from '@open-wc/testing';
import { files, people, settings, traces } from './audit.sample.ts';
import { asWorker, refusals, Scene } from './audit.scene.ts';
import { focusOf, inside, open, play, stage, staged, tabTo, until } from './testing.ts';

const many = (count: number): typeof traces =>
  Array.from({ length: count }, (_, index) => ({
    ...traces[0]!,
    id: `0197a3c4-7777-7000-8000-${String(index).padStart(12, '0')}`,
    at: new Date(Date.UTC(2026, 10, 20, 12) - index * 60_000).toISOString(),
  }));

/** The sheet that is about to be printed; nothing goes to a printer. */
async function printed(act: () => Promise<void>): Promise<string> {
  const sheets: string[] = [];
  const append = ShadowRoot.prototype.append;
  ShadowRoot.prototype.append = function (this: ShadowRoot, ...nodes: (Node | string)[]): void {
    append.apply(this, nodes);
    const [frame] = nodes;
    if (frame instanceof HTMLIFrameElement)
      frame.contentWindow!.print = () => sheets.push(frame.contentDocument!.body.textContent);
  };
  await act();
  await until(() => sheets.length > 0, 'printed').finally(() => (ShadowRoot.prototype.append = append));
  return sheets[0]!.replaceAll(/\s+/g, ' ');
}

describe('the log of the whole organisation', function () {
  staged(this);

  it('says who, when to the second, what, on which file, from where and why; nothing of a person followed', async () => {
    const { text, reads, element } = await open();
    await reads('Import commencé');
    expect(text()).to.contain('Journal intact : 128 012 traces vérifiées le ven. 20 nov. 2026 à 4 h 10.');
    expect(text()).to.contain('Dernier état signé : 128 400 traces');
    expect(text()).to.contain('Traces gardées 12 mois.');
    // Midnight has passed in Paris
    expect(text()).to.contain('21/11/2026 00:02:37 Claire Morel Dossier consulté n° …00000101 Pôle médecine');
    expect(text()).to.contain('Dossier ouvert en urgence Motif : Expulsion demain matin, référente absente.');
    expect(text()).to.contain('Claire Morel par Intranet du CHU Travail enregistré');
    expect(text()).to.contain('Page d’un portail · intranet.chu-valmont.fr Edge, Windows');
    expect(text()).to.contain('Lastria Import commencé');
    expect(text()).not.to.contain('Dupont');
    await expect(element).to.be.accessible();
  });

  it('is narrowed from the keyboard by file, person, kind and period, and widened at once', async () => {
    const { scene, reads, text } = await open();
    await tabTo('Dossier (numéro ou adresse)');
    await play(`https://lastria.fr/chu/dossiers/${files.other}`, 'Tab');
    await reads('2 traces');
    expect(scene.asked.at(-1)).to.contain(`fileId=${files.other}`);
    expect(text()).not.to.contain('Recherche de dossiers');
    await play('Petit', 'Enter', 'Tab');
    await until(() => scene.asked.at(-1)?.includes(`staffId=${people.petit}`), 'by person');
    await play('Acc', 'Enter', 'Tab');
    await until(() => scene.asked.at(-1)?.includes('kind=access.refused'), 'by kind');
    await reads('1 trace');
    await play('02/01/2024', 'Tab', '01/01/2024', 'Tab');
    await reads('Le dernier jour vient avant le premier.');
    expect(scene.asked.at(-1)).not.to.contain('to=');
    await tabTo('Effacer les filtres');
    await play('Enter');
    await reads('6 traces');
    expect(scene.asked.at(-1)).to.equal('?limit=100');
  });

  it('what was typed and is no file is said, and asked of nobody', async () => {
    const { scene, reads } = await open();
    const before = scene.asked.length;
    await tabTo('Dossier (numéro ou adresse)');
    await play('DUPONT Marie', 'Tab');
    await reads('Collez le numéro du dossier, ou l’adresse de sa page.');
    expect(scene.asked).to.have.lengthOf(before);
  });

  it('a long log has few nodes, is read as one goes down, and printed whole and marked', async () => {
    const scene = new Scene();
    scene.traces = many(260);
    const { reads, text } = await open({ scene });
    await reads('100 traces affichées');
    expect(inside(stage).filter((node) => node.matches('[role="row"]')).length).to.be.lessThan(60);
    const sheet = await printed(async () => {
      await tabTo('Imprimer');
      await play('Enter');
    });
    expect(sheet).to.contain('Confidentiel').and.to.contain('Imprimé par Hélène Roy');
    expect(sheet.match(/Dossier consulté/g)).to.have.lengthOf(260);
    expect(sheet).to.contain(files.one);
    expect(text()).to.contain('260 traces');
  });

  it('a page that fails leaves what was read, and is asked again', async () => {
    const scene = new Scene();
    scene.traces = many(120);
    scene.instead.set('GET /audit/events', []);
    const { reads } = await open({ scene });
    await reads('100 traces affichées');
    scene.instead.get('GET /audit/events')!.push(refusals.broken);
    await tabTo('Imprimer');
    await play('Enter');
    await reads('Le service a rencontré une difficulté');
    expect(inside(stage).some((node) => node.matches('[role="row"]'))).to.equal(true);
    await tabTo('Réessayer');
    await play('Enter');
    await reads('120 traces');
  });

  it('a log that was tampered with says so before anything else, and what to do', async () => {
    const scene = new Scene();
    const fault = { kind: 'deleted', seq: 4711 };
    scene.state = { ...scene.state, verified: { size: 4710, at: '2026-11-20T03:10:00Z', fault, strays: 2 } };
    const { text, element } = await open({ scene });
    expect(text()).to.contain('Le journal a été altéré, vu le ven. 20 nov. 2026 à 4 h 10.');
    expect(text()).to.contain('La trace n° 4 711 a été supprimée. 2 traces se trouvent hors de la chaîne.');
    expect(text()).not.to.contain('Journal intact');
    await expect(element).to.be.accessible();
  });

  it('who reads beyond measure is shown, with the way to the traces of that day', async () => {
    const { scene, reads, element, text } = await open();
    await tabTo('Traces');
    await play('ArrowRight');
    await reads('Jean Petit En cours 41 dossiers lus en une heure (seuil : 40)');
    expect(text()).to.contain('Anne Delmas Terminé 122 recherches en une heure');
    await expect(element).to.be.accessible();
    await tabTo('Voir les traces de Jean Petit ce jour-là');
    await play('Enter');
    await reads('2 traces');
    await until(() => focusOf() === 'Traces', 'focus on the traces');
    expect(scene.asked.at(-1)).to.contain(`from=2026-11-20`).and.to.contain(`staffId=${people.petit}`);
  });

  it('one trace says all it knows, and leads to those like it', async () => {
    const { scene, reads, element } = await open();
    await tabTo('Imprimer');
    await play('Tab', 'ArrowDown', 'Enter');
    await reads('vendredi 20 novembre 2026, 15:40:02');
    await reads(`N° du dossier ${files.other}`);
    await expect(element).to.be.accessible();
    await tabTo('Ne garder que cette personne');
    await play('Enter');
    await reads('2 traces');
    expect(scene.asked.at(-1)).to.contain(`staffId=${people.petit}`);
    await until(() => focusOf() === 'Traces', 'focus on the traces');
  });
});

describe('the settings of the log', function () {
  staged(this);

  async function settingsOf(scene = new Scene()) {
    const opened = await open({ scene });
    await tabTo('Traces');
    await play('ArrowRight', 'ArrowRight', 'ArrowRight');
    await opened.reads('Durée de conservation');
    return opened;
  }

  it('sends what was changed alone; what the law refuses is said at its field', async () => {
    const { scene, reads, element } = await settingsOf();
    await expect(element).to.be.accessible();
    await tabTo('Durée de conservation');
    await play('Control+a', '48', 'Enter');
    await reads('Indiquez de 6 à 36 mois.');
    expect(scene.sent).to.deep.equal([]);
    // The summary leads to its field
    await tabTo('Indiquez de 6 à 36 mois.');
    await play('Enter', 'Control+a', '24', 'Tab', 'Control+a', '50', 'Enter');
    await reads('Réglages du journal enregistrés.');
    expect(scene.sent).to.deep.equal([
      {
        retentionMonths: 24,
        readingLimits: [{ ...settings.readingLimits[0]!, filesPerHour: 50 }],
      },
    ]);
    await reads('Traces gardées 24 mois.');
  });

  it('an identity confirmed too long ago loses nothing of what is typed', async () => {
    const scene = new Scene();
    scene.instead.set('PATCH /audit/settings', [refusals.old]);
    const { reads } = await settingsOf(scene);
    await tabTo('Durée de conservation');
    await play('Control+a', '18', 'Enter');
    await reads('Confirmez votre identité');
    await reads('Ce que vous avez saisi est gardé.');
    await tabTo('Enregistrer');
    await play('Enter');
    await reads('Réglages du journal enregistrés.');
    expect(scene.settings.retentionMonths).to.equal(18);
  });

  it('somebody quicker: the rest is brought together, what both changed is asked', async () => {
    const { scene, reads } = await settingsOf();
    scene.settings = { ...scene.settings, retentionMonths: 9, version: 4 };
    await tabTo('Dossiers par jour, Secrétaire');
    await play('Control+a', '300', 'Enter');
    await reads('Réglages du journal enregistrés.');
    expect(scene.settings).to.deep.include({ retentionMonths: 9, version: 5 });
    scene.settings = { ...scene.settings, retentionMonths: 30, version: 6 };
    await tabTo('Durée de conservation');
    await play('Control+a', '20', 'Enter');
    await reads('Autre valeur enregistrée pour : Durée de conservation, en mois.');
    await tabTo('Garder mes valeurs');
    await play('Enter');
    await reads('Traces gardées 20 mois.');
  });
});

describe('the log of one file', function () {
  staged(this);

  it('is read by whoever follows it: who, what and why; neither filters nor settings', async () => {
    const scene = asWorker();
    const { element, text, reads } = await open({ scene, fileId: files.one });
    await reads('Travail enregistré');
    expect(text()).to.contain('Qui a vu ce dossier ?');
    expect(text()).to.contain('21/11/2026 00:02:37 Claire Morel Dossier consulté');
    expect(text()).to.contain('2 traces');
    expect(text()).not.to.match(/Réglages|Utilisateur|Firefox|Journal intact/);
    await expect(element).to.be.accessible();
    element.fileId = files.other;
    await until(() => text().includes('Ce dossier n’existe pas, ou ne fait pas partie de vos dossiers.'));
    element.fileId = '';
    await until(() => text().includes('Ce journal est lu par le délégué à la protection des données'));
  });

  it('empties itself at sign-out; nothing is kept in the browser', async () => {
    const { element, reads, text } = await open();
    (element.session as unknown as { close(): void }).close();
    await reads('Votre session est terminée.');
    expect(text()).not.to.match(/Morel|Petit/);
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])).not.to.match(
      /Morel|0197a3c4-6666/,
    );
  });

  it('stands whole in 320 px', async () => {
    const { element } = await open({ width: 320 });
    for (const tab of ['traces', 'alerts', 'review', 'settings'] as const) {
      element.tab = tab;
      await element.updateComplete;
      expect(stage.scrollWidth, tab).to.be.at.most(320);
      await expect(element).to.be.accessible();
    }
  });
});
