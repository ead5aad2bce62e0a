import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SettingError } from '../config.ts';
import { Keyring, openKeyring, SealError, temporaryKeyring } from './keyring.ts';

describe('what is sealed', () => {
  const keyring = temporaryKeyring();
  const sealed = keyring.seal('draft', 'tenant/author/1', Buffer.from('Deux mois de retard.'));

  test('opens where it was sealed', () => {
    expect(keyring.open('draft', 'tenant/author/1', sealed).toString()).toBe('Deux mois de retard.');
  });

  test.each([
    ['another purpose', () => keyring.open('cursor', 'tenant/author/1', sealed)],
    ['another context', () => keyring.open('draft', 'tenant/author/2', sealed)],
    ['another keyring', () => temporaryKeyring().open('draft', 'tenant/author/1', sealed)],
    ['a shorter text', () => keyring.open('draft', 'tenant/author/1', sealed.subarray(0, -1))],
    ['nothing', () => keyring.open('draft', 'tenant/author/1', Buffer.alloc(0))],
  ])('does not open with %s', (_, open) => {
    expect(open).toThrow(SealError);
  });

  test('does not open once any byte of it is changed', () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered[at]! ^= 1;
      expect(() => keyring.open('draft', 'tenant/author/1', altered), `byte ${at}`).toThrow(SealError);
    }
  });

  test('still opens after a new key was put first', () => {
    const [old, fresh] = [
      { id: '00000001', secret: Buffer.alloc(32, 1) },
      { id: '00000002', secret: Buffer.alloc(32, 2) },
    ];
    const before = new Keyring([old]).seal('draft', 'x', Buffer.from('ancien'));
    const rotated = new Keyring([fresh, old]);
    expect(rotated.open('draft', 'x', before).toString()).toBe('ancien');
    expect(rotated.derive('database role')).toEqual(new Keyring([old]).derive('database role'));
  });
});

describe('the keyring file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lastria-keyring-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is made at the first opening, readable by its owner alone, and read at the next', () => {
    const file = join(folder, 'deep', 'keyring.json');
    const sealed = openKeyring(file).seal('p', 'c', Buffer.from('x'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(openKeyring(file).open('p', 'c', sealed).toString()).toBe('x');
  });

  test('is refused when others can read it', () => {
    const file = join(folder, 'keyring.json');
    openKeyring(file);
    chmodSync(file, 0o644);
    expect(() => openKeyring(file)).toThrow(/chmod 600/);
  });

  test('is refused in a sentence when it cannot be read', () => {
    expect(() => openKeyring(folder)).toThrow(SettingError);
    expect(() => openKeyring(folder)).toThrow(/ne peut pas être lu \(EISDIR\)/);
  });

  test('is refused when damaged, and left as it is', () => {
    const file = join(folder, 'keyring.json');
    writeFileSync(file, '{"version":1,"keys":[]}', { mode: 0o600 });
    expect(() => openKeyring(file)).toThrow(SettingError);
    expect(readFileSync(file, 'utf8')).toBe('{"version":1,"keys":[]}');
  });
});
