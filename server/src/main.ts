import { SettingError, readConfig, settings } from './config.ts';
import { emitContract } from './contract.ts';
import { endOnSignal, openInstallation, serveInstallation } from './serve.ts';

interface Command {
  readonly meaning: string;
  readonly run: (args: readonly string[]) => Promise<void>;
}

const commands: Readonly<Record<string, Command>> = {
  start: {
    meaning: 'serve the API',
    async run() {
      const installation = await openInstallation(readConfig(process.env));
      const running = await serveInstallation(installation).catch(async (error: unknown) => {
        await installation.close();
        throw error;
      });
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
      console.log(installation.migrated.length === 0 ? 'The database is up to date.' : `Applied: ${installation.migrated.join(', ')}.`);
    },
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
  ['Usage: lastria-server COMMAND', '', ...Object.entries(commands).map(([name, { meaning }]) => `  ${name.padEnd(10)}${meaning}`)].join('\n');

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  const asked = name === '--help' || name === 'help';
  console[asked ? 'log' : 'error'](asked ? usage() : `${name === '' ? 'Which command?' : `Unknown command ${name}.`}\n\n${usage()}`);
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
