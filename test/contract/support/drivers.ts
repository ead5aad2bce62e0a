import { randomUUID } from 'node:crypto';
import { testOrigin } from '../../../server/src/testing/tenant.ts';
import { defaultFields, fieldGroupList } from '../../../server/src/features/configuration/default-fields.ts';
import { frenchBase, wordFile } from '../../../server/src/features/statistics/letterhead/bases.testkit.ts';
import { sampleSet } from '../../../server/src/features/statistics/files/sample-reports.ts';
import { operationNamed, resolve, type ContractOperation, type JsonSchema } from './contract.ts';
import type { Scene } from './scene.ts';

/** What a valid call of an operation takes. */
export interface Drive {
  readonly params: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The bytes of a call that sends some. */
  readonly raw?: string | Uint8Array;
  /** The ETag of the record changed, when it is not its first. */
  readonly version?: string;
}
type Driver = (scene: Scene) => Promise<Drive>;

/** A list of persons, as a service would send it. */
export const peopleList = 'Nom;Prénom;Date de naissance\nLeroy;Anne;02/03/1981\nPetit;;01/01/1970\n';

/** A list whose items stand alone, and that no rule depends on. */
const plainList = 'housingStatus';

/** Records for each address, by the last thing it names. */
const records: Readonly<
  Record<string, (scene: Scene, one: ContractOperation) => Promise<Record<string, string>>>
> = {
  sessionId: async (scene) => ({ sessionId: (await scene.tenant.session(scene.worker.id)).sessionId }),
  factorId: async (scene) => ({ factorId: await scene.factor() }),
  fileId: async (scene) => ({ fileId: await scene.file() }),
  entryId: async (scene) => ({ entryId: await scene.entry() }),
  draftId: async (scene) => ({ draftId: await scene.draft() }),
  groupCode: async (scene) => ({ fileId: await scene.file(), groupCode: yesNoField.group }),
  flagId: (scene) => scene.part('flagId', 'flags', { flagCode: scene.code('fileFlag') }),
  relativeId: (scene) =>
    scene.part('relativeId', 'relatives', { kind: 'enfant', name: 'Paul', note: 'À Nantes' }),
  requestId: (scene) => scene.request(),
  actionId: (scene) => scene.action(),
  listCode: () => Promise.resolve({ listCode: plainList }),
  itemCode: (scene) => Promise.resolve({ listCode: plainList, itemCode: scene.code(plainList) }),
  unitId: async (scene) => ({ unitId: await scene.tenant.unit(`Entité ${randomUUID()}`) }),
  staffId: async (scene) => ({ staffId: (await scene.tenant.staff('SECRETARY')).id }),
  grantId: async (scene) => ({
    grantId: await scene.tenant.grant(scene.colleague.id, 'SECRETARY', { unitId: scene.south }),
  }),
  supportId: async (scene) => ({ supportId: await scene.supportRequest() }),
  accountId: async (scene, one) => ({
    accountId: await scene.serviceAccount(one.id === 'access.askServiceFiles' ? 'none' : 'asked'),
  }),
  secretId: (scene) => scene.serviceSecret(),
  noticeId: async (scene) => ({ noticeId: await scene.notice() }),
  decisionId: async (scene) => ({ decisionId: await scene.decision() }),
  fieldCode: async (scene) => ({ fieldCode: await scene.field() }),
  partnerId: async (scene) => ({ partnerId: await scene.partner() }),
  importId: async (scene, one) => ({ importId: await scene.import(importStates[one.id] ?? 'empty') }),
  exportId: async (scene) => ({ exportId: await scene.export() }),
  jobId: async (scene) => ({ jobId: await scene.job() }),
  reportCode: () => Promise.resolve({ reportCode: 'A08' }),
  dimension: () => Promise.resolve({ dimension: 'sex' }),
  activityReportId: async (scene, one) => ({
    activityReportId: await scene.activityReport({ frozen: one.id === 'statistics.readDifferences' }),
  }),
  scheduledReportId: async (scene) => ({ scheduledReportId: await scene.scheduledReport() }),
  savedReportId: async (scene) => ({ savedReportId: await scene.savedReport() }),
  appointmentId: async (scene, one) => {
    const { id } = await scene.appointment(appointmentStates[one.id]);
    return { appointmentId: id };
  },
  participantId: async (scene) => {
    const { id, participants } = await scene.appointment();
    return { appointmentId: id, participantId: participants[0]!.id };
  },
  motiveId: async (scene) => ({ motiveId: await scene.motive() }),
  roomId: async (scene) => ({ roomId: await scene.room() }),
  leaveId: async (scene, one) => ({ leaveId: await scene.leave(leaveStates[one.id] ?? 'mine') }),
  absenceKind: async (scene) => ({ absenceKind: await scene.usualKind() }),
  year: async (scene) => ({
    staffId: (await scene.tenant.staff('SECRETARY')).id,
    absenceKind: scene.code('absenceKind'),
    year: '2026',
  }),
  transferId: (scene, one) => scene.transfer(one.id.replace(/^.*\.|Transfer$/g, '')),
};

/** How an appointment must stand for an act. */
const appointmentStates: Readonly<Record<string, 'asked' | 'past' | 'honoured' | 'trashed'>> = {
  'agenda.answer': 'asked',
  'agenda.proposeWork': 'honoured',
  'agenda.writeWork': 'honoured',
  'agenda.settle': 'past',
  'agenda.restore': 'trashed',
  'agenda.purge': 'trashed',
};

/** Whose leave it is, and how it stands, for an act that is not its author's on what he asked. */
const leaveStates: Readonly<Record<string, 'asked' | 'approved'>> = {
  'leave.read': 'asked',
  'leave.decide': 'asked',
  'leave.checkPresence': 'asked',
  'leave.suggestSubstitution': 'approved',
};

/** Where an import must stand for an act. */
const importStates: Readonly<Record<string, 'ready' | 'checked' | 'done'>> = {
  'imports.preview': 'ready',
  'imports.change': 'ready',
  'imports.check': 'ready',
  'imports.run': 'checked',
  'imports.report': 'checked',
  'imports.undo': 'done',
};

const yesNoField = defaultFields.find(({ kind, for: only }) => kind === 'yesNo' && !only)!;

export const newField = () => ({
  groupCode: yesNoField.group,
  label: `Champ ${randomUUID()}`,
  kind: 'yesNo',
  purpose: 'Essai',
});

/** A configuration that names nothing but a list to add. */
const anyFile = {
  format: 'lastria-configuration',
  version: 1,
  tenantKind: 'hospital',
  thresholds: { disclosureThreshold: 11, inactivityDays: 180 },
  lists: [{ code: 'loisirs', label: 'Loisirs', parentList: null, bracketUnit: null, items: [] }],
  fields: [],
};

interface Particular {
  readonly params?: (scene: Scene) => Promise<Record<string, string>>;
  readonly body?: (scene: Scene, params: Drive['params']) => unknown;
  /** What its address must say beside the record. */
  readonly query?: (scene: Scene) => Readonly<Record<string, string>>;
  /** The bytes it sends. */
  readonly raw?: () => Uint8Array;
  /** The version to build on, when it is not the first. */
  readonly version?: (scene: Scene) => string | Promise<string>;
}

/** Days that figures are asked of. */
const halfYear = { from: '2026-01-01', to: '2026-06-30' };

/** A minute so many days from now. */
const minuteIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);

/** The same moment so many days from now. */
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** What an operation asks beyond its schema; others are driven from it alone. */
const particular: Readonly<Record<string, Particular>> = {
  'access.openEmbedSession': { body: (scene) => ({ subject: scene.worker.id, origins: [testOrigin] }) },
  'audit.changeSettings': {
    body: () => ({ retentionMonths: 18 }),
    version: (scene) => scene.auditVersion(),
  },
  'access.keepApplication': { body: (scene) => scene.application() },
  'access.keepPasskey': { body: (scene) => scene.passkey() },
  'access.invite': { body: () => ({ login: `${randomUUID()}@hopital.example` }) },
  'access.resetAccount': { params: async (scene) => ({ staffId: await scene.accountHolder() }) },
  'access.disableAccount': { params: async (scene) => ({ staffId: await scene.accountHolder() }) },
  'access.addServiceAccount': {
    body: () => ({ name: 'Annuaire RH', scopes: ['KEEP_TEAM'], expiresAt: dayIn(30) }),
  },
  'access.askServiceFiles': { body: () => ({ reason: 'Entrepôt', until: dayIn(10) }) },
  'configuration.addItem': {
    body: () => ({ label: `Élément ${randomUUID()}` }),
    version: (scene) => scene.listVersion(plainList),
  },
  'configuration.changeItem': {
    body: () => ({ label: `Élément ${randomUUID()}` }),
    version: (scene) => scene.listVersion(plainList),
  },
  'configuration.addList': { body: () => ({ label: `Liste ${randomUUID()}` }) },
  'configuration.orderItems': {
    body: (scene) => ({ codes: [scene.code(plainList)] }),
    version: (scene) => scene.listVersion(plainList),
  },
  'configuration.orderFields': {
    body: () => ({ codes: [yesNoField.code] }),
    version: (scene) => scene.listVersion(fieldGroupList),
  },
  'configuration.previewImport': { body: () => anyFile },
  'configuration.importFile': {
    body: () => anyFile,
    version: (scene) => scene.configurationVersion(),
  },
  'organisation.changeThresholds': {
    body: () => ({ disclosureThreshold: 12 }),
    version: (scene) => scene.tenantVersion(),
  },
  'organisation.changeEmbedding': {
    body: () => ({ idleMinutes: 20 }),
    version: (scene) => scene.tenantVersion(),
  },
  'organisation.inactivityEffect': {
    body: () => ({ unitId: null, inactivityDays: 90 }),
  },
  'configuration.addField': { body: () => newField() },
  'configuration.changeField': { body: () => ({ label: `Champ ${randomUUID()}` }) },
  'organisation.addUnit': {
    body: (scene) => ({ parentId: scene.north, name: 'Entité', kind: 'ward' }),
  },
  'organisation.changeUnit': { body: () => ({ headcount: 12 }) },
  'organisation.previewMove': { body: (scene) => ({ parentId: scene.north }) },
  // Beside where it was: nobody gains by it, least of all who moves it
  'organisation.moveUnit': {
    body: async (scene) => ({ parentId: await scene.tenant.unit(`Pôle ${randomUUID()}`) }),
  },
  'organisation.addStaff': { body: () => ({ displayName: 'D. Petit' }) },
  'organisation.changeStaff': { body: () => ({ jobTitle: 'Cadre' }) },
  'organisation.addGrant': {
    body: (scene) => ({
      staffId: scene.colleague.id,
      role: 'SECRETARY',
      unitId: scene.south,
      reason: 'Remplacement',
    }),
  },
  'organisation.addSubstitution': {
    body: async (scene) => ({
      absentId: await scene.lead(),
      staffId: scene.colleague.id,
      from: minuteIn(0),
      until: minuteIn(1),
      reason: 'Congé',
    }),
  },
  'organisation.confirmGrants': {
    body: async (scene) => ({ grantIds: [await scene.reviewedGrant()] }),
  },
  'organisation.previewHandOver': { params: async (scene) => ({ staffId: await scene.lead() }) },
  'organisation.handOver': {
    params: async (scene) => ({ staffId: await scene.lead() }),
    body: (scene) => ({ to: [{ unitId: scene.north, staffId: scene.worker.id }] }),
  },
  'organisation.recordDecision': {
    body: async (scene) => {
      await scene.withdrawDecisions();
      return { kind: 'hostFactor', reference: 'DPO 2026-11' };
    },
  },
  'socialFile.openInEmergency': {
    body: async (scene) => ({ system: 'dpi', value: await scene.outOfReach(), reason: 'Astreinte' }),
  },
  'socialFile.openByReference': {
    body: async (scene) => ({ system: 'dpi', value: await scene.referenced() }),
  },
  'socialFile.search': { body: () => ({ query: 'Dupont' }) },
  'socialFile.duplicates': {
    body: (scene) => ({ ...(exampleOf(operationNamed('socialFile.duplicates').body!, scene) as object) }),
  },
  'socialFile.create': {
    body: async (scene) => ({
      unitId: scene.north,
      identity: { lastName: 'Martin', firstNames: 'Zoe' },
      searchReceipt: await scene.receipt('Martin Zoe'),
    }),
  },
  'socialFile.changeIdentity': { body: () => ({ city: 'Nantes' }) },
  'socialFile.changeReference': {
    body: () => ({ externalRef: { system: 'dpi', value: randomUUID() } }),
  },
  'socialFile.changeSituation': {
    version: () => '"0"',
    body: () => ({ values: { [yesNoField.code]: { yes: true } } }),
  },
  'socialFile.close': { body: (scene) => ({ reason: scene.code('closeReason') }) },
  'socialFile.reopen': {
    version: () => '"2"',
    params: async (scene) => ({ fileId: await scene.closed() }),
  },
  'socialFile.assign': { body: (scene) => ({ staffId: scene.worker.id }) },
  'socialFile.addFlag': { body: (scene) => ({ flagCode: scene.code('fileFlag') }) },
  'socialFile.addRelative': {
    body: (_scene) => ({ kind: 'enfant', name: 'Paul', note: 'À Nantes' }),
  },
  'socialFile.changeRelative': { body: () => ({ name: 'Pierre' }) },
  'socialFile.transfer': {
    body: (scene) => ({ toUnitId: scene.south, reason: 'Mutation' }),
  },
  'socialFile.refuseTransfer': { body: () => ({ reason: 'Non suivi ici' }) },
  'tdm.createEntry': {
    body: () => ({
      typeCode: 'entretien-telephonique',
      performedOn: '2026-11-17',
      requests: [{ typeCode: 'impaye-loyer', actions: [{ typeCode: 'fsl' }] }],
      text: 'Deux mois de retard.',
    }),
  },
  'tdm.createUnfiledEntry': {
    body: (scene) => ({ unitId: scene.north, typeCode: 'reunion-service', performedOn: '2026-11-17' }),
  },
  'tdm.changeEntry': { body: () => ({ minutes: 45 }) },
  'tdm.undoChange': {
    params: async (scene) => ({ entryId: await scene.changedEntry() }),
    version: () => '"2"',
  },
  'tdm.changeRequest': { body: () => ({ urgent: true }) },
  'tdm.addAction': { body: () => ({ typeCode: 'fsl' }) },
  'tdm.changeAction': { body: () => ({ doneOn: '2026-11-16' }) },
  'tdm.addPartner': { body: (scene) => scene.newPartner() },
  'tdm.changePartner': { body: () => ({ name: `Partenaire ${randomUUID()}` }) },
  'agenda.range': { query: () => ({ from: '2026-11-23', to: '2026-11-30' }) },
  'agenda.book': {
    body: async (scene) => ({ fileId: await scene.file(), startsAt: scene.freeTime() }),
  },
  'agenda.change': { body: () => ({ title: 'Point' }) },
  'agenda.answer': { body: () => ({ answer: 'accept' }) },
  'agenda.writeWork': { body: () => ({ text: 'Point fait.' }) },
  'agenda.restore': { version: () => '"2"' },
  'agenda.purge': { version: () => '"2"' },
  'agenda.checkConflicts': {
    body: () => ({ startsAt: '2026-11-24T14:00', endsAt: '2026-11-24T15:00' }),
  },
  'agenda.findSlots': {
    body: (scene) => ({
      staffIds: [scene.worker.id],
      minutes: 30,
      from: '2027-01-04',
      to: '2027-01-09',
    }),
  },
  'agenda.makeFeed': { body: () => ({ level: 'busy' }) },
  'agenda.previewFeed': { query: () => ({ level: 'busy' }) },
  'agenda.changeFeed': {
    body: () => ({ level: 'busy' }),
    version: (scene) => scene.feed(),
  },
  'agenda.revokeFeed': { params: async (scene) => (await scene.feed(), {}) },
  'agenda.previewImport': { body: (scene) => ({ content: scene.calendarFile() }) },
  'agenda.import': { body: (scene) => scene.newCalendarImport() },
  'agenda.finishCalendar': {
    body: async (scene) => ({ code: 'code', state: await scene.calendarAttempt() }),
  },
  'agenda.setCalendarLevel': { body: () => ({ level: 'busy' }) },
  'agenda.disconnectCalendar': { body: () => ({ keepEvents: false }) },
  'agenda.setCalendarPolicy': {
    body: () => ({ mostLevel: 'initials' }),
    version: (scene) => scene.calendarPolicy(),
  },
  'agenda.addMotive': { body: () => ({ label: `Motif ${randomUUID()}`, placeKind: 'office' }) },
  'agenda.changeMotive': { body: () => ({ minutes: 50 }) },
  'agenda.changeRoom': { body: () => ({ site: 'Bâtiment B' }) },
  'agenda.setOpeningHours': {
    body: () => ({ hours: [{ weekday: 1, from: '09:00', to: '17:00' }] }),
    version: () => '"0"',
  },
  'agenda.setReminder': { body: () => ({ wanted: false }), version: () => '"0"' },
  'agenda.decideReminder': {
    params: async (scene) => ({ appointmentId: await scene.uncertainReminder() }),
    body: () => ({ decision: 'consideredSent' }),
  },
  'agenda.setReminderSettings': {
    body: () => ({
      enabled: true,
      daysBefore: 2,
      template: 'usual',
      sender: null,
      attachesCalendar: false,
    }),
    version: () => '"0"',
  },
  'agenda.setReminderChoice': { body: () => ({ agrees: false }), version: () => '"0"' },
  'agenda.setRequestMail': {
    body: () => ({ wanted: false }),
    version: (scene) => scene.requestMailVersion(),
  },
  'agenda.receiveBounce': { body: () => ({ message: reportOf(randomUUID()) }) },
  'leave.ask': { body: (scene) => scene.newLeave() },
  'leave.check': { body: (scene) => scene.newLeave() },
  'leave.change': { body: () => ({ comment: 'Déménagement' }) },
  'leave.cancel': { body: () => ({ reason: 'Erreur' }) },
  'leave.decide': { body: () => ({ decision: 'approve' }) },
  'leave.calendar': {
    query: (scene) => ({ unitId: scene.tenant.root, from: '2026-11-23', to: '2026-12-23' }),
  },
  'leave.setBalance': { body: () => ({ grantedHalves: 50 }), version: () => '"0"' },
  'leave.setKind': { body: () => ({ counting: 'workingDays', away: true }), version: () => '"0"' },
  'leave.setMinimum': { body: () => ({ present: 2 }), version: () => '"0"' },
  'statistics.runReport': { body: () => ({ period: halfYear }) },
  'statistics.exportRows': { body: (scene) => scene.newRowExport() },
  'statistics.export': { body: (scene) => scene.newExport() },
  'statistics.query': {
    body: () => ({ period: halfYear, measures: [{ kind: 'count', of: 'requests' }], dimensions: ['month'] }),
  },
  'statistics.exportActivityReport': { body: () => ({ format: 'docx' }) },
  'statistics.addActivityReport': { body: (scene) => scene.newActivityReport() },
  'statistics.changeActivityReport': { body: () => ({ title: 'Rapport du semestre' }) },
  'statistics.addScheduledReport': { body: (scene) => scene.newScheduledReport() },
  'statistics.changeScheduledReport': { body: () => ({ onDay: 12 }) },
  'statistics.addSavedReport': { body: () => ({ title: 'File active', definition: { reportCode: 'A08' } }) },
  'statistics.changeSavedReport': { body: () => ({ title: 'File active du semestre' }) },
  'statistics.importSavedReport': {
    body: () => ({
      format: 'lastria-report',
      version: 1,
      title: 'File active',
      definition: { reportCode: 'A08' },
      leftOut: [],
    }),
  },
  'statistics.files': {
    body: () => ({ definition: { reportCode: 'A08' }, period: halfYear, at: [] }),
  },
  'statistics.sendLetterheadBase': { raw: () => wordFile(frenchBase) },
  'statistics.sendLetterheadLogo': { raw: () => sampleSet.logo!.bytes },
  'statistics.readLetterheadBase': { params: (scene) => scene.letterhead() },
  'statistics.readLetterheadLogo': { params: (scene) => scene.letterhead() },
  'imports.open': { body: () => ({ filename: 'liste.csv', size: 100 }) },
  'imports.change': { body: () => ({ asOf: '2026-11-17' }) },
  'tdm.saveDraft': { body: () => ({ fileId: null, revision: 2, content: { text: 'Suite' } }) },
};

/** The delivery report of a message, as a mail server writes it. */
const reportOf = (key: string) =>
  [
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; messages.example',
    '',
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${key}@messages.example>`,
    '',
    '--b--',
    '',
  ].join('\r\n');

/** Bytes an operation takes; a whole configuration, or report, is larger than what a person writes at once. */
export const greatestBody = ({ id }: ContractOperation): number => {
  // A calendar file of 2 MB as a JSON string
  if (/^agenda\.(import|previewImport)$/.test(id)) return (4 * 1024 + 64) * 1024;
  return /^configuration\.(importFile|previewImport)$|^statistics\.(add|change)(Activity|Scheduled)Report$/.test(
    id,
  )
    ? 2 * 1024 * 1024
    : 256 * 1024;
};

export function driverOf(one: ContractOperation): Driver {
  return async (scene) => {
    const last = one.pathParameters.at(-1);
    if (last !== undefined && !records[last])
      throw new Error(`test/contract/support/drivers.ts knows no record for {${last}} of ${one.id}`);
    const own = particular[one.id];
    const params = await (own?.params?.(scene) ?? (last === undefined ? {} : records[last]!(scene, one)));
    const version = own?.version === undefined ? {} : { version: await own.version(scene) };
    const query = own?.query === undefined ? {} : { query: own.query(scene) };
    if (!one.body)
      return { params, ...query, ...version, ...(one.binary ? { raw: own?.raw?.() ?? peopleList } : {}) };
    return {
      params,
      body: own?.body ? await own.body(scene, params) : exampleOf(one.body, scene),
      ...version,
    };
  };
}

/** The least valid value of a schema: what is required, as its example or its format says. */
export function exampleOf(given: JsonSchema, scene: Scene, name = ''): unknown {
  const schema = resolve(given);
  const [type] = [schema.type].flat();
  if (name === 'unitId') return scene.north;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf ?? schema.oneOf) return exampleOf((schema.anyOf ?? schema.oneOf)![0]!, scene, name);
  if (type === 'object') {
    return Object.fromEntries(
      (schema.required ?? []).map((key) => [key, exampleOf(schema.properties![key]!, scene, key)]),
    );
  }
  if (type === 'array') return schema.minItems ? [exampleOf(schema.items!, scene)] : [];
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return true;
  if (schema.format === 'uuid') return randomUUID();
  return schema.example ?? 'Exemple';
}
