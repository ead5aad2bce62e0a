import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readCapture,
  type CaptureNomenclature,
  type CaptureReading,
  type NomenclatureItem,
} from './capture.ts';
import { smallWords } from './lexicon-abbreviations.ts';
import { actionWords } from './lexicon-actions.ts';
import { partnerWords } from './lexicon-partners.ts';
import { requestWords } from './lexicon-requests.ts';
import { requestLifeWords } from './lexicon-requests-life.ts';
import { workTypeWords } from './lexicon-work-types.ts';
import { isRight, type SamplePhrase } from './sample-comparison.ts';
import { tokenise } from './text.ts';

const reference = JSON.parse(
  readFileSync(new URL('../../configuration/reference-data.json', import.meta.url), 'utf8'),
) as {
  lists: Record<
    'workTypes' | 'requestTypes' | 'supportActions' | 'partnerKind',
    { items: NomenclatureItem[] }
  >;
};
const { workTypes, requestTypes, supportActions, partnerKind } = reference.lists;
const nomenclature: CaptureNomenclature = {
  workTypes: workTypes.items,
  requestTypes: requestTypes.items,
  supportActions: supportActions.items,
  partnerKinds: partnerKind.items,
};
const today = '2026-11-18';
const read = (text: string, on = today): CaptureReading => readCapture({ text, today: on, nomenclature });
const codes = (text: string) => read(text).chips.flatMap((chip) => ('code' in chip ? [chip.code] : []));

describe('the 120 lines of the samples', () => {
  const lines = readFileSync(
    new URL('../../../../../test/samples/capture-phrases.jsonl', import.meta.url),
    'utf8',
  )
    .trim()
    .split('\n');
  const phrases = lines.map((line) => JSON.parse(line) as SamplePhrase);

  it('are read right, all but two of a hundred', () => {
    const byTag = new Map<string, { right: number; of: number }>();
    const wrong: string[] = [];
    for (const phrase of phrases) {
      const right = isRight(phrase, read(phrase.text, phrase.today));
      if (!right) wrong.push(`${phrase.id} ${phrase.text}`);
      for (const tag of ['all', ...phrase.tags]) {
        const tally = byTag.get(tag) ?? { right: 0, of: 0 };
        byTag.set(tag, { right: tally.right + (right ? 1 : 0), of: tally.of + 1 });
      }
    }
    console.info(
      [...byTag].map(([tag, { right, of }]) => `${tag} ${String(right)}/${String(of)}`).join(' · '),
      wrong,
    );
    expect((byTag.get('all')?.right ?? 0) / phrases.length).toBeGreaterThanOrEqual(0.98);
  });
});

describe('durations', () => {
  it.each([
    ['tel 20', 20],
    ['tel 20 min', 20],
    ["rdv bur 45'", 45],
    ['vad 1h', 60],
    ['vad 1h30', 90],
    ['vad 1 h 15', 75],
    ['vad 1h1/2', 90],
    ['vad 1/2h', 30],
    ['tel 3/4h', 45],
    ['vad 1h et demie', 90],
    ['tel une demi-heure', 30],
    ["tel un quart d'heure", 15],
    ['tel vingt minutes', 20],
    ['vad 1,5h', 90],
    ['vad deux heures', 120],
    ['formation 7h', 420],
    ['bureau 14h30-15h15', 45],
    ['bureau de 9h à 10h30', 90],
    ['tel mme Petit 20', 20],
    ['tel caf 20', 20],
    ['bureau 1h 3 enfants', 60],
    ['tel', undefined],
    ['vad 3 enfants', undefined],
    ['tel 150 €', undefined],
    ['tel 06 39 98 12 44', undefined],
    ['bureau 14h', undefined],
    ['appel au 15', undefined],
    ['tel 115', undefined],
  ])('%s', (text, minutes) => {
    expect(read(text).minutes).toBe(minutes);
  });
});

describe('hours', () => {
  it.each([
    ['bureau 14h30-15h15', '14:30'],
    ['réunion service 9h-10h30', '09:00'],
    ['rdv tel 9h30 30 min', '09:30'],
    ['bureau à 14h', '14:00'],
    ['bureau 9:05', '09:05'],
    ['vad 2h', undefined],
    ['formation 7h', undefined],
    ['rdv pris pour le 25/11 à 14h', undefined],
  ])('%s', (text, time) => {
    expect(read(text).startTime).toBe(time);
  });
});

describe('days', () => {
  it.each([
    ['tel hier', '2026-11-17'],
    ['avant-hier tel', '2026-11-16'],
    ['tel ce matin', '2026-11-18'],
    ["tel aujourd'hui", '2026-11-18'],
    ['tel mardi', '2026-11-17'],
    ['mercredi tel', '2026-11-11'],
    ['vad lundi dernier', '2026-11-16'],
    ['vad le 3', '2026-11-03'],
    ['vad le 20', '2026-10-20'],
    ['vad le 31', '2026-10-31'],
    ['vad 12/11', '2026-11-12'],
    ['vad 05.11.26', '2026-11-05'],
    ['vad 14/10/2025', '2025-10-14'],
    ['vad 20/12', '2025-12-20'],
    ['vad 1er oct', '2026-10-01'],
    ['vad 29/02', '2024-02-29'],
    ['vendredi 13 visio', '2026-11-13'],
    ['tel il y a 3 jours', '2026-11-15'],
    ['tel il y a deux semaines', '2026-11-04'],
    ['bureau le 05/11', '2026-11-05'],
    ['tel 31/11', undefined],
    ['tel 30/02/2026', undefined],
    ['sortie prévue jeudi', undefined],
    ['rdv pris pour le 25/11', undefined],
    ['tel semaine dernière', undefined],
    ['fin oct vad', undefined],
    ['arrêt depuis le 3/11', undefined],
    ['né le 12/05/1980', undefined],
    ['tel 25/12/2026', undefined],
    ['voir lundi prochain', undefined],
    ['rappeler demain', undefined],
  ])('%s', (text, date) => {
    expect(read(text).date).toBe(date);
  });
});

describe('words', () => {
  it('forgives accents, case, plural and a letter, but not in short forms nor in names', () => {
    expect(codes('Téléphone SURENDETEMENT')).toEqual(['entretien-telephonique', 'dossier-surendettement']);
    expect(codes('retraites progressives')).toEqual(['retraite-progressive']);
    expect(codes('fsk dali')).toEqual([]);
    expect(codes('M. Bailleul')).toEqual([]);
    expect(read('tel Mme Bureau 20')).toMatchObject({ minutes: 20, rest: 'Bureau' });
  });

  it('keeps an unknown word as text and a doubt as alternatives', () => {
    expect(read('voir avec Martine pour les clés')).toEqual({
      requests: [],
      actions: [],
      partners: [],
      chips: [],
      rest: 'voir avec Martine pour les clés',
    });
    const [apa] = read('vad 1h APA').requests;
    expect(apa).toMatchObject({ code: 'apa-domicile', label: 'APA à domicile', spans: [[7, 10]] });
    expect(apa?.alternatives).toContainEqual({
      kind: 'action',
      code: 'plan-aide-apa',
      label: "Plan d'aide APA",
    });
  });

  it('takes the type of a call or a letter from the partner beside it', () => {
    expect(read('tel caf 10').workType?.code).toBe('appel-partenaire');
    expect(read('mail au bailleur').workType?.code).toBe('courrier-e-mail-partenaire');
    expect(read('entretien avec la fille 30')).toMatchObject({
      workType: { code: 'entretien-avec-entourage' },
      minutes: 30,
      partners: [{ code: 'famille-entourage' }],
    });
  });

  it('gives no demande to a type without file', () => {
    expect(codes('atelier budget 2h')).toEqual(['action-collective']);
  });
});

describe('lines of every kind', () => {
  it.each([
    [
      'visio 45 mn burn out, orientation vers le médecin du travail',
      'entretien-visioconference epuisement-professionnel medecin-travail minutes',
      '',
    ],
    ['vad 1h15 hier curatelle renforcée', 'visite-domicile minutes date mesure-protection-juridique', ''],
    ['tel mdph 10 min où en est le dossier AEEH', 'appel-partenaire mdph minutes handicap-enfant', 'dossier'],
    [
      'mail carsat 5 mn pension de réversion',
      'courrier-e-mail-partenaire cpam-carsat-msa minutes pension-reversion',
      '',
    ],
    ['éval sociale 1h sortie SMR', 'evaluation-sociale minutes orientation-smr', 'sortie'],
    ['inscription france travail en ligne 30 min', 'droits-france-travail demarche-ligne minutes', ''],
    [
      'saisie sur salaire, huissier, 45 min tel',
      'saisie-sur-remuneration banque-creancier minutes entretien-telephonique',
      '',
    ],
    ['ardh carsat 20 min', 'aide-retour-domicile cpam-carsat-msa minutes', ''],
    [
      'harcèlement moral, rdv CSE, 1h',
      'harcelement-discrimination entretien-physique-bureau cse-syndicat minutes',
      '',
    ],
    ['micro-crédit 3000€', 'microcredit-personnel', '3000€'],
    [
      'tel 10 mme Lopes IJ toujours pas versées',
      'entretien-telephonique minutes retard-absence-indemnites-journalieres',
      'Lopes',
    ],
    [
      'rdv 45 mn Mme Ndiaye titre de séjour, rdv préfecture le 3/12',
      'entretien-physique-bureau minutes titre-sejour prefecture',
      'Ndiaye rdv 3/12',
    ],
    ['atelier sommeil 1h30 12 pers', 'action-collective minutes', 'sommeil 12 pers'],
    ['vad1h apa', 'visite-domicile minutes apa-domicile', ''],
    [
      'accompagnement tribunal 3h divorce',
      'accompagnement-physique-vers-organisme justice-avocat minutes separation-divorce',
      '',
    ],
    [
      'bur lundi 9 h Mme Traoré 30 min regroupement familial',
      'entretien-physique-bureau date startTime minutes regroupement-familial',
      'Traoré',
    ],
    ['appel de Mme Klein 15', 'appel-beneficiaire minutes', 'Klein'],
    ['renouvelement titre de sejour, prefecture 30mn', 'titre-sejour prefecture minutes', 'renouvelement'],
    ['entretien tel 40 séparation, 115', 'entretien-telephonique minutes separation-divorce siao-115', ''],
    ['tel 5 mn rdv reporté au 2/12', 'entretien-telephonique minutes', 'rdv reporté au 2/12'],
  ])('%s', (text, expected, rest) => {
    const reading = read(text);
    expect(reading.chips.map((chip) => ('code' in chip ? chip.code : chip.kind)).sort()).toEqual(
      expected.split(' ').sort(),
    );
    expect(reading.rest).toBe(rest);
  });
});

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
