/**
 * Who reaches what, said again from the rules of access and from nothing else: no SQL, no function of the server.
 * A table without a rule here is refused by the matrix: say who reaches its rows, then add it.
 */
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
export type RoleName = (typeof roleNames)[number];
export type Right =
  | 'identity'
  | 'followUp'
  | 'text'
  | 'writeIdentity'
  | 'writeFollowUp'
  | 'statistics'
  | 'exportRows'
  | 'manageLeave';

/** Who holds rights: a role that is given, or the product itself at work for a tenant, which is nobody. */
export type Holder = RoleName | 'SYSTEM';

export const rightsOf: Readonly<Record<Holder, ReadonlySet<Right>>> = {
  // Does the whole of the work
  SOCIAL_WORKER: new Set(['identity', 'followUp', 'text', 'writeIdentity', 'writeFollowUp', 'statistics']),
  // Sees what was done, not the words; keeps identities right
  TEAM_MANAGER: new Set(['identity', 'followUp', 'writeIdentity', 'statistics', 'manageLeave']),
  // Sees who, not why
  SECRETARY: new Set(['identity', 'writeIdentity']),
  PSYCHOLOGIST: new Set(),
  ADMINISTRATOR: new Set(),
  DPO: new Set(),
  // Figures, and the lines they are made of
  DATA_EXPORTER: new Set(['statistics', 'exportRows']),
  SUPPORT: new Set(),
  // Over the units its work names
  SYSTEM: new Set([
    'identity',
    'followUp',
    'text',
    'writeIdentity',
    'writeFollowUp',
    'statistics',
    'manageLeave',
  ]),
};

export interface Grant {
  readonly role: Holder;
  readonly unit: string | null;
  readonly withSubtree: boolean;
  readonly file: string | null;
  readonly ended: boolean;
}

export interface Person {
  readonly label: string;
  readonly tenant: string;
  /** Empty: the system. */
  readonly staff: string;
  readonly session: string;
  /** Whether a factor was proven with us: without it no right counts. */
  readonly proven: boolean;
  readonly grants: readonly Grant[];
}

/** Parent of each unit, by id; null at the root of a tenant. */
export type UnitTree = ReadonlyMap<string, string | null>;

/** A row as the policies see it: its columns by name. */
export type Row = Readonly<Record<string, unknown>>;

interface Reach {
  /** Whether a right covers one of these units or files. */
  has(right: Right, ...ids: unknown[]): boolean;
  /** Whether a right covers anything at all. */
  hasAny(right: Right): boolean;
  readonly staff: string;
}

interface Rule {
  readonly read: (row: Row, reach: Reach) => boolean;
  readonly write: (row: Row, reach: Reach) => boolean;
}

const everyone: Rule = { read: () => true, write: () => true };
const byFile = (read: Right, write: Right, fileColumn = 'file_id'): Rule => ({
  read: (row, reach) => reach.has(read, row['unit_id'], row[fileColumn]),
  write: (row, reach) => reach.has(write, row['unit_id'], row[fileColumn]),
});
const byAuthor = (column: string): Rule => {
  const own = (row: Row, reach: Reach) => row[column] === reach.staff;
  return { read: own, write: own };
};
const isSystem = (reach: Reach): boolean => reach.staff === '';
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
const takesPart = (row: Row, reach: Reach): boolean =>
  !isSystem(reach) && (row['worker_ids'] as string[]).includes(reach.staff);
const appointmentRows: Rule = {
  read: (row, reach) =>
    takesPart(row, reach) ||
    ((!row['private'] || isSystem(reach)) && reach.has('identity', row['unit_id'], row['file_id'])),
  write: (row, reach) =>
    (!row['private'] || takesPart(row, reach) || isSystem(reach)) &&
    reach.has('writeIdentity', row['unit_id'], row['file_id']),
};
/** A kind of leave may say health: whose it is, and who decides over one of the units he works in. */
const leaveRows = ({ drafts = true, approved = false }): Rule => {
  const own = (row: Row, reach: Reach) => !isSystem(reach) && row['staff_id'] === reach.staff;
  const managed = (row: Row, reach: Reach) =>
    (row['unit_ids'] as string[]).some((unit) => reach.has('manageLeave', unit));
  return {
    read: (row, reach) =>
      (approved && row['approved'] === true) ||
      own(row, reach) ||
      ((drafts || row['status'] !== 'draft') && managed(row, reach)),
    write: (row, reach) => own(row, reach) || managed(row, reach),
  };
};
/** What is counted of it, likewise; made by the system alone. */
const countedLeave: Rule = (() => {
  const managed = (row: Row, reach: Reach) =>
    (row['unit_ids'] as string[]).some((unit) => reach.has('manageLeave', unit));
  return {
    read: (row, reach) => (!isSystem(reach) && row['worker_id'] === reach.staff) || managed(row, reach),
    write: (row, reach) => isSystem(reach) && managed(row, reach),
  };
})();
const followUp = byFile('followUp', 'writeFollowUp');
const identity = byFile('identity', 'writeIdentity');

export const tableRules: Readonly<Record<string, Rule>> = {
  // The configuration, the team and the rights of a tenant are known to all of it
  tenant: everyone,
  org_unit: everyone,
  unit_parameter: everyone,
  staff_member: everyone,
  access_grant: everyone,
  session: everyone,
  sign_in_account: everyone,
  sign_in_throttle: everyone,
  invitation: everyone,
  access_ticket: everyone,
  recorded_decision: everyone,
  host_client: everyone,
  identity_provider: everyone,
  staff_identity: everyone,
  used_token: everyone,
  sso_attempt: everyone,
  service_account: everyone,
  support_request: everyone,
  choice_list: everyone,
  choice_item: everyone,
  situation_field: everyone,
  partner: everyone,
  appointment_motive: everyone,
  room: everyone,
  opening_hours: everyone,
  calendar_policy: everyone,
  reminder_settings: everyone,
  // What mail servers said, by keys that say nothing; whether somebody is told by e-mail that something waits
  delivery_report: everyone,
  request_mail: everyone,
  // That a time is taken, without what for
  agenda_booking: everyone,
  // That a calendar elsewhere is tied, what is sealed of it, ids, and the times it says are taken
  calendar_link: everyone,
  calendar_event: everyone,
  calendar_push: everyone,
  calendar_subscription: everyone,
  outside_busy: everyone,
  // What for: who takes part, and who knows who comes there unless it is private
  appointment_series: appointmentRows,
  appointment: appointmentRows,
  appointment_participant: appointmentRows,
  // The practical note as the appointment, the words as the texts of the follow-up
  appointment_note: {
    read: (row, reach) =>
      row['clearance'] === 'identity'
        ? appointmentRows.read(row, reach)
        : row['clearance'] === 'text' &&
          (!row['private'] || takesPart(row, reach) || isSystem(reach)) &&
          reach.has('text', row['unit_id'], row['file_id']),
    write: appointmentRows.write,
  },
  // That somebody is to be reminded, for who knows who comes; an appointment of a file is never private
  reminder_choice: identity,
  appointment_reminder: identity,
  leave_request: leaveRows({ drafts: false }),
  leave_step: leaveRows({ drafts: false }),
  // That somebody is absent, once it is approved, is known to all
  leave_absence: leaveRows({ approved: true }),
  // What one is granted is said by somebody else
  leave_balance: {
    read: leaveRows({}).read,
    write: (row, reach) =>
      (isSystem(reach) || row['staff_id'] !== reach.staff) &&
      (row['unit_ids'] as string[]).some((unit) => reach.has('manageLeave', unit)),
  },
  leave_kind_rule: everyone,
  leave_minimum: everyone,
  // Digests, counts and ids of imports: nothing of a person
  import_batch: everyone,
  import_row: everyone,
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
      row['clearance'] !== 'identity' && reach.has(row['clearance'] as Right, row['unit_id'], row['file_id']),
    write: followUp.write,
  },
  situation_group: followUp,
  relative: followUp,
  work_entry: followUp,
  work_entry_request: followUp,
  work_entry_partner: followUp,
  social_request: followUp,
  support_action: followUp,
  // In the worker's words
  work_entry_text: byFile('text', 'writeFollowUp'),
  work_entry_void: byFile('text', 'writeFollowUp'),
  relative_note: byFile('text', 'writeFollowUp'),
  episode_reason: byFile('text', 'writeFollowUp'),
  // Nobody else's business
  password_credential: byAuthor('staff_id'),
  second_factor: byAuthor('staff_id'),
  recovery_code: byAuthor('staff_id'),
  sign_in_challenge: byAuthor('staff_id'),
  calendar_feed: byAuthor('staff_id'),
  calendar_import: byAuthor('staff_id'),
  notice: { read: (row, reach) => row['staff_id'] === reach.staff, write: () => true },
  draft: byAuthor('author_id'),
  idempotency_record: byAuthor('staff_id'),
  // Work asked for, and files sent, by one person
  job: byAuthor('staff_id'),
  file_import: byAuthor('staff_id'),
  statistics_export: byAuthor('staff_id'),
  // Wrapped keys: who may read what they open is for the table that names it
  tenant_key: everyone,
  blob: everyone,
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
  outbox: { read: (row, reach) => reach.has('identity', row['unit_id'], row['file_id']), write: () => true },
};

/** The rights a person holds, and where. */
export function reachOf(person: Person, tree: UnitTree): Reach {
  const standing = person.proven ? person.grants.filter(({ ended }) => !ended) : [];
  const within = (unit: string, grant: Grant): boolean => {
    if (grant.unit === null) return false;
    if (unit === grant.unit) return true;
    const parent = tree.get(unit) ?? null;
    return grant.withSubtree && parent !== null && within(parent, grant);
  };
  return {
    staff: person.staff,
    hasAny: (right) => standing.some(({ role }) => rightsOf[role].has(right)),
    has: (right, ...ids) =>
      standing.some(
        (grant) =>
          rightsOf[grant.role].has(right) &&
          ids.some((id) => typeof id === 'string' && (grant.file === id || within(id, grant))),
      ),
  };
}

/** What a person may do with a row of a table. */
export function oracle(table: string, person: Person, tree: UnitTree) {
  const rule = tableRules[table];
  if (!rule) throw new Error(`test/security/support/oracle.ts does not say who reaches ${table}`);
  const reach = reachOf(person, tree);
  return {
    mayRead: (row: Row) => row['tenant_id'] === person.tenant && rule.read(row, reach),
    mayWrite: (row: Row) => row['tenant_id'] === person.tenant && rule.write(row, reach),
  };
}

/** Who may do an operation: everybody, whoever made the record, or the roles named; `or` one of two reasons. */
export type OperationRule =
  | 'everybody'
  /** The record is somebody's own: for anybody else it does not exist. */
  | 'author'
  | { readonly holds: Right }
  | { readonly roles: readonly RoleName[]; readonly orHolds?: Right };

const administrator: OperationRule = { roles: ['ADMINISTRATOR'] };
const holding = (right: Right, ...ids: string[]): Record<string, OperationRule> =>
  Object.fromEntries(ids.map((id) => [id, { holds: right }]));
const forRule = (rule: OperationRule, ...ids: string[]): Record<string, OperationRule> =>
  Object.fromEntries(ids.map((id) => [id, rule]));

/** Every operation of the contract a person can call. One without a rule here is refused: say who may do it. */
export const operationRules: Readonly<Record<string, OperationRule>> = {
  ...forRule('everybody', 'access.me', 'configuration.read', 'tdm.listDrafts', 'tdm.capture'),
  // Done already, as far as anybody else can tell
  'tdm.discardDraft': 'everybody',
  ...forRule(
    'author',
    'tdm.saveDraft',
    'jobs.read',
    'jobs.cancel',
    'imports.read',
    'imports.sendFile',
    'imports.preview',
    'imports.change',
    'imports.check',
    'imports.run',
    'imports.report',
    'imports.undo',
    'imports.abandon',
    'statistics.readExport',
    'statistics.removeExport',
    'socialFile.revokeTransfer',
    'socialFile.undoTransfer',
    'tdm.undoEntry',
    'tdm.undoChange',
    'statistics.changeSavedReport',
    'statistics.removeSavedReport',
    'statistics.changeScheduledReport',
    'statistics.removeScheduledReport',
  ),
  // One's own session, whoever one is
  'access.activity': 'everybody',
  'access.listSessions': 'everybody',
  'access.listFactors': 'everybody',
  'access.listNotices': 'everybody',
  'access.readNotices': 'everybody',
  'access.askProof': 'everybody',
  ...forRule(
    'author',
    'access.endSession',
    'access.readNotice',
    'access.addApplication',
    'access.keepApplication',
    'access.addPasskey',
    'access.keepPasskey',
    'access.removeFactor',
    'access.newRecoveryCodes',
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
  ...holding(
    'followUp',
    'audit.readFile',
    'socialFile.countTimeline',
    'tdm.readEntry',
    'tdm.entryHistory',
    'tdm.requestHistory',
    'tdm.timeline',
    'tdm.requests',
  ),
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
    'tdm.createEntry',
    'tdm.createUnfiledEntry',
    'tdm.changeEntry',
    'tdm.voidEntry',
    'tdm.changeRequest',
    'tdm.addAction',
    'tdm.changeAction',
    'imports.open',
    'imports.list',
  ),
  // One's own agenda, and as much of others' as one may know
  ...forRule(
    'everybody',
    'agenda.range',
    'agenda.listColleagues',
    'agenda.listRequests',
    'agenda.listTrash',
    'agenda.checkConflicts',
    'agenda.readSettings',
    'agenda.readCalendarPolicy',
    'agenda.readFeed',
    'agenda.previewImport',
    'agenda.readCalendarLink',
    'agenda.connectCalendar',
    'agenda.setCalendarLevel',
    'agenda.writeCalendarAgain',
    'agenda.disconnectCalendar',
    'agenda.listReminders',
    'agenda.previewReminder',
    'agenda.readRequestMail',
    'agenda.setRequestMail',
  ),
  'agenda.revokeFeed': 'author',
  'agenda.readOpeningHours': { roles: ['ADMINISTRATOR'], orHolds: 'identity' },
  'agenda.readReminderSettings': { roles: ['ADMINISTRATOR'], orHolds: 'identity' },
  'agenda.answer': 'author',
  // Of what one was oneself a part of
  ...forRule('author', 'agenda.proposeWork', 'agenda.writeWork'),
  ...holding(
    'identity',
    'agenda.read',
    'agenda.findSlots',
    'agenda.makeFeed',
    'agenda.previewFeed',
    'agenda.readReminderChoice',
  ),
  // One's own link, of who may keep one
  'agenda.changeFeed': 'author',
  // What another began is not one's own to end
  'agenda.finishCalendar': 'author',
  ...holding(
    'writeIdentity',
    'agenda.book',
    'agenda.import',
    'agenda.change',
    'agenda.cancel',
    'agenda.settle',
    'agenda.markPresence',
    'agenda.trash',
    'agenda.restore',
    'agenda.purge',
    'agenda.setReminder',
    'agenda.decideReminder',
    'agenda.setReminderChoice',
  ),
  // One's own leave, and the absences of one's team
  'statistics.readContractedTime': { roles: ['TEAM_MANAGER'] },
  ...forRule('everybody', 'leave.listMine', 'leave.listToDecide', 'leave.readBalances', 'leave.readSettings'),
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
  // What the whole organisation works with
  'audit.search': { roles: ['ADMINISTRATOR', 'DPO'] },
  'audit.listAlerts': { roles: ['ADMINISTRATOR', 'DPO'] },
  'audit.readState': { roles: ['ADMINISTRATOR', 'DPO'] },
  'audit.readSettings': { roles: ['ADMINISTRATOR', 'DPO'] },
  'audit.changeSettings': { roles: ['ADMINISTRATOR', 'DPO'] },
  'organisation.read': { roles: ['ADMINISTRATOR', 'DPO', 'SUPPORT'] },
  'organisation.readEmbedding': { roles: ['ADMINISTRATOR', 'DPO', 'SUPPORT'] },
  'socialFile.openInEmergency': { roles: ['SOCIAL_WORKER'] },
  'organisation.recordDecision': { roles: ['DPO'] },
  'organisation.withdrawDecision': { roles: ['DPO'] },
  'access.listServiceAccounts': { roles: ['ADMINISTRATOR', 'DPO', 'SUPPORT'] },
  'access.withdrawServiceFiles': { roles: ['ADMINISTRATOR', 'DPO'] },
  'tdm.addPartner': { roles: ['ADMINISTRATOR'], orHolds: 'writeFollowUp' },
  ...forRule(
    administrator,
    'tdm.changePartner',
    'tdm.partnerEffect',
    'agenda.addMotive',
    'agenda.changeMotive',
    'agenda.addRoom',
    'agenda.changeRoom',
    'agenda.setOpeningHours',
    'agenda.setCalendarPolicy',
    'agenda.setReminderSettings',
    'agenda.receiveBounce',
    'configuration.addField',
    'configuration.changeField',
    'configuration.fieldEffect',
    'configuration.orderFields',
    'configuration.addList',
    'configuration.addItem',
    'configuration.changeItem',
    'configuration.itemEffect',
    'configuration.orderItems',
    'configuration.exportFile',
    'configuration.previewImport',
    'configuration.importFile',
    'statistics.readLetterhead',
    'statistics.sendLetterheadBase',
    'statistics.sendLetterheadLogo',
    'statistics.removeLetterheadBase',
    'statistics.removeLetterheadLogo',
    'statistics.readLetterheadBase',
    'statistics.readLetterheadLogo',
    'statistics.readLetterheadSample',
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
    'access.invite',
    'access.resetAccount',
    'access.disableAccount',
    'access.addServiceAccount',
    'access.addServiceSecret',
    'access.revokeServiceSecret',
    'access.endServiceAccount',
    'access.askServiceFiles',
    'access.grantServiceFiles',
    'access.readMemberAccount',
    'access.endMemberSessions',
  ),
};

/** Whether a role, held over the place, may do an operation on a record somebody else made. */
export function mayDo(role: RoleName, operation: string, rules = operationRules): boolean {
  const rule = rules[operation];
  if (rule === undefined)
    throw new Error(`test/security/support/oracle.ts does not say who may ${operation}`);
  if (rule === 'everybody') return true;
  if (rule === 'author') return false;
  if ('holds' in rule) return rightsOf[role].has(rule.holds);
  return rule.roles.includes(role) || (rule.orHolds !== undefined && rightsOf[role].has(rule.orHolds));
}
