import { playJourneys } from './journeys/all.ts';

playJourneys('isolated');
