import { randomUUID } from 'node:crypto';
import type { FeatureDrivers } from './driver.ts';

/** A minute so many days from now. */
const minuteIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);

export const organisation: FeatureDrivers = {
  records: {
    unitId: async (scene) => ({ unitId: await scene.tenant.unit(`Entité ${randomUUID()}`) }),
    staffId: async (scene) => ({ staffId: (await scene.tenant.staff('SECRETARY')).id }),
    grantId: async (scene) => ({
      grantId: await scene.tenant.grant(scene.colleague.id, 'SECRETARY', { unitId: scene.south }),
    }),
    supportId: async (scene) => ({ supportId: await scene.organisation.supportRequest() }),
    decisionId: async (scene) => ({ decisionId: await scene.organisation.decision() }),
  },
  operations: {
    'organisation.changeThresholds': {
      body: () => ({ disclosureThreshold: 12 }),
      version: (scene) => scene.organisation.tenantVersion(),
    },
    'organisation.changeEmbedding': {
      body: () => ({ idleMinutes: 20 }),
      version: (scene) => scene.organisation.tenantVersion(),
    },
    'organisation.inactivityEffect': {
      body: () => ({ unitId: null, inactivityDays: 90 }),
    },
    'organisation.addUnit': {
      body: (scene) => ({ parentId: scene.north, name: 'Entité', kind: 'ward' }),
    },
    'organisation.changeUnit': { body: () => ({ headcount: 12 }) },
    'organisation.previewMove': { body: (scene) => ({ parentId: scene.north }) },
    // Beside where it was: nobody gains by it, least of all who moves it
    'organisation.moveUnit': {
      body: async (scene) => ({ parentId: await scene.tenant.unit(`Pôle ${randomUUID()}`) }),
    },
    'organisation.addStaff': { body: () => ({ displayName: 'D. Petit' }) },
    'organisation.changeStaff': { body: () => ({ jobTitle: 'Cadre' }) },
    'organisation.addGrant': {
      body: (scene) => ({
        staffId: scene.colleague.id,
        role: 'SECRETARY',
        unitId: scene.south,
        reason: 'Remplacement',
      }),
    },
    'organisation.addSubstitution': {
      body: async (scene) => ({
        absentId: await scene.organisation.lead(),
        staffId: scene.colleague.id,
        from: minuteIn(0),
        until: minuteIn(1),
        reason: 'Congé',
      }),
    },
    'organisation.confirmGrants': {
      body: async (scene) => ({ grantIds: [await scene.organisation.reviewedGrant()] }),
    },
    'organisation.previewHandOver': {
      params: async (scene) => ({ staffId: await scene.organisation.lead() }),
    },
    'organisation.handOver': {
      params: async (scene) => ({ staffId: await scene.organisation.lead() }),
      body: (scene) => ({ to: [{ unitId: scene.north, staffId: scene.worker.id }] }),
    },
    'organisation.recordDecision': {
      body: async (scene) => {
        await scene.organisation.withdrawDecisions();
        return { kind: 'hostFactor', reference: 'DPO 2026-11' };
      },
    },
  },
};
