import { html, nothing, type TemplateResult } from 'lit';
import { Reading } from '../../core/reading.ts';
import { icon } from '../../ui/icons.ts';
import { agendaOf, etagOf, type CalendarPolicy } from '../agenda-settings.data.ts';
import { FormPart } from './agenda-settings-part.ts';

type PolicyValues = { readonly mostLevel: string };
const levels = ['busy', 'initials', 'full'] as const;
type Level = (typeof levels)[number];

/** « Agendas externes »: the most that the secret addresses and Outlook may tell of appointments. */
export class PolicyPart extends FormPart<PolicyValues> {
  static override readonly tag = 'lastria-agenda-settings-policy';

  readonly #reading = new Reading<CalendarPolicy>(this, {
    atOnce: true,
    read: async (signal) => (await agendaOf(this.session).readCalendarPolicy({ signal })).calendarPolicy,
    whenRead: (read) => this.#take(read),
    lines: 4,
    texts: () => ({ failed: this.messages.policy.failed, ui: this.texts }),
  });

  override render(): TemplateResult {
    return this.#reading.render(() => this.#renderForm());
  }

  #renderForm(): TemplateResult {
    const { policy: texts, actions } = this.messages;
    const { mostLevel } = this.values;
    const isLess = levels.indexOf(mostLevel as Level) < levels.indexOf(this.read.mostLevel as Level);
    return html`<section class="form" aria-labelledby="title">
      <div>
        <h2 id="title" tabindex="-1">${texts.title}</h2>
        <p class="muted">${texts.intro}</p>
      </div>
      <fieldset id="mostLevel" tabindex="-1">
        <legend>${texts.mostLevel}</legend>
        ${levels.map(
          (level) =>
            html`<label class="check"
              ><input
                type="radio"
                name="level"
                .checked=${level === mostLevel}
                @change=${() => this.set('mostLevel', level)}
              /><span>${texts.levels[level].label}<small>${texts.levels[level].hint}</small></span></label
            >`,
        )}
      </fieldset>
      ${mostLevel === 'busy' ? nothing : html`<p class="effect warning" data-effect>${icon('warning')}<span>${texts.names}</span></p>`}
      ${isLess ? html`<p class="effect" role="status" data-effect>${icon('info')}<span>${texts.less}</span></p>` : nothing}
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${() => void this.#save()}>
          ${actions.save}
        </button>
      </div>
    </section>`;
  }

  protected override labelOf(): string {
    return this.messages.policy.mostLevel;
  }

  protected override show(_key: string, value: unknown): string {
    return this.messages.policy.levels[value as Level]?.label ?? String(value);
  }

  #take({ mostLevel, version }: CalendarPolicy): void {
    this.begin({ mostLevel }, version);
  }

  async #save(): Promise<void> {
    const { policy: texts } = this.messages;
    await this.save({
      write: async (version, { mostLevel }) => {
        const { calendarPolicy } = await agendaOf(this.session).setCalendarPolicy(mostLevel as Level, {
          etag: etagOf({ version }),
        });
        this.#take(calendarPolicy);
        this.tell({ change: { kind: 'policy', id: '' }, said: texts.saved });
      },
      current: async () => {
        const { calendarPolicy } = await agendaOf(this.session).readCalendarPolicy();
        return { values: { mostLevel: calendarPolicy.mostLevel }, version: calendarPolicy.version };
      },
    });
  }
}
