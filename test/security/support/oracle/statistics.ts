import { managed } from './leave.ts';
import type { Reach, Row } from './rights.ts';
import {
  administrator,
  byAuthor,
  everyone,
  forRule,
  holding,
  isSystem,
  type FeatureRules,
  type Rule,
} from './rule.ts';

/** Counted for a unit, whoever opens its files; made by the system alone. */
const counted: Rule = {
  read: (row, reach) => reach.has('statistics', row['for_unit_id']),
  write: (row, reach) => isSystem(reach) && reach.has('statistics', row['for_unit_id']),
};

/** Of several units: whoever counts in all of them. */
const countedTogether: Rule = (() => {
  const all = (row: Row, reach: Reach) => {
    const units = row['unit_ids'] as string[];
    return units.length > 0 && units.every((unit) => reach.has('statistics', unit));
  };
  return { read: all, write: all };
})();

/** What is counted of a leave, for whose it is and who decides of it; made by the system alone. */
const countedLeave: Rule = {
  read: (row, reach) => (!isSystem(reach) && row['worker_id'] === reach.staff) || managed(row, reach),
  write: (row, reach) => isSystem(reach) && managed(row, reach),
};

export const statistics: FeatureRules = {
  tables: {
    // Figures
    work_fact: counted,
    request_fact: counted,
    action_fact: counted,
    spell_fact: counted,
    transfer_fact: counted,
    appointment_fact: counted,
    leave_fact: countedLeave,
    leave_right_fact: countedLeave,
    profile_fact: {
      read: (_row, reach) => reach.hasAny('statistics'),
      write: (_row, reach) => isSystem(reach),
    },
    // Bare ids of what is to be counted anew, and when all was
    fact_due: everyone,
    fact_state: everyone,
    fact_frozen: { read: (_row, reach) => isSystem(reach), write: (_row, reach) => isSystem(reach) },
    // What left the service, its figures sealed: compared with what is asked next, wherever that is
    publication: {
      read: (_row, reach) => reach.hasAny('statistics'),
      write: (row, reach) => reach.hasAny('statistics') && row['staff_id'] === reach.staff,
    },
    // Work asked for by one person
    statistics_export: byAuthor('staff_id'),
    // Questions, without a figure
    saved_report: {
      read: (row, reach) => row['staff_id'] === reach.staff || reach.has('statistics', row['unit_id']),
      write: (row, reach) => row['staff_id'] === reach.staff,
    },
    scheduled_report: byAuthor('staff_id'),
    // What reports are written with
    letterhead_piece: everyone,
    // Reports, whose figures are of units
    activity_report: countedTogether,
    frozen_report: countedTogether,
  },
  operations: {
    ...forRule(
      'author',
      'statistics.readExport',
      'statistics.removeExport',
      'statistics.changeSavedReport',
      'statistics.removeSavedReport',
      'statistics.changeScheduledReport',
      'statistics.removeScheduledReport',
    ),
    ...holding(
      'statistics',
      'statistics.readModel',
      'statistics.readValues',
      'statistics.readMissing',
      'statistics.runReport',
      'statistics.query',
      'statistics.export',
      'statistics.exportActivityReport',
      'statistics.listExports',
      'statistics.listSavedReports',
      'statistics.addSavedReport',
      'statistics.readSavedReport',
      'statistics.exportSavedReport',
      'statistics.importSavedReport',
      'statistics.listActivityReports',
      'statistics.addActivityReport',
      'statistics.readActivityReport',
      'statistics.changeActivityReport',
      'statistics.removeActivityReport',
      'statistics.freezeActivityReport',
      'statistics.askToFreeze',
      'statistics.readDifferences',
      'statistics.files',
      'statistics.publications',
      'statistics.listScheduledReports',
      'statistics.addScheduledReport',
    ),
    // Who reviews security finds the reports that read its log
    'statistics.listReports': { roles: ['ADMINISTRATOR', 'DPO'], orHolds: 'statistics' },
    ...holding('exportRows', 'statistics.exportRows', 'statistics.listRowColumns'),
    'statistics.readContractedTime': { roles: ['TEAM_MANAGER'] },
    ...forRule(
      administrator,
      'statistics.readLetterhead',
      'statistics.sendLetterheadBase',
      'statistics.sendLetterheadLogo',
      'statistics.removeLetterheadBase',
      'statistics.removeLetterheadLogo',
      'statistics.readLetterheadBase',
      'statistics.readLetterheadLogo',
      'statistics.readLetterheadSample',
    ),
  },
};
