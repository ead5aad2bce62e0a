import { expect, test } from 'vitest';
import { readConfig, SettingError } from './config.ts';

test('settings have defaults, and DATABASE_URL has none', () => {
  expect(readConfig({ LASTRIA_DATA_DIR: '/var/lib/lastria' })).toEqual({
    databaseUrl: undefined,
    dataDir: '/var/lib/lastria',
    keyringFile: '/var/lib/lastria/keyring.json',
    host: '127.0.0.1',
    port: 4600,
    poolSize: 8,
    logLevel: 'info',
  });
});

test.each([
  [{ LASTRIA_PROT: '1' }, /Unknown setting LASTRIA_PROT\. Known settings: .*LASTRIA_PORT/],
  [{ LASTRIA_PORT: '70000' }, /LASTRIA_PORT must be a port between 0 and 65535; it is "70000"/],
  [{ LASTRIA_POOL_SIZE: '0' }, /LASTRIA_POOL_SIZE must be a number between 1 and 1000/],
  [{ LASTRIA_LOG_LEVEL: 'loud' }, /LASTRIA_LOG_LEVEL must be debug, info, warn, error or silent/],
  [{ DATABASE_URL: 'not an address' }, /DATABASE_URL must be an address/],
  [{ DATABASE_URL: 'mysql://a:secret@b/c' }, /^DATABASE_URL must be an address postgres:[^;]*\.$/],
])('%j is refused in one sentence that says what to do', (environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(SettingError);
  expect(() => readConfig(environment)).toThrow(sentence);
});
