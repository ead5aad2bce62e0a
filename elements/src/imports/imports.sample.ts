import type { Import, ImportMapping, ImportPreview, ImportReportLine, Job } from '@lastria/sdk';

/** Two spreadsheets as services have them; nobody in them exists. */

export const id = (number: number): string => `0197a3c4-5555-7000-8000-${String(number).padStart(12, '0')}`;

const fields: ImportPreview['fields'] = {
  people: ['sex', 'lastName', 'birthName', 'firstNames', 'birthDate', 'phone', 'email', 'street', 'postalCode', 'city', 'site', 'lastContactOn', 'note', 'externalRef'],
  interventions: ['date', 'person', 'personBirthDate', 'personSite', 'performedBy', 'workType', 'requests', 'actions', 'minutes', 'text'],
}; // prettier-ignore

const columns = (...headers: string[]): ImportPreview['sheets'][number]['columns'] =>
  headers.map((header, index) => ({ index, header, hidden: header === 'N° SS' }));

export const people: { preview: ImportPreview; mapping: ImportMapping } = {
  preview: {
    format: 'xlsx',
    sheets: [
      {
        name: 'Arras',
        hidden: false,
        headerRow: 3,
        rows: 1412,
        columns: columns('N°', 'NOM', 'Prénom', 'Date de naissance', 'N° SS', 'CP Ville', 'Obs.'),
        sample: [
          { line: 4, cells: ['1', 'CARDOSO', 'Marie', '14/05/1975', '', '62000 Arras', 'à rappeler'] },
          { line: 5, cells: ['2', 'POLLET', 'Fabrice', '47 ans', '', '62300 Lens', ''] },
        ],
      },
      {
        name: 'Hors site',
        hidden: false,
        headerRow: 2,
        rows: 88,
        columns: columns('Prénoms', 'Nom d’usage'),
        sample: [{ line: 3, cells: ['Gaëtan', 'LEWANDOWSKI'] }],
      },
      { name: 'Récap', hidden: false, headerRow: null, rows: 4, columns: [], sample: [] },
    ],
    fields,
    doubts: [{ sheet: 'Arras', column: 'Obs.', wording: null }],
  },
  mapping: {
    version: 1,
    kind: 'people',
    sheets: [
      {
        sheet: 'Arras',
        site: null,
        columns: [
          { column: 'N°', field: null },
          { column: 'NOM', field: 'lastName' },
          { column: 'Prénom', field: 'firstNames' },
          { column: 'Date de naissance', field: 'birthDate' },
          { column: 'CP Ville', field: ['postalCode', 'city'] },
          { column: 'Obs.', field: null },
        ],
      },
      {
        sheet: 'Hors site',
        site: null,
        columns: [
          { column: 'Prénoms', field: 'firstNames' },
          { column: 'Nom d’usage', field: 'lastName' },
        ],
      },
    ],
    colours: [
      { fill: 'FFC7CE', means: { status: 'closed', closeReason: 'Décès' } },
      { fill: 'FFEB9C', means: null },
    ],
  },
};

export const interventions: { preview: ImportPreview; mapping: ImportMapping } = {
  preview: {
    format: 'csv',
    sheets: [
      {
        name: null,
        hidden: false,
        headerRow: 1,
        rows: 5000,
        columns: columns('Date', 'Bénéficiaire', 'Site', 'Type', 'Demande(s)', 'Moyen(s)', 'Durée'),
        sample: [
          {
            line: 2,
            cells: ['14/05/2025', 'CARDOSO Marie', 'Tilleuls', 'V.A.D.', 'expulsion', 'FSL', '30’'],
          },
          { line: 3, cells: ['18 octobre 2025', 'POLLET Fabrice', '', 'tel', 'loyer', '', '20’'] },
        ],
      },
    ],
    fields,
    doubts: [
      { sheet: null, column: 'workTypes', wording: 'V.A.D.' },
      { sheet: null, column: 'requests', wording: 'divers' },
    ],
  },
  mapping: {
    version: 1,
    kind: 'interventions',
    sheets: [
      {
        columns: [
          { column: 'Date', field: 'date' },
          { column: 'Bénéficiaire', field: 'person' },
          { column: 'Site', field: 'personSite' },
          { column: 'Type', field: 'workType' },
          { column: 'Demande(s)', field: 'requests' },
          { column: 'Moyen(s)', field: 'actions' },
          { column: 'Durée', field: 'minutes' },
        ],
      },
    ],
    sites: { 'Site des Tilleuls': ['Tilleuls'] },
    separators: [' + ', '\n'],
    workTypes: { 'V.A.D.': null, tel: 'Entretien téléphonique' },
    requests: { expulsion: 'Procédure d’expulsion', loyer: 'Impayé de loyer', divers: null },
    actions: { FSL: 'FSL' },
  },
};

/** What may be done with an import in each state, as the server says it. */
export const canIn = (status: string): Import['can'] => ({
  send: ['empty', 'ready', 'checked'].includes(status),
  change: ['ready', 'checked'].includes(status),
  check: ['ready', 'checked'].includes(status),
  run: ['checked', 'stopped'].includes(status),
  undo: ['stopped', 'done', 'undoing'].includes(status),
  abandon: ['empty', 'ready', 'checked'].includes(status),
});
export const nothing: Import['can'] = canIn('');

export const job = (kind: string, subjectId: string, more: Partial<Job> = {}): Job => ({
  id: id(900),
  kind,
  subjectId,
  status: 'running',
  step: 'reading',
  done: 0,
  total: 1500,
  createdAt: '2026-11-22T13:02:00Z',
  startedAt: '2026-11-22T13:02:00Z',
  endedAt: null,
  problem: null,
  ...more,
});

export const counts: NonNullable<Import['counts']> = {
  before: 351,
  read: 1500,
  refused: 13,
  repeated: 31,
  total: 1456,
  written: 0,
  after: 1807,
};

export const anImport = (
  number: number,
  filename: string,
  status: string,
  more: Partial<Import> = {},
): Import => ({
  id: id(number),
  filename,
  size: 184_320,
  status,
  kind: 'people',
  mapping: status === 'ready' || status === 'checked' ? people.mapping : null,
  defaultUnitId: null,
  asOf: null,
  counts: ['empty', 'ready'].includes(status)
    ? null
    : { ...counts, written: status === 'done' ? counts.total : 0 },
  job: null,
  createdAt: '2026-11-20T09:30:00Z',
  changedAt: '2026-11-20T09:32:00Z',
  endedAt: ['done', 'undone', 'abandoned'].includes(status) ? '2026-11-20T09:40:00Z' : null,
  version: 3,
  can: canIn(status),
  ...more,
});

const line = (row: string, level: string, code: string, message: string): ImportReportLine => ({
  row,
  level,
  code,
  message,
});

export const report: readonly ImportReportLine[] = [
  line('Arras!46', 'refused', 'missingFirstName', 'Feuille Arras, ligne 46 : le prénom manque ; la ligne n’est pas importée. Complétez-la et recommencez.'),
  line('Arras!51', 'warning', 'birthYearOnly', 'Feuille Arras, ligne 51 : année de naissance seule « 1975 » ; la personne est importée avec cette année, la date est à compléter.'),
  line('Arras!63', 'merged', 'samePerson', 'Feuille Arras, ligne 63 : même personne que la ligne 12 de la feuille Arras ; les deux lignes n’en font qu’une.'),
]; // prettier-ignore
