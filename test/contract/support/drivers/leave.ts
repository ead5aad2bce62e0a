import type { FeatureDrivers } from './driver.ts';

/** Whose leave it is, and how it stands, for an act that is not its author's on what he asked. */
const leaveStates: Readonly<Record<string, 'asked' | 'approved'>> = {
  'leave.read': 'asked',
  'leave.decide': 'asked',
  'leave.checkPresence': 'asked',
  'leave.suggestSubstitution': 'approved',
};

export const leave: FeatureDrivers = {
  records: {
    leaveId: async (scene, one) => ({ leaveId: await scene.leave.leave(leaveStates[one.id] ?? 'mine') }),
    absenceKind: async (scene) => ({ absenceKind: await scene.leave.usualKind() }),
    year: async (scene) => ({
      staffId: (await scene.tenant.staff('SECRETARY')).id,
      absenceKind: scene.code('absenceKind'),
      year: '2026',
    }),
  },
  operations: {
    'leave.ask': { body: (scene) => scene.leave.newLeave() },
    'leave.check': { body: (scene) => scene.leave.newLeave() },
    'leave.change': { body: () => ({ comment: 'Déménagement' }) },
    'leave.cancel': { body: () => ({ reason: 'Erreur' }) },
    'leave.decide': { body: () => ({ decision: 'approve' }) },
    'leave.calendar': {
      query: (scene) => ({ unitId: scene.tenant.root, from: '2026-11-23', to: '2026-12-23' }),
    },
    'leave.setBalance': { body: () => ({ grantedHalves: 50 }), version: () => '"0"' },
    'leave.setKind': { body: () => ({ counting: 'workingDays', away: true }), version: () => '"0"' },
    'leave.setMinimum': { body: () => ({ present: 2 }), version: () => '"0"' },
  },
};
