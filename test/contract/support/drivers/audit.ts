import type { FeatureDrivers } from './driver.ts';

export const audit: FeatureDrivers = {
  records: {},
  operations: {
    'audit.changeSettings': {
      body: () => ({ retentionMonths: 18 }),
      version: (scene) => scene.audit.auditVersion(),
    },
  },
};
