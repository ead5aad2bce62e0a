import { randomUUID } from 'node:crypto';
import { testOrigin } from '../../../../server/src/testing/tenant.ts';
import type { FeatureDrivers } from './driver.ts';

/** The same moment so many days from now. */
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

export const access: FeatureDrivers = {
  records: {
    sessionId: async (scene) => ({ sessionId: (await scene.tenant.session(scene.worker.id)).sessionId }),
    factorId: async (scene) => ({ factorId: await scene.access.factor() }),
    accountId: async (scene, one) => ({
      accountId: await scene.access.serviceAccount(one.id === 'access.askServiceFiles' ? 'none' : 'asked'),
    }),
    secretId: (scene) => scene.access.serviceSecret(),
    noticeId: async (scene) => ({ noticeId: await scene.access.notice() }),
  },
  operations: {
    'access.openEmbedSession': { body: (scene) => ({ subject: scene.worker.id, origins: [testOrigin] }) },
    'access.keepApplication': { body: (scene) => scene.access.application() },
    'access.keepPasskey': { body: (scene) => scene.access.passkey() },
    'access.invite': { body: () => ({ login: `${randomUUID()}@hopital.example` }) },
    'access.resetAccount': { params: async (scene) => ({ staffId: await scene.access.accountHolder() }) },
    'access.disableAccount': { params: async (scene) => ({ staffId: await scene.access.accountHolder() }) },
    'access.addServiceAccount': {
      body: () => ({ name: 'Annuaire RH', scopes: ['KEEP_TEAM'], expiresAt: dayIn(30) }),
    },
    'access.askServiceFiles': { body: () => ({ reason: 'Entrepôt', until: dayIn(10) }) },
  },
};
