import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { focusOf } from './perceived.ts';

export const frame = (): Promise<number> => new Promise(requestAnimationFrame);

const pressed = /^(Tab|Enter|Escape|Space|Arrow\w+|Home|End|Page\w+|Delete|Backspace)$/;

/** A journey as a list of keys: words are typed, the rest is pressed. */
export async function play(...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    if (pressed.test(key)) await sendKeys({ press: key });
    else if (key.includes('+')) {
      const [held = '', main = ''] = key.split('+');
      await sendKeys({ down: held });
      await sendKeys({ press: main });
      await sendKeys({ up: held });
    } else await sendKeys({ type: key });
    await frame();
  }
}

/** Tab until what has focus says it, as one does. */
export async function tabTo(words: string): Promise<void> {
  for (let count = 0; count < 80; count++) {
    await play('Tab');
    if (focusOf().includes(words)) return;
  }
  expect.fail(`Tab never came to « ${words} »; it is on « ${focusOf()} »`);
}
