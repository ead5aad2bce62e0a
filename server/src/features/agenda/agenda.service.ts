import { Problem } from '../../http/problem.ts';

const soon = (..._: readonly unknown[]): Promise<never> =>
  Promise.reject(new Problem('unavailable', 'Bientôt.'));
export const readAgenda = soon;
