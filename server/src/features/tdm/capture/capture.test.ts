import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isRight, type SamplePhrase } from './sample-comparison.ts';
import { codesOf, read } from './sample-reading.ts';

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

describe('words', () => {
  it('forgives accents, case, plural and a letter, but not in short forms nor in names', () => {
    expect(codesOf('Téléphone SURENDETEMENT')).toEqual(['entretien-telephonique', 'dossier-surendettement']);
    expect(codesOf('retraites progressives')).toEqual(['retraite-progressive']);
    expect(codesOf('fsk dali')).toEqual([]);
    expect(codesOf('M. Bailleul')).toEqual([]);
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
    expect(codesOf('atelier budget 2h')).toEqual(['action-collective']);
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
