import type { Reach, Right, RoleName, Row } from './rights.ts';

/** Who reaches a row of a table. */
export interface Rule {
  readonly read: (row: Row, reach: Reach) => boolean;
  readonly write: (row: Row, reach: Reach) => boolean;
}

export const everyone: Rule = { read: () => true, write: () => true };
export const byFile = (read: Right, write: Right, fileColumn = 'file_id'): Rule => ({
  read: (row, reach) => reach.has(read, row['unit_id'], row[fileColumn]),
  write: (row, reach) => reach.has(write, row['unit_id'], row[fileColumn]),
});
export const byAuthor = (column: string): Rule => {
  const own = (row: Row, reach: Reach) => row[column] === reach.staff;
  return { read: own, write: own };
};
export const isSystem = (reach: Reach): boolean => reach.staff === '';
/** What is done with the person, and who the person is. */
export const followUp = byFile('followUp', 'writeFollowUp');
export const identity = byFile('identity', 'writeIdentity');

/** Who may do an operation: everybody, whoever made the record, or the roles named; `or` one of two reasons. */
export type OperationRule =
  | 'everybody'
  /** The record is somebody's own: for anybody else it does not exist. */
  | 'author'
  | { readonly holds: Right }
  | { readonly roles: readonly RoleName[]; readonly orHolds?: Right };

export const administrator: OperationRule = { roles: ['ADMINISTRATOR'] };
export const holding = (right: Right, ...ids: string[]): Record<string, OperationRule> =>
  Object.fromEntries(ids.map((id) => [id, { holds: right }]));
export const forRule = (rule: OperationRule, ...ids: string[]): Record<string, OperationRule> =>
  Object.fromEntries(ids.map((id) => [id, rule]));

/** What a feature adds to the oracle. */
export interface FeatureRules {
  /** By name of table. */
  readonly tables: Readonly<Record<string, Rule>>;
  /** By name of operation. */
  readonly operations: Readonly<Record<string, OperationRule>>;
}
