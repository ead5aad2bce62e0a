import { resolve } from 'node:path';

/** A setting that is wrong; its message is a sentence for the person who starts the server. */
export class SettingError extends Error {}

interface Setting<T> {
  readonly name: string;
  readonly meaning: string;
  readonly fallback: string | undefined;
  readonly read: (value: string) => T | undefined;
  readonly expected: string;
}

const text = (value: string) => value;
const port = (value: string) => {
  const number = Number(value);
  return Number.isInteger(number) && number >= 0 && number < 65536 ? number : undefined;
};
const count = (value: string) => {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 && number <= 1000 ? number : undefined;
};
const proxies = (value: string) => (/^\d$/.test(value) ? Number(value) : undefined);
/** A database beyond this machine is spoken to over TLS, and shows a certificate that is checked. */
const database = (value: string) => {
  if (!/^postgres(ql)?:/.test(value) || !URL.canParse(value)) return undefined;
  const { hostname, searchParams } = new URL(value);
  const isHere = ['', 'localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return isHere || searchParams.get('sslmode') === 'verify-full' ? value : undefined;
};
/** An origin; plain http only on the machine itself, where browsers trust it too. */
const publicUrl = (value: string) => {
  if (value === '') return value;
  if (!URL.canParse(value)) return undefined;
  const { origin, protocol, hostname, href } = new URL(value);
  const isTrusted = protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost');
  return isTrusted && (href === `${origin}/` || href === origin) ? origin : undefined;
};
const minutes = (value: string) => {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 && number <= 1440 ? number : undefined;
};
const relay = (value: string) =>
  value === '' || (/^smtps?:\/\//.test(value) && URL.canParse(value)) ? value : undefined;
const mailbox = (value: string) =>
  value === '' || /^[^\s@<>"]+@[^\s@<>"]+$/.test(value) ? value : undefined;
const oneOf =
  <const T extends string>(...values: T[]) =>
  (value: string) =>
    values.find((candidate) => candidate === value);

const setting = <T>(
  name: string,
  fallback: string | undefined,
  read: (value: string) => T | undefined,
  expected: string,
  meaning: string,
): Setting<T> => ({ name, fallback, read, expected, meaning });

/** Every setting: its name in the environment, its default and its meaning. */
export const settings = {
  databaseUrl: setting(
    'DATABASE_URL',
    undefined,
    database,
    'une adresse postgres://compte:mot-de-passe@hôte:port/base, avec ?sslmode=verify-full si la base est sur une autre machine',
    'PostgreSQL 15 ou plus récent, au lieu de celui qui est fourni ; son compte doit pouvoir créer des rôles',
  ),
  dataDir: setting(
    'LASTRIA_DATA_DIR',
    '.data',
    text,
    'un dossier',
    'Dossier de la base fournie, du trousseau de clés et des fichiers scellés',
  ),
  keyringFile: setting(
    'LASTRIA_KEYRING',
    '',
    text,
    'un fichier',
    'Trousseau de clés, créé au premier démarrage (par défaut : keyring.json dans le dossier des données)',
  ),
  host: setting(
    'LASTRIA_HOST',
    '127.0.0.1',
    text,
    'un nom de machine ou une adresse',
    'Adresse à laquelle le serveur écoute',
  ),
  port: setting('LASTRIA_PORT', '4600', port, 'un port de 0 à 65535', 'Port auquel le serveur écoute'),
  publicUrl: setting(
    'LASTRIA_PUBLIC_URL',
    '',
    publicUrl,
    'une origine comme https://lastria.example',
    'Adresse à laquelle les personnes ouvrent Lastria, sans chemin (par défaut : http://localhost et le port)',
  ),
  proxies: setting(
    'LASTRIA_PROXIES',
    '0',
    proxies,
    'un nombre de 0 à 9',
    'Relais de confiance devant le serveur : sans eux, X-Forwarded-For n’est jamais cru',
  ),
  poolSize: setting(
    'LASTRIA_POOL_SIZE',
    '8',
    count,
    'un nombre de 1 à 1000',
    'Connexions à la base, pour chacun des deux groupes',
  ),
  logLevel: setting(
    'LASTRIA_LOG_LEVEL',
    'info',
    oneOf('debug', 'info', 'warn', 'error', 'silent'),
    'debug, info, warn, error ou silent',
    'Gravité la plus faible des événements écrits au journal',
  ),
  checkpointFile: setting(
    'LASTRIA_CHECKPOINT_FILE',
    '',
    text,
    'un fichier',
    'Fichier ou tube où l’état signé du journal des accès est ajouté ; il doit exister, et appartenir à un autre compte',
  ),
  checkpointMinutes: setting(
    'LASTRIA_CHECKPOINT_MINUTES',
    '60',
    minutes,
    'un nombre de minutes de 1 à 1440',
    'Temps entre deux états signés du journal des accès, s’il a grandi',
  ),
  smtpUrl: setting(
    'LASTRIA_SMTP_URL',
    '',
    relay,
    'une adresse smtps://compte:mot-de-passe@hôte:port',
    'Relais de messagerie ; sans lui aucun message ne part',
  ),
  mailFrom: setting(
    'LASTRIA_MAIL_FROM',
    '',
    mailbox,
    'une adresse comme lastria@hopital.example',
    'Expéditeur des messages, avec LASTRIA_SMTP_URL',
  ),
  outlookClientId: setting(
    'LASTRIA_OUTLOOK_CLIENT_ID',
    '',
    text,
    'l’identifiant d’application donné par Microsoft',
    'Application enregistrée chez Microsoft, pour relier les agendas à Outlook ; sans elle ils ne le sont pas',
  ),
  outlookClientSecret: setting(
    'LASTRIA_OUTLOOK_CLIENT_SECRET',
    '',
    text,
    'le secret de cette application',
    'Secret de cette application, avec LASTRIA_OUTLOOK_CLIENT_ID',
  ),
  outlookLoginUrl: setting(
    'LASTRIA_OUTLOOK_LOGIN_URL',
    'https://login.microsoftonline.com',
    publicUrl,
    'une origine comme https://login.microsoftonline.com',
    'Adresse de connexion de Microsoft',
  ),
  outlookGraphUrl: setting(
    'LASTRIA_OUTLOOK_GRAPH_URL',
    'https://graph.microsoft.com',
    publicUrl,
    'une origine comme https://graph.microsoft.com',
    'Adresse de Microsoft Graph',
  ),
} as const;

type Known = typeof settings;
export type Config = {
  readonly [K in keyof Known]: Known[K] extends Setting<infer T>
    ? K extends 'databaseUrl'
      ? T | undefined
      : T
    : never;
};

/** Reads the settings; an unknown or invalid one is an error that says what to do. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const names = new Set<string>(Object.values(settings).map(({ name }) => name));
  const unknown = Object.keys(environment).filter((name) => name.startsWith('LASTRIA_') && !names.has(name));
  if (unknown.length > 0) {
    throw new SettingError(
      `Réglage inconnu : ${unknown.join(', ')}. Réglages connus : ${[...names].join(', ')}.`,
    );
  }
  const entries = Object.entries(settings).map(([key, one]) => {
    const raw = environment[one.name] ?? one.fallback;
    if (raw === undefined) return [key, undefined];
    const value = one.read(raw);
    if (value === undefined) {
      // An address holds a password, and what is said here goes to a log
      const secret = [settings.databaseUrl, settings.smtpUrl, settings.outlookClientSecret].some(
        (hidden) => hidden === one,
      );
      const given = secret ? '' : ` ; il vaut « ${raw} »`;
      throw new SettingError(`${one.name} doit être ${one.expected}${given}.`);
    }
    return [key, value];
  });
  const config = Object.fromEntries(entries) as { -readonly [K in keyof Config]: Config[K] };
  config.dataDir = resolve(config.dataDir);
  config.keyringFile =
    config.keyringFile === '' ? `${config.dataDir}/keyring.json` : resolve(config.keyringFile);
  if (config.checkpointFile !== '') config.checkpointFile = resolve(config.checkpointFile);
  if ((config.smtpUrl === '') !== (config.mailFrom === ''))
    throw new SettingError('LASTRIA_SMTP_URL et LASTRIA_MAIL_FROM vont ensemble : donnez les deux.');
  if ((config.outlookClientId === '') !== (config.outlookClientSecret === ''))
    throw new SettingError(
      'LASTRIA_OUTLOOK_CLIENT_ID et LASTRIA_OUTLOOK_CLIENT_SECRET vont ensemble : donnez les deux.',
    );
  if (config.publicUrl === '') config.publicUrl = `http://localhost:${config.port}`;
  return config;
}
