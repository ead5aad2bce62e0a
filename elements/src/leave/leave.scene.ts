import type { LeaveBalance, LeaveCalendar, LeaveCheck, LeavePresence, LeaveSettings } from './leave.data.ts';
import type { Leave, LeaveSubstitution } from './leave.data.ts';
import { connect, type Session } from '@lastria/sdk';
import { refusals, responseOf, type Answer } from '../testing/answers.ts';
import { ids, me } from '../testing/sample.ts';
import type { WalkScene } from '../testing/walked.ts';
import { LastriaLeave } from './leave.element.ts';

const id = (number: number): string => `0197a3c4-9999-7000-8000-${String(number).padStart(12, '0')}`;
/** A Tuesday of December. */
export const clock = { now: (): number => Date.parse('2026-12-01T09:00:00Z') };
export const petit = { id: id(1), displayName: 'Jean Petit' };

export const aLeave = (number: number, more: Partial<Leave> = {}): Leave => ({
  id: id(100 + number),
  staffId: ids.me,
  displayName: 'Claire Morel',
  kind: 'rtt',
  status: 'asked',
  firstDay: '2026-12-07',
  firstHalf: 'morning',
  lastDay: '2026-12-09',
  lastHalf: 'morning',
  halves: 5,
  homeUnitId: ids.unit,
  unitIds: [ids.unit],
  comment: null,
  reason: null,
  decidedBy: null,
  decidedAt: null,
  version: 1,
  can: { change: true, cancel: true, decide: false, planSubstitution: false },
  ...more,
});

const settings = (decide: boolean, changeKinds: boolean): LeaveSettings => ({
  kinds: [
    { code: 'rtt', label: 'RTT', active: true, counting: 'businessDays', away: true, version: 0 },
    { code: 'maladie', label: 'Maladie', active: true, counting: 'calendarDays', away: true, version: 0 },
  ],
  units: [
    {
      id: ids.unit,
      name: 'Service social',
      own: true,
      minimum: 2,
      version: 1,
      deciders: ['Paul Roux'],
      can: { decide },
    },
  ],
  can: { decide, changeKinds },
});

/** The little server of leave: keeps what is asked and decided. */
export class Scene {
  decides = true;
  changesKinds = false;
  mine: Leave[] = [
    aLeave(1),
    aLeave(2, {
      status: 'approved',
      firstDay: '2026-11-30',
      lastDay: '2026-12-01',
      lastHalf: 'afternoon',
      halves: 4,
      can: { change: false, cancel: true, decide: false, planSubstitution: true },
    }),
  ];
  toDecide: Leave[] = [
    aLeave(3, {
      staffId: petit.id,
      displayName: petit.displayName,
      kind: 'maladie',
      can: { change: false, cancel: false, decide: true, planSubstitution: false },
    }),
  ];
  balances: LeaveBalance[] = [
    {
      staffId: ids.me,
      kind: 'rtt',
      label: 'RTT',
      year: 2026,
      grantedHalves: 29,
      takenHalves: 4,
      pendingHalves: 5,
      leftHalves: 25,
      version: 1,
      can: { set: false },
    },
  ];
  calendar: LeaveCalendar['absences'] = [
    {
      staffId: petit.id,
      firstDay: '2026-12-01',
      firstHalf: 'morning',
      lastDay: '2026-12-31',
      lastHalf: 'afternoon',
      leaveId: null,
      kind: null,
      status: 'approved',
      away: true,
    },
  ];
  /** The next call that writes is refused. */
  fails = false;
  readonly sent: { readonly path: string; readonly body: unknown }[] = [];

  open(): Session {
    return connect({ baseUrl: 'https://lastria.test', getToken: () => 'jeton', fetch: this.fetch });
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.replace('/v1', '');
    const body: unknown = request.method === 'GET' ? undefined : await request.json().catch(() => undefined);
    const writes = request.method !== 'GET' && !/check$|presence$/.test(path);
    if (writes) this.sent.push({ path, body });
    if (writes && this.fails) {
      this.fails = false;
      return responseOf(request, refusals.broken);
    }
    const staffId = searchParams.get('staffId');
    if (path === '/leave/balances' && staffId !== null)
      return responseOf(request, { body: { items: rightsOf(staffId) } });
    return responseOf(request, { body: this.#answer(path, body, searchParams.get('from')) } satisfies Answer);
  };

  #answer(path: string, body: unknown, from: string | null): unknown {
    switch (path) {
      case '/me':
        return me;
      case '/leave/settings':
        return settings(this.decides, this.changesKinds);
      case '/leave/balances':
        return { items: this.balances };
      case '/leave/to-decide':
        return { items: this.toDecide };
      case '/leave/check':
        return check;
      case '/leave/calendar':
        return {
          unitId: ids.unit,
          staff: [{ id: ids.me, displayName: 'Claire Morel' }, petit],
          absences: this.calendar.map((one) => ({
            ...one,
            firstDay: from!,
            lastDay: `${from!.slice(0, 8)}02`,
          })),
          holidays: [],
          minimum: 2,
        } satisfies LeaveCalendar;
      case '/leave':
        return body === undefined
          ? { items: this.mine }
          : this.#asked(body as Partial<Leave> & { draft?: boolean });
      default:
        return this.#ofOne(path, body as { decision?: string; reason?: string });
    }
  }

  #asked({ draft, ...input }: Partial<Leave> & { draft?: boolean }): Leave {
    const made = aLeave(50 + this.mine.length, { ...input, status: draft ? 'draft' : 'asked' });
    this.mine = [made, ...this.mine];
    return made;
  }

  #ofOne(path: string, body: { decision?: string; reason?: string } | undefined): unknown {
    const [, , leaveId, verb] = path.split('/');
    if (['balances', 'kinds', 'units'].includes(leaveId!)) return { version: 2 };
    if (verb === 'presence') return presence;
    if (verb === 'substitution') return substitution;
    const change = (one: Leave): Leave =>
      one.id !== leaveId
        ? one
        : {
            ...one,
            version: one.version + 1,
            reason: body?.reason ?? null,
            ...(verb === undefined ? (body as Partial<Leave>) : {}),
            status:
              verb === undefined
                ? one.status
                : verb === 'cancel'
                  ? 'cancelled'
                  : body?.decision === 'refuse'
                    ? 'refused'
                    : 'approved',
            can: {
              change: verb === undefined,
              decide: false,
              cancel: false,
              planSubstitution: body?.decision === 'approve',
            },
          };
    this.mine = this.mine.map(change);
    this.toDecide = this.toDecide.map(change);
    return [...this.mine, ...this.toDecide].find((one) => one.id === leaveId);
  }
}

/** What somebody is granted, and a kind of which nothing was said. */
const rightsOf = (staffId: string): LeaveBalance[] => [
  {
    ...{ staffId, kind: 'rtt', label: 'RTT', year: 2026, grantedHalves: 24, takenHalves: 3 },
    ...{ pendingHalves: 2, leftHalves: 21, version: 1, can: { set: true } },
  },
  {
    ...{ staffId, kind: 'maladie', label: 'Maladie', year: 2026, grantedHalves: null, takenHalves: 0 },
    ...{ pendingHalves: 0, leftHalves: null, version: 0, can: { set: true } },
  },
];

const short = {
  unitId: ids.unit,
  unitName: 'Service social',
  day: '2026-12-08',
  half: 'morning',
  present: 1,
  team: 3,
  minimum: 2,
  short: true,
};
const check: LeaveCheck = {
  halves: 7,
  days: [
    { day: '2026-12-24', halves: 2, why: null, label: null },
    { day: '2026-12-25', halves: 0, why: 'holiday', label: 'Noël' },
    { day: '2026-12-26', halves: 0, why: 'weekend', label: null },
    { day: '2026-12-27', halves: 0, why: 'weekend', label: null },
    { day: '2026-12-28', halves: 2, why: null, label: null },
  ],
  left: 18,
  overlaps: [],
  appointments: { count: 2, items: [] },
  shortages: [short],
};
const presence: LeavePresence = {
  presences: [short],
  people: [{ id: ids.me, displayName: 'Claire Morel', absences: [{ day: '2026-12-08', half: 'morning' }] }],
  shortages: 1,
};
const substitution: LeaveSubstitution = {
  absentId: petit.id,
  from: '2026-12-07T00:00',
  until: '2026-12-09T12:00',
  appointments: {
    count: 1,
    items: [
      {
        id: id(200),
        startsAt: '2026-12-08T10:00',
        endsAt: '2026-12-08T10:30',
        title: 'Point budget',
        fileId: null,
      },
    ],
  },
  urgentRequests: { count: 1, items: [] },
  substitutes: [{ id: ids.me, displayName: 'Claire Morel' }],
  can: { grantAccess: false },
};

export const walk: WalkScene = {
  element: LastriaLeave,
  ready: { server: () => new Scene().fetch, reads: '12,5 jours restants', props: { clock } },
  empty: {
    server: () => {
      const scene = new Scene();
      scene.mine = [];
      scene.toDecide = [];
      scene.balances = [];
      return scene.fetch;
    },
    reads: 'Aucun congé cette année.',
    props: { clock },
  },
};
