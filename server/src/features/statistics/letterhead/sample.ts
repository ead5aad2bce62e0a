import type { ReportSet } from '../files/shape.ts';

/** A report of invented figures: one chapter for each thing a base must carry. */
export const sampleOf = (client: string): ReportSet => ({
  title: 'Rapport d’activité – exemple',
  client,
  units: ['Service social'],
  period: { from: '2025-01-01', to: '2025-12-31' },
  dataOn: '2026-01-15',
  mention: 'Exemple : chiffres inventés',
  chapters: [
    {
      comment:
        'Ceci est un exemple : les chiffres sont inventés. Le commentaire d’un chapitre s’écrit ici, dans le style de texte de votre modèle.',
      chart: 'line',
      table: {
        code: 'A01',
        title: 'Dossiers ouverts par trimestre',
        sentence: 'Dossiers ouverts pendant la période, par trimestre.',
        dimensions: [{ label: 'Trimestre' }],
        measures: [
          { label: 'Dossiers', format: 'count' },
          { label: 'Part des dossiers', format: 'percent' },
        ],
        rows: [
          { keys: ['1er trimestre'], figures: [120, 24] },
          { keys: ['2e trimestre'], figures: [140, 28] },
          { keys: ['3e trimestre'], figures: [90, 18] },
          { keys: ['4e trimestre'], figures: [150, 30] },
          { keys: [null], figures: [500, 100] },
        ],
        notes: [],
      },
    },
    {
      chart: 'stacked',
      table: {
        code: 'B03',
        title: 'Bénéficiaires par tranche d’âge et sexe',
        sentence: 'Bénéficiaires vus au moins une fois, par tranche d’âge et par sexe.',
        dimensions: [{ label: 'Tranche d’âge' }, { label: 'Sexe' }],
        measures: [{ label: 'Bénéficiaires', format: 'count' }],
        rows: ['18-24 ans', '25-39 ans', '40-59 ans', '60 ans et plus'].flatMap((age, at) => [
          { keys: [age, 'Femmes'], figures: [40 + 25 * at] },
          { keys: [age, 'Hommes'], figures: [35 + 20 * at] },
          { keys: [age, null], figures: [75 + 45 * at] },
        ]),
        notes: ['Les effectifs de moins de 11 sont masqués.'],
      },
    },
    {
      chart: 'bar',
      table: {
        code: 'E12',
        title: 'Temps passé par type de travail',
        sentence: 'Temps passé, par type de travail.',
        dimensions: [{ label: 'Type de travail' }],
        measures: [{ label: 'Temps', format: 'duration' }],
        rows: [
          { keys: ['Entretien'], figures: [42_600] },
          { keys: ['Démarche'], figures: [31_240] },
          { keys: ['Réunion'], figures: [12_900] },
          { keys: [null], figures: [86_740] },
        ],
        notes: [],
      },
    },
  ],
});
