import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Narrower, the days stand one under the other; pixels. */
const NARROW = 640;

/** Whether the agenda has little room. */
export class Width implements ReactiveController {
  narrow = false;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #size = new ResizeObserver(() => requestAnimationFrame(() => this.#look()));

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

  #look(): void {
    const { clientWidth } = this.#host;
    const narrow = clientWidth > 0 && clientWidth < NARROW;
    if (narrow === this.narrow) return;
    this.narrow = narrow;
    this.#host.requestUpdate();
  }
}
