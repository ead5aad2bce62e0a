import { FormPart as UiFormPart } from '../../ui/form-part.ts';
import type { Values } from '../../ui/part.view.ts';
import { SectionPart as UiSectionPart } from '../../ui/section-part.ts';
import { SettingsPart, type PartNews as UiPartNews } from '../../ui/settings-part.ts';
import { readSettings, type Session, type Settings } from '../team.data.ts';
import type { TeamChange } from '../team.events.ts';
import type { TeamMessages } from '../team.messages.ts';

interface Kinds {
  readonly session: Session;
  readonly settings: Settings;
  readonly messages: TeamMessages;
  readonly change: TeamChange;
}
export type PartNews = UiPartNews<Kinds>;

/** The private parts of `<lastria-team>`. */
export abstract class TeamPart extends SettingsPart<Kinds> {
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
