import { describe } from 'vitest';
import type { Mode } from '../demonstration.ts';
import { Stage } from '../stage.ts';
import { importJourneys } from './imports.ts';
import { intranetJourneys } from './intranet.ts';
import { keyboardJourneys } from './keyboard.ts';
import { overhearing } from './overhearing.ts';
import { proofJourneys } from './proof.ts';
import { tdmJourneys } from './tdm.ts';

/** Every journey, on a page of a portal that shows Lastria this way. */
export function playJourneys(mode: Mode): void {
  describe(`a portal that shows Lastria ${mode}`, () => {
    const stage = Stage.use(mode);
    keyboardJourneys(stage);
    tdmJourneys(stage);
    intranetJourneys(stage);
    importJourneys(stage);
    overhearing(stage);
    proofJourneys(stage);
  });
}
