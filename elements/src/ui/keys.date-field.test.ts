import { expect, fixture, html } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { UiDateField } from './date-field.ts';
import { UiDurationField } from './parsed-field.ts';
import { UiTextField } from './text-field.ts';
import { focused, mount, press, type, until } from './testing.ts';

for (const block of [UiDateField, UiDurationField, UiTextField]) block.define();

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
      expect($('#opens').textContent).to.equal('Flèche bas\u00a0: calendrier.');
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
