import { FormPart as UiFormPart } from '../../ui/form-part.ts';
import type { Values } from '../../ui/part.view.ts';
import { SectionPart as UiSectionPart } from '../../ui/section-part.ts';
import type { PartNews as UiPartNews } from '../../ui/settings-part.ts';
import { readSettings, type Session, type Settings } from '../agenda-settings.data.ts';
import type { AgendaSettingsChange } from '../agenda-settings.events.ts';
import type { AgendaSettingsMessages } from '../agenda-settings.messages.ts';

interface Kinds {
  readonly session: Session;
  readonly settings: Settings;
  readonly messages: AgendaSettingsMessages;
  readonly change: AgendaSettingsChange;
}
export type PartNews = UiPartNews<Kinds>;

/** The private parts of `<lastria-agenda-settings>`. */
export abstract class FormPart<V extends Values> extends UiFormPart<V, Kinds> {
  protected override readAll(): Promise<Settings> {
    return readSettings(this.session);
  }
}
export abstract class SectionPart extends UiSectionPart<Kinds> {
  protected override readAll(): Promise<Settings> {
    return readSettings(this.session);
  }
}
