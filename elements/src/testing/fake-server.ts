import {
  connect,
  type CaptureReading,
  type Configuration,
  type ConnectOptions,
  type Draft,
  type DraftInput,
  type EntryInput,
  type EntryPatch,
  type LiveEvent,
  type PartnerInput,
  type RequestPatch,
  type EntryVersion,
  type Session,
  type SocialFile,
  type SocialRequest,
  type WorkEntry,
} from '@lastria/sdk';
import { HandClock, settled } from './hand-clock.ts';
import { configuration as sample, ids, me, request, socialFile } from './sample.ts';

/** A call the server received. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Headers;
  readonly keepalive: boolean;
}

type Reply = Response | undefined;

export interface FakeServerOptions {
  readonly clock?: HandClock;
  readonly files?: readonly SocialFile[];
  readonly requests?: Readonly<Record<string, readonly SocialRequest[]>>;
  readonly drafts?: readonly Draft[];
  readonly entries?: readonly WorkEntry[];
  /** What a line of saisie rapide says; a line not given here stays unread, whole. */
  readonly readings?: Readonly<Record<string, CaptureReading>>;
  readonly me?: typeof me;
  readonly configuration?: Configuration;
}

/**
 * The contract in memory, for the tests of elements: the operations they call, with versions, idempotency, revisions
 * of drafts and the ten seconds of undo. `intercept` answers in its place, once or always.
 */
export function fakeServer(options: FakeServerOptions = {}) {
  const clock = options.clock ?? new HandClock();
  const calls: Call[] = [];
  const drafts = new Map((options.drafts ?? []).map((draft) => [draft.id, draft]));
  const entries = new Map((options.entries ?? []).map((entry) => [entry.id, entry]));
  const files = new Map(
    (
      options.files ?? [socialFile(ids.file, 'Dupont', 'Marie'), socialFile(ids.otherFile, 'Bernard', 'Luc')]
    ).map((file) => [file.id, file]),
  );
  const requests = new Map(
    Object.entries(
      options.requests ?? {
        [ids.file]: [
          request(ids.rent, 'impaye-loyer', '2026-11-10'),
          request(ids.disability, 'renouvellement-rqth', '2026-10-19'),
        ],
      },
    ),
  );
  const replies = new Map<
    string,
    {
      readonly body: string;
      readonly status: number;
      readonly headers: Record<string, string>;
      readonly sent: string;
    }
  >();
  /** Former states of each travail, oldest first. */
  const former = new Map<string, WorkEntry[]>();
  const given = options.configuration ?? sample;
  const configuration = { ...given, partners: [...given.partners] };
  const intercepts: ((call: Call) => Reply | Promise<Reply>)[] = [];
  let online = true;
  let signedIn = true;
  let count = 0;
  let who = options.me ?? me;

  const now = () => new Date(clock.now()).toISOString();
  const newId = () => `0197a3c4-1111-7000-8000-${String(++count).padStart(12, '0')}`;
  const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', 'x-request-id': `demande-${calls.length}`, ...headers },
    });
  const problem = (type: string, status: number, title: string, detail: string, more: object = {}) =>
    new Response(
      JSON.stringify({
        type: `https://lastria.example/problems/${type}`,
        status,
        title,
        detail,
        instance: `demande-${calls.length}`,
        ...more,
      }),
      { status, headers: { 'content-type': 'application/problem+json' } },
    );
  const invalid = (pointer: string, detail: string) =>
    problem(
      'invalid-request',
      422,
      'Certaines informations ne sont pas valables',
      'Corrigez le champ indiqué, puis recommencez. Rien n’a été enregistré.',
      { errors: [{ pointer, detail }] },
    );
  const missing = () =>
    problem(
      'not-found',
      404,
      'Introuvable',
      'Ce que vous demandez n’existe pas, ou ne fait pas partie de vos dossiers.',
    );

  async function answer(call: Call): Promise<Response> {
    const { method, path, body } = call;
    const [, , kind = '', id = '', rest = ''] = new URL(path, 'https://lastria.test').pathname.split('/');
    switch (`${method} ${kind}${rest ? `/${rest}` : ''}`) {
      case 'GET me':
        return json(who);
      case 'GET configuration':
        return json(configuration);
      case 'POST partners': {
        const made = { id: newId(), ...(body as PartnerInput), active: true, version: 1 };
        if (configuration.partners.some(({ kind: of, name }) => of === made.kind && name === made.name))
          return problem(
            'conflict',
            409,
            'L’état actuel ne permet pas cette opération',
            'Un partenaire de cette nature porte déjà ce nom : choisissez-le dans le répertoire.',
          );
        configuration.partners.push(made);
        return json(made, 201, { etag: '"1"' });
      }
      case 'GET files':
        return files.has(id) ? json(files.get(id), 200, { etag: '"1"' }) : missing();
      case 'GET files/requests':
        return files.has(id) ? json({ items: requests.get(id) ?? [] }) : missing();
      case 'PATCH files/requests':
        return settle(id, path.split('/').at(-1)!, body as RequestPatch, call.headers.get('if-match'));
      case 'POST capture': {
        const { text } = body as { text: string };
        return json(
          options.readings?.[text] ?? {
            workType: null,
            minutes: null,
            date: null,
            startTime: null,
            requests: [],
            actions: [],
            partners: [],
            rest: text,
            chips: [],
          },
        );
      }
      case 'GET drafts': {
        const fileId = new URL(path, 'https://lastria.test').searchParams.get('fileId');
        return json({
          items: [...drafts.values()]
            .filter((draft) => fileId === null || draft.fileId === fileId)
            .sort((a, b) => b.savedAt.localeCompare(a.savedAt)),
        });
      }
      case 'PUT drafts': {
        const input = body as DraftInput;
        const before = drafts.get(id);
        if (!before || before.revision < input.revision)
          drafts.set(id, {
            id,
            fileId: input.fileId,
            revision: input.revision,
            savedAt: now(),
            content: input.content,
          });
        const { revision, savedAt } = drafts.get(id)!;
        return json({ id, revision, savedAt });
      }
      case 'DELETE drafts':
        drafts.delete(id);
        return new Response(null, { status: 204 });
      case 'POST files/entries':
        return create(call, id, body as EntryInput);
      case 'POST entries':
        return create(call, null, body as EntryInput & { unitId: string });
      case 'GET entries': {
        const entry = entries.get(id);
        return entry ? json(entry, 200, { etag: `"${entry.version}"` }) : missing();
      }
      case 'GET entries/history': {
        const entry = entries.get(id);
        return entry ? json({ items: versionsOf(entry) }) : missing();
      }
      case 'POST entries/undo': {
        const kept = former.get(id) ?? [];
        const before = kept.pop();
        if (!before) return problem('conflict', 409, 'Trop tard', 'Les dix secondes sont passées.');
        entries.set(id, before);
        return json(before, 200, { etag: `"${before.version}"` });
      }
      case 'PATCH entries':
        return change(id, body as EntryPatch, call.headers.get('if-match'));
      case 'DELETE entries': {
        const entry = entries.get(id);
        if (!entry) return missing();
        if (clock.now() - Date.parse(entry.recordedAt) > 10_000)
          return problem(
            'conflict',
            409,
            'L’état actuel ne permet pas cette opération',
            'Les dix secondes sont passées : vous pouvez encore annuler ce travail avec un motif.',
          );
        entries.delete(id);
        return new Response(null, { status: 204 });
      }
      default:
        throw new Error(`The fake server does not know ${method} ${path}`);
    }
  }

  function create(call: Call, fileId: string | null, input: EntryInput & { unitId?: string }): Response {
    const key = call.headers.get('idempotency-key') ?? '';
    const sent = JSON.stringify(input);
    const known = replies.get(key);
    if (known && known.sent !== sent)
      return problem(
        'key-reused',
        422,
        'La même clé a déjà servi à un autre envoi',
        'Rien n’a été enregistré.',
      );
    if (known) return new Response(known.body, { status: known.status, headers: known.headers });
    if (input.performedOn > now().slice(0, 10))
      return invalid('/performedOn', 'Un travail est passé : choisissez une date jusqu’à aujourd’hui.');
    const entry = entryOf(fileId, input);
    entries.set(entry.id, entry);
    if (fileId !== null) {
      const fresh = entry.requests.filter(
        ({ requestId }) => !(requests.get(fileId) ?? []).some((one) => one.id === requestId),
      );
      requests.set(fileId, [
        ...(requests.get(fileId) ?? []),
        ...fresh.map(({ requestId, typeCode }) => request(requestId, typeCode, input.performedOn)),
      ]);
    }
    if (input.draftId) drafts.delete(input.draftId);
    const headers = { 'content-type': 'application/json', etag: '"1"', location: `/v1/entries/${entry.id}` };
    const reply = { body: JSON.stringify(entry), status: 201, headers, sent };
    replies.set(key, reply);
    return new Response(reply.body, { status: 201, headers });
  }

  function entryOf(fileId: string | null, input: EntryInput & { unitId?: string }): WorkEntry {
    const id = newId();
    const person = {
      id: input.performedBy ?? who.staffId,
      displayName:
        configuration.staff.find((one) => one.id === (input.performedBy ?? who.staffId))?.displayName ?? '',
    };
    return {
      id,
      fileId,
      unitId: input.unitId ?? ids.unit,
      forUnitId: input.unitId ?? ids.unit,
      typeCode: input.typeCode,
      performedOn: input.performedOn,
      startedAt: input.startedAt ?? null,
      minutes: input.minutes ?? 0,
      travelMinutes: input.travelMinutes ?? null,
      place: input.place ?? null,
      performedBy: person,
      recordedBy: { id: who.staffId, displayName: who.displayName },
      recordedAt: now(),
      requests: linksOf(fileId, id, input),
      partners: partnersOf(input.partnerIds),
      text: input.text ?? null,
      textHidden: false,
      voided: null,
      version: 1,
      can: { change: true, void: true, undoUntil: new Date(clock.now() + 10_000).toISOString() },
    };
  }

  const partnersOf = (chosen: readonly string[] = []) =>
    configuration.partners
      .filter((partner) => chosen.includes(partner.id))
      .map(({ id, kind, name }) => ({ id, kind, name }));

  function linksOf(
    fileId: string | null,
    entryId: string,
    input: Pick<EntryPatch, 'requests' | 'performedOn'>,
  ): WorkEntry['requests'] {
    return (input.requests ?? []).map((one) => {
      const requestId = one.requestId ?? newId();
      const typeCode =
        one.typeCode ?? requests.get(fileId ?? '')?.find((known) => known.id === requestId)?.typeCode ?? '';
      const actions = (one.actions ?? []).map((action) => ({
        id: newId(),
        requestId,
        entryId,
        typeCode: action.typeCode,
        doneOn: action.doneOn ?? input.performedOn ?? '',
        outcome: action.outcome ?? null,
        performedBy: who.staffId,
        version: 1,
      }));
      return { requestId, typeCode, actions };
    });
  }

  function change(id: string, patch: EntryPatch, wanted: string | null): Response {
    const before = entries.get(id);
    if (!before) return missing();
    if (wanted !== `"${before.version}"`) {
      return problem(
        'stale-version',
        412,
        'Quelqu’un a modifié ces informations entre-temps',
        'Comparez les deux versions, puis enregistrez ce qui doit rester. Votre texte est conservé.',
        { currentVersion: `"${before.version}"` },
      );
    }
    const { requests: links, partnerIds, performedBy, ...plain } = patch;
    const after: WorkEntry = {
      ...before,
      ...plain,
      ...(links ? { requests: linksOf(before.fileId, id, patch) } : {}),
      ...(partnerIds ? { partners: partnersOf(partnerIds) } : {}),
      ...(performedBy ? { performedBy: { id: performedBy, displayName: '' } } : {}),
      version: before.version + 1,
    };
    entries.set(id, after);
    former.set(id, [...(former.get(id) ?? []), before]);
    return json(after, 200, { etag: `"${after.version}"` });
  }

  function settle(fileId: string, id: string, patch: RequestPatch, wanted: string | null): Response {
    const before = (requests.get(fileId) ?? []).find((one) => one.id === id);
    if (!before) return missing();
    if (wanted !== `"${before.version}"`)
      return problem('stale-version', 412, 'Quelqu’un a modifié ces informations entre-temps', 'Comparez.');
    const outcome = patch.outcome === undefined ? before.outcome : patch.outcome;
    const resolvedOn = outcome === null ? null : (before.resolvedOn ?? now().slice(0, 10));
    const after: SocialRequest = { ...before, ...patch, outcome, resolvedOn, version: before.version + 1 };
    requests.set(
      fileId,
      (requests.get(fileId) ?? []).map((one) => (one.id === id ? after : one)),
    );
    return json(after, 200, { etag: `"${after.version}"` });
  }

  /** What it was, latest first; all of the same hand, a minute apart. */
  const versionsOf = (entry: WorkEntry): EntryVersion[] =>
    [entry, ...(former.get(entry.id) ?? []).toReversed()].map((one, index, all) => ({
      ...one,
      at: new Date(Date.parse(entry.recordedAt) + (all.length - 1 - index) * 60_000).toISOString(),
      by: one.recordedBy,
      changed: ['text', 'minutes'].filter(
        (field) => all[index + 1] && one[field as 'text'] !== all[index + 1]![field as 'text'],
      ),
      requests: one.requests.map(({ requestId, typeCode, actions }) => ({
        requestId,
        typeCode,
        actions: actions.map((action) => ({ typeCode: action.typeCode, outcome: action.outcome })),
      })),
      voided: one.voided !== null,
    }));

  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const encoder = new TextEncoder();

  /** The live stream of a session: it says what `tell` says, until it is left. */
  function stream(): Response {
    let own: ReadableStreamDefaultController<Uint8Array>;
    const told = new ReadableStream<Uint8Array>({
      start: (controller) => void streams.add((own = controller)),
      cancel: () => void streams.delete(own),
    });
    return new Response(told, { status: 200, headers: { 'content-type': 'text/event-stream' } });
  }

  async function fetch(given: Request): Promise<Response> {
    const url = new URL(given.url);
    const text = await given.clone().text();
    const call: Call = {
      method: given.method,
      path: url.pathname + url.search,
      body: text ? JSON.parse(text) : undefined,
      headers: given.headers,
      keepalive: given.keepalive,
    };
    if (!online) throw new TypeError('Failed to fetch');
    calls.push(call);
    if (!signedIn)
      return problem(
        'unauthenticated',
        401,
        'Votre session n’est pas ouverte ou a pris fin',
        'Ouvrez de nouveau votre session.',
      );
    if (url.pathname === '/v1/live') return stream();
    for (const intercept of intercepts) {
      const reply = await intercept(call);
      if (reply) return reply;
    }
    return answer(call);
  }

  let underWay = 0;
  const counted = async (given: Request): Promise<Response> => {
    underWay += 1;
    try {
      return await fetch(given);
    } finally {
      underWay -= 1;
    }
  };

  return {
    clock,
    calls,
    drafts,
    entries,
    requests,
    fetch: counted,
    /** Until every call has its answer, and who asked has read it. */
    quiet: async (): Promise<void> => {
      do await settled();
      while (underWay > 0);
      await settled();
    },
    json,
    problem,
    invalid,
    /** A session over this server; its retries follow the same clock. */
    session: (more: Partial<ConnectOptions> = {}): Session =>
      connect({
        baseUrl: 'https://lastria.test',
        getToken: () => (signedIn ? `jeton-${count}-${calls.length}` : null),
        fetch: counted,
        clock,
        ...more,
      }),
    /** Answers first; `undefined` lets the call through. Returns what removes it. */
    intercept(answerFirst: (call: Call) => Reply | Promise<Reply>): () => void {
      intercepts.push(answerFirst);
      return () => void intercepts.splice(intercepts.indexOf(answerFirst), 1);
    },
    /** Does what was asked, then loses the answer, once. */
    loseAnswer(method: string, path: RegExp): void {
      const stop = this.intercept(async (call) => {
        if (call.method !== method || !path.test(call.path)) return undefined;
        stop();
        await answer(call);
        throw new TypeError('Failed to fetch');
      });
    },
    goOffline: () => void (online = false),
    goOnline: () => void (online = true),
    signOut: () => void (signedIn = false),
    signIn: (person = who) => {
      signedIn = true;
      who = person;
    },
    callsTo: (method: string, path: RegExp) =>
      calls.filter((call) => call.method === method && path.test(call.path)),
    newId,
    /** Says to every open stream that something happened. */
    tell(topic: string, about: Partial<Omit<LiveEvent, 'id' | 'topic'>> = {}): void {
      const event = {
        id: newId(),
        topic,
        fileId: null,
        unitId: ids.unit,
        recordId: null,
        staffId: null,
        ...about,
      };
      for (const one of streams)
        one.enqueue(encoder.encode(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`));
    },
    /** How many streams are open. */
    listening: () => streams.size,
  };
}

export type FakeServer = ReturnType<typeof fakeServer>;
