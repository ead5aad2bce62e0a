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
