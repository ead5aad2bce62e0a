import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { UiTextField } from '../../ui/text-field.ts';
import { halvesOf, type LeaveBalance } from '../leave.data.ts';
import { LeavePart } from './leave-part.ts';

type Staff = readonly { readonly id: string; readonly displayName: string }[];

/** What each of a team is granted of each kind in a year: read and set by who decides, of others than himself. */
export class LeaveRights extends LeavePart {
  static override readonly tag = 'lastria-leave-rights';
  static override readonly dependencies = [UiSelectField, UiTextField];

  @state() private unitId = '';
  @state() private year = 0;
  @state() private staff: Staff | undefined;
  @state() private staffId = '';
  @state() private read: readonly LeaveBalance[] | ProblemText | undefined;
  /** What is typed, by kind; and the kind of which it cannot be read. */
  @state() private typed: ReadonlyMap<string, string> = new Map();
  @state() private wrong = '';
  #asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('around') || this.unitId !== '') return;
    this.year = Number(this.today.slice(0, 4));
    this.unitId = this.#units[0]?.id ?? '';
    if (this.unitId !== '') void this.#readTeam();
  }

  get #units() {
    return this.around.settings.units.filter(({ can }) => can.decide);
  }

  override render(): TemplateResult {
    const { rights } = this.words;
    const { staff, read } = this;
    const years = [this.year - 1, this.year, this.year + 1].map((year) => ({
      value: String(year),
      label: String(year),
    }));
    return html`<p class="muted">${rights.intro}</p>
      <div class="fields">
        <lastria-ui-select-field
          label=${this.words.calendar.unit}
          .options=${this.#units.map(({ id, name }) => ({ value: id, label: name }))}
          .value=${this.unitId}
          @lastria-ui-change=${({ detail }: CustomEvent<{ value: string }>) => {
            this.unitId = detail.value;
            void this.#readTeam();
          }}
        ></lastria-ui-select-field>
        <lastria-ui-select-field
          label=${this.words.calendar.who}
          .options=${(staff ?? []).map(({ id, displayName }) => ({ value: id, label: displayName }))}
          .value=${this.staffId}
          @lastria-ui-change=${({ detail }: CustomEvent<{ value: string }>) => {
            this.staffId = detail.value;
            void this.#readRights();
          }}
        ></lastria-ui-select-field>
        <lastria-ui-select-field
          label=${this.words.year}
          .options=${years}
          .value=${String(this.year)}
          @lastria-ui-change=${({ detail }: CustomEvent<{ value: string }>) => {
            this.year = Number(detail.value);
            void this.#readRights();
          }}
        ></lastria-ui-select-field>
      </div>
      ${this.renderFailure()}
      ${
        staff?.length === 0
          ? html`<p>${rights.nobody}</p>`
          : read === undefined
            ? skeleton(4, this.texts)
            : 'title' in read
              ? errorState(read, () => void this.#readTeam(), undefined, this.texts)
              : this.#renderRights(read)
      }`;
  }

  #renderRights(balances: readonly LeaveBalance[]): TemplateResult {
    const { rights, days, save } = this.words;
    const name = this.staff?.find(({ id }) => id === this.staffId)?.displayName ?? '';
    return html`<form aria-label=${rights.of(name, this.year)} @submit=${this.#submit}>
      <ul class="rights">
        ${balances.map(
          (one) =>
            html`<li>
              <lastria-ui-text-field
                label=${one.label}
                hint=${`${rights.taken(one.takenHalves)}${one.pendingHalves > 0 ? `, ${this.words.pending(one.pendingHalves)}` : ''}${one.leftHalves === null ? '' : `, ${rights.left(one.leftHalves)}`}`}
                .value=${this.typed.get(one.kind) ?? textOf(one.grantedHalves)}
                .error=${this.wrong === one.kind ? rights.unreadable : ''}
                @lastria-ui-input=${({ detail }: CustomEvent<{ value: string }>) => (this.typed = new Map([...this.typed, [one.kind, detail.value]]))}
              ></lastria-ui-text-field>
              ${one.can.set ? nothing : html`<p class="muted">${rights.notYours} ${days(one.grantedHalves ?? 0)}</p>`}
            </li>`,
        )}
      </ul>
      <div class="actions">
        <button class="button primary" ?disabled=${this.busy}>${save}</button>
      </div>
    </form>`;
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.#save();
  };

  /** Sends each right that was typed anew; those sent before one that fails stay. */
  async #save(): Promise<void> {
    const balances = Array.isArray(this.read) ? (this.read as readonly LeaveBalance[]) : [];
    const changed = balances.flatMap((one) => {
      const text = this.typed.get(one.kind);
      return text === undefined || text.trim() === textOf(one.grantedHalves)
        ? []
        : [{ one, halves: halvesOf(text) }];
    });
    this.wrong = changed.find(({ halves }) => halves === undefined)?.one.kind ?? '';
    if (this.wrong !== '') return;
    if (changed.length === 0) return this.tell({ said: this.words.unchanged });
    const done = await this.act(async () => {
      for (const { one, halves } of changed) await this.calls.setBalance(one, halves!);
      return undefined;
    }, this.words.rights.saved);
    if (done) this.typed = new Map();
    await this.#readRights(!done);
  }

  async #readTeam(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    const { unitId, today, around } = this;
    this.read = undefined;
    try {
      const { staff } = await this.calls.calendar({ unitId, from: today, to: today }, signal);
      if (signal.aborted) return;
      this.staff = staff.filter(({ id }) => id !== around.me.staffId);
      this.staffId = this.staff[0]?.id ?? '';
      await this.#readRights();
    } catch (error) {
      if (!signal.aborted) this.read = problemText(error, this.words.failed);
    }
  }

  async #readRights(keepsTyped = false): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    if (!keepsTyped) {
      this.typed = new Map();
      this.wrong = '';
    }
    if (this.staffId === '') return;
    try {
      const read = await this.calls.balances({ staffId: this.staffId, year: this.year }, signal);
      if (!signal.aborted) this.read = read;
    } catch (error) {
      if (!signal.aborted) this.read = problemText(error, this.words.failed);
    }
  }
}

/** « 12,5 », of 25 half-days; nothing where nothing was said. */
const textOf = (halves: number | null): string =>
  halves === null ? '' : String(halves / 2).replace('.', ',');
