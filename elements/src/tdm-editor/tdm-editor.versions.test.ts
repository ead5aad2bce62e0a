import { expect } from '@open-wc/testing';
import type { WorkEntry } from '@lastria/sdk';
import type { FakeServer } from '../testing/fake-server.ts';
import { ids } from '../testing/sample.ts';
import { until } from '../testing/until.ts';
import { cleanUp, entries, stage, type Stage } from './testing.ts';

/** A travail signed, then changed by somebody: two versions. */
async function twice(server: FakeServer): Promise<WorkEntry> {
  const { tdm } = server.session();
  const first = await tdm.createEntry(ids.file, {
    typeCode: 'entretien-telephonique',
    performedOn: '2026-11-17',
    minutes: 20,
    requests: [{ requestId: ids.rent }],
    text: 'Premier texte',
  });
  const { entry } = await tdm.changeEntry(
    first.entry.id,
    { text: 'Deuxième texte', minutes: 35 },
    { etag: first.etag },
  );
  return entry;
}

/** The editor on that travail, over the very same server. */
async function onVersions(): Promise<Stage & { readonly entryId: string }> {
  let entryId = '';
  const one = await stage({}, {}, false);
  entryId = (await twice(one.server)).id;
  one.editor.entryId = entryId;
  await until(() => one.$('h2')?.textContent?.includes('Modifier'), 'the signed travail');
  await one.editor.updateComplete;
  return { ...one, entryId };
}

const button = (one: Stage, name: string) =>
  [...one.editor.shadowRoot!.querySelectorAll('button')].find((each) =>
    (each.getAttribute('aria-label') ?? each.textContent ?? '').includes(name),
  );
const area = (one: Stage) => one.$<HTMLElement & { value: string }>('[data-field="text"]')!;

describe('versions in <lastria-tdm-editor>', () => {
  afterEach(cleanUp);

  it('says who signed the travail, and that it changed', async () => {
    const one = await onVersions();
    expect(one.$('.author')?.textContent?.trim()).to.match(/^Saisi par Claire Morel, .*Modifié 1 fois\.$/);
  });

  it('shows what was said beside what is said now, by field, and restores a text as a new version', async () => {
    const one = await onVersions();
    button(one, 'Versions')!.focus();
    await one.press('Entrée');
    await until(() => one.$('.compared'), 'both versions');
    await expect(one.editor).to.be.accessible();
    const fields = [...one.editor.shadowRoot!.querySelectorAll('.compared section')].map((section) => [
      section.querySelector('h3')!.textContent,
      ...[...section.querySelectorAll('.value')].map((value) => value.textContent?.replaceAll('\u00a0', ' ')),
    ]);
    expect(fields).to.deep.equal([
      ['Durée', '20 min', '35 min'],
      ['Texte', 'Premier texte', 'Deuxième texte'],
    ]);
    button(one, 'Rétablir ce texte')!.focus();
    await one.press('Entrée');
    await until(() => one.events.some(({ type }) => type === 'lastria-entry-saved'));
    expect(one.server.callsTo('PATCH', /entries/).at(-1)?.body).to.deep.equal({ text: 'Premier texte' });
    expect(one.server.entries.get(one.entryId)).to.deep.include({
      version: 3,
      text: 'Premier texte',
      minutes: 35,
    });
  });

  it('restores nothing over a text that is not signed: it says what to do first', async () => {
    const one = await onVersions();
    area(one).focus();
    await one.type(' en cours');
    button(one, 'Versions')!.focus();
    await one.press('Entrée');
    await until(() => one.$('.compared'), 'both versions');
    expect(button(one, 'Rétablir ce texte')).to.equal(undefined);
    expect(one.$('.later')?.textContent).to.contain('Enregistrez d’abord');
    await one.press('Échap');
    await until(() => !one.$('.compared'));
    expect(area(one).value).to.equal('Deuxième texte en cours');
  });

  it('says so when they cannot be read', async () => {
    const one = await onVersions();
    one.server.intercept(({ path }) =>
      path.endsWith('/history') ? one.server.problem('internal', 500, 'Panne', 'Réessayez.') : undefined,
    );
    button(one, 'Versions')!.focus();
    await one.press('Entrée');
    await until(() => one.text().includes('Panne') || one.text().includes('n’ont pas pu être lues'));
  });
});

describe('a signed travail, changed', () => {
  afterEach(cleanUp);

  it('E13: « Annuler » puts it back as it was, and what it had become stays among its versions', async () => {
    const one = await onVersions();
    area(one).focus();
    await one.type(' de trop');
    await one.press('Ctrl+Entrée');
    await until(() => one.server.entries.get(one.entryId)?.text === 'Deuxième texte de trop');
    const undo = await until(() =>
      one.$('lastria-ui-toasts')!.shadowRoot!.querySelector<HTMLButtonElement>('li .button'),
    );
    undo.focus();
    await one.press('Entrée');
    await until(() => one.events.some(({ type }) => type === 'lastria-entry-undone'));
    expect(one.server.entries.get(one.entryId)).to.deep.include({ text: 'Deuxième texte', version: 2 });
    await until(() => area(one)?.value === 'Deuxième texte', 'the form follows');
    expect(one.editor.hasUnsavedChanges).to.equal(false);
  });
});

describe('minutes on the way', () => {
  afterEach(cleanUp);

  it('are written beside the duration, kept apart from it', async () => {
    const one = await stage();
    one.$('[data-field="typeCode"]')!.focus();
    await one.press('v', 'i', 's', 'Entrée');
    one.$('[data-field="travelMinutes"]')!.focus();
    await one.type('40');
    await one.press('Ctrl+Entrée');
    await until(() => entries(one.server).length);
    expect(entries(one.server)[0]).to.deep.include({ travelMinutes: 40, minutes: 90 });
  });
});
