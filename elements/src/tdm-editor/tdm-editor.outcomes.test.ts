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
    await one.press('a');
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
    // One key: a second would choose again, this time knowing
    await one.press('a');
    await until(() => said(one).includes('Quelqu’un d’autre vient de changer cette demande'), 'the refusal');
    expect(rent(one.server).outcome).to.equal('orientee');
    await until(() => outcomeOf(one).value === 'orientee', 'what is kept');
  });

  it('is not offered for a demande that opens with the travail', async () => {
    const one = await stage();
    one.$('.requests > .add')!.focus();
    await one.type('aide alim');
    await one.press('Entrée');
    await until(() => one.$('.card'), 'the demande');
    expect(outcomeOf(one)).to.equal(null);
  });
});
