/** Lists whose choice was reached with the keys and is not taken yet. */
const walked = new WeakSet<EventTarget>();

const steps = ({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  !(altKey || ctrlKey || metaKey) &&
  (/^(Arrow(Up|Down|Left|Right)|Home|End|Page(Up|Down))$/.test(key) || (key.length === 1 && key !== ' '));

/**
 * Listener of a `<select>` whose choice is written as soon as it is made: for `keydown`, `pointerdown`, `change` and
 * `blur`. A closed list changes at each arrow and each letter: nothing is taken while one walks through it. Entrée takes
 * the choice, so does leaving the list; Échap goes back to the one before. What is chosen in the open list is taken at once.
 */
export const whenSettled =
  (before: string, take: (value: string) => void) =>
  (event: Event): void => {
    const list = event.currentTarget as HTMLSelectElement;
    const another = list.value !== before;
    if (event instanceof KeyboardEvent) {
      if (steps(event)) walked.add(list);
      else if (!another) walked.delete(list);
      if (!another || !walked.has(list) || !['Enter', 'Escape'].includes(event.key)) return;
      // The key has done its work: it opens no list and closes no panel; Ctrl + Entrée goes on to sign
      if (!event.ctrlKey && !event.metaKey) event.preventDefault();
      if (event.key === 'Escape') list.value = before;
    } else if (event.type === 'change' && walked.has(list)) return;
    walked.delete(list);
    if (event.type !== 'pointerdown' && list.value !== before) take(list.value);
  };
