import { css, type CSSResult } from 'lit';

/**
 * Puts a popover under its anchor, or above where there is more room, inside the window; returns what stops following.
 * Positions go through custom properties: a strict content policy refuses `style` attributes.
 */
export function place(popover: HTMLElement, anchor: HTMLElement, matchWidth = false): () => void {
  const put = (): void => {
    const box = anchor.getBoundingClientRect();
    const below = innerHeight - box.bottom - 12;
    const above = box.top - 12;
    const up = below < Math.min(popover.scrollHeight, 320) && above > below;
    const set = (name: string, value: number) => popover.style.setProperty(name, `${Math.round(value)}px`);
    set('--width', matchWidth ? box.width : 0);
    set('--room', Math.max(up ? above : below, 96));
    set('--x', Math.max(8, Math.min(box.left, innerWidth - popover.offsetWidth - 8)));
    set('--y', up ? box.top - popover.offsetHeight - 4 : box.bottom + 4);
  };
  put();
  // In the frame after: where it stands may change its size again
  const resize = new ResizeObserver(() => requestAnimationFrame(put));
  resize.observe(popover);
  addEventListener('scroll', put, { capture: true, passive: true });
  addEventListener('resize', put, { passive: true });
  return () => {
    resize.disconnect();
    removeEventListener('scroll', put, { capture: true });
    removeEventListener('resize', put);
  };
}

export const popoverStyles: CSSResult = css`
  [popover] {
    position: fixed;
    inset: auto;
    inset-inline-start: var(--x);
    inset-block-start: var(--y);
    margin: 0;
    padding: var(--_space-1);
    min-inline-size: max(var(--width, 0px), 180px);
    max-inline-size: min(560px, 100vw - 16px);
    max-block-size: min(var(--room, 320px), 360px);
    overflow: auto;
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
    font-size: var(--_size);
  }
`;
