import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { frame, clear, open, until, wide, within } from './testing/stage.ts';

const box = (element: Element, selector: string): DOMRect =>
  within(element)
    .find((node) => node.matches(selector))!
    .getBoundingClientRect();

describe('social file: what stays on the screen', () => {
  before(() => setViewport(wide));
  afterEach(clear);

  it('while one writes, the title and the state of the draft, wherever the page stands', async () => {
    const { element } = await open();
    const stage = element.parentElement!;
    stage.style.paddingBlock = '160px 2000px';
    element.write();
    await until(() =>
      within(element).some((node) => node.matches('lastria-tdm-editor .status, footer .status')),
    );
    for (const y of [0, 90, 300]) {
      scrollTo(0, y);
      await until(() => box(element, 'footer').bottom <= innerHeight);
      await frame();
      const [title, state] = [box(element, '#heading'), box(element, 'footer .status')];
      expect(title.top, `title, page at ${y}`).to.be.at.least(0);
      expect(title.bottom).to.be.at.most(state.top);
      expect(state.bottom, `state, page at ${y}`).to.be.at.most(innerHeight);
    }
    scrollTo(0, 0);
  });

  it('a travail has its whole column, with what one may do under its date', async () => {
    for (const width of [1200, 1366]) {
      const { element } = await open(undefined, width);
      const entry = within(element).find((node) => node.matches('.entry:has(.do)'))!;
      const widthOf = (selector: string): number =>
        entry.querySelector(selector)!.getBoundingClientRect().width;
      expect(widthOf('.what > div')).to.equal(widthOf('.what'));
      const [date, acts] = ['time', '.do'].map((one) => entry.querySelector(one)!.getBoundingClientRect());
      expect(acts!.top, 'below its line').to.be.at.least(date!.top + 18);
      expect(acts!.right).to.be.at.most(entry.querySelector('.what')!.getBoundingClientRect().left);
      expect(acts!.bottom).to.be.at.most(entry.getBoundingClientRect().bottom);
      clear();
    }
  });
});
