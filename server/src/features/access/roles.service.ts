import type { Context } from '../../db/database.ts';
import type { Clearance } from '../../db/tenant-table.ts';
import { Problem } from '../../http/problem.ts';
import { allows, reachOf, rights, type Action, type FileAction, type Place, type Role } from './rights.ts';

/** Whether who acts may do this, there; without a place: somewhere at least. */
export const may = ({ actor }: Context, action: Action, place?: Place): boolean =>
  allows(actor, action, place);

const revertsTo: Partial<Record<Action, string>> = {
  openInEmergency: 'Seul un travailleur social ouvre un dossier en urgence.',
  recordDecision: 'Cette décision revient au délégué à la protection des données.',
};

/** Refuses whoever may not. */
export function requireMay(ctx: Context, action: Action): void {
  if (!may(ctx, action))
    throw new Problem(
      'forbidden',
      revertsTo[action] ?? "Cette opération revient à l'administrateur de votre service.",
    );
}

/** What who acts may do of these, as a screen shows it. */
export const ableTo = <A extends Action>(ctx: Context, ...actions: readonly A[]): Record<A, boolean> =>
  Object.fromEntries(actions.map((action) => [action, may(ctx, action)])) as Record<A, boolean>;

/** Units and files where this may be done. */
export const whereMay = ({ actor }: Context, action: FileAction): string[] => reachOf(actor, action);

/** The roles there are. */
export { opensFiles, roleNames, type Role } from './rights.ts';

/** What a role opens over what it is given on; nothing for one that opens no file. */
export const clearancesOf = (role: string): readonly Clearance[] => rights[role as Role] ?? [];
