import { expect } from '@open-wc/testing';
import type { Draft } from '@lastria/sdk';
import { until } from '../testing/until.ts';
import { ids } from '../testing/sample.ts';
import { emptyForm } from './parts/entry-form.ts';
import { cleanUp, draftsOf, entries, passUntil, stage, textOf, write } from './testing.ts';

const draft = (n: number, text: string, savedAt: string, fileId: string = ids.file): Draft => ({
  id: `0197a3c4-3333-7000-8000-00000000000${n}`,
  fileId,
  revision: 4,
  savedAt,
  content: { version: 1, form: { ...emptyForm('2026-11-19', ids.me), typeCode: 'visite-domicile', text } },
});

describe('drafts of <lastria-tdm-editor>', () => {
  afterEach(cleanUp);

  it('E9: kept after one second of quiet, and the status is true all along', async () => {
    const one = await stage();
    const { server, status, events } = one;
    expect(status()).to.equal('Ctrl + Entrée enregistre');
    await write(one, 'Bon');
    expect(status()).to.equal('Enregistrement du brouillon…');
    await server.clock.pass(999);
    expect(draftsOf(server)).to.have.lengthOf(0);
    await server.clock.pass(1);
    await until(() => status() === 'Brouillon enregistré à 14 h 02');
    expect(textOf(draftsOf(server)[0]?.content)).to.equal('Bon');
    expect(
      events
        .filter(({ type }) => type === 'lastria-draft-state')
        .map(({ detail }) => (detail as { state: string }).state),
    ).to.deep.equal(['saving', 'saved']);
  });

  it('E9: at least every two seconds while one types', async () => {
    const one = await stage();
    const { server } = one;
    await one.press('Alt+t');
    for (const letter of 'abcdefgh') {
      await one.type(letter);
      await server.clock.pass(500);
    }
    await until(() => server.callsTo('PUT', /drafts/).length >= 2);
    const saved = server
      .callsTo('PUT', /drafts/)
      .map(({ body }) => body as { revision: number; content: Record<string, unknown> });
    expect(saved.map(({ revision }) => revision)).to.deep.equal(saved.map((_, index) => index + 1));
    expect(textOf(saved[0]?.content)).to.equal('abc');
  });

  it('E9: the page hidden or left: sent at once, and the call outlives the page', async () => {
    const one = await stage();
    await write(one, 'Vite');
    dispatchEvent(new Event('pagehide'));
    await until(() => draftsOf(one.server).length);
    const [call] = one.server.callsTo('PUT', /drafts/);
    expect(call?.keepalive).to.equal(true);
    expect(textOf(draftsOf(one.server)[0]?.content)).to.equal('Vite');
  });

  it('E9: removed from the page: sent at once, and the text is there when it comes back', async () => {
    const one = await stage();
    await write(one, 'Parti');
    const { editor } = one;
    const place = editor.parentElement!;
    editor.remove();
    await until(() => textOf(draftsOf(one.server)[0]?.content) === 'Parti');
    place.append(editor);
    await until(
      () => (one.$('[data-field="text"]') as (HTMLElement & { value: string }) | null)?.value === 'Parti',
    );
    one.editor.focusQuickLine();
    await write(one, ', revenu');
    await passUntil(one.server, () => textOf(draftsOf(one.server)[0]?.content) === 'Parti, revenu');
  });

  it('offline: kept in memory, said, sent again by itself with a growing wait', async () => {
    const one = await stage();
    const { server, status, editor } = one;
    server.goOffline();
    await write(one, 'Sans réseau');
    const offline = () => status() === 'Hors ligne, 1 modification en attente';
    await server.clock.pass(1000);
    await until(offline);
    await server.clock.pass(7000);
    await until(offline);
    expect(editor.hasUnsavedChanges).to.equal(true);
    server.goOnline();
    dispatchEvent(new Event('online'));
    await until(() => status() === 'Brouillon enregistré à 14 h 02');
    expect(textOf(draftsOf(server)[0]?.content)).to.equal('Sans réseau');
    server.goOffline();
    await write(one, '!');
    await server.clock.pass(1000);
    await until(offline);
    server.goOnline();
    await server.clock.pass(2000);
    await until(() => textOf(draftsOf(server)[0]?.content) === 'Sans réseau!');
  });

  it('another window is ahead: what is typed last stands', async () => {
    const one = await stage();
    const { server } = one;
    await write(one, 'a');
    await server.clock.pass(1000);
    const kept = await until(() => draftsOf(server)[0]);
    await until(() => one.status().startsWith('Brouillon enregistré'));
    server.drafts.set(kept.id, { ...kept, revision: 9 });
    await write(one, 'b');
    await server.clock.pass(1000);
    await until(() => textOf(server.drafts.get(kept.id)?.content) === 'ab');
    expect(server.drafts.get(kept.id)?.revision).to.equal(10);
  });

  it('found again: offered with its date, taken up by keys; signing erases it', async () => {
    const one = await stage(
      {},
      { drafts: [draft(1, 'Premier', '2026-11-19T13:02:00Z'), draft(2, 'Second', '2026-11-20T08:30:00Z')] },
    );
    const { $, press, server, text } = one;
    expect(text().replaceAll('\u00a0', ' '))
      .to.contain('20 nov. à 9 h 30')
      .and.to.contain('19 nov. à 14 h 02')
      .and.to.contain('Repartir de zéro');
    expect($('.drafts li button')!.ariaLabel!.replaceAll('\u00a0', ' ')).to.equal(
      'Reprendre le brouillon du 20 nov. à 9 h 30',
    );
    $<HTMLButtonElement>('.drafts li:nth-child(2) button')!.focus();
    await press('Entrée');
    expect(($('[data-field="text"]') as HTMLElement & { value: string }).value).to.equal('Premier');
    await write(one, ' !');
    await server.clock.pass(1000);
    await until(() => draftsOf(server).find(({ id }) => id.endsWith('1'))?.revision === 5);
    await press('Ctrl+Entrée');
    await until(() => entries(server).length);
    expect(draftsOf(server).map(({ content }) => textOf(content))).to.deep.equal(['Second']);
  });

  it('thrown away by hand, and given back by « Annuler »; what is erased by hand leaves no draft', async () => {
    const one = await stage({}, { drafts: [draft(1, 'À garder', '2026-11-19T13:02:00Z')] });
    const { $, press, server } = one;
    $<HTMLButtonElement>('.drafts .square')!.focus();
    await press('Entrée');
    await until(() => server.drafts.size === 0);
    const undo = await until(() =>
      $('lastria-ui-toasts')!.shadowRoot!.querySelector<HTMLButtonElement>('li .button'),
    );
    undo.focus();
    await press('Entrée');
    await until(() => server.drafts.size === 1);
    await write(one, 'x');
    await server.clock.pass(1000);
    await until(() => server.drafts.size === 2);
    await press('Backspace');
    await until(() => server.drafts.size === 1);
    expect(one.editor.hasUnsavedChanges).to.equal(false);
  });
});
