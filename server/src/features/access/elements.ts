import type { ProgramScope } from './rights.ts';

/**
 * What each element calls, by feature: a session opened for some elements serves their operations and no other. A
 * session held by a host's page is opened for the elements the tenant lets stand there.
 */
const features: Readonly<Record<string, readonly string[]>> = {
  'lastria-file-list': ['socialFile', 'jobs'],
  // Consent to be reminded is asked where one keeps the address
  'lastria-social-file': [
    ...['socialFile', 'tdm', 'audit', 'jobs'],
    ...['agenda.readReminderChoice', 'agenda.setReminderChoice'],
  ],
  'lastria-tdm-editor': ['socialFile', 'tdm'],
  // An appointment is of a file, found by name
  'lastria-agenda': ['agenda', 'socialFile.search'],
  // Public holidays are those of a unit
  'lastria-agenda-settings': ['agenda', 'organisation.read', 'organisation.changeUnit'],
  'lastria-calendars': ['agenda'],
  // Settings of reminders are those of a unit
  'lastria-reminders': ['agenda', 'organisation.read'],
  'lastria-leave': ['leave'],
  'lastria-import': ['imports', 'jobs'],
  'lastria-configuration': ['configuration', 'organisation'],
  'lastria-sign-in': [],
  // A right on one file: the file is found by name
  'lastria-team': ['organisation', 'socialFile.search'],
  'lastria-statistics-builder': ['statistics'],
  'lastria-access-log': ['audit', 'organisation', 'statistics.runReport'],
  'lastria-notices': [],
};

/** The same for what a program may be given: features, or single operations. Its rights are those of `rights.ts`. */
const programs: Readonly<Record<ProgramScope, readonly string[]>> = {
  READ_FILES: ['socialFile.list', 'socialFile.search', 'socialFile.open', 'socialFile.openByReference'],
  READ_FOLLOW_UP: [
    'socialFile.list',
    'socialFile.open',
    'socialFile.openByReference',
    'tdm.timeline',
    'tdm.requests',
    'tdm.readEntry',
  ],
  IMPORT_FILES: ['imports', 'jobs'],
  READ_STATISTICS: [
    'statistics.listReports',
    'statistics.runReport',
    'statistics.readModel',
    'statistics.readValues',
    'statistics.query',
    'statistics.publications',
    'statistics.export',
    'statistics.listExports',
    'statistics.readExport',
    'statistics.removeExport',
    'jobs',
  ],
  KEEP_TEAM: ['organisation.read', 'organisation.addStaff', 'organisation.changeStaff'],
  KEEP_CONFIGURATION: ['configuration.exportFile', 'configuration.previewImport', 'configuration.importFile'],
  REPORT_DELIVERIES: ['agenda.receiveBounce'],
};

/** Features every element needs: who is there, what happens, and the tenant's own words. */
const common = ['access', 'live', 'configuration'];
/** The same for a program, which manages no account, not even its own. */
const commonToPrograms = ['access.me', 'live', 'configuration.read'];

/** Elements a session can be opened for. */
export const elementNames = Object.keys(features);

/**
 * Whether a session opened for these elements, or for these scopes of a program, serves an operation; one opened for
 * none in particular serves all.
 */
export function serves(elements: readonly string[] | null, operation: string): boolean {
  if (elements === null) return true;
  const names = [operation, operation.split('.')[0]!];
  const isAmong = (served: readonly string[] = []) => names.some((name) => served.includes(name));
  const forPrograms = elements.some((one) => Object.hasOwn(programs, one));
  return (
    isAmong(forPrograms ? commonToPrograms : common) ||
    elements.some((one) => isAmong(features[one] ?? programs[one as ProgramScope]))
  );
}
