import type { DecisionKind, ProofMethod, SessionKind } from './session.table.ts';
import type { TenantKind } from '../organisation/organisation.table.ts';

/** What decides whether a session reaches rows about people. */
export interface Standing {
  readonly tenantKind: TenantKind;
  /** What the data protection officer decided, and did not withdraw. */
  readonly decisions: ReadonlySet<DecisionKind>;
  readonly kind: SessionKind;
  /** What proved who is there: for a session that hangs on a page session, by both. */
  readonly methods: readonly ProofMethod[];
}

/** Factors enrolled with us and proven on our origin. A code by mail is none of them. */
const ownFactors: readonly ProofMethod[] = ['otp', 'passkey', 'recovery'];

/**
 * The one rule of what opens rows about people. In a company the host is the employer: whatever it holds or says, a
 * session in its pages shows nobody, and its second factor is not ours. Elsewhere both take a recorded decision.
 */
export function mayBeNominative({ tenantKind, decisions, kind, methods }: Standing): boolean {
  const isEmployer = tenantKind === 'company';
  const isProven =
    methods.some((method) => ownFactors.includes(method)) ||
    (!isEmployer && decisions.has('hostFactor') && methods.includes('mfa'));
  switch (kind) {
    case 'page':
    case 'frame':
      return isProven;
    case 'embed':
      return isProven && !isEmployer && decisions.has('inlineNominative');
    case 'service':
      // Two administrators give it that, not a proof
      return false;
  }
}

/** Families of RFC 8176: what one knows, what one has, what one is. */
const families: readonly (readonly string[])[] = [
  ['pwd', 'pin', 'kba'],
  ['otp', 'hwk', 'swk', 'pop', 'sc', 'sms', 'tel'],
  ['face', 'fpt', 'iris', 'retina', 'vbm'],
];

/** Whether the customer's own sign-in says that it asked for two factors; said in no way we know, it did not. */
export function saysTwoFactors(amr: readonly string[]): boolean {
  const met = families.filter((family) => family.some((method) => amr.includes(method)));
  return amr.includes('mfa') || met.length >= 2;
}
