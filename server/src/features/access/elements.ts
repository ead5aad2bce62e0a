/**
 * What each element calls, by feature: a session opened for some elements serves their operations and no other. A
 * session held by a host's page is opened for the elements the tenant lets stand there.
 */
const features: Readonly<Record<string, readonly string[]>> = {
  'lastria-file-list': ['socialFile', 'jobs'],
  'lastria-social-file': ['socialFile', 'tdm', 'audit', 'jobs'],
  'lastria-tdm-editor': ['socialFile', 'tdm'],
  'lastria-import': ['imports', 'jobs'],
  'lastria-configuration': ['configuration', 'organisation'],
  'lastria-team': ['organisation'],
  'lastria-access-log': ['audit', 'organisation'],
};

/** Features every element needs: who is there, what happens, and the tenant's own words. */
const common = ['access', 'live', 'configuration'];

/** Elements a session can be opened for. */
export const elementNames = Object.keys(features);

/** Whether a session opened for these elements serves an operation; one opened for none in particular serves all. */
export function serves(elements: readonly string[] | null, operation: string): boolean {
  if (elements === null) return true;
  const feature = operation.split('.')[0]!;
  return common.includes(feature) || elements.some((element) => features[element]?.includes(feature));
}
