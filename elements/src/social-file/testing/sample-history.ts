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

/** The rights of who looks, that give the file. */
export const reasons: readonly AccessReason[] = [
  {
    id: uuid(961),
    role: 'SOCIAL_WORKER',
    kind: 'SUBSTITUTION',
    via: 'file',
    unitPath: [],
    validFrom: '2026-11-02T08:00:00Z',
    validUntil: '2026-12-31T22:59:59Z',
    reason: 'Remplacement de Samir Roux',
    grantedBy: 'Paul Renard',
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
  },
];
