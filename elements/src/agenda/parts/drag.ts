import type { ReactiveControllerHost } from 'lit';
import type { Local } from '../calendar.ts';

/** What the mouse moves, lengthens, or draws on free slots. */
export interface Dragged {
  readonly key: string | undefined;
  readonly from: Local;
  readonly to: Local;
  /** Whose column it is over. */
  readonly staffId: string | undefined;
  /** From whose column it was taken. */
  readonly origin: string | undefined;
}

/** What a press took hold of. */
export interface Held {
  readonly kind: 'move' | 'resize' | 'draw';
  readonly key: string | undefined;
  /** As it stood, or where the drawing began. */
  readonly from: Local;
  readonly to: Local;
  /** Minutes between where it is held and its start. */
  readonly grip: number;
  /** Whose column it was taken from. */
  readonly origin: string | undefined;
}

/** A view in which one drags. */
export interface Surface {
  /** What a press there takes hold of; nothing: undefined. */
  readonly hold: (event: PointerEvent, target: Element) => Held | undefined;
  /** Where it would go; undefined: the pointer is nowhere. */
  readonly at: (event: PointerEvent, held: Held) => Dragged | undefined;
}

/** A gesture shorter than this is a click, in pixels. */
const STILL = 4;

interface Gesture {
  readonly held: Held;
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  moved: boolean;
  /** Where it was last. */
  last: Dragged | undefined;
}

/**
 * Drags with a mouse or a pen: what a view lets one hold. A finger scrolls; it has the move bar, as the keyboard has,
 * and everything done here is done there too (WCAG 2.5.7).
 */
export class Drag {
  readonly #surface: Surface;
  readonly #tell: (dragged: Dragged | undefined, dropped: boolean) => void;
  #gesture: Gesture | undefined;
  #listening = new AbortController();
  #ended = 0;

  constructor(
    host: ReactiveControllerHost,
    surface: Surface,
    tell: (dragged: Dragged | undefined, dropped: boolean) => void,
  ) {
    this.#surface = surface;
    this.#tell = tell;
    host.addController({ hostDisconnected: () => this.#stop() });
  }

  /** The click that ends a drag opens nothing. */
  get justEnded(): boolean {
    return performance.now() - this.#ended < 50;
  }

  readonly begin = (event: PointerEvent): void => {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const [target] = event.composedPath();
    const held = target instanceof Element ? this.#surface.hold(event, target) : undefined;
    if (!held) return;
    const { pointerId: pointer, clientX: x, clientY: y } = event;
    this.#gesture = { held, pointer, x, y, moved: false, last: undefined };
    this.#listen();
  };

  #listen(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    addEventListener('pointermove', this.#move, { signal });
    addEventListener('pointerup', this.#end, { signal });
    addEventListener('pointercancel', () => this.#drop(undefined), { signal });
    addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        this.#drop(undefined);
      },
      { signal, capture: true },
    );
  }

  readonly #move = (event: PointerEvent): void => {
    const gesture = this.#gesture;
    if (!gesture || event.pointerId !== gesture.pointer) return;
    if (Math.hypot(event.clientX - gesture.x, event.clientY - gesture.y) > STILL) gesture.moved = true;
    const dragged = gesture.moved && this.#at(event, gesture);
    if (dragged) this.#tell(dragged, false);
  };

  readonly #end = (event: PointerEvent): void => {
    const gesture = this.#gesture;
    if (!gesture || event.pointerId !== gesture.pointer) return;
    if (gesture.moved) this.#drop(this.#at(event, gesture));
    else this.#stop();
  };

  #drop(dragged: Dragged | undefined): void {
    if (this.#gesture?.moved) {
      this.#ended = performance.now();
      this.#tell(dragged, true);
    }
    this.#stop();
  }

  #stop(): void {
    this.#gesture = undefined;
    this.#listening.abort();
  }

  /** Beside the view, it stays where it was last. */
  #at(event: PointerEvent, gesture: Gesture): Dragged | undefined {
    return (gesture.last = this.#surface.at(event, gesture.held) ?? gesture.last);
  }
}
