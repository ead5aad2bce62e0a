import { FormPart as UiFormPart } from '../../ui/form-part.ts';
import type { Values } from '../../ui/part.view.ts';
import { SectionPart as UiSectionPart } from '../../ui/section-part.ts';
import { SettingsPart, type PartNews as UiPartNews } from '../../ui/settings-part.ts';
import { readSettings, type Session, type Settings } from '../configuration.data.ts';
import type { ConfigurationChange } from '../configuration.events.ts';
import type { ConfigurationMessages } from '../configuration.messages.ts';

interface Kinds {
  readonly session: Session;
  readonly settings: Settings;
  readonly messages: ConfigurationMessages;
  readonly change: ConfigurationChange;
}
export type PartNews = UiPartNews<Kinds>;

/** The private parts of `<lastria-configuration>`. */
export abstract class ConfigurationPart extends SettingsPart<Kinds> {
  protected override readAll(): Promise<Settings> {
    return readSettings(this.session);
  }
}
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
