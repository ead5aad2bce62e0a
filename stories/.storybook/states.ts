/** The five states of every element, by how the names of their stories begin. */
const names = {
  'signed-out': /^Session terminée$/,
  loading: /^En cours de chargement$/,
  empty: /^Vide( |$)/,
  error: /^En erreur$/,
  ready: /^Prête?( |$)/,
} as const;

export type State = keyof typeof names;
export const states = Object.keys(names) as State[];

/** The state a story shows, when it is one of the five. */
export const stateOf = (name: string): State | undefined => states.find((state) => names[state].test(name));
