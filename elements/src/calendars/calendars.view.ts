import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../ui/icons.ts';
import { levels, type Level } from './calendars.data.ts';
import type { CalendarsMessages } from './calendars.messages.ts';

interface LevelChoice {
  readonly legend: string;
  readonly chosen: Level;
  /** Levels the tenant lets one choose. */
  readonly allowed: readonly string[];
  /** What each level says, under its name. */
  readonly hintOf: (level: Level) => string;
  readonly choose: (level: Level) => void;
}

/** How much is told: three choices, the least first, with what the last one lets out. */
export const renderLevels = (
  { legend, chosen, allowed, hintOf, choose }: LevelChoice,
  texts: CalendarsMessages,
): TemplateResult =>
  html`<fieldset class="levels">
      <legend>${legend}</legend>
      ${levels.map(
        (level) =>
          html`<label class="check"
            ><input
              type="radio"
              name="level"
              ?disabled=${!allowed.includes(level)}
              .checked=${level === chosen}
              @change=${() => choose(level)}
            /><span
              >${texts.levels[level].label}<small>${hintOf(level)}</small>${allowed.includes(level) ? nothing : html`<small>${icon('lock')}${texts.forbidden}</small>`}</span
            ></label
          >`,
      )}
    </fieldset>
    ${chosen === 'full' ? html`<p class="effect warning" data-effect>${icon('warning')}<span>${texts.names}</span></p>` : nothing}`;

interface Question {
  readonly open: boolean;
  readonly title: string;
  readonly body: TemplateResult;
  /** What changes nothing, where focus starts. */
  readonly keep: string;
  readonly act: string;
  readonly close: () => void;
  readonly agree: () => void;
}

/** Names the consequence before it is one. */
export const renderQuestion = ({ open, title, body, keep, act, close, agree }: Question): TemplateResult =>
  html`<lastria-ui-dialog kind="alertdialog" .open=${open} .heading=${title} @lastria-ui-close=${close}>
    ${body}
    <button type="button" slot="footer" class="button" data-initial-focus @click=${close}>${keep}</button
    ><button type="button" slot="footer" class="button danger" data-agree @click=${agree}>${act}</button>
  </lastria-ui-dialog>`;
