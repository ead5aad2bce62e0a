import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { SignIn } from '@lastria/sdk/sign-in';
import { connect, contractVersion, type ProblemType } from '@lastria/sdk';
import { Agendas, AgendaSettings, CalendarFeeds } from '@lastria/sdk/agenda';
import { CalendarLinks } from '@lastria/sdk/calendar-links';
import { AuditLog } from '@lastria/sdk/audit-log';
import { DatedRights } from '@lastria/sdk/dated-rights';
import { Leaves } from '@lastria/sdk/leave';
import { Letterheads } from '@lastria/sdk/letterhead';
import { Notices } from '@lastria/sdk/notices';
import { Reminders } from '@lastria/sdk/reminders';
import { Embedding } from '@lastria/sdk/embedding';
import { ServiceAccounts } from '@lastria/sdk/service-accounts';
import { ActivityReports, Exports, SavedReports, ScheduledReports } from '@lastria/sdk/reports';
import { Statistics } from '@lastria/sdk/statistics';
import { build } from 'esbuild';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { ProblemType as ServerProblemType } from '../../server/src/http/problem.ts';

interface Listed {
  readonly operationId: string;
  readonly 'x-lastria'?: {
    readonly readOnly: boolean;
    readonly idempotent: boolean;
    readonly versioned: boolean;
  };
}
const root = new URL('../../', import.meta.url);
const contract = JSON.parse(readFileSync(new URL('openapi/openapi.json', root), 'utf8')) as {
  info: { version: string };
  paths: Record<string, Record<string, Listed>>;
};
const operations = Object.values(contract.paths).flatMap((methods) => Object.entries(methods));

describe('the SDK and the contract', () => {
  it('are of the same version', () => {
    expect(contractVersion).toBe(contract.info.version);
  });

  it('know the same types of problem', () => {
    expectTypeOf<ProblemType>().toEqualTypeOf<ServerProblemType>();
  });

  it('have the same verbs: an operation without a facade is added to sdk/src/<feature>.ts', () => {
    const session = connect({
      baseUrl: 'https://lastria.example',
      getToken: () => null,
    }) as unknown as Record<string, Record<string, unknown>>;
    // What few pages need has an entry of its own
    const apart: Record<string, readonly object[]> = {
      access: [SignIn.prototype, ServiceAccounts.prototype, Notices.prototype],
      agenda: [
        Agendas.prototype,
        AgendaSettings.prototype,
        CalendarFeeds.prototype,
        CalendarLinks.prototype,
        Reminders.prototype,
      ],
      audit: [AuditLog.prototype],
      leave: [Leaves.prototype],
      organisation: [DatedRights.prototype, Embedding.prototype],
      socialFile: [DatedRights.prototype],
      statistics: [
        Statistics.prototype,
        Exports.prototype,
        SavedReports.prototype,
        ActivityReports.prototype,
        ScheduledReports.prototype,
        Letterheads.prototype,
      ],
    };
    // For back ends, and what stands behind live.on
    const elsewhere = ['access.openEmbedSession', 'access.exchangeToken', 'live.stream'];
    const missing = operations
      .map(([, { operationId }]) => operationId)
      .filter((id) => {
        const [feature = '', verb = ''] = id.split('.');
        return (
          !elsewhere.includes(id) &&
          ![session[feature], ...(apart[feature] ?? [])].some((facade) => facade && verb in facade)
        );
      });
    expect(missing).toEqual([]);
  });

  it('agree that every POST can be repeated: by its key, its version, or because it changes nothing twice', () => {
    // A transfer is answered once: the state refuses a second answer. An embed session opened twice expires unused. A job
    // told twice to stop stops. A token is exchanged once. A door opened twice is two sessions of the same person, and what
    // is offered twice serves once.
    const byState = /^(socialFile\.(accept|refuse|revoke|undo)Transfer|jobs\.cancel|access\.\w+)$/;
    const unsafe = operations
      .filter(([method, { operationId, 'x-lastria': nature }]) => {
        const repeatable = nature && (nature.readOnly || nature.idempotent || nature.versioned);
        return method === 'post' && !repeatable && !byState.test(operationId);
      })
      .map(([, { operationId }]) => operationId);
    expect(unsafe).toEqual([]);
  });
});

describe('the browser part', () => {
  it('needs nothing of Node and weighs at most 10 KiB gzipped, openapi-fetch included', async () => {
    const bundle = await build({
      entryPoints: [new URL('sdk/src/index.ts', root).pathname],
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      write: false,
    });
    const [file] = bundle.outputFiles;
    expect(gzipSync(file!.contents, { level: 9 }).byteLength).toBeLessThanOrEqual(10_000);
  });
});
