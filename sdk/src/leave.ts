import { init, keyed, matching, type CallOptions, type ChangeOptions, type CreateOptions } from './client.ts';
import type { components } from './generated/schema.d.ts';
import type { Session } from './session.ts';
import { dataOf, versioned, type Versioned } from './unwrap.ts';

type Schemas = components['schemas'];

export type Leave = Schemas['Leave'];
export type LeaveRead = Schemas['LeaveRead'];
export type LeaveInput = Schemas['LeaveInput'];
export type LeavePatch = Schemas['LeavePatch'];
export type LeaveCheck = Schemas['LeaveCheck'];
export type LeaveCheckInput = Schemas['LeaveCheckInput'];
export type LeaveDecisionInput = Schemas['LeaveDecisionInput'];
export type LeavePresence = Schemas['LeavePresence'];
export type LeaveCalendar = Schemas['LeaveCalendar'];
export type LeaveBalance = Schemas['LeaveBalance'];
export type LeaveSettings = Schemas['LeaveSettings'];
export type LeaveKind = Schemas['LeaveKind'];
export type LeaveKindInput = Schemas['LeaveKindInput'];
export type LeaveUnit = Schemas['LeaveUnit'];
export type LeaveSubstitution = Schemas['LeaveSubstitution'];

type VersionedLeave = Versioned<'leave', Leave>;
const path = '/v1/leave';
const one = `${path}/{leaveId}` as const;

/**
 * Leave of the team: one’s own, those one decides, who is absent. Apart from the session, whose weight every page bears:
 * `new Leaves(session)`, from `@lastria/sdk/leave`.
 */
export class Leaves {
  readonly #client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.#client = session.client;
  }

  /** One’s own of a year, this one by default, latest first. */
  async listMine(year?: number, options: CallOptions = {}): Promise<Leave[]> {
    const params = { query: year === undefined ? {} : { year } };
    return (await dataOf(this.#client.GET(path, { params, ...init(options) }))).items;
  }

  /** Asks for a leave, or keeps a draft; a `conflict` says that another is in those days. */
  ask(leave: LeaveInput, options: CreateOptions = {}): Promise<VersionedLeave> {
    const params = { header: keyed(options) };
    return versioned('leave', this.#client.POST(path, { params, body: leave, ...init(options) }));
  }

  /** What it would count and meet, before it is asked. */
  check(leave: LeaveCheckInput, options: CallOptions = {}): Promise<LeaveCheck> {
    const settings = init(options, { readOnly: true });
    return dataOf(this.#client.POST(`${path}/check`, { body: leave, ...settings }));
  }

  /** With its steps. */
  read(leaveId: string, options: CallOptions = {}): Promise<Versioned<'leave', LeaveRead>> {
    return versioned('leave', this.#client.GET(one, { params: { path: { leaveId } }, ...init(options) }));
  }

  /** Changes one’s own while nothing is decided; `status: 'asked'` asks for a draft. */
  change(leaveId: string, patch: LeavePatch, options: ChangeOptions): Promise<VersionedLeave> {
    const params = { path: { leaveId }, header: matching(options) };
    return versioned('leave', this.#client.PATCH(one, { params, body: patch, ...init(options) }));
  }

  /** One’s own before it begins; of whom one decides, with a reason. */
  cancel(leaveId: string, reason: string | undefined, options: ChangeOptions): Promise<VersionedLeave> {
    const params = { path: { leaveId }, header: matching(options) };
    const body = reason === undefined ? {} : { reason };
    return versioned('leave', this.#client.POST(`${one}/cancel`, { params, body, ...init(options) }));
  }

  /** What waits for one’s decision, then what is approved and not over. */
  async listToDecide(options: CallOptions = {}): Promise<Leave[]> {
    return (await dataOf(this.#client.GET(`${path}/to-decide`, init(options)))).items;
  }

  decide(leaveId: string, decision: LeaveDecisionInput, options: ChangeOptions): Promise<VersionedLeave> {
    const params = { path: { leaveId }, header: matching(options) };
    return versioned(
      'leave',
      this.#client.POST(`${one}/decide`, { params, body: decision, ...init(options) }),
    );
  }

  /** Who would be there if it were approved. */
  checkPresence(leaveId: string, options: CallOptions = {}): Promise<LeavePresence> {
    const params = { path: { leaveId } };
    const settings = init(options, { readOnly: true });
    return dataOf(this.#client.POST(`${one}/presence`, { params, ...settings }));
  }

  /** What a substitute would take over; rights themselves are given by the administrator. */
  suggestSubstitution(leaveId: string, options: CallOptions = {}): Promise<LeaveSubstitution> {
    const params = { path: { leaveId } };
    return dataOf(this.#client.GET(`${one}/substitution`, { params, ...init(options) }));
  }

  /** Who of a team is absent, from a day to another, the last included. */
  calendar(
    wanted: { readonly unitId: string; readonly from: string; readonly to: string },
    options: CallOptions = {},
  ): Promise<LeaveCalendar> {
    const params = { query: wanted };
    return dataOf(this.#client.GET(`${path}/calendar`, { params, ...init(options) }));
  }

  /** One’s own, or those of whom one decides. */
  async readBalances(
    wanted: { readonly year?: number; readonly staffId?: string } = {},
    options: CallOptions = {},
  ): Promise<LeaveBalance[]> {
    const params = { query: wanted };
    return (await dataOf(this.#client.GET(`${path}/balances`, { params, ...init(options) }))).items;
  }

  /** The ETag of what nobody said yet is `"0"`. */
  setBalance(
    of: { readonly staffId: string; readonly absenceKind: string; readonly year: number },
    grantedHalves: number,
    options: ChangeOptions,
  ): Promise<Versioned<'balance', LeaveBalance>> {
    const params = { path: of, header: matching(options) };
    const body = { grantedHalves };
    return versioned(
      'balance',
      this.#client.PUT(`${path}/balances/{staffId}/{absenceKind}/{year}`, { params, body, ...init(options) }),
    );
  }

  readSettings(options: CallOptions = {}): Promise<LeaveSettings> {
    return dataOf(this.#client.GET(`${path}/settings`, init(options)));
  }

  setKind(
    absenceKind: string,
    rule: LeaveKindInput,
    options: ChangeOptions,
  ): Promise<Versioned<'kind', LeaveKind>> {
    const params = { path: { absenceKind }, header: matching(options) };
    return versioned(
      'kind',
      this.#client.PUT(`${path}/kinds/{absenceKind}`, { params, body: rule, ...init(options) }),
    );
  }

  setMinimum(unitId: string, present: number, options: ChangeOptions): Promise<Versioned<'unit', LeaveUnit>> {
    const params = { path: { unitId }, header: matching(options) };
    return versioned(
      'unit',
      this.#client.PUT(`${path}/units/{unitId}/minimum`, { params, body: { present }, ...init(options) }),
    );
  }
}
