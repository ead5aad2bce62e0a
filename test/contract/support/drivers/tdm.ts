import { randomUUID } from 'node:crypto';
import type { FeatureDrivers } from './driver.ts';

export const tdm: FeatureDrivers = {
  records: {
    entryId: async (scene) => ({ entryId: await scene.tdm.entry() }),
    draftId: async (scene) => ({ draftId: await scene.tdm.draft() }),
    requestId: (scene) => scene.tdm.request(),
    actionId: (scene) => scene.tdm.action(),
    partnerId: async (scene) => ({ partnerId: await scene.tdm.partner() }),
  },
  operations: {
    'tdm.createEntry': {
      body: () => ({
        typeCode: 'entretien-telephonique',
        performedOn: '2026-11-17',
        requests: [{ typeCode: 'impaye-loyer', actions: [{ typeCode: 'fsl' }] }],
        text: 'Deux mois de retard.',
      }),
    },
    'tdm.createUnfiledEntry': {
      body: (scene) => ({ unitId: scene.north, typeCode: 'reunion-service', performedOn: '2026-11-17' }),
    },
    'tdm.changeEntry': { body: () => ({ minutes: 45 }) },
    'tdm.undoChange': {
      params: async (scene) => ({ entryId: await scene.tdm.changedEntry() }),
      version: () => '"2"',
    },
    'tdm.changeRequest': { body: () => ({ urgent: true }) },
    'tdm.addAction': { body: () => ({ typeCode: 'fsl' }) },
    'tdm.changeAction': { body: () => ({ doneOn: '2026-11-16' }) },
    'tdm.addPartner': { body: (scene) => scene.tdm.newPartner() },
    'tdm.changePartner': { body: () => ({ name: `Partenaire ${randomUUID()}` }) },
    'tdm.saveDraft': { body: () => ({ fileId: null, revision: 2, content: { text: 'Suite' } }) },
  },
};
