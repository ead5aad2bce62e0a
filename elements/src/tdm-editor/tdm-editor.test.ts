import { expect } from '@open-wc/testing';
import { until } from '../testing/until.ts';
import { ids, socialFile } from '../testing/sample.ts';
import { withForcedColours } from '../ui/forced-colours.testkit.ts';
import { cleanUp, entries, line, stage } from './testing.ts';

/** Journeys as lists of keys: every one of them is a key really pressed. */
const journeys = {
  byLine: { before: ['Entrée', 'Entrée'], limit: 8 },
  byType: { before: ['Tab', 't', 'é', 'l', 'Entrée', 'Alt+t'], limit: 8 },
  byTab: { before: ['Tab', 't', 'é', 'Tab', 'Tab', 'Tab', 'Tab'], limit: 8 },
};

describe('<lastria-tdm-editor> by keys', () => {
  afterEach(cleanUp);

  it('E3: the line read, then the text: two keys after the line; signed with Ctrl+Entrée', async () => {
    const { server, events, type, press, focused, $ } = await stage();
    expect(focused()).to.equal('Saisie rapide');
    await type(line);
    expect(await press(...journeys.byLine.before)).to.be.at.most(journeys.byLine.limit);
    expect(focused()).to.equal('Texte');
    await type('Reçu.');
    await press('Ctrl+Entrée');
    await until(() => events.some((event) => event.type === 'lastria-entry-saved'));
    const [entry] = entries(server);
    expect(entry).to.deep.include({
      fileId: ids.file,
      typeCode: 'entretien-telephonique',
      performedOn: '2026-11-21',
      minutes: 25,
      text: 'Reçu.',
    });
    expect(entry?.partners.map(({ id }) => id)).to.deep.equal([ids.landlord]);
    // The demande open in the file is the one linked: none is opened beside it
    expect(
      entry?.requests.map(({ requestId, actions }) => [requestId, actions.map(({ typeCode }) => typeCode)]),
    ).to.deep.equal([[ids.rent, ['fsl']]]);
    expect(events.at(-1)?.detail).to.deep.equal({
      entryId: entry?.id,
      fileId: ids.file,
      changed: false,
      next: false,
    });
    expect($<HTMLInputElement>('#quick')?.value, 'ready for the next').to.equal('');
    expect(focused()).to.equal('Saisie rapide');
  });

  it('E3: type by letters, then Alt+T: six keys before the text', async () => {
    const { press, focused, type, server } = await stage();
    expect(await press(...journeys.byType.before)).to.be.at.most(journeys.byType.limit);
    expect(focused()).to.equal('Texte');
    await type('Ok');
    await press('Ctrl+Entrée');
    await until(() => entries(server).length);
    expect(entries(server)[0]).to.deep.include({
      typeCode: 'entretien-telephonique',
      minutes: 20,
      performedOn: '2026-11-22',
      text: 'Ok',
    });
  });

  it('E7: every field is reached by Tab, in the order of the screen, and none holds the focus', async () => {
    const { press, focused, $ } = await stage();
    expect(await press(...journeys.byTab.before)).to.be.at.most(journeys.byTab.limit);
    expect(focused()).to.equal('Texte');
    expect($<HTMLElement & { value: string }>('[data-field="typeCode"]')?.value, 'taken on the way').to.equal(
      'entretien-telephonique',
    );
    const after: string[] = [];
    for (let step = 0; step < 7; step++) {
      await press('Tab');
      after.push(focused());
    }
    expect(after).to.deep.equal([
      'Heure',
      'Intervenant',
      'Trajet',
      'Lieu',
      'Avec qui',
      'Enregistrer et nouveau',
      'Enregistrer',
    ]);
  });

  it('demandes: open ones of the file first; a moyen with its outcome; removed by keys', async () => {
    const { editor, press, type, focused, server, $ } = await stage();
    await press('Tab', 't', 'é', 'Entrée', 'Tab', 'Tab', 'Tab', '↓');
    const options = () =>
      [
        ...editor
          .shadowRoot!.querySelector('[data-field="requests"]')!
          .shadowRoot!.querySelectorAll('[role="option"] span'),
      ].map((node) => node.textContent!.replace(/\s+/g, ' ').trim());
    expect(
      options()
        .slice(0, 2)
        .map((label) => label.replace(/ ouverte.*/, '')),
    ).to.deep.equal(['Impayé de loyer', 'Renouvellement de RQTH']);
    expect(options()[0]).to.contain('ouverte depuis 12');
    await press('Entrée');
    expect(focused(), 'the moyens of the demande just added').to.equal('Ajouter un moyen à Impayé de loyer');
    await press('f', 's', 'l', 'Entrée', 'g', 'r', 'i', 'Entrée');
    expect($('.means')?.textContent).to.contain('FSL').and.to.contain('Grille budgétaire');
    await press('Shift+Tab', 'Shift+Tab');
    expect(focused()).to.equal('Résultat du moyen Grille budgétaire');
    await press('↓', '↓');
    await press('Shift+Tab');
    expect(focused()).to.equal('Retirer le moyen FSL');
    await press('Espace');
    await press('Tab');
    await type('ali');
    await press('Entrée');
    await press('Ctrl+Entrée');
    await until(() => entries(server).length);
    expect(
      entries(server)[0]?.requests.map(({ typeCode, actions }) => [
        typeCode,
        actions.map((action) => [action.typeCode, action.outcome]),
      ]),
    ).to.deep.equal([
      ['impaye-loyer', [['grille-budgetaire', 'en-cours']]],
      ['aide-alimentaire', []],
    ]);
  });

  it('saisie rapide: doubts offered on the chip, words not understood stay in sight', async () => {
    const { editor, type, press, $, text } = await stage();
    await type('vad expulsion cpam zorglub');
    await press('Entrée');
    await until(() => $('.chips'));
    expect(text()).to.contain('Non compris');
    expect($('.rest')?.textContent).to.contain('zorglub');
    const selects = [...editor.shadowRoot!.querySelectorAll<HTMLSelectElement>('.chip.doubt select')];
    expect(selects.map((select) => select.getAttribute('aria-label'))).to.deep.equal([
      'Impayé de loyer, autre lecture possible',
      'CPAM / CARSAT / MSA\u00a0: préciser',
    ]);
    selects[0]!.focus();
    await press('↓');
    expect(
      [...editor.shadowRoot!.querySelectorAll('.card strong')].map((node) => node.textContent),
    ).to.deep.equal(['Procédure d’expulsion']);
    editor.shadowRoot!.querySelectorAll<HTMLSelectElement>('.chip.doubt select')[1]!.focus();
    await press('↓');
    expect(($('[data-field="partnerIds"]') as HTMLElement & { values: string[] }).values).to.deep.equal([
      ids.insurance,
    ]);
    $<HTMLButtonElement>('.rest button')!.focus();
    await press('Entrée');
    expect(($('[data-field="text"]') as HTMLElement & { value: string }).value).to.equal('zorglub');
  });

  it('a moyen named without a demande waits for one, and is never lost', async () => {
    const { type, press, $, server, text } = await stage();
    await type('tel fsl');
    await press('Entrée', 'Ctrl+Entrée');
    expect(text()).to.contain('Choisissez la demande à laquelle répond « FSL ».');
    expect(entries(server)).to.have.lengthOf(0);
    $('[data-field="requests"]')!.focus();
    await press('r', 'q', 't', 'h', 'Entrée', 'Ctrl+Entrée');
    await until(() => entries(server).length);
    expect(entries(server)[0]?.requests[0]?.actions.map(({ typeCode }) => typeCode)).to.deep.equal(['fsl']);
  });

  it('E8: what is missing: a summary with a link to each field, focus on it, values kept', async () => {
    const { editor, press, type, $, focused, server } = await stage();
    await press('Alt+t');
    await type('Texte gardé');
    await press('Ctrl+Entrée');
    const summary = await until(() => $('lastria-ui-error-summary'));
    const links = [...summary.shadowRoot!.querySelectorAll('a')].map((link) => link.textContent);
    expect(links).to.deep.equal(['Choisissez le type de travail.']);
    const field = $('[data-field="typeCode"]')!;
    expect(
      field.shadowRoot!.querySelector('#error')?.textContent?.trim(),
      'same words beside the field',
    ).to.equal(links[0]);
    expect(editor.shadowRoot!.activeElement).to.equal(summary);
    await press('Tab', 'Entrée');
    expect(focused()).to.equal('Travail');
    await press('v', 'i', 's', 'Entrée', 'Ctrl+Entrée');
    await until(() => entries(server).length);
    expect(entries(server)[0]?.text).to.equal('Texte gardé');
  });

  it('E8: a refusal of the server points at its fields; values kept', async () => {
    const { press, type, $, text, server } = await stage({}, {}, true, (one) => {
      const stop = one.intercept((call) => {
        if (call.method !== 'POST' || !call.path.endsWith('/entries')) return undefined;
        stop();
        return one.problem(
          'invalid-request',
          422,
          'Certaines informations ne sont pas valables',
          'Corrigez.',
          {
            errors: [
              { pointer: '/performedOn', detail: 'Cette date précède la naissance de la personne.' },
              { pointer: '/requests/0/typeCode', detail: 'Cet élément n’est pas proposé par votre service.' },
            ],
          },
        );
      });
    });
    await type(line);
    await press('Entrée', 'Entrée', 'a', 'Ctrl+Entrée');
    const summary = await until(() => $('lastria-ui-error-summary'));
    expect(summary.shadowRoot!.querySelectorAll('a')).to.have.lengthOf(2);
    expect($('[data-field="performedOn"]')!.shadowRoot!.textContent).to.contain('précède la naissance');
    expect($('[data-request="0"] lastria-ui-combobox')!.shadowRoot!.textContent).to.contain(
      'n’est pas proposé',
    );
    expect(text()).to.contain('Impayé de loyer');
    await press('Ctrl+Entrée');
    await until(() => entries(server).length);
  });
});

describe('<lastria-tdm-editor> states', () => {
  afterEach(cleanUp);

  const states: readonly (readonly [string, () => ReturnType<typeof stage>])[] = [
    ['ready', () => stage()],
    [
      'filled',
      async () => {
        const shown = await stage({ closable: true });
        await shown.type(line);
        await shown.press('Entrée', 'Entrée', 'a');
        return shown;
      },
    ],
    [
      'doubtful',
      async () => {
        const shown = await stage();
        await shown.type('vad expulsion cpam zorglub');
        await shown.press('Entrée', 'Ctrl+Entrée');
        return shown;
      },
    ],
    [
      'to correct',
      async () => {
        const shown = await stage();
        await shown.press('Ctrl+Entrée');
        return shown;
      },
    ],
    ['outside any file', () => stage({ fileId: undefined as never })],
    ['signed out', () => stage({ session: undefined } as never, {}, false)],
    [
      'loading',
      () => stage({}, {}, false, (server) => void server.intercept(() => new Promise(() => undefined))),
    ],
    [
      'in error',
      () =>
        stage(
          {},
          {},
          true,
          (server) =>
            void server.intercept((call) =>
              call.path.includes('/requests')
                ? server.problem('internal', 500, 'Une erreur est survenue chez nous', 'Réessayez.')
                : undefined,
            ),
        ),
    ],
    [
      'read only',
      () =>
        stage(
          {},
          {
            files: [
              {
                ...socialFile(ids.file, 'Dupont', 'Marie'),
                can: {
                  changeIdentity: false,
                  readFollowUp: true,
                  writeFollowUp: false,
                  readText: false,
                  transfer: false,
                },
              },
            ],
          },
        ),
    ],
  ];

  for (const [name, show] of states) {
    it(`E5: ${name}: axe finds nothing, 320 px hold it`, async () => {
      const { editor } = await show();
      editor.parentElement!.style.setProperty('inline-size', '320px');
      await editor.updateComplete;
      await expect(editor).to.be.accessible();
      expect(editor.scrollWidth).to.be.at.most(320);
    });
  }

  it('E21: dark and forced colours keep their contrast', async () => {
    const { editor, type, press } = await stage({ theme: 'sombre' });
    await type(line);
    await press('Entrée');
    editor.parentElement!.style.setProperty('background', '#10151d');
    await expect(editor).to.be.accessible();
    await withForcedColours(async () => {
      await expect(editor).to.be.accessible();
    });
  });

  it('an error says what happened, its reference, and tries again', async () => {
    let broken = true;
    const { $, text, press } = await stage(
      {},
      {},
      true,
      (server) =>
        void server.intercept((call) =>
          broken && call.path.includes('/requests')
            ? server.problem('internal', 500, 'Une erreur est survenue chez nous', 'Réessayez.')
            : undefined,
        ),
    );
    expect(text()).to.contain('Une erreur est survenue chez nous').and.to.contain('demande-');
    broken = false;
    $('.state .button')!.focus();
    await press('Entrée');
    await until(() => $('#quick'));
  });

  it('work outside any file asks its unit, offers its own types, no demande', async () => {
    const { editor, press, server, $, text } = await stage({ fileId: undefined as never });
    expect($('.requests')).to.equal(null);
    const types = (
      $('[data-field="typeCode"]') as HTMLElement & { options: { label: string }[] }
    ).options.map(({ label }) => label);
    expect(types).to.deep.equal(['Réunion de service', 'Formation']);
    await press('Tab', 'r', 'é', 'Entrée', 'Ctrl+Entrée');
    expect(text()).to.contain('Choisissez l’entité.');
    $('[data-field="unitId"]')!.focus();
    await press('↓', '↓', 'Ctrl+Entrée');
    await until(() => entries(server).length);
    expect(entries(server)[0]).to.deep.include({
      fileId: null,
      unitId: ids.site,
      typeCode: 'reunion-service',
      minutes: 90,
    });
    editor.remove();
  });

  it('names the person in its heading, from the page when the page knows', async () => {
    const known = await stage({ subject: 'DUPONT Marie' });
    expect(known.$('h2')?.textContent).to.contain('DUPONT Marie');
    expect(known.server.callsTo('GET', /files\/[^/]+$/)).to.have.lengthOf(0);
    const asked = await stage();
    expect(asked.$('h2')?.textContent).to.contain('DUPONT Marie');
  });

  it('lives under a strict content policy with trusted types: no violation', async () => {
    const frame = document.createElement('iframe');
    frame.title = 'Page stricte';
    frame.src = '/strict/elements/src/tdm-editor/tdm-editor.strict';
    document.body.append(frame);
    type Strict = Window & { lastriaStrict?: { violations: string[] } };
    const page = await until(() => (frame.contentWindow as Strict | null)?.lastriaStrict);
    expect(page.violations).to.deep.equal([]);
  });
});
