import { playJourneys } from './journeys/all.ts';

playJourneys('inline');
