import { newId } from '@lastria/sdk';
import type { EditorContext } from '../tdm-editor.data.ts';
import type { Desk } from './desk.ts';
import type { Outcome } from './editing.ts';
import { draftContent } from './entry-form.ts';

/** What follows a signature: it is said, the form is another, and for ten seconds it can be taken back. */
export class AfterSave {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  saved(context: EditorContext, outcome: Outcome): void {
    const desk = this.#desk;
    const { host } = desk;
    const { entry, etag, isNew, intent } = outcome;
    host.tell('lastria-entry-saved', {
      entryId: entry.id,
      fileId: entry.fileId,
      changed: !isNew,
      next: intent === 'next',
    });
    host.toast(
      isNew ? host.texts().saved.fresh : host.texts().saved.changed,
      () => void (isNew ? this.#undoNew(outcome) : this.#undoChange(context, outcome)),
    );
    if (desk.followPage()) return;
    const now = desk.view.kind === 'ready' ? desk.view.context : context;
    if (isNew) void this.#renew(now);
    else if (intent === 'next') host.leaveEntry();
    else desk.begin({ ...now, signed: { entry, etag } });
  }

  /** A blank form at once; the demandes the travail opened join the choices as soon as they are read. */
  async #renew(context: EditorContext): Promise<void> {
    const desk = this.#desk;
    desk.begin(context);
    if (context.fileId === null) return;
    const signal = desk.opening;
    const requests = await desk.calls.tdm.requests(context.fileId, { signal }).catch(() => undefined);
    if (!requests || signal.aborted || desk.view.kind !== 'ready') return;
    const choices = context.choicesWith(requests);
    desk.view.editing.deps = { ...desk.view.editing.deps, choices };
    desk.view = { ...desk.view, context: { ...desk.view.context, choices } };
    desk.host.requestUpdate();
  }

  /** Takes back what was just signed, and gives its text back to the hand that wrote it. */
  async #undoNew({ entry, etag, form }: Outcome): Promise<void> {
    const desk = this.#desk;
    const { host, calls } = desk;
    const texts = host.texts();
    if (!(await this.#takenBack(() => calls.tdm.undoEntry(entry.id, { etag })))) return;
    host.tell('lastria-entry-undone', { entryId: entry.id, fileId: entry.fileId });
    const here =
      desk.view.kind === 'ready' &&
      desk.view.context.fileId === entry.fileId &&
      !desk.view.context.signed &&
      !desk.hasUnsavedChanges;
    if (here) {
      desk.editing?.set(form);
      host.toast(texts.saved.undone);
      host.ready();
      return;
    }
    await calls.tdm
      .saveDraft(newId(), { fileId: entry.fileId, revision: 1, content: draftContent(form, undefined) })
      .catch(() => undefined);
    host.toast(texts.saved.undoneKept);
  }

  /** Puts a signed travail back as it was; what it had become stays among its versions. */
  async #undoChange(context: EditorContext, { entry, etag }: Outcome): Promise<void> {
    const desk = this.#desk;
    const { host, calls } = desk;
    const undone = await this.#takenBack(() => calls.tdm.undoChange(entry.id, { etag }));
    if (!undone) return;
    const restored = undone.answer;
    host.tell('lastria-entry-undone', { entryId: entry.id, fileId: entry.fileId });
    if (desk.editing?.entryId === entry.id && !desk.hasUnsavedChanges)
      desk.begin({
        ...context,
        signed: { entry: restored.entry, etag: restored.etag || `"${restored.entry.version}"` },
      });
    host.toast(host.texts().saved.unchanged);
  }

  /** The answer of the server; undefined, and said, when it refuses. */
  async #takenBack<Answer>(ask: () => Promise<Answer>): Promise<{ readonly answer: Answer } | undefined> {
    const { host } = this.#desk;
    const texts = host.texts();
    host.ready();
    host.requestUpdate();
    try {
      return { answer: await ask() };
    } catch (failure) {
      const late = (failure as { readonly type?: unknown }).type === 'conflict';
      if (late) host.say(texts.problem.undoLate, 'assertive');
      this.#desk.report(failure, texts.problem.undo, late ? texts.problem.undoLate : undefined);
      return undefined;
    }
  }
}
