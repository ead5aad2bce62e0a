import { crc32, deflateSync } from 'node:zlib';
import { masked, type ReportRow, type ReportSet, type ReportTable } from './shape.ts';

/** What a spreadsheet or a word processor could run, or choke on, in the place of a label. */
export const hostile = [
  '=HYPERLINK("http://evil.example";"Cliquez")',
  "+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1+1',
  ' =1+1',
  '＝1+1',
  '<w:t>&amp;</w:t>',
  'Deux\nlignes ; « et » "guillemets"',
  'Perdu \u0000\u0007\ud800 en route',
];

export const byMonth: ReportTable = {
  code: 'A01',
  title: 'Nombre de dossiers ouverts par mois',
  sentence: 'Dossiers ouverts pendant la période, par mois.',
  dimensions: [{ label: 'Mois' }],
  measures: [
    { label: 'Dossiers', format: 'count' },
    { label: 'Part des dossiers', format: 'percent' },
  ],
  rows: [
    { keys: ['janvier 2026'], figures: [1234, 49.979_749_696_233_3] },
    { keys: ['février 2026'], figures: [0, 0] },
    { keys: ['mars 2026'], figures: [masked, masked] },
    { keys: ['Non renseigné'], figures: [1235, 50.020_250_303_766_7] },
    { keys: [null], figures: [2480, 100] },
  ],
  notes: ['Les effectifs de moins de 11 sont masqués.'],
};

export const byAgeAndSex: ReportTable = {
  code: 'B03',
  title: "Bénéficiaires par tranche d'âge et sexe",
  sentence: "Bénéficiaires vus au moins une fois, par tranche d'âge et par sexe.",
  dimensions: [{ label: "Tranche d'âge" }, { label: 'Sexe' }],
  measures: [{ label: 'Bénéficiaires', format: 'count' }],
  rows: ['18-24 ans', '25-39 ans', '40-59 ans', null].flatMap((age, at) =>
    ['Femme', 'Homme', null].map((sex, of) => ({ keys: [age, sex], figures: [(at + 1) * 40 + of] })),
  ),
  notes: ["Une personne vue dans deux entités compte une fois au total : il n'est pas la somme des lignes."],
};

export const everyFormat: ReportTable = {
  code: 'E12',
  title: '=Temps passé [par type] : a/b*c? \\ très long titre que le nom d’une feuille ne peut pas contenir',
  sentence: 'Temps passé, par type de travail.',
  dimensions: [{ label: 'Type de travail' }],
  measures: [
    { label: 'Temps', format: 'duration' },
    { label: 'Moyenne', format: 'decimal' },
    { label: 'Montant', format: 'money' },
    { label: 'Solde', format: 'count' },
  ],
  rows: [
    ...hostile.map((label, at): ReportRow => ({ keys: [label], figures: [at * 45, at / 3, at * 105, -at] })),
    { keys: ['Rien'], figures: [null, null, null, null] },
    { keys: [null], figures: [60_125, 0.1 + 0.2, 1_234_567_89, -1500] },
  ],
  notes: [],
};

/** More lines than a page holds, and the same title as another: its sheet and its entry still have a name of their own. */
export const long: ReportTable = {
  ...byMonth,
  code: 'A02',
  rows: Array.from({ length: 120 }, (_, at): ReportRow => ({
    keys: [`Entité ${at + 1}`],
    figures: [at, at / 2],
  })),
};

export const sampleSet: ReportSet = {
  title: "Rapport d'activité 2026",
  client: 'Clinique des Tilleuls & Cie',
  units: ['Site Nord', 'Site Sud'],
  period: { from: '2026-01-01', to: '2026-12-31' },
  dataOn: '2027-01-15',
  chapters: [
    { table: byMonth, comment: 'Une année soutenue.\n=Deuxième paragraphe.', chart: 'line' },
    { table: long },
    { table: byAgeAndSex, chart: 'pyramid' },
    { table: everyFormat, chart: 'bar' },
    { table: { ...byAgeAndSex, code: 'B04' }, chart: 'stacked' },
  ],
  logo: {
    type: 'png',
    bytes: dot(),
    width: 120,
    height: 40,
    alternative: 'Logo de la Clinique des Tilleuls',
  },
};

/** The smallest picture: one grey point. */
function dot(): Uint8Array {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 0x99]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
