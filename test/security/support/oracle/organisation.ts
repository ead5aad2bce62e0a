import { administrator, everyone, forRule, type FeatureRules } from './rule.ts';

export const organisation: FeatureRules = {
  tables: {
    // Units and the team are known to all of a tenant
    tenant: everyone,
    org_unit: everyone,
    unit_parameter: everyone,
    staff_member: everyone,
  },
  operations: {
    'organisation.read': { roles: ['ADMINISTRATOR', 'DPO', 'SUPPORT'] },
    'organisation.readEmbedding': { roles: ['ADMINISTRATOR', 'DPO', 'SUPPORT'] },
    'organisation.recordDecision': { roles: ['DPO'] },
    'organisation.withdrawDecision': { roles: ['DPO'] },
    ...forRule(
      administrator,
      'organisation.changeThresholds',
      'organisation.changeEmbedding',
      'organisation.inactivityEffect',
      'organisation.addUnit',
      'organisation.changeUnit',
      'organisation.previewMove',
      'organisation.moveUnit',
      'organisation.addStaff',
      'organisation.changeStaff',
      'organisation.leavingEffect',
      'organisation.addGrant',
      'organisation.endGrant',
      'organisation.addSubstitution',
      'organisation.confirmGrants',
      'organisation.previewHandOver',
      'organisation.handOver',
      'organisation.answerSupport',
    ),
  },
};
