/** What a new tenant starts with, for those who make one or bring files into it. */
export { addDefaultFields, fieldsAmong, installDefaults, referenceData } from './defaults.ts';
export { defaultClearances } from './default-fields.ts';
