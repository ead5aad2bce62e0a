import { Problem } from '../../http/problem.ts';

const soon = (..._: readonly unknown[]): Promise<never> =>
  Promise.reject(new Problem('unavailable', 'Bientôt.'));
export const answerRequest = soon;
export const listRequests = soon;
export const markPresence = soon;
export const settle = soon;
