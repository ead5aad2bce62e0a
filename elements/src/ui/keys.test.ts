import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { LitElement, TemplateResult } from 'lit';
import { requests, units } from './all.gallery.ts';
import { UiCombobox } from './combobox.ts';
import { UiDateField } from './date-field.ts';
import { UiDialog } from './dialog.ts';
import { UiErrorSummary } from './error-summary.ts';
import { score } from './fuzzy.ts';
import { UiMenu } from './menu.ts';
import { UiDurationField, UiNumberField } from './parsed-field.ts';
import { UiSidePanel } from './side-panel.ts';
import { UiTabs } from './tabs.ts';
import { UiTextField } from './text-field.ts';
import { UiToasts } from './toast.ts';
import { UiTree } from './tree.ts';

for (const block of [
  UiCombobox,
  UiDateField,
  UiDialog,
  UiErrorSummary,
  UiMenu,
  UiDurationField,
  UiNumberField,
  UiSidePanel,
  UiTabs,
  UiTextField,
  UiToasts,
  UiTree,
])
  block.define();

/** The element and what it fired, in order. */
async function mount<E extends LitElement>(
  markup: TemplateResult,
  ...events: string[]
): Promise<{ element: E; fired: unknown[]; $: (selector: string) => HTMLElement }> {
  const element = await fixture<E>(markup);
  const fired: unknown[] = [];
  for (const name of events)
    element.addEventListener(name, (event) => fired.push((event as CustomEvent).detail));
  return { element, fired, $: (selector) => element.renderRoot.querySelector<HTMLElement>(selector)! };
}

const press = async (element: LitElement, ...keys: string[]): Promise<void> => {
  for (const key of keys) {
    const [held, main] = key.includes('+') ? key.split('+') : [undefined, key];
    if (held) await sendKeys({ down: held as 'Alt' });
    await sendKeys({ press: main as 'Enter' });
    if (held) await sendKeys({ up: held as 'Alt' });
    await element.updateComplete;
  }
};
const type = async (element: LitElement, text: string): Promise<void> => {
  await sendKeys({ type: text });
  await element.updateComplete;
};
const until = async (condition: () => unknown): Promise<void> => {
  while (!condition()) await new Promise(requestAnimationFrame);
};
const focused = (element: LitElement): Element | null => (element.renderRoot as ShadowRoot).activeElement;

describe('combobox (APG combobox-list, combobox-multi)', () => {
  const single = () =>
    mount<UiCombobox>(
      html`<lastria-ui-combobox label="Travail" .options=${requests}></lastria-ui-combobox>`,
      'lastria-ui-change',
    );
  const several = () =>
    mount<UiCombobox>(
      html`<lastria-ui-combobox
        label="Demandes"
        multiple
        .options=${requests}
        .values=${['loyer', 'rqth']}
      ></lastria-ui-combobox>`,
      'lastria-ui-change',
    );
  const active = ($: (s: string) => HTMLElement): string | undefined => {
    const id = $('#control').getAttribute('aria-activedescendant');
    return id ? $(`#${id} span`).firstChild?.nextSibling?.textContent?.trim() : undefined;
  };

  it('k01–k03, k11, k12: arrows open the list and move in it, groups in order', async () => {
    const { element, $ } = await single();
    element.focus();
    await press(element, 'ArrowDown');
    expect([$('#control').ariaExpanded, active($)]).to.deep.equal(['true', 'Impayé de loyer']);
    expect($('.group').textContent).to.equal('Demandes ouvertes');
    await press(element, 'ArrowUp');
    expect(active($)).to.equal('Renouvellement de RQTH');
    await press(element, 'ArrowDown', 'ArrowDown');
    expect(active($)).to.equal('Temps partiel thérapeutique');
    await expect(element).to.be.accessible();
  });

  it('k04–k07: Alt+Down opens without a choice, Alt+Up closes; Escape closes, then clears', async () => {
    const { element, $ } = await single();
    element.focus();
    await press(element, 'Alt+ArrowDown');
    expect([$('#control').ariaExpanded, active($)]).to.deep.equal(['true', undefined]);
    await press(element, 'Alt+ArrowUp');
    expect($('#control').ariaExpanded).to.equal('false');
    await type(element, 'imp');
    await press(element, 'Escape');
    expect([element.text, $('#control').ariaExpanded]).to.deep.equal(['imp', 'false']);
    await press(element, 'Escape');
    expect(element.text).to.equal('');
  });

  it('k08, k17: letters filter whatever the accents, Enter takes the option', async () => {
    const { element, fired, $ } = await single();
    element.focus();
    await type(element, 'energ');
    await press(element, 'ArrowDown', 'Enter');
    expect([element.value, element.text, $('#control').ariaExpanded]).to.deep.equal([
      'energie',
      'Impayé d’énergie',
      'false',
    ]);
    expect(fired).to.deep.equal([{ value: 'energie' }]);
  });

  it('k13–k16, k18: caret keys give the caret back to the text', async () => {
    const { element, $ } = await single();
    element.focus();
    await type(element, 'imp');
    for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'End']) {
      await press(element, 'ArrowDown', key);
      expect([active($), $('#control').ariaExpanded], key).to.deep.equal([undefined, 'true']);
    }
    await press(element, 'ArrowDown', 'Backspace');
    expect(element.text).to.equal('im');
  });

  it('k21, k22: leaving keeps the typed text; no result is said', async () => {
    const { element, $ } = await single();
    element.focus();
    await type(element, 'zzz');
    expect($('.status').textContent).to.equal('Aucun résultat');
    await press(element, 'Tab');
    expect([element.text, element.value, $('#control').ariaExpanded]).to.deep.equal(['zzz', '', 'false']);
  });

  it('multi k01, k03, k04, k10: Enter toggles and the list stays; Space types', async () => {
    const { element, $ } = await several();
    element.focus();
    await type(element, 'imp en');
    await press(element, 'ArrowDown', 'Enter');
    expect([element.values, $('#control').ariaExpanded, element.text]).to.deep.equal([
      ['loyer', 'rqth', 'energie'],
      'true',
      '',
    ]);
    await press(element, 'Escape');
    expect(element.values).to.have.lengthOf(3);
  });

  it('multi k05–k07: Backspace and chips remove, focus goes to the neighbour', async () => {
    const { element, $ } = await several();
    $('#control').focus();
    await press(element, 'Backspace');
    expect(element.values).to.deep.equal(['loyer']);
    element.values = ['loyer', 'rqth', 'tpt'];
    await element.updateComplete;
    $('.chip[data-value="rqth"]').focus();
    await press(element, 'Enter');
    await until(() => (focused(element) as HTMLElement).dataset['value'] === 'tpt');
    await press(element, 'Delete');
    await until(() => (focused(element) as HTMLElement).dataset['value'] === 'loyer');
    await press(element, 'Delete');
    await until(() => focused(element)?.id === 'control');
    expect(element.values).to.deep.equal([]);
    await expect(element).to.be.accessible();
  });

  it('asks elsewhere, and only the last answer counts', async () => {
    const asked: string[] = [];
    const search = (text: string, signal: AbortSignal) =>
      new Promise<typeof requests>((answer) => {
        asked.push(text);
        if (text === 'ab') answer([{ value: 'ab', label: 'AB', group: '' }]);
        signal.addEventListener('abort', () => answer([{ value: 'late', label: 'Trop tard', group: '' }]));
      });
    const { element, $ } = await mount<UiCombobox>(
      html`<lastria-ui-combobox label="Personne" .search=${search}></lastria-ui-combobox>`,
    );
    element.focus();
    await type(element, 'ab');
    await until(() => element.renderRoot.querySelector('[role="option"]'));
    expect(asked).to.deep.equal(['a', 'ab']);
    expect($('[role="option"]').textContent?.trim()).to.equal('AB');
  });

  it('finds through accents, word starts and slips', () => {
    expect(score('impaye loy', 'Impayé de loyer')).to.be.greaterThan(0);
    expect(score('loy', 'Impayé de loyer')).to.be.greaterThan(score('oye', 'Impayé de loyer'));
    expect(score('impye', 'Impayé de loyer')).to.be.greaterThan(0);
    expect(score('fsl', 'Impayé de loyer')).to.equal(0);
  });
});

describe('date field (APG date-picker-combobox)', () => {
  const field = (more: Partial<UiDateField> = {}) =>
    mount<UiDateField>(
      html`<lastria-ui-date-field
        label="Date"
        .value=${'2026-11-21'}
        .max=${more.max ?? ''}
      ></lastria-ui-date-field>`,
      'lastria-ui-change',
    );
  const day = (element: LitElement) => (focused(element) as HTMLElement | null)?.dataset['date'];

  it('is written as people say it, and keeps what it cannot read', async () => {
    const { element, fired, $ } = await field();
    element.focus();
    await press(element, 'Control+a');
    await type(element, '3 mars 2026');
    await press(element, 'Tab');
    expect([element.value, ($('#control') as HTMLInputElement).value]).to.deep.equal([
      '2026-03-03',
      '03/03/2026',
    ]);
    element.focus();
    $('#control').focus();
    await press(element, 'Control+a');
    await type(element, 'bientôt');
    await press(element, 'Tab');
    expect([element.value, ($('#control') as HTMLInputElement).value]).to.deep.equal([null, 'bientôt']);
    expect($('#error').textContent).to.contain('Écrivez une date');
    expect(fired).to.deep.equal([{ value: '2026-03-03' }, { value: null }]);
  });

  it('costs one stop of Tab; Down opens the calendar, with Alt or without, and the field says so', async () => {
    const { element, $ } = await field();
    const after = document.createElement('button');
    element.after(after);
    try {
      element.focus();
      expect($('#opens').textContent).to.equal('Flèche bas : calendrier.');
      expect($('#control').getAttribute('aria-describedby')).to.contain('opens');
      await press(element, 'Alt+ArrowDown');
      await until(() => day(element) === '2026-11-21');
      await press(element, 'Escape');
      await until(() => focused(element)?.id === 'control');
      await press(element, 'Tab');
      expect(document.activeElement).to.equal(after);
    } finally {
      after.remove();
    }
  });

  it('k01, k09–k19: the grid and its keys', async () => {
    const { element, $ } = await field();
    element.focus();
    await press(element, 'ArrowDown');
    await until(() => day(element) === '2026-11-21');
    const moves: [string, string][] = [
      ['ArrowRight', '2026-11-22'],
      ['ArrowLeft', '2026-11-21'],
      ['ArrowDown', '2026-11-28'],
      ['ArrowUp', '2026-11-21'],
      ['Home', '2026-11-16'],
      ['End', '2026-11-22'],
      ['PageDown', '2026-12-22'],
      ['PageUp', '2026-11-22'],
      ['Shift+PageDown', '2027-11-22'],
      ['Shift+PageUp', '2026-11-22'],
    ];
    for (const [key, date] of moves) {
      await press(element, key);
      await until(() => day(element) === date);
    }
    await expect(element).to.be.accessible();
    await press(element, 'Enter');
    expect([element.value, focused(element)?.id, $('#calendar').matches(':popover-open')]).to.deep.equal([
      '2026-11-22',
      'control',
      false,
    ]);
  });

  it('k04–k06, k08, k22: Escape changes nothing, Space chooses and stays, Tab turns inside, a closed day is refused', async () => {
    const { element } = await field({ max: '2026-11-21' } as Partial<UiDateField>);
    element.focus();
    await press(element, 'ArrowDown');
    await until(() => day(element) === '2026-11-21');
    await press(element, 'ArrowRight', 'Space');
    expect(element.value).to.equal('2026-11-21');
    await press(element, 'ArrowUp', 'Space');
    expect(element.value).to.equal('2026-11-15');
    await press(element, 'Tab', 'Tab', 'Tab');
    expect(focused(element)?.getAttribute('aria-label')).to.equal('Mois précédent');
    await press(element, 'Shift+Tab');
    expect(focused(element)?.textContent?.trim()).to.equal('Annuler');
    await press(element, 'Escape');
    expect(focused(element)?.id).to.equal('control');
  });
});

describe('other fields', () => {
  it('reads durations and numbers, and ties label, hint and error to the control', async () => {
    const { element, fired, $ } = await mount<UiDurationField>(
      html`<lastria-ui-duration-field label="Durée" hint="En minutes" required></lastria-ui-duration-field>`,
      'lastria-ui-change',
    );
    element.focus();
    await type(element, '1h30');
    await press(element, 'Enter');
    expect(fired).to.deep.equal([{ value: 90 }]);
    expect(($('#control') as HTMLInputElement).value).to.equal('1\u00a0h\u00a030');
    element.error = 'Indiquez la durée.';
    await element.updateComplete;
    expect($('#control').getAttribute('aria-describedby')).to.equal('hint error');
    await expect(element).to.be.accessible();
  });

  it('lets no native event out', async () => {
    const seen: string[] = [];
    const host = await fixture(
      html`<div @input=${() => seen.push('input')} @lastria-ui-input=${() => seen.push('ours')}>
        <lastria-ui-text-field label="Nom"></lastria-ui-text-field>
      </div>`,
    );
    const element = host.querySelector<UiTextField>('lastria-ui-text-field')!;
    element.focus();
    await type(element, 'a');
    expect([seen, element.value]).to.deep.equal([[], 'a']);
  });
});

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

describe('dialog and side panel (APG dialog-modal, alertdialog)', () => {
  it('takes focus, closes on Escape, gives focus back; a listener may refuse', async () => {
    const host = await fixture(
      html`<div>
        <button>Ouvrir</button
        ><lastria-ui-dialog heading="Clôturer le dossier"
          ><input aria-label="Motif" data-initial-focus
        /></lastria-ui-dialog>
      </div>`,
    );
    const [opener, dialog] = [
      host.querySelector('button')!,
      host.querySelector<UiDialog>('lastria-ui-dialog')!,
    ];
    opener.focus();
    dialog.open = true;
    await until(() => document.activeElement === host.querySelector('input'));
    await expect(dialog).to.be.accessible();
    const refuse = (event: Event): void => event.preventDefault();
    dialog.addEventListener('lastria-ui-before-close', refuse);
    await press(dialog, 'Escape');
    expect(dialog.open).to.equal(true);
    dialog.removeEventListener('lastria-ui-before-close', refuse);
    await press(dialog, 'Escape');
    await until(() => document.activeElement === opener);
    expect(dialog.open).to.equal(false);
  });

  it('asks before losing text, « Continuer la saisie » focused; hiding keeps the content', async () => {
    const { element, fired, $ } = await mount<UiSidePanel>(
      html`<lastria-ui-side-panel heading="Nouveau travail" open has-unsaved-changes>
        <textarea aria-label="Texte"></textarea>
      </lastria-ui-side-panel>`,
      'lastria-ui-close',
    );
    element.querySelector('textarea')!.value = 'Le bailleur confirme.';
    element.reduced = true;
    await element.updateComplete;
    element.reduced = false;
    expect(element.close()).to.equal(false);
    await until(() => focused(element)?.textContent?.trim() === 'Continuer la saisie');
    await press(element, 'Enter');
    await until(() => !$('lastria-ui-dialog').hasAttribute('open'));
    expect([element.open, element.querySelector('textarea')!.value, fired]).to.deep.equal([
      true,
      'Le bailleur confirme.',
      [],
    ]);
    element.close();
    await until(() => focused(element)?.textContent?.trim() === 'Continuer la saisie');
    $('lastria-ui-dialog .danger').click();
    await until(() => !element.open);
    expect(fired).to.have.lengthOf(1);
  });
});

describe('error summary and toast', () => {
  it('takes focus, has one link per error with the same words, and goes to the field', async () => {
    const host = await fixture(
      html`<div>
        <lastria-ui-error-summary></lastria-ui-error-summary
        ><lastria-ui-text-field label="Nom" error="Indiquez le nom."></lastria-ui-text-field>
      </div>`,
    );
    const summary = host.querySelector<UiErrorSummary>('lastria-ui-error-summary')!;
    const field = host.querySelector<UiTextField>('lastria-ui-text-field')!;
    summary.errors = [{ text: field.error, field: () => field }];
    await summary.updateComplete;
    expect(document.activeElement).to.equal(summary);
    expect([...summary.renderRoot.querySelectorAll('a')].map((link) => link.textContent)).to.deep.equal([
      'Indiquez le nom.',
    ]);
    await press(summary, 'Tab', 'Enter');
    expect(document.activeElement).to.equal(field);
    expect(location.hash).to.equal('');
  });

  it('undoes by keyboard, and settles once its time is over', async () => {
    const { element, $ } = await mount<UiToasts>(html`<lastria-ui-toasts seconds="1"></lastria-ui-toasts>`);
    const done: string[] = [];
    element.show({
      text: 'Rappel supprimé.',
      undo: () => done.push('undone'),
      settled: () => done.push('settled'),
    });
    await element.updateComplete;
    await press(element, 'Tab');
    expect(focused(element)?.textContent?.trim()).to.equal('Annuler');
    await expect(element).to.be.accessible();
    await press(element, 'Enter');
    expect(done).to.deep.equal(['undone']);
    element.show({ text: 'Rappel supprimé.', settled: () => done.push('settled') });
    await until(() => done.includes('settled'));
    expect($('li')).to.equal(null);
  });

  it('a notice gives its place to the next; what can be undone stays', async () => {
    const { element } = await mount<UiToasts>(html`<lastria-ui-toasts></lastria-ui-toasts>`);
    for (const text of ['Une.', 'Deux.']) element.show({ text });
    element.show({ text: 'Trois.', undo: () => undefined });
    for (const text of ['Quatre.', 'Cinq.']) element.show({ text });
    await element.updateComplete;
    const shown = [...element.renderRoot.querySelectorAll('li > span:first-child')];
    expect(shown.map((node) => node.textContent)).to.deep.equal(['Trois.', 'Cinq.']);
  });
});
