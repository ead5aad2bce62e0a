import { css, unsafeCSS, type CSSResult } from 'lit';

/** The colours a motive may have, by their names in the contract, as hues: beside its words, never in their place. */
export const motiveHues = { blue: 255, green: 155, ochre: 60, pink: 320, teal: 200, red: 25 } as const;
export type MotiveColour = keyof typeof motiveHues;

/** Sets `--_motive` on what bears the class of a colour: 3:1 at least on every ground an appointment has, light and dark. */
export const motiveColours: CSSResult = css`
  ${unsafeCSS(
    Object.entries(motiveHues)
      .map(
        ([name, hue]) =>
          `.motive-${name} { --_motive: light-dark(oklch(0.5 0.13 ${hue}), oklch(0.75 0.11 ${hue})); }`,
      )
      .join('\n'),
  )}
`;
