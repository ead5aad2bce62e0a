import { html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { matching } from '../../ui/part.view.ts';
import { programs, type ServiceAccountList } from '../team.data.ts';
import { ProgramAdd } from './program-add.ts';
import { Program } from './program.ts';
import { SectionPart } from './team-part.ts';

const ADD = '+';
type View = ServiceAccountList | 'loading' | ProblemText;
const isRead = (view: View): view is ServiceAccountList => typeof view === 'object' && 'items' in view;

/** « Comptes de service »: programs on the left; on the right what one may do, its secrets and its access to files. */
export class ProgramsPart extends SectionPart {
  static override readonly tag = 'lastria-team-programs';
  static override readonly dependencies = [...SectionPart.dependencies, ProgramAdd, Program];

  @state() private view: View = 'loading';
  #asking: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking?.abort();
  }

  override render(): TemplateResult {
    const { programs: texts } = this.messages;
    const { view } = this;
    if (view === 'loading') return skeleton(4, this.texts);
    if (!isRead(view)) return errorState(view, () => void this.#load(), undefined, this.texts);
    const nodes = view.items.map(({ id, name, status }) => ({
      id,
      label: name,
      note: texts.statuses[status] ?? status,
    }));
    return this.renderSplit({
      label: texts.nav,
      search: texts.search,
      none: texts.none,
      empty: texts.empty,
      choose: texts.choose,
      nodes: matching(nodes, this.wanted),
      ...(view.can.manageServiceAccounts
        ? { actions: [{ icon: 'plus', label: texts.add, run: () => this.choose(ADD) }] }
        : {}),
    });
  }

  protected override renderDetail(selected: string): TemplateResult {
    const again = (): void => void this.#load(true);
    if (selected === ADD)
      return html`<lastria-team-program-add
        data-form
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-part-changed=${this.pass}
        @lastria-ui-change=${again}
        @lastria-ui-close=${this.closed}
      ></lastria-team-program-add>`;
    const account = isRead(this.view) ? this.view.items.find(({ id }) => id === selected) : undefined;
    if (!account) return html`<p class="muted">${this.messages.conflict.gone}</p>`;
    return html`<lastria-team-program
      data-form
      .account=${account}
      .can=${(this.view as ServiceAccountList).can}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
      @lastria-ui-change=${again}
    ></lastria-team-program>`;
  }

  /** Reads the list; what is on screen stays there meanwhile when it is only brought up to date. */
  async #load(quietly = false): Promise<void> {
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    if (!quietly) this.view = 'loading';
    try {
      const list = await programs(this.session).listServiceAccounts({ signal });
      if (!signal.aborted) this.view = list;
    } catch (error) {
      if (!signal.aborted) this.view = problemText(error, this.messages.programs.failed);
    }
  }
}
