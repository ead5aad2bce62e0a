import { connect, contractVersion, type ConfigurationFileEffect, type Me, type Session } from '@lastria/sdk';
import type { Letterhead } from '@lastria/sdk/letterhead';
import { configuration, field, id, item, organisation, people, unit } from './configuration.sample.ts';
import { problem, refusals as common, responseOf, type Answer } from '../testing/answers.ts';
import { ableTo, signedIn } from '../testing/sample.ts';
import type { WalkScene } from '../testing/walked.ts';
import { LastriaConfiguration } from './configuration.element.ts';

export const refusals = {
  ...common,
  sameName: problem(
    409,
    'conflict',
    'L’état actuel ne permet pas cette opération',
    'Un partenaire de cette nature porte déjà ce nom : choisissez-le dans le répertoire.',
  ),
  sameLabel: problem(422, 'invalid-request', 'Une valeur est à corriger', 'Corrigez-la, puis recommencez.', [
    { pointer: '/label', detail: 'Un élément de cette liste porte déjà ce libellé.' },
  ]),
};

type Body = Record<string, unknown>;

/** The little server of a service: keeps what is written, checks versions as the real one, and records the calls that write. */
export class Scene {
  configuration = configuration();
  organisation = organisation();
  roles = ['ADMINISTRATOR'];
  readonly calls: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
  /** Answers that take the place of the next ones, by « METHOD path ». */
  readonly instead = new Map<string, Answer[]>();
  /** Calls wait for this before they are answered. */
  gate: Promise<void> = Promise.resolve();
  #next = 100;

  open(): Session {
    return connect({
      baseUrl: 'https://lastria.test',
      getToken: () => 'jeton',
      fetch: this.fetch,
    });
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    await this.gate;
    const path = decodeURIComponent(new URL(request.url).pathname.replace('/v1', ''));
    const text = await request.text();
    const isFile = request.headers.get('content-type') === 'application/octet-stream';
    const body = (text && !isFile ? JSON.parse(text) : {}) as Body;
    if (request.method !== 'GET') this.calls.push({ method: request.method, path, body });
    return responseOf(
      request,
      this.instead.get(`${request.method} ${path}`)?.shift() ??
        this.#answer(request.method, path, body, request.headers.get('if-match')),
    );
  };

  #answer(method: string, path: string, body: Body, match: string | null): Answer {
    const [, first = '', second = '', third = '', fourth = '', fifth = ''] = path.split('/');
    const { lists, fields } = this.configuration;
    const stale = (version: number): boolean => match !== `"${version}"`;
    if (path === '/me') return { body: this.#me() };
    if (path === '/configuration') return { body: this.configuration };
    if (path === '/organisation') return { body: this.organisation };
    if (first === 'statistics') return this.#letterhead(method, third, fourth);
    if (second === 'file' || second === 'file-preview') return this.#exchange(second, method, match);
    if (second === 'field-order') return this.#orderFields(body, match);
    if (path === '/configuration/lists')
      return {
        status: 201,
        body: this.#push(lists, {
          ...{
            code: `liste-${this.#next++}`,
            label: '',
            parentList: null,
            bracketUnit: null,
            version: 1,
            items: [],
          },
          ...(body as object),
        }),
      };
    if (first === 'partners') return this.#direct(method, second, third, body, stale);
    if (fifth === 'effect' || path.split('/')[6] === 'effect') return { body: { uses: 1204 } };
    if (second === 'fields' && fourth === 'effect') return { body: { uses: 312 } };
    if (second === 'fields') {
      const known = fields.find(({ code }) => code === third);
      if (!known)
        return {
          status: 201,
          body: this.#push(fields, field('personal', `champ-${this.#next++}`, '', 'text', body)),
        };
      return stale(known.version)
        ? refusals.stale
        : { body: Object.assign(known, body, { version: known.version + 1 }) };
    }
    if (second === 'lists') {
      const known = lists.find(({ code }) => code === third)!;
      if (stale(known.version)) return refusals.stale;
      if (method === 'PUT') this.#order(known.items, body['codes'] as string[]);
      if (method === 'POST') known.items.push(item(`element-${this.#next++}`, '', null, body));
      Object.assign(known.items.find(({ code }) => code === fifth) ?? {}, body);
      if (third === 'fieldGroup') this.configuration.groups = known.items;
      known.version += 1;
      return { body: { code: known.code, version: known.version, items: known.items } };
    }
    return first === 'organisation'
      ? this.#organise(second, third, fourth, body, stale)
      : { status: 404, body: {} };
  }

  #direct(method: string, key: string, act: string, body: Body, stale: (version: number) => boolean): Answer {
    const { partners } = this.configuration;
    if (act === 'effect') return { body: { uses: 12 } };
    if (partners.some(({ id: one, name }) => one !== key && name === body['name'])) return refusals.sameName;
    if (method === 'POST') {
      const made = { id: id(this.#next++), kind: '', name: '', active: true, version: 1 };
      return { status: 201, body: this.#push(partners, { ...made, ...(body as object) }) };
    }
    const known = partners.find((one) => one.id === key)!;
    return stale(known.version)
      ? refusals.stale
      : { body: Object.assign(known, body, { version: known.version + 1 }) };
  }

  #order<T extends { readonly code: string }>(all: T[], codes: readonly string[]): void {
    all.sort((left, right) => codes.indexOf(left.code) - codes.indexOf(right.code));
  }

  /** The places the fields named had are theirs again; the others do not move. */
  #orderFields(body: Body, match: string | null): Answer {
    const { lists, fields } = this.configuration;
    const groups = lists.find(({ code }) => code === 'fieldGroup')!;
    if (match !== `"${groups.version}"`) return refusals.stale;
    const wanted: string[] = [...(body['codes'] as string[])];
    const named = new Set(wanted);
    this.#order(
      fields,
      fields.map(({ code }) => (named.has(code) ? wanted.shift()! : code)),
    );
    groups.version += 1;
    return { body: { version: groups.version, codes: fields.map(({ code }) => code) } };
  }

  /** What an import of any file would do. */
  effect: ConfigurationFileEffect = { version: 40, changes: [], kept: 0 };
  #exchange(what: string, method: string, match: string | null): Answer {
    if (method === 'GET')
      return { body: { format: 'lastria-configuration', version: 1, lists: [], fields: [] } };
    if (what === 'file-preview') return { body: this.effect };
    return match === `"${this.effect.version}"` ? { body: this.effect } : refusals.stale;
  }

  letterhead: Letterhead = {
    base: null,
    logo: null,
    history: [],
    limits: { base: 10 * 1024 * 1024, logo: 2 * 1024 * 1024 },
  };
  #letterhead(method: string, kind: string, what: string): Answer {
    if (what === 'content' || kind === 'sample') return { body: '' };
    if (method === 'GET') return { body: this.letterhead };
    const now = this.letterhead[kind as 'base' | 'logo'];
    const isSent = method === 'PUT';
    const made = {
      ...{ id: id(this.#next++), size: 32_000, digest: 'a'.repeat(64), addedAt: '2026-11-23T10:02:00Z' },
      addedBy: { id: people.admin, displayName: 'Alice Bernard' },
    };
    const facts =
      kind === 'base'
        ? {
            ...{ place: 'mark', landscape: false, firstPageDiffers: true, pictures: 1 },
            ...{ styles: ['Title', 'heading 1', 'caption'], tableStyle: true },
          }
        : { type: 'png', width: 600, height: 200 };
    this.letterhead = {
      ...this.letterhead,
      [kind]: isSent ? { ...made, ...facts } : null,
      history: [
        {
          kind,
          act: isSent ? (now ? 'replaced' : 'added') : 'removed',
          at: made.addedAt,
          by: made.addedBy,
        },
        ...this.letterhead.history,
      ],
    };
    return { status: 200, body: this.letterhead };
  }

  #organise(kind: string, key: string, act: string, body: Body, stale: (version: number) => boolean): Answer {
    const { organisation: all } = this;
    const known = all.units.find((one) => one.id === key);
    if (kind === 'inactivity-effect')
      return { body: { now: 34, then: body['inactivityDays'] === 90 ? 51 : 34 } };
    if (kind === 'thresholds')
      return stale(all.thresholds.version)
        ? refusals.stale
        : { body: Object.assign(all.thresholds, body, { version: all.thresholds.version + 1 }) };
    if (kind === 'units' && act === 'move-preview')
      return {
        body: {
          gain: [{ staffId: people.petit, displayName: 'Paul Roux', role: 'SOCIAL_WORKER' }],
          lose: [{ staffId: people.morel, displayName: 'Claire Morel', role: 'TEAM_MANAGER' }],
          coming: {
            gain: [{ staffId: id(90), displayName: 'Nadia Cherif', role: 'SECRETARY' }],
            lose: [],
          },
        },
      };
    if (kind === 'units' && known)
      return stale(known.version)
        ? refusals.stale
        : { body: Object.assign(known, body, { version: known.version + 1 }) };
    return { status: 201, body: this.#push(all.units, unit(id(this.#next++), null, '', '', body)) };
  }

  #push<T>(all: T[], one: T): T {
    all.push(one);
    return one;
  }

  #me(): Me {
    return {
      staffId: people.admin,
      displayName: 'Alice Bernard',
      roles: this.roles,
      can: this.roles.includes('ADMINISTRATOR')
        ? ableTo('readOrganisation', 'changeOrganisation', 'changeConfiguration')
        : ableTo('readOrganisation'),
      ...signedIn,
      expiresAt: '2099-01-01T00:00:00.000Z',
      serverVersion: contractVersion,
      tenant: { id: id(99), kind: 'company', name: 'Groupe Tilleul', timeZone: 'Europe/Paris' },
    };
  }
}

/** The small server, on its own, for the suite that walks every element. */
const answering =
  (prepare: (scene: Scene) => void = () => undefined) =>
  () => {
    const scene = new Scene();
    prepare(scene);
    return scene.fetch;
  };

export const walk: WalkScene = {
  element: LastriaConfiguration,
  ready: { server: answering(), reads: 'Types de travail' },
  empty: {
    server: answering((scene) => {
      scene.configuration = { ...scene.configuration, groups: [], fields: [] };
    }),
    reads: 'Aucun champ n’est encore défini.',
    props: { tab: 'fields' },
  },
};
