import { executeServerCommand } from '@web/test-runner-commands';

/** Runs what is to be seen with forced colours, and gives the page its own back. */
export async function withForcedColours(run: () => Promise<void>): Promise<void> {
  await executeServerCommand('force-colours', { active: true });
  try {
    if (!matchMedia('(forced-colors: active)').matches) throw new Error('colours are not forced');
    await run();
  } finally {
    await executeServerCommand('force-colours', { active: false });
  }
}

/**
 * Elements whose own words cannot be read where colours are forced: the browser lays a plate of the page's colour behind
 * them, and they have that very colour. To be asked inside `withForcedColours`.
 */
export function wordsOnPlates(nodes: readonly Element[]): Element[] {
  const probe = document.createElement('i');
  probe.style.color = 'Canvas';
  document.body.append(probe);
  const plate = getComputedStyle(probe).color;
  probe.remove();
  return nodes.filter((node) => {
    const { color, forcedColorAdjust } = getComputedStyle(node) as CSSStyleDeclaration & {
      forcedColorAdjust: string;
    };
    const own = [...node.childNodes].some(
      (one) => one.nodeType === Node.TEXT_NODE && one.textContent!.trim(),
    );
    return own && color === plate && forcedColorAdjust !== 'none';
  });
}
