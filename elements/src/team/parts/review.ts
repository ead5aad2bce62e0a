import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDate } from '../../core/format.ts';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { datedRights, withGrants, type AccessGrant } from '../team.data.ts';
import { placeOf, roleOf, SOON, toReview } from '../team.view.ts';
import { TeamPart } from './team-part.ts';

const ONE_MONTH = 31 * 86_400_000;

/** « Revue annuelle »: rights that end for want of a review, by person; many are confirmed at once, or one by one. */
export class ReviewPart extends TeamPart {
  static override readonly tag = 'lastria-team-review';
  static override readonly dependencies = [UiSelectField];
  static override styles = [
    partStyles,
    css`
      .narrow {
        max-inline-size: 20em;
      }
      .row .check {
        flex: 1;
      }
    `,
  ];

  @state() private shows: 'soon' | 'all' = 'soon';
  @state() private checked: ReadonlySet<string> = new Set();
  @state() private failure: ProblemText | undefined;

  override render(): TemplateResult {
    const { review: texts } = this.messages;
    const grants = toReview(this.settings, this.shows === 'soon' ? SOON : Infinity);
    const mine = this.#mayConfirm ? grants.filter(({ staffId }) => staffId !== this.settings.me.staffId) : [];
    return html`<div class="detail-body">
      <p class="effect">
        ${icon('info')}<span>${texts.intro}${this.#mayConfirm ? nothing : ` ${texts.readOnly}`}</span>
      </p>
      <lastria-ui-select-field
        class="narrow"
        .label=${texts.show}
        .options=${[
          { value: 'soon', label: texts.soon },
          { value: 'all', label: texts.all },
        ]}
        .value=${this.shows}
        @lastria-ui-change=${this.#turn}
      ></lastria-ui-select-field>
      ${
        grants.length === 0
          ? html`<p class="muted" role="status">${this.shows === 'soon' ? texts.noneSoon : texts.none}</p>`
          : html`${mine.length === 0 ? nothing : this.#renderActs(mine)}
            ${[...Map.groupBy(grants, ({ staffId }) => staffId)].map(([staffId, held]) => this.#renderPerson(staffId, held))}`
      }
    </div>`;
  }

  get #mayConfirm(): boolean {
    return this.settings.organisation.can.reviewAccess;
  }

  #renderActs(mine: readonly AccessGrant[]): TemplateResult {
    const { review: texts } = this.messages;
    const chosen = mine.filter(({ id }) => this.checked.has(id));
    const all = chosen.length === mine.length;
    return html`<div class="actions">
        <button
          type="button"
          class="button quiet"
          @click=${() =>
            this.#check(
              mine.map(({ id }) => id),
              !all,
            )}
        >
          ${all ? texts.checkNone : texts.checkAll}</button
        ><button
          type="button"
          class="button primary"
          data-confirm
          @click=${() => void this.#confirm(chosen.map(({ id }) => id))}
        >
          ${icon('check')}${texts.confirm(chosen.length)}
        </button>
      </div>
      ${this.failure ? errorState(this.failure, undefined, this.messages.safe, this.texts) : nothing}`;
  }

  #renderPerson(staffId: string, grants: readonly AccessGrant[]): TemplateResult {
    const { review: texts } = this.messages;
    const name = this.settings.organisation.staff.find(({ id }) => id === staffId)?.displayName ?? '';
    const own = staffId === this.settings.me.staffId;
    return html`<section class="detail-body">
      <h3>${name}</h3>
      ${own && this.#mayConfirm ? html`<p class="muted">${texts.own}</p>` : nothing}
      <ul class="rows" aria-label=${name}>
        ${repeat(
          grants,
          ({ id }) => id,
          (grant) => this.#renderGrant(grant, name, this.#mayConfirm && !own),
        )}
      </ul>
    </section>`;
  }

  #renderGrant(grant: AccessGrant, name: string, mine: boolean): TemplateResult {
    const { review: texts, rights } = this.messages;
    const [role, where] = [roleOf(grant, this.messages), placeOf(grant, this.settings, this.messages)];
    const before = texts.before(formatDate(grant.reviewBy!, this.timeZone));
    const near = Date.parse(grant.reviewBy!) - Date.now() <= ONE_MONTH;
    const given = rights.given(formatDate(grant.grantedAt, this.timeZone), grant.grantedByName);
    const last = grant.reviewedByName === null ? given : `${given} · ${texts.last(grant.reviewedByName)}`;
    const what = html`<span><strong>${role}</strong> · ${where}</span>
      ${near ? flag('warning', before) : html`<span class="muted">${before}</span>`}
      <span class="muted dates">${rights.because(grant.reason)} · ${last}</span>`;
    return html`<li class="row">
      ${
        mine
          ? html`<label class="check"
              ><input
                type="checkbox"
                aria-label=${texts.check(role, where, name)}
                .checked=${this.checked.has(grant.id)}
                @change=${(event: Event) => this.#check([grant.id], (event.target as HTMLInputElement).checked)}
              /><span class="what">${what}</span></label
            >`
          : html`<div class="what">${what}</div>`
      }
    </li>`;
  }

  readonly #turn = (event: CustomEvent<{ value: string }>): void => {
    this.shows = event.detail.value as typeof this.shows;
    this.checked = new Set();
    this.#settle();
  };

  #check(ids: readonly string[], is: boolean): void {
    const next = new Set(this.checked);
    for (const id of ids)
      if (is) next.add(id);
      else next.delete(id);
    this.checked = next;
    this.#settle();
  }

  /** What was refused is about another choice. */
  #settle(): void {
    this.failure = undefined;
    this.giveUp();
  }

  async #confirm(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) {
      this.failure = { title: this.messages.review.needed };
      return;
    }
    await this.carryOut(
      async () => {
        this.failure = undefined;
        const { items } = await datedRights(this.session).confirmGrants(ids);
        this.checked = new Set();
        this.tell({
          settings: (now) => withGrants(now, items),
          change: { kind: 'grant', id: items.length === 1 ? items[0]!.id : '' },
          said: this.messages.review.done(items.length),
        });
        await this.updateComplete;
        this.renderRoot.querySelector<HTMLElement>('lastria-ui-select-field')?.focus();
      },
      (error) => (this.failure = this.problem(error)),
    );
  }
}
