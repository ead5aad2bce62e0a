import { property } from 'lit/decorators.js';
import { UiElement } from '../../core/ui-element.ts';
import { ReportCalls } from '../reports.data.ts';
import type { ReportsMessages } from '../reports.messages.ts';
import type { Shown } from '../statistics-builder.beside.ts';
import type { Known, Over } from '../statistics-builder.data.ts';

/** A private part that makes something of the figures on screen. */
export abstract class ReportsPart extends UiElement {
  @property({ attribute: false }) shown!: Shown;
  #calls: ReportCalls | undefined;

  protected get calls(): ReportCalls {
    return (this.#calls ??= new ReportCalls(this.shown.session));
  }
  protected get known(): Known {
    return this.shown.known;
  }
  protected get over(): Over {
    return this.shown.over;
  }
  protected get messages(): ReportsMessages {
    return this.shown.messages.reports;
  }
  protected get timeZone(): string {
    return this.known.me.tenant.timeZone;
  }

  /** What is on screen, as a chapter would be called. */
  protected get shownTitle(): string {
    const { definition, sentence } = this.shown;
    return (this.reportTitle(definition.reportCode) ?? sentence).slice(0, 200);
  }
  protected reportTitle(code: string | undefined): string | undefined {
    return this.known.reports.find(({ id }) => id === code)?.title;
  }

  /** Puts the cursor there once it is drawn. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
