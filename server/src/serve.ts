import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { serve as listen } from '@hono/node-server';
import { createApp, type App } from './app.ts';
import { SettingError, type Config } from './config.ts';
import { lockDataFolder, type Use } from './data-lock.ts';
import { openDatabase, type Database } from './db/database.ts';
import { startEmbedded, type EmbeddedDatabase, type Keeper } from './db/embedded.ts';
import { prepareDatabase } from './db/prepare.ts';
import { rights } from './features/access/rights.ts';
import { openMail } from './mail/mail.ts';
import { openKeeper } from './features/audit/audit.keeper.ts';
import type { CalendarKind } from './features/agenda/outlook/calendar-link.ts';
import { outlookCalendars } from './features/agenda/outlook/graph.outlook.ts';
import { openCalendarKeeper } from './features/agenda/outlook/sync.keeper.ts';
import { openReminderKeeper } from './features/agenda/reminders/reminder.keeper.ts';
import { openFactKeeper } from './features/statistics/facts.keeper.ts';
import { makeFolder } from './folder.ts';
import { addressBehind } from './http/address.ts';
import { codeOf, isPassing } from './http/failure.ts';
import { jsonLog, type Log } from './http/log.ts';
import { openLive } from './live/live.ts';
import { openServices } from './open-services.ts';
import { readAssets, type Assets } from './pages/assets.ts';
import { openKeyring, type Keyring } from './vault/keyring.ts';

/** Milliseconds after which a request that the database did not let in is told to come again. */
const patience = 1500;

/** What a running installation is made of. */
export interface Installation {
  readonly config: Config;
  readonly keyring: Keyring;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly log: Log;
  /** Names of the migrations this start applied. */
  readonly migrated: readonly string[];
  /** Settles only when the embedded database died and does not start again: nothing will be served any more. */
  readonly lost: Promise<SettingError>;
  close(): Promise<void>;
}

/** Opens keyring and database, the embedded one unless DATABASE_URL names another, and brings the schema up to date. */
export async function openInstallation(config: Config, use: Use): Promise<Installation> {
  makeFolder(config.dataDir);
  // A database of one's own may have several servers; the embedded one lives and ends with one process.
  const unlock = config.databaseUrl === undefined ? lockDataFolder(config.dataDir, use) : () => undefined;
  const log = jsonLog(config.logLevel);
  const { promise: lost, resolve } = Promise.withResolvers<SettingError>();
  const keeper: Keeper = {
    died: () => log('error', 'database died'),
    back: () => log('warn', 'database back'),
    lost: resolve,
  };
  let embedded: EmbeddedDatabase | undefined;
  const stop = async () => {
    await embedded?.stop();
    unlock();
  };
  try {
    const keyring = openKeyring(config.keyringFile);
    if (config.databaseUrl === undefined) {
      const kept = use === 'server' ? { keeper } : {};
      embedded = await startEmbedded(`${config.dataDir}/postgres`, kept);
    }
    const databaseUrl = config.databaseUrl ?? embedded!.url;
    const migrated = await prepareDatabase(databaseUrl, keyring, { durable: true });
    const { poolSize } = config;
    const database = openDatabase({ url: databaseUrl, keyring, poolSize, patience, rights });
    return {
      config,
      keyring,
      database,
      databaseUrl,
      log,
      migrated,
      lost,
      async close() {
        await database.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw explained(error);
  }
}

/** A database that cannot be reached, as a sentence. */
function explained(error: unknown): unknown {
  const code = String((error as { code?: unknown }).code ?? '');
  if (/^(ECONN|CONNECT|ENOTFOUND|EHOST|ETIMEDOUT)/.test(code)) {
    return new SettingError(
      `La base ne répond pas (${code}). Vérifiez DATABASE_URL, et que PostgreSQL tourne.`,
    );
  }
  if (code === '28P01' || code === '28000')
    return new SettingError('La base refuse le compte ou le mot de passe de DATABASE_URL.');
  if (code === '42501')
    return new SettingError(
      'Le compte de DATABASE_URL ne peut pas créer de rôles. Donnez celui d’un administrateur de la base.',
    );
  return error;
}

export const contractFile = new URL('../../openapi/openapi.json', import.meta.url);

export interface Running {
  readonly url: string;
  readonly app: App;
  /** Takes no more calls, lets those under way end, and gives up after ten seconds. */
  close(): Promise<void>;
}

/** Serves the API of an installation, and its own pages as they were built. */
export async function serveInstallation(
  installation: Installation,
  pages: Assets | undefined = readAssets(),
): Promise<Running> {
  const { config, database, keyring, log } = installation;
  const live = openLive({ database, log });
  const services = openServices({
    database,
    url: installation.databaseUrl,
    keyring,
    blobDir: `${config.dataDir}/blobs`,
    log,
    published: (tenantId) => live.wake(tenantId),
  });
  const contract = readFileSync(contractFile, 'utf8');
  const { publicUrl: publicOrigin, proxies, smtpUrl } = config;
  const mail = smtpUrl ? openMail({ smtpUrl, from: config.mailFrom }) : undefined;
  const outlook = outlookOf(config);
  const app = createApp({
    publicOrigin,
    mail,
    outlook,
    addressOf: addressBehind(proxies),
    database,
    keyring,
    log,
    live,
    services,
    pages,
    contract,
  });
  const server = await new Promise<Server>((resolve, reject) => {
    const starting = listen({ fetch: app.fetch, hostname: config.host, port: config.port }, () =>
      resolve(starting as Server),
    );
    starting.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new SettingError(
              `Le port ${config.port} est pris. Arrêtez l’autre programme, ou indiquez un autre port par LASTRIA_PORT.`,
            )
          : error,
      );
    });
  });
  server.headersTimeout = 30_000;
  // As long as the SDK waits for a file sent over a slow line.
  server.requestTimeout = 15 * 60_000;
  services.jobs.start();
  const keeper = openKeeper({
    config,
    database,
    url: installation.databaseUrl,
    keyring,
    log,
    published: (tenantId) => live.wake(tenantId),
  });
  keeper.start();
  const facts = openFactKeeper({ database, log });
  facts.start();
  const calendars =
    outlook &&
    openCalendarKeeper({
      database,
      keyring,
      log,
      kind: outlook,
      clock: () => new Date(),
    });
  const reminders =
    mail &&
    openReminderKeeper({
      ...{ database, keyring, log, mail, publicOrigin },
      published: (tenantId) => live.wake(tenantId),
      clock: () => new Date(),
    });
  const { port } = server.address() as { port: number };
  return {
    url: `http://${config.host}:${port}`,
    app,
    async close() {
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      // A stream would last as long as its page, and a job as long as its work: it goes on after the next start.
      await Promise.all([live.close(), services.jobs.close()]);
      server.closeIdleConnections();
      const deadline = setTimeout(() => server.closeAllConnections(), 10_000);
      await ended;
      clearTimeout(deadline);
      await reminders?.close();
      mail?.close();
      await facts.close();
      await calendars?.close();
      await keeper.close();
    },
  };
}

/** Calendars in Outlook, where Microsoft knows us; it tells of changes where it can reach us. */
function outlookOf(config: Config): CalendarKind | undefined {
  if (config.outlookClientId === '') return undefined;
  const { publicUrl } = config;
  const settings = {
    clientId: config.outlookClientId,
    clientSecret: config.outlookClientSecret,
    loginUrl: config.outlookLoginUrl,
    graphUrl: `${config.outlookGraphUrl}/v1.0`,
    redirectUri: `${publicUrl}/calendrier/retour`,
    ...(publicUrl.startsWith('https:') ? { notifiedAt: publicUrl } : {}),
  };
  return outlookCalendars(settings, (address, init) => fetch(address, init));
}

/** Ends cleanly, once: on a signal with 0, and with 1, having said why, when its database is lost. */
export function endInOrder({ lost, log }: Installation, close: () => Promise<void>): void {
  let ending = false;
  const end = (code: number) => {
    if (ending) return;
    ending = true;
    void close().then(
      () => process.exit(code),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => end(0));
  // Of a connection refused or cut while it opens, the driver tells nobody: the end of a database is not the server's
  process.on('unhandledRejection', (error) => {
    if (!isPassing(error)) throw error;
    log('warn', 'database', { code: codeOf(error) });
  });
  void lost.then(({ message }) => {
    console.error(message);
    end(1);
  });
}
