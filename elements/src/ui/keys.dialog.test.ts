import { expect, fixture, html } from '@open-wc/testing';
import { UiDialog } from './dialog.ts';
import { UiErrorSummary } from './error-summary.ts';
import { UiSidePanel } from './side-panel.ts';
import { UiTextField } from './text-field.ts';
import { UiToasts } from './toast.ts';
import { focused, mount, press, until } from './testing.ts';

for (const block of [UiDialog, UiErrorSummary, UiSidePanel, UiTextField, UiToasts]) block.define();

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
    // By a key: a browser lets a page refuse to close only what somebody opened
    opener.addEventListener('click', () => (dialog.open = true));
    opener.focus();
    await press(dialog, 'Enter');
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
