import { expect } from '@open-wc/testing';
import { inside, read } from '../testing/perceived.ts';
import { ids } from '../testing/sample.ts';
import { until } from '../testing/until.ts';
import { anImport, counts, id, job } from './imports.sample.ts';
import { refusals, Scene, several } from './imports.scene.ts';
import { focusOf, give, heard, open, play, stage, staged, tabTo } from './testing.ts';

const bodyOf = (scene: Scene, method: string): unknown =>
  scene.calls.findLast((call) => call.method === method)?.body;

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
    expect(bodyOf(scene, 'PATCH')).to.include({ defaultUnitId: '0197a3c4-0000-7000-8000-000000000010' });
    const { mapping } = scene.working;
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

describe('imports: work that lasts', function () {
  staged(this);
  const running = (): Scene => {
    const scene = new Scene();
    scene.imports = [
      anImport(1, 'agents.xlsx', 'running', {
        counts,
        job: job('import.run', id(1), { step: 'writing', done: 0, total: 1456 }),
        can: anImport(1, '', 'abandoned').can,
      }),
    ];
    return scene;
  };

  it('says 25, 50, 75 and 100 %, and nothing between', async () => {
    const { scene, reads } = await open({ scene: running(), importId: id(1) });
    await reads('Enregistrement');
    const { said, stop } = heard();
    for (const done of [10, 150, 364, 400, 560, 728, 900, 1092, 1300, 1440, 1456]) {
      scene.advance(done, 1456, 'writing');
      await reads(`${done.toLocaleString('fr-FR').replaceAll(/[\u00a0\u202f]/g, ' ')} sur 1 456`);
    }
    stop();
    expect(said.map((one) => one.replaceAll(/[\u00a0\u202f]/g, ' '))).to.deep.equal([
      'Enregistrement : 25 %',
      'Enregistrement : 50 %',
      'Enregistrement : 75 %',
      'Enregistrement : 100 %',
    ]);
  });

  it('is where it was when the page is opened again, and in the list its end is seen', async () => {
    const scene = running();
    scene.advance(728, 1456, 'writing');
    const { reads, text } = await open({ scene });
    expect(text()).to.contain('Import en cours');
    await tabTo('Ouvrir l’import de agents.xlsx');
    await play('Enter');
    await reads('728 sur 1 456');
    expect(text()).to.contain('50 %');
    await tabTo('Tous les imports');
    await play('Enter');
    await reads('Importer un fichier');
    scene.end('done');
    await reads('Importé');
  });

  it('is interrupted, says what is written, and goes on', async () => {
    const { scene, reads, text } = await open({ scene: running(), importId: id(1) });
    await reads('Enregistrement');
    scene.advance(600, 1456, 'writing');
    await reads('600 sur 1 456');
    await tabTo('Interrompre');
    await play('Enter');
    await reads('L’import s’est arrêté');
    expect(scene.calls.at(-1)?.path).to.match(/^\/jobs\/.*\/cancel$/);
    expect(text()).to.contain(
      '600 lignes sont enregistrées sur 1 456. En reprenant, aucune ne sera écrite deux fois.',
    );
    await tabTo('Reprendre');
    await play('Enter');
    await reads('Import en cours');
    scene.end('done');
    await reads('1 456 dossiers créés');
  });

  it('a check that fails says why, and what is safe; one that is stopped changes nothing', async () => {
    const scene = new Scene();
    scene.imports = [anImport(1, 'agents.xlsx', 'ready', { defaultUnitId: ids.unit })];
    const { reads, text } = await open({ scene, importId: id(1) });
    await reads('Ce que contient chaque colonne');
    await tabTo('Vérifier');
    await play('Enter');
    await reads('Vérification en cours');
    scene.end('failed', {}, { problem: '12 personnes n’ont pas de site. Dites où les ranger.' });
    await reads('12 personnes n’ont pas de site. Dites où les ranger.');
    expect(text()).to.contain('Rien n’a été enregistré ni perdu.');
    await tabTo('Vérifier');
    await play('Enter');
    await reads('Vérification en cours');
    await tabTo('Interrompre');
    await play('Enter');
    await reads('La vérification est interrompue. Rien n’a été enregistré.');
  });

  it('an undoing that stopped half-way is taken up again', async () => {
    const scene = new Scene();
    scene.imports = [
      anImport(1, 'agents.xlsx', 'undoing', {
        counts,
        job: job('import.undo', id(1), {
          status: 'failed',
          endedAt: '2026-11-20T09:40:00Z',
          problem: 'La base ne répond plus.',
        }),
      }),
    ];
    const { reads } = await open({ scene, importId: id(1) });
    await reads('L’annulation s’est arrêtée.');
    await tabTo('Reprendre l’annulation');
    await play('Enter');
    await reads('Annulation en cours');
    scene.advance(200, 1456, 'undoing');
    await reads('Retrait des lignes');
  });
});

describe('imports: what goes wrong', function () {
  staged(this);

  it('refuses here what cannot be sent, in a sentence that says what to do', async () => {
    const { scene, reads } = await open();
    await tabTo('Importer un fichier');
    await play('Enter');
    await reads('Choisir un fichier');
    const cases: readonly [string, string | Uint8Array<ArrayBuffer>, string][] = [
      ['ancien.xls', 'x', 'enregistrez-le au format .xlsx'],
      ['photo.png', 'x', 'Ce format ne se lit pas.'],
      ['vide.csv', '', 'Ce fichier est vide.'],
      ['gros.csv', new Uint8Array(20_000_001), 'la limite est de 20 Mo'],
    ];
    for (const [name, content, words] of cases) {
      give(name, content);
      await reads(words);
    }
    expect(scene.calls).to.deep.equal([]);
  });

  it('shows why the server cannot read a file, and leaves no import behind', async () => {
    const { scene, reads } = await open();
    await tabTo('Importer un fichier');
    await play('Enter');
    await reads('Choisir un fichier');
    scene.instead.set(`PUT /imports/${id(100)}/file`, [refusals.unreadable]);
    give('secret.xlsx');
    await reads('Ce classeur est protégé par un mot de passe.');
    expect(scene.calls.map(({ method }) => method)).to.deep.equal(['POST', 'PUT', 'DELETE']);
    await until(() => focusOf() === 'Choisir un fichier…', 'focus on the choice');
    give('agents.xlsx');
    await reads('Ce que contient chaque colonne');
  });

  it('a sending is interrupted', async () => {
    const scene = new Scene();
    scene.gate = new Promise(() => undefined);
    const { reads } = await open({ scene });
    await tabTo('Importer un fichier');
    await play('Enter');
    await reads('Choisir un fichier');
    give('agents.xlsx');
    await reads('Envoi de agents.xlsx');
    await until(() => focusOf() === 'Interrompre l’envoi', 'focus on the way out');
    await play('Enter');
    await reads('L’envoi est interrompu. Rien n’a été enregistré.');
  });

  it('a mapping that gives no name is not checked: one link per gap, to its column', async () => {
    const scene = new Scene();
    scene.imports = [anImport(1, 'agents.xlsx', 'ready')];
    const { reads, element } = await open({ scene, importId: id(1) });
    await reads('Ce que contient chaque colonne');
    await tabTo('Ce que devient la colonne NOM');
    await play('Ne pas');
    await tabTo('Vérifier');
    await play('Enter');
    await reads('Feuille « Arras » : dites quelle colonne donne « Nom ».');
    expect(focusOf()).to.contain('Il manque de quoi vérifier ce fichier');
    await expect(element).to.be.accessible();
    expect(scene.calls.filter(({ path }) => path.endsWith('/check'))).to.deep.equal([]);
    const summary = inside(stage).find((node) => node.matches('lastria-ui-error-summary'))!;
    expect(summary.shadowRoot!.querySelectorAll('a')).to.have.lengthOf(2);
    await play('Tab', 'Enter');
    expect(focusOf()).to.contain('Entité par défaut');
    const field = inside(stage).find((node) => node.id === 'unit')!;
    expect(read(field)).to.contain('Choisissez l’entité des lignes qui ne nomment aucun site.');
    summary.shadowRoot!.querySelector<HTMLElement>('li:last-child a')!.focus();
    await play('Enter');
    expect(focusOf()).to.contain('Ce que devient la colonne Obs.');
  });

  it('another window changed the correspondence: ours or theirs, nothing lost', async () => {
    const scene = new Scene();
    scene.imports = [anImport(1, 'agents.xlsx', 'ready')];
    const { reads } = await open({ scene, importId: id(1) });
    await reads('Ce que contient chaque colonne');
    scene.imports = [{ ...scene.imports[0]!, version: 8, asOf: '2026-10-02' }];
    await tabTo('Ce que devient la colonne Obs.');
    await play('Note');
    await reads('a été modifiée dans une autre fenêtre');
    await tabTo('Garder la mienne');
    await play('Enter');
    await reads('Correspondance enregistrée.');
    expect(scene.imports[0]).to.include({ version: 9, asOf: '2026-10-02' });
    expect(scene.imports[0]!.mapping?.sheets[0]?.columns.at(-1)?.field).to.equal('note');
  });

  it('another window imported it meanwhile: nothing more is done, and it says so', async () => {
    const scene = new Scene();
    scene.imports = [anImport(1, 'agents.xlsx', 'checked')];
    const { reads } = await open({ scene, importId: id(1) });
    await reads('Résultat de la vérification');
    scene.imports = [anImport(1, 'agents.xlsx', 'done', { version: 9 })];
    await tabTo('Importer 1 456');
    await play('Enter');
    await reads('Importer ce fichier ?');
    await tabTo('Importer');
    await play('Enter');
    await reads('Cet import vient de changer');
    await reads('1 456 dossiers créés');
  });

  it('who may not import reads what to ask for; a failure says its reference and is tried again', async () => {
    const scene = new Scene();
    scene.instead.set('GET /imports', [refusals.forbidden, refusals.broken]);
    const { element, reads } = await open({ scene });
    await reads('Demandez ce droit à l’administrateur de votre service.');
    await element.refresh();
    await reads('Référence de la demande : 0197-5a2c');
    await tabTo('Réessayer');
    await play('Enter');
    await reads('Aucun import pour le moment.');
  });

  it('an import that is not one’s own', async () => {
    const { reads } = await open({ importId: id(77) });
    await reads('Cet import n’existe pas, ou n’est pas l’un des vôtres.');
  });

  it('given up, its file is erased; the list says so', async () => {
    const { scene, reads } = await open();
    await tabTo('Abandonner l’import de agents-arras-lens.xlsx');
    await play('Enter');
    await reads('sera effacé de nos serveurs');
    expect(focusOf()).to.equal('Continuer l’import');
    await tabTo('Abandonner');
    await play('Enter');
    await until(() => scene.calls.some(({ method }) => method === 'DELETE'), 'abandoned');
    await reads('Abandonné');
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
