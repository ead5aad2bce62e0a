import { css, html, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { UiSidePanel } from '../../ui/side-panel.ts';
import type { AsideNews, Beside } from '../agenda.beside.ts';
import type { AgendaCalls, Appointment, Proposal } from '../agenda.data.ts';
import type { Writing } from '../agenda.writing.ts';
import { AgendaDetail, type DetailAct } from './detail.ts';
import type { Look } from './entry.view.ts';
import { AgendaForm, type FormNews } from './form.ts';
import { AgendaRequestsPart } from './requests.ts';
import { ScopeDialog } from './scope-dialog.ts';
import { AgendaSlots } from './slots.ts';
import { AgendaToWrite } from './to-write.ts';
import { AgendaTrash } from './trash.ts';
import { AgendaWork } from './work.ts';

/** The panel beside the agenda: one appointment, its form, its travail; slots, requests, travaux to write, the trash. */
export class AgendaAside extends UiElement {
  static override readonly tag = 'lastria-agenda-aside';
  static override readonly dependencies = [
    UiSidePanel,
    AgendaDetail,
    AgendaForm,
    AgendaRequestsPart,
    AgendaSlots,
    AgendaToWrite,
    AgendaTrash,
    AgendaWork,
    ScopeDialog,
  ];
  static override styles = [
    base,
    css`
      :host {
        min-inline-size: 0;
      }
    `,
  ];

  @property({ attribute: false }) calls!: AgendaCalls;
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) beside!: Beside;
  @property({ attribute: false }) writing!: Writing;
  @property({ type: Number }) version = 0;
  @property() now = '';
  @property() back = '';
  @state() private saving = false;
  @state() private failure: ProblemText | undefined;
  @query('lastria-ui-side-panel') private panel!: UiSidePanel;
  @query('lastria-agenda-form, lastria-agenda-detail, lastria-agenda-work')
  private typed!: { readonly dirty: boolean } | null;
  @query('lastria-agenda-scope') private scopes!: ScopeDialog;

  /** Whether closing it would lose something typed. */
  get dirty(): boolean {
    return this.typed?.dirty ?? false;
  }

  /** Closes, or asks first; false when it asks. */
  leave(): boolean {
    return this.panel.close();
  }

  override focus(): void {
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('lastria-ui-side-panel > *')?.focus(),
    );
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('beside')) this.failure = undefined;
  }

  override render(): TemplateResult {
    const { texts } = this.look;
    return html`<lastria-ui-side-panel
        open
        .heading=${this.#heading}
        .back=${this.back}
        @keydown=${this.#keys}
        @lastria-ui-before-close=${() => (this.panel.hasUnsavedChanges = this.dirty)}
        @lastria-ui-toggle=${() => this.#back()}
        @lastria-ui-close=${() => this.fire('lastria-ui-close')}
        >${this.#renderBeside()}</lastria-ui-side-panel
      >
      <lastria-agenda-scope .messages=${texts}></lastria-agenda-scope>`;
  }

  get #heading(): string {
    const { texts } = this.look;
    const { beside } = this;
    switch (beside.kind) {
      case 'detail':
        return texts.entry.kinds['appointment'] ?? '';
      case 'form':
        return beside.appointment ? texts.form.change : texts.form.create;
      case 'slots':
        return texts.slots.title;
      case 'requests':
        return texts.requests.title;
      case 'toWrite':
        return texts.work.list;
      case 'work':
        return texts.work.title;
      case 'trash':
        return texts.trash.title;
    }
  }

  #renderBeside(): TemplateResult {
    const { beside, calls, look } = this;
    switch (beside.kind) {
      case 'detail':
        return html`<lastria-agenda-detail
          .calls=${calls}
          .look=${look}
          .appointmentId=${beside.key}
          .version=${this.version}
          .now=${this.now}
          .writing=${this.writing}
          .scope=${(question: string) => this.scopes.ask(question)}
          @lastria-ui-select=${(event: CustomEvent<{ kind: DetailAct; one: Appointment }>) => void this.#act(event.detail)}
        ></lastria-agenda-detail>`;
      case 'form':
        return html`<lastria-agenda-form
          .calls=${calls}
          .look=${look}
          .proposal=${beside.proposal}
          .appointment=${beside.appointment}
          .saving=${this.saving}
          .failure=${this.failure}
          @lastria-ui-change=${(event: CustomEvent<FormNews>) => void this.#save(event.detail, beside.appointment)}
          @lastria-ui-close=${() => this.panel.close()}
        ></lastria-agenda-form>`;
      case 'slots':
        return html`<lastria-agenda-slots
          .calls=${calls}
          .look=${look}
          .day=${beside.day}
          @lastria-ui-select=${(event: CustomEvent<Proposal>) => this.#tell({ kind: 'propose', proposal: event.detail })}
        ></lastria-agenda-slots>`;
      case 'requests':
        return html`<lastria-agenda-requests
          .calls=${calls}
          .look=${look}
          .writing=${this.writing}
        ></lastria-agenda-requests>`;
      case 'toWrite':
        return html`<lastria-agenda-to-write
          .calls=${calls}
          .look=${look}
          @lastria-ui-select=${(event: CustomEvent<string>) => this.#tell({ kind: 'work', key: event.detail })}
        ></lastria-agenda-to-write>`;
      case 'work':
        return html`<lastria-agenda-work
          .calls=${calls}
          .look=${look}
          .writing=${this.writing}
          .appointmentId=${beside.key}
          @lastria-ui-close=${() => this.panel.close()}
        ></lastria-agenda-work>`;
      case 'trash':
        return html`<lastria-agenda-trash
          .calls=${calls}
          .look=${look}
          .writing=${this.writing}
        ></lastria-agenda-trash>`;
    }
  }

  /** Escape closes it, unless it closes something that is open in it. */
  readonly #keys = (event: KeyboardEvent): void => {
    const isAsked = event.composedPath().some((node) => node instanceof HTMLDialogElement);
    if (event.key !== 'Escape' || event.defaultPrevented || isAsked) return;
    event.stopPropagation();
    this.panel.close();
  };

  /** With the page to itself, reducing the panel is going back. */
  #back(): void {
    this.panel.reduced = false;
    this.panel.close();
  }

  async #act({ kind, one }: { kind: DetailAct; one: Appointment }): Promise<void> {
    if (kind === 'work') return this.#tell({ kind, key: one.id });
    if (kind !== 'honoured' && kind !== 'noShow') return this.#tell({ kind, one });
    const settled = await this.writing.settle(one, kind);
    // What was done is written while one remembers it; « Plus tard » keeps it among what is to be written
    if (settled?.work === 'toWrite') this.#tell({ kind: 'work', key: one.id });
  }

  /** Written once; of a series, one says which. */
  async #save({ input, patch }: FormNews, appointment: Appointment | undefined): Promise<void> {
    if (this.saving) return;
    if (appointment && Object.keys(patch).length === 0)
      return this.#tell({ kind: 'saved', one: appointment });
    this.saving = true;
    this.failure = undefined;
    try {
      const scope = appointment?.seriesId ? await this.scopes.ask(this.look.texts.scope.change) : 'one';
      if (!scope) return;
      const one = appointment
        ? await this.writing.change(appointment, { ...patch, ...(scope === 'one' ? {} : { scope }) })
        : await this.writing.book(input);
      this.#tell({ kind: 'saved', one });
    } catch (error) {
      this.failure = problemText(error, this.look.texts.form.failed);
    } finally {
      this.saving = false;
    }
  }

  #tell(news: AsideNews): void {
    this.fire('lastria-ui-select', news);
  }
}
