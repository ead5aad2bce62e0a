import type {
  FileTransfer,
  HistoryEntry,
  Me,
  Session,
  SituationPatch,
  SocialFile,
  WorkEntry,
} from '@lastria/sdk';
import type { ReminderChoice } from '@lastria/sdk/reminders';
import { fakeServer, type Call, type FakeServer } from '../testing/fake-server.ts';
import { ids, me } from '../testing/sample.ts';
import type { WalkScene } from '../testing/walked.ts';
import { LastriaSocialFile } from './social-file.element.ts';
import { answerList } from './testing/answer-list.ts';
import { answerReminders, notAsked } from './testing/answer-reminders.ts';
import { answerTransfer } from './testing/answer-transfer.ts';
import { configuration, uuid } from './testing/sample-configuration.ts';
import { file } from './testing/sample-file.ts';
import { history, reasons } from './testing/sample-history.ts';
import { summary } from './testing/sample-list.ts';
import { claire, entries, requests, samir } from './testing/sample-work.ts';

export interface Scene extends FakeServer {
  /** The file as the server holds it. */
  file: SocialFile;
  readonly timeline: WorkEntry[];
  readonly open: () => Session;
  /** The transfers that wait for an answer. */
  transfers: FileTransfer[];
  /** What the person said of being reminded. */
  choice: ReminderChoice;
  /** Who looked at the file. */
  readonly trace: [string, { id: string; displayName: string }, string][];
  readonly history: HistoryEntry[];
  /** Answers before everything else, when it answers. */
  first: ((call: Call) => Response | undefined | Promise<undefined>) | undefined;
}

/** The server of the tests of files: what `fakeServer` knows, and the operations of the list and of the file. */
export function scene(
  options: { readonly file?: SocialFile; readonly files?: number; readonly person?: Me } = {},
): Scene {
  const start = options.file ?? file;
  const total = options.files ?? 200;
  const all = Array.from({ length: Math.min(total, 5000) }, (_, index) => summary(index)).sort((a, b) =>
    a.lastName.localeCompare(b.lastName, 'fr'),
  );
  const server = fakeServer({ files: [start], requests: { [start.id]: requests }, me: options.person ?? me });
  const state = Object.assign(server, {
    file: start,
    timeline: [...entries],
    transfers: [] as FileTransfer[],
    choice: notAsked,
    trace: [
      ['Dossier consulté', claire, '2026-11-22T13:00:00Z'],
      ['Travail enregistré', claire, '2026-11-12T15:00:00Z'],
      ['Fil du suivi consulté', samir, '2026-10-02T09:12:00Z'],
    ] as Scene['trace'],
    history: [...history],
    first: undefined as Scene['first'],
    open: () => server.session({ clock: systemClock }),
  });
  const { json, problem } = server;
  const stale = (version: number) =>
    problem(
      'stale-version',
      412,
      'Ces informations ont changé entre-temps',
      'Comparez les deux versions, puis enregistrez ce qui doit rester. Votre texte est conservé.',
      { currentVersion: `"${version}"` },
    );
  const keep = (changes: Partial<SocialFile>) =>
    json((state.file = { ...state.file, ...changes, version: state.file.version + 1 }));
  const wanted = (call: Call) => Number((call.headers.get('if-match') ?? '').replaceAll('"', ''));

  server.intercept(async (call) => {
    const refused = await state.first?.(call);
    if (refused) return refused;
    const url = new URL(call.path, 'https://lastria.test');
    const [, , kind, id = '', rest = '', inner = ''] = url.pathname.split('/');
    const body = (call.body ?? {}) as Readonly<Record<string, unknown>>;
    const said = (key: string): string => String(body[key] ?? '');
    const at = `${call.method} ${kind}${rest ? `/${rest}` : ''}`;
    if (at === 'GET configuration') return json(configuration);
    const listed = answerList(call, server, all);
    if (listed) return listed;
    const moved = answerTransfer(call, state);
    const reminded = moved ?? answerReminders(call, state);
    if (reminded) return reminded;
    if (kind === 'entries' && rest === 'void') {
      const index = state.timeline.findIndex((one) => one.id === id);
      const before = state.timeline[index];
      if (!before) return undefined;
      state.timeline[index] = {
        ...before,
        voided: { at: '2026-11-22T13:00:00Z', by: ids.me, reason: said('reason'), reasonHidden: false },
        version: before.version + 1,
      };
      return json(state.timeline[index]);
    }
    if (kind !== 'files' || id !== state.file.id) return undefined;
    switch (at) {
      case 'GET files':
        return json(state.file, 200, { etag: `"${state.file.version}"` });
      case 'GET files/timeline': {
        if (inner === 'count') return json({ total: server.entries.size + state.timeline.length });
        const query = url.searchParams;
        const own = [...server.entries.values()].filter((one) => one.fileId === id);
        const kept = [...own, ...state.timeline].filter(
          (one) =>
            (!query.has('typeCode') || one.typeCode === query.get('typeCode')) &&
            (!query.has('before') || one.performedOn < query.get('before')!) &&
            (!query.has('performedBy') || one.performedBy.id === query.get('performedBy')) &&
            (!query.has('requestId') ||
              one.requests.some(({ requestId }) => requestId === query.get('requestId'))),
        );
        const after = Number(query.get('cursor') ?? 0);
        const size = Number(query.get('limit') ?? 50);
        return json({
          items: kept.slice(after, after + size),
          nextCursor: after + size < kept.length ? String(after + size) : null,
        });
      }
      case 'PATCH files/identity':
        if (wanted(call) !== state.file.identity.version) return stale(state.file.identity.version);
        return keep({
          identity: { ...state.file.identity, ...body, version: state.file.identity.version + 1 },
        });
      case 'PATCH files/situation': {
        const group = state.file.situation.find(({ code }) => code === inner) ?? {
          code: inner,
          version: 0,
          values: [],
        };
        if (wanted(call) !== group.version) return stale(group.version);
        const { values, since } = call.body as {
          values: SituationPatch['values'];
          since: string;
        };
        const fresh = Object.entries(values).flatMap(([fieldCode, value]) =>
          value ? [{ fieldCode, since, value }] : [],
        );
        const changed = {
          ...group,
          version: group.version + 1,
          values: [...group.values.filter(({ fieldCode }) => !(fieldCode in values)), ...fresh],
        };
        return keep({ situation: [...state.file.situation.filter(({ code }) => code !== inner), changed] });
      }
      case 'POST files/close':
        return keep({
          status: 'closed',
          closedOn: '2026-11-22',
          closeReason: said('reason'),
          can: { ...state.file.can, writeFollowUp: false, changeIdentity: false, transfer: false },
        });
      case 'POST files/reopen':
        return keep({ status: 'open', closedOn: null, closeReason: null, can: start.can });
      case 'POST files/lead-worker':
        return keep({ leadWorker: [claire, samir].find((one) => one.id === body['staffId']) ?? null });
      case 'PATCH files/relatives': {
        const known = state.file.relatives.find((one) => one.id === inner)!;
        if (wanted(call) !== known.version) return stale(known.version);
        const changed = { ...known, ...body, version: known.version + 1 };
        return keep({ relatives: state.file.relatives.map((one) => (one === known ? changed : one)) });
      }
      case 'POST files/flags':
        return keep({
          flags: [
            ...state.file.flags,
            { id: server.newId(), flagCode: said('flagCode'), expiresOn: said('expiresOn') || null },
          ],
        });
      case 'DELETE files/flags':
        return keep({ flags: state.file.flags.filter((one) => one.id !== inner) });
      case 'GET files/audit':
        return json({
          items: state.trace.map(([label, staff, when], index) => ({
            ...{ id: uuid(600 + index), at: when, type: 'file.opened', label, staff },
          })),
          nextCursor: null,
        });
      case 'POST files/print':
        state.trace.unshift(['Dossier imprimé', claire, '2026-11-22T13:05:00Z']);
        return new Response(null, { status: 204 });
      case 'GET files/lead-workers':
        return json({
          items: configuration.staff.map(({ id: staffId, displayName, jobTitle }) => ({
            id: staffId,
            displayName,
            jobTitle,
          })),
        });
      case 'GET files/access':
        return json({ items: reasons });
      case 'GET files/history': {
        const { searchParams: query } = url;
        const items = state.history.filter(
          ({ record, changes }) =>
            (!query.has('record') || record === query.get('record')) &&
            (!query.has('field') || changes.some(({ field }) => field === query.get('field'))),
        );
        return json({ items, nextCursor: null });
      }
      case 'PATCH files/requests': {
        const changed = (server.requests.get(id) ?? []).map((one) =>
          one.id === inner
            ? { ...one, ...body, resolvedOn: body['outcome'] ? '2026-11-22' : null, version: one.version + 1 }
            : one,
        );
        server.requests.set(id, changed);
        return json(changed.find((one) => one.id === inner));
      }
      default:
        return undefined;
    }
  });
  return state;
}

const systemClock = {
  now: () => Date.now(),
  setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
  clearTimeout: (handle: unknown) => clearTimeout(handle as number),
};

export const walk: WalkScene = {
  element: LastriaSocialFile,
  ready: {
    server: () => scene().fetch,
    reads: 'Impayé de loyer',
    props: { fileId: ids.file },
  },
  empty: {
    server: () => {
      const server = scene();
      server.timeline.splice(0);
      server.requests.clear();
      return server.fetch;
    },
    reads: 'Aucun travail dans ce dossier.',
    props: { fileId: ids.file },
  },
};
