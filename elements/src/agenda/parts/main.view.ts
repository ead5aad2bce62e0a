import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { emptyState } from '../../core/states.ts';
import type { Entry, Read } from '../agenda.data.ts';
import { columnsOf, hoursShown } from '../agenda.view.ts';
import { periodText, type Day, type ViewName } from '../calendar.ts';
import type { Look } from './entry.view.ts';
import { AgendaGrid } from './grid.ts';
import type { Ghost, GridNews } from './grid.columns.ts';
import { AgendaList } from './list.ts';
import { AgendaMonth } from './month.ts';
import { AgendaTeam } from './team.ts';
import { workingDays } from './team.rows.ts';

/** The views. */
export const periods = [AgendaGrid, AgendaMonth, AgendaTeam, AgendaList] as const;
export type Period = InstanceType<(typeof periods)[number]>;

/** What a view tells: what was pressed, where something goes, which day was opened. */
export type News =
  | GridNews
  | {
      readonly kind: 'day';
      readonly day: Day;
      /** Of what a day of the team does not show, the first: that day of the team is opened there. */
      readonly first?: Entry | undefined;
    };

/** What is on screen. */
export interface MainScene {
  readonly look: Look;
  readonly read: Read;
  readonly entries: readonly Entry[];
  readonly view: ViewName;
  readonly day: Day;
  readonly days: readonly Day[];
  readonly today: Day;
  /** What the clocks of the service say. */
  readonly now: string;
  readonly busy: boolean;
  /** Words searched for. */
  readonly search: string;
  readonly ghost: Ghost | undefined;
  readonly create: () => void;
  readonly hear: (news: News) => void;
}

/** The period, and when nothing stands in it, what one can do. */
export const renderMain = (scene: MainScene): TemplateResult =>
  html`${renderNothing(scene)} ${guard(dependences(scene), () => renderPeriod(scene))}`;

/** What the period is drawn from: as long as it is the same, nothing is drawn again. */
const dependences = ({ look, read, entries, view, day, now, ghost }: MainScene): unknown[] => [
  look,
  read,
  entries,
  view,
  day,
  now,
  ghost,
];

function renderNothing({ entries, busy, search, look, view, day, create }: MainScene) {
  const { texts, around } = look;
  if (entries.length > 0 || busy) return nothing;
  if (search !== '') return html`<p class="muted">${texts.notFound(search)}</p>`;
  const can = around.settings.can.bookAppointment;
  return emptyState(
    texts.empty(periodText(view, day)),
    can ? { label: texts.create, run: create, icon: 'plus' } : undefined,
  );
}

/** A month, a list, or hours down and days or workers across. */
function renderPeriod(scene: MainScene): TemplateResult {
  const { look, read, entries, view, day, days, today } = scene;
  const label = look.texts.grid.label(periodText(view, day));
  const hear = (event: CustomEvent<News>): void => scene.hear(event.detail);
  if (view === 'month')
    return html`<lastria-agenda-month
      .days=${days}
      .day=${day}
      .entries=${entries}
      .holidays=${read.holidays}
      .look=${look}
      .label=${label}
      .today=${today}
      @lastria-ui-select=${hear}
    ></lastria-agenda-month>`;
  if (view === 'list')
    return html`<lastria-agenda-list
      .days=${days}
      .entries=${entries}
      .holidays=${read.holidays}
      .look=${look}
      .today=${today}
      @lastria-ui-select=${hear}
    ></lastria-agenda-list>`;
  const { ghost } = scene;
  // Where something would go is on screen too
  const spans = ghost ? [...entries, { ...ghost, key: '', allDay: false }] : entries;
  const canCreate = look.around.settings.can.bookAppointment;
  if (view === 'team-week')
    return html`<lastria-agenda-team
      .days=${workingDays(days, spans, look)}
      .entries=${entries}
      .holidays=${read.holidays}
      .look=${look}
      .label=${label}
      .ghost=${ghost}
      .canCreate=${canCreate}
      .now=${scene.now}
      @lastria-ui-select=${hear}
    ></lastria-agenda-team>`;
  const hours = hoursShown(spans, days, look);
  return html`<lastria-agenda-grid
    class=${view}
    .columns=${columnsOf({ view, days, entries, read, look, today, hours })}
    .hours=${hours}
    .look=${look}
    .label=${label}
    .ghost=${ghost}
    .canCreate=${canCreate}
    .now=${scene.now}
    @lastria-ui-select=${hear}
  ></lastria-agenda-grid>`;
}
