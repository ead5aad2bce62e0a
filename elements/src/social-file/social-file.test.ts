import { expect, fixture, html } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import type { ElementSession } from '../core/session-context.ts';
import { ids } from '../testing/sample.ts';
import { withForcedColours } from '../ui/forced-colours.testkit.ts';
import type { LastriaSocialFile } from './social-file.pure.ts';
import { scene } from './social-file.scene.ts';
import { uuid } from './testing/sample-configuration.ts';
import { file, managerFile, secretaryFile } from './testing/sample-file.ts';
import {
  clear,
  command,
  focusOf,
  frame,
  inside,
  open,
  play,
  read,
  tabTo,
  until,
  wide,
} from './testing/stage.ts';
import { phoneOf } from './social-file.view.ts';

describe('social file', function () {
  // Each key crosses the wire of the browser: a journey of forty may take seconds on a busy machine.
  this.timeout(20_000);
  before(async () => {
    await setViewport(wide);
    await emulateMedia({ reducedMotion: 'reduce' });
  });
  afterEach(clear);

  it('E1: eight key facts without scrolling at 1366 × 768, and open demandes with their age', async () => {
    const { element, fired } = await open();
    await until(() => read(element).includes('Impayé de loyer'));
    const facts = [
      'DUPONT Marie',
      'née MARTIN',
      'ans',
      'Agent public, Bloc opératoire',
      'Personnel',
      'Suivi par Claire Morel',
      'dernier contact le',
      'Ouvert',
      'RQTH à échéance',
      'Ne pas contacter au domicile',
      'Demandes ouvertes · 3',
      'complète à 83 %',
    ];
    const seen = inside(element.shadowRoot!)
      .filter((node) => node.children.length === 0 || node.matches('p, h2, h3, li, .flag'))
      .filter((node) => {
        const box = node.getBoundingClientRect();
        return box.height > 0 && box.bottom <= 768 && box.right <= 1366;
      })
      .map(read)
      .join(' ');
    expect(facts.filter((fact) => !seen.replace(/ +/g, ' ').includes(fact))).to.deep.equal([]);
    expect(fired).to.deep.equal([`opened {"fileId":"${ids.file}"}`]);
  });

  it('is accessible; in each theme; with forced colours', async () => {
    const { element } = await open();
    await expect(element).to.be.accessible();
    element.theme = 'sombre';
    await element.updateComplete;
    await expect(element).to.be.accessible();
    await withForcedColours(async () => {
      await expect(element).to.be.accessible();
    });
  });

  it('timeline: years as headings, text reserved, voided travaux with their reason, filters', async () => {
    const { element, text, server } = await open();
    expect(
      inside(element.shadowRoot!)
        .filter((node) => node.matches('h4.year'))
        .map((node) => node.textContent),
    ).to.deep.equal(['2026', '2025']);
    expect(text()).to.contain('Texte réservé');
    expect(text()).to.contain('Annulé le 16/09/2026 : Noté dans le mauvais dossier');
    const filter = inside(element.shadowRoot!).filter((node) =>
      node.matches('.filter select'),
    )[1] as HTMLSelectElement;
    filter.focus();
    await play('Visite');
    await until(() => server.callsTo('GET', /timeline\?typeCode=visite-domicile/).length === 1);
    await until(() => inside(element.shadowRoot!).filter((node) => node.matches('article')).length === 1);
  });

  it('timeline: why a travail was voided is said to be reserved to who may not read it', async () => {
    const server = scene();
    const at = server.timeline.findIndex(({ voided }) => voided !== null);
    const one = server.timeline[at]!;
    server.timeline[at] = { ...one, voided: { ...one.voided!, reason: null, reasonHidden: true } };
    const { text } = await open(server);
    expect(text()).to.contain('Annulé le 16/09/2026 : motif réservé');
    expect(text()).not.to.contain('null');
  });

  it('timeline: jumps to a year by keyboard, and back to today', async () => {
    const { element, server } = await open();
    const years = () =>
      inside(element.shadowRoot!)
        .filter((node) => node.matches('h4.year'))
        .map((node) => node.textContent);
    const jump = inside(element.shadowRoot!)
      .filter((node) => node.matches('.filter select'))
      .at(-1) as HTMLSelectElement;
    jump.focus();
    await play('2025');
    await until(() => years().join() === '2025');
    expect(jump.selectedOptions[0]!.text).to.equal('2025 et avant');
    expect(server.callsTo('GET', /timeline\?before=2026-01-01$/)).to.have.lengthOf(1);
    await expect(element).to.be.accessible();
    await play('ArrowUp');
    await until(() => years().join() === '2026,2025');
  });

  it('who looked at it', async () => {
    const { element, text } = await open();
    await tabTo('Autres actions');
    await play('Enter');
    await until(() => focusOf().includes('Modifier'));
    await play('q');
    await play('Enter');
    await until(() => text().includes('Fil du suivi consulté'));
    await expect(element).to.be.accessible();
    await play('Escape');
    await until(() => focusOf().includes('Autres actions'));
  });

  it('a secretary sees who, and no empty box of what she may not see', async () => {
    const { element, text, server } = await open(scene({ file: secretaryFile }));
    expect(text()).to.contain('06 39 98 10 01');
    for (const word of ['Situation', 'Fil du suivi', 'Demandes', 'Entourage', 'Texte'])
      expect(text()).not.to.contain(word);
    expect(server.callsTo('GET', /timeline|requests/)).to.deep.equal([]);
    await expect(element).to.be.accessible();
  });

  it('what tells of health or protection is named and kept from a manager, answered or not', async () => {
    const { element, text } = await open(scene({ file: managerFile }));
    await until(() => text().includes('Réservé'));
    const shown = (label: string): string[] =>
      inside(element.shadowRoot!)
        .filter((node) => node.matches('dl > div'))
        .map((node) => read(node).trim().replace(/\s+/g, ' '))
        .filter((line) => line.startsWith(label));
    const [row, ...others] = shown('Statut');
    expect([row, others]).to.deep.equal(['Statut Réservé', []]);
    expect(shown('Contrat')[0], 'control: the rest is read').to.contain('Titulaire');
    expect(text()).to.contain('complète à 80 %');
    await expect(element).to.be.accessible();
  });

  it('not found and not allowed: one answer, one event', async () => {
    const server = scene();
    const element = await fixture<LastriaSocialFile>(
      html`<lastria-social-file
        .session=${server.open() as unknown as ElementSession}
      ></lastria-social-file>`,
    );
    expect(read(element)).to.contain('Choisissez un dossier');
    await expect(element).to.be.accessible();
    let told = 0;
    element.addEventListener('lastria-file-not-found', () => (told += 1));
    element.fileId = uuid(404);
    await until(() => told === 1);
    await element.updateComplete;
    expect(read(element)).to.contain('Ce dossier n’existe pas, ou vous n’y avez pas accès.');
    await expect(element).to.be.accessible();
  });

  it('a failure says what happened, with its reference, and is tried again', async () => {
    const server = scene();
    server.first = (call) =>
      call.path === `/v1/files/${ids.file}`
        ? server.problem(
            'internal',
            500,
            'Le service a rencontré un incident',
            'Réessayez dans quelques instants.',
          )
        : undefined;
    const { element, text } = await open(server);
    expect(text()).to.match(
      /Le service a rencontré un incident.*Rien n’a été modifié.*Réessayer.*Référence de la demande : demande-/,
    );
    await expect(element).to.be.accessible();
    server.first = undefined;
    await tabTo('Réessayer');
    await play('Enter');
    await until(() => text().includes('DUPONT Marie'));
  });

  it('signed out: nothing personal is left', async () => {
    const server = scene();
    const session = server.open();
    const element = await fixture<LastriaSocialFile>(
      html`<lastria-social-file
        .session=${session as unknown as ElementSession}
        file-id=${ids.file}
      ></lastria-social-file>`,
    );
    await until(() => read(element).includes('DUPONT'));
    session.close();
    await until(() => read(element).includes('Votre session est terminée'));
    expect(
      inside(element.shadowRoot!)
        .map((node) => node.textContent)
        .join(' '),
    ).not.to.contain('DUPONT');
    await expect(element).to.be.accessible();
  });

  it('another file while text is not signed: it asks, and stays with who one was writing about', async () => {
    const { element, text } = await open();
    element.write();
    await until(() => inside(element.shadowRoot!).some((node) => node.localName === 'lastria-tdm-editor'));
    const editor = inside(element.shadowRoot!).find((node) => node.localName === 'lastria-tdm-editor')!;
    Object.defineProperty(editor, 'hasUnsavedChanges', { get: () => true });
    element.fileId = ids.otherFile;
    await until(() => text().includes('Un travail est en cours de saisie dans le dossier de DUPONT Marie'));
    await until(() => focusOf() === 'Continuer la saisie');
    await play('Enter');
    await until(() => element.fileId === ids.file);
    expect(editor.isConnected).to.equal(true);
    await element.refresh();
    expect(editor.isConnected).to.equal(true);
    element.fileId = ids.otherFile;
    await until(() => focusOf() === 'Continuer la saisie');
    await sendKeys({ down: 'Shift' });
    await play('Tab');
    await sendKeys({ up: 'Shift' });
    await play('Enter');
    await until(() => text().includes('BERNARD Luc') || text().includes('n’existe pas'));
    expect(editor.isConnected).to.equal(false);
  });

  it('two files side by side share nothing', async () => {
    const first = await open(scene(), 900);
    const second = await open(
      scene({
        file: {
          ...file,
          identity: { ...file.identity, lastName: 'Bernard', birthName: null, firstNames: 'Luc' },
        },
      }),
      900,
    );
    expect([first.text().includes('BERNARD'), second.text().includes('DUPONT')]).to.deep.equal([
      false,
      false,
    ]);
    second.element.write();
    await until(() =>
      inside(second.element.shadowRoot!).some((node) => node.localName === 'lastria-tdm-editor'),
    );
    expect(
      inside(first.element.shadowRoot!).some((node) => node.localName === 'lastria-tdm-editor'),
    ).to.equal(false);
  });

  for (const width of [320, 480, 768, 1080, 1440, 1920]) {
    it(`E20: no horizontal scroll at ${width} px, accessible`, async () => {
      const { element } = await open(scene(), width);
      await frame();
      const wide = inside(element.shadowRoot!).filter(
        (node) =>
          node.checkVisibility() &&
          node.getBoundingClientRect().right > element.getBoundingClientRect().right + 1 &&
          !node.closest('.visually-hidden, [popover]'),
      );
      expect(wide.map((node) => `${node.localName}.${node.className}`)).to.deep.equal([]);
      if (width < 720) await expect(element).to.be.accessible();
    });
  }

  it('no trace of a print, no sheet', async () => {
    const { element, server, text } = await open();
    server.first = (call) =>
      call.path.endsWith('/print')
        ? server.problem('unavailable', 503, 'Le service ne répond pas', 'Réessayez.')
        : undefined;
    await command('i', 'Imprimer');
    await until(() => text().includes('Le service ne répond pas'));
    expect(element.shadowRoot!.querySelector('iframe')).to.equal(null);
  });

  it('360 px: what is no danger waits behind its count, which opens', async () => {
    const flags = ['rqth-echeance', 'pieces-manquantes', 'acces-restreint'].map((flagCode, index) => ({
      id: uuid(910 + index),
      flagCode,
      expiresOn: null,
    }));
    const { element, text } = await open(
      scene({ file: { ...file, flags: [...file.flags.slice(1), ...flags] } }),
      360,
    );
    await until(() => text().includes('3 autres alertes'));
    expect(text()).to.contain('Ne pas contacter au domicile');
    expect(text()).not.to.contain('Pièces manquantes');
    const folded = element.shadowRoot!.querySelector('.flags')!.getBoundingClientRect().height;
    await tabTo('3 autres alertes');
    await play('Enter');
    await until(() => text().includes('Pièces manquantes'));
    expect(folded).to.be.lessThan(64);
  });

  it('says how many travaux there are, whatever was read', async () => {
    const server = scene();
    const [model] = server.timeline;
    server.timeline.splice(
      0,
      server.timeline.length,
      ...Array.from({ length: 142 }, (_, index) => ({ ...model!, id: uuid(2000 + index) })),
    );
    const { text } = await open(server);
    await until(() => text().includes('Fil du suivi · 142 travaux'));
    expect(server.callsTo('GET', /timeline\/count/)).to.have.lengthOf(1);
  });

  it('phone: tabs by keyboard, the name stays', async () => {
    const { element, text } = await open(scene(), 360);
    await until(() => element.shadowRoot!.querySelector('[role="tab"]'));
    element.shadowRoot!.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')!.focus();
    await play('ArrowRight');
    expect(focusOf()).to.equal('Situation');
    expect(text()).to.contain('Situation personnelle');
    expect(text()).not.to.contain('Deux mois de retard');
    expect(text()).to.contain('DUPONT Marie');
  });

  it('prints everything, confidential, by whom', async () => {
    const { element, server } = await open();
    let printed = '';
    // The sheet is printed in the very moment it is there: who waits for it to be seen comes too late
    const root = element.shadowRoot!;
    root.append = (...nodes) => {
      ShadowRoot.prototype.append.call(root, ...nodes);
      const frame = root.querySelector('iframe')!;
      frame.contentWindow!.print = () => (printed = frame.contentDocument!.body.innerText);
    };
    await tabTo('Autres actions');
    await play('Enter');
    await until(() => focusOf().includes('Modifier'));
    await play('i', 'Enter');
    await until(() => printed.includes('Premier entretien'));
    expect(printed).to.match(/confidentiel/i);
    expect(printed).to.contain('Imprimé par Claire Morel');
    expect(printed).to.contain('Dossier social de DUPONT Marie');
    expect(server.trace[0]?.[0]).to.equal('Dossier imprimé');
    expect(server.calls.findIndex(({ path }) => path.endsWith('/print'))).to.be.lessThan(
      server.calls.findIndex(({ path }) => path.includes('limit=200')),
    );
  });
});

describe('phones', () => {
  it('reads numbers as people write them', () => {
    expect(
      ['06 39 98 10 01', '+33 (0)6 39 98 10 01', '0692 12 34 56', '06.39.98', 'abc'].map(phoneOf),
    ).to.deep.equal(['+33639981001', '+33639981001', '+262692123456', undefined, undefined]);
  });
});
