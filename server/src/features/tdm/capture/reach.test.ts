import { describe, expect, it } from 'vitest';
import { codesOf, nomenclature, read } from './sample-reading.ts';
import { tokenise } from './text.ts';

/** Whether a line names an item, as a chip or as what a chip may be as well. */
const names = (text: string, kind: string, code: string): boolean =>
  read(text).chips.some(
    (chip) =>
      'code' in chip &&
      ((chip.kind === kind && chip.code === code) ||
        chip.alternatives.some((other) => other.kind === kind && other.code === code)),
  );
const items = (
  [
    ['workType', nomenclature.workTypes],
    ['request', nomenclature.requestTypes],
    ['action', nomenclature.supportActions],
    ['partner', nomenclature.partnerKinds],
  ] as const
).flatMap(([kind, list]) => list.map((item) => ({ kind, ...item })));
const line = (kind: string, words: string) => (kind === 'workType' ? `${words} 30` : `bureau 30 ${words}`);

describe('every item of the nomenclature, among all the others', () => {
  const spelled: readonly (readonly [string, (label: string) => string])[] = [
    ['as written', (label) => label],
    ['without capitals or accents', (label) => label.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')],
    ['without what stands in brackets', (label) => label.replace(/\(.*\)/, '').trim()],
    ['in capitals', (label) => label.toUpperCase()],
  ];

  it.each(spelled)('is found by its label %s', (_, spell) => {
    const lost = items.filter(
      ({ kind, code, label }) =>
        // The comma of the label parts it from « avec accord »; the partner is read, and the type.
        !names(line(kind, spell(label).replaceAll(',', ' ')), kind, code),
    );
    expect(lost.map(({ label }) => label)).toEqual([]);
  });

  it('is found with a letter dropped, doubled or exchanged in a word of five letters or more', () => {
    const lost: string[] = [];
    let tried = 0;
    for (const { kind, code, label } of items) {
      const words = label
        .replace(/\(.*\)|,/g, '')
        .trim()
        .toLowerCase()
        .split(' ');
      words.forEach((word, at) => {
        if (!/^\p{L}{5,}$/u.test(word)) return;
        const middle = Math.floor(word.length / 2);
        for (const wrong of [
          word.slice(0, middle) + word.slice(middle + 1),
          word.slice(0, middle) + word.slice(middle - 1),
          `${word.slice(0, middle)}${word.charAt(middle + 1)}${word.charAt(middle)}${word.slice(middle + 2)}`,
        ]) {
          tried += 1;
          const typed = line(kind, words.map((one, k) => (k === at ? wrong : one)).join(' '));
          if (!names(typed, kind, code)) lost.push(typed);
        }
      });
    }
    expect(tried).toBeGreaterThan(1000);
    expect(lost.length / tried, lost.join('\n')).toBeLessThanOrEqual(0.03);
  });
});

describe('what tells more than the item stays in the text', () => {
  it.each([
    ['visio 40 pension alimentaire impayée', 'pension-alimentaire', 'impayée'],
    ['bureau 20 renouvellement c2s', 'complementaire-sante-c2s', 'renouvellement'],
    ['tel 10 apa refusée', 'apa-domicile', 'refusée'],
    ['bureau 30 ald cancer', 'affection-longue-duree', 'cancer'],
    ['bureau 30 autre addiction, tabac', 'autre-addiction', 'tabac'],
    ['tel 20 deuil périnatal', 'accompagnement-deuil', 'périnatal'],
    ['sms relance', 'sms-beneficiaire', 'relance'],
  ])('%s', (text, code, rest) => {
    const reading = read(text);
    expect(codesOf(text)).toContain(code);
    expect(reading.rest).toBe(rest);
  });

  it('but a word of its label beside it is explained', () => {
    expect(read('bureau 20 handicap de son enfant aeeh')).toMatchObject({ rest: '' });
    expect(read("tel 20 maintien de salaire pendant l'arrêt")).toMatchObject({ rest: '' });
    expect(read('bureau 20 impayés énergie, eau, télécom')).toMatchObject({ rest: '', minutes: 20 });
  });
});

describe('no guess in silence', () => {
  it.each([
    'médecin contacté',
    'équipement à prévoir',
    'à contacter demain',
    'nouveau contexte',
    'parmi les siens',
    'licence pro',
    'avec succès',
  ])('%s: words of the language are no misspelling', (text) => {
    const known = codesOf(text).filter((code) => code !== 'medecin-traitant-specialiste');
    expect(known).toEqual([]);
  });

  it('takes a participle for no word cut short', () => {
    expect(read('orientée vers nous')).toMatchObject({ chips: [], rest: 'orientée' });
  });
});

describe('what was done, and what is told', () => {
  it('leaves a meeting to come to the moyens when the line says how one met', () => {
    expect(read('concertation à prévoir, visio 20')).toMatchObject({
      workType: { code: 'entretien-visioconference' },
      actions: [{ code: 'concertation-pluridisciplinaire' }],
      minutes: 20,
    });
  });

  it('hears a relative who was told or was there', () => {
    expect(read('vad 1h apa, fils présent').partners).toMatchObject([{ code: 'famille-entourage' }]);
    expect(read('tel 10, fils malade').partners).toEqual([]);
  });

  it('takes a body for the moyen its label names, unless it was called', () => {
    expect(codesOf('chambre 20, ssiad demandé')).toContain('ssiad-had');
    expect(codesOf('appel ssiad 10')).toEqual(['appel-partenaire', 'saad-ssiad-had']);
    expect(codesOf('tel 15 caf')).toEqual(['appel-partenaire', 'caf']);
    expect(codesOf('mdph, appel 15')).toEqual(['mdph', 'appel-partenaire']);
    expect(codesOf('appel de Mme Roy 15, caf')).toEqual(['appel-beneficiaire', 'caf']);
  });

  it('reads an unpaid bill from the partner beside it', () => {
    expect(codesOf('bureau 20 impayé, bailleur')).toContain('impaye-loyer');
    expect(codesOf('bureau 20 impayé, engie')).toContain('impayes-energie-eau-telecom');
    expect(codesOf('bureau 20 impayé cantine')).toEqual(['entretien-physique-bureau']);
  });
});

describe('numbers and days of every hand', () => {
  it.each([
    ['tel ½ h', { minutes: 30 }],
    ['vad 1h½', { minutes: 90 }],
    ['vad 2h 10/11', { minutes: 120, date: '2026-11-10' }],
    ['vad 1h 12 nov', { minutes: 60, date: '2026-11-12' }],
    ['tel une heure trente', { minutes: 90 }],
    ['20 tel', { minutes: 20 }],
    ['jeu 5/11 visio 40', { minutes: 40, date: '2026-11-05' }],
    ['tel mar. 17', { date: '2026-11-17' }],
    ['av hier tel', { date: '2026-11-16' }],
    ['tel ya 3j', { date: '2026-11-15' }],
    ['bur 30 crédits conso', { minutes: 30 }],
    ['bur 15 loyers impayés', { minutes: 15 }],
    ['vad 45 aide ménagère 4h/sem', { minutes: 45 }],
  ])('%s', (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it.each(['tel jeu 13', 'tel, décès le 3/11', 'tel, licenciée le 3/11', 'chambre, admis le 12/11'])(
    '%s: no day of a travail',
    (text) => {
      expect(read(text).date).toBeUndefined();
    },
  );

  it('reads a line well under a millisecond', () => {
    const lines = items.map(({ kind, label }) => `${line(kind, label)} voir avec elle pour les clés`);
    for (const text of lines) read(text);
    const started = performance.now();
    for (const text of lines) read(text);
    const each = (performance.now() - started) / lines.length;
    // Ten times what is expected, for a machine that does something else.
    expect(each).toBeLessThan(5);
    expect(tokenise(lines[0] ?? '').length).toBeGreaterThan(3);
  });
});

describe('two things told in one breath', () => {
  it.each([
    ['divorce et garde des enfants', ['separation-divorce', 'garde-enfants']],
    [
      'bureau 30 inaptitude et licenciement',
      ['entretien-physique-bureau', 'inaptitude-poste', 'rupture-contrat'],
    ],
    ['tel 20 deuil et obsèques', ['entretien-telephonique', 'accompagnement-deuil', 'obseques']],
    ['bureau 30 frais et incidents bancaires', ['entretien-physique-bureau', 'frais-incidents-bancaires']],
    ['écoute et soutien', ['ecoute-soutien']],
  ])('%s', (text, codes) => {
    expect(codesOf(text)).toEqual(codes);
    expect(read(text).rest).toBe('');
  });
});

describe('acronyms', () => {
  it.each([
    ['cpma', 'cpam-carsat-msa'],
    ['CAPM', 'cpam-carsat-msa'],
    ['mdhp', 'mdph'],
    ['mddph', 'mdph'],
    ['udfa', 'mandataire-judiciaire'],
    ['carst', 'cpam-carsat-msa'],
    ['enige', 'fournisseur-energie'],
  ])('tel 20 %s: two letters exchanged or one doubled', (typed, code) => {
    expect(read(`tel 20 ${typed}`)).toMatchObject({ partners: [{ code }], rest: '' });
  });

  it.each(['camps', 'dali', 'luis', 'paej'])('%s is no slip of another', (word) => {
    expect(read(`tel 20 ${word}`).partners.filter(({ code }) => code !== 'autre-service-social')).toEqual([]);
  });

  it('prefers the only demande whose label holds it', () => {
    expect(read('bureau 20 usld').requests).toMatchObject([{ code: 'orientation-ehpad-usld' }]);
    expect(read('chambre 30 orientation usld, GIR 2')).toMatchObject({
      requests: [{ code: 'orientation-ehpad-usld' }],
      rest: 'GIR 2',
    });
  });
});

describe('visits and relatives', () => {
  it.each([
    ['viste a domicile 30', ''],
    ['visite chez M. Roy 30', 'Roy'],
    ['passage chez Mme Le Gall 30', 'Le Gall'],
    ['visite chez elle 30', ''],
  ])('%s: at home', (text, rest) => {
    expect(read(text)).toMatchObject({ workType: { code: 'visite-domicile' }, minutes: 30, rest });
  });

  it.each(['visite chez le Dr Roy 30', 'visite de M. Roy 30', 'visite, chez Mme Roy'])(
    '%s: not at home',
    (text) => {
      expect(read(text).workType).toBeUndefined();
    },
  );

  it('takes the relative named in a meeting with the entourage for the partner', () => {
    expect(read("entretien avec l'entourage, fille de Mme Roy, 30")).toMatchObject({
      workType: { code: 'entretien-avec-entourage' },
      partners: [{ code: 'famille-entourage' }],
      rest: 'Roy',
    });
    expect(read('rencontre famille 45, conjoint')).toMatchObject({
      partners: [{ code: 'famille-entourage' }],
    });
    expect(read('bureau 45, fille de Mme Roy').partners).toEqual([]);
  });

  it.each(['udaf', 'tuteur', 'curatrice', 'mandataire', 'association udaf'])(
    'tel 10 %s: the mandataire',
    (who) => {
      expect(read(`tel 10 ${who}`).partners).toMatchObject([{ code: 'mandataire-judiciaire' }]);
    },
  );
});
