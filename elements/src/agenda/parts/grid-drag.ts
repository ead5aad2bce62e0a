import type { AgendaGrid } from './grid.ts';
import { at, lengthOf, minuteOf, STEP, type Local } from '../calendar.ts';

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

/** A gesture shorter than this is a click, in pixels. */
const STILL = 4;

interface Gesture {
  readonly pointer: number;
  readonly kind: 'move' | 'resize' | 'draw';
  readonly key: string | undefined;
  /** As it stood, or where the drawing began. */
  readonly from: Local;
  readonly to: Local;
  readonly x: number;
  readonly y: number;
  /** Minutes between the pointer and the start of what it holds. */
  readonly grip: number;
  /** Whose column it was taken from. */
  readonly origin: string | undefined;
  moved: boolean;
}

/**
 * Drags with a mouse or a pen: move, lengthen by the lower edge, draw a new one. A finger scrolls; it has the move bar,
 * as the keyboard has, and everything done here is done there too (WCAG 2.5.7).
 */
export class Drag {
  readonly #grid: AgendaGrid;
  readonly #tell: (dragged: Dragged | undefined, dropped: boolean) => void;
  #gesture: Gesture | undefined;
  #listening = new AbortController();
  #ended = 0;

  constructor(grid: AgendaGrid, tell: (dragged: Dragged | undefined, dropped: boolean) => void) {
    this.#grid = grid;
    this.#tell = tell;
    grid.addController({ hostDisconnected: () => this.#stop() });
  }

  /** The click that ends a drag opens nothing. */
  get justEnded(): boolean {
    return performance.now() - this.#ended < 50;
  }

  readonly begin = (event: PointerEvent): void => {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const [target] = event.composedPath();
    if (!(target instanceof Element)) return;
    const held = target.closest<HTMLElement>('[data-movable]');
    const here = this.#under(event);
    if (!here || (target.closest('.entry') && !held)) return;
    const entry = this.#grid.columns
      .flatMap(({ pieces }) => pieces)
      .find(({ span }) => span.key === held?.dataset['key'])?.span;
    if (!entry && !(this.#grid.canCreate && target.closest('.slot'))) return;
    const start = at(here.day, Math.floor(here.minute / STEP) * STEP);
    this.#gesture = {
      pointer: event.pointerId,
      kind: !entry ? 'draw' : target.closest('[data-handle]') ? 'resize' : 'move',
      key: entry?.key,
      from: entry?.from ?? start,
      to: entry?.to ?? start,
      x: event.clientX,
      y: event.clientY,
      grip: entry ? here.minute - minuteOf(entry.from) : 0,
      origin: here.staffId,
      moved: false,
    };
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

  #at(event: PointerEvent, { kind, key, from, to, grip, origin }: Gesture): Dragged | undefined {
    const here = this.#under(event);
    if (!here) return undefined;
    const near = (minute: number): number => Math.round(minute / STEP) * STEP;
    const { day, staffId } = here;
    if (kind === 'move') {
      const starts = Math.max(0, near(here.minute - grip));
      return { key, from: at(day, starts), to: at(day, starts + lengthOf(from, to)), staffId, origin };
    }
    const reached = lengthOf(
      at(from.slice(0, 10), 0),
      from.slice(0, 10) + at(day, near(here.minute)).slice(10),
    );
    const starts = minuteOf(from);
    const until = Math.max(reached, starts + STEP);
    const first = kind === 'draw' ? Math.min(starts, reached) : starts;
    return {
      key,
      from: at(from.slice(0, 10), first),
      to: at(from.slice(0, 10), until),
      staffId: origin,
      origin,
    };
  }

  /** The column and the minute under the pointer, kept inside the grid. */
  #under({
    clientX,
    clientY,
  }: PointerEvent): { day: string; staffId: string | undefined; minute: number } | undefined {
    const root = this.#grid.renderRoot as ShadowRoot;
    const first = [...root.querySelectorAll<HTMLElement>('.line .slot')].slice(0, this.#grid.columns.length);
    const boxes = first.map((cell) => cell.getBoundingClientRect());
    const [box] = boxes;
    if (!box) return undefined;
    const found = boxes.findIndex(({ left, right }) => clientX >= left && clientX < right);
    const column = found >= 0 ? found : clientX < box.left ? 0 : boxes.length - 1;
    const { hours, columns } = this.#grid;
    const minute = hours.from + ((clientY - box.top) / box.height) * 30;
    const { day, staffId } = columns[column]!;
    return { day, staffId, minute: Math.max(hours.from, Math.min(hours.to, minute)) };
  }
}
