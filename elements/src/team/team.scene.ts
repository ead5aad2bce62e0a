import { connect, contractVersion, type Me, type Session } from '@lastria/sdk';
import { responseOf, refusals, type Answer } from '../testing/answers.ts';
import { grant, id, organisation, people, units } from '../testing/organisation.sample.ts';
import { ableTo, signedIn } from '../testing/sample.ts';
import type { WalkScene } from '../testing/walked.ts';
import { LastriaTeam } from './team.element.ts';
import { within } from '../ui/part.view.ts';
import type { EmbeddingSettings, FileSummary, MemberAccount, ServiceAccount } from './team.data.ts';

type Body = Record<string, unknown>;

/** What an administrator may do, and what the data protection officer may. */
const able: Readonly<Record<string, Me['can']>> = {
  ADMINISTRATOR: ableTo(
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
  ),
  DPO: ableTo('readOrganisation', 'recordDecision', 'withdrawServiceFiles'),
};

/** What somebody would leave to others. */
const handOver = {
  units: [
    {
      ...{ unitId: units.lens, unitName: 'Antenne de Lens', files: 5 },
      candidates: [],
    },
    {
      ...{ unitId: units.lille, unitName: 'Entité Lille', files: 9 },
      candidates: [{ id: people.roux, displayName: 'Paul Roux' }],
    },
  ],
};

/** The little server of a service: keeps what is written, checks versions as the real one, and records the calls that write. */
export class Scene {
  organisation = organisation();
  accounts: Record<string, MemberAccount> = {};
  programs: ServiceAccount[] = [];
  embedding: EmbeddingSettings = {
    allowedOrigins: ['https://intranet.tilleul.example', 'https://rh.tilleul.example'],
    inlineElements: ['lastria-notices'],
    elements: ['lastria-file-list', 'lastria-social-file', 'lastria-team', 'lastria-notices'],
    idleMinutes: 15,
    sessionHours: 12,
    version: 1,
    can: { changeEmbedding: true },
  };
  /** The files that whoever asks may see. */
  files: FileSummary[] = [];
  role = 'ADMINISTRATOR';
  provedAt = signedIn.provedAt;
  tenantKind = 'company';
  readonly calls: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
  /** Paths that were read. */
  readonly asked: string[] = [];
  /** Answers that take the place of the next ones, by « METHOD path ». */
  readonly instead = new Map<string, Answer[]>();
  #next = 100;

  open(): Session {
    return connect({ baseUrl: 'https://lastria.test', getToken: () => 'jeton', fetch: this.fetch });
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace('/v1', '');
    const text = await request.text();
    const body = (text ? JSON.parse(text) : {}) as Body;
    if (request.method === 'GET') this.asked.push(path);
    else this.calls.push({ method: request.method, path, body });
    return responseOf(
      request,
      this.instead.get(`${request.method} ${path}`)?.shift() ??
        this.#answer(request.method, path, body, request.headers.get('if-match')),
    );
  };

  #answer(method: string, path: string, body: Body, match: string | null): Answer {
    const [, first = '', kind = '', key = '', act = ''] = path.split('/');
    const can = able[this.role] ?? ableTo();
    if (path === '/me') return { body: this.#me(can) };
    if (path === '/files/search')
      return {
        body: {
          items: this.files.filter(({ lastName }) => within(lastName, String(body['query']))),
          receipt: '',
        },
      };
    if (!can.readOrganisation || first !== 'organisation') return refusals.forbidden;
    if (kind === 'staff') return this.#staff(method, key, act, body, match);
    if (kind === 'grants' && key === 'review') return this.#review(body);
    if (kind === 'grants') return this.#grants(method, key, body);
    if (kind === 'service-accounts') return this.#programs(method, key, act, body, path.endsWith('/grant'));
    if (kind === 'substitutions') return this.#substitute(body);
    if (kind === 'support-requests') return this.#answerSupport(key, body);
    if (kind === 'embedding') return this.#embed(method, can.changeEmbedding, body, match);
    if (kind === 'decisions') return this.#decide(method, key, body);
    const { manageTeam, ...others } = can;
    return { body: { ...this.organisation, can: { ...others, manageTeam } } };
  }

  #staff(method: string, key: string, act: string, body: Body, match: string | null): Answer {
    const { organisation: all } = this;
    const account = (this.accounts[key] ??= { login: null, state: 'none', invitedUntil: null, sessions: [] });
    const link = {
      link: 'https://lastria.test/tilleul/invitation#secret',
      expiresAt: '2098-06-01T10:00:00Z',
    };
    switch (act) {
      case 'account':
        return { body: account };
      case 'invitation':
      case 'account-reset':
        this.accounts[key] = {
          login: String(body['login'] ?? account.login),
          state: 'invited',
          invitedUntil: link.expiresAt,
          sessions: [],
        };
        return { body: link };
      case 'account-end':
        Object.assign(account, { state: 'ended', sessions: [] });
        return { status: 204 };
      case 'sessions-end':
        Object.assign(account, { sessions: [] });
        return { status: 204 };
      case 'hand-over':
        return { body: method === 'GET' ? handOver : { files: 9 } };
      case 'leaving-effect':
        return { body: { files: 14, rights: 1 } };
    }
    const member = all.staff.find((one) => one.id === key);
    if (!member) {
      const made = {
        ...{ id: id(this.#next++), displayName: '', email: null, jobTitle: null, externalSubject: null },
        ...{ left: false, leftOn: null, version: 1 },
        ...(body as object),
      };
      all.staff.push(made);
      return { status: 201, body: made };
    }
    if (method !== 'PATCH' || match !== `"${member.version}"`) return refusals.stale;
    if (body['leftOn']) all.grants = all.grants.filter(({ staffId }) => staffId !== key);
    const left = body['leftOn'] === undefined ? member.left : body['leftOn'] !== null;
    return { body: Object.assign(member, body, { left, version: member.version + 1 }) };
  }

  #grants(method: string, key: string, body: Body): Answer {
    const { organisation: all } = this;
    if (method === 'DELETE') {
      all.grants = all.grants.filter((one) => one.id !== key);
      return { status: 204 };
    }
    const given = { validFrom: new Date().toISOString(), grantedAt: new Date().toISOString() };
    const made = grant(this.#next++, '', '', '', {
      ...given,
      grantedByName: 'Alice Bernard',
      ...(body as object),
    });
    all.grants.push(made);
    return { status: 201, body: made };
  }

  #programs(method: string, key: string, act: string, body: Body, grants: boolean): Answer {
    const { manageServiceAccounts, withdrawServiceFiles } = able[this.role] ?? ableTo();
    if (method === 'GET')
      return { body: { items: this.programs, can: { manageServiceAccounts, withdrawServiceFiles } } };
    const one = this.programs.find(({ id: own }) => own === key) ?? program(id(this.#next++), body);
    if (key === '') this.programs.unshift(one);
    const made = () => {
      const secretId = id(this.#next++);
      one.secrets.push({ id: secretId, createdAt: new Date().toISOString(), usedAt: null });
      return { status: 201, body: { account: one, secretId, secret: `secret-${secretId.slice(-3)}` } };
    };
    if (key === '') return made();
    if (act === 'secrets') {
      if (method === 'POST') return made();
      one.secrets.shift();
      return { status: 204 };
    }
    if (method === 'DELETE') {
      if (act === 'files') one.files = null;
      else Object.assign(one, { status: 'ended', secrets: [] });
      return { status: 204 };
    }
    if (grants)
      Object.assign(one.files!, {
        status: 'granted',
        grantedByName: 'Alice Bernard',
        grantedAt: new Date().toISOString(),
        canGrant: false,
      });
    else one.files = filesAsked(String(body['reason']), String(body['until']), 'Alice Bernard', false);
    return { body: one };
  }

  #review({ grantIds }: Body): Answer {
    const { grants } = this.organisation;
    const kept = grants.filter((one) => (grantIds as string[]).includes(one.id));
    for (const one of kept)
      Object.assign(one, { reviewBy: '2099-01-01T00:00:00Z', reviewedByName: 'Alice Bernard' });
    return { body: { items: kept } };
  }

  #substitute(body: Body): Answer {
    const held = this.organisation.grants.filter(
      (one) => one.staffId === body['absentId'] && one.validUntil === null,
    );
    const items = held.map((one) => ({
      ...one,
      id: id(this.#next++),
      ...{ staffId: body['staffId'] as string, kind: 'SUBSTITUTE', onBehalfOf: body['absentId'] as string },
      ...{ validUntil: '2098-12-31T23:00:00Z', reviewBy: null, reason: body['reason'] as string },
    }));
    this.organisation.grants.push(...items);
    return { status: 201, body: { items } };
  }

  #embed(method: string, changeEmbedding: boolean, body: Body, match: string | null): Answer {
    const { version } = this.embedding;
    if (method === 'GET') return { body: { ...this.embedding, can: { changeEmbedding } } };
    if (match !== `"${version}"`) return refusals.stale;
    this.embedding = { ...this.embedding, ...(body as object), version: version + 1 };
    return { body: this.embedding };
  }

  #answerSupport(key: string, { answer }: Body): Answer {
    const one = this.organisation.supportRequests.find((request) => request.id === key)!;
    const status = { approve: 'approved', refuse: 'refused', end: 'ended' }[answer as string];
    const answered = { answeredByName: 'Alice Bernard', answeredAt: '2026-11-20T10:00:00Z' };
    return { body: Object.assign(one, { status }, answered) };
  }

  #decide(method: string, key: string, body: Body): Answer {
    const { decisions } = this.organisation;
    if (method === 'DELETE') {
      Object.assign(
        decisions.find((one) => one.id === key)!,
        { withdrawnAt: '2026-11-20T10:00:00Z' },
      );
      return { status: 204 };
    }
    const made = {
      ...{ id: id(this.#next++), decidedByName: 'Alice Bernard', decidedAt: '2026-11-20T10:00:00Z' },
      ...{ withdrawnAt: null, kind: '', reference: '', ...(body as object) },
    };
    decisions.unshift(made);
    return { status: 201, body: made };
  }

  #me(can: Me['can']): Me {
    return {
      staffId: people.admin,
      displayName: 'Alice Bernard',
      roles: [this.role],
      can,
      ...signedIn,
      provedAt: this.provedAt,
      expiresAt: '2099-01-01T00:00:00.000Z',
      serverVersion: contractVersion,
      tenant: { id: id(99), kind: this.tenantKind, name: 'Groupe Tilleul', timeZone: 'Europe/Paris' },
    };
  }
}

/** An access to files that was asked for. */
export const filesAsked = (
  reason: string,
  until: string,
  askedByName: string,
  canGrant: boolean,
): NonNullable<ServiceAccount['files']> => ({
  status: 'asked',
  reason,
  until,
  askedByName,
  askedAt: '2026-11-20T09:00:00Z',
  grantedByName: null,
  grantedAt: null,
  canGrant,
});

/** A program as an administrator made it. */
export const program = (own: string, more: Partial<ServiceAccount> = {}): ServiceAccount => ({
  id: own,
  clientId: `${id(99)}/${own}`,
  name: 'Annuaire du personnel',
  scopes: ['KEEP_TEAM'],
  unitIds: [],
  createdByName: 'Alice Bernard',
  createdAt: '2026-11-18T09:00:00Z',
  expiresAt: '2098-12-31T23:00:00Z',
  status: 'live',
  secrets: [],
  files: null,
  ...more,
});

const answering =
  (prepare: (scene: Scene) => void = () => undefined) =>
  () => {
    const scene = new Scene();
    prepare(scene);
    return scene.fetch;
  };

export const walk: WalkScene = {
  element: LastriaTeam,
  ready: { server: answering(), reads: 'Claire Morel' },
  empty: {
    server: answering((scene) => {
      scene.organisation = { ...scene.organisation, staff: [], grants: [] };
    }),
    reads: 'L’équipe est encore vide.',
  },
};
