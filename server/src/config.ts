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
const database = (value: string) =>
  /^postgres(ql)?:/.test(value) && URL.canParse(value) ? value : undefined;
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
    'an address postgres://user:password@host:port/database',
    'PostgreSQL 15 or later to use instead of the embedded one; its user must be able to create roles',
  ),
  dataDir: setting(
    'LASTRIA_DATA_DIR',
    '.data',
    text,
    'a folder',
    'Where the embedded database, the keyring and the sealed files live',
  ),
  keyringFile: setting(
    'LASTRIA_KEYRING',
    '',
    text,
    'a file',
    'The keyring, made at first start (default: keyring.json in the data folder)',
  ),
  host: setting('LASTRIA_HOST', '127.0.0.1', text, 'a host name or address', 'Address the server listens on'),
  port: setting('LASTRIA_PORT', '4600', port, 'a port between 0 and 65535', 'Port the server listens on'),
  poolSize: setting(
    'LASTRIA_POOL_SIZE',
    '8',
    count,
    'a number between 1 and 1000',
    'Database connections of each of the two pools',
  ),
  logLevel: setting(
    'LASTRIA_LOG_LEVEL',
    'info',
    oneOf('debug', 'info', 'warn', 'error', 'silent'),
    'debug, info, warn, error or silent',
    'Least grave event written to the log',
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
      `Unknown setting ${unknown.join(', ')}. Known settings: ${[...names].join(', ')}.`,
    );
  }
  const entries = Object.entries(settings).map(([key, one]) => {
    const raw = environment[one.name] ?? one.fallback;
    if (raw === undefined) return [key, undefined];
    const value = one.read(raw);
    if (value === undefined) {
      // An address holds a password, and what is said here goes to a log
      const given = one === settings.databaseUrl ? '' : `; it is "${raw}"`;
      throw new SettingError(`${one.name} must be ${one.expected}${given}.`);
    }
    return [key, value];
  });
  const config = Object.fromEntries(entries) as { -readonly [K in keyof Config]: Config[K] };
  config.dataDir = resolve(config.dataDir);
  config.keyringFile =
    config.keyringFile === '' ? `${config.dataDir}/keyring.json` : resolve(config.keyringFile);
  return config;
}
