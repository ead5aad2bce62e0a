import { SettingError, readConfig, settings } from './config.ts';
import { emitContract } from './contract.ts';
import { hostClientCommand } from './features/access/host-client.service.ts';
import { tenantCommand } from './features/organisation/tenant.command.ts';
import type { Database } from './db/database.ts';
import { analyse } from './db/prepare.ts';
import { releaseHeap } from './heap.ts';
import { endOnSignal, openInstallation, serveInstallation } from './serve.ts';

interface Command {
  readonly meaning: string;
  /** Whether words may follow its name. */
  readonly takes?: true;
  readonly run: (args: readonly string[]) => Promise<void>;
}

/** A command that needs the database, may fill it, and ends. */
const onDatabase =
  (work: (database: Database, args: readonly string[]) => Promise<void>) =>
  async (args: readonly string[]) => {
    const installation = await openInstallation(readConfig(process.env));
    try {
      await work(installation.database, args);
      await analyse(installation.databaseUrl, installation.keyring);
    } finally {
      await installation.close();
    }
  };

// What only one command needs is loaded by that command: a server at rest does without its memory.
const commands: Readonly<Record<string, Command>> = {
  start: {
    meaning: 'serve the API',
    async run() {
      const installation = await openInstallation(readConfig(process.env));
      const running = await serveInstallation(installation).catch(async (error: unknown) => {
        await installation.close();
        throw error;
      });
      releaseHeap();
      console.log(`Lastria listens on ${running.url}`);
      endOnSignal(async () => {
        await running.close();
        await installation.close();
      });
    },
  },
  migrate: {
    meaning: 'bring the database of DATABASE_URL (or the embedded one) up to date',
    async run() {
      const installation = await openInstallation(readConfig(process.env));
      await installation.close();
      console.log(
        installation.migrated.length === 0
          ? 'The database is up to date.'
          : `Applied: ${installation.migrated.join(', ')}.`,
      );
    },
  },
  import: {
    meaning: 'bring in persons or past work from a .csv or .xlsx file, or undo it (--rollback)',
    takes: true,
    run: onDatabase(async (...given) =>
      (await import('./features/imports/import.command.ts')).importCommand(...given),
    ),
  },
  seed: {
    meaning: 'make a believable tenant, the same for the same --seed',
    takes: true,
    run: onDatabase(async (...given) =>
      (await import('./features/imports/seed.command.ts')).seedCommand(...given),
    ),
  },
  tenant: {
    meaning: 'make a tenant with its first unit and administrator (tenant create)',
    takes: true,
    run: onDatabase(tenantCommand),
  },
  'host-client': {
    meaning: 'let a portal of a tenant open sessions for its users, on its origins',
    takes: true,
    run: onDatabase(hostClientCommand),
  },
  contract: {
    meaning: 'print the OpenAPI contract',
    run: async () => void process.stdout.write(emitContract()),
  },
  settings: {
    meaning: 'list the settings read from the environment',
    async run() {
      for (const { name, meaning, fallback } of Object.values(settings)) {
        console.log(`${name}\n  ${meaning}${fallback ? ` (default: ${fallback})` : ''}`);
      }
    },
  },
};

const usage = () =>
  [
    'Usage: lastria-server COMMAND',
    '',
    ...Object.entries(commands).map(([name, { meaning }]) => `  ${name.padEnd(13)}${meaning}`),
  ].join('\n');

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  const asked = name === '--help' || name === 'help';
  console[asked ? 'log' : 'error'](
    asked ? usage() : `${name === '' ? 'Which command?' : `Unknown command ${name}.`}\n\n${usage()}`,
  );
  process.exit(asked ? 0 : 1);
} else if (args.length > 0 && !command.takes) {
  const asked = args[0] === '--help';
  console[asked ? 'log' : 'error'](
    `${asked ? '' : `${name} takes no ${args[0]}.\n\n`}Usage: lastria-server ${name}\n  ${command.meaning}; its settings come from the environment (lastria-server settings)`,
  );
  process.exit(asked ? 0 : 1);
} else {
  try {
    await command.run(args);
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
