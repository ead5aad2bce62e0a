/** What Lastria's own pages tell a session once the person has proved again who is there. */
const PROVED = 'lastria-proved';

/** Tells it; true when something that waited for the proof goes on. */
export const tellProved = (session: object): boolean =>
  !(session as EventTarget).dispatchEvent(new Event(PROVED, { cancelable: true }));

/** Does, once, what was refused for want of a recent proof. */
export function whenProved(session: object, act: () => void, signal: AbortSignal): void {
  const goOn = (event: Event): void => {
    event.preventDefault();
    act();
  };
  (session as EventTarget).addEventListener(PROVED, goOn, { once: true, signal });
}
