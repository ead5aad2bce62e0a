import {
  connect,
  contractVersion,
  type AccessGrant,
  type ChoiceItem,
  type Configuration,
  type Me,
  type Organisation,
  type OrganisationUnit,
  type Session,
} from '@lastria/sdk';
import type { WalkScene } from '../testing/walked.ts';
import { LastriaConfiguration } from './configuration.element.ts';

/** A service with its lists, fields, units and team, and the little server that keeps them; nobody in it exists. */

export const id = (number: number): string => `0197a3c4-3333-7000-8000-${String(number).padStart(12, '0')}`;
export const people = { admin: id(1), morel: id(2), petit: id(3) };
export const units = { root: id(10), nord: id(11), lille: id(12), lens: id(13), sud: id(14) };

const item = (
  code: string,
  label: string,
  parentCode: string | null = null,
  more: Partial<ChoiceItem> = {},
): ChoiceItem => ({
  code,
  label,
  parentCode,
  active: true,
  flags: [],
  semanticKeys: [],
  defaultMinutes: null,
  channel: null,
  ...more,
});
const list = (
  code: string,
  label: string,
  parentList: string | null,
  items: ChoiceItem[],
): Configuration['lists'][number] => ({ code, label, parentList, version: 3, items });
const field = (
  groupCode: string,
  code: string,
  label: string,
  kind: string,
  more: Partial<Configuration['fields'][number]> = {},
): Configuration['fields'][number] => ({
  code,
  groupCode,
  label,
  kind,
  listCode: null,
  required: false,
  purpose: 'Connaître la situation pour adapter l’accompagnement',
  active: true,
  unitId: null,
  version: 1,
  ...more,
});
const unit = (
  unitId: string,
  parentId: string | null,
  name: string,
  kind: string,
  more: Partial<OrganisationUnit> = {},
): OrganisationUnit => ({
  id: unitId,
  parentId,
  name,
  kind,
  closed: false,
  headcount: null,
  fullTimeEquivalent: null,
  contractedMinutes: null,
  inactivityDays: null,
  alsaceMoselle: false,
  goodFriday: false,
  overseasTerritory: null,
  version: 1,
  ...more,
});
const grant = (
  number: number,
  staffId: string,
  role: string,
  unitId: string,
  more: Partial<AccessGrant> = {},
): AccessGrant => ({
  id: id(number),
  staffId,
  role,
  kind: 'REGULAR',
  unitId,
  withSubtree: true,
  fileId: null,
  validFrom: '2025-01-05T23:00:00.000Z',
  validUntil: null,
  reason: 'Secteur d’intervention',
  ...more,
});

export const configuration = (): Configuration => ({
  lists: [
    list('workTypes', 'Types de travail', 'workTypeGroups', [
      item('entretien-telephonique', 'Entretien téléphonique', 'entretiens', {
        defaultMinutes: 20,
        channel: 'telephone',
      }),
      item('entretien-bureau', 'Entretien au bureau', 'entretiens', {
        defaultMinutes: 45,
        channel: 'presentiel',
        semanticKeys: ['interview'],
      }),
      item('visite-domicile', 'Visite à domicile', 'entretiens', {
        defaultMinutes: 90,
        channel: 'presentiel',
      }),
      item('courrier', 'Courrier à un partenaire', 'ecrits', { defaultMinutes: 30 }),
      item('rapport', 'Rapport social', 'ecrits', { defaultMinutes: 120, active: false }),
    ]),
    list('workTypeGroups', 'Familles de travaux', null, [
      item('entretiens', 'Entretiens'),
      item('ecrits', 'Écrits'),
    ]),
    list('channel', 'Modalité', null, [item('telephone', 'Téléphone'), item('presentiel', 'En présence')]),
    list(
      'housingStatus',
      'Statuts de logement',
      null,
      ['Parc social', 'Parc privé', 'Hébergé', 'Propriétaire', 'Sans logement stable'].map((label) =>
        item(label.toLowerCase().replace(/[^a-z]+/g, '-'), label),
      ),
    ),
  ],
  groups: [
    { code: 'personal', label: 'Situation personnelle' },
    { code: 'work', label: 'Situation professionnelle' },
  ],
  fields: [
    field('personal', 'housingStatus', 'Logement', 'choice', { listCode: 'housingStatus', required: true }),
    field('personal', 'dependentChildren', 'Enfants à charge', 'number', { required: true }),
    field('personal', 'caregiver', 'Proche aidant', 'yesNo'),
    field('work', 'hiredOn', 'Entrée dans l’organisme', 'date', { active: false }),
  ],
  units: [],
  staff: [],
  partners: [],
});

export const organisation = (): Organisation => ({
  units: [
    unit(units.root, null, 'Groupe Tilleul', 'root'),
    unit(units.nord, units.root, 'Direction Nord', 'division'),
    unit(units.lille, units.nord, 'Entité Lille', 'site', {
      headcount: 1840,
      fullTimeEquivalent: 2.5,
      inactivityDays: 180,
    }),
    unit(units.lens, units.lille, 'Antenne de Lens', 'department'),
    unit(units.sud, units.root, 'Direction Sud', 'division'),
  ],
  staff: [
    {
      id: people.admin,
      displayName: 'Alice Bernard',
      email: 'a.bernard@exemple.fr',
      jobTitle: 'Responsable informatique',
      left: false,
      version: 1,
    },
    {
      id: people.morel,
      displayName: 'Claire Morel',
      email: 'c.morel@exemple.fr',
      jobTitle: 'Assistante sociale',
      left: false,
      version: 1,
    },
    { id: people.petit, displayName: 'Jean Petit', email: null, jobTitle: null, left: true, version: 1 },
  ],
  grants: [
    grant(20, people.admin, 'ADMINISTRATOR', units.root),
    grant(21, people.morel, 'SOCIAL_WORKER', units.lille),
    grant(22, people.morel, 'SOCIAL_WORKER', units.sud, {
      validUntil: '2025-06-30T22:00:00.000Z',
      reason: 'Remplacement de P. Roux',
    }),
  ],
});

interface Answer {
  readonly status?: number;
  readonly body?: unknown;
}
const problem = (
  status: number,
  type: string,
  title: string,
  detail: string,
  errors?: { pointer: string; detail: string }[],
): Answer => ({
  status,
  body: {
    type: `https://lastria.fr/problems/${type}`,
    status,
    title,
    detail,
    instance: '0197-5a2c',
    ...(errors ? { errors } : {}),
  },
});
export const refusals = {
  forbidden: problem(403, 'forbidden', 'Vous n’avez pas ce droit', 'Demandez à votre administrateur.'),
  broken: problem(
    500,
    'internal',
    'Le service a rencontré une difficulté',
    'Réessayez dans quelques instants.',
  ),
  stale: problem(412, 'stale-version', 'Cette valeur vient de changer', 'Relisez-la, puis recommencez.'),
  sameLabel: problem(422, 'invalid-request', 'Une valeur est à corriger', 'Corrigez-la, puis recommencez.', [
    { pointer: '/label', detail: 'Un élément de cette liste porte déjà ce libellé.' },
  ]),
};

type Body = Record<string, never>;

/** Keeps what is written, checks versions as the real one, and records the calls that write. */
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
    const body = (text ? JSON.parse(text) : {}) as Body;
    if (request.method !== 'GET') this.calls.push({ method: request.method, path, body });
    const { status = request.method === 'DELETE' ? 204 : 200, body: reply } =
      this.instead.get(`${request.method} ${path}`)?.shift() ??
      this.#answer(request.method, path, body, request.headers.get('if-match'));
    const headers = { 'x-request-id': '0197-5a2c' };
    if (status === 204) return new Response(null, { status, headers });
    return new Response(JSON.stringify(reply), {
      status,
      headers: {
        ...headers,
        'content-type': status >= 400 ? 'application/problem+json' : 'application/json',
      },
    });
  };

  #answer(method: string, path: string, body: Body, match: string | null): Answer {
    const [, first = '', second = '', third = '', fourth = '', fifth = ''] = path.split('/');
    const { lists, fields } = this.configuration;
    const stale = (version: number): boolean => match !== `"${version}"`;
    if (path === '/me') return { body: this.#me() };
    if (path === '/configuration') return { body: this.configuration };
    if (path === '/organisation') return { body: this.organisation };
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
      if (method === 'POST') known.items.push(item(`element-${this.#next++}`, '', null, body));
      const changed = known.items.find(({ code }) => code === fifth);
      if (changed) this.#place(known.items, changed, body);
      known.version += 1;
      return { body: { code: known.code, version: known.version, items: known.items } };
    }
    return first === 'organisation'
      ? this.#organise(method, second, third, fourth, body, stale)
      : { status: 404, body: {} };
  }

  readonly #positions = new Map<ChoiceItem, number>();
  #place(items: ChoiceItem[], one: ChoiceItem, { position, ...patch }: Record<string, unknown>): void {
    Object.assign(one, patch);
    for (const [index, each] of items.entries())
      if (!this.#positions.has(each)) this.#positions.set(each, index + 1);
    if (typeof position === 'number') this.#positions.set(one, position);
    items.sort((left, right) => this.#positions.get(left)! - this.#positions.get(right)!);
  }

  #organise(
    method: string,
    kind: string,
    key: string,
    act: string,
    body: Body,
    stale: (version: number) => boolean,
  ): Answer {
    const { organisation: all } = this;
    const known = all.units.find((one) => one.id === key);
    if (kind === 'units' && act === 'move-preview')
      return {
        body: {
          gain: [{ staffId: people.petit, displayName: 'Paul Roux', role: 'SOCIAL_WORKER' }],
          lose: [{ staffId: people.morel, displayName: 'Claire Morel', role: 'TEAM_MANAGER' }],
        },
      };
    if (kind === 'units' && known)
      return stale(known.version)
        ? refusals.stale
        : { body: Object.assign(known, body, { version: known.version + 1 }) };
    if (kind === 'units')
      return { status: 201, body: this.#push(all.units, unit(id(this.#next++), null, '', '', body)) };
    if (kind === 'staff')
      return {
        status: 201,
        body: this.#push(all.staff, {
          id: id(this.#next++),
          displayName: '',
          email: null,
          jobTitle: null,
          left: false,
          version: 1,
          ...(body as object),
        }),
      };
    if (method === 'POST')
      return {
        status: 201,
        body: this.#push(
          all.grants,
          grant(this.#next++, '', '', '', { validFrom: new Date().toISOString(), ...(body as object) }),
        ),
      };
    all.grants = all.grants.filter((one) => one.id !== key);
    return { status: 204 };
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
      scene.configuration = { ...scene.configuration, fields: [] };
    }),
    reads: 'Aucun champ n’est encore défini.',
    props: { tab: 'fields' },
  },
};
