import { sampleSet } from '../../../../server/src/features/statistics/files/sample-reports.ts';
import { frenchBase, wordFile } from '../../../../server/src/features/statistics/letterhead/bases.testkit.ts';
import type { FeatureDrivers } from './driver.ts';

/** Days that figures are asked of. */
const halfYear = { from: '2026-01-01', to: '2026-06-30' };

export const statistics: FeatureDrivers = {
  records: {
    exportId: async (scene) => ({ exportId: await scene.statistics.export() }),
    reportCode: () => Promise.resolve({ reportCode: 'A08' }),
    dimension: () => Promise.resolve({ dimension: 'sex' }),
    activityReportId: async (scene, one) => ({
      activityReportId: await scene.statistics.activityReport({
        frozen: one.id === 'statistics.readDifferences',
      }),
    }),
    scheduledReportId: async (scene) => ({ scheduledReportId: await scene.statistics.scheduledReport() }),
    savedReportId: async (scene) => ({ savedReportId: await scene.statistics.savedReport() }),
  },
  operations: {
    'statistics.runReport': { body: () => ({ period: halfYear }) },
    'statistics.exportRows': { body: (scene) => scene.statistics.newRowExport() },
    'statistics.export': { body: (scene) => scene.statistics.newExport() },
    'statistics.query': {
      body: () => ({
        period: halfYear,
        measures: [{ kind: 'count', of: 'requests' }],
        dimensions: ['month'],
      }),
    },
    'statistics.exportActivityReport': { body: () => ({ format: 'docx' }) },
    'statistics.addActivityReport': { body: (scene) => scene.statistics.newActivityReport() },
    'statistics.changeActivityReport': { body: () => ({ title: 'Rapport du semestre' }) },
    'statistics.addScheduledReport': { body: (scene) => scene.statistics.newScheduledReport() },
    'statistics.changeScheduledReport': { body: () => ({ onDay: 12 }) },
    'statistics.addSavedReport': {
      body: () => ({ title: 'File active', definition: { reportCode: 'A08' } }),
    },
    'statistics.changeSavedReport': { body: () => ({ title: 'File active du semestre' }) },
    'statistics.importSavedReport': {
      body: () => ({
        format: 'lastria-report',
        version: 1,
        title: 'File active',
        definition: { reportCode: 'A08' },
        leftOut: [],
      }),
    },
    'statistics.files': {
      body: () => ({ definition: { reportCode: 'A08' }, period: halfYear, at: [] }),
    },
    'statistics.sendLetterheadBase': { raw: () => wordFile(frenchBase) },
    'statistics.sendLetterheadLogo': { raw: () => sampleSet.logo!.bytes },
    'statistics.readLetterheadBase': { params: (scene) => scene.statistics.letterhead() },
    'statistics.readLetterheadLogo': { params: (scene) => scene.statistics.letterhead() },
  },
};
