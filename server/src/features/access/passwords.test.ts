import { describe, expect, test } from 'vitest';
import { digestOf, isPassword, longest, shortest, weaknessOf } from './passwords.ts';

const claire = ['claire.vasseur@hopital.example', 'Claire Vasseur', 'Hôpital de Valmont'];
const weak = (password: string) => weaknessOf(password, claire);

describe('a password that is chosen', () => {
  test('has twelve characters at least, and may have 64 and more', () => {
    expect([shortest, longest]).toEqual([12, 128]);
    const letters = 'gravier tondu vélo';
    expect(weak(letters.slice(0, 11))).toMatch('au moins 12');
    expect(weak(letters.slice(0, 12))).toBeUndefined();
    for (const length of [64, 65, 128]) expect(weak(letters.repeat(10).slice(0, length))).toBeUndefined();
    expect(weak(letters.repeat(10).slice(0, 129))).toMatch('au plus 128');
  });

  test('is of whatever characters: no kind is asked for, none is refused', () => {
    for (const free of [
      'gravier tondu velo',
      'GRAVIER TONDU VELO',
      '8351 0926 4718',
      '§£µ~¤¨^°|¬ÿ',
      'Γράβιερ τόντου',
      '🌵🚲🧂🪵🎻🧦🪁🥄🧭🪴🧵🪥',
      '  espaces aux bouts  ',
    ])
      expect(weak(free.padEnd(12, '¦…')), free).toBeUndefined();
  });

  test('is none of the commonest that leaked', () => {
    for (const leaked of [
      '1q2w3e4r5t6y',
      '123qweasdzxc',
      'Leavemealone',
      'ZXCASDQWE123',
      'sonyericsson',
      'chickenwing101',
      '123456789987654321',
    ])
      expect(weak(leaked), leaked).toBeDefined();
    expect(weak('chickenwing101 gravier'), 'control').toBeUndefined();
  });

  test('says neither who chooses it, nor where, nor in what', () => {
    for (const own of ['Vasseur-20261', 'claire.vasseur', '2026Valmont!!'])
      expect(weak(own), own).toMatch('reprend votre nom');
    for (const ours of ['Lastria-2026!', 'l@stria 12345', 'servicesocial75'])
      expect(weak(ours), ours).toMatch('trop courant');
    expect(weak('Vasseur promène trois ânes'), 'control').toBeUndefined();
  });
});

describe('a password that is typed', () => {
  test('counts to the last character, as it was typed', async () => {
    const chosen = `  Une phrase très longue, ${'é'.repeat(90)}fin `;
    const digest = await digestOf(chosen);
    expect(await isPassword(digest, chosen)).toBe(true);
    for (const other of [
      chosen.trim(),
      chosen.toLowerCase(),
      `${chosen.slice(0, 72)}${'x'.repeat(chosen.length - 72)}`,
      chosen.normalize('NFD'),
    ])
      expect(await isPassword(digest, other)).toBe(false);
  });

  test('is kept by argon2id at the cost of the ASVS, with a salt of its own', async () => {
    const [one, two] = [await digestOf('gravier tondu vélo'), await digestOf('gravier tondu vélo')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(two);
  });
});
