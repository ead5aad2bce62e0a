import { readings } from '../../audit/reading.service.ts';
import type { audit } from '../../audit/audit.service.ts';

/** Files of figures by what they hold and as what they are made: the nature of an export of statistics. */
const exported = {
  reports: 'Tableaux de statistiques',
  activity: 'Rapport d’activité',
  rows: 'Lignes d’activité',
};
const formats = { xlsx: 'Excel', docx: 'Word', pdf: 'PDF', csv: 'CSV' };

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

/** What is counted along in a security review alone: no question may ask it. */
export const reviewDimensions: Readonly<
  Record<
    string,
    { readonly label: string; readonly sensitive: boolean; readonly own: Record<string, string> }
  >
> = {
  accessReason: {
    label: 'Motif d’accès',
    sensitive: true,
    own: {
      lead: 'Référent du dossier',
      unit: 'Hors référent (droit sur l’entité)',
      file: 'Hors référent (droit sur ce dossier)',
      substitute: 'Hors référent (remplacement)',
      emergency: 'Hors référent (accès en urgence)',
      program: 'Hors référent (programme)',
    },
  },
  exportKind: {
    label: 'Nature d’export',
    sensitive: false,
    own: {
      ...Object.fromEntries(
        Object.entries(exported).flatMap(([kind, what]) =>
          Object.entries(formats).map(([format, as]) => [`${kind}.${format}`, `${what} (${as})`]),
        ),
      ),
      'statistics.reportExported': 'Définition d’un rapport',
      'configuration.exported': 'Configuration',
      'file.printed': 'Impression d’un dossier',
      'audit.extracted': 'Extrait du journal des accès',
    },
  },
  accountStatus: {
    label: 'État du compte',
    sensitive: false,
    own: { active: 'Actif', inactive: 'Inactif depuis plus de 90 jours', disabled: 'Fermé' },
  },
  mfaStatus: {
    label: 'Second facteur',
    sensitive: false,
    own: { passkey: 'Clé de sécurité', totp: 'Application de codes', none: 'Aucun' },
  },
};

/** What is counted in a security review alone. */
export const reviewMeasures: Readonly<Record<string, string>> = {
  logins: 'Connexions',
  accessEvents: 'Consultations de dossiers',
  exports: 'Exports',
  accounts: 'Comptes',
};
