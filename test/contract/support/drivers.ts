import { randomUUID } from 'node:crypto';
import { testOrigin } from '../../../server/src/testing/tenant.ts';
import { defaultFields, fieldGroupList } from '../../../server/src/features/configuration/default-fields.ts';
import type { Right, RoleName } from '../../security/support/oracle.ts';
import { operationNamed, resolve, type ContractOperation, type JsonSchema } from './contract.ts';
import type { Scene } from './scene.ts';

/** What a valid call of an operation takes. */
export interface Drive {
  readonly params: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The bytes of a call that sends some. */
  readonly raw?: string;
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
  fieldCode: async (scene) => ({ fieldCode: await scene.field() }),
  partnerId: async (scene) => ({ partnerId: await scene.partner() }),
  importId: async (scene, one) => ({ importId: await scene.import(importStates[one.id] ?? 'empty') }),
  jobId: async (scene) => ({ jobId: await scene.job() }),
  transferId: (scene, one) => scene.transfer(one.id.replace(/^.*\.|Transfer$/g, '')),
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
  /** The version to build on, when it is not the first. */
  readonly version?: (scene: Scene) => string | Promise<string>;
  /** The role without which nothing is done. */
  readonly role?: RoleName;
  /** The right without which nothing may be given. */
  readonly needs?: Right;
}

/** What an operation asks beyond its schema; others are driven from it alone. */
const particular: Readonly<Record<string, Particular>> = {
  'access.openEmbedSession': { body: (scene) => ({ subject: scene.worker.id, origins: [testOrigin] }) },
  'audit.readFile': { needs: 'followUp' },
  'configuration.addItem': {
    role: 'ADMINISTRATOR',
    body: () => ({ label: `Élément ${randomUUID()}` }),
    version: (scene) => scene.listVersion(plainList),
  },
  'configuration.changeItem': {
    role: 'ADMINISTRATOR',
    body: () => ({ label: `Élément ${randomUUID()}` }),
    version: (scene) => scene.listVersion(plainList),
  },
  'configuration.itemEffect': { role: 'ADMINISTRATOR' },
  'configuration.addList': { role: 'ADMINISTRATOR', body: () => ({ label: `Liste ${randomUUID()}` }) },
  'configuration.orderItems': {
    role: 'ADMINISTRATOR',
    body: (scene) => ({ codes: [scene.code(plainList)] }),
    version: (scene) => scene.listVersion(plainList),
  },
  'configuration.orderFields': {
    role: 'ADMINISTRATOR',
    body: () => ({ codes: [yesNoField.code] }),
    version: (scene) => scene.listVersion(fieldGroupList),
  },
  'configuration.exportFile': { role: 'ADMINISTRATOR' },
  'configuration.previewImport': { role: 'ADMINISTRATOR', body: () => anyFile },
  'configuration.importFile': {
    role: 'ADMINISTRATOR',
    body: () => anyFile,
    version: (scene) => scene.configurationVersion(),
  },
  'organisation.changeThresholds': {
    role: 'ADMINISTRATOR',
    body: () => ({ disclosureThreshold: 12 }),
    version: (scene) => scene.tenantVersion(),
  },
  'organisation.inactivityEffect': {
    role: 'ADMINISTRATOR',
    body: () => ({ unitId: null, inactivityDays: 90 }),
  },
  'configuration.addField': { role: 'ADMINISTRATOR', body: () => newField() },
  'configuration.changeField': { role: 'ADMINISTRATOR', body: () => ({ label: `Champ ${randomUUID()}` }) },
  'configuration.fieldEffect': { role: 'ADMINISTRATOR' },
  'organisation.addUnit': {
    role: 'ADMINISTRATOR',
    body: (scene) => ({ parentId: scene.north, name: 'Entité', kind: 'ward' }),
  },
  'organisation.changeUnit': { role: 'ADMINISTRATOR', body: () => ({ headcount: 12 }) },
  'organisation.previewMove': { role: 'ADMINISTRATOR', body: (scene) => ({ parentId: scene.north }) },
  'organisation.moveUnit': { role: 'ADMINISTRATOR', body: (scene) => ({ parentId: scene.north }) },
  'organisation.addStaff': { role: 'ADMINISTRATOR', body: () => ({ displayName: 'D. Petit' }) },
  'organisation.changeStaff': { role: 'ADMINISTRATOR', body: () => ({ jobTitle: 'Cadre' }) },
  'organisation.leavingEffect': { role: 'ADMINISTRATOR' },
  'organisation.addGrant': {
    role: 'ADMINISTRATOR',
    body: (scene) => ({
      staffId: scene.colleague.id,
      role: 'SECRETARY',
      unitId: scene.south,
      reason: 'Remplacement',
    }),
  },
  'organisation.endGrant': { role: 'ADMINISTRATOR' },
  'socialFile.list': { needs: 'identity' },
  'socialFile.open': { needs: 'identity' },
  'socialFile.openByReference': {
    needs: 'identity',
    body: async (scene) => ({ system: 'dpi', value: await scene.referenced() }),
  },
  'socialFile.search': { needs: 'identity', body: () => ({ query: 'Dupont' }) },
  'socialFile.duplicates': {
    body: (scene) => ({ ...(exampleOf(operationNamed('socialFile.duplicates').body!, scene) as object) }),
  },
  'socialFile.create': {
    needs: 'writeIdentity',
    body: async (scene) => ({
      unitId: scene.north,
      identity: { lastName: 'Martin', firstNames: 'Zoe' },
      searchReceipt: await scene.receipt('Martin Zoe'),
    }),
  },
  'socialFile.changeIdentity': { needs: 'writeIdentity', body: () => ({ city: 'Nantes' }) },
  'socialFile.changeReference': {
    needs: 'writeIdentity',
    body: () => ({ externalRef: { system: 'dpi', value: randomUUID() } }),
  },
  'socialFile.changeSituation': {
    needs: 'writeFollowUp',
    version: () => '"0"',
    body: () => ({ values: { [yesNoField.code]: { yes: true } } }),
  },
  'socialFile.close': { needs: 'writeFollowUp', body: (scene) => ({ reason: scene.code('closeReason') }) },
  'socialFile.reopen': {
    needs: 'writeFollowUp',
    version: () => '"2"',
    params: async (scene) => ({ fileId: await scene.closed() }),
  },
  'socialFile.leadWorkers': { needs: 'writeIdentity' },
  'socialFile.assign': { body: (scene) => ({ staffId: scene.worker.id }) },
  'socialFile.addFlag': { needs: 'writeIdentity', body: (scene) => ({ flagCode: scene.code('fileFlag') }) },
  'socialFile.removeFlag': { needs: 'writeIdentity' },
  'socialFile.addRelative': {
    needs: 'writeFollowUp',
    body: (_scene) => ({ kind: 'enfant', name: 'Paul', note: 'À Nantes' }),
  },
  'socialFile.changeRelative': { needs: 'writeFollowUp', body: () => ({ name: 'Pierre' }) },
  'socialFile.removeRelative': { needs: 'writeFollowUp' },
  'socialFile.transfer': {
    needs: 'writeFollowUp',
    body: (scene) => ({ toUnitId: scene.south, reason: 'Mutation' }),
  },
  'socialFile.transferTargets': { needs: 'writeFollowUp' },
  'socialFile.history': { needs: 'identity' },
  'socialFile.countTimeline': { needs: 'followUp' },
  'socialFile.explainAccess': { needs: 'identity' },
  'socialFile.print': { needs: 'identity' },
  'socialFile.refuseTransfer': { body: () => ({ reason: 'Non suivi ici' }) },
  'tdm.createEntry': {
    needs: 'writeFollowUp',
    body: () => ({
      typeCode: 'entretien-telephonique',
      performedOn: '2026-11-17',
      requests: [{ typeCode: 'impaye-loyer', actions: [{ typeCode: 'fsl' }] }],
      text: 'Deux mois de retard.',
    }),
  },
  'tdm.createUnfiledEntry': {
    needs: 'writeFollowUp',
    body: (scene) => ({ unitId: scene.north, typeCode: 'reunion-service', performedOn: '2026-11-17' }),
  },
  'tdm.readEntry': { needs: 'followUp' },
  'tdm.changeEntry': { needs: 'writeFollowUp', body: () => ({ minutes: 45 }) },
  'tdm.voidEntry': { needs: 'writeFollowUp' },
  'tdm.undoEntry': { needs: 'writeFollowUp' },
  'tdm.undoChange': {
    needs: 'writeFollowUp',
    params: async (scene) => ({ entryId: await scene.changedEntry() }),
    version: () => '"2"',
  },
  'tdm.entryHistory': { needs: 'followUp' },
  'tdm.requestHistory': { needs: 'followUp' },
  'tdm.timeline': { needs: 'followUp' },
  'tdm.requests': { needs: 'followUp' },
  'tdm.changeRequest': { needs: 'writeFollowUp', body: () => ({ urgent: true }) },
  'tdm.addAction': { needs: 'writeFollowUp', body: () => ({ typeCode: 'fsl' }) },
  'tdm.changeAction': { needs: 'writeFollowUp', body: () => ({ doneOn: '2026-11-16' }) },
  'tdm.addPartner': { body: (scene) => scene.newPartner() },
  'tdm.changePartner': { role: 'ADMINISTRATOR', body: () => ({ name: `Partenaire ${randomUUID()}` }) },
  'tdm.partnerEffect': { role: 'ADMINISTRATOR' },
  'imports.open': { needs: 'writeFollowUp', body: () => ({ filename: 'liste.csv', size: 100 }) },
  'imports.list': { needs: 'writeFollowUp' },
  'imports.change': { body: () => ({ asOf: '2026-11-17' }) },
  'tdm.saveDraft': { body: () => ({ fileId: null, revision: 2, content: { text: 'Suite' } }) },
};

/** Bytes an operation takes; a whole configuration is larger than what a person writes. */
export const greatestBody = ({ id }: ContractOperation): number =>
  /^configuration\.(importFile|previewImport)$/.test(id) ? 2 * 1024 * 1024 : 256 * 1024;

export const roleNeeded = (one: ContractOperation): RoleName | undefined => particular[one.id]?.role;
export const rightNeeded = (one: ContractOperation): Right | undefined => particular[one.id]?.needs;

export function driverOf(one: ContractOperation): Driver {
  return async (scene) => {
    const last = one.pathParameters.at(-1);
    if (last !== undefined && !records[last])
      throw new Error(`test/contract/support/drivers.ts knows no record for {${last}} of ${one.id}`);
    const own = particular[one.id];
    const params = await (own?.params?.(scene) ?? (last === undefined ? {} : records[last]!(scene, one)));
    const version = own?.version === undefined ? {} : { version: await own.version(scene) };
    if (!one.body) return { params, ...version, ...(one.binary ? { raw: peopleList } : {}) };
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
