import type { Sql } from 'postgres';
import { digestOfSecret } from '../../../server/src/features/access/embed-session.service.ts';
import type { TenantKind } from '../../../server/src/features/organisation/organisation.table.ts';
import type { TestApp } from '../../../server/src/testing/app.ts';
import { TestTenant } from '../../../server/src/testing/tenant.ts';
import type { ContractOperation } from './contract.ts';
import { driverOf } from './drivers.ts';
import type { Drive } from './drivers/driver.ts';
import { AccessScene } from './scene/access.ts';
import { AgendaScene } from './scene/agenda.ts';
import { AuditScene } from './scene/audit.ts';
import { ConfigurationScene } from './scene/configuration.ts';
import { Ground } from './scene/ground.ts';
import { ImportsScene } from './scene/imports.ts';
import { LeaveScene } from './scene/leave.ts';
import { OrganisationScene } from './scene/organisation.ts';
import { SocialFileScene } from './scene/social-file.ts';
import { StatisticsScene } from './scene/statistics.ts';
import { TdmScene } from './scene/tdm.ts';

/** A tenant with two units, a person of each kind, and records of each feature made on demand through the API. */
export class Scene extends Ground {
  readonly access = new AccessScene(this);
  readonly agenda = new AgendaScene(this);
  readonly audit = new AuditScene(this);
  readonly configuration = new ConfigurationScene(this);
  readonly imports = new ImportsScene(this);
  readonly leave = new LeaveScene(this);
  readonly organisation = new OrganisationScene(this);
  readonly socialFile = new SocialFileScene(this);
  readonly statistics = new StatisticsScene(this);
  readonly tdm = new TdmScene(this);

  static async create(running: TestApp, admin: Sql, kind: TenantKind = 'hospital'): Promise<Scene> {
    const tenant = await TestTenant.create(running.database, { kind });
    const north = await tenant.unit('Nord');
    const south = await tenant.unit('Sud');
    const scene = new Scene(
      running,
      admin,
      tenant,
      north,
      south,
      await tenant.staff('SOCIAL_WORKER'),
      await tenant.staff('PSYCHOLOGIST'),
    );
    await tenant.grant(scene.worker.id, 'ADMINISTRATOR', {});
    await tenant.grant(scene.worker.id, 'DPO', {});
    await tenant.grant(scene.worker.id, 'TEAM_MANAGER', { unitId: tenant.root });
    await tenant.grant(scene.worker.id, 'DATA_EXPORTER', { unitId: tenant.root });
    await admin`insert into host_client (tenant_id, id, name, secret_digest) values (${tenant.id}, ${scene.clientId}, 'Portail', ${digestOfSecret(scene.clientSecret)})`;
    await scene.access.account(scene.worker.id);
    return scene;
  }

  /** A valid call of an operation, on records of its own. */
  drive = (one: ContractOperation): Promise<Drive> => driverOf(one)(this);

  credentials = (one: ContractOperation): string =>
    one.byClient
      ? `Basic ${Buffer.from(`${this.tenant.id}/${this.clientId}:${this.clientSecret}`).toString('base64')}`
      : `Bearer ${this.worker.token}`;
}
