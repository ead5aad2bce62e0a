import { expect } from '@open-wc/testing';
import { setupIgnoreWindowResizeObserverLoopErrors } from '@lit-labs/virtualizer/support/resize-observer-errors.js';
import type { PartnerInput } from '@lastria/sdk';
import { configuration } from '../testing/sample.ts';
import { until } from '../testing/until.ts';
import { cleanUp, entries, stage, type Stage } from './testing.ts';

const withWhom = ({ $ }: Stage) => $('[data-field=partnerIds]')!;
const dialog = ({ $ }: Stage) => $<HTMLElement & { open: boolean }>('.partner')!;
const said = ({ text }: Stage) => text().replaceAll('\u00a0', ' ');
const asked = ({ server }: Stage): PartnerInput[] =>
  server.calls.filter(({ path }) => path.endsWith('/partners')).map(({ body }) => body as PartnerInput);

/** The dialog, asked for by a name the directory lacks. */
async function naming(name: string): Promise<Stage> {
  const one = await stage();
  withWhom(one).focus();
  await one.type(name);
  await one.press('Entrée');
  await until(() => dialog(one).open, 'the dialog');
  await until(() => one.focused().startsWith('Nature'), 'its kind is asked');
  return one;
}

describe('a partner whom the directory lacks, in <lastria-tdm-editor>', () => {
  // A list that follows its field is measured again in the frame in which it was placed
  setupIgnoreWindowResizeObserverLoopErrors(beforeEach, afterEach);
  afterEach(cleanUp);

  it('is added by keys alone, with its kind, and stands in the travail that is signed', async () => {
    const one = await naming('Épicerie du Gard');
    await expect(one.editor).to.be.accessible();
    await one.type('baill');
    await one.press('Entrée', 'Maj+Tab', 'Entrée');
    await until(() => !dialog(one).open, 'the end of the dialog');
    expect(asked(one)).to.deep.equal([{ kind: 'bailleur', name: 'Épicerie du Gard' }]);
    expect(one.focused()).to.equal('Avec qui');
    expect((withWhom(one) as HTMLElement & { text: string }).text).to.equal('');
    one.$('#quick')!.focus();
    await one.press('Tab', 't', 'é', 'l', 'Entrée', 'Ctrl+Entrée');
    await until(() => one.server.entries.size === 1, 'the travail');
    expect(entries(one.server)[0]!.partners.map(({ name }) => name)).to.deep.equal(['Épicerie du Gard']);
    withWhom(one).focus();
    await one.type('épicerie');
    await until(() => said(one).includes('Épicerie du Gard'), 'the directory of the next travail');
  });

  it('without a kind, or with a name that is taken: said beside the field, and nothing typed is lost', async () => {
    const one = await naming('CPAM du Gard bis');
    await one.press('Maj+Tab', 'Entrée');
    await until(() => said(one).includes('Choisissez sa nature.'), 'what lacks');
    await one.press('Ctrl+a');
    await one.type('CPAM du Gard');
    await one.press('Tab');
    await one.type('cpam');
    await one.press('Entrée', 'Maj+Tab', 'Entrée');
    await until(() => said(one).includes('porte déjà ce nom'), 'the refusal');
    expect(dialog(one).open).to.equal(true);
    await one.press('Échap');
    await until(() => !dialog(one).open, 'given up');
    expect(one.server.entries.size).to.equal(0);
    expect((withWhom(one) as HTMLElement & { text: string }).text).to.equal('CPAM du Gard bis');
  });

  it('is not offered to those whose role may not', async () => {
    const one = await stage(
      {},
      { configuration: { ...configuration, can: { ...configuration.can, addPartner: false } } },
    );
    withWhom(one).focus();
    await one.type('zorglub');
    await until(() => said(one).includes('Aucun résultat'), 'nothing');
    expect(said(one)).not.to.contain('Ajouter ce partenaire :');
    await one.press('Entrée');
    expect(dialog(one).open).to.equal(false);
  });
});
