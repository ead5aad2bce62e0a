import { expect, html } from '@open-wc/testing';
import { requests } from './all.gallery.ts';
import { UiCombobox } from './combobox.ts';
import { score } from './fuzzy.ts';
import { focused, mount, press, type, until } from './testing.ts';

for (const block of [UiCombobox]) block.define();

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

  it('offers to make a name that no option bears: after those found, handed out once, said by its chip when made', async () => {
    const { element, $ } = await several();
    const made: unknown[] = [];
    element.addEventListener('lastria-ui-create', (event) => made.push((event as CustomEvent).detail));
    element.creates = (text) => `Ajouter « ${text} »`;
    element.focus();
    await type(element, 'loyer');
    const offered = (): string[] =>
      [...element.renderRoot.querySelectorAll('[role=option]')].map((one) => one.textContent.trim());
    expect(offered().length).to.be.greaterThan(1);
    expect(offered().at(-1)).to.equal('Ajouter « loyer »');
    await press(element, 'Escape', 'Escape');
    await type(element, 'Impayé de loyer');
    expect(offered().at(-1), 'an option bears it').not.to.contain('Ajouter');
    await press(element, 'Escape', 'Escape');
    await type(element, 'zorglub');
    expect(offered()).to.deep.equal(['Ajouter « zorglub »']);
    await press(element, 'ArrowDown', 'Enter');
    expect(made).to.deep.equal([{ text: 'zorglub' }]);
    expect([element.text, $('#control').ariaExpanded], 'until it is made').to.deep.equal([
      'zorglub',
      'false',
    ]);
    element.values = [...element.values, 'zorglub'];
    await element.updateComplete;
    expect(element.text).to.equal('');
  });
});
