import { html, type TemplateResult } from 'lit';
import type { Over, StatisticsModel, StatisticsValues } from '../statistics-builder.data.ts';
import type { Draft } from '../statistics-builder.draft.ts';
import type { StatisticsBuilderMessages } from '../statistics-builder.messages.ts';
import type { Choice } from '../statistics-builder.sentence.ts';
import type { Option } from './choose.ts';

/** What is open, and how far one went in it. */
export interface MenuState {
  readonly choice: Choice;
  /** The dimension whose values are chosen. */
  readonly dimension?: string | undefined;
  readonly values?: StatisticsValues | undefined;
  readonly failed?: boolean | undefined;
  /** Days typed, before they are a period. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface MenuView {
  readonly menu: MenuState;
  readonly draft: Draft;
  readonly over: Over;
  readonly today: string;
  readonly model: StatisticsModel;
  readonly timeZone: string;
  readonly texts: StatisticsBuilderMessages;
  readonly values: (dimension: string) => void;
  readonly go: (change: Partial<MenuState>) => void;
  /** Changes the question; the menu closes unless it stays. */
  readonly change: (change: { draft?: Draft; over?: Over }, stays?: boolean) => void;
}

interface Choosing {
  readonly label: string;
  readonly options: readonly Option[];
  readonly values: readonly string[];
  readonly multiple?: boolean;
  readonly choose: (value: string) => void;
}
/** A list to choose from, the first thing of its menu. */
export const choosing = (
  { texts }: MenuView,
  { label, options, values, multiple = false, choose }: Choosing,
): TemplateResult =>
  html`<lastria-statistics-builder-choose
    data-first
    .label=${label}
    .options=${options}
    .values=${values}
    .multiple=${multiple}
    .search=${texts.menus.search}
    .none=${texts.menus.none}
    @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => choose(event.detail.value)}
  ></lastria-statistics-builder-choose>`;
