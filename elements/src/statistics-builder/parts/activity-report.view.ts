import { html, nothing, type TemplateResult } from 'lit';
import { renderConflict } from '../../ui/conflict.view.ts';
import type { Freezing } from '../activity.freezing.ts';
import type { ActivityReport } from '../activity.data.ts';
import type { Clash } from '../activity.merge.ts';
import type { ActivityMessages } from '../activity.messages.ts';

/** What two wrote in the same chapters, and the choice between them. */
export const renderClashes = (
  clashes: readonly Clash[],
  texts: ActivityMessages,
  settle: (whose: 'mine' | 'theirs') => void,
): TemplateResult =>
  renderConflict(
    {
      rows: clashes.map(({ mine, theirs }) => ({
        label: texts.one.both(theirs.title),
        mine: [mine.title, mine.comment].filter(Boolean).join('\n'),
        theirs: [theirs.title, theirs.comment].filter(Boolean).join('\n'),
      })),
      keepMine: () => settle('mine'),
      keepTheirs: () => settle('theirs'),
    },
    texts,
  );

interface Confirm {
  readonly texts: ActivityMessages;
  readonly today: string;
  readonly isWorking: boolean;
  readonly freezing: Freezing;
  /** Said once the stop is asked. */
  readonly stopping: string;
  readonly carryOut: () => void;
  readonly giveUp: () => void;
}

/** An act that cannot be taken back says what it does. */
export function renderConfirm(
  { mode, status }: ActivityReport,
  what: 'freeze' | 'remove',
  { texts: { freeze, remove, actions }, today, isWorking, freezing, stopping, carryOut, giveUp }: Confirm,
): TemplateResult {
  const isFreeze = what === 'freeze';
  const effects = isFreeze
    ? [freeze.effect(today), ...(mode === 'diffusion' ? [freeze.effectDiffusion] : [])]
    : [status === 'frozen' ? remove.effectFrozen : remove.effect];
  return html`<div class="panel" role="group" aria-label=${isFreeze ? freeze.act : remove.act}>
    ${effects.map((text) => html`<p>${text}</p>`)}
    ${isWorking && isFreeze ? renderProgress(freezing, freeze, stopping) : nothing}
    <div class="actions">
      <button
        type="button"
        class="button primary ${isFreeze ? '' : 'danger'}"
        id="confirm"
        aria-disabled=${isWorking ? 'true' : nothing}
        @click=${carryOut}
      >
        ${isFreeze ? freeze.confirm : remove.confirm}</button
      ><button type="button" class="button" ?hidden=${isWorking} @click=${giveUp}>${actions.cancel}</button>
    </div>
  </div>`;
}

/** How far the freezing is, and the way to stop it. */
const renderProgress = (
  freezing: Freezing,
  { working, leave }: ActivityMessages['freeze'],
  stopping: string,
): TemplateResult =>
  html`<lastria-ui-progress
      .label=${working}
      .value=${freezing.job?.done ?? 0}
      .max=${freezing.job?.total ?? 1}
      .cancellable=${freezing.job !== undefined && !freezing.isStopping}
      @lastria-ui-cancel=${() => void freezing.stop()}
    ></lastria-ui-progress>
    <p class="muted" role="status">${freezing.isStopping ? stopping : leave}</p>`;
