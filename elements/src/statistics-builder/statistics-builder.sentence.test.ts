import { expect } from '@open-wc/testing';
import { plain } from '../testing/perceived.ts';
import type { Over } from './statistics-builder.data.ts';
import {
  counting,
  definitionOf,
  draftFrom,
  draftOf,
  isReport,
  keeping,
  spread,
} from './statistics-builder.draft.ts';
import { statisticsBuilderMessages as texts } from './statistics-builder.messages.ts';
import { namedPeriods, periodShort, periodText } from './statistics-builder.period.ts';
import { model, units } from './model.sample.ts';
import { reports } from './reports.sample.ts';
import { sentenceOf, sentenceText, unitsText } from './statistics-builder.sentence.ts';

const report = (code: string) => draftOf(reports.find(({ id }) => id === code)!);
const over: Over = { period: { from: '2026-01-01', to: '2026-12-31' }, unitIds: undefined, mode: 'internal' };
const say = (draft: ReturnType<typeof report>, where: Over = over) =>
  plain(sentenceText(sentenceOf(draft, where, model, new Map([['sex/female', 'Féminin']]), texts)));

describe('the question in plain French', () => {
  it('says all that is asked', () => {
    expect(say(report('D06'))).to.equal(
      'Demandes reçues en 2026, par catégorie de demandes et sexe, toutes vos entités',
    );
    expect(say(report('A06'), { ...over, unitIds: [units.north] })).to.equal(
      'Dossiers en cours au 31 décembre 2026, par entité puis intervenant, Agence Nord',
    );
    expect(say(report('D05'))).to.contain('par type de demande (10 premiers)');
    expect(say(report('D11'))).to.contain('Nombre moyen de demandes par bénéficiaire en 2026, par entité');
    const kept = keeping({ ...report('D01'), filters: ['inPeriod', 'urgent'], compare: 1 }, 'sex', [
      'female',
      null,
    ]);
    expect(say(kept)).to.equal(
      'Demandes reçues en 2026, par catégorie de demandes, seulement : urgentes ; sexe Féminin ou Non renseigné, toutes vos entités, comparé à N-1',
    );
  });

  it('says periods and units as one does', () => {
    expect(periodText({ from: '2026-01-01', to: '2026-11-20' })).to.equal(
      'du 1er\u00a0janvier au 20\u00a0novembre 2026',
    );
    expect(periodText({ from: '2025-07-01', to: '2026-06-30' })).to.equal(
      'du 1er\u00a0juillet 2025 au 30\u00a0juin 2026',
    );
    expect(periodText({ from: '2024-02-01', to: '2024-02-29' })).to.equal('en février 2024');
    expect(periodText({ from: '2026-03-04', to: '2026-03-04' })).to.equal('le 4\u00a0mars 2026');
    expect(periodShort({ from: '2026-01-01', to: '2026-12-31' })).to.equal('2026');
    expect(unitsText([units.lille, units.north, units.south], model.units, texts)).to.equal(
      'Lille et ses sous-entités',
    );
    expect(unitsText([units.north, units.south], model.units, texts)).to.equal('Agence Nord et Agence Sud');
    expect(unitsText([units.lille], model.units, texts)).to.equal('Lille');
  });

  it('names the periods reports are made of, at the edges of years and months', () => {
    const on = (today: string) =>
      Object.fromEntries(namedPeriods(today).map(({ id, period }) => [id, period]));
    expect(on('2024-02-29')).to.deep.include({
      month: { from: '2024-02-01', to: '2024-02-29' },
      lastMonth: { from: '2024-01-01', to: '2024-01-31' },
      lastQuarter: { from: '2023-10-01', to: '2023-12-31' },
      twelveMonths: { from: '2023-03-01', to: '2024-02-29' },
    });
    expect(on('2026-01-05')['lastMonth']).to.deep.equal({ from: '2025-12-01', to: '2025-12-31' });
    expect(on('2026-12-31')['quarter']).to.deep.equal({ from: '2026-10-01', to: '2026-12-31' });
  });
});

describe('the question under the hand', () => {
  it('stays the report it comes from until something of it changes', () => {
    const draft = report('D06');
    expect(definitionOf(draft)).to.deep.equal({ reportCode: 'D06', chart: 'stackedBar' });
    expect(isReport(keeping(draft, 'ageBracket', ['a1']))).to.equal(true);
    expect(isReport({ ...draft, rows: draft.columns, columns: draft.rows })).to.equal(true);
    const other = spread(draft, 'columns', ['month']);
    expect(definitionOf(other)).to.deep.equal({
      question: {
        measures: [{ kind: 'count', of: 'requests' }],
        dimensions: ['requestCategory', 'month'],
        filters: ['inPeriod'],
      },
      chart: 'stackedBar',
    });
  });

  it('leaves out what no longer goes with what is counted', () => {
    const draft = keeping(
      { ...spread(report('D01'), 'columns', ['arrivalChannel']), filters: ['inPeriod', 'urgent'] },
      'requestStatus',
      ['open'],
    );
    const people = counting(draft, model, { of: 'people', filter: 'activeInPeriod' });
    expect(people).to.deep.include({
      rows: ['requestCategory'],
      columns: [],
      filters: ['activeInPeriod'],
      only: [],
    });
  });

  it('a dimension stands in one place, and columns without rows are rows', () => {
    const draft = report('D06');
    expect(spread(draft, 'rows', ['sex'])).to.deep.include({ rows: ['sex'], columns: [] });
    expect(spread(draft, 'rows', [])).to.deep.include({ rows: ['sex'], columns: [] });
    expect(spread({ ...report('D05') }, 'columns', ['sex']).top).to.equal(undefined);
  });

  it('is what it was when it is read again', () => {
    const draft = { ...spread(report('D06'), 'columns', ['month']), compare: 2 as const };
    const again = draftFrom(definitionOf(draft), reports, model)!;
    expect(definitionOf(again)).to.deep.equal(definitionOf(draft));
    expect(say(again)).to.equal(say(draft));
    expect(draftFrom({ reportCode: 'X99' }, reports, model)).to.equal(undefined);
  });
});
