import { describe, expect, it } from 'vitest';
import { tableOfAnswer, type Answer, type AnswerValue } from './answer.ts';
import { csvOf } from './csv.ts';
import { sampleSet } from './sample-reports.ts';
import { documentOf } from './word.ts';
import { workbookOf } from './workbook.ts';

const named = { code: 'B02', title: 'Âges', sentence: 'Par âge.', year: 2026, notes: ['Seuil : 11.'] };
const counted = (value: number, share: number, more = {}): AnswerValue => ({
  value,
  share,
  excluded: 0,
  ...more,
});
const mean = (value: number | null, excluded = 0): AnswerValue => ({ value, share: null, excluded });

/** Two measures, one axis of three values of which the last was never met, and the year before. */
const answer = (hidden: number): Answer => ({
  measures: [
    { kind: 'count', label: 'Bénéficiaires', unit: 'bénéficiaires' },
    { kind: 'avg', label: 'Âge moyen', unit: 'ans' },
  ],
  axes: [
    {
      dimension: { label: 'Sexe' },
      items: [{ label: 'Femme' }, { label: 'Homme' }, { label: 'Non renseigné' }],
    },
  ],
  cells: [
    { at: [null], values: [counted(900, 1), mean(41.5, 12)], before: [[counted(800, 1), mean(40)]] },
    {
      at: [1],
      values: [counted(hidden, hidden / 900, { masked: true }), { ...mean(hidden), masked: true }],
      before: [[counted(hidden, 0, { masked: true }), { ...mean(hidden), masked: true }]],
    },
    { at: [0], values: [counted(600, 0.666667), mean(39)], before: [[counted(500, 0.625), mean(38)]] },
  ],
});

describe("the engine's answer as a table", () => {
  it('keeps the order of the axes, shows what was not met, and puts the years before last', () => {
    const table = tableOfAnswer(answer(7), named);
    expect(table.measures.map(({ label, format }) => [label, format])).toEqual([
      ['Bénéficiaires', 'count'],
      ['Âge moyen (ans)', 'decimal'],
      ['Bénéficiaires, part de l’ensemble', 'percent'],
      ['Bénéficiaires 2025', 'count'],
      ['Âge moyen (ans) 2025', 'decimal'],
    ]);
    expect(table.rows).toEqual([
      { keys: ['Femme'], figures: [600, 39, 66.6667, 500, 38] },
      { keys: ['Homme'], figures: Array(5).fill('masked') },
      { keys: ['Non renseigné'], figures: [0, null, 0, 0, null] },
      { keys: [null], figures: [900, 41.5, 100, 800, 40] },
    ]);
    expect(table.notes).toEqual(['Seuil : 11.', 'Âge moyen (ans) : 12 sans valeur, comptés à part.']);
  });

  it('crosses two axes with both margins, whole last', () => {
    const axis = (label: string) => ({ dimension: { label }, items: [{ label: 'a' }, { label: 'b' }] });
    const table = tableOfAnswer({ ...answer(7), axes: [axis('Un'), axis('Deux')], cells: [] }, named);
    expect(table.rows.map(({ keys }) => keys.map((key) => key ?? '*').join(''))).toEqual(
      'aa ab a* ba bb b* *a *b **'.split(' '),
    );
  });

  it('leaves nothing of a masked value in any file: whatever it was, the bytes are the same', async () => {
    const files = async (hidden: number) => {
      const table = tableOfAnswer(answer(hidden), named);
      const set = { ...sampleSet, chapters: [{ table, chart: 'bar' as const }] };
      return [csvOf(table), await workbookOf(set), await documentOf(set)];
    };
    const [seven, nine] = await Promise.all([files(7), files(9)]);
    expect(seven.map((file, at) => file.equals(nine[at]!))).toEqual([true, true, true]);
    // The control: a value that is shown does change each of them
    const shown = (hidden: number): Answer => {
      const given = answer(hidden);
      const bare = given.cells.map((cell) => ({ ...cell, values: [counted(hidden, 0), mean(1)] }));
      return { ...given, cells: bare };
    };
    const csv = (hidden: number) => csvOf(tableOfAnswer(shown(hidden), named));
    expect(csv(7).equals(csv(9))).toBe(false);
  });
});
