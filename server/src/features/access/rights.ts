import type { Clearance } from '../../db/tenant-table.ts';

/** The roles a grant can give. */
export const roleNames = [
  'SOCIAL_WORKER',
  'TEAM_MANAGER',
  'SECRETARY',
  'PSYCHOLOGIST',
  'ADMINISTRATOR',
  'DPO',
] as const;
export type Role = (typeof roleNames)[number];

/**
 * What each role opens over the units and files it is granted on: the one rule of access.
 * The manager sees what was done and for which demandes, not the words; the secretary sees who, not why;
 * the administrator and the DPO see no file by virtue of their role; the psychologist's wall is his own.
 */
export const rights: Readonly<Record<Role, readonly Clearance[]>> = {
  SOCIAL_WORKER: ['identity', 'followUp', 'text', 'writeIdentity', 'writeFollowUp'],
  TEAM_MANAGER: ['identity', 'followUp', 'writeIdentity'],
  SECRETARY: ['identity', 'writeIdentity'],
  PSYCHOLOGIST: [],
  ADMINISTRATOR: [],
  DPO: [],
};
