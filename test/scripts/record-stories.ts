/**
 * `node test/scripts/record-stories.ts`: plays what the elements ask on the real application, filled with the
 * demonstration hospital at a fixed day, and writes the answers to stories/recordings/: the static stories replay them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, etagOf, type ChoiceList, type Session, type SocialFile } from '@lastria/sdk';
import { DatedRights } from '@lastria/sdk/dated-rights';
import { Embedding } from '@lastria/sdk/embedding';
import { Agendas, CalendarFeeds } from '@lastria/sdk/agenda';
import { Leaves } from '@lastria/sdk/leave';
import { Letterheads } from '@lastria/sdk/letterhead';
import { Notices } from '@lastria/sdk/notices';
import { Reminders } from '@lastria/sdk/reminders';
import { SavedReports } from '@lastria/sdk/reports';
import { SignIn } from '@lastria/sdk/sign-in';
import { Statistics } from '@lastria/sdk/statistics';
import postgres from 'postgres';
import { createApp, type App } from '../../server/src/app.ts';
import { openDatabase, type Database } from '../../server/src/db/database.ts';
import { frenchBase, wordFile } from '../../server/src/features/statistics/letterhead/bases.testkit.ts';
import { newId } from '../../server/src/db/ids.ts';
import { demoTenantId } from '../../server/src/demo/seed.ts';
import { accessSession } from '../../server/src/features/access/session.table.ts';
import { rights } from '../../server/src/features/access/rights.ts';
import { demoFiles, demoTenant } from '../../server/src/features/imports/seed/index.ts';
import { seedTenant } from '../../server/src/features/imports/seed.service.ts';
import { seedId } from '../../server/src/features/imports/seed.store.ts';
import { issueToken } from '../../server/src/http/token.ts';
import { proven } from '../../server/src/testing/tenant.ts';
import { createTestDatabase, startTestCluster, testKeyring } from '../../server/src/testing/cluster.ts';
import { testOutlook } from '../../server/src/testing/services.ts';
import type { Services } from '../../server/src/services.ts';
import type { Exchange, Recording } from '../../stories/.storybook/recording.ts';
import { askOf, fillAgenda, keepAgendaSettings, readAgenda, readAgendaSettings } from './record-agenda.ts';
import { keepCalendars, readCalendars, tieCalendar } from './record-calendars.ts';
import { liveThrough, readThePast } from './record-history.ts';
import { importer, importStage, prepareImports } from './record-imports.ts';
import { officer, prepareLog } from './record-log.ts';
import {
  decideReminders,
  keepReminderSettings,
  leaveReminders,
  readReminders,
  readReminderSettings,
} from './record-reminders.ts';
import { actLate, grantLines, manager, prepareStatistics } from './record-statistics.ts';

const now = new Date('2026-11-20T09:30:00.000Z');
const today = '2026-11-20';
const baseUrl = 'https://lastria.example';

export type Recordings = Readonly<
  Record<'social-worker' | 'secretary' | 'importer' | 'manager' | 'administrator' | 'officer', Recording>
>;
export const recordingFile = (name: string): URL =>
  new URL(`../../stories/recordings/${name}.json`, import.meta.url);

/** Fills a database with the demonstration and records what each person sees of it. */
export async function record(databaseUrl: string): Promise<Recordings> {
  const database = openDatabase({ url: databaseUrl, keyring: testKeyring, poolSize: 4, rights });
  try {
    await seedTenant(database, {
      tenantId: demoTenantId,
      tenant: demoTenant(),
      origins: ['https://intranet.chu-valmont.fr'],
      files: demoFiles({ today }),
      outside: [],
      finish: async () => undefined,
    });
    // A freshly filled database has no statistics yet, and plans badly without
    const admin = postgres(databaseUrl, { max: 1 });
    await admin.unsafe('analyze');
    const followed = await admin<{ id: string }[]>`
      select file_id as id from file_identity where tenant_id = ${demoTenantId}
       order by (last_name, first_names) = ('Dupont', 'Marie') desc, last_name, first_names, file_id limit 4`;
    await admin.end();
    await prepareLog(
      database,
      databaseUrl,
      now,
      followed.map(({ id }) => id),
    );
    // First: what the others do would stand in the log
    const seenByOfficer = await recordPerson(database, 'perrin', officer);
    const seenBySecretary = await recordPerson(database, 'delmas', secretary);
    await recordPerson(database, 'delmas', (session) =>
      askOf(session, seedId(demoTenantId, 'staff', 'morel')),
    );
    await tieCalendar(database, seedId(demoTenantId, 'staff', 'morel'), now);
    const seenByWorker = await recordPerson(database, 'morel', socialWorker, {
      prepare: async (session, at) => {
        await askLeave(session);
        const marie = await find(session, 'Dupont Marie');
        await liveThrough(at, marie);
        await fillAgenda(session, marie);
        await leaveReminders(database, session, now);
        await new CalendarFeeds(session).makeFeed('busy');
      },
    });
    const stage = importStage(database, databaseUrl, () => now);
    const seenByImporter = await recordPerson(database, 'morel', importer, {
      services: stage.services,
      prepare: (session) => prepareImports(session, stage),
    }).finally(() => stage.close());
    await recordPerson(database, 'aubry', grantLines);
    const figures = importStage(database, databaseUrl, () => now);
    await recordPerson(database, 'vidal', () => Promise.resolve(), {
      services: figures.services,
      prepare: (session, at) => prepareStatistics(session, at, figures.running),
    }).finally(() => figures.close());
    await recordPerson(database, 'morel', actLate);
    const seenByManager = await recordPerson(database, 'vidal', async (session) => {
      await manager(session, today);
      await leave(session);
      await decideLeave(session);
    });
    const files = importStage(database, databaseUrl, () => now);
    return {
      'social-worker': seenByWorker,
      secretary: seenBySecretary,
      importer: seenByImporter,
      manager: seenByManager,
      officer: seenByOfficer,
      // Last: what an administrator changes would show to the others
      administrator: await recordPerson(database, 'aubry', administrator, {
        services: files.services,
      }).finally(() => files.close()),
    };
  } finally {
    await database.close();
  }
}

/** Calls that send something and change nothing. */
const readings =
  /\/(search|duplicates|capture|open-by-reference|conflicts|slots|inactivity-effect|import\/preview|reminders\/preview|file-preview|move-preview|run|presence)$/;

/** What was done before: now, or at another instant. */
type Preparation = (session: Session, at: (instant: string) => Session) => Promise<void>;

async function recordPerson(
  database: Database,
  person: string,
  play: (session: Session) => Promise<void>,
  { services, prepare }: { services?: Services; prepare?: Preparation } = {},
): Promise<Recording> {
  const started = new Date();
  const app = application(database, services);
  const sessionId = newId();
  await database.withTenant(demoTenantId, [], (tx) =>
    tx.insert(accessSession).values({
      tenantId: demoTenantId,
      id: sessionId,
      staffId: seedId(demoTenantId, 'staff', person),
      ...proven(now),
      origins: [],
      createdAt: now,
      expiresAt: new Date(now.getTime() + 600_000),
    }),
  );
  const token = issueToken(testKeyring, { tenantId: demoTenantId, sessionId });
  const exchanges: Exchange[] = [];
  let writes = 0;
  const session = connect({
    baseUrl,
    getToken: () => token,
    clock: {
      now: () => now.getTime(),
      setTimeout: (run, ms) => setTimeout(run, ms),
      clearTimeout: (id) => clearTimeout(id as NodeJS.Timeout),
    },
    fetch: async (request) => {
      const { pathname, searchParams } = new URL(request.url);
      const text = await request.clone().text();
      const response = await app.fetch(request);
      const reading = request.method === 'GET' || readings.test(pathname);
      if (!reading) writes += 1;
      exchanges.push({
        method: request.method,
        path: pathname,
        ...(searchParams.size > 0 ? { query: sorted(searchParams) } : {}),
        ...(text === '' || !isJson(request) ? {} : { body: JSON.parse(text) as unknown }),
        writes,
        status: response.status,
        type: response.headers.get('content-type')?.split(';')[0] ?? null,
        ...(response.headers.has('etag') ? { etag: response.headers.get('etag')! } : {}),
        reply: await replyOf(response),
      });
      return response;
    },
  });
  if (prepare) {
    await prepare(session, (instant) =>
      connect({
        baseUrl,
        getToken: () => token,
        fetch: async (request) => application(database, services, new Date(instant)).fetch(request),
      }),
    );
    exchanges.length = writes = 0;
  }
  await play(session);
  // Of the first thing that was changed, as the element that changed it would hear it
  const changed = exchanges.find(({ method }) => method === 'PATCH')?.path;
  const refusals = {
    unauthenticated: await refusal(app, '/v1/me', 'nobody'),
    internal: await refusal(application(broken), '/v1/me', token),
    notFound: await refusal(app, `/v1/files/${newId()}`, token),
    staleVersion: await refusal(app, changed ?? '/v1/organisation/thresholds', token, {
      method: 'PATCH',
      headers: { 'if-match': '"0"' },
      body: '{}',
    }),
  };
  return stable({ at: now.toISOString(), person, exchanges, refusals }, started);
}

const isJson = (request: Request): boolean => request.headers.get('content-type')?.includes('json') ?? false;

const application = (database: Database, services?: Services, at = now): App =>
  createApp({
    database,
    ...(services ? { services } : {}),
    outlook: testOutlook,
    keyring: testKeyring,
    contract: '{}',
    log: () => undefined,
    clock: () => at,
    rate: { perSecond: 1e6, burst: 1e6 },
  });

/** A database that fails at each call: how the application answers then. */
const broken = new Proxy({} as Database, {
  get: () => () => Promise.reject(new Error('out of order')),
});

async function refusal(
  app: App,
  path: string,
  token: string,
  { headers = {}, ...more }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Recording['refusals'][string]> {
  const json = more.body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await app.request(path, {
    ...more,
    headers: { authorization: `Bearer ${token}`, ...json, ...headers },
  });
  return { status: response.status, type: 'application/problem+json', reply: await replyOf(response) };
}

const sorted = (query: URLSearchParams): string => {
  const copy = new URLSearchParams(query);
  copy.sort();
  return copy.toString();
};

const replyOf = async (response: Response): Promise<unknown> => {
  const text = await response.clone().text();
  return text === '' ? null : (JSON.parse(text) as unknown);
};

/** What the file list, the file and the editor ask; the writes come last. */
async function socialWorker(session: Session): Promise<void> {
  await session.me();
  const { fields } = await session.configuration.read();
  await new Notices(session).listNoticesPage({ limit: 30 });
  await session.socialFile.listTransfers();
  await leave(session);
  await statistics(session);
  for (const code of ['D01', 'B03'])
    await new Statistics(session).runReport(code, { period: { from: '2026-01-01', to: today } });
  await lists(session);
  for (const query of ['d', 'du', 'dup', 'dupo', 'dupon', 'dupont', 'DUPONT', 'martin', 'Xyzabc']) {
    await session.socialFile.search({ query, limit: 50 });
  }
  await session.socialFile.duplicates({ lastName: 'Dupont', firstNames: 'Marie', birthDate: null });
  const marie = await find(session, 'Dupont Marie');
  const { items: closed } = await session.socialFile.listPage({ limit: 100, status: 'closed' });
  for (const file of [marie, closed[0]!.id]) {
    await session.socialFile.open(file);
    const requests = await session.tdm.requests(file);
    for await (const _page of session.tdm.timeline(file)) continue;
    await session.tdm.timelinePage(file, { limit: 200 });
    await session.tdm.listDrafts({ fileId: file });
    for (const { id } of requests.slice(0, 3)) await session.tdm.timelinePage(file, { requestId: id });
    await session.client.GET('/v1/files/{fileId}/audit', { params: { path: { fileId: file } } });
    await session.audit.readFilePage(file, { limit: 100 });
    await beside(session, file);
    await session.socialFile.countTimeline(file);
  }
  await readAgenda(session);
  await readCalendars(session);
  await readReminders(session);
  await readThePast(session, marie, fields);
  await session.socialFile.transferTargets(marie);
  await session.socialFile.leadWorkers(marie);
  await session.tdm.listDrafts({});
  const { items } = await session.tdm.timelinePage(marie);
  await session.tdm.readEntry(items[0]!.id);
  const line = 'tel 20 impayé fsl bailleur hier';
  for (const text of [line, 'vad 1h30 surendettement', 'rdv 45 charabia'])
    await session.tdm.capture({ text });

  const { file } = await session.socialFile.open(marie);
  const requests = await session.tdm.requests(marie);
  await session.tdm.saveDraft(newId(), {
    fileId: marie,
    revision: 1,
    content: { text: 'Appel du bailleur.' },
  });
  const { entry } = await session.tdm.createEntry(marie, {
    typeCode: 'entretien-telephonique',
    performedOn: today,
    minutes: 20,
    text: 'Rappelle pour confirmer le rendez-vous. Les justificatifs sont réunis.',
    requests: [{ requestId: requests[0]!.id }],
  });
  await after(session, file);
  await session.tdm.undoEntry(entry.id, { etag: `"${entry.version}"` });
  await after(session, file);
  await session.socialFile.print(marie);
  await decideReminders(session);
  await new Notices(session).readNotices();
  await new Notices(session).listNoticesPage({ limit: 30 });
}

/** Two leaves that wait, and a draft. */
async function askLeave(session: Session): Promise<void> {
  const calls = new Leaves(session);
  const days = (firstDay: string, lastDay: string) => ({ firstDay, lastDay });
  await calls.ask({ kind: 'conges-payes-annuels', ...days('2026-12-21', '2026-12-31') });
  await calls.ask({ kind: 'rtt', ...days('2026-12-04', '2026-12-04'), firstHalf: 'afternoon' });
  await calls.ask({ kind: 'formation', ...days('2026-12-15', '2026-12-16'), draft: true });
}

/** What the element of leave reads: one's own, and the month of the team. */
async function leave(session: Session): Promise<void> {
  const calls = new Leaves(session);
  const { units } = await calls.readSettings();
  await calls.listMine();
  await calls.readBalances();
  const unitId = (units.find(({ own }) => own) ?? units[0])!.id;
  for (const [from, to] of [
    ['2026-11-01', '2026-11-30'],
    ['2026-12-01', '2026-12-31'],
  ] as const)
    await calls.calendar({ unitId, from, to });
}

/** What who decides leave reads: what waits, with who would be there; what each of the team is granted. */
async function decideLeave(session: Session): Promise<void> {
  const calls = new Leaves(session);
  const { units } = await calls.readSettings();
  for (const { id, can } of await calls.listToDecide()) if (can.decide) await calls.checkPresence(id);
  const unitId = units.find(({ can }) => can.decide)!.id;
  const { staff } = await calls.calendar({ unitId, from: today, to: today });
  const { staffId } = await session.me();
  for (const { id } of staff.filter((one) => one.id !== staffId))
    await calls.readBalances({ staffId: id, year: Number(today.slice(0, 4)) });
}

/** What an element reads again once something was written. */
async function after(session: Session, { id }: SocialFile): Promise<void> {
  await session.socialFile.open(id);
  await session.tdm.requests(id);
  await session.tdm.timelinePage(id);
  await session.tdm.listDrafts({ fileId: id });
}

/** What stands around the figures, or that one has no right to them. */
async function statistics(session: Session): Promise<void> {
  await new Statistics(session).listReports().catch(() => undefined);
  await new Statistics(session).readModel().catch(() => undefined);
  await new SavedReports(session).listSavedReportsPage({ limit: 200 }).catch(() => undefined);
}

/** What stands in front of a file: its transfer that waits, what it said before, why one sees it, consent. */
async function beside(session: Session, fileId: string): Promise<void> {
  await session.socialFile.listTransfers({ fileId });
  for (const query of [{}, { record: 'identity' } as const])
    await session.socialFile.historyPage(fileId, query);
  await session.socialFile.explainAccess(fileId);
  await new Reminders(session).readReminderChoice(fileId);
}

/** The same file without its follow-up. */
async function secretary(session: Session): Promise<void> {
  await session.me();
  await session.configuration.read();
  await session.organisation.read().catch(() => undefined);
  await session.imports.listPage({ limit: 50 }).catch(() => undefined);
  await statistics(session);
  await lists(session);
  await session.socialFile.search({ query: 'dupont', limit: 50 });
  await session.socialFile.listTransfers();
  const marie = await find(session, 'Dupont Marie');
  await session.socialFile.open(marie);
  await beside(session, marie);
  await session.socialFile.print(marie);
  const [self] = await new Agendas(session).listColleagues();
  await readCalendars(session);
  await readReminders(session);
  await keepCalendars(session, self!.unitIds[0]!);
}

/** What the team and the configuration ask, tab after tab; another administrator then changes the thresholds. */
async function administrator(session: Session): Promise<void> {
  await session.me();
  const { lists: all, fields, partners } = await session.configuration.read();
  const { units, thresholds, staff } = await session.organisation.read();
  const housing = all.find(({ code }) => code === 'housingStatus')!;
  for (const { code, items } of all.filter(({ bracketUnit }) => bracketUnit === null))
    for (const item of items) await session.configuration.itemEffect(code, item.code);
  for (const { code } of fields) await session.configuration.fieldEffect(code);
  for (const { id } of partners) await session.tdm.partnerEffect(id);
  const [root, unit] = [units.find(({ parentId }) => parentId === null)!, units.at(-1)!];
  for (const inactivityDays of [30, 60, 90, 120, 365])
    for (const unitId of [null, unit.id])
      await session.organisation.inactivityEffect({ unitId, inactivityDays });
  await session.organisation.previewMove(unit.id, root.id);
  for (const { id, left } of staff) {
    await session.organisation.leavingEffect(id);
    await new DatedRights(session).previewHandOver(id);
    if (!left) await new SignIn(session).readMemberAccount(id);
  }
  const open = units.filter(({ closed }) => !closed).map(({ id }) => id);
  await readAgendaSettings(session, open);
  await readReminders(session);
  await readReminderSettings(session, open);
  const letterheads = new Letterheads(session);
  await letterheads.readLetterhead();
  const embedding = new Embedding(session);
  await embedding.readEmbedding();
  await session.configuration.exportFile();
  const file = {
    format: 'lastria-configuration' as const,
    version: 1,
    tenantKind: 'hospital',
    thresholds: { disclosureThreshold: 15, inactivityDays: thresholds.inactivityDays },
    lists: [neighbour(housing)],
    fields: [],
  };
  const { version } = await session.configuration.previewImport(file);

  await session.organisation.changeThresholds(
    { disclosureThreshold: 20, inactivityDays: 120 },
    { etag: etagOf(thresholds) },
  );
  await session.organisation.read();
  await session.configuration.read();
  const item = housing.items[0]!;
  const { list } = await session.configuration.changeItem(
    housing.code,
    item.code,
    { label: 'Propriétaire occupant' },
    { etag: etagOf(housing) },
  );
  const codes = list.items.map(({ code }) => code);
  await session.configuration.orderItems(housing.code, [codes[1]!, codes[0]!], { etag: etagOf(list) });
  await session.configuration.addField({
    groupCode: 'personal',
    label: 'Véhicule',
    kind: 'yesNo',
    purpose: 'Proposer un microcrédit mobilité',
  });
  await session.configuration.addList({ label: 'Loisirs' });
  await session.organisation.addGrant({
    staffId: staff.find(({ displayName }) => !displayName.includes('Aubry'))!.id,
    role: 'SECRETARY',
    unitId: root.id,
    reason: 'Remplacement',
  });
  const now = await session.configuration.previewImport(file);
  await session.configuration.importFile(file, { etag: etagOf(now) });
  await keepAgendaSettings(session, unit.id);
  await keepReminderSettings(session, unit.id);
  const pages = await embedding.readEmbedding();
  await embedding.changeEmbedding({ sessionHours: 10 }, { etag: etagOf(pages) });
  await letterheads.sendLetterheadBase(wordFile(frenchBase));
  if (now.version === version) throw new Error('The changes in between are not in the version');
}

/** A list as a neighbour has it: one item renamed, one aside, one added, one that does not fit. */
function neighbour({ code, label, parentList, bracketUnit, items }: ChoiceList) {
  const plain = { parentCode: null, lifeSphere: null, semanticKeys: [], active: true };
  const kept = items.map((item) => ({ ...plain, ...item }));
  return {
    code,
    label,
    parentList,
    bracketUnit,
    items: [
      ...kept.map((item, index) =>
        index === 1
          ? { ...item, label: 'Propriétaire, prêt en cours' }
          : index === 4
            ? { ...item, active: false }
            : index === 6
              ? { ...item, flags: ['unstable-housing'] }
              : item,
      ),
      { ...kept[0]!, code: 'habitat-leger', label: 'Habitat léger', flags: [] },
    ],
  };
}

async function lists(session: Session): Promise<void> {
  const limit = 100;
  const first = await session.socialFile.listPage({ limit });
  if (first.nextCursor) await session.socialFile.listPage({ limit, cursor: first.nextCursor });
  await session.socialFile.listPage({ limit, mine: true });
  for (const status of ['open', 'closed']) {
    const { nextCursor } = await session.socialFile.listPage({ limit, status });
    if (nextCursor) await session.socialFile.listPage({ limit, status, cursor: nextCursor });
    await session.socialFile.listPage({ limit, status, mine: true });
  }
}

async function find(session: Session, query: string): Promise<string> {
  const { items } = await session.socialFile.search({ query });
  if (!items[0]) throw new Error(`The demonstration has no ${query}`);
  return items[0].id;
}

/** Drawn ids, sealed cursors and the machine's own instants become the same at each run. */
function stable(recording: Recording, started: Date): Recording {
  const names = new Map<string, string>();
  const named = (value: string, make: (n: number) => string): string => {
    if (!names.has(value)) names.set(value, make(names.size + 1));
    return names.get(value)!;
  };
  const drawnId = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;
  const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const of = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => of(one, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, of(one, name)]));
    }
    if (typeof value !== 'string') return value;
    if (key === 'nextCursor' || key === 'receipt') return named(value, (n) => `${key}-${n}`);
    if (key === 'query' && value.includes('cursor=')) {
      const query = new URLSearchParams(value);
      query.set(
        'cursor',
        named(query.get('cursor')!, (n) => `nextCursor-${n}`),
      );
      return query.toString();
    }
    if (key === 'address')
      return value
        .replace(/(?<=\/feeds\/)[\w-]+(?=\.ics$)/, 'adresse-de-demonstration')
        .replace(/(?<=\/authorize)\?.*$/, '');
    if (key === 'path')
      return value
        .split('/')
        .map((part) => (drawnId.test(part) ? named(part, id) : part))
        .join('/');
    if (drawnId.test(value)) return named(value, id);
    if (instant.test(value) && Date.parse(value) >= started.getTime() - 60_000) return now.toISOString();
    return value;
  };
  return of(recording, '') as Recording;
}

if (import.meta.main) {
  const cluster = await startTestCluster();
  try {
    const created = await createTestDatabase(cluster.url);
    const recordings = await record(created.url);
    mkdirSync(new URL('.', recordingFile('all')), { recursive: true });
    for (const [name, recording] of Object.entries(recordings)) {
      const lines = recording.exchanges.map((exchange) => `    ${JSON.stringify(exchange)}`).join(',\n');
      const { at, person, refusals } = recording;
      const text = `{\n  "at": ${JSON.stringify(at)},\n  "person": ${JSON.stringify(person)},\n  "refusals": ${JSON.stringify(refusals)},\n  "exchanges": [\n${lines}\n  ]\n}\n`;
      writeFileSync(recordingFile(name), text);
      console.log(`${name}: ${recording.exchanges.length} answers, ${Math.round(text.length / 1024)} kB`);
    }
  } finally {
    await cluster.stop();
  }
}
