import type { Draft } from '@lastria/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { formatTime } from '../../core/format.ts';
import { icon } from '../../ui/icons.ts';
import type { TdmEditorMessages } from '../tdm-editor.messages.ts';
import type { Choices } from './choices.ts';

export interface DraftActs {
  readonly resume: (draft: Draft) => void;
  readonly fresh: () => void;
  readonly discard: (draft: Draft) => void;
}

const shown = 3;

/** « 19 nov. à 14 h 02 »: drafts live thirty days, the year says nothing. */
const shortMoment = (instant: string, timeZone: string): string =>
  `${new Date(instant).toLocaleDateString('fr-FR', { timeZone, day: 'numeric', month: 'short' })} à ${formatTime(instant, timeZone)}`;

/** Drafts found when the editor opens: go on with one, or start anew; nothing is thrown away by itself. */
export function draftsView(
  drafts: readonly Draft[],
  choices: Choices,
  timeZone: string,
  { drafts: texts }: TdmEditorMessages,
  acts: DraftActs,
): TemplateResult | typeof nothing {
  if (drafts.length === 0) return nothing;
  return html`<section class="drafts" aria-label=${texts.title(drafts.length)}>
    <p class="title">${icon('history')}${texts.title(drafts.length)}</p>
    <ul>
      ${drafts.slice(0, shown).map((draft) => {
        const when = shortMoment(draft.savedAt, timeZone);
        return html`<li>
          <p><span>${when}</span> · ${excerpt(draft, choices, texts)}</p>
          <div class="actions">
            <button
              type="button"
              class="button small"
              aria-label=${texts.resume(when)}
              @click=${() => acts.resume(draft)}
            >
              ${texts.resumeShort}
            </button>
            <button
              type="button"
              class="button quiet square small"
              aria-label=${texts.discard(when)}
              title=${texts.discardShort}
              @click=${() => acts.discard(draft)}
            >
              ${icon('close')}
            </button>
          </div>
        </li>`;
      })}
    </ul>
    ${drafts.length > shown ? html`<p>${texts.more(drafts.length - shown)}</p>` : nothing}
    <button type="button" class="button quiet small" @click=${acts.fresh}>${texts.fresh}</button>
  </section>`;
}

/** « Entretien téléphonique · Le bailleur confirme… »: enough to know which one it is. */
function excerpt({ content }: Draft, choices: Choices, texts: TdmEditorMessages['drafts']): string {
  const form = (content['form'] ?? {}) as {
    readonly typeCode?: unknown;
    readonly text?: unknown;
    readonly quick?: unknown;
  };
  const type =
    typeof form.typeCode === 'string' && form.typeCode ? choices.label('workTypes', form.typeCode) : '';
  const words =
    [form.text, form.quick].find((one): one is string => typeof one === 'string' && one.trim() !== '') ??
    texts.blank;
  const short = words.length > 90 ? `${words.slice(0, 89).trimEnd()}…` : words;
  return [type, short].filter(Boolean).join(' · ');
}
