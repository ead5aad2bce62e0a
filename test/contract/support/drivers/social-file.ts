import { randomUUID } from 'node:crypto';
import { operationNamed } from '../contract.ts';
import { yesNoField } from '../scene/configuration.ts';
import type { FeatureDrivers } from './driver.ts';
import { exampleOf } from './example.ts';

export const socialFile: FeatureDrivers = {
  records: {
    fileId: async (scene) => ({ fileId: await scene.file() }),
    groupCode: async (scene) => ({ fileId: await scene.file(), groupCode: yesNoField.group }),
    flagId: (scene) => scene.socialFile.part('flagId', 'flags', { flagCode: scene.code('fileFlag') }),
    relativeId: (scene) =>
      scene.socialFile.part('relativeId', 'relatives', { kind: 'enfant', name: 'Paul', note: 'À Nantes' }),
    transferId: (scene, one) => scene.socialFile.transfer(one.id.replace(/^.*\.|Transfer$/g, '')),
  },
  operations: {
    'socialFile.openInEmergency': {
      body: async (scene) => ({
        system: 'dpi',
        value: await scene.socialFile.outOfReach(),
        reason: 'Astreinte',
      }),
    },
    'socialFile.openByReference': {
      body: async (scene) => ({ system: 'dpi', value: await scene.socialFile.referenced() }),
    },
    'socialFile.search': { body: () => ({ query: 'Dupont' }) },
    'socialFile.duplicates': {
      body: (scene) => ({ ...(exampleOf(operationNamed('socialFile.duplicates').body!, scene) as object) }),
    },
    'socialFile.create': {
      body: async (scene) => ({
        unitId: scene.north,
        identity: { lastName: 'Martin', firstNames: 'Zoe' },
        searchReceipt: await scene.socialFile.receipt('Martin Zoe'),
      }),
    },
    'socialFile.changeIdentity': { body: () => ({ city: 'Nantes' }) },
    'socialFile.changeReference': {
      body: () => ({ externalRef: { system: 'dpi', value: randomUUID() } }),
    },
    'socialFile.changeSituation': {
      version: () => '"0"',
      body: () => ({ values: { [yesNoField.code]: { yes: true } } }),
    },
    'socialFile.close': { body: (scene) => ({ reason: scene.code('closeReason') }) },
    'socialFile.reopen': {
      version: () => '"2"',
      params: async (scene) => ({ fileId: await scene.socialFile.closed() }),
    },
    'socialFile.assign': { body: (scene) => ({ staffId: scene.worker.id }) },
    'socialFile.addFlag': { body: (scene) => ({ flagCode: scene.code('fileFlag') }) },
    'socialFile.addRelative': {
      body: (_scene) => ({ kind: 'enfant', name: 'Paul', note: 'À Nantes' }),
    },
    'socialFile.changeRelative': { body: () => ({ name: 'Pierre' }) },
    'socialFile.transfer': {
      body: (scene) => ({ toUnitId: scene.south, reason: 'Mutation' }),
    },
    'socialFile.refuseTransfer': { body: () => ({ reason: 'Non suivi ici' }) },
  },
};
