import { readings } from '../../audit/reading.service.ts';
import type { audit } from '../../audit/audit.service.ts';

/** The traces each report of a security review counts; of accounts, those that say what they were. */
export const tracesOf: Readonly<Record<string, readonly Parameters<typeof audit>[1][]>> = {
  Z18: ['session.opened'],
  Z19: readings,
  Z20: [
    'statistics.exported',
    'statistics.reportExported',
    'configuration.exported',
    'file.printed',
    'audit.extracted',
  ],
  Z21: ['account.invited', 'account.ended', 'account.reset'],
};

interface ReviewDimension {
  readonly label: string;
  readonly sensitive: boolean;
  /** The list of the tenant that names its values. */
  readonly list: string;
  /** What traces say, in the order of the list, whose items have no key; null: an item they know nothing of. */
  readonly names: readonly (string | null)[];
  /** What they say that the list has no item for, and how it is shown. */
  readonly own: Readonly<Record<string, string>>;
}

/** What is counted along in a security review alone: no question may ask it. */
export const reviewDimensions: Readonly<Record<string, ReviewDimension>> = {
  accessReason: {
    label: 'Motif d’accès',
    sensitive: true,
    list: 'accessReason',
    // No trace speaks of a transfer under way, nor of who answers a demand of rights
    names: ['lead', 'unit', 'substitute', 'file', null, 'emergency', null],
    own: { program: 'Programme' },
  },
  exportKind: {
    label: 'Nature d’export',
    sensitive: false,
    list: 'exportKind',
    names: ['report'],
    own: {
      rows: 'Lignes d’activité',
      'statistics.reportExported': 'Définition d’un rapport',
      'configuration.exported': 'Configuration',
      'file.printed': 'Impression d’un dossier',
      'audit.extracted': 'Extrait du journal des accès',
    },
  },
  accountStatus: {
    label: 'État du compte',
    sensitive: false,
    list: 'accountStatus',
    names: ['invited', 'active', 'inactive', null, 'closed'],
    own: {},
  },
  mfaStatus: {
    label: 'Second facteur',
    sensitive: false,
    list: 'mfaStatus',
    names: ['totp', 'passkey', 'none'],
    own: {},
  },
};

/** What is counted in a security review alone. */
export const reviewMeasures: Readonly<Record<string, string>> = {
  logins: 'Connexions',
  accessEvents: 'Consultations de dossiers',
  exports: 'Exports',
  accounts: 'Comptes',
};
