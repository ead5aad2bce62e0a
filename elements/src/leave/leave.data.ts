import { etagOf, type Me, type Session } from '@lastria/sdk';
import {
  Leaves,
  type Leave,
  type LeaveBalance,
  type LeaveCalendar,
  type LeaveCheck,
  type LeaveCheckInput,
  type LeaveInput,
  type LeaveKind,
  type LeaveKindInput,
  type LeavePatch,
  type LeavePresence,
  type LeaveSettings,
  type LeaveSubstitution,
  type LeaveUnit,
} from '@lastria/sdk/leave';
import type { ElementSession } from '../core/session-context.ts';

export type {
  Leave,
  LeaveBalance,
  LeaveCalendar,
  LeaveCheck,
  LeaveCheckInput,
  LeaveInput,
  LeaveKind,
  LeavePresence,
  LeaveSettings,
  LeaveSubstitution,
  LeaveUnit,
  Me,
};

/** What stands on the screen, whatever the tab. */
export interface Around {
  readonly me: Me;
  readonly settings: LeaveSettings;
  readonly mine: readonly Leave[];
  readonly balances: readonly LeaveBalance[];
  readonly toDecide: readonly Leave[];
}

/** The calls of leave. */
export class LeaveCalls {
  readonly #session: Session;
  readonly #leave: Leaves;

  constructor(session: ElementSession) {
    this.#session = session as unknown as Session;
    this.#leave = new Leaves(this.#session);
  }

  async around(year: number | undefined, signal: AbortSignal): Promise<Around> {
    const [me, settings, mine, balances] = await Promise.all([
      this.#session.me(),
      this.#leave.readSettings({ signal }),
      this.#leave.listMine(year, { signal }),
      this.#leave.readBalances(year === undefined ? {} : { year }, { signal }),
    ]);
    const toDecide = settings.can.decide ? await this.#leave.listToDecide({ signal }) : [];
    return { me, settings, mine, balances, toDecide };
  }

  check(input: LeaveCheckInput, signal: AbortSignal): Promise<LeaveCheck> {
    return this.#leave.check(input, { signal });
  }

  async ask(input: LeaveInput): Promise<Leave> {
    return (await this.#leave.ask(input)).leave;
  }

  /** Changes what is not decided yet; asks for what was a draft, with `status`. */
  async change(of: Leave, patch: LeavePatch): Promise<Leave> {
    return (await this.#leave.change(of.id, patch, { etag: etagOf(of) })).leave;
  }

  /** Asks for what was a draft. */
  async send(of: Leave): Promise<Leave> {
    return this.change(of, { status: 'asked' });
  }

  async cancel(of: Leave, reason?: string): Promise<Leave> {
    return (await this.#leave.cancel(of.id, reason, { etag: etagOf(of) })).leave;
  }

  async decide(of: Leave, reason?: string): Promise<Leave> {
    const decision =
      reason === undefined ? { decision: 'approve' as const } : { decision: 'refuse' as const, reason };
    return (await this.#leave.decide(of.id, decision, { etag: etagOf(of) })).leave;
  }

  presence(leaveId: string, signal: AbortSignal): Promise<LeavePresence> {
    return this.#leave.checkPresence(leaveId, { signal });
  }

  substitution(leaveId: string): Promise<LeaveSubstitution> {
    return this.#leave.suggestSubstitution(leaveId);
  }

  calendar(
    wanted: { unitId: string; from: string; to: string },
    signal: AbortSignal,
  ): Promise<LeaveCalendar> {
    return this.#leave.calendar(wanted, { signal });
  }

  balances(wanted: { staffId: string; year: number }, signal: AbortSignal): Promise<LeaveBalance[]> {
    return this.#leave.readBalances(wanted, { signal });
  }

  async setBalance({ staffId, kind, year, version }: LeaveBalance, grantedHalves: number): Promise<void> {
    await this.#leave.setBalance({ staffId, absenceKind: kind, year }, grantedHalves, {
      etag: etagOf({ version }),
    });
  }

  async setKind({ code, version }: LeaveKind, rule: LeaveKindInput): Promise<void> {
    await this.#leave.setKind(code, rule, { etag: etagOf({ version }) });
  }

  async setMinimum({ id, version }: LeaveUnit, present: number): Promise<void> {
    await this.#leave.setMinimum(id, present, { etag: etagOf({ version }) });
  }

  /** Hears that the calendar of a team is another. */
  listen(heard: () => void): () => void {
    return this.#session.live.on('leave.changed', heard);
  }
}

/** Whether a half-day, 0 in the morning and 1 in the afternoon, is within an absence. */
export function covers(
  one: Pick<LeaveCalendar['absences'][number], 'firstDay' | 'firstHalf' | 'lastDay' | 'lastHalf'>,
  day: string,
  half: 0 | 1,
): boolean {
  const at = `${day}${half}`;
  const from = `${one.firstDay}${one.firstHalf === 'afternoon' ? 1 : 0}`;
  const to = `${one.lastDay}${one.lastHalf === 'morning' ? 0 : 1}`;
  return from <= at && at <= to;
}

/** « 12,5 » in half-days; undefined when it is no number of half-days up to two years. */
export function halvesOf(text: string): number | undefined {
  const clean = text.trim().replace(',', '.');
  if (!/^\d{1,3}(\.[05]0?)?$/.test(clean)) return undefined;
  const halves = Number(clean) * 2;
  return halves <= 732 ? halves : undefined;
}
