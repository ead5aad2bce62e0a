import { expect } from '@open-wc/testing';
import { setupIgnoreWindowResizeObserverLoopErrors } from '@lit-labs/virtualizer/support/resize-observer-errors.js';
import { a11ySnapshot, emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { deepActiveElement } from '../core/a11y.ts';
import type { LastriaElement } from '../core/base-element.ts';
import { withForcedColours, wordsOnPlates } from '../ui/forced-colours.testkit.ts';
import { inside, read } from './perceived.ts';
import { until } from './until.ts';
import { made, publicElements, shown, states, type State, type Walked } from './walked.ts';

const elements = await publicElements();
let stage: HTMLElement;

async function open(scene: Walked, state: State, width = 1000, theme = 'neutre'): Promise<LastriaElement> {
  stage.style.width = `${width}px`;
  const element = made(scene, state);
  element.theme = theme as NonNullable<LastriaElement['theme']>;
  stage.append(element);
  await shown(element, scene, state);
  return element;
}

interface TreeNode {
  readonly role: string;
  readonly name?: string;
  readonly children?: readonly TreeNode[];
}
const flat = (node: TreeNode): TreeNode[] => [node, ...(node.children ?? []).flatMap(flat)];
/** Roles that mean nothing to whoever does not hear their name. */
const named =
  /^(button|link|textbox|searchbox|combobox|listbox|checkbox|radio|switch|slider|spinbutton|tab|tabpanel|menuitem|option|dialog|alertdialog|grid|table|tree|treeitem|region|navigation|img|meter|progressbar|heading)$/i;
const nonsense = /undefined|\[object|NaN|\bnull\b|\$\{/;

/** What is drawn beyond the right edge, without a box of its own that scrolls. */
function overflowing(width: number): string[] {
  const scrolls = (node: Element): boolean => {
    for (
      let up: Element | null = node;
      up;
      up = up.parentElement ?? ((up.getRootNode() as ShadowRoot).host as Element | undefined) ?? null
    )
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  return inside(stage)
    .filter(
      (node) =>
        node.getBoundingClientRect().right > stage.getBoundingClientRect().left + width + 1 && !scrolls(node),
    )
    .map((node) => node.outerHTML.slice(0, 90));
}

/** From a phone to Full HD; 384 to 960 are what is left of 768 to 1920 at 200 %. */
const widths = [320, 360, 384, 480, 512, 720, 768, 960, 1024, 1440, 1920];
const themes = ['neutre', 'etat', 'sombre', 'auto'] as const;
/** What follows a change of width was measured, and drawn. */
const drawn = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

const kept = async (): Promise<string> =>
  JSON.stringify([
    { ...localStorage },
    { ...sessionStorage },
    await indexedDB.databases(),
    await caches.keys(),
    document.cookie,
  ]);

/** What the document holds outside the element: a guest changes nothing of it. */
const outside = (): string =>
  JSON.stringify([
    document.head.childElementCount,
    document.body.childElementCount,
    document.body.getAttributeNames(),
    document.documentElement.getAttributeNames(),
    document.adoptedStyleSheets.length,
    location.href,
    document.title,
  ]);

/** Rules a careless host has, aimed at everything: in an element they must reach nothing. */
const hostile = `
  html { font-size: 62.5%; }
  div, p, span, section, ul, li, table, dl, dd, dt, label, h1, h2, h3 { position: absolute; left: -9999px; opacity: 0; }
  button, input, select, textarea, a, svg { display: none !important; }
  [role], [class] { visibility: hidden !important; inline-size: 3px !important; }
  :focus { outline: none !important; }`;
const boxes = (element: Element): string[] =>
  inside(element.shadowRoot!).map((node) => {
    const { width, height } = node.getBoundingClientRect();
    return `${node.localName} ${Math.round(width)} × ${Math.round(height)}`;
  });

/** What is said while something runs, and thrown nowhere. */
const warningsOf = (run: () => void): string[] => {
  const { warn } = console;
  const said: string[] = [];
  console.warn = (...words: unknown[]) => said.push(words.join(' '));
  try {
    run();
  } finally {
    console.warn = warn;
  }
  return said;
};

const collect = globalThis as unknown as {
  gc(options: { type: 'major'; execution: 'async' }): Promise<void>;
};

/** Few at each run, a hundred at night. */
const { lastriaMounts: mounts } = globalThis as unknown as { readonly lastriaMounts: number };

/** Mounts elements ten by ten, as far as what they are for, and takes them away. Holds none itself. */
async function mountedAndGone(scene: Walked, count: number): Promise<WeakRef<Element>[]> {
  const refs: WeakRef<Element>[] = [];
  while (refs.length < count) {
    const some = Array.from({ length: 10 }, () => made(scene, 'ready'));
    stage.append(...some);
    for (const element of some) await shown(element, scene, 'ready');
    refs.push(...some.map((element) => new WeakRef(element)));
    stage.replaceChildren();
  }
  return refs;
}

describe('every public element', function () {
  this.timeout(60_000);
  setupIgnoreWindowResizeObserverLoopErrors(beforeEach, afterEach);
  before(async () => {
    await setViewport({ width: 1366, height: 900 });
    await emulateMedia({ reducedMotion: 'reduce' });
  });
  beforeEach(() => {
    stage = document.createElement('main');
    document.body.append(stage);
  });
  afterEach(() => stage.remove());

  it('is in the manifest, and has a scene', () => {
    expect(elements.length).to.be.greaterThan(3);
  });

  for (const [place, scene] of elements.entries()) {
    describe(`<${scene.tag}>`, () => {
      for (const state of states) {
        it(`${state}: accessible in light and dark, named in the tree, whole in 320 px, no trace left`, async () => {
          const [before, storage] = [outside(), await kept()];
          const element = await open(scene, state);
          await expect(element).to.be.accessible();
          const tree = flat((await a11ySnapshot({})) as unknown as TreeNode);
          expect(tree.filter(({ role, name }) => named.test(role) && !name?.trim())).to.deep.equal([]);
          expect(tree.map(({ name }) => name ?? '').filter((name) => nonsense.test(name))).to.deep.equal([]);
          expect(read(element)).not.to.match(nonsense);
          if (state === 'error') expect(read(element)).to.contain('demande-essai');
          element.remove();

          const narrow = await open(scene, state, 320, 'sombre');
          await expect(narrow).to.be.accessible();
          expect(overflowing(320)).to.deep.equal([]);
          expect(stage.scrollWidth).to.be.at.most(320);
          narrow.remove();
          expect(outside()).to.equal(before);
          expect(await kept()).to.equal(storage);
        });
      }

      it('whole in every width, those of a page at 200 % too, in every theme and with forced colours', async () => {
        const element = await open(scene, 'ready');
        const here = (width: number, look: string): void => {
          expect(overflowing(width), `${width} px, ${look}`).to.deep.equal([]);
          expect(stage.scrollWidth, `${width} px, ${look}`).to.be.at.most(width);
        };
        for (const width of widths) {
          stage.style.width = `${width}px`;
          await drawn();
          for (const theme of themes) {
            element.theme = theme;
            await element.updateComplete;
            here(width, theme);
          }
        }
        await withForcedColours(async () => {
          for (const width of widths) {
            stage.style.width = `${width}px`;
            await drawn();
            here(width, 'forced colours');
          }
        });
        // Control: what is too wide is seen
        element.style.minWidth = '2000px';
        expect(() => here(1920, 'control')).to.throw();
      });

      it('stays legible with forced colours', async () => {
        const element = await open(scene, 'ready');
        await withForcedColours(async () => {
          await expect(element).to.be.accessible();
          expect(wordsOnPlates(inside(element.shadowRoot!))).to.deep.equal([]);
        });
      });

      it('is not touched by the rules of a careless host', async () => {
        const element = await open(scene, 'ready');
        // Sizes in em follow the font of the place: it is fixed, as a host would
        stage.style.font = '16px sans-serif';
        await until(() => boxes(element).length > 0);
        const [words, drawn] = [read(element), boxes(element)];
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(hostile);
        document.adoptedStyleSheets.push(sheet);
        try {
          expect(read(element)).to.equal(words);
          expect(boxes(element)).to.deep.equal(drawn);
          const button = document.createElement('button');
          stage.append(button);
          expect(getComputedStyle(button).display, 'control: the rules are there').to.equal('none');
        } finally {
          document.adoptedStyleSheets.splice(document.adoptedStyleSheets.indexOf(sheet), 1);
        }
      });

      it('survives a move, a removal and a return', async () => {
        const element = await open(scene, 'ready');
        const elsewhere = document.createElement('section');
        stage.append(elsewhere);
        elsewhere.append(element);
        await shown(element, scene, 'ready');
        element.remove();
        stage.prepend(element);
        await shown(element, scene, 'ready');
        stage.moveBefore?.(element, elsewhere);
        await shown(element, scene, 'ready');
      });

      it('says that nobody is signed in when it is given no session, and begins with the first', async () => {
        const element = made(scene, 'loading');
        const { session } = element;
        element.session = undefined;
        stage.append(element);
        await shown(element, scene, 'signed-out');
        element.session = session;
        await shown(element, scene, 'loading');
        element.remove();
        element.session = undefined;
        stage.append(element);
        await shown(element, scene, 'signed-out');
      });

      it('leaves no call under way when it goes while it loads', async () => {
        // Who speaks and the settings are asked once for the session, whatever element asks first
        const shared = /\/v1\/(me|configuration)$/;
        const asked: Request[] = [];
        const element = made(scene, 'loading', (request) => {
          if (!shared.test(request.url)) asked.push(request);
        });
        stage.append(element);
        await shown(element, scene, 'loading');
        expect(asked.filter(({ signal }) => signal.aborted)).to.deep.equal([]);
        element.remove();
        await until(() => asked.every(({ signal }) => signal.aborted));
      });

      it('forgets what it showed when the session ends', async () => {
        const element = await open(scene, 'ready');
        (element.session as unknown as EventTarget).dispatchEvent(new Event('signed-out'));
        await shown(element, scene, 'signed-out');
        expect(read(element)).not.to.contain(scene.ready.reads);
      });

      it('lets the keyboard in, says where it is, and lets it out', async () => {
        const [before, after] = ['Avant', 'Après'].map((label) => {
          const button = document.createElement('button');
          button.textContent = label;
          return button;
        }) as [HTMLButtonElement, HTMLButtonElement];
        const element = await open(scene, 'ready');
        stage.prepend(before);
        stage.append(after);
        before.focus();
        const met: string[] = [];
        for (let presses = 0; presses < 150 && document.activeElement !== after; presses += 1) {
          await sendKeys({ press: 'Tab' });
          const active = deepActiveElement()!;
          if (document.activeElement === element) {
            met.push(active.outerHTML.slice(0, 80));
            // The ring is drawn by what has focus, or by what holds it: a field around its input
            const rings = [active, active.parentElement, (active.getRootNode() as ShadowRoot).host].map(
              (node) => {
                const { outlineStyle, boxShadow } = node ? getComputedStyle(node) : stage.style;
                return outlineStyle !== 'none' || boxShadow !== 'none';
              },
            );
            expect(rings.includes(true), active.outerHTML.slice(0, 120)).to.equal(true);
          }
        }
        expect(document.activeElement === after, `Tab stays in: ${met.slice(-5).join(' | ')}`).to.equal(true);
        expect(met.length).to.be.greaterThan(0);
      });

      it('is defined once: another version is said once, naming both, and throws nothing', () => {
        const present = customElements.get(scene.tag);
        class Other extends (scene.element as unknown as typeof LastriaElement) {
          // One warning for each pair of versions on a page
          static override readonly version = `99.${place}.0`;
        }
        const said = warningsOf(() => {
          Other.define();
          Other.define();
        });
        expect(customElements.get(scene.tag)).to.equal(present);
        expect(said.length).to.equal(1);
        expect(said[0]).to.contain(Other.version).and.to.contain(scene.element.version);
      });

      it('mounted again and again, leaves nothing in memory', async () => {
        const refs = await mountedAndGone(scene, mounts);
        await until(async () => {
          await collect.gc({ type: 'major', execution: 'async' });
          return refs.every((ref) => ref.deref() === undefined);
        }, 'all of them collected');
      });
    });
  }

  it('under a strict policy with trusted types, in every state: no violation', async () => {
    const frame = document.createElement('iframe');
    Object.assign(frame, {
      title: 'Page stricte',
      width: '1200',
      height: '900',
      src: '/strict/elements/src/testing/walk.strict',
    });
    stage.append(frame);
    type Strict = Window & {
      lastriaStrict?: { violations: string[]; failures: string[]; last: string };
    };
    const page = (): Strict => frame.contentWindow as Strict;
    while (!page().lastriaStrict) await new Promise(requestAnimationFrame);
    const { violations, failures, last } = page().lastriaStrict!;
    expect([violations, failures]).to.deep.equal([[], []]);
    expect(last).to.equal(`${elements.at(-1)!.tag} ready`);
    // The control: the policy is really there
    page().document.body.setAttribute('style', 'color: red');
    while (violations.length === 0) await new Promise(requestAnimationFrame);
  });
});
