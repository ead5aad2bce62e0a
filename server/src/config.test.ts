import { expect, test } from 'vitest';
import { readConfig, SettingError } from './config.ts';

test('settings have defaults, and DATABASE_URL has none', () => {
  expect(readConfig({ LASTRIA_DATA_DIR: '/var/lib/lastria' })).toEqual({
    databaseUrl: undefined,
    dataDir: '/var/lib/lastria',
    keyringFile: '/var/lib/lastria/keyring.json',
    host: '127.0.0.1',
    port: 4600,
    publicUrl: 'http://localhost:4600',
    proxies: 0,
    outlookClientId: '',
    outlookClientSecret: '',
    outlookGraphUrl: 'https://graph.microsoft.com',
    outlookLoginUrl: 'https://login.microsoftonline.com',
    poolSize: 8,
    logLevel: 'info',
    checkpointFile: '',
    checkpointMinutes: 60,
    smtpUrl: '',
    mailFrom: '',
  });
});

test.each([
  [{ LASTRIA_PROT: '1' }, /Réglage inconnu : LASTRIA_PROT\. Réglages connus : .*LASTRIA_PORT/],
  [{ LASTRIA_PORT: '70000' }, /LASTRIA_PORT doit être un port de 0 à 65535 ; il vaut « 70000 »/],
  [{ LASTRIA_POOL_SIZE: '0' }, /LASTRIA_POOL_SIZE doit être un nombre de 1 à 1000/],
  [{ LASTRIA_LOG_LEVEL: 'loud' }, /LASTRIA_LOG_LEVEL doit être debug, info, warn, error ou silent/],
  [{ DATABASE_URL: 'not an address' }, /DATABASE_URL doit être une adresse/],
  [{ DATABASE_URL: 'mysql://a:secret@b/c' }, /^DATABASE_URL doit être une adresse postgres:[^;]*\.$/],
])('%j is refused in one sentence that says what to do', (environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(SettingError);
  expect(() => readConfig(environment)).toThrow(sentence);
});

test.each([
  ['https://lastria.example', 'https://lastria.example'],
  ['https://lastria.example/', 'https://lastria.example'],
  ['http://localhost:4600', 'http://localhost:4600'],
])('our own pages are at an origin browsers trust: %s', (given, kept) => {
  expect(readConfig({ LASTRIA_PUBLIC_URL: given }).publicUrl).toBe(kept);
});

test.each(['http://lastria.example', 'https://lastria.example/app', 'lastria.example', 'file:///tmp'])(
  'and not at %s',
  (given) => {
    expect(() => readConfig({ LASTRIA_PUBLIC_URL: given })).toThrow('LASTRIA_PUBLIC_URL');
  },
);

test('a database beyond this machine is spoken to over TLS, its certificate checked', () => {
  const read = (url: string) => () => readConfig({ DATABASE_URL: url }).databaseUrl;
  for (const here of ['postgres://a:b@localhost:5432/c', 'postgresql://a:b@127.0.0.1/c', 'postgres:///c'])
    expect(read(here)()).toBe(here);
  const far = 'postgres://a:b@base.hopital.example:5432/c';
  expect(read(`${far}?sslmode=verify-full`)()).toBe(`${far}?sslmode=verify-full`);
  for (const plain of [far, `${far}?sslmode=require`, `${far}?sslmode=disable`])
    expect(read(plain)).toThrow('sslmode=verify-full');
});

test('people open Lastria over TLS alone, on an origin of its own', () => {
  for (const url of ['http://lastria.hopital.example', 'https://intranet.hopital.example/lastria'])
    expect(() => readConfig({ LASTRIA_PUBLIC_URL: url }), url).toThrow('LASTRIA_PUBLIC_URL');
});
