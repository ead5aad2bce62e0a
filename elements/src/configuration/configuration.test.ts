import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html, render } from 'lit';
import { deepActiveElement } from '../core/a11y.ts';
import type { ElementSession } from '../core/session-context.ts';
import type { LastriaConfiguration } from './configuration.pure.ts';
import './configuration.ts';
import { people, refusals, Scene, units } from './configuration.scene.ts';
import { clashes, endOfDay, lastDayOf, moved, patchOf, startOfDay } from './configuration.view.ts';

const FRAME = (): Promise<number> => new Promise(requestAnimationFrame);
/** Ten times what a slow machine takes; then what was on screen says what is wrong. */
const DEADLINE = 8000;
const until = async (condition: () => unknown): Promise<void> => {
  const end = performance.now() + DEADLINE;
  while (!condition()) {
    if (performance.now() > end)
      expect.fail(`never came: ${String(condition)} ; focus on « ${focusOf()} » ; read: ${read(stage)}`);
    await FRAME();
  }
};
/** What a person reads, through shadow roots and slots; what is hidden is not read. */
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

interface Opened {
  readonly element: LastriaConfiguration;
  readonly scene: Scene;
  readonly changes: unknown[];
  readonly text: () => string;
}
let stage: HTMLElement;

async function open(
  tab: LastriaConfiguration['tab'] = 'lists',
  { scene = new Scene(), width = 1200, waits = true } = {},
): Promise<Opened> {
  stage.style.width = `${width}px`;
  render(
    html`<lastria-configuration
      tab=${tab}
      .session=${scene.open() as unknown as ElementSession}
    ></lastria-configuration>`,
    stage,
  );
  const element = stage.querySelector('lastria-configuration')!;
  const changes: unknown[] = [];
  element.addEventListener('lastria-configuration-changed', (event) =>
    changes.push((event as CustomEvent).detail),
  );
  if (waits) await until(() => element.shadowRoot?.querySelector('lastria-ui-tabs, .state'));
  await FRAME();
  return { element, scene, changes, text: () => read(element) };
}

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
const focusOf = (): string => {
  const focus = deepActiveElement() ?? document.body;
  if (focus === document.body) return 'nothing';
  const label = focus.id
    ? (focus.getRootNode() as ShadowRoot).querySelector(`label[for="${focus.id}"]`)
    : null;
  const around = focus.closest('label');
  return [
    focus.getAttribute('aria-label') ?? '',
    label?.textContent ?? '',
    around?.textContent ?? '',
    read(focus),
  ]
    .join(' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
};
/** Tab until what has focus says it, as one does. */
async function tabTo(words: string): Promise<void> {
  await play('Tab');
  for (let count = 0; count < 60 && !focusOf().includes(words); count++) await play('Tab');
  expect(focusOf()).to.contain(words);
}
/** Chooses in the tree of the tab shown, by the letters of its name. */
async function pick(name: string): Promise<void> {
  await play('Home');
  for (let count = 0; count < 30 && !focusOf().startsWith(name); count++) await play('ArrowDown');
  expect(focusOf()).to.contain(name);
  await play('Enter');
}
const axe = async (element: Element): Promise<void> => {
  await expect(element).to.be.accessible();
};
const effect = (element: Element): string =>
  inside(element.shadowRoot!)
    .filter((node) => node.matches('[data-effect]') && node.checkVisibility())
    .map(read)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('configuration', function () {
  this.timeout(60_000);

  beforeEach(() => {
    stage = document.createElement('main');
    document.body.append(stage);
  });
  afterEach(() => stage.remove());

  it('Listes: a list is found by one of its items; an item is renamed, its effect read before', async () => {
    const { element, scene, changes, text } = await open();
    await tabTo('Chercher une liste');
    await play('domicile');
    await tabTo('Types de travail');
    await play('Enter');
    await until(() => text().includes('5 éléments · 1 mis de côté'));
    expect(text())
      .to.contain('Entretiens')
      .and.to.contain('Visite à domicile')
      .and.to.contain('1 h 30')
      .and.to.contain('Mis de côté');
    await axe(element);
    await tabTo('Modifier Entretien téléphonique');
    await play('Enter');
    await until(() =>
      effect(element).includes(
        '1 204 travaux utilisent cet élément ; ils portent aussitôt le nouveau libellé.',
      ),
    );
    expect(focusOf()).to.contain('Libellé');
    await axe(element);
    await play('Control+a', 'Appel téléphonique', 'Enter');
    await until(() => text().includes('« Appel téléphonique » est enregistré.'));
    expect(scene.calls).to.deep.equal([
      {
        method: 'PATCH',
        path: '/configuration/lists/workTypes/items/entretien-telephonique',
        body: { label: 'Appel téléphonique' },
      },
    ]);
    expect(changes).to.deep.equal([{ kind: 'list', code: 'workTypes' }]);
    expect(focusOf()).to.contain('Modifier Appel téléphonique');
  });

  it('Listes: put aside with its effect, then taken back from the notification', async () => {
    const { element, scene, text } = await open();
    await tabTo('Familles de travaux');
    await pick('Types de travail');
    await tabTo('Mettre de côté Entretien au bureau');
    await play('Enter');
    await until(() =>
      effect(element).includes(
        '1 204 travaux utilisent cet élément ; ils restent lisibles et comptés. Il ne sera plus proposé à la saisie.',
      ),
    );
    expect(text()).to.contain('Une règle du logiciel s’appuie sur cet élément.');
    await play('Enter');
    await until(() => text().includes('« Entretien au bureau » est mis de côté.'));
    expect(focusOf()).to.contain('Reprendre Entretien au bureau');
    await tabTo('Annuler');
    await play('Enter');
    await until(() => text().includes('« Entretien au bureau » est de nouveau proposé.'));
    expect(scene.calls.map(({ body }) => body)).to.deep.equal([{ active: false }, { active: true }]);
  });

  it('Listes: reordered by buttons, each place spoken, saved once', async () => {
    const { element, scene, text } = await open();
    await tabTo('Familles de travaux');
    await pick('Statuts de logement');
    await tabTo('Réordonner Statuts de logement');
    await play('Enter');
    const spoken = (): string =>
      inside(element.shadowRoot!)
        .filter((node) => node.matches('[aria-live="polite"]'))
        .map((node) => node.textContent)
        .join('');
    await tabTo('Monter Sans logement stable');
    await play('Enter');
    expect(spoken()).to.contain('Sans logement stable : place 4 sur 5');
    await play('Enter', 'Space', 'Enter', 'Enter');
    expect(spoken()).to.contain('place 1 sur 5');
    expect(focusOf()).to.contain('Monter Sans logement stable');
    expect(scene.calls).to.have.lengthOf(0);
    await axe(element);
    await tabTo('Enregistrer l’ordre');
    await play('Enter');
    await until(() => text().includes('L’ordre est enregistré.'));
    expect(scene.configuration.lists[3]?.items.map(({ label }) => label)[0]).to.equal('Sans logement stable');
    expect(scene.calls).to.have.lengthOf(5);
    expect(focusOf()).to.contain('Réordonner');
  });

  it('Listes: added under its grouping; what is missing or refused is said on top and beside, and stays typed', async () => {
    const { element, scene, text } = await open();
    await tabTo('Familles de travaux');
    await pick('Types de travail');
    await tabTo('Ajouter un élément');
    await play('Enter', 'Enter');
    await until(() => text().includes('Vérifiez votre saisie'));
    expect(focusOf())
      .to.contain('Indiquez le libellé.')
      .and.to.contain('Choisissez le regroupement de cet élément.');
    await axe(element);
    await play('Tab', 'Enter', 'Visio');
    await tabTo('Regroupement');
    await play('Entretiens');
    scene.instead.set('POST /configuration/lists/workTypes/items', [refusals.sameLabel]);
    await tabTo('Ajouter un élément');
    await play('Enter');
    await until(() => text().includes('Un élément de cette liste porte déjà ce libellé.'));
    await play('Tab', 'Enter', 'End', 'conférence', 'Enter');
    await until(() => text().includes('« Visioconférence » est ajouté.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({ label: 'Visioconférence', parentCode: 'entretiens' });
  });

  it('412: another item changed, mine is sent again; the same value changed, both are shown', async () => {
    const { element, scene, text } = await open();
    await tabTo('Familles de travaux');
    await pick('Statuts de logement');
    await tabTo('Modifier Parc social');
    await play('Enter');
    const list = scene.configuration.lists[3]!;
    scene.configuration = {
      ...scene.configuration,
      lists: scene.configuration.lists.map((one) =>
        one === list
          ? {
              ...one,
              version: 9,
              items: one.items.map((item, index) =>
                index === 1 ? { ...item, label: 'Parc locatif privé' } : item,
              ),
            }
          : one,
      ),
    };
    await play('Control+a', 'Logement social', 'Enter');
    await until(() => text().includes('« Logement social » est enregistré.'));
    expect(text()).to.contain('Parc locatif privé');
    await tabTo('Modifier Parc locatif privé');
    await play('Enter');
    const now = scene.configuration.lists[3]!;
    scene.configuration = {
      ...scene.configuration,
      lists: scene.configuration.lists.map((one) =>
        one === now
          ? {
              ...one,
              version: 12,
              items: one.items.map((item, index) =>
                index === 1 ? { ...item, label: 'Bailleur privé' } : item,
              ),
            }
          : one,
      ),
    };
    await play('Control+a', 'Location privée', 'Enter');
    await until(() => text().includes('vient d’être modifiée'));
    expect(text()).to.contain('Location privée').and.to.contain('Bailleur privé');
    await axe(element);
    await tabTo('Garder ma saisie');
    await play('Enter');
    await until(() => text().includes('« Location privée » est enregistré.'));
    expect(scene.configuration.lists[3]?.items[1]?.label).to.equal('Location privée');
  });

  it('Champs: a field is not published without a purpose, then is; another is changed with its effect', async () => {
    const { element, scene, changes, text } = await open('fields');
    await tabTo('Ajouter un champ');
    await play('Enter');
    await tabTo('Libellé');
    await play('Véhicule', 'Enter');
    await until(() => text().includes('Indiquez pourquoi cette information est demandée.'));
    await axe(element);
    await tabTo('Finalité');
    await play('Proposer un microcrédit mobilité');
    await tabTo('Groupe');
    await play('Situation per');
    await tabTo('Nature de la réponse');
    await play('Un choix');
    await tabTo('Liste des réponses');
    await play('logement', 'ArrowDown', 'Enter');
    await tabTo('Ajouter un champ');
    await play('Enter');
    await until(() => text().includes('Le champ « Véhicule » est publié.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({
      label: 'Véhicule',
      groupCode: 'personal',
      purpose: 'Proposer un microcrédit mobilité',
      required: false,
      kind: 'choice',
      listCode: 'housingStatus',
    });
    await until(() => effect(element).includes('312 dossiers portent une réponse'));
    await tabTo('Proposé à la saisie');
    await play('Space');
    await tabTo('Enregistrer');
    await play('Enter');
    await until(() => text().includes('« Véhicule » est enregistré.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({ active: false });
    expect(changes.every((change) => (change as { kind: string }).kind === 'field')).to.equal(true);
    await axe(element);
  });

  it('Champs: the order of a group is changed and kept', async () => {
    const { scene, text } = await open('fields');
    await tabTo('Situation personnelle');
    await pick('Situation personnelle');
    await tabTo('Réordonner Situation personnelle');
    await play('Enter');
    await tabTo('Descendre Logement');
    await play('Enter');
    await tabTo('Enregistrer l’ordre');
    await play('Enter');
    await until(() => text().includes('L’ordre est enregistré.'));
    expect(
      scene.calls.map(({ path, body }) => [path.split('/').at(-1), (body as { position: number }).position]),
    ).to.deep.equal([
      ['dependentChildren', 10],
      ['housingStatus', 20],
      ['caregiver', 30],
    ]);
    expect(text().indexOf('Enfants à charge', text().indexOf('3 champs'))).to.be.below(
      text().indexOf('Logement', text().indexOf('3 champs')),
    );
  });

  it('Entités: parameters saved alone; a number out of bounds or unreadable is refused and stays', async () => {
    const { element, scene, text } = await open('units');
    await tabTo('Groupe Tilleul');
    await play('ArrowDown', 'ArrowRight', 'ArrowDown', 'Enter');
    await until(() => text().includes('Site · Groupe Tilleul › Direction Nord'));
    await axe(element);
    await tabTo('Effectif');
    await play('Control+a', '1 900');
    await tabTo('Seuil d’inactivité');
    await play('Control+a', 'six mois', 'Enter');
    await until(() => text().includes('Vérifiez votre saisie'));
    expect(scene.calls).to.have.lengthOf(0);
    await play('Tab', 'Enter', 'Control+a', '9000', 'Enter');
    await until(() => text().includes('Écrivez un nombre de 1 à 3 650.'));
    await play('Tab', 'Enter', 'Control+a', '200', 'Enter');
    await until(() => text().includes('« Entité Lille » est enregistrée.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({ headcount: 1900, inactivityDays: 200 });
  });

  it('Entités: who gains and who loses sight is shown before a move is confirmed', async () => {
    const { element, scene, text } = await open('units');
    await tabTo('Groupe Tilleul');
    await play('ArrowDown', 'Enter');
    await tabTo('Déplacer');
    await play('Enter');
    await until(() => text().includes('Choisissez la nouvelle place'));
    expect(text()).to.contain('2 entités placées dessous la suivent.');
    await play('End', 'Enter');
    await until(() => text().includes('Gagnent l’accès Paul Roux Travailleur social'));
    expect(text()).to.contain('Perdent l’accès Claire Morel Responsable d’équipe');
    expect(scene.calls.map(({ path }) => path)).to.deep.equal([
      `/organisation/units/${units.nord}/move-preview`,
    ]);
    await axe(element);
    await tabTo('Déplacer l’entité');
    await play('Enter');
    await until(() => text().includes('« Direction Nord » est déplacée.'));
    expect(scene.calls.at(-1)).to.deep.equal({
      method: 'POST',
      path: `/organisation/units/${units.nord}/move`,
      body: { parentId: units.sud },
    });
  });

  it('Équipe: a dated right is added with its reason and what it opens; another is ended', async () => {
    const { element, scene, changes, text } = await open('team');
    await tabTo('Alice Bernard');
    await play('ArrowDown', 'Enter');
    await until(() => text().includes('Assistante sociale'));
    expect(text()).to.contain('1 droit terminé').and.to.contain('depuis le lun. 6 janv. 2025');
    await axe(element);
    await tabTo('Ajouter un droit');
    await play('Enter', 'Travailleur');
    await tabTo('Entité');
    await play('nord', 'Enter');
    await until(() =>
      effect(element).includes(
        'Lit et écrit les dossiers, textes compris. Dans « Direction Nord » et 2 entités placées dessous.',
      ),
    );
    await tabTo('Jusqu’au');
    await play('31/12/2098');
    await tabTo('Motif');
    await play('Enter');
    await until(() => text().includes('Indiquez le motif.'));
    await axe(element);
    await tabTo('Motif');
    await play('Remplacement de P. Roux', 'Enter');
    await until(() => text().includes('Le droit est ajouté.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({
      staffId: people.morel,
      role: 'SOCIAL_WORKER',
      unitId: units.nord,
      withSubtree: true,
      reason: 'Remplacement de P. Roux',
      validUntil: '2098-12-31T23:00:00.000Z',
    });
    expect(text()).to.contain('jusqu’au mer. 31 déc. 2098');
    await tabTo('Terminer le droit Travailleur social, Entité Lille');
    await play('Enter');
    expect(text()).to.contain('Claire Morel n’aura plus ce droit');
    await play('Enter');
    await until(() => text().includes('Le droit est terminé.'));
    expect(scene.calls.at(-1)?.method).to.equal('DELETE');
    expect(changes.map((change) => (change as { kind: string }).kind)).to.deep.equal(['grant', 'grant']);
  });

  it('Équipe: nobody gives oneself a right; a person is added without any', async () => {
    const { scene, text } = await open('team');
    await tabTo('Alice Bernard');
    await play('Enter');
    await until(() => text().includes('Personne ne s’accorde un droit à soi-même'));
    expect(text()).not.to.contain('Ajouter un droit');
    await tabTo('Chercher une personne').catch(() => undefined);
    await tabTo('Ajouter une personne');
    await play('Enter', 'Nadia Cherif', 'Enter');
    await until(() => text().includes('Nadia Cherif est dans l’équipe.'));
    expect(scene.calls.at(-1)?.body).to.deep.equal({ displayName: 'Nadia Cherif' });
    expect(text()).to.contain('Aucun droit : cette personne ne voit rien.');
  });

  it('asks before leaving what is typed and not saved', async () => {
    const { scene, text } = await open('units');
    await tabTo('Groupe Tilleul');
    await play('Enter');
    await tabTo('Nom');
    await play('End', ' Est');
    await tabTo('Minutes au contrat');
    stage
      .querySelector('lastria-configuration')!
      .shadowRoot!.querySelector('lastria-configuration-units')!
      .shadowRoot!.querySelector('lastria-ui-tree')!
      .shadowRoot!.querySelector<HTMLElement>('[tabindex="0"]')!
      .focus();
    await play('ArrowDown', 'Enter');
    await until(() => text().includes('Abandonner la saisie ?'));
    await play('Enter');
    await until(() => !text().includes('Abandonner la saisie ?'));
    expect(text()).to.contain('Groupe Tilleul');
    expect(scene.calls).to.have.lengthOf(0);
  });

  it('five states: reading, refused in one sentence, failed with a retry, ready, signed out; each accessible', async () => {
    const scene = new Scene();
    let release = (): void => undefined;
    scene.gate = new Promise((resolve) => (release = resolve));
    scene.instead.set('GET /organisation', [refusals.broken]);
    const { element, text } = await open('lists', { scene, waits: false });
    await until(() => text().includes('Chargement'));
    await axe(element);
    release();
    await until(() => text().includes('Réessayer'));
    expect(text()).to.contain('Le service a rencontré une difficulté').and.to.contain('0197-5a2c');
    await axe(element);
    await tabTo('Réessayer');
    await play('Enter');
    await until(() => text().includes('Choisissez une liste'));
    await axe(element);
    (element.session as unknown as { close(): void }).close();
    await until(() => text().includes('session est terminée'));
    await axe(element);
    expect(text()).not.to.contain('Types de travail');
  });

  it('others than the administrator read one sentence', async () => {
    for (const scene of [Object.assign(new Scene(), { roles: ['DPO'] }), new Scene()]) {
      if (scene.roles[0] !== 'DPO') scene.instead.set('GET /organisation', [refusals.forbidden]);
      const { element, text } = await open('lists', { scene });
      expect(text().trim()).to.equal('Cette partie revient à l’administrateur de votre service.');
      await axe(element);
      render(null, stage);
    }
  });

  it('fits in 320 px: the list, then what was chosen, and back; nothing runs over', async () => {
    const { element, text } = await open('lists', { width: 320 });
    const fits = (): boolean =>
      inside(element.shadowRoot!)
        .filter((node) => node.checkVisibility())
        .every(
          (node) =>
            node.closest('[role="tablist"]') !== null ||
            node.getBoundingClientRect().right <= stage.getBoundingClientRect().right + 1,
        );
    expect(fits()).to.equal(true);
    await tabTo('Familles de travaux');
    await pick('Types de travail');
    await until(() => focusOf().includes('Retour : Listes'));
    expect(text()).to.contain('Visite à domicile').and.not.to.contain('Familles de travaux');
    expect(fits()).to.equal(true);
    await play('Enter');
    await until(() => text().includes('Familles de travaux'));
    expect(focusOf()).to.contain('Types de travail');
  });

  it('pure: moves stop at the ends, patches hold what differs, days begin in the zone of the service', () => {
    expect([moved(['a', 'b', 'c'], 2, -1), moved(['a', 'b'], 0, -1), moved(['a', 'b'], 1, 1)]).to.deep.equal([
      ['a', 'c', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(patchOf({ a: 1, b: 'x' }, { a: 1, b: 'y' })).to.deep.equal({ b: 'y' });
    expect(clashes({ a: 1, b: 'x' }, { a: 2, b: 'y' }, { a: 1, b: 'z' })).to.deep.equal(['b']);
    expect(clashes({ a: 1 }, { a: 2 }, { a: 2 })).to.deep.equal([]);
    expect([
      startOfDay('2026-03-29', 'Europe/Paris'),
      endOfDay('2026-03-29', 'Europe/Paris'),
      startOfDay('2026-10-26', 'Europe/Paris'),
      startOfDay('2026-07-01', 'Indian/Reunion'),
    ]).to.deep.equal([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
      '2026-06-30T20:00:00.000Z',
    ]);
    expect(lastDayOf('2026-03-29T22:00:00.000Z', 'Europe/Paris')).to.equal('2026-03-29');
  });
});
