import type { WorkEntry } from '@lastria/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { formatDateTime, formatTime } from '../../core/format.ts';
import { icon } from '../../ui/icons.ts';
import type { TdmEditorMessages } from '../tdm-editor.messages.ts';
import type { DraftStatus } from './draft-keeper.ts';
import type { Editing, Intent } from './editing.ts';

export interface FooterActs {
  readonly save: (intent: Intent) => void;
  /** Former states of a signed travail. */
  readonly versions: (() => void) | undefined;
}

/** Who signed the travail, when, and how many times it has changed. */
export const authorLine = (
  { recordedBy, recordedAt, performedBy, version }: WorkEntry,
  timeZone: string,
  { author }: TdmEditorMessages,
): TemplateResult =>
  html`<p class="author">
    ${author.signed(recordedBy.displayName, formatDateTime(recordedAt, timeZone))}${performedBy.id === recordedBy.id ? '' : author.performed(performedBy.displayName)}${author.changed(version - 1)}
  </p>`;

/** Where the draft stands, always true, and the two ways to sign. */
export function footerView(
  editing: Editing,
  status: DraftStatus,
  timeZone: string,
  texts: TdmEditorMessages,
  { save, versions }: FooterActs,
): TemplateResult {
  const sending = editing.saving === 'sending';
  return html`<footer>
    <p class="status" data-state=${editing.saving === 'waiting' ? 'offline' : status.state}>
      ${statusLine(editing, status, timeZone, texts)}
    </p>
    <div class="actions">
      ${versions ? html`<button type="button" class="button quiet" @click=${versions}>${icon('history')}${texts.versions.open}</button>` : nothing}
      <button
        type="button"
        class="button"
        aria-disabled=${sending ? 'true' : nothing}
        @click=${() => save('next')}
      >
        ${texts.save.next}
      </button>
      <button
        type="button"
        class="button primary"
        aria-disabled=${sending ? 'true' : nothing}
        aria-keyshortcuts="Control+Enter"
        title=${texts.save.keys}
        @click=${() => save('done')}
      >
        ${sending ? texts.save.sending : texts.save.done}
      </button>
    </div>
  </footer>`;
}

function statusLine(
  editing: Editing,
  { state, savedAt, waiting }: DraftStatus,
  timeZone: string,
  { status }: TdmEditorMessages,
): TemplateResult | string {
  if (editing.saving === 'waiting') return html`${icon('warning')}${status.signing}`;
  switch (state) {
    case 'saving':
      return status.saving;
    case 'saved':
      return html`${icon('check')}${status.saved(formatTime(savedAt ?? '', timeZone))}`;
    case 'offline':
      return html`${icon('warning')}${status.offline(waiting)}`;
    case 'failed':
      return html`${icon('danger')}${status.failed}`;
    case 'none':
      return status.none;
  }
}

/** The text is out of sight and safe until the session is renewed. */
export const signedOutView = (
  sentence: string,
  signIn: string,
  renew: (() => void) | undefined,
): TemplateResult =>
  html`<div class="state" role="status">
    ${icon('lock')}
    <p>${sentence}</p>
    ${renew ? html`<button type="button" class="button primary" @click=${renew}>${signIn}</button>` : nothing}
  </div>`;

/** Said while the page presents somebody else. */
export const lockBanner = (name: string, { lock }: TdmEditorMessages, change: () => void): TemplateResult =>
  html`<p class="banner" role="status">
    ${icon('warning')}<span>${lock.banner(name || lock.nameless)}</span
    ><button type="button" class="button small" @click=${change}>${lock.change}</button>
  </p>`;

/** The page went to somebody else while a text is not saved. */
export const lockDialog = (
  open: boolean,
  name: string,
  filed: boolean,
  { lock }: TdmEditorMessages,
  stay: () => void,
  change: () => void,
): TemplateResult =>
  html`<lastria-ui-dialog
    class="lock"
    kind="alertdialog"
    .open=${open}
    .heading=${lock.title}
    @lastria-ui-close=${() => open && stay()}
  >
    <p>${filed ? lock.body(name || lock.nameless) : lock.bodyUnfiled}</p>
    <div slot="footer" class="actions">
      <button type="button" class="button" @click=${change}>${lock.leave}</button>
      <button type="button" class="button primary" ?autofocus=${open} @click=${stay}>${lock.stay}</button>
    </div>
  </lastria-ui-dialog>`;

export interface LeavingActs {
  readonly keep: () => void;
  readonly draft: () => void;
  readonly discard: () => void;
}

/** Closing with unsaved text always asks. */
export const leavingDialog = (
  open: boolean,
  { leaving }: TdmEditorMessages,
  acts: LeavingActs,
): TemplateResult =>
  html`<lastria-ui-dialog
    class="leaving"
    kind="alertdialog"
    .open=${open}
    .heading=${leaving.title}
    @lastria-ui-close=${() => open && acts.keep()}
  >
    <p>${leaving.body}</p>
    <div slot="footer" class="actions">
      <button type="button" class="button danger" @click=${acts.discard}>${leaving.discard}</button>
      <button type="button" class="button" @click=${acts.draft}>${leaving.draft}</button>
      <button type="button" class="button primary" ?autofocus=${open} @click=${acts.keep}>
        ${leaving.keep}
      </button>
    </div>
  </lastria-ui-dialog>`;
