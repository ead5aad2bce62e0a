import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatDate } from '../../core/format.ts';
import { formFields } from '../../ui/form-part.ts';
import { icon } from '../../ui/icons.ts';
import type { Values } from '../../ui/part.view.ts';
import {
  bounds,
  choosable,
  linesOf,
  MOST_ORIGINS,
  originOf,
  patchFor,
  tidy,
  valuesOf,
  type Bounded,
} from '../embedding.view.ts';
import { embedding, etagOf, type EmbeddingSettings } from '../team.data.ts';
import { FormPart } from './team-part.ts';

const within = (key: Bounded, value: Values[string] | undefined): value is number =>
  typeof value === 'number' && value >= bounds[key][0] && value <= bounds[key][1];

/** Whose pages may hold Lastria, what may stand in them, how long a session lasts; what each choice brings is said before it is saved. */
export class EmbeddingForm extends FormPart<Values> {
  static override readonly tag = 'lastria-team-embedding-form';
  static override readonly dependencies = formFields;

  @property({ attribute: false }) embedding!: EmbeddingSettings;
  /** As last read or written. */
  #now!: EmbeddingSettings;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#take(this.embedding);
  }

  override render(): TemplateResult {
    const { embedding: texts, actions } = this.messages;
    const save = (): void => void this.#save();
    return html`<section class="form apart" aria-labelledby="title" @keydown=${this.keys(save)}>
      <div>
        <h2 id="title" tabindex="-1">${texts.title}</h2>
        <p class="muted">${texts.intro}</p>
      </div>
      ${this.renderSummary()}${this.#renderPages()}${this.#renderInline()}${this.#renderDurations()}
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${actions.save}</button>
      </div>
    </section>`;
  }

  #renderPages(): TemplateResult {
    const { embedding: texts } = this.messages;
    const origins = linesOf(tidy(this.values['allowedOrigins']));
    const gone = linesOf(this.read['allowedOrigins']).filter((one) => !origins.includes(one));
    const plain = origins.filter((one) => /^http:/i.test(one));
    return html`<fieldset>
      <legend>${texts.pages}</legend>
      ${this.area('allowedOrigins', texts.allowedOrigins, texts.originsHint, { required: false, max: 10_000 })}
      <div class="detail-body" role="status" data-effect>
        ${origins.length === 0 ? effect('info', texts.noOrigin) : nothing}
        ${plain.length > 0 ? effect('warning', texts.unencrypted(plain)) : nothing}
        ${gone.length > 0 ? effect('warning', texts.noMore(gone)) : nothing}
      </div>
    </fieldset>`;
  }

  #renderInline(): TemplateResult {
    const { embedding: texts } = this.messages;
    const elements = choosable(this.#now);
    const turned = (to: boolean): string[] =>
      elements
        .filter((tag) => this.values[tag] === to && this.read[tag] !== to)
        .map((tag) => this.#nameOf(tag));
    const [opened, closed] = [turned(true), turned(false)];
    return html`<fieldset>
      <legend>${texts.inline}</legend>
      <p class="muted">${texts.inlineText}</p>
      ${effect('info', this.#decision)}
      ${elements.map((tag) => this.checkbox(tag, this.#nameOf(tag), texts.reads[tag] ?? ''))}
      <div class="detail-body" role="status" data-effect>
        ${opened.length > 0 ? effect('warning', texts.opened(opened)) : nothing}
        ${closed.length > 0 ? effect('info', texts.closed(closed)) : nothing}
      </div>
    </fieldset>`;
  }

  #renderDurations(): TemplateResult {
    const { embedding: texts } = this.messages;
    const { idleMinutes, sessionHours } = this.values;
    return html`<fieldset>
      <legend>${texts.sessions}</legend>
      <div class="pair">
        <div class="form">
          ${this.number('idleMinutes', texts.idleMinutes, { hint: texts.idleHint, required: true })}
          <div role="status" data-effect>
            ${within('idleMinutes', idleMinutes) ? effect('info', texts.idleEffect(idleMinutes)) : nothing}
          </div>
        </div>
        <div class="form">
          ${this.number('sessionHours', texts.sessionHours, { hint: texts.hoursHint, required: true })}
          <div role="status" data-effect>
            ${within('sessionHours', sessionHours) ? effect('info', texts.hoursEffect(sessionHours)) : nothing}
          </div>
        </div>
      </div>
    </fieldset>`;
  }

  /** What the officer decided of people shown in a page; in a company nobody can. */
  get #decision(): string {
    const { embedding: texts, decisions, tabs } = this.messages;
    const { me, organisation } = this.settings;
    if (me.tenant.kind === 'company') return texts.employer;
    const kind = 'inlineNominative';
    const standing = organisation.decisions.find((one) => one.kind === kind && one.withdrawnAt === null);
    return standing
      ? texts.decided(formatDate(standing.decidedAt, this.timeZone))
      : texts.undecided(decisions.kinds[kind] ?? kind, tabs.decisions);
  }

  #nameOf(tag: string): string {
    return this.messages.elements[tag] ?? tag;
  }

  protected override labelOf(key: string): string {
    const { embedding: texts } = this.messages;
    return key === 'allowedOrigins' || key in bounds
      ? texts[key as 'allowedOrigins' | Bounded]
      : this.#nameOf(key);
  }

  protected override show(key: string, value: Values[string] | undefined): string {
    return super.show(key, key === 'allowedOrigins' ? linesOf(value).join(', ') : value);
  }

  #take(embedding: EmbeddingSettings): void {
    this.#now = embedding;
    this.begin(valuesOf(embedding), embedding.version);
  }

  /** What is wrong, by field. */
  #faults(): Record<string, string> {
    const { embedding: texts } = this.messages;
    const found: Record<string, string> = {};
    const lines = linesOf(this.values['allowedOrigins']);
    if (lines.length > MOST_ORIGINS) found['allowedOrigins'] = texts.tooMany(MOST_ORIGINS);
    for (const [index, line] of lines.entries()) {
      const { origin, more } = originOf(line);
      if (origin === undefined) found['allowedOrigins'] ??= texts.badOrigin(index + 1, line);
      else if (more) found['allowedOrigins'] ??= texts.originWithPath(index + 1, origin);
    }
    for (const key of Object.keys(bounds) as Bounded[])
      if (!within(key, this.values[key])) found[key] = texts.outOfRange(bounds[key][0], bounds[key][1]);
    return found;
  }

  async #save(): Promise<void> {
    this.settle();
    if (!this.check(this.#faults())) return;
    this.set('allowedOrigins', tidy(this.values['allowedOrigins']));
    const { embedding: texts } = this.messages;
    const api = embedding(this.session);
    await this.save({
      write: async (version, changes) => {
        const { settings } = await api.changeEmbedding(patchFor(this.#now, changes), {
          etag: etagOf({ version }),
        });
        this.#take(settings);
        this.tell({ change: { kind: 'embedding', id: '' }, said: texts.saved });
      },
      current: async () => {
        this.#now = await api.readEmbedding();
        return { values: valuesOf(this.#now), version: this.#now.version };
      },
    });
  }
}

const effect = (kind: 'info' | 'warning', text: string): TemplateResult =>
  html`<p class="effect ${kind}">${icon(kind)}<span>${text}</span></p>`;
