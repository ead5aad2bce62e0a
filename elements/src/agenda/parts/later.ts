/** What comes once the agenda is on screen, as one file: in files of their own, its parts would weigh more by a quarter. */
export { AgendaAside } from './aside.ts';
export { printAgenda } from './print-sheet.ts';
