import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';

export const axeSource = readFileSync(
  new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url),
  'utf8',
);

type Axe = typeof import('axe-core');

/** What axe finds fault with, by rule and place; only these rules, when some are named. */
export const faultsIn = (
  frame: Frame | Page,
  within: string,
  rules: readonly string[] = [],
): Promise<string[]> =>
  frame.evaluate(
    async ([within, rules]) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      const { violations } = await axe.run(within, rules.length > 0 ? { runOnly: [...rules] } : {});
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message}`),
      );
    },
    [within, rules] as const,
  );

/** Words whose contrast is too faint. */
export const illegibleIn = (frame: Frame | Page, within: string): Promise<string[]> =>
  faultsIn(frame, within, ['color-contrast']);
