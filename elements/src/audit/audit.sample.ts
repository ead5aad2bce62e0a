import type {
  AuditEntry,
  AuditSettings,
  AuditState,
  Me,
  Organisation,
  ReadingAlert,
  StatisticsTable,
} from '@lastria/sdk';
import { ableTo, me as worker } from '../testing/sample.ts';

/** A log of some days; nobody in it exists. */

export const id = (number: number): string => `0197a3c4-6666-7000-8000-${String(number).padStart(12, '0')}`;
export const people = { officer: id(1), morel: id(2), delmas: id(3), petit: id(4) };
export const files = { one: id(101), other: id(102) };
const portal = { id: id(50), name: 'Intranet du CHU' };
const unit = id(20);

export const officer: Me = {
  ...worker,
  staffId: people.officer,
  displayName: 'Hélène Roy',
  roles: ['DPO'],
  can: ableTo('searchAudit', 'readOrganisation', 'recordDecision'),
};
export { worker };

export const organisation = {
  thresholds: { disclosureThreshold: 11, inactivityDays: 180, version: 1 },
  units: [{ id: unit, parentId: null, name: 'Pôle médecine' }],
  staff: [
    { id: people.morel, displayName: 'Claire Morel' },
    { id: people.delmas, displayName: 'Anne Delmas' },
    { id: people.petit, displayName: 'Jean Petit' },
  ],
  grants: [],
  supportRequests: [],
  decisions: [],
  can: {},
} as unknown as Organisation;

const act = (
  number: number,
  at: string,
  type: string,
  label: string,
  more: Partial<AuditEntry> = {},
): AuditEntry => ({
  id: id(1000 + number),
  at,
  type,
  label,
  staff: { id: people.morel, displayName: 'Claire Morel' },
  client: null,
  origin: { kind: 'page', device: 'Firefox, Windows', address: null },
  fileId: files.one,
  unitId: unit,
  recordId: null,
  reason: null,
  ...more,
});

export const traces: readonly AuditEntry[] = [
  act(9, '2026-11-20T23:02:37.120Z', 'file.opened', 'Dossier consulté'),
  act(8, '2026-11-20T14:40:02.000Z', 'file.emergencyOpened', 'Dossier ouvert en urgence', {
    staff: { id: people.petit, displayName: 'Jean Petit' },
    reason: 'Expulsion demain matin, référente absente.',
    fileId: files.other,
  }),
  act(7, '2026-11-20T14:39:10.000Z', 'access.refused', 'Accès refusé', {
    staff: { id: people.petit, displayName: 'Jean Petit' },
    fileId: files.other,
  }),
  act(6, '2026-11-20T10:15:00.000Z', 'entry.created', 'Travail enregistré', {
    client: portal,
    origin: { kind: 'embed', device: 'Edge, Windows', address: 'https://intranet.chu-valmont.fr' },
  }),
  act(5, '2026-11-20T10:02:11.000Z', 'file.searched', 'Recherche de dossiers', {
    staff: { id: people.delmas, displayName: 'Anne Delmas' },
    fileId: null,
  }),
  act(4, '2026-11-19T08:00:00.000Z', 'import.started', 'Import commencé', {
    staff: null,
    origin: null,
    fileId: null,
    unitId: null,
  }),
];

export const alerts: readonly ReadingAlert[] = [
  {
    id: id(71),
    staff: { id: people.petit, displayName: 'Jean Petit' },
    kind: 'filesPerHour',
    count: 41,
    limit: 40,
    openedAt: '2026-11-20T14:50:00Z',
    closedAt: null,
  },
  {
    id: id(70),
    staff: { id: people.delmas, displayName: 'Anne Delmas' },
    kind: 'searchesPerHour',
    count: 122,
    limit: 120,
    openedAt: '2026-11-12T09:10:00Z',
    closedAt: '2026-11-12T10:02:00Z',
  },
];

export const state: AuditState = {
  signed: { size: 128_400, at: '2026-11-20T23:00:00Z' },
  verified: { size: 128_012, at: '2026-11-20T03:10:00Z', fault: null, strays: 0 },
};

export const settings: AuditSettings = {
  retentionMonths: 12,
  readingLimits: [
    { role: 'SOCIAL_WORKER', filesPerHour: 40, filesPerDay: 120, searchesPerHour: 60 },
    { role: 'SECRETARY', filesPerHour: 60, filesPerDay: 250, searchesPerHour: 120 },
    { role: 'DPO', filesPerHour: 10, filesPerDay: 30, searchesPerHour: 30 },
  ],
  version: 3,
};

type Axis = StatisticsTable['axes'][number];
const axis = (code: string, label: string, items: Axis['items']): Axis => ({
  dimension: { code, label, sensitive: code === 'worker' },
  items: [...items, { code: null, label: 'Non renseigné' }],
});
const team = [
  { code: people.delmas, label: 'Anne Delmas' },
  { code: people.morel, label: 'Claire Morel' },
  { code: people.petit, label: 'Jean Petit' },
];

/** A table of a review: figures line by line, a column for each value and the total; the last line is the total. */
function reviewed(
  report: string,
  counted: { readonly of: string; readonly label: string; readonly unit: string },
  axes: [Axis, Axis],
  lines: readonly (readonly number[])[],
): StatisticsTable {
  const rank = (at: number, all: readonly unknown[]): number | null => (at < all.length - 1 ? at : null);
  return {
    ...{ report, mode: 'internal', threshold: null, team: null, publicationId: null, unitIds: [] },
    period: { from: '2026-10-21', to: '2026-11-20' },
    measures: [{ kind: 'count', ...counted }],
    axes,
    cells: lines.flatMap((figures, row) =>
      figures.map((value, column) => ({
        at: [rank(row, lines), rank(column, figures)],
        values: [{ value, share: null, excluded: 0, masked: false }],
        before: [],
      })),
    ),
    asOf: '2026-11-20T23:10:00Z',
    waiting: 0,
  };
}

/** The four reports of a security review, of the same log. */
export const reviews: Readonly<Record<string, StatisticsTable>> = {
  Z18: reviewed(
    'Z18',
    { of: 'logins', label: 'Connexions', unit: 'connexions' },
    [
      axis('worker', 'Intervenant', [
        { ...team[0]!, latestAt: '2026-11-20T08:02:00Z' },
        { ...team[1]!, latestAt: '2026-11-20T23:01:10Z' },
        { ...team[2]!, latestAt: '2026-11-20T14:38:51Z' },
      ]),
      {
        dimension: { code: 'month', label: 'Mois', sensitive: false },
        items: [
          { code: '2026-10', label: 'octobre 2026' },
          { code: '2026-11', label: 'novembre 2026' },
        ],
      },
    ],
    [
      [9, 18, 27],
      [11, 21, 32],
      [2, 1284, 1286],
      [0, 0, 0],
      [22, 1323, 1345],
    ],
  ),
  Z19: reviewed(
    'Z19',
    { of: 'accessEvents', label: 'Consultations de dossiers', unit: 'consultations de dossiers' },
    [
      axis('worker', 'Intervenant', team),
      axis('accessReason', 'Motif d’accès', [
        { code: 'referent-dossier', label: 'Référent du dossier' },
        { code: 'habilitation-sur-entite', label: 'Habilitation sur l’entité' },
        { code: 'acces-urgence', label: 'Accès d’urgence' },
      ]),
    ],
    [
      [0, 64, 0, 3, 67],
      [118, 22, 0, 9, 149],
      [31, 140, 2, 4, 177],
      [0, 0, 0, 0, 0],
      [149, 226, 2, 16, 393],
    ],
  ),
  Z20: reviewed(
    'Z20',
    { of: 'exports', label: 'Exports', unit: 'exports' },
    [
      axis('worker', 'Intervenant', team),
      axis('exportKind', 'Nature d’export', [
        { code: 'rapport-statistique', label: 'Rapport statistique' },
        { code: 'rows', label: 'Lignes d’activité' },
        { code: 'file.printed', label: 'Impression d’un dossier' },
      ]),
    ],
    [
      [2, 0, 1, 0, 3],
      [0, 0, 4, 0, 4],
      [0, 6, 0, 0, 6],
      [0, 0, 0, 0, 0],
      [2, 6, 5, 0, 13],
    ],
  ),
  Z21: reviewed(
    'Z21',
    { of: 'accounts', label: 'Comptes', unit: 'comptes' },
    [
      axis('accountStatus', 'État du compte', [
        { code: 'actif', label: 'Actif' },
        { code: 'inactif', label: 'Inactif' },
        { code: 'ferme', label: 'Fermé' },
      ]),
      axis('mfaStatus', 'Second facteur', [
        { code: 'application-authentification', label: 'Application d’authentification' },
        { code: 'cle-securite', label: 'Clé de sécurité' },
        { code: 'sans-second-facteur', label: 'Sans second facteur' },
      ]),
    ],
    [
      [7, 12, 1, 0, 20],
      [2, 0, 3, 0, 5],
      [1, 0, 4, 0, 5],
      [0, 0, 0, 0, 0],
      [10, 12, 8, 0, 30],
    ],
  ),
};
