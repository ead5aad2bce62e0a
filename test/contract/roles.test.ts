import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mayDo, operationRules } from '../security/support/oracle.ts';
import { roleNames, type RoleName } from '../security/support/oracle/rights.ts';
import type { OperationRule } from '../security/support/oracle/rule.ts';
import {
  contractOperations,
  offContract,
  operationNamed,
  type ContractOperation,
} from './support/contract.ts';
import type { Drive } from './support/drivers/driver.ts';
import { send, type Answer } from './support/sending.ts';
import { bearer, startWalk, type Walk } from './support/walk.ts';

/** Every operation, done by each role over the place where its record stands, beside what the oracle says. */
let walk: Walk;
beforeAll(async () => {
  walk = await startWalk();
}, 120_000);
afterAll(() => walk.close());

const operations = contractOperations.filter(({ byClient }) => !byClient);

/** The receipt of a search opens for nobody else: a colleague who may create is told to search first. */
const allowedStatuses = (one: ContractOperation) =>
  one.id === 'socialFile.create' ? [one.success, 409] : [one.success];

/** What is made for an operation to be done on; who is refused leaves it as it was, for the next one who is. */
const untouched = new Map<string, Drive>();
async function driveFor(one: ContractOperation, role: RoleName): Promise<Drive> {
  const made = untouched.get(one.id) ?? (await walk.home.drive(one));
  if (mayDo(role, one.id)) untouched.delete(one.id);
  else untouched.set(one.id, made);
  return made;
}

async function asked(one: ContractOperation, role: RoleName): Promise<Answer> {
  const drive = await driveFor(one, role);
  return send(walk.home, one, drive, { authorization: bearer(walk.staff.get(role)!) });
}

/** A list that holds nothing gives nothing. */
const isEmpty = ({ json }: Answer) => Array.isArray(json['items']) && json['items'].length === 0;

/** In what the answer differs from the oracle. */
function disagreement(
  one: ContractOperation,
  role: RoleName,
  answer: Answer,
  rules: Readonly<Record<string, OperationRule>> = operationRules,
): string | undefined {
  const { status } = answer;
  if (mayDo(role, one.id, rules))
    return allowedStatuses(one).includes(status) ? undefined : `${role} is refused ${one.id}: ${answer.text}`;
  // What only its author may take back, he may for ten seconds: to others it is too late at once
  const refusals = operationRules[one.id] === 'author' ? [403, 404, 409] : [403, 404];
  // A unit out of reach is named as one that does not exist
  const noSuchUnit = status === 422 && answer.text.includes('"/unitId"');
  const nothing = refusals.includes(status) || noSuchUnit || (status === 200 && isEmpty(answer));
  return nothing ? undefined : `${role} is let do ${one.id}: ${status}`;
}

describe('T-POL-1 what each role may do is what the oracle says', () => {
  test('which speaks of every operation, and of no other', () => {
    expect(Object.keys(operationRules).sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  describe.each(operations.map((one) => [one.id, one] as const))('%s', (_id, one) => {
    // Who is refused first: each of them finds what the next one may do it on
    const refusedFirst = roleNames.toSorted((a, b) => Number(mayDo(a, one.id)) - Number(mayDo(b, one.id)));
    test.each(refusedFirst)('%s', async (role) => {
      const answer = await asked(one, role);
      expect(disagreement(one, role, answer)).toBeUndefined();
      expect(offContract(one, answer)).toEqual([]);
    });
  });

  test.each([
    ['organisation.addGrant', 'DPO', { roles: ['ADMINISTRATOR', 'DPO'] }],
    ['organisation.addGrant', 'ADMINISTRATOR', { roles: ['DPO'] }],
    ['tdm.timeline', 'SECRETARY', { holds: 'identity' }],
    ['socialFile.open', 'SECRETARY', { holds: 'text' }],
  ] as const)('control: another rule for %s and %s is seen', async (id, role, rule) => {
    const one = operationNamed(id);
    const answer = await asked(one, role);
    const wrong = { ...operationRules, [id]: rule as OperationRule };
    expect(disagreement(one, role, answer, wrong)).toBeDefined();
  });

  test('what a person is told to be able to do is what the oracle says', async () => {
    const shown: Readonly<Record<string, string>> = {
      grantAccess: 'organisation.addGrant',
      manageTeam: 'organisation.changeStaff',
      changeOrganisation: 'organisation.changeUnit',
      changeConfiguration: 'configuration.changeItem',
      keepDirectory: 'tdm.changePartner',
      readOrganisation: 'organisation.read',
      searchAudit: 'audit.search',
      openFile: 'socialFile.open',
      createFile: 'socialFile.create',
      import: 'imports.open',
    };
    for (const role of roleNames) {
      const { json } = await asked(operationNamed('access.me'), role);
      const can = json['can'] as Record<string, boolean>;
      for (const [action, operation] of Object.entries(shown))
        expect([role, action, can[action]]).toEqual([role, action, mayDo(role, operation)]);
    }
  });
});
