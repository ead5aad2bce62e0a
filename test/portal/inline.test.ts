import { playJourneys } from './journeys/all.ts';

// All of them in `.ci/run`
playJourneys('inline', process.env['JOURNEYS'] === 'all' ? 'all' : 'where they meet');
