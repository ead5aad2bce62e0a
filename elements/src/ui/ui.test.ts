import { expect } from '@open-wc/testing';
import { setupIgnoreWindowResizeObserverLoopErrors } from '@lit-labs/virtualizer/support/resize-observer-errors.js';
import { withForcedColours, wordsOnPlates } from './forced-colours.testkit.ts';
import { gallery } from './all.gallery.ts';

/** Every element drawn, through shadow roots. */
const inside = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((node) => [
    node,
    ...(node.shadowRoot ? inside(node.shadowRoot) : []),
  ]);

describe('every block', () => {
  setupIgnoreWindowResizeObserverLoopErrors(beforeEach, afterEach);

  for (const theme of ['neutre', 'sombre', 'etat']) {
    it(`is accessible, ${theme}`, async () => {
      const stage = await gallery(document.body, theme);
      await expect(stage).to.be.accessible();
      stage.parentElement!.remove();
    });
  }

  it('fits in 320 px', async () => {
    const frame = document.createElement('div');
    frame.style.width = '320px';
    document.body.append(frame);
    const stage = await gallery(frame);
    const wide = inside(stage.shadowRoot!).filter(
      (node) =>
        node.getBoundingClientRect().right > 321 && !node.closest('[role="tablist"], .visually-hidden'),
    );
    expect(wide.map((node) => node.outerHTML.slice(0, 80))).to.deep.equal([]);
    expect(stage.scrollWidth).to.be.at.most(320);
    frame.remove();
  });

  it('stays legible with forced colours', async () => {
    const stage = await gallery(document.body);
    await withForcedColours(async () => {
      await expect(stage).to.be.accessible();
      expect(wordsOnPlates(inside(stage.shadowRoot!))).to.deep.equal([]);
      // Control: the words of a plate's colour are seen to be lost
      const lost = document.createElement('b');
      lost.textContent = 'Enregistrer';
      lost.style.color = 'Canvas';
      stage.shadowRoot!.append(lost);
      expect(wordsOnPlates(inside(stage.shadowRoot!))).to.deep.equal([lost]);
    });
    stage.parentElement!.remove();
  });

  it('lives under a strict content policy with trusted types: no violation', async () => {
    const frame = document.createElement('iframe');
    frame.title = 'Page stricte';
    frame.width = '1200';
    frame.height = '900';
    frame.src = '/strict/elements/src/ui/all.strict';
    document.body.append(frame);
    type Strict = Window & { lastriaStrict?: { violations: string[] } };
    const page = (): Strict => frame.contentWindow as Strict;
    while (!page().lastriaStrict) await new Promise(requestAnimationFrame);
    expect(page().lastriaStrict!.violations).to.deep.equal([]);
    // The control: the policy is really there.
    page().document.body.setAttribute('style', 'color: red');
    while (page().lastriaStrict!.violations.length === 0) await new Promise(requestAnimationFrame);
    expect(page().lastriaStrict!.violations).to.have.lengthOf(1);
    frame.remove();
  });
});
