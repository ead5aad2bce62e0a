/** Events of `<lastria-sign-in>`: they do not bubble, and carry states alone. */
export interface SignInEvents {
  /** `open`: people are shown; `unproven`: the page says who is there, the person has still to; `signed-out`: nobody. */
  'lastria-sign-in-state': CustomEvent<{ readonly state: 'open' | 'unproven' | 'signed-out' }>;
}
