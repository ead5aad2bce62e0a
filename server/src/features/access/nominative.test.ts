import { expect, test } from 'vitest';
import { mayBeNominative, saysTwoFactors, type Standing } from './nominative.ts';
import type { DecisionKind, ProofMethod, SessionKind } from './session.table.ts';

const kinds = ['hospital', 'company', 'interCompany', 'publicBody'] as const;
const sessions: readonly SessionKind[] = ['page', 'frame', 'embed', 'service'];
const allMethods: readonly ProofMethod[] = ['pwd', 'sso', 'mfa', 'otp', 'passkey', 'recovery', 'mail'];
const allDecisions: readonly DecisionKind[] = ['inlineNominative', 'hostFactor', 'mailCode'];
const subsets = <T>(all: readonly T[]): T[][] =>
  all.reduce<T[][]>((some, one) => [...some, ...some.map((set) => [...set, one])], [[]]);

/** The rule said again, by its refusals. */
function refused({ tenantKind, decisions, kind, methods }: Standing): boolean {
  const own = ['otp', 'passkey', 'recovery'].some((one) => methods.includes(one as ProofMethod));
  if (kind === 'service') return true;
  if (tenantKind === 'company' && (kind === 'embed' || !own)) return true;
  if (kind === 'embed' && !decisions.has('inlineNominative')) return true;
  return !own && !(methods.includes('mfa') && decisions.has('hostFactor'));
}

test('the rule, over every tenant, decision, method and kind of session', () => {
  const seen = { true: 0, false: 0 };
  for (const tenantKind of kinds)
    for (const kind of sessions)
      for (const methods of subsets(allMethods))
        for (const decided of subsets(allDecisions)) {
          const standing = { tenantKind, kind, methods, decisions: new Set(decided) };
          expect([standing, mayBeNominative(standing)]).toEqual([standing, !refused(standing)]);
          seen[`${mayBeNominative(standing)}`] += 1;
        }
  expect(seen.true).toBeGreaterThan(0);
  expect(seen.false).toBeGreaterThan(0);
});

test('in a company a host’s page shows nobody, whatever was decided or proven', () => {
  const standing = {
    tenantKind: 'company',
    kind: 'embed',
    methods: allMethods,
    decisions: new Set(allDecisions),
  } as const;
  expect(mayBeNominative(standing)).toBe(false);
  expect(mayBeNominative({ ...standing, tenantKind: 'hospital' }), 'control').toBe(true);
});

test('a code by mail opens nothing, with or without a decision', () => {
  const decisions = new Set(allDecisions);
  const of = (methods: readonly ProofMethod[]) =>
    mayBeNominative({ tenantKind: 'hospital', kind: 'page', methods, decisions });
  expect(of(['pwd', 'mail'])).toBe(false);
  expect(of(['pwd', 'otp']), 'control').toBe(true);
});

test.each([
  [['mfa'], true],
  [['pwd', 'otp'], true],
  [['pin', 'hwk'], true],
  [['pwd'], false],
  [['pwd', 'pin'], false],
  [['otp', 'sms'], false],
  [['deux facteurs'], false],
  [[], false],
])('a host that says %j says two factors: %s', (amr, expected) => {
  expect(saysTwoFactors(amr)).toBe(expected);
});
