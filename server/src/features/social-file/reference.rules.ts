import { codeOf } from '../../http/failure.ts';
import { Problem } from '../../http/problem.ts';

/** Writes a file in its unit; the problem of an identifier that another one bears there names no file. */
export async function unlessTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (codeOf(error) !== '23505') throw error;
    throw referenceTaken();
  }
}

export const referenceTaken = () =>
  new Problem('conflict', 'Un dossier de cette entité porte déjà cet identifiant externe.');
