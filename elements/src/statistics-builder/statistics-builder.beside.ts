import { nothing, type TemplateResult } from 'lit';
import type { Definition, Known, Over, Session, StatisticsTable } from './statistics-builder.data.ts';
import type { StatisticsBuilderMessages } from './statistics-builder.messages.ts';

/** What stands on the screen, for the parts that stand beside the table. */
export interface Shown {
  readonly table: StatisticsTable;
  readonly definition: Definition;
  readonly over: Over;
  readonly known: Known;
  readonly session: Session;
  /** The question in plain French. */
  readonly sentence: string;
  readonly messages: StatisticsBuilderMessages;
}

/** Opens one of the panels by its name, or closes it. */
export type OpenPanel = (name: string) => void;

/** The chart, above the table. */
export const renderChart = (_shown: Shown): TemplateResult | typeof nothing => nothing;

/** Beside « what is counted »: the ways to an explanation. */
export const renderExplanations = (_shown: Shown, _open: OpenPanel): TemplateResult | typeof nothing =>
  nothing;

/** Under the table: what is done with it. */
export const renderActs = (_shown: Shown, _open: OpenPanel): TemplateResult | typeof nothing => nothing;

/** The panel of this name, and its heading. */
export const renderPanel = (
  _name: string,
  _shown: Shown,
): { readonly heading: string; readonly content: TemplateResult } | undefined => undefined;
