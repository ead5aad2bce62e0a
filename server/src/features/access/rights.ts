import type { Clearance } from '../../db/tenant-table.ts';

/** The roles a grant can give. */
export const roleNames = [
  'SOCIAL_WORKER',
  'TEAM_MANAGER',
  'SECRETARY',
  'PSYCHOLOGIST',
  'ADMINISTRATOR',
  'DPO',
  'DATA_EXPORTER',
  'SUPPORT',
] as const;
export type Role = (typeof roleNames)[number];

/** The roles an administrator gives; that of the vendor's support comes of a request he approves. */
export const givenRoles = roleNames.filter((role) => role !== 'SUPPORT');

/**
 * What a program of the customer can be given, each like a role that no person holds. None opens what was written in
 * somebody's words.
 */
export const programScopes = [
  'READ_FILES',
  'READ_FOLLOW_UP',
  'IMPORT_FILES',
  'READ_STATISTICS',
  'KEEP_TEAM',
  'KEEP_CONFIGURATION',
  'REPORT_DELIVERIES',
] as const;
export type ProgramScope = (typeof programScopes)[number];
type Holder = Role | ProgramScope;

/**
 * What each role opens over the units and files it is granted on: groups of fields to read, groups to write.
 * The manager sees what was done and for which demandes, not the words; the secretary sees who, not why;
 * the administrator, the DPO and the vendor see no file by virtue of their role; the psychologist's wall is his own.
 * Whoever leads a team decides its leave, whose kind may say health: nobody else reads it.
 * Lines of figures, one for each act, leave the product by a right of their own, that no other role brings.
 */
export const rights: Readonly<Record<Holder, readonly Clearance[]>> = {
  SOCIAL_WORKER: ['identity', 'followUp', 'text', 'writeIdentity', 'writeFollowUp', 'statistics'],
  TEAM_MANAGER: ['identity', 'followUp', 'writeIdentity', 'statistics', 'manageLeave'],
  SECRETARY: ['identity', 'writeIdentity'],
  PSYCHOLOGIST: [],
  ADMINISTRATOR: [],
  DPO: [],
  DATA_EXPORTER: ['statistics', 'exportRows'],
  SUPPORT: [],
  READ_FILES: ['identity'],
  READ_FOLLOW_UP: ['identity', 'followUp'],
  IMPORT_FILES: ['identity', 'followUp', 'writeIdentity', 'writeFollowUp'],
  READ_STATISTICS: ['statistics'],
  KEEP_TEAM: [],
  KEEP_CONFIGURATION: [],
  REPORT_DELIVERIES: [],
};

/** What each role may do in the whole organisation, whatever its grant names. */
const acts = {
  SOCIAL_WORKER: ['openInEmergency', 'readInternalStatistics'],
  TEAM_MANAGER: ['readInternalStatistics', 'readTeamStatistics'],
  SECRETARY: [],
  PSYCHOLOGIST: [],
  ADMINISTRATOR: [
    'readOrganisation',
    'changeOrganisation',
    'manageAccounts',
    'manageTeam',
    'grantAccess',
    'reviewAccess',
    'handOver',
    'answerSupport',
    'manageServiceAccounts',
    'withdrawServiceFiles',
    'changeEmbedding',
    'changeConfiguration',
    'keepDirectory',
    'keepAgenda',
    'reportDeliveries',
    'searchAudit',
  ],
  DPO: ['readOrganisation', 'recordDecision', 'withdrawServiceFiles', 'searchAudit'],
  DATA_EXPORTER: ['readInternalStatistics'],
  SUPPORT: ['readOrganisation'],
  READ_FILES: [],
  READ_FOLLOW_UP: [],
  IMPORT_FILES: [],
  READ_STATISTICS: [],
  KEEP_TEAM: ['readOrganisation', 'manageTeam'],
  KEEP_CONFIGURATION: ['changeConfiguration'],
  REPORT_DELIVERIES: ['reportDeliveries'],
} as const satisfies Record<Holder, readonly string[]>;
export type TenantAction = (typeof acts)[Holder][number];
export const tenantActions = [...new Set(Object.values(acts).flat())] as readonly TenantAction[];

/**
 * What is done with files: the groups of fields one must hold where it is done. `unit`: over the whole unit, a right on
 * one file is not enough.
 */
const onFiles = {
  openFile: { needs: ['identity'] },
  changeIdentity: { needs: ['writeIdentity'] },
  assignLead: { needs: ['writeIdentity'] },
  createFile: { needs: ['writeIdentity'], unit: true },
  changeReference: { needs: ['writeIdentity'], unit: true },
  // Also of what stands in no file: whoever knows who comes keeps the agenda of where they come
  readAgenda: { needs: ['identity'] },
  bookAppointment: { needs: ['identity', 'writeIdentity'] },
  readFollowUp: { needs: ['followUp'] },
  readText: { needs: ['text'] },
  readAudit: { needs: ['followUp'] },
  writeFollowUp: { needs: ['writeFollowUp'] },
  writeUnfiled: { needs: ['writeFollowUp'], unit: true },
  transfer: { needs: ['writeFollowUp'], unit: true },
  answerTransfer: { needs: ['writeFollowUp'], unit: true },
  readStatistics: { needs: ['statistics'], unit: true },
  exportRows: { needs: ['statistics', 'exportRows'], unit: true },
  decideLeave: { needs: ['manageLeave'], unit: true },
  import: { needs: ['writeIdentity', 'identity', 'writeFollowUp', 'followUp'], unit: true },
} as const satisfies Record<string, { needs: readonly Clearance[]; unit?: true }>;
export type FileAction = keyof typeof onFiles;

export type Action = TenantAction | FileAction;

/** What a person holds at this moment. */
export interface Holding {
  readonly roles: readonly string[];
  /** Ids of units and of single files, by group of fields. */
  readonly scopes: Readonly<Record<Clearance, readonly string[]>>;
}

/** Where something is done: a unit, or a file and the unit that holds it. */
export interface Place {
  readonly unitId: string;
  readonly id?: string;
}

const isOnFiles = (action: Action): action is FileAction => Object.hasOwn(onFiles, action);

/** Whether a role may do this, whoever holds it. */
const roleMay = (role: string, action: TenantAction): boolean =>
  Object.hasOwn(acts, role) && (acts[role as Holder] as readonly string[]).includes(action);

/**
 * The one rule of access: whether whoever holds this may do that, there. Without a place: somewhere at least.
 */
export function allows(held: Holding, action: Action, place?: Place): boolean {
  if (!isOnFiles(action)) return held.roles.some((role) => roleMay(role, action));
  const rule: { needs: readonly Clearance[]; unit?: true } = onFiles[action];
  if (!place) return reachOf(held, action).length > 0;
  // A list asks it of each of its rows: the units one reaches are looked through, not gathered
  const reaches = (id: string) => rule.needs.every((clearance) => held.scopes[clearance].includes(id));
  return reaches(place.unitId) || (!rule.unit && place.id !== undefined && reaches(place.id));
}

/** Units, and single files where one is enough, where this may be done. */
export function reachOf(held: Holding, action: FileAction): string[] {
  const [first = [], ...others] = onFiles[action].needs.map((clearance) => held.scopes[clearance]);
  const sets = others.map((ids) => new Set(ids));
  return first.filter((id) => sets.every((ids) => ids.has(id)));
}

/** Roles of who works in the units they are given on: a team, whose members are present or on leave. */
export const workingRoles: readonly Role[] = ['SOCIAL_WORKER', 'TEAM_MANAGER', 'SECRETARY', 'PSYCHOLOGIST'];

/** Whether a role opens files at all: one that does can be held for somebody absent. */
export const opensFiles = (role: string): boolean => rights[role as Holder]?.includes('identity') ?? false;

/** Whether a role reaches anything of the units it is given on: their files, or their figures. */
export const reachesUnits = (role: string): boolean => (rights[role as Holder] ?? []).length > 0;
