import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallWords } from './lexicon-abbreviations.ts';
import { neverCorrected } from './lexicon-common.ts';
import { FILLERS } from './matches.ts';
import { codesOf, nomenclature, read, today } from './sample-reading.ts';
import { tokenise } from './text.ts';
import { vocabularyOf } from './vocabulary.ts';
import { momentsIn } from './when.ts';

const vocabulary = vocabularyOf(nomenclature);

/** What one writes of people and of steps taken: participles and adjectives, none of them a word of the trade. */
const TOLD = (
  'organisé instauré décroché mobilisé scolarisé indemnisé médicalisé supervisé infirmé employé mandaté délégué archivé ' +
  'numérisé sevré reclassé endetté étalé conventionné habilité transféré libéré fragilisé soigné apaisé étonné pressé ' +
  'rattrapé débordé surmené relogé effondré transporté signalé traité mensualisé budgété numéroté enregistré évoqué ' +
  'instruit soumis réuni rompu résolu exclu inquiet précaire récent gratuit mineur nourri maigri poli conçu concis'
).split(' ');
const inflected = TOLD.flatMap((word) => [word, `${word}s`, `${word}e`, `${word}es`]);
const known = (word: string) => tokenise(word).some((token) => token.small || vocabulary.knows(token.stem));

describe('a participle or an adjective is no misspelling', () => {
  it.each(['', 'tel 30 ', 'appel '])('after « %s » it names nobody and nothing', (act) => {
    const told = inflected
      .flatMap((word) => [word, word.normalize('NFD').replace(/\p{M}/gu, '')])
      .filter((word) => !known(word));
    expect(told.length).toBeGreaterThan(300);
    const alone = codesOf(act);
    const guessed = told.filter((word) => {
      const reading = read(`${act}${word}`);
      return (
        reading.rest !== word || reading.chips.some((chip) => 'code' in chip && !alone.includes(chip.code))
      );
    });
    expect(guessed).toEqual([]);
  });

  it('makes no call to a partner', () => {
    expect(read("mise à l'abri organisée, tel 30")).toMatchObject({
      workType: { code: 'entretien-telephonique' },
      partners: [],
      rest: 'organisée',
    });
    expect(read('tel organisé 15')).toMatchObject({
      workType: { code: 'entretien-telephonique' },
      partners: [],
    });
    expect(read('tel organisme 15').workType?.code).toBe('appel-partenaire');
  });

  it('but a participle of the trade misspelled is read', () => {
    expect(codesOf('bureau 30 personne izolée')).toContain('isolement-social');
    expect(codesOf('bureau 30 licensiée')).toContain('rupture-contrat');
  });

  it.each([
    'motif principal, tel 20',
    'dette commune, tel 20',
    'montant supérieur, tel 20',
    'vers le sud, tel 20',
  ])('%s: no partner', (text) => {
    expect(read(text)).toMatchObject({ partners: [], workType: { code: 'entretien-telephonique' } });
  });
});

describe('whatever is typed', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(
        fc.oneof(
          fc.constantFrom(
            'tel',
            'VAD',
            '1h30',
            'le',
            '31/02',
            'hier',
            'Mme',
            "d'",
            'impayé',
            'caf',
            '20',
            '€',
            'prévu',
            'jeudi',
            ',',
            '(',
            'apa',
            '14h-15h',
            '3',
            'mois',
          ),
          fc.string({ unit: 'grapheme', maxLength: 8 }),
        ),
        { maxLength: 40 },
      )
      .map((words) => words.join(' ')),
  );

  it('is explained by a chip or kept in the rest, in order, and chips stay within the text', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const reading = read(text);
        const spans = reading.chips.flatMap((chip) => chip.spans);
        for (const [start, end] of spans) expect(start >= 0 && start < end && end <= text.length).toBe(true);
        let from = 0;
        for (const token of tokenise(text)) {
          if (
            smallWords.has(token.norm) ||
            token.small ||
            spans.some(([start, end]) => token.start >= start && token.end <= end)
          )
            continue;
          const at = reading.rest.indexOf(token.raw, from);
          expect(at, token.raw).toBeGreaterThanOrEqual(from);
          from = at + token.raw.length;
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('keeps every everyday word in the text, among any words of the trade', () => {
    const everyday = [...neverCorrected, ...TOLD].filter(
      // A filler may stand within a wording, and is then part of its chip.
      (word) => !known(word) && !FILLERS.has(word) && momentsIn(word, today).length === 0,
    );
    const trade = nomenclature.requestTypes
      .concat(nomenclature.workTypes, nomenclature.partnerKinds, nomenclature.supportActions)
      .flatMap(({ label }) => [label, ...label.split(/[ ,/()']+/)])
      .filter((words) => words !== '');
    expect(everyday.length).toBeGreaterThan(1000);
    const mixed = fc.array(
      fc.oneof(
        fc.constantFrom(...everyday).map((word) => ({ word, told: true })),
        fc.constantFrom(...trade).map((word) => ({ word, told: false })),
      ),
      { minLength: 1, maxLength: 9 },
    );
    fc.assert(
      fc.property(mixed, (parts) => {
        const { rest, chips } = read(parts.map(({ word }) => word).join(' '));
        // « un minute » is a duration, whatever its grammar.
        const ofTime = chips.filter(({ kind }) => /^(minutes|date|startTime)$/.test(kind));
        const kept = tokenise(rest).map(({ raw }) => raw);
        let from = 0;
        let start = 0;
        for (const { word, told } of parts) {
          const end = start + word.length;
          const timed = ofTime.some(({ spans }) => spans.some(([a, b]) => a <= start && end <= b));
          if (told && !timed) {
            const at = kept.indexOf(word, from);
            expect(at, `${word} in « ${rest} »`).toBeGreaterThanOrEqual(from);
            from = at + 1;
          }
          start = end + 1;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is read the same way twice, and quickly', () => {
    const hostile = [
      'tel impayé loyer caf '.repeat(95),
      '1'.repeat(2000),
      ' '.repeat(2000),
      '1/2 '.repeat(500),
      'surendettemnt '.repeat(140),
      'Mme Le De '.repeat(200),
      "a'".repeat(1000),
      '14h-'.repeat(500),
      'é'.repeat(5000),
    ];
    for (const text of hostile) {
      const started = performance.now();
      const first = read(text);
      expect(performance.now() - started).toBeLessThan(1000);
      expect(read(text)).toEqual(first);
    }
  });
});
