import type { TdmEditorMessages } from '../tdm-editor.messages.ts';
import { addMeans } from './capture.ts';
import { requestOf } from './choices.ts';
import type { Editing, FaultField } from './editing.ts';
import { withMeans, withRequest, type EntryForm } from './entry-form.ts';
import type { QuickLineActs } from './quick-line.view.ts';
import type { RequestActs } from './requests.view.ts';
import type { Desk } from './desk.ts';

export interface Page {
  readonly texts: TdmEditorMessages;
  readonly announce: (text: string) => void;
  readonly focusText: () => void;
  readonly focusMeans: (index: number) => void;
  readonly focusRequests: () => void;
}

/** What a correction does: the value, and its fault leaves. */
export const setter =
  (editing: Editing) =>
  (field: FaultField, change: (form: EntryForm) => EntryForm): void => {
    editing.settle(field);
    editing.set(change(editing.form));
  };

/** Entrée reads the line; again, with nothing new to read, it goes to the text. */
export function quickLineActs(editing: Editing, { texts, announce, focusText }: Page): QuickLineActs {
  const set = setter(editing);
  return {
    type: (quick) => set('quick', (form) => ({ ...form, quick })),
    enter: () => {
      if (editing.form.quick.trim() === '' || editing.isRead) focusText();
      else if (editing.reading !== 'reading') {
        void editing.read().then((read) => {
          if (read && editing.line) announce(texts.quick.read1(editing.line.chips.length, editing.line.rest));
        });
      }
    },
    exchange: (index, choice) =>
      editing.exchange(index, choice === undefined ? undefined : editing.line?.chips[index]?.others[choice]),
    restToText: () => {
      const rest = editing.line?.rest ?? '';
      if (editing.line) editing.line = { ...editing.line, rest: '' };
      set('text', (form) => ({ ...form, text: form.text ? `${form.text}\n${rest}` : rest }));
      focusText();
    },
  };
}

export function requestActs(
  editing: Editing,
  { texts, announce, focusMeans, focusRequests }: Page,
  { versions, outcomes }: Desk,
): RequestActs {
  const set = setter(editing);
  const { choices } = editing.deps;
  return {
    addRequest: (value) => {
      const request = requestOf(value, choices);
      if (!request) return;
      set('requests', (form) => withRequest(form, request));
      announce(texts.requests.added(choices.label('requestTypes', request.typeCode)));
      focusMeans(editing.form.requests.length - 1);
    },
    removeRequest: (index) => {
      const gone = editing.form.requests[index];
      set('requests', (form) => ({ ...form, requests: form.requests.toSpliced(index, 1) }));
      if (gone) announce(texts.requests.removed(choices.label('requestTypes', gone.typeCode)));
      focusRequests();
    },
    addMeans: (index, code) => set('requests', (form) => addMeans(form, index, code)),
    removeMeans: (index, at) => {
      set('requests', (form) => withMeans(form, index, (means) => means.toSpliced(at, 1)));
      focusMeans(index);
    },
    history: (index) => {
      const request = editing.form.requests[index];
      if (request?.requestId && editing.deps.fileId !== null)
        void versions.openRequest(
          editing.deps.fileId,
          request.requestId,
          choices.label('requestTypes', request.typeCode),
        );
    },
    known: ({ requestId }) => outcomes.shown(requestId, choices),
    settle: (index, outcome) => {
      const requestId = editing.form.requests[index]?.requestId;
      if (requestId) outcomes.set(requestId, outcome);
      else
        set('requests', (form) => ({
          ...form,
          requests: form.requests.map((one, at) => (at === index ? { ...one, outcome } : one)),
        }));
    },
    setOutcome: (index, at, outcome) =>
      set('requests', (form) =>
        withMeans(form, index, (means) =>
          means.map((one, position) => (position === at ? { ...one, outcome } : one)),
        ),
      ),
  };
}
