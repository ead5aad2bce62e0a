import type { ElementSession } from './session-context.ts';

/** Tells what waits that the person has proved again who is there; true when something goes on. */
export const tellProved = (session: object): boolean =>
  !(session as EventTarget).dispatchEvent(new Event('proof-given', { cancelable: true }));

/** Does, once, what was refused for want of a recent proof, when the proof is given here or in another window. */
export function whenProved(session: ElementSession, act: () => void, signal: AbortSignal): void {
  const waiting = new AbortController();
  const until = AbortSignal.any([signal, waiting.signal]);
  const goOn = (event: Event): void => {
    event.preventDefault();
    waiting.abort();
    act();
  };
  session.addEventListener('proof-given', goOn, { signal: until });
  hearOnReturn(session, until);
}

/** A proof given in another window is told to none of the others: each return to this one asks the server. */
function hearOnReturn(session: ElementSession, signal: AbortSignal): void {
  const provedAt = () =>
    session.access?.me().then(
      (me) => me.provedAt,
      () => undefined,
    );
  const before = provedAt();
  const back = async (): Promise<void> => {
    if (document.hidden) return;
    const [was, is] = [await before, await provedAt()];
    if (!signal.aborted && was !== undefined && is !== undefined && is !== was) tellProved(session);
  };
  addEventListener('focus', () => void back(), { signal });
  document.addEventListener('visibilitychange', () => void back(), { signal });
}
