/** What a new tenant starts with, for those who make one. */
export { installDefaults, referenceData } from './defaults.ts';
