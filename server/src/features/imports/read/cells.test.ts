import { describe, expect, it } from 'vitest';
import { readBirth } from './birth.ts';
import {
  readEmail,
  readPhone,
  readPostalCode,
  splitPhoneAndEmail,
  splitPostalCodeAndCity,
} from './contacts.ts';
import { birthCentury, eventCentury, readWrittenDate, spreadsheetDay } from './dates.ts';
import { readDuration } from './durations.ts';
import { readNames, readPersonWords } from './names.ts';
import { findSensitivePatterns } from './sensitive.ts';
import { distance, firstNamesKey, nameKey } from './words.ts';

const asOf = '2026-10-02';

describe('dates', () => {
  it.each([
    ['20-08-1974', '1974-08-20'],
    ['20/8/1974', '1974-08-20'],
    ['20.08.1974', '1974-08-20'],
    ['20 08 1974', '1974-08-20'],
    ['1974-08-20', '1974-08-20'],
    ['1974-08-20T00:00:00Z', '1974-08-20'],
    ['20/08/1974 00:00', '1974-08-20'],
    ['24 septembre 1977', '1977-09-24'],
    ['1er mars 1970', '1970-03-01'],
    ['le 3 févr. 2001', '2001-02-03'],
    ['lundi 5 AOÛT 2024', '2024-08-05'],
    ['3-déc-99', '1999-12-03'],
    ['née le 29/02/2000', '2000-02-29'],
    ['12/03/1970 (56 ans)', '1970-03-12'],
    ['12/03/1970 à Arras', '1970-03-12'],
    ['12031970', '1970-03-12'],
    ['19700312', '1970-03-12'],
  ])('%s is the day %s', (text, iso) => {
    expect(readWrittenDate(text, birthCentury(asOf))).toEqual({ kind: 'day', iso });
  });
  it.each(['31/02/1980', '00/00/1962', '12/13/1969', '29/02/1900', '31 juin 2025', '1980-13-01'])(
    '%s is not in the calendar',
    (text) => {
      expect(readWrittenDate(text, birthCentury(asOf))).toEqual({ kind: 'impossible' });
    },
  );
  it.each(['12/2024', 'mars 2025', 'fin 2024', 'sept-25', 'été 2025', 'vers 2002'])(
    '%s lacks a day',
    (text) => {
      expect(readWrittenDate(text, eventCentury('2026-11-18'))?.kind).toBe('partial');
    },
  );
  it.each(['hier', '??', 'demain', '12', 'Dupont'])('%s is no date', (text) => {
    expect(readWrittenDate(text, eventCentury('2026-11-18'))).toBeUndefined();
  });
  it('gives two digits the century that makes sense', () => {
    const born = (text: string) => readWrittenDate(text, birthCentury(asOf));
    expect(born('02/10/12')).toEqual({ kind: 'day', iso: '2012-10-02' });
    expect(born('03/10/12')).toEqual({ kind: 'day', iso: '1912-10-03' });
    expect(readWrittenDate('28/06/26', eventCentury(asOf))).toEqual({ kind: 'day', iso: '2026-06-28' });
    expect(readWrittenDate('28/06/98', eventCentury(asOf))).toEqual({ kind: 'day', iso: '1998-06-28' });
  });
  it('counts spreadsheet days', () => {
    expect([spreadsheetDay(38913), spreadsheetDay(1), spreadsheetDay(61), spreadsheetDay(1e9)]).toEqual([
      '2006-07-15',
      '1900-01-01',
      '1900-03-01',
      null,
    ]);
  });
});

describe('birth cells', () => {
  it.each([
    ['47 ans', { kind: 'age', age: 47 }],
    ['47', { kind: 'age', age: 47 }],
    ['110', { kind: 'age', age: 110 }],
    ['111', { kind: 'invalid' }],
    ['1975', { kind: 'year', year: 1975 }],
    ['vers 2002', { kind: 'year', year: 2002 }],
    ['2026', { kind: 'year', year: 2026 }],
    ['38913', { kind: 'date', iso: '2006-07-15' }],
    ['', { kind: 'unknown' }],
    ['NC', { kind: 'unknown' }],
    ['?', { kind: 'unknown' }],
    ['15/07/1875', { kind: 'invalid' }],
    ['12/03/2075', { kind: 'future' }],
    ['03/10/2026', { kind: 'future' }],
    ['n’importe quoi', { kind: 'invalid' }],
  ])('%s', (text, birth) => expect(readBirth(text, asOf)).toEqual(birth));
  it('reads typed cells', () => {
    expect(readBirth({ text: '1973', number: 1973 }, asOf)).toEqual({ kind: 'year', year: 1973 });
    expect(readBirth({ text: '13/05/1990', date: '1990-05-13' }, asOf)).toEqual({
      kind: 'date',
      iso: '1990-05-13',
    });
  });
});

describe('names', () => {
  it.each([
    ['CHERKAOUI née LEBAS', '', 'CHERKAOUI', 'LEBAS'],
    ['COCHET ép. LESAGE', '', 'LESAGE', 'COCHET'],
    ['COCHET épouse LESAGE', '', 'LESAGE', 'COCHET'],
    ['TAILLEZ (Boulogne)', '', 'TAILLEZ', 'Boulogne'],
    ['TAILLEZ (née Boulogne)', '', 'TAILLEZ', 'Boulogne'],
    ['CAPELLE', 'LEFRANC', 'CAPELLE', 'LEFRANC'],
    ['Petit-Jean', 'PETIT JEAN', 'Petit-Jean', null],
    ['?', '', null, null],
    ['  El   Fassi ', '', 'El Fassi', null],
    ['DENEE', '', 'DENEE', null],
    ['NÉE', '', 'NÉE', null],
  ])('%s + %s', (cell, birth, lastName, birthName) =>
    expect(readNames(cell, birth)).toEqual({ lastName, birthName }),
  );
  it('compares without case, accents, ligatures, hyphens, apostrophes and dots', () => {
    expect(nameKey('D’Hulster-Lecœuvre')).toBe(nameKey("D'HULSTER LECOEUVRE"));
    expect([
      nameKey('KILIÇ'),
      nameKey('ŞIMŞEK'),
      nameKey('Łukasz'),
      nameKey('Đặng'),
      nameKey('Søren'),
    ]).toEqual([nameKey('Kılıç'), nameKey('Şimşek'), 'lukasz', 'dang', 'soren']);
    expect(firstNamesKey('JEAN-PIERRE')).toBe(firstNamesKey('Pierre Jean'));
    expect(readPersonWords('Mme DUPONT, Anne-Marie')).toEqual({
      words: ['dupont', 'anne', 'marie'],
      nameLength: 1,
    });
    expect([
      distance('cousin', 'cousni', 1),
      distance('marie', 'marine', 1),
      distance('abc', 'xyz', 2),
      distance('dassonneville', 'dasonnevile', 2),
    ]).toEqual([1, 1, Infinity, 2]);
  });
});

describe('contacts', () => {
  it.each([
    ['06 39 98 32 84', '+33639983284'],
    ['06.39.98.32.84', '+33639983284'],
    ['+33 (0)3 53 01 75 51', '+33353017551'],
    ['0033639982107', '+33639982107'],
    ['639985404', '+33639985404'],
    ['06 39 98 12', undefined],
    ['néant', undefined],
    ['liste rouge', undefined],
    ['Port. : 06-39-98-32-84', '+33639983284'],
    ['03 53 01 75 51 ou 06 39 98 32 84', '+33353017551'],
    ['+32 470 12 34 56', '+32470123456'],
    ['', undefined],
  ])('phone %s', (text, phone) => expect(readPhone(text)).toBe(phone));
  it.each([
    ['a.b2@example.org', 'a.b2@example.org'],
    ['mailto:a@b.fr', 'a@b.fr'],
    ['prenom.nom@example', undefined],
    ['a.voir@', undefined],
    ['mail perso ?', undefined],
  ])('e-mail %s', (text, email) => expect(readEmail(text)).toBe(email));
  it('splits cells that hold two data', () => {
    expect(splitPhoneAndEmail('06 39 98 36 63 /')).toEqual({ phone: '06 39 98 36 63', email: '' });
    expect(splitPhoneAndEmail('/ a@b.fr')).toEqual({ phone: '', email: 'a@b.fr' });
    expect(splitPhoneAndEmail('a@b.fr')).toEqual({ phone: '', email: 'a@b.fr' });
    expect(splitPhoneAndEmail('06/39/98/36/63 / a@b.fr')).toEqual({
      phone: '06/39/98/36/63',
      email: 'a@b.fr',
    });
    expect(splitPostalCodeAndCity('62223 Saint-Laurent-Blangy')).toEqual({
      postalCode: '62223',
      city: 'Saint-Laurent-Blangy',
    });
    expect(splitPostalCodeAndCity('Lens')).toEqual({ postalCode: '', city: 'Lens' });
    expect([readPostalCode('1000'), readPostalCode('62 300'), readPostalCode('')]).toEqual([
      '01000',
      '62300',
      null,
    ]);
  });
});

describe('durations', () => {
  it.each([
    ['30', 30],
    ['999', 999],
    ["30'", 30],
    ['45mn', 45],
    ['45 min', 45],
    ['1h', 60],
    ['1 h 30', 90],
    ['1h15', 75],
    ['1:15', 75],
    ['01:15:00', 75],
    ['0,5', 30],
    ['0.75', 45],
    ['1,25', 75],
    ['25h', 1500],
    ['48:00', 2880],
    ['1h1/2', 90],
    ['3/4h', 45],
    ['½ h', 30],
    ['2 heures', 120],
    ['environ 1h', 60],
  ])('%s', (text, minutes) => expect(readDuration(text)).toEqual({ kind: 'minutes', minutes }));
  it.each([
    ['', 'empty'],
    ['—', 'empty'],
    ['longtemps', 'unreadable'],
  ])('%s', (text, kind) => expect(readDuration(text)).toEqual({ kind }));
});

describe('sensitive patterns', () => {
  it.each([
    ['CB 4111 1111 1111 1111 en copie', ['card']],
    ['N° SS 1 85 03 62 000 123 50', ['nir']],
    ['IBAN reçu : FR76 3000 6000 0112 3456 7890 189', ['iban']],
    ['Rappeler au 06 39 98 12 34 ou 03 53 01 75 51', []],
    ['Prochain RDV le 12/12/2026, 10h, 250 €', []],
    ['=1+1', []],
  ])('%s', (text, found) => expect(findSensitivePatterns(text)).toEqual(found));
});
