import { html, type TemplateResult } from 'lit';
import type { FileCalls, HistoryOf, Me, SocialFile } from '../social-file.data.ts';
import type { SocialFileMessages } from '../social-file.messages.ts';
import { shortName, type Names } from '../social-file.view.ts';
import type { Action } from './action-dialog.ts';
import type { PartNews } from './file-part.ts';

/** The dialog in front of the file, if any. */
export type Dialog = Action | 'identity' | 'transfer' | 'history' | 'access' | 'reasons' | 'reminders' | '';

export interface DialogsView {
  readonly file: SocialFile;
  readonly calls: FileCalls;
  readonly names: Names;
  readonly me: Me;
  readonly texts: SocialFileMessages;
  readonly dialog: Dialog;
  readonly past: HistoryOf | undefined;
  /** Another file waits for the text typed in this one. */
  readonly leaving: boolean;
  readonly changed: (event: CustomEvent<PartNews>) => void;
  readonly shut: () => void;
  readonly stay: () => void;
  readonly leave: () => void;
}

const actions: readonly string[] = ['close', 'reopen', 'lead', 'flags'];

/** What stands in front of the file: one dialog at most, and the question asked before another file takes its place. */
export function renderDialogs(view: DialogsView): TemplateResult {
  const { file, calls, names, me, texts, dialog, changed, shut } = view;
  return html` <lastria-social-file-action
      .action=${actions.includes(dialog) ? dialog : ''}
      .file=${file}
      .calls=${calls}
      .names=${names}
      .me=${me}
      .messages=${texts}
      @lastria-part-changed=${changed}
      @lastria-ui-close=${shut}
    ></lastria-social-file-action>
    <lastria-social-file-transfer
      .open=${dialog === 'transfer'}
      .file=${file}
      .calls=${calls}
      .names=${names}
      .me=${me}
      .messages=${texts}
      @lastria-part-changed=${changed}
      @lastria-ui-close=${shut}
    ></lastria-social-file-transfer>
    <lastria-social-file-identity
      .open=${dialog === 'identity'}
      .file=${file}
      .calls=${calls}
      .names=${names}
      .me=${me}
      .messages=${texts}
      @lastria-part-changed=${changed}
      @lastria-ui-close=${shut}
    ></lastria-social-file-identity>
    <lastria-social-file-history
      .of=${dialog === 'history' ? (view.past ?? whole) : undefined}
      .file=${file}
      .calls=${calls}
      .names=${names}
      .me=${me}
      .messages=${texts}
      @lastria-ui-close=${shut}
    ></lastria-social-file-history>
    <lastria-social-file-access
      .open=${dialog === 'access'}
      .file=${file}
      .calls=${calls}
      .names=${names}
      .me=${me}
      .messages=${texts}
      @lastria-ui-close=${shut}
    ></lastria-social-file-access>
    <lastria-social-file-reasons
      .open=${dialog === 'reasons'}
      .file=${file}
      .calls=${calls}
      .names=${names}
      .me=${me}
      .messages=${texts}
      @lastria-ui-close=${shut}
    ></lastria-social-file-reasons>
    <lastria-social-file-reminders
      .open=${dialog === 'reminders'}
      .file=${file}
      .calls=${calls}
      .names=${names}
      .me=${me}
      .messages=${texts}
      @lastria-part-changed=${changed}
      @lastria-ui-close=${shut}
    ></lastria-social-file-reminders>
    <lastria-ui-dialog
      kind="alertdialog"
      .open=${view.leaving}
      .heading=${texts.dialogs.otherTitle}
      @lastria-ui-close=${view.stay}
    >
      <p class="question">${texts.dialogs.otherText(shortName(file.identity))}</p>
      <div slot="footer" class="actions">
        <button type="button" class="button" @click=${view.leave}>${texts.dialogs.otherLeave}</button>
        <button type="button" class="button primary" id="stay" @click=${view.stay}>
          ${texts.dialogs.otherKeep}
        </button>
      </div></lastria-ui-dialog
    >`;
}

const whole: HistoryOf = {};
