import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { UiSelectField } from '../../ui/select-field.ts';
import { UiTextField } from '../../ui/text-field.ts';
import type { LeaveKind, LeaveUnit } from '../leave.data.ts';
import { LeavePart } from './leave-part.ts';

const countings = ['businessDays', 'workingDays', 'calendarDays'] as const;
type Counting = (typeof countings)[number];

/** How many must be present in each unit one decides in; and, for the administrator, how each kind is counted. */
export class LeaveSettingsPart extends LeavePart {
  static override readonly tag = 'lastria-leave-settings';
  static override readonly dependencies = [UiSelectField, UiTextField];

  /** What is typed, by unit; and the unit of which it cannot be read. */
  @state() private typed: ReadonlyMap<string, string> = new Map();
  @state() private wrong = '';

  override render(): TemplateResult {
    const { settings } = this.around;
    const units = settings.units.filter(({ can }) => can.decide);
    return html`${this.renderFailure()} ${units.length > 0 ? this.#renderMinima(units) : nothing}
    ${settings.can.changeKinds ? this.#renderKinds(settings.kinds) : nothing}`;
  }

  #renderMinima(units: readonly LeaveUnit[]): TemplateResult {
    const { minima, save } = this.words;
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      void this.#saveMinima(units);
    };
    return html`<section>
      <h3 id="minima">${minima.title}</h3>
      <p class="muted">${minima.intro}</p>
      <form aria-labelledby="minima" @submit=${submit}>
        <ul class="rights">
          ${units.map(
            ({ id, name, minimum }) =>
              html`<li>
                <lastria-ui-text-field
                  label=${name}
                  .value=${this.typed.get(id) ?? String(minimum)}
                  .error=${this.wrong === id ? minima.unreadable : ''}
                  @lastria-ui-input=${({ detail }: CustomEvent<{ value: string }>) => (this.typed = new Map([...this.typed, [id, detail.value]]))}
                ></lastria-ui-text-field>
              </li>`,
          )}
        </ul>
        <div class="actions">
          <button class="button primary" ?disabled=${this.busy}>${save}</button>
        </div>
      </form>
    </section>`;
  }

  #renderKinds(kinds: readonly LeaveKind[]): TemplateResult {
    const { kinds: texts } = this.words;
    const ways = countings.map((value) => ({ value, label: texts.counting[value] }));
    const places = [
      { value: 'away', label: texts.away },
      { value: 'present', label: texts.present },
    ];
    return html`<section>
      <h3 id="kinds">${texts.title}</h3>
      <p class="muted">${texts.intro}</p>
      <ul class="leaves" aria-labelledby="kinds">
        ${kinds.map(
          (kind) =>
            html`<li>
              <strong
                >${kind.label}${kind.active ? nothing : html` <span class="muted">${texts.retired}</span>`}</strong
              >
              <div class="fields">
                <lastria-ui-select-field
                  label=${texts.countingOf(kind.label)}
                  ?disabled=${this.busy}
                  .options=${ways}
                  .value=${kind.counting}
                  @lastria-ui-change=${({ detail }: CustomEvent<{ value: string }>) => void this.#saveKind(kind, { counting: detail.value as Counting })}
                ></lastria-ui-select-field>
                <lastria-ui-select-field
                  label=${texts.placeOf(kind.label)}
                  ?disabled=${this.busy}
                  .options=${places}
                  .value=${kind.away ? 'away' : 'present'}
                  @lastria-ui-change=${({ detail }: CustomEvent<{ value: string }>) => void this.#saveKind(kind, { away: detail.value === 'away' })}
                ></lastria-ui-select-field>
              </div>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  async #saveKind(kind: LeaveKind, change: { counting?: Counting; away?: boolean }): Promise<void> {
    const rule = { counting: kind.counting as Counting, away: kind.away, ...change };
    const { saved } = this.words.kinds;
    await this.act(() => this.calls.setKind(kind, rule).then(() => undefined), saved(kind.label));
  }

  /** Sends each number that was typed anew; those sent before one that fails stay. */
  async #saveMinima(units: readonly LeaveUnit[]): Promise<void> {
    const changed = units.flatMap((unit) => {
      const text = this.typed.get(unit.id)?.trim();
      return text === undefined || text === String(unit.minimum) ? [] : [{ unit, text }];
    });
    this.wrong = changed.find(({ text }) => !/^\d{1,3}$/.test(text) || Number(text) > 500)?.unit.id ?? '';
    if (this.wrong !== '') return;
    if (changed.length === 0) return this.tell({ said: this.words.unchanged });
    const done = await this.act(async () => {
      for (const { unit, text } of changed) await this.calls.setMinimum(unit, Number(text));
      return undefined;
    }, this.words.minima.saved);
    if (done) this.typed = new Map();
    // Those already sent are read again
    else await this.reread();
  }
}
