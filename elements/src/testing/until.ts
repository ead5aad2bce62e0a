/** Waits until something is there; the deadline is ten times what it takes. */
export async function until<T>(
  find: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  what = String(find),
): Promise<T> {
  const end = performance.now() + 5000;
  for (;;) {
    const found = await find();
    if (found) return found;
    if (performance.now() > end) throw new Error(`It never came: ${what}`);
    await new Promise(requestAnimationFrame);
  }
}
