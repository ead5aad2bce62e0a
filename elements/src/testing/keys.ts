import { sendKeys } from '@web/test-runner-commands';
import { settled } from './hand-clock.ts';

const names: Readonly<Record<string, string>> = {
  Entrée: 'Enter',
  Maj: 'Shift',
  Ctrl: 'Control',
  Échap: 'Escape',
  '↓': 'ArrowDown',
  '↑': 'ArrowUp',
  '→': 'ArrowRight',
  Espace: 'Space',
};

/**
 * Plays a journey with real keys, one after the other: « Tab », « t », « Ctrl+Entrée ». A mouse or a finger in it
 * fails the test. Returns how many keys were pressed.
 */
export async function play(
  keys: readonly string[],
  update: () => Promise<unknown> = async () => undefined,
): Promise<number> {
  const forbidden: string[] = [];
  const refuse = (event: Event): void => void forbidden.push(event.type);
  const kinds = ['mousedown', 'pointerdown', 'touchstart'] as const;
  for (const kind of kinds) document.addEventListener(kind, refuse, { capture: true });
  try {
    for (const key of keys) {
      const parts = key === '+' ? ['+'] : key.split('+').map((part) => names[part] ?? part);
      const last = parts.at(-1) ?? '';
      const held = parts.slice(0, -1);
      for (const modifier of held) await sendKeys({ down: modifier });
      if (last.length === 1 && held.length === 0) await sendKeys({ type: last });
      else await sendKeys({ press: last });
      for (const modifier of held.toReversed()) await sendKeys({ up: modifier });
      await settled();
      await update();
      await settled();
    }
  } finally {
    for (const kind of kinds) document.removeEventListener(kind, refuse, { capture: true });
  }
  if (forbidden.length > 0) throw new Error(`A journey by keys used ${forbidden.join(', ')}`);
  return keys.length;
}
