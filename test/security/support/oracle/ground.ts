import { byAuthor, everyone, forRule, type FeatureRules } from './rule.ts';

/** What every feature stands on: jobs, the vault, what was asked twice, what is told. */
export const ground: FeatureRules = {
  tables: {
    idempotency_record: byAuthor('staff_id'),
    // Work asked for by one person
    job: byAuthor('staff_id'),
    // Wrapped keys: who may read what they open is for the table that names it
    tenant_key: everyone,
    blob: everyone,
    outbox: {
      read: (row, reach) => reach.has('identity', row['unit_id'], row['file_id']),
      write: () => true,
    },
  },
  operations: forRule('author', 'jobs.read', 'jobs.cancel'),
};
