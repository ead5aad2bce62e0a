/** Events of `<lastria-configuration>`: they do not bubble, and carry codes and identifiers alone. */
export interface ConfigurationEvents {
  /** Something was changed here, and saved. */
  'lastria-configuration-changed': CustomEvent<ConfigurationChange>;
}

export interface ConfigurationChange {
  readonly kind: 'list' | 'field' | 'partner' | 'unit' | 'thresholds' | 'report' | 'file';
  /** Code of the list or field; identifier of the partner or the unit; `base` or `logo` of reports; nothing for what is one of its kind. */
  readonly code: string;
}
