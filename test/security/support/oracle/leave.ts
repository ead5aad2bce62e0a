import type { Reach, Row } from './rights.ts';
import { administrator, everyone, forRule, holding, isSystem, type FeatureRules, type Rule } from './rule.ts';

/** Over one of the units somebody works in. */
export const managed = (row: Row, reach: Reach): boolean =>
  (row['unit_ids'] as string[]).some((unit) => reach.has('manageLeave', unit));

/** A kind of leave may say health: whose it is, and who decides over one of the units he works in. */
const leaveRows = ({ drafts = true, approved = false }): Rule => {
  const own = (row: Row, reach: Reach) => !isSystem(reach) && row['staff_id'] === reach.staff;
  return {
    read: (row, reach) =>
      (approved && row['approved'] === true) ||
      own(row, reach) ||
      ((drafts || row['status'] !== 'draft') && managed(row, reach)),
    write: (row, reach) => own(row, reach) || managed(row, reach),
  };
};

export const leave: FeatureRules = {
  tables: {
    leave_request: leaveRows({ drafts: false }),
    leave_step: leaveRows({ drafts: false }),
    // That somebody is absent, once it is approved, is known to all
    leave_absence: leaveRows({ approved: true }),
    // What one is granted is said by somebody else
    leave_balance: {
      read: leaveRows({}).read,
      write: (row, reach) => (isSystem(reach) || row['staff_id'] !== reach.staff) && managed(row, reach),
    },
    leave_kind_rule: everyone,
    leave_minimum: everyone,
  },
  operations: {
    // One's own leave, and the absences of one's team
    ...forRule(
      'everybody',
      'leave.listMine',
      'leave.listToDecide',
      'leave.readBalances',
      'leave.readSettings',
    ),
    ...forRule(
      { roles: ['SOCIAL_WORKER', 'TEAM_MANAGER', 'SECRETARY', 'PSYCHOLOGIST'] },
      'leave.ask',
      'leave.check',
      'leave.calendar',
    ),
    ...forRule('author', 'leave.change', 'leave.cancel'),
    ...holding(
      'manageLeave',
      'leave.read',
      'leave.decide',
      'leave.checkPresence',
      'leave.suggestSubstitution',
      'leave.setBalance',
      'leave.setMinimum',
    ),
    'leave.setKind': administrator,
  },
};
