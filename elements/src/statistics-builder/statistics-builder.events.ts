/** Events of `<lastria-statistics-builder>`: they do not bubble, and carry identifiers alone. */
export interface StatisticsBuilderEvents {
  /** A report of the catalogue, or one that was saved, is on screen. */
  'lastria-report-opened': CustomEvent<{ readonly reportCode: string }>;
  /** A file behind a figure was chosen. */
  'lastria-file-open': CustomEvent<{ readonly fileId: string }>;
}
