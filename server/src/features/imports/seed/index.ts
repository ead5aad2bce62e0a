export { leavePeriods } from './calendar.ts';
export { demoFiles, type DemoOptions } from './demo-files.ts';
export { demoTenant } from './demo-tenant.ts';
export { generateFile, generateFiles, type FileOptions } from './generate-file.ts';
export { generateOutsideWork, outsideWorkOf, type OutsideWorkOptions } from './outside-work.ts';
export { EMPTY_ANSWER_CODES } from './reference-codes.ts';
export { generateTenant, type TenantOptions } from './tenant.ts';
export type * from './seed.types.ts';
