import type { ReminderChoice } from '@lastria/sdk/reminders';
import type { Call } from '../../testing/fake-server.ts';
import { ids } from '../../testing/sample.ts';
import type { Scene } from '../social-file.scene.ts';

/** Nobody asked the person yet. */
export const notAsked: ReminderChoice = {
  ...{ agrees: null, readBy: null, saidOn: null, reason: 'notAsked', version: 0 },
};

/** What the person said of being reminded, and the record of what she says now. */
export function answerReminders(call: Call, state: Scene): Response | undefined {
  if (call.path !== `/v1/files/${ids.file}/reminders`) return undefined;
  const { choice: before, json } = state;
  if (call.method === 'PUT') {
    if (call.headers.get('if-match') !== `"${before.version}"`)
      return state.problem(
        ...(['stale-version', 412, 'Ces informations ont changé entre-temps', 'Relisez-les.'] as const),
      );
    const { agrees, readBy = 'others' } = call.body as { agrees: boolean; readBy?: string };
    const reason = agrees ? null : 'declined';
    state.choice = { agrees, readBy, saidOn: '2026-11-22', reason, version: before.version + 1 };
  }
  return json(state.choice, 200, { etag: `"${state.choice.version}"` });
}
