import { expect } from '@open-wc/testing';
import type { ComboboxOption } from '../ui/combobox.ts';
import type { Choice } from '../ui/select-field.ts';
import { configuration, ids } from '../testing/sample.ts';
import { cleanUp, stage, write, type Stage } from './testing.ts';

const gone = '0197a3c4-0000-7000-8000-000000000003';
const changed = {
  ...configuration,
  staff: [
    ...configuration.staff,
    { id: gone, displayName: 'Lise Garnier', jobTitle: 'Assistante de service social', left: true },
  ],
  units: configuration.units.map((unit) => ({ ...unit, closed: unit.id === ids.site })),
};
const offered = (one: Stage, field: string): readonly string[] =>
  (
    one.$(`[data-field=${field}]`) as HTMLElement & { options: readonly (ComboboxOption | Choice)[] }
  ).options.map(({ label }) => label);

describe('what <lastria-tdm-editor> offers', () => {
  afterEach(cleanUp);

  it('nobody who left, and no unit that is closed', async () => {
    const one = await stage({ fileId: '' }, { configuration: changed });
    expect(offered(one, 'performedBy')).to.deep.equal(['Claire Morel', 'Samir Roux']);
    expect(offered(one, 'unitId')).to.deep.equal(['Valmont']);
  });

  it('a travail of somebody who left still says who did it, and keeps it when something else is changed', async () => {
    const one = await stage({}, { configuration: changed });
    const { entry } = await one.session.tdm.createEntry(ids.file, {
      typeCode: 'entretien-telephonique',
      performedOn: '2026-11-20',
      performedBy: gone,
    });
    cleanUp();
    const again = await stage({ entryId: entry.id }, { configuration: changed, entries: [entry] });
    const who = again.$('[data-field=performedBy]') as HTMLElement & { text: string };
    expect(who.text).to.equal('Lise Garnier');
    await write(again, 'Complément.');
    await again.press('Ctrl+Entrée');
    const patch = again.server.calls.find(({ method }) => method === 'PATCH');
    expect(patch?.body).to.deep.equal({ text: 'Complément.' });
  });
});
