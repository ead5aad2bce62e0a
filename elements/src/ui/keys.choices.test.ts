import { expect, html } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { units } from './all.gallery.ts';
import { UiMenu } from './menu.ts';
import { UiTabs } from './tabs.ts';
import { UiTree } from './tree.ts';
import { focused, mount, press, until } from './testing.ts';

for (const block of [UiMenu, UiTabs, UiTree]) block.define();

describe('menu button (APG menu-button)', () => {
  const items = [
    { id: 'a', label: 'Archiver' },
    { id: 'b', label: 'Clôturer', unavailable: 'Une demande est ouverte.' },
    { id: 'c', label: 'Copier' },
  ];
  const open = () =>
    mount<UiMenu>(
      html`<lastria-ui-menu label="Actions" .items=${items}></lastria-ui-menu>`,
      'lastria-ui-select',
    );
  const name = (element: LitElement) =>
    focused(element)?.querySelector('span')?.firstChild?.nextSibling?.textContent ??
    focused(element)?.textContent?.trim();

  it('k01–k09: opens on the first or last item, moves, wraps, jumps by letter', async () => {
    const { element } = await open();
    for (const [key, label] of [
      ['Enter', 'Archiver'],
      ['Space', 'Archiver'],
      ['ArrowDown', 'Archiver'],
      ['ArrowUp', 'Copier'],
    ] as const) {
      element.focus();
      await press(element, key);
      await until(() => name(element)?.startsWith(label));
      await press(element, 'Escape');
      expect(focused(element)?.classList.contains('trigger'), key).to.equal(true);
    }
    await press(element, 'ArrowDown');
    await until(() => name(element) === 'Archiver');
    await press(element, 'ArrowUp');
    expect(name(element)).to.equal('Copier');
    await press(element, 'ArrowDown', 'End', 'Home', 'c');
    expect(name(element)).to.contain('Clôturer');
    await expect(element).to.be.accessible();
  });

  it('k10–k13: activates, refuses what is unavailable, closes', async () => {
    const { element, fired, $ } = await open();
    element.focus();
    await press(element, 'ArrowDown');
    await until(() => name(element) === 'Archiver');
    await press(element, 'ArrowDown', 'Enter');
    expect([fired, $('#menu').matches(':popover-open')]).to.deep.equal([[], true]);
    await press(element, 'ArrowDown', 'Enter');
    expect([fired, focused(element)?.className.includes('trigger')]).to.deep.equal([[{ id: 'c' }], true]);
    await press(element, 'ArrowDown');
    await until(() => name(element) === 'Archiver');
    await press(element, 'Tab');
    expect($('#menu').matches(':popover-open')).to.equal(false);
  });
});

describe('tabs (APG tabs)', () => {
  const tabs = [
    { id: 'a', label: 'Fil' },
    { id: 'b', label: 'Situation' },
    { id: 'c', label: 'En cours' },
  ];
  it('arrows, Home and End move and select; Tab goes to the panel', async () => {
    const { element, fired } = await mount<UiTabs>(
      html`<lastria-ui-tabs label="Dossier" .tabs=${tabs}><p slot="b">Situation</p></lastria-ui-tabs>`,
      'lastria-ui-change',
    );
    element.renderRoot.querySelector<HTMLElement>('[role="tab"]')!.focus();
    await press(element, 'ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home', 'ArrowRight');
    expect(fired.map((detail) => (detail as { id: string }).id)).to.deep.equal([
      'b',
      'c',
      'a',
      'c',
      'a',
      'b',
    ]);
    await press(element, 'Tab');
    expect(focused(element)?.id).to.equal('panel-b');
    await expect(element).to.be.accessible();
  });

  it('manual tabs wait for Enter', async () => {
    const { element, fired } = await mount<UiTabs>(
      html`<lastria-ui-tabs label="Dossier" manual .tabs=${tabs}></lastria-ui-tabs>`,
      'lastria-ui-change',
    );
    element.renderRoot.querySelector<HTMLElement>('[role="tab"]')!.focus();
    await press(element, 'ArrowRight');
    expect(fired).to.deep.equal([]);
    await press(element, 'Enter');
    expect(fired).to.deep.equal([{ id: 'b' }]);
  });
});

describe('tree (APG treeview)', () => {
  it('k01–k16', async () => {
    const { element, fired } = await mount<UiTree>(
      html`<lastria-ui-tree label="Unités" .nodes=${units}></lastria-ui-tree>`,
      'lastria-ui-change',
    );
    const at = () => (focused(element) as HTMLElement | null)?.dataset['id'];
    await press(element, 'Tab');
    expect(at()).to.equal('nord');
    const moves: [string, string][] = [
      ['ArrowRight', 'nord'],
      ['ArrowRight', 'lille'],
      ['ArrowRight', 'lille'],
      ['ArrowDown', 'arras'],
      ['ArrowLeft', 'nord'],
      ['End', 'siege'],
      ['Home', 'nord'],
      ['ArrowLeft', 'nord'],
      ['ArrowDown', 'sud'],
      ['ArrowUp', 'nord'],
      ['s', 'siege'],
    ];
    for (const [key, id] of moves) {
      await press(element, key);
      expect(at(), key).to.equal(id);
    }
    await press(element, '*');
    expect([...element.expanded].sort()).to.deep.equal(['nord', 'sud']);
    await press(element, 'Home', 'Enter');
    expect(fired).to.deep.equal([{ ids: ['nord'] }]);
    await expect(element).to.be.accessible();
  });
});
