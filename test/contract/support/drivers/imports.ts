import type { FeatureDrivers } from './driver.ts';

/** Where an import must stand for an act. */
const importStates: Readonly<Record<string, 'ready' | 'checked' | 'done'>> = {
  'imports.preview': 'ready',
  'imports.change': 'ready',
  'imports.check': 'ready',
  'imports.run': 'checked',
  'imports.report': 'checked',
  'imports.undo': 'done',
};

export const imports: FeatureDrivers = {
  records: {
    importId: async (scene, one) => ({
      importId: await scene.imports.import(importStates[one.id] ?? 'empty'),
    }),
    jobId: async (scene) => ({ jobId: await scene.imports.job() }),
  },
  operations: {
    'imports.open': { body: () => ({ filename: 'liste.csv', size: 100 }) },
    'imports.change': { body: () => ({ asOf: '2026-11-17' }) },
  },
};
