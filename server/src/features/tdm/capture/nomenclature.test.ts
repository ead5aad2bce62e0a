import { describe, expect, it } from 'vitest';
import { readCapture, type CaptureNomenclature } from './capture.ts';
import { actionWords } from './lexicon-actions.ts';
import { partnerWords } from './lexicon-partners.ts';
import { requestWords } from './lexicon-requests.ts';
import { requestLifeWords } from './lexicon-requests-life.ts';
import { workTypeWords } from './lexicon-work-types.ts';
import { nomenclature, today } from './sample-reading.ts';

describe('the nomenclature of the tenant', () => {
  const lists = ['workTypes', 'requestTypes', 'supportActions', 'partnerKinds'] as const;

  it('finds every item by its own label', () => {
    for (const [list, kind] of [
      ['workTypes', 'workType'],
      ['requestTypes', 'request'],
      ['supportActions', 'action'],
      ['partnerKinds', 'partner'],
    ] as const) {
      const alone: CaptureNomenclature = {
        workTypes: [],
        requestTypes: [],
        supportActions: [],
        partnerKinds: [],
        [list]: nomenclature[list],
      };
      for (const { code, label } of nomenclature[list]) {
        const only = readCapture({ text: label.replaceAll(',', ' '), today, nomenclature: alone });
        expect
          .soft(
            only.chips.map((chip) => ('code' in chip ? `${chip.kind} ${chip.code}` : chip.kind)),
            label,
          )
          .toContain(`${kind} ${code}`);
      }
    }
  });

  it('never answers with an item deactivated or unknown, be it as an alternative', () => {
    const off = Object.fromEntries(
      lists.map((list) => [list, nomenclature[list].map((item) => ({ ...item, active: false }))]),
    ) as unknown as CaptureNomenclature;
    for (const used of [off, { workTypes: [], requestTypes: [], supportActions: [], partnerKinds: [] }]) {
      expect(readCapture({ text: 'tel caf surendettement fsl', today, nomenclature: used })).toMatchObject({
        chips: [],
        rest: 'tel caf surendettement fsl',
      });
    }
    const without = {
      ...nomenclature,
      supportActions: nomenclature.supportActions.filter(({ code }) => code !== 'plan-aide-apa'),
    };
    expect(JSON.stringify(readCapture({ text: 'vad apa', today, nomenclature: without }))).not.toContain(
      'plan-aide-apa',
    );
  });

  it('follows a label changed and an item added', () => {
    const own: CaptureNomenclature = {
      ...nomenclature,
      workTypes: nomenclature.workTypes.map((item) =>
        item.code === 'permanence' ? { ...item, label: 'Tournée Hermès' } : item,
      ),
      requestTypes: [
        ...nomenclature.requestTypes,
        { code: 'x-1', label: 'Bourse aux skis / matériel', parent: 'famille-enfance' },
      ],
    };
    const reading = readCapture({ text: 'tournée hermes, bourse aux ski', today, nomenclature: own });
    expect(reading.workType).toMatchObject({ code: 'permanence', label: 'Tournée Hermès' });
    expect(
      readCapture({ text: 'bourse aux ski', today, nomenclature: own }).requests.map(({ code }) => code),
    ).toEqual(['x-1']);
  });

  it('has words for every item provided, and for no other', () => {
    const lexicons = {
      workTypes: workTypeWords,
      requestTypes: { ...requestWords, ...requestLifeWords },
      supportActions: actionWords,
      partnerKinds: partnerWords,
    };
    for (const list of lists)
      expect(Object.keys(lexicons[list]).sort()).toEqual(nomenclature[list].map(({ code }) => code).sort());
  });
});
