/** Which rights each role gives, and where a person holds them. */
export const roleNames = [
  'SOCIAL_WORKER',
  'TEAM_MANAGER',
  'SECRETARY',
  'PSYCHOLOGIST',
  'ADMINISTRATOR',
  'DPO',
  'DATA_EXPORTER',
  'SUPPORT',
] as const;
export type RoleName = (typeof roleNames)[number];
export type Right =
  | 'identity'
  | 'followUp'
  | 'text'
  | 'writeIdentity'
  | 'writeFollowUp'
  | 'statistics'
  | 'exportRows'
  | 'manageLeave';

/** Who holds rights: a role that is given, or the product itself at work for a tenant, which is nobody. */
export type Holder = RoleName | 'SYSTEM';

export const rightsOf: Readonly<Record<Holder, ReadonlySet<Right>>> = {
  // Does the whole of the work
  SOCIAL_WORKER: new Set(['identity', 'followUp', 'text', 'writeIdentity', 'writeFollowUp', 'statistics']),
  // Sees what was done, not the words; keeps identities right
  TEAM_MANAGER: new Set(['identity', 'followUp', 'writeIdentity', 'statistics', 'manageLeave']),
  // Sees who, not why
  SECRETARY: new Set(['identity', 'writeIdentity']),
  PSYCHOLOGIST: new Set(),
  ADMINISTRATOR: new Set(),
  DPO: new Set(),
  // Figures, and the lines they are made of
  DATA_EXPORTER: new Set(['statistics', 'exportRows']),
  SUPPORT: new Set(),
  // Over the units its work names
  SYSTEM: new Set([
    'identity',
    'followUp',
    'text',
    'writeIdentity',
    'writeFollowUp',
    'statistics',
    'manageLeave',
  ]),
};

export interface Grant {
  readonly role: Holder;
  readonly unit: string | null;
  readonly withSubtree: boolean;
  readonly file: string | null;
  readonly ended: boolean;
}

export interface Person {
  readonly label: string;
  readonly tenant: string;
  /** Empty: the system. */
  readonly staff: string;
  readonly session: string;
  /** Whether a factor was proven with us: without it no right counts. */
  readonly proven: boolean;
  readonly grants: readonly Grant[];
}

/** Parent of each unit, by id; null at the root of a tenant. */
export type UnitTree = ReadonlyMap<string, string | null>;

/** A row as the policies see it: its columns by name. */
export type Row = Readonly<Record<string, unknown>>;

export interface Reach {
  /** Whether a right covers one of these units or files. */
  has(right: Right, ...ids: unknown[]): boolean;
  /** Whether a right covers anything at all. */
  hasAny(right: Right): boolean;
  readonly staff: string;
}

/** The rights a person holds, and where. */
export function reachOf(person: Person, tree: UnitTree): Reach {
  const standing = person.proven ? person.grants.filter(({ ended }) => !ended) : [];
  const within = (unit: string, grant: Grant): boolean => {
    if (grant.unit === null) return false;
    if (unit === grant.unit) return true;
    const parent = tree.get(unit) ?? null;
    return grant.withSubtree && parent !== null && within(parent, grant);
  };
  return {
    staff: person.staff,
    hasAny: (right) => standing.some(({ role }) => rightsOf[role].has(right)),
    has: (right, ...ids) =>
      standing.some(
        (grant) =>
          rightsOf[grant.role].has(right) &&
          ids.some((id) => typeof id === 'string' && (grant.file === id || within(id, grant))),
      ),
  };
}
