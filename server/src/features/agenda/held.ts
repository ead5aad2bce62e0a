import type { Operation } from '../../http/operation.ts';
import { Problem } from '../../http/problem.ts';

/** A session held to one file shows nothing of what its person does for others: it opens no agenda. */
export const unlessHeld = (one: Operation): Operation => ({
  ...one,
  handle: (ctx, input, services) => {
    if (ctx.actor.fileId !== null)
      throw new Problem('forbidden', 'Cette page n’ouvre qu’un dossier. Ouvrez l’agenda depuis Lastria.');
    return one.handle(ctx, input, services);
  },
});
