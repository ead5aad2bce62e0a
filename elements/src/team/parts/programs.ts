import { html, type TemplateResult } from 'lit';
import { Reading } from '../../core/reading.ts';
import { matching } from '../../ui/part.view.ts';
import { programs, type ServiceAccountList } from '../team.data.ts';
import { ProgramAdd } from './program-add.ts';
import { Program } from './program.ts';
import { SectionPart } from './team-part.ts';

const ADD = '+';

/** « Comptes de service »: programs on the left; on the right what one may do, its secrets and its access to files. */
export class ProgramsPart extends SectionPart {
  static override readonly tag = 'lastria-team-programs';
  static override readonly dependencies = [...SectionPart.dependencies, ProgramAdd, Program];

  readonly #reading = new Reading<ServiceAccountList>(this, {
    atOnce: true,
    read: (signal) => programs(this.session).listServiceAccounts({ signal }),
    lines: 4,
    texts: () => ({ failed: this.messages.programs.failed, ui: this.texts }),
  });

  override render(): TemplateResult {
    return this.#reading.render((list) => this.#renderList(list));
  }

  #renderList({ items, can }: ServiceAccountList): TemplateResult {
    const { programs: texts } = this.messages;
    const nodes = items.map(({ id, name, status }) => ({
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
      ...(can.manageServiceAccounts
        ? { actions: [{ icon: 'plus', label: texts.add, run: () => this.choose(ADD) }] }
        : {}),
    });
  }

  protected override renderDetail(selected: string): TemplateResult {
    const again = (): void => void this.#reading.load({ quietly: true });
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
    const list = this.#reading.now;
    const account = list?.items.find(({ id }) => id === selected);
    if (!list || !account) return html`<p class="muted">${this.messages.conflict.gone}</p>`;
    return html`<lastria-team-program
      data-form
      .account=${account}
      .can=${list.can}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
      @lastria-ui-change=${again}
    ></lastria-team-program>`;
  }
}
