import type { Partner } from '@lastria/sdk';
import type { ProblemText } from '../../core/problem-text.ts';
import { fieldErrorsOf, isConflict, problemOf } from '../tdm-editor.data.ts';
import type { Desk } from './desk.ts';

/** What the dialog holds. */
export interface NewPartner {
  readonly name: string;
  readonly kind: string;
  readonly faults: { readonly name?: string; readonly kind?: string };
  readonly problem?: ProblemText | undefined;
}

/** A partner whom the directory lacks: its kind is asked, it is added for all, and chosen in the travail. */
export class PartnerAdding {
  view: NewPartner | undefined;
  readonly #desk: Desk;
  #sending = false;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  open(name: string): void {
    this.#show({ name, kind: '', faults: {} });
  }

  set(values: { readonly name: string } | { readonly kind: string }): void {
    if (this.view) this.#show({ ...this.view, ...values, faults: {}, problem: undefined });
  }

  close(): void {
    if (this.view) this.#show(undefined);
  }

  async add(): Promise<void> {
    const { view } = this;
    const { calls, host } = this.#desk;
    const texts = host.texts().partner;
    if (!view || this.#sending) return;
    const { kind } = view;
    const name = view.name.trim();
    const faults = {
      ...(name ? {} : { name: texts.nameNeeded }),
      ...(kind ? {} : { kind: texts.kindNeeded }),
    };
    if (Object.keys(faults).length > 0) return this.#show({ ...view, faults });
    this.#sending = true;
    try {
      const { partner } = await calls.tdm.addPartner({ kind, name });
      // The dialog may be gone, with the session or for another file: the directory has the partner all the same
      if (this.view) this.#added(partner);
    } catch (failure) {
      if (this.view) this.#refused(this.view, failure);
    } finally {
      this.#sending = false;
    }
  }

  #added(partner: Partner): void {
    const desk = this.#desk;
    this.close();
    if (desk.view.kind !== 'ready') return;
    const { context, editing } = desk.view;
    const choices = context.choices.withPartner(partner);
    desk.view = {
      ...desk.view,
      context: {
        ...context,
        choices,
        choicesWith: (requests) => context.choicesWith(requests).withPartner(partner),
      },
    };
    editing.deps = { ...editing.deps, choices };
    editing.set({ ...editing.form, partnerIds: [...editing.form.partnerIds, partner.id] });
    desk.host.say(desk.host.texts().partner.added(partner.name));
  }

  /** A name that is taken, or a field refused, is said beside it; anything else above the buttons. */
  #refused(view: NewPartner, failure: unknown): void {
    const texts = this.#desk.host.texts().partner;
    const problem = problemOf(failure, texts.failed);
    const faults = isConflict(failure)
      ? { name: problem.detail ?? texts.failed }
      : Object.fromEntries(
          fieldErrorsOf(failure).map(({ pointer, detail }) => [pointer.replace('/', ''), detail]),
        );
    this.#show({ ...view, faults, problem: Object.keys(faults).length > 0 ? undefined : problem });
  }

  #show(view: NewPartner | undefined): void {
    this.view = view;
    this.#desk.host.requestUpdate();
  }
}
