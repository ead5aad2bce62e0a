import { init, keyed, type CallOptions, type CreateOptions } from './client.ts';
import type { Session } from './session.ts';
import type {
  AccessGrantList,
  EmergencyInput,
  HandOverEffect,
  HandOverInput,
  RecordedDecision,
  RecordedDecisionInput,
  SubstitutionInput,
  SupportAnswer,
  SupportRequest,
} from './types.ts';
import { dataOf } from './unwrap.ts';

/**
 * Substitutions, the yearly review, hand-overs, the vendor's support and the DPO's decisions. Apart from the session,
 * whose weight every page bears: `new DatedRights(session)`, from `@lastria/sdk/dated-rights`.
 */
export class DatedRights {
  readonly #client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.#client = session.client;
  }

  /** Gives somebody, between two minutes, what an absent member reaches. */
  addSubstitution(substitution: SubstitutionInput, options: CreateOptions = {}): Promise<AccessGrantList> {
    return dataOf(
      this.#client.POST('/v1/organisation/substitutions', {
        params: { header: keyed(options) },
        body: substitution,
        ...init(options),
      }),
    );
  }

  /** The yearly review: says of rights that they are still wanted. */
  confirmGrants(grantIds: readonly string[], options: CreateOptions = {}): Promise<AccessGrantList> {
    return dataOf(
      this.#client.POST('/v1/organisation/grants/review', {
        params: { header: keyed(options) },
        body: { grantIds: [...grantIds] },
        ...init(options),
      }),
    );
  }

  /** Open files a member leads, by unit, and who could lead them. */
  previewHandOver(staffId: string, options: CallOptions = {}): Promise<HandOverEffect> {
    return dataOf(
      this.#client.GET('/v1/organisation/staff/{staffId}/hand-over', {
        params: { path: { staffId } },
        ...init(options),
      }),
    );
  }

  /** Names another lead worker for all the open files a member leads in some units; gives how many. */
  handOver(staffId: string, input: HandOverInput, options: CreateOptions = {}): Promise<{ files: number }> {
    return dataOf(
      this.#client.POST('/v1/organisation/staff/{staffId}/hand-over', {
        params: { path: { staffId }, header: keyed(options) },
        body: input,
        ...init(options),
      }),
    );
  }

  /** Lets the vendor in until the end asked for, refuses, or ends what was given. */
  answerSupport(
    supportId: string,
    answer: SupportAnswer['answer'],
    options: CreateOptions = {},
  ): Promise<SupportRequest> {
    return dataOf(
      this.#client.POST('/v1/organisation/support-requests/{supportId}/answer', {
        params: { path: { supportId }, header: keyed(options) },
        body: { answer },
        ...init(options),
      }),
    );
  }

  /** Records a decision of the data protection officer. */
  recordDecision(decision: RecordedDecisionInput, options: CreateOptions = {}): Promise<RecordedDecision> {
    return dataOf(
      this.#client.POST('/v1/organisation/decisions', {
        params: { header: keyed(options) },
        body: decision,
        ...init(options),
      }),
    );
  }

  /** Withdraws a decision: from the next call on it does not count. */
  async withdrawDecision(decisionId: string, options: CallOptions = {}): Promise<void> {
    await dataOf(
      this.#client.DELETE('/v1/organisation/decisions/{decisionId}', {
        params: { path: { decisionId } },
        ...init(options),
      }),
    );
  }

  /**
   * Opens one file to who has no right on it, by its exact reference, with a reason, for a few hours; whoever leads it
   * and the data protection officer are told. It is then opened by its reference as any other.
   */
  async openInEmergency(input: EmergencyInput, options: CreateOptions = {}): Promise<void> {
    await dataOf(
      this.#client.POST('/v1/files/open-in-emergency', {
        params: { header: keyed(options) },
        body: input,
        ...init(options),
      }),
    );
  }
}
