const parted = /« | »| (?=[:;?!%€](?:[\s.,;)»…]|$))/g;

/**
 * A French text as it is set: no-break spaces (U+00A0) inside « » and before : ; ? ! % €, so that no line begins with a
 * sign. What is between quotation marks is somebody's words, of which nothing else is changed.
 */
export const typeset = (text: string): string =>
  text.replace(parted, (found) => found.replace(' ', '\u00a0'));
