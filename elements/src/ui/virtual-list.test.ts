import { setupIgnoreWindowResizeObserverLoopErrors } from '@lit-labs/virtualizer/support/resize-observer-errors.js';
import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { UiVirtualList } from './virtual-list.ts';

UiVirtualList.define();

const until = async (condition: () => unknown): Promise<void> => {
  while (!condition()) await new Promise(requestAnimationFrame);
};

describe('virtual list', () => {
  setupIgnoreWindowResizeObserverLoopErrors(beforeEach, afterEach);
  const rows = (list: UiVirtualList) => [...list.renderRoot.querySelectorAll<HTMLElement>('[role="row"]')];
  const current = (list: UiVirtualList) =>
    ((list.renderRoot as ShadowRoot).activeElement as HTMLElement | null)?.ariaRowIndex;

  async function mount(length: number, total = length): Promise<UiVirtualList<string>> {
    const items = Array.from({ length }, (_, index) => `${index === 70_000 ? 'Zola' : 'Ligne'} ${index}`);
    const list = await fixture<UiVirtualList<string>>(
      html`<lastria-ui-virtual-list
        label="Dossiers"
        total=${total}
        .items=${items}
        .textOf=${(item: string) => item}
        .renderRow=${(item: string) => html`<p>${item}</p>`}
      ></lastria-ui-virtual-list>`,
    );
    await until(() => rows(list as UiVirtualList).length > 0);
    return list;
  }

  it('T-E18: 100,000 rows, 60 nodes at most, every row numbered; keys reach the ends and letters', async () => {
    const list = await mount(100_000);
    expect(list.renderRoot.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')).to.equal('100000');
    await sendKeys({ press: 'Tab' });
    for (const [key, index] of [
      ['ArrowDown', '2'],
      ['End', '100000'],
      ['ArrowUp', '99999'],
      ['Home', '1'],
      ['z', '70001'],
    ] as const) {
      await sendKeys({ press: key });
      await until(() => current(list as UiVirtualList) === index);
      expect(rows(list as UiVirtualList).length).to.be.at.most(60);
      expect(
        rows(list as UiVirtualList).every(
          (row) => Number(row.ariaRowIndex) === Number(row.dataset['index']) + 1,
        ),
      ).to.equal(true);
    }
    await expect(list).to.be.accessible();
  });

  it('draws the rows that a larger window shows', async () => {
    const bottom = (list: UiVirtualList) => rows(list).at(-1)!.getBoundingClientRect().bottom;
    await setViewport({ width: 800, height: 200 });
    try {
      const list = (await mount(200)) as UiVirtualList;
      list.style.blockSize = '900px';
      await until(() => bottom(list) >= 200);
      await setViewport({ width: 800, height: 1000 });
      await until(() => bottom(list) >= 900);
      expect(rows(list)[0]!.ariaRowIndex).to.equal('1');
    } finally {
      await setViewport({ width: 800, height: 600 });
    }
  });

  it('keeps focus from one end to the other: keys pressed meanwhile are heard', async () => {
    const list = (await mount(100_000)) as UiVirtualList;
    await list.focusRow(0);
    let lost = 0;
    list.addEventListener('focusout', ({ relatedTarget }) => {
      if (!relatedTarget) lost += 1;
    });
    for (const [key, index] of [
      ['End', '100000'],
      ['Home', '1'],
      ['End', '100000'],
    ] as const) {
      await sendKeys({ press: key });
      await sendKeys({ press: key === 'End' ? 'ArrowUp' : 'ArrowDown' });
      await until(() => current(list) === (index === '1' ? '2' : '99999'));
      await sendKeys({ press: key });
      await until(() => current(list) === index);
      expect(document.activeElement).to.equal(list);
    }
    expect(lost).to.equal(0);
  });

  it('does not know its length until the end is known, and asks for more', async () => {
    const list = await mount(30, -1);
    expect(list.renderRoot.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')).to.equal('-1');
    let asked = 0;
    list.addEventListener('lastria-ui-need-more', () => asked++);
    await list.focusRow(29);
    await until(() => asked === 1 || current(list as UiVirtualList) === '30');
  });

  it('prints every row', async () => {
    const list = await mount(500);
    dispatchEvent(new Event('beforeprint'));
    expect(rows(list as UiVirtualList)).to.have.lengthOf(500);
    dispatchEvent(new Event('afterprint'));
    await until(() => rows(list as UiVirtualList).length < 60);
  });
});
