import { expect } from '@open-wc/testing';
import { inside, lines, open, staged, until, type Opened } from './testing.ts';
import { read } from '../testing/perceived.ts';

const pressable = 'button, [role="button"], [role="option"], [role="treeitem"]';

/** What one presses, by what it says. */
function named(words: string): HTMLElement | undefined {
  return inside(document.body).find(
    (node): node is HTMLElement =>
      node.matches(pressable) &&
      node.checkVisibility() &&
      (node.getAttribute('aria-label') ?? read(node)).trim().startsWith(words),
  );
}

/** A question is done in as many steps as it names: each is one press. */
const questions: readonly {
  readonly asks: string;
  readonly steps: readonly string[];
  readonly sentence: RegExp;
  readonly sent: Readonly<Record<string, unknown>>;
}[] = [
  {
    asks: 'files opened last year, by month, in one agency',
    steps: [
      'Dossiers et file active',
      'Nombre de dossiers ouverts',
      'Période',
      'L’année dernière',
      'Entités',
      'Agence Nord',
    ],
    sentence: /^Dossiers ouverts en \d{4} , par mois , Agence Nord$/,
    sent: { unitIds: ['0197a3c4-0000-7000-8000-000000000021'] },
  },
  {
    asks: 'persons seen, by age and sex',
    steps: ['Profil des bénéficiaires', 'Bénéficiaires par tranche d’âge et sexe'],
    sentence: /^Bénéficiaires vus .* par tranche d’âge et sexe , toutes vos entités$/,
    sent: {},
  },
  {
    asks: 'requests by category and housing',
    steps: ['Colonnes', 'Statut de logement'],
    sentence: /^Demandes reçues .* par catégorie de demandes et statut de logement /,
    sent: { dimensions: ['requestCategory', 'housingStatus'], filters: ['inPeriod'] },
  },
  {
    asks: 'interviews by way of meeting',
    steps: ['Mesure', 'Travaux Chaque', 'Lignes', 'Modalité', 'Filtres', 'Entretiens'],
    sentence: /^Travaux .* par modalité , seulement : entretiens , /,
    sent: { dimensions: ['channel'], filters: ['inPeriod', 'isInterview'] },
  },
  {
    asks: 'mean time of each kind of work',
    steps: ['Travaux (activité)', 'Temps passé par type', 'Mesure', 'Moyenne'],
    sentence: /^Temps passé \(moyenne\) .* par type de travail/,
    sent: { measures: [{ kind: 'avg', of: 'minutes' }] },
  },
  {
    asks: 'the five first types of request',
    steps: ['Palmarès des dix premiers', 'Lignes', '5 premières'],
    sentence: /^Demandes reçues .* par type de demande \(5 premiers\) /,
    sent: { top: 5, dimensions: ['requestType'] },
  },
  {
    asks: 'urgent requests by month',
    steps: ['Lignes', 'Mois', 'Filtres', 'Urgentes'],
    sentence: /^Demandes reçues .* par mois , seulement : urgentes /,
    sent: { dimensions: ['month'], filters: ['inPeriod', 'urgent'] },
  },
  {
    asks: 'requests by category, beside the two years before',
    steps: ['Comparer à', 'N-1 et N-2'],
    sentence: /comparé à N-1 et N-2$/,
    sent: { compare: 2 },
  },
  {
    asks: 'median delay of the first answer in the last quarter',
    steps: [
      'Délais et durées',
      'Délai moyen de première',
      'Mesure',
      'Médiane',
      'Période',
      'Le trimestre dernier',
    ],
    sentence: /^Délai de première réponse \(médiane\) .* par entité/,
    sent: { measures: [{ kind: 'median', of: 'firstResponseDelay' }] },
  },
  {
    asks: 'requests of women, in columns by month',
    steps: ['Filtres', 'Sexe', 'Féminin', 'Colonnes', 'Mois'],
    sentence: /^Demandes reçues .* et mois , seulement : sexe Féminin /,
    sent: { only: [{ dimension: 'sex', codes: ['female'] }], dimensions: ['requestCategory', 'month'] },
  },
];

const sentenceOf = ({ element }: Opened): string => {
  const heading = inside(element.shadowRoot!).find((node) => node.matches('h2'));
  return heading ? read(heading).replaceAll(/\s+/g, ' ').trim() : '';
};

describe('E16: typical questions are asked in six steps at most', function () {
  staged(this);

  it('there are ten of them', () => {
    expect(questions).to.have.lengthOf(10);
    for (const { asks, steps } of questions) expect(steps.length, asks).to.be.at.most(6);
  });

  for (const { asks, steps, sentence, sent } of questions)
    it(asks, async () => {
      const opened = await open();
      await opened.reads('Budget et surendettement');
      for (const step of steps) {
        await until(() => named(step), step);
        named(step)!.click();
        await opened.element.updateComplete;
      }
      await until(() => sentence.test(sentenceOf(opened)), `${asks}: « ${sentenceOf(opened)} »`);
      await until(
        () =>
          Object.entries(sent).every(([key, value]) => {
            const got = opened.asked()[key];
            return JSON.stringify(got) === JSON.stringify(value);
          }),
        `${asks}: ${JSON.stringify(opened.asked())}`,
      );
      await until(() => lines().some((line) => line.startsWith('Ensemble')), 'the whole');
    });
});
