interface Message {
  readonly lastria?: unknown;
  readonly ticketId?: unknown;
  readonly release?: unknown;
}

const hear = (
  kind: 'release' | 'taken',
  ticketId: string,
  run: (message: Message, from: Window) => void,
  signal?: AbortSignal,
): void =>
  addEventListener(
    'message',
    ({ source, origin, data }: MessageEvent<Message | null>) => {
      if (origin === location.origin && data?.lastria === kind && data.ticketId === ticketId)
        run(data, source as Window);
    },
    signal ? { signal } : {},
  );

/**
 * Hands the release to the frame that opened this window, on our own origin: nobody else can have asked for it. The
 * window closes once the frame says that it has it: what a window sends as it closes may be lost.
 */
export function giveRelease(ticketId: string, release: string): void {
  hear('taken', ticketId, () => close());
  (opener as Window | null)?.postMessage({ lastria: 'release', ticketId, release }, location.origin);
}

/** Waits for the release of what this frame asked for, whoever else may have asked, until the signal says stop. */
export function takeRelease(ticketId: string, signal: AbortSignal, run: (release: string) => void): void {
  const taken = ({ release }: Message, from: Window | null): void => {
    from?.postMessage({ lastria: 'taken', ticketId }, location.origin);
    run(String(release));
  };
  hear('release', ticketId, taken, signal);
}
