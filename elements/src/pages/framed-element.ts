import type { LastriaElement } from '../core/base-element.ts';
import { heldBack, isFlat, plainDetail, type Flat, type Props } from '../core/isolated-contract.ts';
import type { ElementSession } from '../core/session-context.ts';
import { factsOf, verbsOf } from '../core/verbs.ts';
import type { PageAround } from './page-around.ts';

/** What an element that a frame shows says to the page that holds it. */
export interface Framed {
  readonly load: () => Promise<unknown>;
  readonly events: readonly string[];
  /** Events the page around may refuse, and the verb that is done again when it does not. */
  readonly asks?: Readonly<Record<string, string>>;
}

interface Place {
  readonly around: PageAround;
  /** Whether the person sees the element, and not the door. */
  readonly isIn: () => boolean;
}

/** The element that a frame shows, on behalf of the page around: what it sets, calls and hears of it. */
export class FramedElement {
  readonly element: LastriaElement;
  readonly #place: Place;
  /** The event that the page around has just let go on. */
  #agreed = '';
  #facts = '';
  #gone = false;

  constructor(tag: string, { events, asks = {} }: Framed, session: ElementSession, place: Place) {
    this.#place = place;
    const element = document.createElement(tag) as LastriaElement;
    this.element = element;
    element.mode = 'inline';
    element.setAttribute('theme', 'auto');
    element.session = session;
    for (const type of events)
      element.addEventListener(type, (event) =>
        place.around.tell({ kind: 'event', type, detail: plainDetail((event as CustomEvent).detail) }),
      );
    for (const [type, verb] of Object.entries(asks))
      element.addEventListener(type, (event) => this.#ask(event as CustomEvent, verb));
    element.addController({ hostUpdated: () => this.tellFacts() });
  }

  /** Shown no more: what it still does is told to nobody. */
  leave(): void {
    this.#gone = true;
  }

  /** Sets what the page around may set; the rest is as the person left it. */
  set(props: Props): void {
    const element = this.element as unknown as Record<string, unknown>;
    const { elementProperties } = this.element.constructor as typeof LastriaElement;
    for (const [name, value] of Object.entries(props)) {
      const declared = elementProperties.get(name);
      if (!declared || declared.state || heldBack.has(name)) continue;
      if (JSON.stringify(element[name] ?? null) !== JSON.stringify(value)) element[name] = value ?? undefined;
    }
  }

  /** Does a verb of the element, as the page around would call it; `null` where it is not there to do it. */
  async act(verb: string, args: readonly Flat[]): Promise<Flat> {
    const { element } = this;
    if (this.#gone || !this.#place.isIn() || !verbsOf(element).includes(verb)) return null;
    await element.updateComplete;
    const act = (element as unknown as Record<string, (...args: unknown[]) => unknown>)[verb]!;
    try {
      const value = await act.apply(element, [...args]);
      return isFlat(value) ? value : null;
    } catch {
      // Said by the element itself, where the person reads
      return null;
    }
  }

  /** Said when it changed: whether something is not saved. */
  tellFacts(): void {
    if (this.#gone) return;
    const { element } = this;
    const told = element as unknown as Record<string, Flat>;
    const facts = Object.fromEntries(factsOf(element).map((name) => [name, told[name] ?? null]));
    const said = JSON.stringify(facts);
    if (said === this.#facts) return;
    this.#facts = said;
    this.#place.around.tell({ kind: 'facts', facts });
  }

  /** Nothing waits in an event: it is refused here, and done again if no listener of the page around refuses it. */
  #ask(event: CustomEvent, verb: string): void {
    const { type } = event;
    const { around } = this.#place;
    if (this.#agreed === type || around.origin === '') return;
    event.preventDefault();
    around.ask(type, plainDetail(event.detail), (goesOn) => {
      if (!goesOn || this.#gone) return;
      this.#agreed = type;
      void this.act(verb, []).finally(() => (this.#agreed = ''));
    });
  }
}
