import type { Actor } from '../db/database.ts';
import { Problem } from './problem.ts';

/**
 * How sure an operation must be of who is there. `none`: a host's word is enough. `factor`: a factor was proven on our
 * origin. `recent`: and not long ago.
 */
export type Proof = 'none' | 'factor' | 'recent';

/** Milliseconds for which a factor just proven opens what asks for a recent one. */
export const recently = 15 * 60_000;

/** Refuses whoever proved less than an operation asks. */
export function requireProof(
  { proof = 'factor', personal = false }: { proof?: Proof; personal?: boolean },
  actor: Actor,
  now: Date,
): void {
  if (proof === 'none') return;
  if (actor.kind === 'service') return requireFiles(personal, actor);
  // A code by mail is enough for what shows nobody, where the tenant decided so
  const isOurPage = actor.kind === 'page' || actor.kind === 'frame';
  if (proof === 'factor' && !personal && isOurPage && actor.methods.includes('mail')) return;
  if (!actor.nominative) {
    throw new Problem('proof-required', 'Confirmez votre identité auprès de Lastria, puis recommencez.');
  }
  if (proof === 'factor') return;
  if (actor.provedAt === null || +now - Date.parse(actor.provedAt) > recently) {
    throw new Problem(
      'proof-too-old',
      'Confirmez de nouveau votre identité, puis recommencez. Rien n’a été fait.',
    );
  }
}

/** A program proves nothing: what it may do was decided with it, and whether it sees people by two administrators. */
function requireFiles(personal: boolean, actor: Actor): void {
  if (personal && !actor.nominative)
    throw new Problem(
      'proof-required',
      'Deux administrateurs doivent d’abord accorder à ce compte de service l’accès aux dossiers.',
    );
}
