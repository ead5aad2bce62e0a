/** A window of Lastria's that a press opened, as far as the page that opened it can tell. */
export interface Watched {
  readonly address: string;
  /** `blocked`: the browser held it back; `cut`: closed, or cut off by the page's own policy. */
  readonly state: 'open' | 'blocked' | 'cut';
}

/**
 * Opens a window during a press, before it is known where it goes. Nothing is awaited of it: what the person does there
 * is read from the server.
 */
export function openedAt(tell: (watched: Watched) => void, signal: AbortSignal) {
  const opened = open('about:blank', '_blank', 'popup,width=520,height=760');
  const close = (): void => opened?.close();
  return {
    close,
    go(address: string): void {
      if (!opened) return tell({ address, state: 'blocked' });
      opened.location.href = address;
      tell({ address, state: 'open' });
      const timer = setInterval(() => {
        if (!opened.closed) return;
        clearInterval(timer);
        tell({ address, state: 'cut' });
      }, 1000);
      signal.addEventListener('abort', () => clearInterval(timer));
    },
  };
}
