import { describe } from 'vitest';
import type { Mode } from '../demonstration.ts';
import { Stage } from '../stage.ts';
import { importJourneys } from './imports.ts';
import { intranetJourneys } from './intranet.ts';
import { keyboardJourneys } from './keyboard.ts';
import { overhearing } from './overhearing.ts';
import { proofJourneys } from './proof.ts';
import { tdmJourneys } from './tdm.ts';

/**
 * The journeys on a page of a portal that shows Lastria this way: all, or those where the page and the elements could
 * meet. What is typed and read goes through the same elements in both.
 */
export function playJourneys(mode: Mode, which: 'all' | 'where they meet' = 'all'): void {
  describe(`a portal that shows Lastria ${mode}`, () => {
    const stage = Stage.use(mode);
    if (which === 'all') {
      keyboardJourneys(stage);
      tdmJourneys(stage);
      importJourneys(stage);
    }
    intranetJourneys(stage);
    // After those that look for somebody by name: it gives everybody another
    if (which === 'all') overhearing(stage);
    proofJourneys(stage);
  });
}
