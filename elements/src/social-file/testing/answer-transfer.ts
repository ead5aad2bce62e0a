import type { FileTransfer, TransferTarget } from '@lastria/sdk';
import type { Call } from '../../testing/fake-server.ts';
import { ids } from '../../testing/sample.ts';
import type { Scene } from '../social-file.scene.ts';
import { otherUnit, uuid } from './sample-configuration.ts';

export const strangeUnit = '0197a3c4-0000-7000-8000-000000000013';
const targets: readonly TransferTarget[] = [
  { id: otherUnit, name: 'Site des Tilleuls', path: ['Hôpital'], atOnce: true },
  { id: strangeUnit, name: 'Maternité', path: ['Hôpital', 'Pôle mère-enfant'], atOnce: false },
];

/** A transfer that waits, asked by the person of the tests or by a colleague of another unit. */
export const transferOf = (number: number, more: Partial<FileTransfer> = {}): FileTransfer => ({
  id: uuid(number),
  fileId: ids.file,
  unitId: ids.unit,
  fromUnitId: ids.unit,
  fromUnitName: 'Personnel',
  toUnitId: strangeUnit,
  toUnitName: 'Maternité',
  status: 'requested',
  reason: 'Changement d’entité',
  answer: null,
  reasonHidden: false,
  requestedBy: ids.me,
  requestedByName: 'Claire Morel',
  requestedAt: '2026-11-22T13:02:00Z',
  answeredAt: null,
  undoUntil: null,
  can: { answer: false, revoke: true },
  ...more,
});

/** Where a file may go, its move, and the answers to one that was asked for. */
export function answerTransfer(call: Call, state: Scene): Response | undefined {
  const { json } = state;
  const url = new URL(call.path, 'https://lastria.test');
  const [, , kind, id = '', rest = ''] = url.pathname.split('/');
  const body = (call.body ?? {}) as Readonly<Record<string, unknown>>;
  if (kind === 'transfers' && call.method === 'GET') {
    const fileId = url.searchParams.get('fileId');
    return json({ items: state.transfers.filter((one) => fileId === null || one.fileId === fileId) });
  }
  if (kind === 'transfers') {
    const found = state.transfers.find((one) => one.id === id);
    state.transfers = state.transfers.filter((one) => one !== found);
    if (rest === 'undo')
      state.file = {
        ...state.file,
        unit: { id: ids.unit, name: 'Personnel' },
        version: state.file.version + 1,
      };
    return json({ ...(found ?? transferOf(700)), id, status: `${rest}d`, answer: body['reason'] ?? null });
  }
  if (kind !== 'files' || id !== state.file.id) return undefined;
  if (rest === 'transfer-targets') return json({ items: targets });
  if (call.method !== 'POST' || rest !== 'transfers') return undefined;
  if (call.headers.get('if-match') !== `"${state.file.version}"`)
    return state.problem('stale-version', 412, 'Ces informations ont changé entre-temps', 'Comparez.', {
      currentVersion: `"${state.file.version}"`,
    });
  const to = targets.find((one) => one.id === body['toUnitId']);
  if (!to?.atOnce) {
    const asked = transferOf(701, { reason: String(body['reason']) });
    state.transfers = [asked];
    return json(asked, 201);
  }
  state.file = { ...state.file, unit: { id: to.id, name: to.name }, version: state.file.version + 1 };
  return json(
    transferOf(700, {
      ...{ unitId: to.id, toUnitId: to.id, toUnitName: to.name, status: 'done' },
      answeredAt: '2026-11-22T13:02:00Z',
      undoUntil: '2026-11-22T13:02:10Z',
      can: { answer: false, revoke: false },
    }),
    201,
  );
}
