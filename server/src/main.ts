import { SettingError, readConfig, settings } from './config.ts';
import type { Use } from './data-lock.ts';
import type { Database } from './db/database.ts';
import { UsageError } from './flags.ts';
import { releaseHeap } from './heap.ts';
import { knowModules } from './known-modules.ts';
import type { Installation } from './serve.ts';
import type { Keyring } from './vault/keyring.ts';

interface Command {
  readonly meaning: string;
  /** What may follow its name, one line for each way to use it. */
  readonly takes?: readonly string[];
  readonly run: (args: readonly string[]) => Promise<void>;
}
type Work = (database: Database, keyring: Keyring) => Promise<void>;

async function open(use: Use): Promise<Installation> {
  const config = readConfig(process.env);
  return (await import('./serve.ts')).openInstallation(config, use);
}

/** A command that needs the database, may fill it, and ends. What it was asked is read before anything is opened. */
const onDatabase =
  (read: (args: readonly string[]) => Work | Promise<Work>) => async (args: readonly string[]) => {
    const work = await read(args);
    const installation = await open('command');
    try {
      await work(installation.database, installation.keyring);
      const { analyse } = await import('./db/prepare.ts');
      await analyse(installation.databaseUrl, installation.keyring);
    } finally {
      await installation.close();
    }
  };

// What a command needs is loaded by that command: a server at rest does without its memory, a refusal comes at once.
const commands: Readonly<Record<string, Command>> = {
  start: {
    meaning: 'sert l’API',
    async run() {
      const installation = await open('server');
      const { endInOrder, serveInstallation } = await import('./serve.ts');
      const { readAssets, unbuilt } = await import('./pages/assets.ts');
      const pages = readAssets();
      const running = await serveInstallation(installation, pages).catch(async (error: unknown) => {
        await installation.close();
        throw error;
      });
      releaseHeap();
      if (!pages) console.error(unbuilt);
      console.log(`Lastria écoute sur ${running.url}`);
      endInOrder(installation, async () => {
        await running.close();
        await installation.close();
      });
    },
  },
  migrate: {
    meaning: 'met à jour la base de DATABASE_URL (ou celle qui est fournie)',
    async run() {
      const installation = await open('command');
      await installation.close();
      console.log(
        installation.migrated.length === 0
          ? 'La base est à jour.'
          : `Migrations appliquées : ${installation.migrated.join(', ')}.`,
      );
    },
  },
  import: {
    meaning: 'reprend des personnes ou des travaux d’un fichier .csv ou .xlsx, ou annule cette reprise',
    takes: [
      '--tenant ID --file FICHIER --mapping map.json [--unit ID] [--by NOM] [--as-of DATE] [--dry-run] [--report FICHIER]',
      '--tenant ID --rollback IMPORT [--report FICHIER]',
    ],
    run: onDatabase(async (args) =>
      (await import('./features/imports/import.command.ts')).importCommand(args),
    ),
  },
  seed: {
    meaning: 'crée un client vraisemblable, le même pour un même --seed',
    takes: [
      '--files N --years N --seed N [--kind hospital|company|interCompany|publicBody] [--today AAAA-MM-JJ]',
    ],
    run: onDatabase(async (args) => (await import('./features/imports/seed.command.ts')).seedCommand(args)),
  },
  tenant: {
    meaning:
      'crée un client, avec sa première entité et son administrateur, ou lui donne un autre administrateur',
    takes: [
      'create --name NOM --kind hospital|company|interCompany|publicBody --administrator ADRESSE [--time-zone FUSEAU]',
      'add-administrator --tenant ID --administrator ADRESSE',
    ],
    run: onDatabase(async (args) =>
      (await import('./features/organisation/tenant.command.ts')).tenantCommand(args),
    ),
  },
  'host-client': {
    meaning: 'laisse le portail d’un client ouvrir des sessions, sur les pages de ses origines',
    takes: [
      '--tenant ID --name NOM [--origin https://portail.example]…',
      '--tenant ID [--origin ORIGINE]… [--remove-origin ORIGINE]…',
      '--tenant ID --list',
    ],
    run: onDatabase(async (args) =>
      (await import('./features/access/host-client.command.ts')).hostClientCommand(args),
    ),
  },
  invite: {
    meaning:
      'fait le lien par lequel une personne de l’équipe choisit son mot de passe et son second facteur',
    takes: ['--tenant ID --email ADRESSE'],
    run: onDatabase(async (args) =>
      (await import('./features/access/invite.command.ts')).inviteCommand(
        args,
        () => readConfig(process.env).publicUrl,
      ),
    ),
  },
  'identity-provider': {
    meaning: 'dit par quel fournisseur d’identité un client reconnaît ses agents, et qui ils y sont',
    takes: [
      '--tenant ID --issuer ADRESSE --for people|exchange|both --client-id NOM [--client-secret-file FICHIER] [--name NOM]',
      '  [--client PORTAIL]… [--audience NOM] [--discovery ADRESSE] [--jwks-file FICHIER] [--acr-values NIVEAU] [--factor-acr NIVEAU]…',
      '--tenant ID --issuer ADRESSE [--link PERSONNE=IDENTIFIANT]… [--links-file personnes.csv]',
      '--tenant ID --remove ADRESSE',
      '--tenant ID --client PORTAIL --jwks-file FICHIER',
    ],
    run: onDatabase(async (args) =>
      (await import('./features/access/identity-provider.command.ts')).identityProviderCommand(
        args,
        () => readConfig(process.env).publicUrl,
      ),
    ),
  },
  decision: {
    meaning: 'enregistre ce que le délégué à la protection des données d’un client décide, ou retire',
    takes: [
      '--tenant ID --record inlineNominative|hostFactor|mailCode --reference "Décision du 12/03/2026"',
      '--tenant ID --withdraw inlineNominative|hostFactor|mailCode',
      '--tenant ID --inline lastria-file-list,lastria-social-file,…',
    ],
    run: onDatabase(async (args) =>
      (await import('./features/access/decision.command.ts')).decisionCommand(args),
    ),
  },
  audit: {
    meaning: 'vérifie le journal des accès, ou dit qui a vu un dossier ou ce qu’une personne a vu',
    takes: [
      'verify [--tenant ID] [--checkpoints FICHIER]…',
      'who-saw --file ID [--from AAAA-MM-JJ] [--to AAAA-MM-JJ] [--tenant ID]',
      'who-saw --staff ID --from AAAA-MM-JJ --to AAAA-MM-JJ [--tenant ID]',
      'key',
    ],
    async run(args) {
      const work = (await import('./features/audit/audit.command.ts')).auditCommand(args);
      const installation = await open('command');
      try {
        process.exitCode = await work(installation);
      } finally {
        await installation.close();
      }
    },
  },
  facts: {
    meaning: 'recompte ce que les statistiques comptent, ou le compare aux dossiers',
    takes: ['rebuild [--tenant ID]', 'check [--tenant ID]'],
    async run(args) {
      const work = (await import('./features/statistics/facts.command.ts')).factsCommand(args);
      const installation = await open('command');
      try {
        process.exitCode = await work(installation);
      } finally {
        await installation.close();
      }
    },
  },
  support: {
    meaning: 'demande à un client de laisser entrer l’éditeur ; un administrateur du client répond à l’écran',
    takes: ['ask --tenant ID --by NOM --reason MOTIF --until AAAA-MM-JJTHH:MM'],
    run: onDatabase(async (args) =>
      (await import('./features/access/support.command.ts')).supportCommand(args),
    ),
  },
  contract: {
    meaning: 'écrit le contrat OpenAPI',
    run: async () => void process.stdout.write((await import('./contract.ts')).emitContract()),
  },
  settings: {
    meaning: 'dit les réglages lus dans l’environnement',
    async run() {
      for (const { name, meaning, fallback } of Object.values(settings)) {
        console.log(`${name}\n  ${meaning}${fallback ? ` (par défaut : ${fallback})` : ''}`);
      }
    },
  },
};

const usage = () =>
  [
    'Usage : lastria-server COMMANDE',
    '',
    ...Object.entries(commands).map(([name, { meaning }]) => `  ${name.padEnd(18)}${meaning}`),
    '',
    'Ce que prend une commande : lastria-server COMMANDE --help',
  ].join('\n');

const help = (name: string, { meaning, takes = [''] }: Command) =>
  [
    ...takes.map((way, index) =>
      `${index === 0 ? 'Usage :' : '       '} lastria-server ${name} ${way}`.trimEnd(),
    ),
    `  ${meaning} ; les réglages viennent de l’environnement (lastria-server settings)`,
  ].join('\n');

const isHelp = (word: string) => word === '--help' || word === '-h';

function refuse(message: string): never {
  console.error(message);
  process.exit(1);
}

knowModules();
const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (isHelp(name) || name === 'help') {
  console.log(usage());
} else if (!command) {
  refuse(`${name === '' ? 'Quelle commande ?' : `La commande ${name} n’existe pas.`}\n\n${usage()}`);
} else if (args.some(isHelp)) {
  console.log(help(name, command));
} else {
  try {
    if (args.length > 0 && !command.takes) throw new UsageError(`${name} ne prend pas ${args[0]}.`);
    await command.run(args);
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    refuse(
      error instanceof UsageError ? `${error.message} Aide : lastria-server ${name} --help` : error.message,
    );
  }
}
