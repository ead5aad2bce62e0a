import { focusOf, read } from './perceived.ts';

/** Ten times what a slow machine takes; then what was on screen says what is wrong. */
const deadline = 10_000;

/** Waits until something is there. */
export async function until<T>(
  find: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  what = String(find),
): Promise<T> {
  const end = performance.now() + deadline;
  for (;;) {
    const found = await find();
    if (found) return found;
    if (performance.now() > end)
      throw new Error(
        `It never came: ${what}; focus on « ${focusOf()} »; the page reads: ${read(document.body).slice(0, 1000)}`,
      );
    await new Promise(requestAnimationFrame);
  }
}
