import { Problem } from '../../http/problem.ts';

const soon = (..._: readonly unknown[]): Promise<never> =>
  Promise.reject(new Problem('unavailable', 'Bientôt.'));
export const listTrash = soon;
export const purgeAppointment = soon;
export const restoreAppointment = soon;
export const trashAppointment = soon;
