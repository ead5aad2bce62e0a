import type { Right } from './rights.ts';
import { byFile, everyone, followUp, forRule, holding, identity, type FeatureRules } from './rule.ts';

export const socialFile: FeatureRules = {
  tables: {
    // A bare id
    beneficiary: everyone,
    // Who the person is
    social_file: byFile('identity', 'writeIdentity', 'id'),
    file_identity: identity,
    file_flag: identity,
    file_episode: identity,
    // What is done with the person
    situation_value: {
      // Health and protection with the texts, the rest with the follow-up
      read: (row, reach) =>
        row['clearance'] !== 'identity' &&
        reach.has(row['clearance'] as Right, row['unit_id'], row['file_id']),
      write: followUp.write,
    },
    situation_group: followUp,
    relative: followUp,
    // In the worker's words
    relative_note: byFile('text', 'writeFollowUp'),
    episode_reason: byFile('text', 'writeFollowUp'),
    // Whoever receives a file must see that it is offered
    file_transfer: {
      read: (row, reach) => reach.has('identity', row['unit_id'], row['to_unit_id'], row['file_id']),
      write: (row, reach) => reach.has('writeIdentity', row['unit_id'], row['to_unit_id'], row['file_id']),
    },
    // Why: for who reads words where the file is, and for who answers
    transfer_reason: {
      read: (row, reach) =>
        reach.has('text', row['unit_id'], row['file_id']) || reach.has('writeFollowUp', row['to_unit_id']),
      write: (row, reach) => reach.has('writeFollowUp', row['unit_id'], row['to_unit_id'], row['file_id']),
    },
    // A former state is read as what it holds
    record_version: {
      read: (row, reach) => reach.has(row['clearance'] as Right, row['unit_id'], row['file_id']),
      write: (row, reach) => reach.has('writeIdentity', row['unit_id'], row['file_id']),
    },
  },
  operations: {
    // Who the person is
    ...holding(
      'identity',
      'socialFile.list',
      'socialFile.open',
      'socialFile.openByReference',
      'socialFile.search',
      'socialFile.history',
      'socialFile.explainAccess',
      'socialFile.print',
      'socialFile.listTransfers',
      'socialFile.duplicates',
    ),
    ...holding(
      'writeIdentity',
      'socialFile.create',
      'socialFile.changeIdentity',
      'socialFile.changeReference',
      'socialFile.leadWorkers',
      'socialFile.assign',
      'socialFile.addFlag',
      'socialFile.removeFlag',
    ),
    // What is done with the person
    ...holding('followUp', 'socialFile.countTimeline'),
    ...holding(
      'writeFollowUp',
      'socialFile.changeSituation',
      'socialFile.close',
      'socialFile.reopen',
      'socialFile.addRelative',
      'socialFile.changeRelative',
      'socialFile.removeRelative',
      'socialFile.transfer',
      'socialFile.transferTargets',
      'socialFile.acceptTransfer',
      'socialFile.refuseTransfer',
    ),
    ...forRule('author', 'socialFile.revokeTransfer', 'socialFile.undoTransfer'),
    'socialFile.openInEmergency': { roles: ['SOCIAL_WORKER'] },
  },
};
