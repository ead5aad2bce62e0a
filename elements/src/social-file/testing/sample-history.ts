import type { AccessReason, HistoryEntry } from '@lastria/sdk';
import { ids } from '../../testing/sample.ts';
import { uuid } from './sample-configuration.ts';
import { claire, samir } from './sample-work.ts';

/** What the file said before, latest first. */
export const history: readonly HistoryEntry[] = [
  {
    id: uuid(951),
    at: '2026-09-03T08:12:00Z',
    by: claire,
    record: 'situation',
    recordId: ids.file,
    changes: [
      {
        field: 'professional-status',
        before: { codes: ['activite'] },
        beforeSince: '2025-03-02',
        after: { codes: ['arret'] },
        since: '2026-09-01',
      },
    ],
  },
  {
    id: uuid(950),
    at: '2026-06-17T13:40:00Z',
    by: samir,
    record: 'identity',
    recordId: ids.file,
    changes: [
      {
        field: 'phones',
        before: { text: '+33639981077' },
        beforeSince: null,
        after: { text: '+33639981001' },
        since: null,
      },
      { field: 'city', before: null, beforeSince: null, after: { text: 'Nîmes' }, since: null },
    ],
  },
];

const said = (field: string, before: HistoryEntry['changes'][number]['after'], after: typeof before) => ({
  field,
  before,
  beforeSince: null,
  after,
  since: null,
});

/** Openings, closings, lead workers and warnings, latest first. */
export const life: readonly HistoryEntry[] = [
  {
    id: uuid(944),
    at: '2026-05-04T09:10:00Z',
    by: claire,
    record: 'status',
    recordId: uuid(944),
    changes: [
      { ...said('status', { codes: ['closed'] }, { codes: ['open'] }), since: '2026-05-04' },
      { ...said('reason', null, { text: 'La personne revient' }), since: '2026-05-04' },
    ],
  },
  {
    id: uuid(943),
    at: '2026-02-02T16:00:00Z',
    by: samir,
    record: 'status',
    recordId: uuid(943),
    changes: [
      { ...said('status', { codes: ['open'] }, { codes: ['closed'] }), since: '2026-02-02' },
      { ...said('reason', null, { codes: ['objectif-atteint'] }), since: '2026-02-02' },
    ],
  },
  {
    id: uuid(942),
    at: '2026-01-12T10:00:00Z',
    by: samir,
    record: 'flag',
    recordId: uuid(942),
    changes: [said('flagCode', null, { codes: ['urgent'] }), said('expiresOn', null, { day: '2026-01-31' })],
  },
  {
    id: uuid(941),
    at: '2025-12-01T10:00:00Z',
    by: claire,
    record: 'leadWorker',
    recordId: ids.file,
    changes: [said('leadWorker', { text: 'Samir Roux' }, { text: 'Claire Morel' })],
  },
  {
    id: uuid(940),
    at: '2025-03-02T00:00:00.000Z',
    by: claire,
    record: 'status',
    recordId: uuid(940),
    changes: [{ ...said('status', null, { codes: ['open'] }), since: '2025-03-02' }],
  },
];

/** The rights of who looks, that give the file. */
export const reasons: readonly AccessReason[] = [
  {
    id: uuid(961),
    role: 'SOCIAL_WORKER',
    kind: 'SUBSTITUTE',
    via: 'file',
    unitPath: [],
    validFrom: '2026-11-02T08:00:00Z',
    validUntil: '2026-12-31T22:59:59Z',
    reason: 'Remplacement de Samir Roux',
    grantedBy: 'Paul Renard',
    onBehalfOf: null,
  },
  {
    id: uuid(960),
    role: 'SOCIAL_WORKER',
    kind: 'REGULAR',
    via: 'unit',
    unitPath: ['Hôpital', 'Personnel'],
    validFrom: '2024-01-01T08:00:00Z',
    validUntil: null,
    reason: 'Affectation',
    grantedBy: null,
    onBehalfOf: null,
  },
];
