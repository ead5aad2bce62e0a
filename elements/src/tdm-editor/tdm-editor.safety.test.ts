import { expect } from '@open-wc/testing';
import { settled } from '../testing/hand-clock.ts';
import { until } from '../testing/until.ts';
import { fakeServer, type FakeServer } from '../testing/fake-server.ts';
import { ids, me } from '../testing/sample.ts';
import { cleanUp, draftsOf, entries, line, passUntil, stage, textOf, write } from './testing.ts';

/** A travail signed yesterday, to change. */
async function signed(server: FakeServer): Promise<string> {
  const session = server.session();
  const { entry } = await session.tdm.createEntry(ids.file, {
    typeCode: 'entretien-telephonique',
    performedOn: '2026-11-21',
    minutes: 20,
    text: 'Premier texte',
    requests: [{ requestId: ids.rent, actions: [] }],
  });
  return entry.id;
}

describe('safety of <lastria-tdm-editor>', () => {
  afterEach(cleanUp);

  it('one effect: an answer lost on the way does not sign twice', async () => {
    const one = await stage();
    const { server, press, type, status } = one;
    await type(line);
    await press('Entrée', 'Entrée');
    await type('Une fois');
    // The first call and both its tries take effect and lose their answer: the editor asks again later, with the same key
    for (let tries = 0; tries < 3; tries++) server.loseAnswer('POST', /entries$/);
    await press('Ctrl+Entrée');
    await passUntil(server, () => status().includes('en attente'));
    expect(entries(server)).to.have.lengthOf(1);
    expect(one.events.some((event) => event.type === 'lastria-entry-saved')).to.equal(false);
    await passUntil(server, () => one.events.some((event) => event.type === 'lastria-entry-saved'));
    expect(server.callsTo('POST', /entries$/)).to.have.lengthOf(4);
    expect(entries(server)).to.have.lengthOf(1);
    expect(
      new Set(server.callsTo('POST', /entries$/).map(({ headers }) => headers.get('idempotency-key'))).size,
    ).to.equal(1);
  });

  it('typed while the signature waits: nothing lost, nothing twice', async () => {
    const one = await stage();
    const { server, press, type, editor } = one;
    await type(line);
    await press('Entrée', 'Entrée');
    await type('Avant');
    server.goOffline();
    await press('Ctrl+Entrée');
    await passUntil(server, () => one.status().includes('1 enregistrement en attente'));
    await type(' et après');
    server.goOnline();
    await press('Ctrl+Entrée');
    await server.clock.pass(1000);
    await until(() => one.events.some((event) => event.type === 'lastria-entry-saved'));
    expect(entries(server).map(({ text }) => text)).to.deep.equal(['Avant et après']);
    expect(editor.hasUnsavedChanges).to.equal(false);
  });

  it('E13: « Annuler » takes the travail back and gives the text back', async () => {
    const one = await stage();
    const { server, press, type, $, events } = one;
    await type(line);
    await press('Entrée', 'Entrée');
    await type('Trop vite');
    await press('Ctrl+Entrée');
    await until(() => entries(server).length);
    const undo = await until(() =>
      $('lastria-ui-toasts')!.shadowRoot!.querySelector<HTMLButtonElement>('li .button'),
    );
    undo.focus();
    await press('Entrée');
    await until(() => events.some((event) => event.type === 'lastria-entry-undone'));
    expect(entries(server)).to.have.lengthOf(0);
    expect(($('[data-field="text"]') as HTMLElement & { value: string }).value).to.equal('Trop vite');
  });

  it('E13: after ten seconds the server refuses, and the sentence says what can be done', async () => {
    const one = await stage();
    const { server, press, type, $, text } = one;
    await type(line);
    await press('Entrée', 'Entrée', 'a', 'Ctrl+Entrée');
    await until(() => entries(server).length);
    const undo = await until(() =>
      $('lastria-ui-toasts')!.shadowRoot!.querySelector<HTMLButtonElement>('li .button'),
    );
    await server.clock.pass(11_000);
    undo.focus();
    await press('Entrée');
    await until(() => text().includes('Les dix secondes sont passées'));
    expect(entries(server)).to.have.lengthOf(1);
  });

  it('E14: changed by somebody else meanwhile: both versions, field by field, by keys; no text lost', async () => {
    const server = fakeServer();
    const entryId = await signed(server);
    const one = await stage({ entryId }, { entries: entries(server) });
    const { press, $, text, focused } = one;
    const current = () => one.server.entries.get(entryId)!;
    expect($('h2')?.textContent).to.contain('Modifier le travail');
    await write(one, ' de moi');
    one.server.entries.set(entryId, { ...current(), text: 'Texte du collègue', place: 'Hall', version: 2 });
    await press('Ctrl+Entrée');
    await until(() => $('.conflict'));
    expect(focused()).to.equal('Ce travail a changé entre-temps');
    expect(text())
      .to.contain('Premier texte de moi')
      .and.to.contain('Texte du collègue')
      .and.to.contain('Hall');
    await expect(one.editor).to.be.accessible();
    one.editor.close();
    await until(() => focused() === 'Continuer la saisie', 'closing asks here too');
    await press('Entrée');
    await until(() => focused() === 'Ce travail a changé entre-temps', 'focus comes back');
    // Both texts are kept to begin with; the place, changed there only, is theirs
    expect($<HTMLInputElement>('#text-both')?.checked).to.equal(true);
    expect($<HTMLInputElement>('#place-theirs')?.checked).to.equal(true);
    await press('Tab', '↑', '↑', '↓', '↓');
    await press('Tab', 'Tab', 'Tab', 'Entrée');
    await until(() => one.events.some((event) => event.type === 'lastria-entry-saved'));
    expect(current()).to.deep.include({
      text: 'Texte du collègue\n\nPremier texte de moi',
      place: 'Hall',
      version: 3,
    });
  });

  it('a signed travail: only what changed is sent', async () => {
    const server = fakeServer();
    const entryId = await signed(server);
    const one = await stage({ entryId }, { entries: entries(server) });
    await write(one, '!');
    await one.press('Ctrl+Entrée');
    await until(() => one.events.some((event) => event.type === 'lastria-entry-saved'));
    expect(one.server.callsTo('PATCH', /entries/)[0]?.body).to.deep.equal({ text: 'Premier texte!' });
    expect(one.events.at(-1)?.detail).to.deep.include({ changed: true });
  });

  it('the page goes to somebody else: locked on the first person until one answers', async () => {
    const one = await stage();
    const { editor, $, press, focused, text, server } = one;
    await write(one, 'Pour Marie');
    editor.fileId = ids.otherFile;
    await until(() => $<HTMLElement & { open: boolean }>('.lock')?.open);
    await editor.updateComplete;
    await until(() => focused() === 'Continuer ici');
    expect(text()).to.contain('Vous écrivez encore dans le dossier de DUPONT Marie');
    await press('Entrée');
    expect($('.banner')?.textContent).to.contain('Vous écrivez dans le dossier de DUPONT Marie');
    $<HTMLButtonElement>('.banner button')!.focus();
    await press('Entrée');
    await until(() => $('h2')?.textContent?.includes('BERNARD Luc'));
    await until(() => draftsOf(server).length);
    expect(draftsOf(server).map(({ fileId, content }) => [fileId, textOf(content)])).to.deep.equal([
      [ids.file, 'Pour Marie'],
    ]);
    expect(($('[data-field="text"]') as HTMLElement & { value: string }).value).to.equal('');
  });

  it('the page comes back to the first person: the question leaves by itself', async () => {
    const one = await stage();
    await write(one, 'Pour Marie');
    one.editor.fileId = ids.otherFile;
    await until(() => one.$<HTMLElement & { open: boolean }>('.lock')?.open);
    one.editor.fileId = ids.file;
    await until(() => one.$<HTMLElement & { open: boolean }>('.lock')?.open === false);
    expect(one.$('.banner')).to.equal(null);
  });

  it('E12: session expired: the text leaves the screen, and comes back to the same person', async () => {
    const one = await stage();
    const { server, $, text, session, press } = one;
    await write(one, 'Texte secret');
    server.signOut();
    await server.clock.pass(1000);
    await until(() => text().includes('Votre session est terminée'));
    expect(text()).to.contain('Votre saisie est conservée');
    expect(one.editor.shadowRoot!.querySelector('[data-field]')).to.equal(null);
    server.signIn();
    void session.renew();
    await until(() => $('[data-field="text"]'));
    expect(($('[data-field="text"]') as HTMLElement & { value: string }).value).to.equal('Texte secret');
    await server.clock.pass(2000);
    await until(() => textOf(draftsOf(server)[0]?.content) === 'Texte secret');
    $('[data-field="typeCode"]')!.focus();
    await press('v', 'i', 's', 'Entrée', 'Ctrl+Entrée');
    await until(() => entries(server).length);
  });

  it('E12: another person signs in: nothing of the first one is left', async () => {
    const one = await stage();
    const { server, $, text, session } = one;
    await write(one, 'Texte secret');
    server.signOut();
    await server.clock.pass(1000);
    await until(() => text().includes('Votre session est terminée'));
    server.signIn({ ...me, staffId: ids.colleague, displayName: 'Samir Roux' });
    server.drafts.clear();
    void session.renew();
    await until(() => $('[data-field="text"]'));
    expect(($('[data-field="text"]') as HTMLElement & { value: string }).value).to.equal('');
    expect(one.editor.hasUnsavedChanges).to.equal(false);
  });

  it('signed out by the page: nothing is left, in the document or in hand', async () => {
    const one = await stage();
    await write(one, 'Texte secret');
    one.session.close();
    await until(() => one.text().includes('Votre session est terminée'));
    expect(one.editor.hasUnsavedChanges).to.equal(false);
    expect(one.text()).not.to.contain('secret').and.not.to.contain('DUPONT');
  });

  it('E2: closing with unsaved text asks, « Continuer la saisie » focused; the host may refuse', async () => {
    const one = await stage({ closable: true });
    const { editor, $, press, focused, events, server } = one;
    await write(one, 'En cours');
    expect(editor.close()).to.equal(false);
    await until(() => focused() === 'Continuer la saisie');
    await press('Entrée');
    expect(editor.hasUnsavedChanges).to.equal(true);
    const refuse = (event: Event) => event.preventDefault();
    editor.addEventListener('lastria-before-close', refuse);
    editor.close();
    await settled();
    expect($<HTMLElement & { open: boolean }>('.leaving')?.open).to.equal(false);
    editor.removeEventListener('lastria-before-close', refuse);
    editor.close();
    await until(() => focused() === 'Continuer la saisie');
    await press('Shift+Tab', 'Entrée');
    await until(() => events.some((event) => event.type === 'lastria-editor-closed'));
    await until(() => textOf(draftsOf(server)[0]?.content) === 'En cours');
    expect(editor.hasUnsavedChanges).to.equal(false);
  });

  it('events carry ids and states only, and stay on the element', async () => {
    const seen: Event[] = [];
    const listen = (event: Event) => seen.push(event);
    document.addEventListener('lastria-entry-saved', listen, { capture: false });
    const one = await stage();
    await one.type(line);
    await one.press('Entrée', 'Entrée', 'a', 'Ctrl+Entrée');
    await until(() => one.events.some((event) => event.type === 'lastria-entry-saved'));
    document.removeEventListener('lastria-entry-saved', listen);
    expect(seen).to.have.lengthOf(0);
    expect(JSON.stringify(one.events)).not.to.match(/Dupont|Marie|Impayé|loyer|bailleur/i);
  });
});
