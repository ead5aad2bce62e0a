import type { AuditEntry, AuditSettings, AuditState, Me, Organisation, ReadingAlert } from '@lastria/sdk';
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
