import type { Page } from 'playwright-core';
import { named } from './support.ts';

const names: Readonly<Record<string, string>> = {
  Entrée: 'Enter',
  Maj: 'Shift',
  Ctrl: 'Control',
  Échap: 'Escape',
  Espace: 'Space',
  '↓': 'ArrowDown',
  '↑': 'ArrowUp',
  '→': 'ArrowRight',
  '←': 'ArrowLeft',
};

/** A person at the keyboard: what they press is counted, and a mouse or a finger fails the journey. */
export class Hands {
  readonly page: Page;
  /** What was pressed since `count` was last asked. */
  #pressed = 0;
  readonly #forbidden: string[] = [];

  private constructor(page: Page) {
    this.page = page;
  }

  /** Before the page is loaded: each pointer event that a person, not a script, makes is noted and thrown. */
  static async on(page: Page): Promise<Hands> {
    const hands = new Hands(page);
    await page.exposeFunction('pointerUsed', (type: string) => hands.#forbidden.push(type));
    await page.addInitScript(() => {
      const kinds = ['pointerdown', 'pointermove', 'mousedown', 'mousemove', 'touchstart', 'wheel'];
      for (const kind of kinds)
        addEventListener(
          kind,
          (event) => {
            if (!event.isTrusted) return;
            (globalThis as unknown as { pointerUsed(type: string): void }).pointerUsed(event.type);
            event.preventDefault();
            event.stopImmediatePropagation();
            throw new Error(`A journey by keys used ${event.type}`);
          },
          { capture: true, passive: false },
        );
    });
    return hands;
  }

  /** Plays keys one after the other: « Tab », « t », « Ctrl+Entrée ». */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      const parts = key === '+' ? ['+'] : key.split('+').map((part) => names[part] ?? part);
      if (parts.length === 1 && parts[0]!.length === 1) await this.page.keyboard.type(parts[0]!);
      else await this.page.keyboard.press(parts.join('+'));
      this.#pressed += 1;
    }
  }

  /** Writes words; each letter is a key. */
  async type(words: string): Promise<void> {
    await this.page.keyboard.type(words);
    this.#pressed += [...words].length;
  }

  /** Tab until the focus is on what bears this name. */
  reach(wanted: RegExp, most = 200): Promise<void> {
    return this.#go('Tab', wanted, most);
  }

  /** Backwards. */
  reachBack(wanted: RegExp, most = 200): Promise<void> {
    return this.#go('Shift+Tab', wanted, most);
  }

  async #go(key: string, wanted: RegExp, most: number): Promise<void> {
    const met: string[] = [];
    for (let presses = 0; presses <= most; presses += 1) {
      const here = await named(this.page);
      if (wanted.test(here)) {
        this.#pressed += presses;
        return;
      }
      met.push(here);
      await this.page.keyboard.press(key);
    }
    throw new Error(`${key} never reached ${String(wanted)}; it met ${met.join(' | ')}`);
  }

  /** Keys pressed since it was last asked. */
  count(): number {
    const pressed = this.#pressed;
    this.#pressed = 0;
    return pressed;
  }

  /** Pointer events a person made since it was last asked; a journey by keys has none. */
  pointerEvents(): readonly string[] {
    return this.#forbidden.splice(0);
  }
}
