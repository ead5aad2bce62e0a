import type { Me, Session } from '@lastria/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { emptyState } from '../core/states.ts';
import { icon } from '../ui/icons.ts';
import { pagesMessages } from './pages.messages.ts';
import type { Place } from './places.ts';

interface Around {
  readonly session: Session;
  readonly me: Me;
  /** The file that is open; '' when none is. */
  readonly fileId: string;
  /** The address of the list of files. */
  readonly files: string;
  readonly go: (event: MouseEvent) => void;
  readonly openFile: (event: CustomEvent<{ readonly fileId: string }>) => void;
}

interface Ways {
  readonly here: Place | undefined;
  readonly address: (place: Place) => string;
  readonly go: (event: MouseEvent) => void;
  /** Whether the pages show where there is little room for them. */
  readonly open: boolean;
  readonly toggle: () => void;
}

/** Where there is room, every page in a row; on a telephone, behind a button. */
export const renderNavigation = (
  places: readonly Place[],
  { here, address, go, open, toggle }: Ways,
): TemplateResult =>
  html`<button
      type="button"
      class="button quiet menu"
      aria-expanded=${String(open)}
      aria-controls="places"
      @click=${toggle}
    >
      ${icon(open ? 'close' : 'menu')} ${pagesMessages.menu}
    </button>
    <nav id="places" aria-label=${pagesMessages.places.label}>
      ${places.map(
        (one) =>
          html`<a href=${address(one)} aria-current=${one === here ? 'page' : nothing} @click=${go}
            >${pagesMessages.places[one]}</a
          >`,
      )}
    </nav>`;

/** What each page of the navigation shows. */
export function renderPlace(place: Place | undefined, around: Around): TemplateResult {
  const { session, me } = around;
  switch (place) {
    case 'dossiers':
      return renderFiles(around);
    case 'travaux':
      return html`<lastria-tdm-editor .session=${session}></lastria-tdm-editor>`;
    case 'agenda':
      return html`<lastria-agenda .session=${session}></lastria-agenda>`;
    case 'calendriers':
      return html`<lastria-calendars .session=${session}></lastria-calendars>`;
    case 'rappels':
      return html`<lastria-reminders
        .session=${session}
        @lastria-file-open=${around.openFile}
      ></lastria-reminders>`;
    case 'conges':
      return html`<lastria-leave .session=${session}></lastria-leave>`;
    case 'statistiques':
      return html`<lastria-statistics-builder
        .session=${session}
        @lastria-file-open=${around.openFile}
      ></lastria-statistics-builder>`;
    case 'imports':
      return html`<lastria-import .session=${session}></lastria-import>`;
    case 'reglages-agenda':
      return html`<lastria-agenda-settings .session=${session}></lastria-agenda-settings>`;
    case 'equipe':
      return html`<lastria-team .session=${session}></lastria-team>`;
    case 'configuration':
      return html`<lastria-configuration .session=${session}></lastria-configuration>`;
    case 'journal':
      return html`<lastria-access-log .session=${session}></lastria-access-log>`;
    case 'compte':
      return html`<lastria-pages-account
        .session=${session}
        .person=${me.displayName}
        .timeZone=${me.tenant.timeZone}
      ></lastria-pages-account>`;
    default:
      return emptyState(pagesMessages.nowhere);
  }
}

/** The list stays behind the file that is open: one comes back to it as it was. */
const renderFiles = ({ session, fileId, files, go, openFile }: Around): TemplateResult =>
  html`<div ?hidden=${fileId !== ''}>
      <lastria-file-list .session=${session} @lastria-file-open=${openFile}></lastria-file-list>
    </div>
    ${
      fileId === ''
        ? nothing
        : html`<a class="button quiet back" href=${files} @click=${go}
              >${icon('chevron-left')}${pagesMessages.back}</a
            >
            <lastria-social-file .session=${session} .fileId=${fileId}></lastria-social-file>`
    }`;
