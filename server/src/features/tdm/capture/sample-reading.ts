import { readFileSync } from 'node:fs';
import {
  readCapture,
  type CaptureNomenclature,
  type CaptureReading,
  type NomenclatureItem,
} from './capture.ts';

const { lists } = JSON.parse(
  readFileSync(new URL('../../configuration/reference-data.json', import.meta.url), 'utf8'),
) as {
  lists: Record<
    'workTypes' | 'requestTypes' | 'supportActions' | 'partnerKind',
    { items: NomenclatureItem[] }
  >;
};

/** The nomenclature provided, that the tests read with. */
export const nomenclature: CaptureNomenclature = {
  workTypes: lists.workTypes.items,
  requestTypes: lists.requestTypes.items,
  supportActions: lists.supportActions.items,
  partnerKinds: lists.partnerKind.items,
};

/** A Wednesday. */
export const today = '2026-11-18';

export const read = (text: string, on = today): CaptureReading =>
  readCapture({ text, today: on, nomenclature });

/** The items a line names, in its order. */
export const codesOf = (text: string): string[] =>
  read(text).chips.flatMap((chip) => ('code' in chip ? [chip.code] : []));
