import { parseArgs } from 'node:util';
import { connect, ConnectionError, ProblemError, SessionEndedError, type Session } from '../index.ts';

/** What a command reads and writes; a test brings its own. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Resolves when the text is written: a long list waits for who reads it. */
  readonly stdout: (text: string) => Promise<void>;
  readonly stderr: (text: string) => void;
  readonly readFile: (path: string) => Promise<string>;
  readonly fetch?: (request: Request) => Promise<Response>;
}

const exitCodes = { done: 0, failed: 1, usage: 2, signedOut: 3, refused: 4, unreachable: 5 } as const;

interface Flags {
  readonly json?: boolean;
  readonly mine?: boolean;
  readonly unit?: string;
  readonly status?: string;
  readonly from?: string;
  readonly type?: string;
  readonly limit?: string;
}

/** One thing to print: its line for a person, and the whole for `--json`. */
type Item = readonly [line: string, whole: unknown];

interface Command {
  readonly summary: string;
  readonly takes?: string;
  /** Gives one thing, or the items of a list as they come. */
  readonly run: (session: Session, argument: string, flags: Flags) => Promise<Item> | AsyncIterable<Item>;
}

/** Items under way wanted, all of them when no limit is given. */
async function* first<T>(
  items: AsyncIterable<T>,
  flags: Flags,
  line: (item: T) => string,
): AsyncGenerator<Item> {
  let left = flags.limit === undefined ? Infinity : Number(flags.limit);
  if (left <= 0) return;
  for await (const item of items) {
    yield [line(item), item];
    if ((left -= 1) <= 0) return;
  }
}

async function* all<T>(
  items: Promise<readonly T[]>,
  flags: Flags,
  line: (item: T) => string,
): AsyncGenerator<Item> {
  async function* each() {
    yield* await items;
  }
  yield* first(each(), flags, line);
}

/** Fewer items a page than a page holds, when fewer are wanted. */
const pageSize = ({ limit }: Flags) =>
  limit === undefined ? {} : { limit: Math.min(200, Math.max(1, Number(limit))) };

const commands: Readonly<Record<string, Command>> = {
  me: {
    summary: 'qui parle, pour quel client, jusqu’à quand',
    run: async (session) => {
      const me = await session.me();
      return [`${me.displayName}\t${me.tenant.name}\t${me.roles.join(', ')}\tjusqu’à ${me.expiresAt}`, me];
    },
  },
  'files list': {
    summary: 'les dossiers que vous voyez, par nom (--mine, --unit ID, --status CODE, --from AB)',
    run: (session, _, flags) => {
      const filter = {
        ...pageSize(flags),
        ...(flags.mine ? { mine: true } : {}),
        ...(flags.unit === undefined ? {} : { unitId: flags.unit }),
        ...(flags.status === undefined ? {} : { status: flags.status }),
        ...(flags.from === undefined ? {} : { from: flags.from }),
      };
      return first(
        session.socialFile.list(filter),
        flags,
        (file) => `${file.id}\t${file.status}\t${file.lastName} ${file.firstNames}`,
      );
    },
  },
  'files open': {
    summary: 'un dossier, entier',
    takes: 'DOSSIER',
    run: async (session, id) => {
      const { file } = await session.socialFile.open(id);
      return [JSON.stringify(file, null, 2), file];
    },
  },
  timeline: {
    summary: 'les travaux d’un dossier, le plus récent d’abord (--type CODE)',
    takes: 'DOSSIER',
    run: (session, id, flags) =>
      first(
        session.tdm.timeline(id, {
          ...pageSize(flags),
          ...(flags.type === undefined ? {} : { typeCode: flags.type }),
        }),
        flags,
        (entry) =>
          `${entry.performedOn}\t${entry.typeCode}\t${entry.minutes} min\t${entry.performedBy.displayName}`,
      ),
  },
  requests: {
    summary: 'les demandes d’un dossier avec leurs moyens',
    takes: 'DOSSIER',
    run: (session, id, flags) =>
      all(
        session.tdm.requests(id),
        flags,
        (request) => `${request.requestedOn}\t${request.typeCode}\t${request.status}`,
      ),
  },
  drafts: {
    summary: 'vos brouillons, le plus récent d’abord',
    run: (session, _, flags) =>
      all(session.tdm.listDrafts(), flags, (draft) => `${draft.id}\t${draft.savedAt}`),
  },
  configuration: {
    summary: 'listes, champs, entités, équipe et annuaire',
    run: async (session) => {
      const configuration = await session.configuration.read();
      return [JSON.stringify(configuration, null, 2), configuration];
    },
  },
};

const help = `Usage : lastria COMMANDE [options]

${Object.entries(commands)
  .map(([name, { takes, summary }]) => `  ${`${name} ${takes ?? ''}`.padEnd(18)} ${summary}`)
  .join('\n')}

Options
  --json             toute la réponse en JSON : un objet, ou un tableau pour une liste
  --limit N          N éléments d’une liste au plus
  --token-file NOM   fichier où est le jeton ; relu quand il faut le renouveler
  --help

Environnement
  LASTRIA_URL        adresse du serveur
  LASTRIA_TOKEN      le jeton, sans --token-file ; jamais en argument, que d’autres comptes peuvent voir

Exemples
  lastria me
  lastria files list --mine --json | jq -r '.[].id'
  lastria timeline 0197a3c4-9d1e-7c3a-8f00-2b6f6d6a1c11 --type entretien-telephonique --limit 10

Codes de sortie
  0 fait   1 échec   2 mauvais usage   3 session finie   4 refusé ou introuvable   5 serveur injoignable
`;

class UsageError extends Error {}

/** Runs one command and gives its exit code. Answers go to stdout, everything else to stderr. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const { values: flags, positionals } = parse(args);
    if (flags.help || positionals.length === 0) {
      if (flags.help) await terminal.stdout(help);
      else terminal.stderr(help);
      return flags.help ? exitCodes.done : exitCodes.usage;
    }
    const { command, argument } = commandOf(positionals);
    if (flags.limit !== undefined && !/^\d{1,9}$/.test(flags.limit))
      throw new UsageError('L’option --limit attend un nombre entier.');
    const session = connect({
      baseUrl: addressOf(terminal),
      getToken: tokenSource(terminal, flags['token-file']),
      onWarning: (message) => terminal.stderr(`${message}\n`),
      ...(terminal.fetch ? { fetch: terminal.fetch } : {}),
    });
    try {
      await print(command.run(session, argument, flags), flags.json === true, terminal);
    } finally {
      session.close();
    }
    return exitCodes.done;
  } catch (error) {
    return explain(error, terminal);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        mine: { type: 'boolean' },
        unit: { type: 'string' },
        status: { type: 'string' },
        from: { type: 'string' },
        type: { type: 'string' },
        limit: { type: 'string' },
        'token-file': { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(`${misused(error as Error)} Aide : lastria --help`);
  }
}

/** What Node says of an option, in French. */
function misused({ message }: Error): string {
  const option = /'(-[^' ]+)/.exec(message)?.[1] ?? '';
  if (message.startsWith('Unknown option')) return `L’option ${option} n’existe pas.`;
  if (message.includes('does not take')) return `L’option ${option} ne prend pas de valeur.`;
  return `L’option ${option} attend une valeur.`;
}

function commandOf(words: readonly string[]): { command: Command; argument: string } {
  for (const count of [2, 1]) {
    const name = words.slice(0, count).join(' ');
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) continue;
    const rest = words.slice(count);
    if (rest.length !== (command.takes ? 1 : 0)) {
      throw new UsageError(`Usage : lastria ${name} ${command.takes ?? ''}`.trimEnd());
    }
    return { command, argument: rest[0] ?? '' };
  }
  throw new UsageError(`La commande « ${words.join(' ')} » n’existe pas. Aide : lastria --help`);
}

function addressOf({ env }: Terminal): string {
  const url = env['LASTRIA_URL'];
  if (!url || !URL.canParse(url))
    throw new UsageError('Indiquez par LASTRIA_URL l’adresse du serveur, comme https://lastria.example.');
  return url;
}

function tokenSource({ env, readFile }: Terminal, file: string | undefined): () => Promise<string> {
  const token = env['LASTRIA_TOKEN'];
  if (file === undefined && !token)
    throw new UsageError('Indiquez un jeton par LASTRIA_TOKEN, ou par --token-file FICHIER.');
  return async () => (file === undefined ? token! : (await readFile(file)).trim());
}

/** Control characters of somebody's name must not drive the terminal. */
const plain = (line: string) => line.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');

async function print(
  found: Promise<Item> | AsyncIterable<Item>,
  json: boolean,
  { stdout }: Terminal,
): Promise<void> {
  if (found instanceof Promise) {
    const [line, whole] = await found;
    return stdout(json ? `${JSON.stringify(whole, null, 2)}\n` : `${plain(line)}\n`);
  }
  let separator = '[\n';
  for await (const [line, whole] of found) {
    await stdout(json ? `${separator}${JSON.stringify(whole)}` : `${plain(line)}\n`);
    separator = ',\n';
  }
  if (json) await stdout(separator === '[\n' ? '[]\n' : '\n]\n');
}

function explain(error: unknown, { stderr }: Terminal): number {
  if (error instanceof UsageError) {
    stderr(`${error.message}\n`);
    return exitCodes.usage;
  }
  if (error instanceof ProblemError) {
    const fields = error.fieldErrors.map(({ pointer, detail }) => `  ${pointer} : ${detail}\n`).join('');
    const cause = error.cause instanceof Error ? `  ${error.cause.message}\n` : '';
    stderr(
      `${error.message}\n${fields}${cause}${error.requestId ? `  identifiant ${error.requestId}\n` : ''}`,
    );
    if (error instanceof SessionEndedError) return exitCodes.signedOut;
    return [403, 404].includes(error.status) ? exitCodes.refused : exitCodes.failed;
  }
  stderr(`${(error as Error).message}\n`);
  return error instanceof ConnectionError ? exitCodes.unreachable : exitCodes.failed;
}
