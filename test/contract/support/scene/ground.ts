import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { referenceData } from '../../../../server/src/features/configuration/defaults.ts';
import { call, type TestApp } from '../../../../server/src/testing/app.ts';
import type { TestStaff, TestTenant } from '../../../../server/src/testing/tenant.ts';

/** A tenant with two units and a person of each kind; what the scenes of all features are made with. */
export class Ground {
  readonly running: TestApp;
  readonly admin: Sql;
  readonly tenant: TestTenant;
  readonly north: string;
  readonly south: string;
  readonly worker: TestStaff;
  readonly colleague: TestStaff;
  readonly clientId = randomUUID();
  readonly clientSecret = randomUUID();

  protected constructor(
    running: TestApp,
    admin: Sql,
    tenant: TestTenant,
    north: string,
    south: string,
    worker: TestStaff,
    colleague: TestStaff,
  ) {
    this.running = running;
    this.admin = admin;
    this.tenant = tenant;
    this.north = north;
    this.south = south;
    this.worker = worker;
    this.colleague = colleague;
  }

  file = () => this.tenant.file(this.north);

  /** The first active item of a list of the configuration. */
  code = (list: string): string => referenceData().lists[list]!.items[0]!.code;

  /** A call that must succeed, as the worker. */
  async ask<T>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const response = await call(this.running.app, this.worker.token, path, {
      ...(body === undefined ? {} : { method: 'POST', body }),
      headers,
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Bytes of this tenant, sealed in the vault. */
  async sealed(purpose: string, content: Uint8Array): Promise<string> {
    const { blobs } = this.running.services;
    const { id: tenantId } = this.tenant;
    const about = { tenantId, staffId: this.worker.id, purpose };
    const sealed = await blobs.put([content], about);
    await this.running.database.withTenant(tenantId, [], (tx) => blobs.record(tx, sealed));
    return sealed.id;
  }
}
