import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Narrower, the days stand one under the other; pixels. */
const NARROW = 640;

/** Whether the agenda has little room. */
export class Width implements ReactiveController {
  narrow = false;
  readonly #host: ReactiveControllerHost & HTMLElement;
  // As it was measured: to ask again would have the page laid out once more
  readonly #size = new ResizeObserver(([seen]) =>
    requestAnimationFrame(() => this.#fit(seen!.contentRect.width)),
  );

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#size.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#size.disconnect();
  }

  #fit(width: number): void {
    const narrow = width > 0 && width < NARROW;
    if (narrow === this.narrow) return;
    this.narrow = narrow;
    this.#host.requestUpdate();
  }
}
