import { describe, expect, it } from 'vitest';
import { read } from './sample-reading.ts';

describe('durations', () => {
  it.each([
    ['tel 20', 20],
    ['tel 20 min', 20],
    ["rdv bur 45'", 45],
    ['vad 1h', 60],
    ['vad 1h30', 90],
    ['vad 1 h 15', 75],
    ['vad 1h1/2', 90],
    ['vad 1/2h', 30],
    ['tel 3/4h', 45],
    ['vad 1h et demie', 90],
    ['tel une demi-heure', 30],
    ["tel un quart d'heure", 15],
    ['tel vingt minutes', 20],
    ['vad 1,5h', 90],
    ['vad deux heures', 120],
    ['formation 7h', 420],
    ['bureau 14h30-15h15', 45],
    ['bureau de 9h à 10h30', 90],
    ['tel mme Petit 20', 20],
    ['tel caf 20', 20],
    ['bureau 1h 3 enfants', 60],
    ['tel', undefined],
    ['vad 3 enfants', undefined],
    ['tel 150 €', undefined],
    ['tel 06 39 98 12 44', undefined],
    ['bureau 14h', undefined],
    ['appel au 15', undefined],
    ['tel 115', undefined],
  ])('%s', (text, minutes) => {
    expect(read(text).minutes).toBe(minutes);
  });
});

describe('hours', () => {
  it.each([
    ['bureau 14h30-15h15', '14:30'],
    ['réunion service 9h-10h30', '09:00'],
    ['rdv tel 9h30 30 min', '09:30'],
    ['bureau à 14h', '14:00'],
    ['bureau 9:05', '09:05'],
    ['vad 2h', undefined],
    ['formation 7h', undefined],
    ['rdv pris pour le 25/11 à 14h', undefined],
  ])('%s', (text, time) => {
    expect(read(text).startTime).toBe(time);
  });
});

describe('days', () => {
  it.each([
    ['tel hier', '2026-11-17'],
    ['avant-hier tel', '2026-11-16'],
    ['tel ce matin', '2026-11-18'],
    ["tel aujourd'hui", '2026-11-18'],
    ['tel mardi', '2026-11-17'],
    ['mercredi tel', '2026-11-11'],
    ['vad lundi dernier', '2026-11-16'],
    ['vad le 3', '2026-11-03'],
    ['vad le 20', '2026-10-20'],
    ['vad le 31', '2026-10-31'],
    ['vad 12/11', '2026-11-12'],
    ['vad 05.11.26', '2026-11-05'],
    ['vad 14/10/2025', '2025-10-14'],
    ['vad 20/12', '2025-12-20'],
    ['vad 1er oct', '2026-10-01'],
    ['vad 29/02', '2024-02-29'],
    ['vendredi 13 visio', '2026-11-13'],
    ['tel il y a 3 jours', '2026-11-15'],
    ['tel il y a deux semaines', '2026-11-04'],
    ['bureau le 05/11', '2026-11-05'],
    ['tel 31/11', undefined],
    ['tel 30/02/2026', undefined],
    ['sortie prévue jeudi', undefined],
    ['rdv pris pour le 25/11', undefined],
    ['tel semaine dernière', undefined],
    ['fin oct vad', undefined],
    ['arrêt depuis le 3/11', undefined],
    ['né le 12/05/1980', undefined],
    ['tel 25/12/2026', undefined],
    ['voir lundi prochain', undefined],
    ['rappeler demain', undefined],
  ])('%s', (text, date) => {
    expect(read(text).date).toBe(date);
  });
});
