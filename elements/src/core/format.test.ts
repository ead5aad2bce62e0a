import { expect } from '@open-wc/testing';
import { parseDate } from './date-text.ts';
import {
  formatAge,
  formatDate,
  formatDateTime,
  formatDuration,
  formatName,
  formatNumber,
  formatRelativeDay,
  parseDuration,
  parseNumber,
  todayIn,
} from './format.ts';
import { messagesWith, plural } from './messages.ts';

const said = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('format', () => {
  it('writes dates, times, durations, names, ages and numbers in French', () => {
    expect(formatDate('2026-11-24', 'Pacific/Auckland')).to.equal('mar. 24 nov. 2026');
    expect(said(formatDateTime('2026-11-24T23:30:00Z', 'Indian/Reunion'))).to.equal(
      'mer. 25 nov. 2026 à 3 h 30',
    );
    expect([5, 60, 90, 125].map((minutes) => said(formatDuration(minutes)))).to.deep.equal([
      '5 min',
      '1 h',
      '1 h 30',
      '2 h 05',
    ]);
    expect(
      formatName({ lastName: 'Dupont', firstName: 'Marie', birthName: 'Martin', feminine: true }),
    ).to.equal('DUPONT Marie (née MARTIN)');
    expect(said(formatAge('1980-11-23', '2026-11-22'))).to.equal('45 ans');
    expect(said(formatAge('2026-01-30', '2026-11-22'))).to.equal('9 mois');
    expect(said(formatNumber(1284))).to.equal('1 284');
    expect(formatRelativeDay('2026-11-21', '2026-11-22')).to.equal('hier');
    expect(todayIn('Pacific/Auckland', new Date('2026-11-22T12:00:00Z'))).to.equal('2026-11-23');
  });

  it('reads durations as people write them', () => {
    const read = [
      '20',
      "45'",
      '45 min',
      '1h30',
      '1 h 30',
      '1h',
      '1,5 h',
      '1:30',
      '2 h 05 min',
      'un peu',
      '1h75',
      '',
    ].map(parseDuration);
    expect(read).to.deep.equal([20, 45, 45, 90, 90, 60, 90, 90, 125, undefined, undefined, undefined]);
    expect(['1 284,5', '-3', '12.5', '1e3', 'dix'].map(parseNumber)).to.deep.equal([
      1284.5,
      -3,
      12.5,
      undefined,
      undefined,
    ]);
  });

  const today = '2026-11-22'; // a Sunday
  const dates: Record<string, string | undefined> = {
    '21/11': '2026-11-21',
    '21/11/26': '2026-11-21',
    '21.11.2026': '2026-11-21',
    '21 nov 2026': '2026-11-21',
    '1er déc.': '2026-12-01',
    'Mardi 24 novembre': '2026-11-24',
    hier: '2026-11-21',
    'avant-hier': '2026-11-20',
    'aujourd’hui': today,
    demain: '2026-11-23',
    'lundi dernier': '2026-11-16',
    lundi: '2026-11-16',
    'vendredi prochain': '2026-11-27',
    dimanche: today,
    'dimanche dernier': '2026-11-15',
    'il y a 3 jours': '2026-11-19',
    'dans 15 jours': '2026-12-07',
    'dans un mois': '2026-12-22',
    '3/1': '2027-01-03',
    '12/03/80': '1980-03-12',
    '2026-11-21': '2026-11-21',
    '21112026': '2026-11-21',
    '30/02/2026': undefined,
    '32/01': undefined,
    bientôt: undefined,
    '': undefined,
    '12 juil': '2026-07-12',
    '12 ju': undefined,
  };
  for (const [text, date] of Object.entries(dates)) {
    it(`reads « ${text} » as ${date ?? 'nothing'}`, () => expect(parseDate(text, today)).to.equal(date));
  }

  it('settles a date without its year as asked', () => {
    expect(parseDate('23/11', today, 'past')).to.equal('2025-11-23');
    expect(parseDate('21/11', today, 'future')).to.equal('2027-11-21');
  });

  it('lays overrides over the default texts, deeply', () => {
    const texts = { save: 'Enregistrer', errors: { one: 'Un', count: (n: number) => plural(n, 'erreur') } };
    const merged = messagesWith(texts, { errors: { one: 'Une' } });
    expect(merged.errors.one).to.equal('Une');
    expect(said(merged.errors.count(2))).to.equal('2 erreurs');
    expect(merged.save).to.equal('Enregistrer');
    // @ts-expect-error a text that does not exist
    messagesWith(texts, { errors: { two: 'Deux' } });
  });
});
