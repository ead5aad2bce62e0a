import {
  init,
  keyed,
  matching,
  type CallOptions,
  type ChangeOptions,
  type Client,
  type CreateOptions,
} from './client.ts';
import type {
  AccessGrant,
  GrantInput,
  InactivityEffect,
  InactivityInput,
  LeavingEffect,
  MoveEffect,
  Organisation,
  OrganisationUnit,
  OrgUnitInput,
  OrgUnitPatch,
  StaffInput,
  StaffPatch,
  TeamMember,
  Thresholds,
  ThresholdsPatch,
} from './types.ts';
import { dataOf, versioned, type Versioned } from './unwrap.ts';

type VersionedUnit = Versioned<'unit', OrganisationUnit>;

/** Units, team and rights, for the administrator and the DPO. */
export class Organisations {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  read(options: CallOptions = {}): Promise<Organisation> {
    return dataOf(this.#client.GET('/v1/organisation', init(options)));
  }

  /** Changes the thresholds of the whole tenant. */
  changeThresholds(
    patch: ThresholdsPatch,
    options: ChangeOptions,
  ): Promise<Versioned<'thresholds', Thresholds>> {
    return versioned(
      'thresholds',
      this.#client.PATCH('/v1/organisation/thresholds', {
        params: { header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  /** How many open files another threshold would call inactive, before it is changed. */
  inactivityEffect(input: InactivityInput, options: CallOptions = {}): Promise<InactivityEffect> {
    return dataOf(
      this.#client.POST('/v1/organisation/inactivity-effect', {
        body: input,
        ...init(options, { readOnly: true }),
      }),
    );
  }

  addUnit(unit: OrgUnitInput, options: CreateOptions = {}): Promise<VersionedUnit> {
    return versioned(
      'unit',
      this.#client.POST('/v1/organisation/units', {
        params: { header: keyed(options) },
        body: unit,
        ...init(options),
      }),
    );
  }

  /** Renames or closes a unit, or changes its parameters. */
  changeUnit(unitId: string, patch: OrgUnitPatch, options: ChangeOptions): Promise<VersionedUnit> {
    return versioned(
      'unit',
      this.#client.PATCH('/v1/organisation/units/{unitId}', {
        params: { path: { unitId }, header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  /** Who would gain and lose sight, were the unit moved. */
  previewMove(unitId: string, parentId: string | null, options: CallOptions = {}): Promise<MoveEffect> {
    return dataOf(
      this.#client.POST('/v1/organisation/units/{unitId}/move-preview', {
        params: { path: { unitId } },
        body: { parentId },
        ...init(options, { readOnly: true }),
      }),
    );
  }

  /** Moves a unit with all below it. */
  moveUnit(unitId: string, parentId: string | null, options: ChangeOptions): Promise<VersionedUnit> {
    return versioned(
      'unit',
      this.#client.POST('/v1/organisation/units/{unitId}/move', {
        params: { path: { unitId }, header: matching(options) },
        body: { parentId },
        ...init(options),
      }),
    );
  }

  /** Adds a member to the team, without any right. */
  addStaff(member: StaffInput, options: CreateOptions = {}): Promise<TeamMember> {
    return dataOf(
      this.#client.POST('/v1/organisation/staff', {
        params: { header: keyed(options) },
        body: member,
        ...init(options),
      }),
    );
  }

  /** Changes a member, or says that the person left (rights and sessions end at once) or is back. */
  changeStaff(
    staffId: string,
    patch: StaffPatch,
    options: ChangeOptions,
  ): Promise<Versioned<'member', TeamMember>> {
    return versioned(
      'member',
      this.#client.PATCH('/v1/organisation/staff/{staffId}', {
        params: { path: { staffId }, header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  /** What the departure of a member would leave behind, before it is said. */
  leavingEffect(staffId: string, options: CallOptions = {}): Promise<LeavingEffect> {
    return dataOf(
      this.#client.GET('/v1/organisation/staff/{staffId}/leaving-effect', {
        params: { path: { staffId } },
        ...init(options),
      }),
    );
  }

  /** Gives a dated right on a unit or one file, with its reason. */
  addGrant(grant: GrantInput, options: CreateOptions = {}): Promise<AccessGrant> {
    return dataOf(
      this.#client.POST('/v1/organisation/grants', {
        params: { header: keyed(options) },
        body: grant,
        ...init(options),
      }),
    );
  }

  /** Ends a right at once: the next call of the person is refused. */
  async endGrant(grantId: string, options: CallOptions = {}): Promise<void> {
    await dataOf(
      this.#client.DELETE('/v1/organisation/grants/{grantId}', {
        params: { path: { grantId } },
        ...init(options),
      }),
    );
  }
}
