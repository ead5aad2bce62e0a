import { FormPart as UiFormPart } from '../../ui/form-part.ts';
import type { Values } from '../../ui/part.view.ts';
import { SectionPart as UiSectionPart } from '../../ui/section-part.ts';
import { SettingsPart as UiSettingsPart, type PartNews as UiPartNews } from '../../ui/settings-part.ts';
import { readSettings, type Session, type Settings } from '../reminders.data.ts';
import type { RemindersChange } from '../reminders.events.ts';
import type { RemindersMessages } from '../reminders.messages.ts';

interface Kinds {
  readonly session: Session;
  readonly settings: Settings;
  readonly messages: RemindersMessages;
  readonly change: RemindersChange;
}
export type PartNews = UiPartNews<Kinds>;

/** The private parts of `<lastria-reminders>`. */
export abstract class Part extends UiSettingsPart<Kinds> {
  protected override readAll(): Promise<Settings> {
    return readSettings(this.session, undefined, this.settings.items.length);
  }
}
export abstract class FormPart<V extends Values> extends UiFormPart<V, Kinds> {
  protected override readAll(): Promise<Settings> {
    return readSettings(this.session, undefined, this.settings.items.length);
  }
}
export abstract class SectionPart extends UiSectionPart<Kinds> {
  protected override readAll(): Promise<Settings> {
    return readSettings(this.session, undefined, this.settings.items.length);
  }
}
