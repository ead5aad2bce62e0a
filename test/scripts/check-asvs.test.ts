/** Each fault that the check of the ASVS claims must see is planted once. */
import { describe, expect, test } from 'vitest';
import { asvsIds } from './asvs-ids.ts';
import { faultsOf, parse, readClaims, readTests, unproven, verdict, type Claim } from './check-asvs.ts';

const title = 'a code serves once, and only about its half minute';
const tests = `describe('signing in', () => { test('${title}', async () => {}) })`;
const reason = 'Lastria takes no assertion of this kind, and speaks to nobody who makes them.';
const met = (id: string): Claim => ({ id, status: 'met', test: title });
const written = (claims: readonly Claim[]): string =>
  claims
    .map((claim) =>
      Object.entries(claim)
        .map(
          ([key, value]) =>
            `${key === 'id' ? '- ' : '  '}${key}: ${['test', 'why'].includes(key) ? JSON.stringify(value) : value}`,
        )
        .join('\n'),
    )
    .join('\n');
const sound = asvsIds.map(met);
const faults = (claims: readonly Claim[]) => faultsOf(written(claims), tests);
const put = (id: string, claim: Claim) => sound.map((one) => (one.id === id ? claim : one));

describe('the claims of ASVS 5.0', () => {
  test('are of 70 requirements of level 1 and 183 of level 2, each once', () => {
    expect([asvsIds.length, new Set(asvsIds).size]).toEqual([253, 253]);
    expect(faultsOf(readClaims(), readTests())).toEqual([]);
  });
});

describe('control: in the claims of ASVS 5.0', () => {
  test('nothing is seen where all is sound', () => {
    expect(faults(sound)).toEqual([]);
    const said = put('6.8.3', { id: '6.8.3', status: 'not-applicable', why: reason });
    expect(faults(said)).toEqual([]);
    expect(faults(put('1.2.6', { id: '1.2.6', status: 'open', why: reason }))).toEqual([]);
  });

  test.each<[fault: string, claims: readonly Claim[], said: string]>([
    ['missing', sound.filter(({ id }) => id !== '6.2.1'), '6.2.1 is missing'],
    ['unknown', [...sound, met('18.1.1')], '18.1.1 is no requirement of level 1 or 2'],
    ['of level 3', put('6.2.1', met('6.3.8')), '6.3.8 is no requirement of level 1 or 2'],
    ['there twice', put('6.2.2', met('6.2.1')), '6.2.1 is there twice'],
    ['out of order', sound.toReversed(), '17.3.1 is not in its order'],
    [
      'of no status',
      put('6.2.1', { ...met('6.2.1'), status: 'mostly' }),
      '6.2.1 is neither met, not-applicable nor open, but mostly',
    ],
    [
      'met without a test',
      put('6.2.1', { id: '6.2.1', status: 'met' }),
      '6.2.1 is met: it says id, status, test, and nothing else',
    ],
    [
      'met by a reason',
      put('6.2.1', { id: '6.2.1', status: 'met', why: reason }),
      '6.2.1 is met: it says id, status, test, and nothing else',
    ],
    [
      'met by a test that is not there',
      put('6.2.1', { ...met('6.2.1'), test: 'a code serves' }),
      '6.2.1 names a test that no file holds: a code serves',
    ],
    [
      'not applicable without a reason',
      put('6.8.3', { id: '6.8.3', status: 'not-applicable' }),
      '6.8.3 is not-applicable: it says id, status, why, and nothing else',
    ],
    [
      'not applicable for no reason',
      put('6.8.3', { id: '6.8.3', status: 'not-applicable', why: 'Not used here.' }),
      '6.8.3 gives no reason of substance: Not used here.',
    ],
    [
      'put off',
      put('1.2.6', {
        id: '1.2.6',
        status: 'open',
        why: 'TODO: it will be done once there is a directory to ask.',
      }),
      '1.2.6 gives no reason of substance: TODO: it will be done once there is a directory to ask.',
    ],
    [
      'open where nothing may be',
      put('9.1.1', { id: '9.1.1', status: 'open', why: reason }),
      '9.1.1 is open, in a chapter where nothing may be',
    ],
  ])('one that is %s is seen', (_fault, claims, said) => {
    expect(faults(claims)).toContain(said);
  });

  test('a line of no form is seen', () => {
    for (const line of ['  note: "more"', '- id: 6.2.1 # nearly', 'id: 6.2.1', '  test: half "quoted'])
      expect(parse(`- id: 6.2.1\n${line}\n`).faults, line).toHaveLength(1);
    expect(parse(`# a word\n\n- id: 6.2.1\n  status: met\n  test: 'd''accord'\n`)).toEqual({
      claims: [{ id: '6.2.1', status: 'met', test: "d'accord" }],
      faults: [],
    });
  });

  test('one whose test failed, was skipped or did not run is seen', () => {
    const text = written([met('6.2.1')]);
    const result = (name: string, status: string) => unproven(text, [{ name, status }]);
    expect(result(`signing in › ${title}`, 'passed')).toEqual({ failed: [], absent: [] });
    const failed = [`6.2.1: « ${title} » did not pass`];
    expect(result(title, 'failed')).toEqual({ failed, absent: [] });
    expect(result(title, 'skipped')).toEqual({ failed, absent: [] });
    expect(result(`not ${title}`, 'passed')).toEqual({
      failed: [],
      absent: [`6.2.1: « ${title} » did not run`],
    });
    const group = unproven(written([{ ...met('6.2.1'), test: 'signing in' }]), [
      { name: 'signing in › one', status: 'passed' },
      { name: 'signing in › another', status: 'failed' },
    ]);
    expect(group.failed, 'of a group, one failed').toEqual(['6.2.1: « signing in » did not pass']);
    const twice = ['passed', 'failed'].map((status) => ({ name: title, status }));
    expect(unproven(text, twice).failed, 'of two that bear the title, one failed').toEqual(failed);
  });

  test('a whole run fails for what it did not run; a run of some says what it did not look at, and fails for what failed', () => {
    const text = written([met('6.2.1'), { ...met('6.2.2'), test: 'changes its password' }]);
    const passed = { name: title, status: 'passed' };
    const absent = '6.2.2: « changes its password » did not run';
    expect(verdict(text, [passed], true)).toEqual({ failures: [absent], notLookedAt: undefined });
    expect(verdict(text, [passed], false)).toEqual({
      failures: [],
      notLookedAt: expect.stringContaining('1 claims rest on tests that are not among those run') as string,
    });
    const failed = { name: 'changes its password', status: 'failed' };
    expect(verdict(text, [passed, failed], false).failures).toEqual([
      '6.2.2: « changes its password » did not pass',
    ]);
    const all = [passed, { ...failed, status: 'passed' }];
    for (const isWhole of [true, false])
      expect(verdict(text, all, isWhole)).toEqual({ failures: [], notLookedAt: undefined });
  });
});
