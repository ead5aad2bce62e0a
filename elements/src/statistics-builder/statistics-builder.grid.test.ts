import { expect } from '@open-wc/testing';
import type { Figure, StatisticsTable } from './statistics-builder.data.ts';
import { gridOf, signed, sorted } from './statistics-builder.grid.ts';
import { statisticsBuilderMessages } from './statistics-builder.messages.ts';
import { answerTo } from './answers.sample.ts';
import { reports } from './reports.sample.ts';

const { words } = statisticsBuilderMessages.table;
const { measures } = reports.find(({ id }) => id === 'D06')!;
const period = { from: '2026-01-01', to: '2026-12-31' };
const table = (dimensions: readonly string[], more: object = {}): StatisticsTable =>
  answerTo({ measures, dimensions, period, ...more });
const texts = (grid: ReturnType<typeof gridOf>) =>
  grid.rows.map(({ label, cells }) => [label, ...cells.map(({ text }) => text)]);

describe('the table', () => {
  it('has a column for each value, the total and its share; « Ensemble » apart', () => {
    const grid = gridOf(
      table(['requestCategory', 'sex']),
      { rows: ['requestCategory'], columns: ['sex'] },
      words,
    );
    expect(grid.columns.map(({ label }) => label)).to.deep.equal([
      'Féminin',
      'Masculin',
      'Non renseigné',
      'Total',
      '%',
    ]);
    expect(texts(grid)[0]!.slice(0, 5)).to.deep.equal([
      'Budget et surendettement',
      '155',
      '103',
      '77',
      '335',
    ]);
    expect(grid.total.cells.map(({ text }) => text).slice(0, 4)).to.deep.equal(['381', '253', '190', '824']);
    expect(grid.distinct).to.equal(false);
  });

  it('turned round, it says the same figures', () => {
    const asked = table(['requestCategory', 'sex']);
    const one = gridOf(asked, { rows: ['requestCategory'], columns: ['sex'] }, words);
    const other = gridOf(asked, { rows: ['sex'], columns: ['requestCategory'] }, words);
    expect(other.rows[1]!.cells[0]!.text).to.equal(one.rows[0]!.cells[1]!.text);
    expect(other.total.cells[0]!.text).to.equal(one.rows[0]!.cells[3]!.text);
  });

  it('rows within rows, each with its own total', () => {
    const grid = gridOf(table(['entity', 'worker']), { rows: ['entity', 'worker'], columns: [] }, words);
    expect(grid.rows.map(({ children }) => children.length)).to.deep.equal([3, 3, 3]);
    const [first] = grid.rows;
    expect(first!.cells[0]!.value).to.equal(
      first!.children.reduce((sum, { cells }) => sum + cells[0]!.value!, 0),
    );
  });

  it('years before stand beside the total, with what changed', () => {
    const grid = gridOf(table(['sex'], { compare: 2 }), { rows: ['sex'], columns: [] }, words);
    expect(grid.columns.map(({ label }) => label)).to.deep.equal([
      'Demandes',
      '%',
      'N-1',
      'Évolution',
      'N-2',
      'Évolution',
    ]);
    expect(grid.rows[0]!.cells.map(({ text }) => text.replaceAll(/\s/g, ' '))).to.deep.equal([
      '309',
      '54,5 %',
      '278',
      '+ 11 %',
      '247',
      '+ 25 %',
    ]);
    expect([0.004, -0.031, 0.12, 0].map((change) => signed(change).replaceAll(/\s/g, ' '))).to.deep.equal([
      '+ 0,4 %',
      '− 3,1 %',
      '+ 12 %',
      '0,0 %',
    ]);
  });

  it('what is masked is nowhere said: neither its share, nor how it changed', () => {
    const grid = gridOf(
      table(['requestCategory', 'sex'], { mode: 'diffusion', compare: 1 }),
      { rows: ['requestCategory'], columns: ['sex'] },
      words,
    );
    const last = grid.rows.at(-1)!;
    expect(last.cells.map(({ text }) => text)).to.deep.equal(Array(7).fill('masqué'));
    expect(last.cells.every(({ value, counts }) => value === null && !counts)).to.equal(true);
    expect(grid.masked).to.equal(true);
  });

  it('says that its total counts once what several rows count', () => {
    const asked = table(['sex']);
    const whole = asked.cells.find(({ at }) => at[0] === null)!;
    const fewer: Figure = { ...whole.values[0]!, value: 400 };
    const cells = asked.cells.map((cell) => (cell === whole ? { ...cell, values: [fewer] } : cell));
    expect(gridOf({ ...asked, cells }, { rows: ['sex'], columns: [] }, words).distinct).to.equal(true);
    expect(gridOf(asked, { rows: ['sex'], columns: [] }, words).distinct).to.equal(false);
  });

  it('is sorted by figure or by name, « Non renseigné » last whatever the way', () => {
    const grid = gridOf(table(['requestCategory']), { rows: ['requestCategory'], columns: [] }, words);
    const labels = (order: Parameters<typeof sorted>[1]) => sorted(grid, order).map(({ label }) => label);
    const [figure] = grid.columns;
    expect(labels({ column: figure!.id, descending: false })[0]).to.equal('Retraite');
    expect(labels({ column: 'label', descending: false })[1]).to.equal('Handicap et RQTH');
    for (const descending of [true, false])
      for (const column of [figure!.id, 'label'])
        expect(labels({ column, descending }).at(-1)).to.equal('Non renseigné');
    expect(labels(undefined)).to.deep.equal(grid.rows.map(({ label }) => label));
  });

  it('nothing counted is a dash, and asks for nothing', () => {
    const asked = { ...table(['sex']), cells: [] };
    const grid = gridOf(asked, { rows: ['sex'], columns: [] }, words);
    expect(
      grid.rows.every(({ cells }) => cells.every(({ text, counts }) => text === '–' && !counts)),
    ).to.equal(true);
  });
});
