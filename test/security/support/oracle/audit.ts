import { everyone, forRule, holding, type FeatureRules } from './rule.ts';

export const audit: FeatureRules = {
  tables: {
    // A trace is left by all, read by who follows the file
    audit_event: {
      read: (row, reach) => reach.has('followUp', row['unit_id'], row['file_id']),
      write: () => true,
    },
    // That it is to be chained: said with it, read by no request
    audit_pending: everyone,
    audit_setting: everyone,
    // Where the chain stands: written by who chains, read by all
    audit_state: { read: () => true, write: () => false },
    reading_limit: everyone,
    // Who reads much is told to others
    reading_episode: { read: (row, reach) => row['staff_id'] !== reach.staff, write: () => true },
  },
  operations: {
    ...holding('followUp', 'audit.readFile'),
    ...forRule(
      { roles: ['ADMINISTRATOR', 'DPO'] },
      'audit.search',
      'audit.listAlerts',
      'audit.readState',
      'audit.readSettings',
      'audit.changeSettings',
    ),
  },
};
