import { administrator, everyone, forRule, type FeatureRules } from './rule.ts';

export const configuration: FeatureRules = {
  tables: {
    choice_list: everyone,
    choice_item: everyone,
    situation_field: everyone,
  },
  operations: {
    'configuration.read': 'everybody',
    ...forRule(
      administrator,
      'configuration.addField',
      'configuration.changeField',
      'configuration.fieldEffect',
      'configuration.orderFields',
      'configuration.addList',
      'configuration.addItem',
      'configuration.changeItem',
      'configuration.itemEffect',
      'configuration.orderItems',
      'configuration.exportFile',
      'configuration.previewImport',
      'configuration.importFile',
    ),
  },
};
