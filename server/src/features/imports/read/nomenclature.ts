import { z } from 'zod';
import { invalidMapping } from './mapping.ts';
import { wordingKey } from './words.ts';

export interface ListItem {
  readonly code: string;
  readonly label: string;
}
export interface WorkTypeItem extends ListItem {
  readonly defaultMinutes: number;
  /** *Hors dossier*: travail without a person. */
  readonly withoutFile: boolean;
}

/** The lists of the tenant that an intervention refers to. */
export interface Nomenclature {
  readonly workTypes: readonly WorkTypeItem[];
  readonly requestTypes: readonly ListItem[];
  readonly supportActions: readonly ListItem[];
}

const items = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      flags: z.array(z.string()).optional(),
      defaultMinutes: z.number().optional(),
    }),
  ),
});
const referenceData = z.object({
  lists: z.object({ workTypes: items, requestTypes: items, supportActions: items }),
});

/** The lists as `reference-data.json` seeds them. */
export function nomenclatureOf(reference: unknown): Nomenclature {
  const { lists } = referenceData.parse(reference);
  return {
    workTypes: lists.workTypes.items.map(({ code, label, flags, defaultMinutes }) => ({
      code,
      label,
      defaultMinutes: defaultMinutes ?? 0,
      withoutFile: flags?.includes('no-file') ?? false,
    })),
    requestTypes: lists.requestTypes.items.map(({ code, label }) => ({ code, label })),
    supportActions: lists.supportActions.items.map(({ code, label }) => ({ code, label })),
  };
}

/**
 * Wording → item of a list; null where the mapping says that there is none. A target is a code or a label;
 * one that is neither makes the mapping invalid.
 */
export function bindWordings<I extends ListItem>(
  wordings: Readonly<Record<string, string | null>>,
  list: readonly I[],
): ReadonlyMap<string, I | null> {
  const byKey = new Map<string, I>();
  for (const item of list) byKey.set(wordingKey(item.label), item);
  for (const item of list) byKey.set(item.code, item);
  const bound = new Map<string, I | null>();
  for (const [wording, target] of Object.entries(wordings)) {
    const item = target === null ? null : (byKey.get(target) ?? byKey.get(wordingKey(target)));
    if (item === undefined) {
      throw invalidMapping(
        `« ${wording} » renvoie à « ${target} », qui n’est ni un libellé ni un code de la liste.`,
      );
    }
    bound.set(wordingKey(wording), item);
  }
  return bound;
}
