import { expect } from '@open-wc/testing';
import { inside, read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import { anImport, counts, id } from './imports.sample.ts';
import { Scene, several } from './imports.scene.ts';
import { focusOf, give, open, play, stage, staged, tabTo } from './testing.ts';

describe('imports: the whole way, from the keyboard alone', function () {
  staged(this);

  it('a file of persons is sent, looked at, checked, imported and undone', async () => {
    const { scene, events, text, reads, element } = await open();
    await tabTo('Importer un fichier');
    await play('Enter');
    await reads('Choisir un fichier');
    expect(focusOf()).to.equal('Choisir un fichier…');
    give('agents.xlsx');
    await reads('Ce que contient chaque colonne');
    expect(text()).to.contain('Feuille « Arras » · 1 412 lignes');
    expect(text()).to.contain('CARDOSO · POLLET');
    expect(text()).to.contain('Une colonne masquée n’est pas lue.');
    expect(text()).to.contain('Il reste 1 colonne à regarder.');
    expect(text()).to.contain('aucune ligne de titres trouvée');
    // Doubts first, and highlighted
    const rows = inside(stage).filter((node) => node.matches('li.columns'));
    expect(read(rows[0]!)).to.contain('Obs. À vérifier');
    await expect(element).to.be.accessible();

    await tabTo('Entité par défaut');
    await play('Valmont');
    await tabTo('Ce que devient la colonne Obs.');
    await play('Note');
    await reads('Tout est désigné.');
    await tabTo('Vérifier');
    await play('Enter');
    await reads('Vérification en cours');
    const { defaultUnitId, mapping } = scene.working;
    expect(defaultUnitId).to.equal('0197a3c4-0000-7000-8000-000000000010');
    expect(mapping?.sheets[0]?.columns.at(-1)).to.deep.equal({ column: 'Obs.', field: 'note' });
    await until(() => focusOf() === 'Vérification en cours', 'focus on the work');

    scene.end('done');
    await reads('Résultat de la vérification');
    await until(() => focusOf() === 'Résultat de la vérification', 'focus on the result');
    expect(text()).to.contain('Rien n’est encore enregistré.');
    for (const figure of [
      'Dossiers aujourd’hui 351',
      'À créer 1 456',
      'Dossiers après 1 807',
      'Lignes refusées 13',
    ])
      expect(text()).to.contain(figure);
    await reads('le prénom manque ; la ligne n’est pas importée');
    await expect(element).to.be.accessible();
    await tabTo('Importer 1 456 dossiers');
    await play('Enter');
    await reads(
      '1 456 dossiers seront créés et visibles de vos collègues. 13 lignes refusées ne seront pas reprises.',
    );
    expect(focusOf()).to.equal('Annuler');
    await tabTo('Importer');
    await play('Enter');
    await reads('Import en cours');
    scene.end('done');
    await reads('1 456 dossiers créés');
    expect(text()).to.contain('Dossiers avant 351 Créés 1 456 Dossiers après 1 807');

    await tabTo('Annuler cet import');
    await play('Enter');
    await reads('1 456 dossiers seront supprimés définitivement.');
    expect(focusOf()).to.equal('Garder cet import');
    await tabTo('Annuler cet import');
    await play('Enter');
    await reads('Annulation en cours');
    scene.lines = [
      {
        row: '12',
        level: 'warning',
        code: 'changedSince',
        message: 'Ligne 12 : modifiée depuis l’import ; elle reste.',
      },
    ];
    scene.end('done', { counts: { ...counts, written: 1 } });
    await reads('1 ligne modifiée depuis reste');
    await reads('Ligne 12 : modifiée depuis l’import ; elle reste.');
    expect(text()).to.contain('Retirés 1 455');

    await tabTo('Tous les imports');
    await play('Enter');
    await reads('agents-2024.csv');
    await until(() => focusOf().includes('Importer un fichier'), 'focus on the new import');
    const ids = new Set(events.map(({ detail }) => (detail as { importId: string }).importId));
    expect([...ids]).to.deep.equal([id(100), '']);
    expect(
      events
        .filter(({ type }) => type === 'changed')
        .map(({ detail }) => (detail as { status: string }).status),
    ).to.deep.equal(['ready', 'running', 'done', 'undoing', 'undone'].toSpliced(1, 0, 'checked'));
    expect(JSON.stringify(events)).not.to.match(/agents|CARDOSO/);
  });

  it('past travaux: the words of the file are brought to the lists, what has no equivalent is said', async () => {
    const { scene, text, reads, element } = await open();
    await tabTo('Importer un fichier');
    await play('Enter');
    await reads('Choisir un fichier');
    give('travaux.csv');
    await reads('Il reste 2 libellés à regarder.');
    expect(text()).to.contain('1 libellé reconnu');
    await expect(element).to.be.accessible();
    await tabTo('Équivalent de « V.A.D. »');
    await play('visite', 'Enter');
    await reads('Il reste 1 libellé à regarder.');
    await tabTo('Laisser « divers » sans équivalent');
    await play('Enter');
    await reads('Tout est désigné.');
    await tabTo('Vérifier');
    await play('Enter');
    await reads('Vérification en cours');
    expect(scene.working.mapping).to.deep.include({
      workTypes: { 'V.A.D.': 'visite-domicile', tel: 'Entretien téléphonique' },
      requests: { expulsion: 'Procédure d’expulsion', loyer: 'Impayé de loyer', divers: null },
    });
  });
});

describe('imports: the report, and leaving', function () {
  staged(this);

  it('shows one sort of lines, whole, with few nodes; prints nowhere but in the browser, marked', async () => {
    const scene = new Scene();
    scene.imports = [anImport(1, 'agents.xlsx', 'checked')];
    scene.lines = Array.from({ length: 900 }, (_, index) => ({
      row: String(index + 2),
      level: index % 300 === 299 ? 'refused' : 'warning',
      code: 'x',
      message: `Ligne ${index + 2} : pas de date de naissance.`,
    }));
    const { reads, text } = await open({ scene, importId: id(1) });
    await reads('Ligne 2 : pas de date de naissance.');
    expect(inside(stage).filter((node) => node.matches('[role="row"]')).length).to.be.lessThan(60);
    await tabTo('Montrer');
    await play('Lignes refusées');
    await reads('3 remarques');
    expect(text()).to.contain('Ligne 901 :');
    expect(text()).not.to.contain('Ligne 2 :');
    const printed: string[] = [];
    const append = ShadowRoot.prototype.append;
    ShadowRoot.prototype.append = function (this: ShadowRoot, ...nodes: (Node | string)[]): void {
      append.apply(this, nodes);
      const [frame] = nodes;
      if (frame instanceof HTMLIFrameElement)
        frame.contentWindow!.print = () => printed.push(frame.contentDocument!.body.textContent);
    };
    await tabTo('Imprimer');
    await play('Enter');
    await until(() => printed.length > 0, 'printed').finally(() => (ShadowRoot.prototype.append = append));
    expect(printed[0]).to.contain('Confidentiel');
    expect(printed[0]).to.contain('Imprimé par Claire Morel');
    expect(printed[0]!.match(/pas de date de naissance/g)).to.have.lengthOf(3);
  });

  it('empties itself at sign-out, in the middle of anything', async () => {
    const scene = new Scene();
    scene.imports = [anImport(1, 'agents.xlsx', 'ready')];
    const { element, reads } = await open({ scene, importId: id(1) });
    await reads('CARDOSO · POLLET');
    (element.session as unknown as { close(): void }).close();
    await reads('Votre session est terminée.');
    const left =
      inside(stage)
        .map((node) => node.outerHTML)
        .join(' ') + read(stage);
    expect(left).not.to.match(/CARDOSO|POLLET|agents\.xlsx/);
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])).not.to.match(
      /CARDOSO|agents/,
    );
  });

  it('stands whole in 320 px, at each step', async () => {
    const scene = new Scene();
    scene.imports = several();
    scene.imports.push(
      anImport(
        9,
        'un-nom-de-fichier-vraiment-tres-long-comme-les-services-en-ont-v12-definitif.xlsx',
        'ready',
      ),
    );
    const { element, reads } = await open({ scene, width: 320 });
    const steps: readonly [string, string][] = [
      [id(9), 'Ce que contient chaque colonne'],
      [id(3), 'le prénom manque'],
      [id(2), 'travaux créés'],
      ['', 'Importer un fichier'],
    ];
    for (const [importId, words] of steps) {
      element.importId = importId;
      await reads(words);
      expect(stage.scrollWidth, words).to.be.at.most(320);
      await expect(element).to.be.accessible();
    }
  });
});
