import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { newId } from '../db/ids.ts';
import type { Role } from '../features/access/rights.ts';
import { accessGrant } from '../features/access/access.table.ts';
import { accessSession } from '../features/access/session.table.ts';
import { installDefaults } from '../features/configuration/defaults.ts';
import {
  orgUnit,
  staffMember,
  tenant,
  type TenantKind,
} from '../features/organisation/organisation.table.ts';
import {
  beneficiary,
  fileEpisode,
  fileIdentity,
  socialFile,
} from '../features/social-file/social-file.table.ts';
import { issueToken } from '../http/token.ts';
import { testKeyring } from './cluster.ts';

export const testOrigin = 'https://portail.example';

/** What a session is whose person proved a factor, in a tenant that lets its host's pages hold every element. */
export const proven = (provedAt: Date) => ({
  kind: 'embed' as const,
  nominative: true,
  methods: ['pwd' as const, 'otp' as const],
  provedAt,
});

/** A tenant minted for one test, with what the test needs and nothing shared. */
export class TestTenant {
  readonly id: string;
  readonly root: string;
  readonly database: Database;
  readonly #now: () => Date;

  private constructor(database: Database, now: () => Date, id = newId(), root = newId()) {
    this.database = database;
    this.#now = now;
    this.id = id;
    this.root = root;
  }

  /** A tenant made by somebody else: to add a team to. */
  static standing(database: Database, id: string, root: string): TestTenant {
    return new TestTenant(database, () => new Date(), id, root);
  }

  static async create(
    database: Database,
    options: { kind?: TenantKind; timeZone?: string; now?: () => Date } = {},
  ): Promise<TestTenant> {
    const made = new TestTenant(database, options.now ?? (() => new Date()));
    await database.withTenant(made.id, [], async (tx) => {
      const kind = options.kind ?? 'hospital';
      await tx.insert(tenant).values({
        tenantId: made.id,
        id: made.id,
        kind,
        name: 'Client de test',
        timeZone: options.timeZone ?? 'Europe/Paris',
        allowedOrigins: [testOrigin],
      });
      await tx
        .insert(orgUnit)
        .values({ tenantId: made.id, id: made.root, parentId: null, name: 'Siège', kind: 'entity' });
      await installDefaults(tx, made.id, kind);
    });
    return made;
  }

  async unit(name: string, parentId: string = this.root): Promise<string> {
    const id = newId();
    await this.database.withTenant(this.id, [], (tx) =>
      tx.insert(orgUnit).values({ tenantId: this.id, id, parentId, name, kind: 'subEntity' }),
    );
    return id;
  }

  /** A member of the team with a role on a unit (its subtree included), or on one file. */
  async staff(
    role: Role,
    where: { unitId?: string; fileId?: string; withSubtree?: boolean } = { unitId: this.root },
  ): Promise<TestStaff> {
    const id = newId();
    await this.database.withTenant(this.id, [], async (tx) => {
      await tx
        .insert(staffMember)
        .values({ tenantId: this.id, id, displayName: `C. Morel ${id.slice(-4)}`, externalSubject: id });
    });
    await this.grant(id, role, where);
    return { id, ...(await this.session(id)) };
  }

  async grant(
    staffId: string,
    role: Role,
    where: { unitId?: string; fileId?: string; withSubtree?: boolean; from?: Date; until?: Date },
  ): Promise<string> {
    const id = newId();
    await this.database.withTenant(this.id, [], (tx) =>
      tx.insert(accessGrant).values({
        tenantId: this.id,
        id,
        staffId,
        role,
        kind: 'REGULAR',
        unitId: where.unitId ?? null,
        fileId: where.fileId ?? null,
        withSubtree: where.withSubtree ?? true,
        validFrom: where.from ?? new Date('2020-01-01T00:00:00Z'),
        validUntil: where.until ?? null,
        reason: 'Test',
      }),
    );
    return id;
  }

  /** Somebody's rights on a unit ended, the day they were given. */
  async endGrants(staffId: string, unitId: string): Promise<void> {
    await this.database.withTenant(this.id, [], (tx) =>
      tx
        .update(accessGrant)
        .set({ revokedAt: new Date('2020-01-02T00:00:00Z') })
        .where(
          and(
            eq(accessGrant.tenantId, this.id),
            eq(accessGrant.staffId, staffId),
            eq(accessGrant.unitId, unitId),
          ),
        ),
    );
  }

  async session(
    staffId: string,
    more: Partial<typeof accessSession.$inferInsert> = {},
  ): Promise<{ sessionId: string; token: string }> {
    const sessionId = newId();
    const now = this.#now();
    await this.database.withTenant(this.id, [], (tx) =>
      tx.insert(accessSession).values({
        tenantId: this.id,
        id: sessionId,
        staffId,
        ...proven(now),
        origins: [testOrigin],
        createdAt: now,
        expiresAt: new Date(now.getTime() + 600_000),
        ...more,
      }),
    );
    return { sessionId, token: issueToken(testKeyring, { tenantId: this.id, sessionId }) };
  }

  async revoke(sessionId: string): Promise<void> {
    await this.database.withTenant(this.id, [], (tx) =>
      tx
        .update(accessSession)
        .set({ revokedAt: this.#now() })
        .where(and(eq(accessSession.tenantId, this.id), eq(accessSession.id, sessionId))),
    );
  }

  /** A file, open since the beginning of the year. */
  async file(
    unitId: string = this.root,
    who: Partial<typeof fileIdentity.$inferInsert> = {},
  ): Promise<string> {
    const id = newId();
    const beneficiaryId = newId();
    await this.database.withTenant(this.id, [unitId], async (tx) => {
      await tx.insert(beneficiary).values({ tenantId: this.id, id: beneficiaryId });
      await tx
        .insert(socialFile)
        .values({ tenantId: this.id, id, unitId, beneficiaryId, status: 'open', openedOn: '2026-01-05' });
      await tx.insert(fileIdentity).values({
        tenantId: this.id,
        fileId: id,
        unitId,
        lastName: 'Dupont',
        firstNames: 'Marie',
        birthDate: '1980-03-12',
        sex: 'feminin',
        phones: [],
        ...who,
      });
      await tx.insert(fileEpisode).values({
        tenantId: this.id,
        id: newId(),
        fileId: id,
        unitId,
        forUnitId: unitId,
        kind: 'opened',
        happenedOn: '2026-01-05',
        staffId: newId(),
      });
    });
    return id;
  }
}

export interface TestStaff {
  readonly id: string;
  readonly sessionId: string;
  readonly token: string;
}
