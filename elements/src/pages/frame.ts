/** The script of the document of a frame: one element of ours, in a host's page, with a session of its own. */
import { FramePage } from './frame-page.ts';
import type { Framed } from './framed-element.ts';

/** The elements a frame can show, each loaded where it is asked for. */
const elements: Readonly<Record<string, Framed>> = {
  'lastria-file-list': {
    load: () => import('../file-list/file-list.ts'),
    events: ['lastria-file-open', 'lastria-file-created'],
  },
  'lastria-social-file': {
    load: () => import('../social-file/social-file.ts'),
    events: ['lastria-file-opened', 'lastria-file-changed', 'lastria-file-not-found'],
  },
  'lastria-tdm-editor': {
    load: () => import('../tdm-editor/tdm-editor.ts'),
    events: [
      'lastria-entry-saved',
      'lastria-entry-undone',
      'lastria-request-changed',
      'lastria-draft-state',
      'lastria-editor-closed',
    ],
    asks: { 'lastria-before-close': 'close' },
  },
  'lastria-sign-in': {
    load: () => import('../sign-in/sign-in.ts'),
    events: ['lastria-sign-in-state'],
  },
  'lastria-import': {
    load: () => import('../imports/imports.ts'),
    events: ['lastria-import-open', 'lastria-import-changed'],
  },
  'lastria-configuration': {
    load: () => import('../configuration/configuration.ts'),
    events: ['lastria-configuration-changed'],
  },
  'lastria-access-log': {
    load: () => import('../audit/audit.ts'),
    events: [],
  },
  'lastria-agenda': {
    load: () => import('../agenda/agenda.ts'),
    events: [
      'lastria-appointment-opened',
      'lastria-appointment-booked',
      'lastria-appointment-changed',
      'lastria-appointment-trashed',
    ],
  },
  'lastria-agenda-settings': {
    load: () => import('../agenda-settings/agenda-settings.ts'),
    events: ['lastria-agenda-settings-changed'],
  },
  'lastria-calendars': {
    load: () => import('../calendars/calendars.ts'),
    events: ['lastria-calendars-changed'],
  },
  'lastria-reminders': {
    load: () => import('../reminders/reminders.ts'),
    events: ['lastria-reminders-changed', 'lastria-file-open'],
  },
  'lastria-leave': {
    load: () => import('../leave/leave.ts'),
    events: ['lastria-leave-changed'],
  },
  'lastria-statistics-builder': {
    load: () => import('../statistics-builder/statistics-builder.ts'),
    events: ['lastria-report-opened', 'lastria-file-open'],
  },
  'lastria-team': {
    load: () => import('../team/team.ts'),
    events: ['lastria-team-changed'],
  },
  'lastria-notices': {
    load: () => import('../notices/notices.ts'),
    events: ['lastria-notices-changed', 'lastria-file-open', 'lastria-place-open'],
  },
};

const [, , client = '', tag = ''] = location.pathname.split('/');
const framed = elements[tag];
if (framed) {
  FramePage.define();
  document.body.append(Object.assign(new FramePage(), { client, shows: tag, framed }));
}
