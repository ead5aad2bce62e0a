import { byAuthor, everyone, forRule, holding, type FeatureRules } from './rule.ts';

export const imports: FeatureRules = {
  tables: {
    // Digests, counts and ids of imports: nothing of a person
    import_batch: everyone,
    import_row: everyone,
    // A file sent by one person
    file_import: byAuthor('staff_id'),
  },
  operations: {
    ...holding('writeFollowUp', 'imports.open', 'imports.list'),
    ...forRule(
      'author',
      'imports.read',
      'imports.sendFile',
      'imports.preview',
      'imports.change',
      'imports.check',
      'imports.run',
      'imports.report',
      'imports.undo',
      'imports.abandon',
    ),
  },
};
