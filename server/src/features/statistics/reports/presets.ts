import type { ReportKind } from './reports.table.ts';

/** Reports that a kind of service reads first, by their codes in the catalogue. */
export interface Preset {
  readonly code: string;
  readonly label: string;
  readonly reports: readonly string[];
}

const common = ['A08', 'A10', 'A18', 'B03', 'D01', 'D05', 'E01', 'E05', 'E12', 'F02', 'G02', 'H01'];

export const presets: readonly Preset[] = [
  {
    code: 'hospital',
    label: 'Service social hospitalier',
    reports: [...common, 'M01', 'M02', 'M05', 'M09', 'B13', 'B15', 'B17', 'G03', 'H04', 'H06'],
  },
  {
    code: 'company',
    label: 'Service social d’une entreprise',
    reports: [...common, 'C01', 'C02', 'C03', 'C05', 'C06', 'C07', 'D14', 'H07', 'H08', 'J10'],
  },
  {
    code: 'interCompany',
    label: 'Service social interentreprises',
    reports: [...common, 'A02', 'D04', 'E04', 'E14', 'E16', 'F05', 'G01', 'C01', 'D14', 'H02'],
  },
];

/** The chapters an activity report of a kind begins with, in their order. It leaves the service: none is by worker. */
export const chaptersOf: Readonly<Record<ReportKind, readonly string[]>> = {
  annual: [
    ...['A08', 'A10', 'A18', 'A01', 'A03', 'A04', 'A07', 'A12'],
    ...['B03', 'B05', 'B08', 'B19', 'C01', 'C02'],
    ...['D01', 'D02', 'D03', 'D05', 'D09', 'D10', 'D12', 'D14', 'D17'],
    ...['E01', 'E02', 'E05', 'E12', 'E13', 'E20'],
    ...['F02', 'F03', 'F06', 'F10'],
    ...['G02', 'G03', 'G05', 'G06'],
    ...['H01', 'H03', 'H04'],
  ],
  quarterly: ['A08', 'A10', 'B01', 'B02', 'C01', 'D01', 'D03', 'D14', 'E01', 'E05', 'F02', 'G02'],
  clientUnit: ['A08', 'A10', 'B03', 'C01', 'C07', 'D01', 'D05', 'D14', 'E01', 'E05', 'E14', 'F02', 'G02'],
  free: [],
};
