import type { Draft } from '@lastria/sdk';
import type { Desk } from './desk.ts';
import { emptyForm, formOfDraft } from './entry-form.ts';

/** Drafts found when the editor opens: one goes on with one, starts anew, or throws one away. */
export class DraftShelf {
  drafts: readonly Draft[] = [];
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  resume(draft: Draft): void {
    const desk = this.#desk;
    if (desk.view.kind !== 'ready') return;
    const { context } = desk.view;
    const form = formOfDraft(draft.content, emptyForm(desk.today(context), context.me.staffId));
    if (!form) return;
    void desk.keeper.flush();
    this.drafts = this.drafts.filter((one) => one !== draft);
    desk.keeper.take({ ...draft, content: draft.content });
    desk.begin(context, form);
  }

  fresh(): void {
    this.drafts = [];
    this.#desk.host.requestUpdate();
    this.#desk.host.ready();
  }

  /** Throws a draft away; the message offers it back. */
  async discard(draft: Draft): Promise<void> {
    const { host, calls } = this.#desk;
    const texts = host.texts();
    const drafts = this.drafts;
    this.drafts = drafts.filter((one) => one !== draft);
    host.ready();
    host.requestUpdate();
    try {
      await calls.tdm.discardDraft(draft.id);
      host.toast(texts.drafts.discarded, () => void this.#restore(draft));
    } catch (failure) {
      this.drafts = drafts;
      this.#desk.report(failure, texts.problem.draft);
    }
  }

  async #restore(draft: Draft): Promise<void> {
    const { host, calls } = this.#desk;
    host.ready();
    try {
      await calls.tdm.saveDraft(draft.id, {
        fileId: draft.fileId,
        revision: draft.revision,
        content: draft.content,
      });
      this.drafts = [draft, ...this.drafts];
      host.requestUpdate();
    } catch (failure) {
      this.#desk.report(failure, host.texts().problem.draft);
    }
  }
}
