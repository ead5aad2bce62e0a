// Every table of the product; migrations are generated from this list.
export * from '../features/organisation/organisation.table.ts';
export * from '../features/access/access.table.ts';
export * from '../features/access/session.table.ts';
export * from '../features/access/identity.table.ts';
export * from '../features/audit/audit.table.ts';
export * from '../features/configuration/configuration.table.ts';
export * from '../features/social-file/social-file.table.ts';
export * from '../features/tdm/tdm.table.ts';
export * from '../features/imports/import.table.ts';
export * from '../features/statistics/statistics.table.ts';
export * from '../features/statistics/diffusion/publication.table.ts';
export * from '../features/statistics/reports/reports.table.ts';
export * from '../features/statistics/exports/export.table.ts';
export * from '../http/idempotency.table.ts';
export * from '../live/outbox.table.ts';
export * from '../jobs/job.table.ts';
export * from '../vault/blob.table.ts';
