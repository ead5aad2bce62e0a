import { randomUUID } from 'node:crypto';
import { fieldGroupList } from '../../../../server/src/features/configuration/default-fields.ts';
import { newField, yesNoField } from '../scene/configuration.ts';
import type { FeatureDrivers } from './driver.ts';

/** A list whose items stand alone, and that no rule depends on. */
const plainList = 'housingStatus';

/** A configuration that names nothing but a list to add. */
const anyFile = {
  format: 'lastria-configuration',
  version: 1,
  tenantKind: 'hospital',
  thresholds: { disclosureThreshold: 11, inactivityDays: 180 },
  lists: [{ code: 'loisirs', label: 'Loisirs', parentList: null, bracketUnit: null, items: [] }],
  fields: [],
};

export const configuration: FeatureDrivers = {
  records: {
    listCode: () => Promise.resolve({ listCode: plainList }),
    itemCode: (scene) => Promise.resolve({ listCode: plainList, itemCode: scene.code(plainList) }),
    fieldCode: async (scene) => ({ fieldCode: await scene.configuration.field() }),
  },
  operations: {
    'configuration.addItem': {
      body: () => ({ label: `Élément ${randomUUID()}` }),
      version: (scene) => scene.configuration.listVersion(plainList),
    },
    'configuration.changeItem': {
      body: () => ({ label: `Élément ${randomUUID()}` }),
      version: (scene) => scene.configuration.listVersion(plainList),
    },
    'configuration.addList': { body: () => ({ label: `Liste ${randomUUID()}` }) },
    'configuration.orderItems': {
      body: (scene) => ({ codes: [scene.code(plainList)] }),
      version: (scene) => scene.configuration.listVersion(plainList),
    },
    'configuration.orderFields': {
      body: () => ({ codes: [yesNoField.code] }),
      version: (scene) => scene.configuration.listVersion(fieldGroupList),
    },
    'configuration.previewImport': { body: () => anyFile },
    'configuration.importFile': {
      body: () => anyFile,
      version: (scene) => scene.configuration.configurationVersion(),
    },
    'configuration.addField': { body: () => newField() },
    'configuration.changeField': { body: () => ({ label: `Champ ${randomUUID()}` }) },
  },
};
