import { expect } from '@open-wc/testing';
import type { FakeServer } from '../testing/fake-server.ts';
import { ids } from '../testing/sample.ts';
import { until } from '../testing/until.ts';
import { cleanUp, stage, type Stage } from './testing.ts';

const outcomeOf = ({ $ }: Stage) => $<HTMLSelectElement>('.card .head select')!;
const rent = (server: FakeServer) => server.requests.get(ids.file)!.find(({ id }) => id === ids.rent)!;
const said = ({ text }: Stage) => text().replaceAll('\u00a0', ' ');

/** The editor with a demande of the file, its result under the focus. */
async function onRent(): Promise<Stage> {
  const one = await stage();
  one.$('.requests > .add')!.focus();
  await one.type('impayé');
  await one.press('Entrée');
  await until(() => one.$('.card'), 'the demande');
  expect(outcomeOf(one).getAttribute('aria-label')).to.equal('Résultat de la demande Impayé de loyer');
  outcomeOf(one).focus();
  return one;
}

describe('the result of a demande in <lastria-tdm-editor>', () => {
  afterEach(cleanUp);

  it('is kept at once, whatever becomes of the travail, and taken back by Ctrl+Z', async () => {
    const one = await onRent();
    await one.press('a', 'Entrée');
    await until(() => rent(one.server).outcome === 'aboutie', 'the result');
    await until(() => said(one).includes('Impayé de loyer : Aboutie'), 'the notification');
    expect(outcomeOf(one).value).to.equal('aboutie');
    expect(one.server.entries.size).to.equal(0);
    const changed = { type: 'lastria-request-changed', detail: { requestId: ids.rent, fileId: ids.file } };
    expect(one.events.filter(({ type }) => type === changed.type)).to.deep.equal([changed]);
    one.editor.undo();
    await until(() => rent(one.server).outcome === null, 'the result before');
    await until(() => outcomeOf(one).value === '', 'the result before, shown');
    expect(rent(one.server).resolvedOn).to.equal(null);
  });

  it('changed by somebody else meanwhile: told, nothing written, shown as it is', async () => {
    const one = await onRent();
    await one.server
      .session()
      .tdm.changeRequest(
        ids.file,
        ids.rent,
        { outcome: 'orientee' },
        { etag: `"${rent(one.server).version}"` },
      );
    await one.press('a', 'Entrée');
    await until(() => said(one).includes('Quelqu’un d’autre vient de changer cette demande'), 'the refusal');
    expect(rent(one.server).outcome).to.equal('orientee');
    await until(() => outcomeOf(one).value === 'orientee', 'what is kept');
  });

  it('walked through with the arrows, nothing is written before one settles', async () => {
    const one = await onRent();
    const asked = () => one.server.calls.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
    const [, first, second] = [...outcomeOf(one).options].map(({ value }) => value);
    await one.press('↓', '↓');
    expect(outcomeOf(one).value).to.equal(second);
    await one.press('↑');
    expect(outcomeOf(one).value).to.equal(first);
    expect(asked()).to.deep.equal([]);
    await one.press('Échap');
    expect(outcomeOf(one).value, 'Échap goes back').to.equal('');
    await one.press('↓', '↓', '↑', 'Entrée');
    await until(() => rent(one.server).outcome === first, 'Entrée');
    await one.press('↓', '↑', '↓', 'Tab');
    await until(() => rent(one.server).outcome === second, 'leaving the list');
    expect(asked()).to.deep.equal([{ outcome: first }, { outcome: second }]);
  });

  it('refused, is said; the list shows the one before, and the same choice can be made again', async () => {
    const one = await onRent();
    const refused = {
      type: 'https://lastria.example/problems/forbidden',
      status: 403,
      title: 'Non autorisé',
    };
    const stop = one.server.intercept(({ method }) =>
      method === 'PATCH' ? Response.json(refused, { status: 403 }) : undefined,
    );
    await one.press('a', 'Entrée');
    await until(() => said(one).includes('Non autorisé'), 'the refusal');
    await until(() => outcomeOf(one).value === '', 'the one before');
    stop();
    await one.press('a', 'Entrée');
    await until(() => rent(one.server).outcome === 'aboutie', 'the second time');
  });

  it('of a demande that opens with the travail, is signed with it', async () => {
    const one = await stage();
    await one.press('Tab', 't', 'é', 'l', 'Entrée');
    one.$('.requests > .add')!.focus();
    await one.type('aide alim');
    await one.press('Entrée');
    await until(() => one.$('.card'), 'the demande');
    outcomeOf(one).focus();
    await one.press('a', 'Ctrl+Entrée');
    await until(() => one.server.entries.size === 1, 'the travail');
    const [signed] = one.server.calls.filter(
      ({ method, path }) => method === 'POST' && /entries$/.test(path),
    );
    expect((signed?.body as { requests: unknown }).requests).to.deep.equal([
      { typeCode: 'aide-alimentaire', outcome: 'aboutie', actions: [] },
    ]);
  });
});
