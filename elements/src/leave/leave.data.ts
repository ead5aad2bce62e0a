import { etagOf, type Me, type Session } from '@lastria/sdk';
import {
  Leaves,
  type Leave,
  type LeaveBalance,
  type LeaveCalendar,
  type LeaveCheck,
  type LeaveCheckInput,
  type LeaveInput,
  type LeavePresence,
  type LeaveSettings,
  type LeaveSubstitution,
} from '@lastria/sdk/leave';
import type { ElementSession } from '../core/session-context.ts';

export type {
  Leave,
  LeaveBalance,
  LeaveCalendar,
  LeaveCheck,
  LeaveCheckInput,
  LeaveInput,
  LeavePresence,
  LeaveSettings,
  LeaveSubstitution,
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

  /** Asks for what was a draft. */
  async send(of: Leave): Promise<Leave> {
    return (await this.#leave.change(of.id, { status: 'asked' }, { etag: etagOf(of) })).leave;
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
