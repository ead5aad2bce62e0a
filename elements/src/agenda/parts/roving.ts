/** The one stop of Tab in a grid. It is set on the element itself: to go from cell to cell draws nothing again. */
export class Roving {
  #stop: HTMLElement | undefined;

  to(found: HTMLElement | null): void {
    if (!found || found === this.#stop) return;
    if (this.#stop) this.#stop.tabIndex = -1;
    found.tabIndex = 0;
    this.#stop = found;
  }

  focus(options?: FocusOptions): void {
    this.#stop?.focus(options);
  }
}
