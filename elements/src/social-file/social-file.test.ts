import { expect, fixture, html } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { render } from 'lit';
import { deepActiveElement } from '../core/a11y.ts';
import type { ElementSession } from '../core/session-context.ts';
import { ids } from '../testing/sample.ts';
import type { LastriaSocialFile } from './social-file.pure.ts';
import './social-file.ts';
import { scene, type Scene } from './social-file.scene.ts';
import { uuid } from './testing/sample-configuration.ts';
import { file, secretaryFile } from './testing/sample-file.ts';
import { phoneOf } from './social-file.view.ts';

const FRAME = (): Promise<number> => new Promise(requestAnimationFrame);
const until = async (condition: () => unknown): Promise<void> => {
  while (!condition()) await FRAME();
};
/** What a person reads, through shadow roots; what is hidden is not read. */
function read(node: Node): string {
  if (node instanceof Text) return node.data;
  if (node instanceof Element && ['STYLE', 'OPTION'].includes(node.tagName)) return '';
  if (node instanceof Element && !node.checkVisibility() && getComputedStyle(node).display !== 'contents')
    return '';
  const children = node instanceof Element && node.shadowRoot ? [...node.shadowRoot.childNodes] : [];
  return [...children, ...node.childNodes]
    .map(read)
    .join(' ')
    .replace(/[\s\u00a0\u202f]+/g, ' ');
}
const inside = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((node) => [
    node,
    ...(node.shadowRoot ? inside(node.shadowRoot) : []),
  ]);
const within = (element: Element): Element[] => inside(element.shadowRoot!);

async function open(
  server: Scene = scene(),
  width = 1366,
): Promise<{ element: LastriaSocialFile; server: Scene; fired: string[]; text: () => string }> {
  const stage = document.createElement('div');
  stage.className = 'stage';
  stage.style.width = `${width}px`;
  document.body.append(stage);
  render(
    html`<button class="before">Avant</button
      ><lastria-social-file
        .session=${server.open() as unknown as ElementSession}
        file-id=${ids.file}
      ></lastria-social-file>`,
    stage,
  );
  const element = stage.lastElementChild as LastriaSocialFile;
  const fired: string[] = [];
  for (const name of ['opened', 'changed', 'not-found'])
    element.addEventListener(`lastria-file-${name}`, (event) =>
      fired.push(`${name} ${JSON.stringify((event as CustomEvent).detail)}`),
    );
  const text = (): string => read(element);
  await until(() => within(element).some((node) => node.matches('article, .card, .state')));
  stage.querySelector<HTMLElement>('.before')!.focus();
  return { element, server, fired, text };
}

/** A journey as a list of keys: words are typed, the rest is pressed. */
async function play(...keys: string[]): Promise<void> {
  for (const key of keys) {
    if (/^(Tab|Enter|Escape|Space|Arrow\w+|Home|End|Backspace)$/.test(key)) await sendKeys({ press: key });
    else if (key.includes('+')) {
      const [held = '', main = ''] = key.split('+');
      await sendKeys({ down: held });
      await sendKeys({ press: main });
      await sendKeys({ up: held });
    } else await sendKeys({ type: key });
    await FRAME();
  }
}
const focused = (): Element => deepActiveElement()!;
const focusOf = (): string => `${focused().getAttribute('aria-label') ?? ''} ${read(focused())}`.trim();
/** Tab until what has focus says it, as one does. */
async function tabTo(words: string): Promise<void> {
  let count = 0;
  do await play('Tab');
  while (++count < 80 && (focused() === document.body || !focusOf().includes(words)));
  expect(focusOf()).to.contain(words);
}

describe('social file', function () {
  // Each key crosses the wire of the browser: a journey of forty may take seconds on a busy machine.
  this.timeout(20_000);
  before(async () => {
    await setViewport({ width: 1366, height: 768 });
    await emulateMedia({ reducedMotion: 'reduce' });
  });
  afterEach(() => document.querySelectorAll('.stage').forEach((node) => node.remove()));

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
    await emulateMedia({ forcedColors: 'active' });
    await expect(element).to.be.accessible();
    await emulateMedia({ forcedColors: 'none' });
  });

  it('[+ Travail], typed and signed by keyboard: the timeline shows it, with focus', async () => {
    const server = scene();
    const { element, fired } = await open(server);
    await tabTo('Travail');
    await play('Enter');
    await until(() => focused().closest('lastria-tdm-editor, [role="combobox"], input'));
    expect(element.hasUnsavedChanges).to.equal(false);
    await until(() =>
      inside(element.shadowRoot!).some(
        (node) => node.localName === 'lastria-tdm-editor' && read(node).includes('Enregistrer'),
      ),
    );
    expect(
      read(inside(element.shadowRoot!).find((node) => node.localName === 'lastria-social-file-timeline')!),
    ).to.contain('Deux mois de retard');
    const editor = inside(element.shadowRoot!).find((node) => node.localName === 'lastria-tdm-editor')!;
    const added = await server.open().tdm.createEntry(ids.file, {
      typeCode: 'entretien-telephonique',
      performedOn: '2026-11-20',
      text: 'Le bailleur confirme.',
    });
    editor.dispatchEvent(
      new CustomEvent('lastria-entry-saved', {
        detail: { entryId: added.entry.id, fileId: ids.file, changed: false, next: false },
      }),
    );
    await until(() => focused().getAttribute('data-entry') === added.entry.id);
    expect(read(focused())).to.contain('Le bailleur confirme.');
    expect(fired.at(-1)).to.contain('"what":"entry"');
  });

  it('edits an answer in place, since a day, by keyboard; focus comes back to it', async () => {
    const { server } = await open();
    await tabTo('Situation familiale : Divorcé(e). Modifier');
    await play('Enter');
    await until(() => focused().matches('input[role="combobox"]'));
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'a' });
    await sendKeys({ up: 'Control' });
    await play('marié', 'ArrowDown', 'Enter', 'Enter');
    await until(() => focusOf().includes('Situation familiale : Marié(e). Modifier'));
    const [call] = server.callsTo('PATCH', /situation\/personal/);
    expect(call?.headers.get('if-match')).to.equal('"4"');
    expect((call?.body as { values: unknown }).values).to.deep.equal({
      'family-situation': { codes: ['marie'] },
    });
  });

  it('says that a value is not known or refused; missing fields are named by the meter', async () => {
    const { text, server } = await open();
    await tabTo('complète à 83 %');
    await until(() => text().includes('5 champs attendus renseignés sur 6'));
    expect(text()).to.contain('Il manque Principale ressource');
    await tabTo('Principale ressource');
    await play('Enter');
    await until(() => focused().matches('input[role="combobox"]'));
    await tabTo('Refus de répondre');
    await play('Enter');
    await tabTo('Enregistrer');
    await play('Enter');
    await until(() => server.callsTo('PATCH', /situation\/rights/).length === 1);
    expect(
      (server.callsTo('PATCH', /situation\/rights/)[0]?.body as { values: unknown }).values,
    ).to.deep.equal({ 'main-income': { answer: 'refused' } });
  });

  it('E14: an answer changed in between shows both, and keeps the one chosen', async () => {
    const { server, text } = await open();
    await tabTo('Enfants à charge : 2. Modifier');
    await play('Enter');
    await until(() => focused().matches('input'));
    server.file = {
      ...server.file,
      situation: server.file.situation.map((group) =>
        group.code === 'personal'
          ? {
              ...group,
              version: 5,
              values: group.values.map((value) =>
                value.fieldCode === 'dependent-children' ? { ...value, value: { number: 4 } } : value,
              ),
            }
          : group,
      ),
    };
    await play('Backspace', '3', 'Enter');
    await until(() => text().includes('Réponse enregistrée entre-temps'));
    expect(text()).to.match(/entre-temps.* 4 .*Votre réponse 3/);
    await tabTo('Enregistrer la vôtre');
    await play('Enter');
    await until(() => focusOf().includes('Enfants à charge : 3. Modifier'));
  });

  it('E3, E13: transfers in three acts of the keyboard, then takes it back', async () => {
    const { server, text, fired } = await open();
    await tabTo('Autres actions');
    await play('Enter');
    await until(() => focusOf().includes('Modifier l’identité'));
    await play('ArrowDown', 'Enter');
    await until(() => focusOf().includes('Transférer à Site des Tilleuls'));
    await play('Enter');
    await until(() => text().includes('Dossier transféré à Site des Tilleuls'));
    expect(server.callsTo('POST', /transfers$/)).to.have.lengthOf(1);
    expect(fired.at(-1)).to.contain('"what":"unit"');
    await play('Control+z');
    await until(() => text().includes('Transfert annulé'));
    expect(server.callsTo('POST', /undo$/)).to.have.lengthOf(1);
    expect(server.file.unit.name).to.equal('Personnel');
  });

  it('closes with a reason, and opens again', async () => {
    const { element, text } = await open();
    await tabTo('Autres actions');
    await play('Enter');
    await until(() => focusOf().includes('Modifier'));
    await play('c', 'c');
    await until(() => focusOf().includes('Clôturer le dossier'));
    await play('Enter');
    await until(() => focused().matches('select'));
    await tabTo('Clôturer le dossier');
    await play('Enter');
    await until(() => text().includes('Choisissez le motif de clôture.'));
    await until(() => focused().matches('select'));
    await play('Objectif');
    await tabTo('Clôturer le dossier');
    await play('Enter');
    await until(() => text().includes('Clôturé le'));
    expect(text()).to.contain('Objectif atteint');
    expect(element.shadowRoot!.querySelector('#write')).to.equal(null);
  });

  it('changes the identity; somebody else did so in between: both are shown, field by field', async () => {
    const { server, text } = await open();
    await tabTo('Autres actions');
    await play('Enter');
    await until(() => focusOf().includes('Modifier l’identité'));
    await play('Enter');
    await until(() => focused().matches('input'));
    server.file = { ...server.file, identity: { ...server.file.identity, lastName: 'Durand', version: 4 } };
    await play('End', 's');
    await tabTo('Enregistrer');
    await play('Enter');
    await until(() => text().includes('Quelqu’un d’autre vient de modifier'));
    expect(text()).to.match(/Nom d’usage\s+Durand\s+Duponts/);
    await tabTo('Enregistrer ma saisie');
    await play('Enter');
    await until(() => text().includes('DUPONTS Marie'));
    expect(server.file.identity.firstNames).to.equal('Marie');
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

  it('voids a travail of one’s own with a reason; it stays legible', async () => {
    const { element, text } = await open();
    inside(element.shadowRoot!)
      .find((node): node is HTMLElement => node.matches(`[data-entry="${uuid(2)}"]`))!
      .focus();
    await tabTo('Annuler ce travail : Courrier au bénéficiaire');
    await play('Enter');
    await until(() => focused().matches('input'));
    await play('Doublon', 'Enter');
    await until(() => text().includes('Doublon') && text().includes('Travail annulé'));
    expect(focusOf()).to.contain('Courrier au bénéficiaire');
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
      await FRAME();
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
    const { element } = await open();
    let printed = '';
    const watch = new MutationObserver(() => {
      const frame = element.shadowRoot!.querySelector('iframe');
      if (frame?.contentWindow)
        frame.contentWindow.print = () => (printed = frame.contentDocument!.body.innerText);
    });
    watch.observe(element.shadowRoot!, { childList: true, subtree: true });
    await tabTo('Autres actions');
    await play('Enter');
    await until(() => focusOf().includes('Modifier'));
    await play('i', 'Enter');
    await until(() =>
      element
        .shadowRoot!.querySelector('iframe')
        ?.contentDocument?.body.innerText.includes('Premier entretien'),
    );
    const sheet = element.shadowRoot!.querySelector('iframe')!.contentDocument!.body.innerText;
    expect(sheet).to.match(/confidentiel/i);
    expect(sheet).to.contain('Imprimé par Claire Morel');
    expect(sheet).to.contain('Dossier social de DUPONT Marie');
    watch.disconnect();
    expect(printed === '' || printed.includes('Claire Morel')).to.equal(true);
  });
});

describe('phones', () => {
  it('reads numbers as people write them', () => {
    expect(
      ['06 39 98 10 01', '+33 (0)6 39 98 10 01', '0692 12 34 56', '06.39.98', 'abc'].map(phoneOf),
    ).to.deep.equal(['+33639981001', '+33639981001', '+262692123456', undefined, undefined]);
  });
});
