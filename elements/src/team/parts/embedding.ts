import { html, type TemplateResult } from 'lit';
import { Reading } from '../../core/reading.ts';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { embedding as api, type EmbeddingSettings } from '../team.data.ts';
import { choosable } from '../embedding.view.ts';
import { EmbeddingForm } from './embedding-form.ts';
import { TeamPart } from './team-part.ts';

/** « Portail et sessions »: set by an administrator, read by the data protection officer. */
export class EmbeddingPart extends TeamPart {
  static override readonly tag = 'lastria-team-embedding';
  static override readonly dependencies = [EmbeddingForm];
  static override styles = partStyles;

  readonly #reading = new Reading<EmbeddingSettings>(this, {
    atOnce: true,
    read: (signal) => api(this.session).readEmbedding({ signal }),
    lines: 6,
    texts: () => ({ failed: this.messages.embedding.failed, ui: this.texts }),
  });

  override render(): TemplateResult {
    return this.#reading.render((embedding) =>
      embedding.can.changeEmbedding ? this.#renderForm(embedding) : this.#renderRead(embedding),
    );
  }

  #renderForm(embedding: EmbeddingSettings): TemplateResult {
    return html`<lastria-team-embedding-form
      .embedding=${embedding}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
    ></lastria-team-embedding-form>`;
  }

  #renderRead(embedding: EmbeddingSettings): TemplateResult {
    const { allowedOrigins, inlineElements, idleMinutes, sessionHours } = embedding;
    const { embedding: texts, elements: names } = this.messages;
    return html`<section class="detail-body" aria-labelledby="title">
      <h2 id="title" tabindex="-1">${texts.title}</h2>
      <p class="effect">${icon('info')}<span>${texts.readOnly}</span></p>
      <h3>${texts.pages}</h3>
      ${
        allowedOrigins.length === 0
          ? html`<p>${texts.noOrigin}</p>`
          : html`<ul class="rows" aria-label=${texts.pages}>
              ${allowedOrigins.map((one) => html`<li class="row"><span class="what">${one}</span></li>`)}
            </ul>`
      }
      <h3>${texts.sessions}</h3>
      <dl>
        <dt>${texts.idleMinutes}</dt>
        <dd>${idleMinutes}</dd>
        <dt>${texts.sessionHours}</dt>
        <dd>${sessionHours}</dd>
      </dl>
      <h3>${texts.inline}</h3>
      <p class="muted">${texts.inlineText}</p>
      <ul class="rows" aria-label=${texts.inline}>
        ${choosable(embedding).map(
          (tag) =>
            html`<li class="row">
              <div class="what">
                <span>${names[tag] ?? tag}</span>
                <span class="muted dates">${texts.reads[tag] ?? ''}</span>
              </div>
              ${inlineElements.includes(tag) ? flag('warning', texts.inPage) : flag('neutral', texts.framed)}
            </li>`,
        )}
      </ul>
    </section>`;
  }
}
