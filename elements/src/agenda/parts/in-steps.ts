import type { ReactiveControllerHost } from 'lit';

/** So many are painted with the hours they stand in; nobody waits for the others to see those. */
const AT_ONCE = 48;

/** Draws what is much in two steps: what comes first with the frame, the rest once that is painted. */
export class InSteps {
  readonly #host: ReactiveControllerHost;
  #limit = Infinity;
  #room = Infinity;
  /** The rest, while it is awaited. */
  rest: Promise<void> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** What comes is other than what stood: what stands on screen stays there. */
  anew(): void {
    // Nobody looks, and nothing is painted
    this.#limit = document.visibilityState === 'hidden' ? Infinity : AT_ONCE;
  }

  /** A drawing begins. */
  begin(): void {
    this.#room = this.#limit;
  }

  /** Those there is still room for. */
  take<T>(these: readonly T[]): readonly T[] {
    const drawn = these.slice(0, Math.max(this.#room, 0));
    this.#room -= these.length;
    return drawn;
  }

  /** A drawing has ended. */
  end(): void {
    if (this.#room < 0) this.rest ??= this.#draw();
  }

  async #draw(): Promise<void> {
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    this.#limit = Infinity;
    this.#host.requestUpdate();
    this.rest = undefined;
    await this.#host.updateComplete;
  }
}
