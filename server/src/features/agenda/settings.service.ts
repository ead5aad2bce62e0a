import { Problem } from '../../http/problem.ts';

const soon = (..._: readonly unknown[]): Promise<never> =>
  Promise.reject(new Problem('unavailable', 'Bientôt.'));
export const addMotive = soon;
export const addRoom = soon;
export const changeMotive = soon;
export const changeRoom = soon;
export const readOpeningHours = soon;
export const readSettings = soon;
export const setOpeningHours = soon;
