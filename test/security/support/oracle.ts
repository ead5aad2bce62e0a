/**
 * Who reaches what, said again from the rules of access and from nothing else: no SQL, no function of the server. Each
 * feature says it of its tables and of its operations, in oracle/; what no feature says is refused by the matrix.
 */
import { access } from './oracle/access.ts';
import { agenda } from './oracle/agenda.ts';
import { audit } from './oracle/audit.ts';
import { configuration } from './oracle/configuration.ts';
import { ground } from './oracle/ground.ts';
import { imports } from './oracle/imports.ts';
import { leave } from './oracle/leave.ts';
import { organisation } from './oracle/organisation.ts';
import { reachOf, rightsOf, type Person, type RoleName, type Row, type UnitTree } from './oracle/rights.ts';
import type { FeatureRules, OperationRule } from './oracle/rule.ts';
import { socialFile } from './oracle/social-file.ts';
import { statistics } from './oracle/statistics.ts';
import { tdm } from './oracle/tdm.ts';

const features: readonly FeatureRules[] = [
  access,
  agenda,
  audit,
  configuration,
  ground,
  imports,
  leave,
  organisation,
  socialFile,
  statistics,
  tdm,
];

/** Who reaches the rows of each table. */
export const tableRules: FeatureRules['tables'] = Object.fromEntries(
  features.flatMap(({ tables }) => Object.entries(tables)),
);

/** Every operation of the contract a person can call. One without a rule is refused: say who may do it. */
export const operationRules: FeatureRules['operations'] = Object.fromEntries(
  features.flatMap(({ operations }) => Object.entries(operations)),
);

/** What a person may do with a row of a table. */
export function oracle(table: string, person: Person, tree: UnitTree) {
  const rule = tableRules[table];
  if (!rule) throw new Error(`test/security/support/oracle does not say who reaches ${table}`);
  const reach = reachOf(person, tree);
  return {
    mayRead: (row: Row) => row['tenant_id'] === person.tenant && rule.read(row, reach),
    mayWrite: (row: Row) => row['tenant_id'] === person.tenant && rule.write(row, reach),
  };
}

/** Whether a role, held over the place, may do an operation on a record somebody else made. */
export function mayDo(role: RoleName, operation: string, rules = operationRules): boolean {
  const rule: OperationRule | undefined = rules[operation];
  if (rule === undefined) throw new Error(`test/security/support/oracle does not say who may ${operation}`);
  if (rule === 'everybody') return true;
  if (rule === 'author') return false;
  if ('holds' in rule) return rightsOf[role].has(rule.holds);
  return rule.roles.includes(role) || (rule.orHolds !== undefined && rightsOf[role].has(rule.orHolds));
}
