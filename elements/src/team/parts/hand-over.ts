import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { formFields } from '../../ui/form-part.ts';
import { icon } from '../../ui/icons.ts';
import { datedRights, type HandOverEffect, type TeamMember } from '../team.data.ts';
import { FormPart } from './team-part.ts';

type Unit = HandOverEffect['units'][number];

/** « Confier ses dossiers »: by unit, how many and to whom; what changes is read before it is done. Fires `lastria-ui-close`. */
export class HandOver extends FormPart<Readonly<Record<string, string>>> {
  static override readonly tag = 'lastria-team-hand-over';
  static override readonly dependencies = formFields;

  @property({ attribute: false }) person!: TeamMember;
  @state() private view: 'reading' | HandOverEffect | ProblemText = 'reading';
  @state() private confirming = false;
  #asking: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin({});
    void this.#load();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking?.abort();
  }

  override render(): TemplateResult {
    const { handOver: texts } = this.messages;
    const { view } = this;
    return html`<section
      class="panel form"
      aria-labelledby="title"
      @keydown=${this.keys(
        () => undefined,
        () => this.#leave(),
      )}
    >
      <h3 id="title" tabindex="-1">${texts.title(this.person.displayName)}</h3>
      ${
        view === 'reading'
          ? skeleton(3, this.texts)
          : 'units' in view
            ? this.confirming
              ? this.#renderPreview(view)
              : this.#renderChoice(view)
            : errorState(view, () => void this.#load(), undefined, this.texts)
      }
    </section>`;
  }

  #renderChoice({ units }: HandOverEffect): TemplateResult {
    const { handOver: texts, actions } = this.messages;
    const cancel = html`<button type="button" class="button" @click=${() => this.#leave()}>
      ${units.length === 0 ? actions.back : actions.cancel}
    </button>`;
    if (units.length === 0)
      return html`<p>${texts.none(this.person.displayName)}</p>
        <div class="actions">${cancel}</div>`;
    return html`${this.renderSummary()}
      <p class="muted">${texts.intro}</p>
      ${units.map((unit) => this.#renderUnit(unit))}
      <div class="actions">
        <button type="button" class="button primary" @click=${() => this.#preview(units)}>
          ${texts.preview}</button
        >${cancel}
      </div>`;
  }

  #renderUnit({ unitId, unitName, files, candidates }: Unit): TemplateResult {
    const { handOver: texts } = this.messages;
    if (candidates.length === 0)
      return html`<div>
        <p><strong>${unitName}</strong> · ${texts.files(files)}</p>
        <p class="muted">${texts.nobody}</p>
      </div>`;
    return this.select(
      unitId,
      texts.to(unitName),
      candidates.map(({ id, displayName }) => ({ value: id, label: displayName })),
      { placeholder: texts.later, hint: texts.files(files) },
    );
  }

  #renderPreview({ units }: HandOverEffect): TemplateResult {
    const { handOver: texts } = this.messages;
    const chosen = units.filter(({ unitId }) => this.values[unitId]);
    const files = chosen.reduce((sum, unit) => sum + unit.files, 0);
    return html`<ul data-effect>
        ${chosen.map((unit) => {
          const to = unit.candidates.find(({ id }) => id === this.values[unit.unitId]);
          return html`<li>${texts.line(texts.files(unit.files), unit.unitName, to?.displayName ?? '')}</li>`;
        })}
      </ul>
      <p class="effect warning">${icon('warning')}<span>${texts.effect}</span></p>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" data-confirm @click=${() => void this.#confirm()}>
          ${texts.confirm(files)}</button
        ><button type="button" class="button" @click=${() => this.#change()}>${texts.change}</button>
      </div>`;
  }

  protected override labelOf(key: string): string {
    return key;
  }

  async #load(): Promise<void> {
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    this.view = 'reading';
    try {
      const view = await datedRights(this.session).previewHandOver(this.person.id, { signal });
      if (signal.aborted) return;
      this.begin(Object.fromEntries(view.units.map(({ unitId }) => [unitId, ''])));
      this.view = view;
      await this.updateComplete;
      const title = this.renderRoot.querySelector<HTMLElement>('h3');
      (this.renderRoot.querySelector<HTMLElement>('lastria-ui-select-field') ?? title)?.focus();
    } catch (error) {
      if (!signal.aborted) this.view = problemText(error, this.messages.handOver.failed);
    }
  }

  #preview(units: readonly Unit[]): void {
    const first = units.find(({ candidates }) => candidates.length > 0);
    const none = first && !units.some(({ unitId }) => this.values[unitId]);
    if (!first || !this.check(none ? { [first.unitId]: this.messages.handOver.needed } : {})) return;
    this.confirming = true;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[data-confirm]')?.focus(),
    );
  }

  #change(): void {
    this.confirming = false;
    this.giveUp();
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('lastria-ui-select-field')?.focus(),
    );
  }

  #leave(): void {
    if (this.confirming) this.#change();
    else this.fire('lastria-ui-close');
  }

  async #confirm(): Promise<void> {
    await this.attempt(async () => {
      const to = Object.entries(this.values).flatMap(([unitId, staffId]) =>
        staffId ? [{ unitId, staffId }] : [],
      );
      const { files } = await datedRights(this.session).handOver(this.person.id, { to });
      this.tell({
        change: { kind: 'staff', id: this.person.id },
        said: this.messages.handOver.done(files),
      });
      this.fire('lastria-ui-close');
    });
  }
}
