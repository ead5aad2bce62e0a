import type { ConfigurationFile, ConfigurationFileEffect } from './configuration.data.ts';
import type { ExchangeMessages } from './exchange.messages.ts';

type Change = ConfigurationFileEffect['changes'][number];

interface ChangeGroup {
  readonly kind: string;
  readonly heading: string;
  readonly lines: readonly { readonly label: string; readonly note: string }[];
}

/** What is refused comes first: it asks for a decision. */
const order = ['refused', 'added', 'relabelled', 'changed', 'deactivated', 'reactivated', 'reordered'];

/** The changes by kind, each told as a person would; a kind of a later version keeps its own name. */
export function changeGroups(
  changes: readonly Change[],
  listName: (code: string) => string,
  texts: ExchangeMessages,
): readonly ChangeGroup[] {
  const rank = (kind: string): number => (order.includes(kind) ? order.indexOf(kind) : order.length);
  return [...Map.groupBy(changes, ({ kind }) => kind)]
    .sort(([one], [other]) => rank(one) - rank(other))
    .map(([kind, all]) => ({
      kind,
      heading: texts.kinds[kind] ?? kind,
      lines: all.map((change) => ({ label: labelOf(change, texts), note: noteOf(change, listName, texts) })),
    }));
}

function labelOf({ what, code, label }: Change, texts: ExchangeMessages): string {
  if (what === 'threshold') return texts.thresholds[code]?.(label) ?? `${code}\u00a0: ${label}`;
  if (what === 'order') return label || texts.orderOfFields;
  return label;
}

function noteOf(
  { what, listCode, before, reason }: Change,
  listName: (code: string) => string,
  texts: ExchangeMessages,
): string {
  const where = what === 'item' && listCode !== null ? listName(listCode) : (texts.what[what] ?? '');
  return [where, before === null ? '' : texts.before(before), reason ?? ''].filter(Boolean).join(' · ');
}

/** Why a file was refused, in words; nothing when it is not the file's fault. */
export function readableFaults(error: unknown, file: ConfigurationFile, texts: ExchangeMessages): string[] {
  const { type, fieldErrors = [] } = (error ?? {}) as {
    type?: string;
    fieldErrors?: readonly { pointer: string; detail: string }[];
  };
  if (type !== 'invalid-request' && type !== 'malformed-body') return [];
  const own = (file as Partial<ConfigurationFile> | null)?.format === 'lastria-configuration';
  if (!own) return [texts.foreign];
  const deciding = fieldErrors.filter(({ pointer }) => /^#?\/(version|tenantKind)$/.test(pointer));
  if (deciding.length > 0) return deciding.map(({ detail }) => detail);
  const shown = fieldErrors
    .slice(0, 5)
    .map(({ pointer, detail }) => texts.fault(placeOf(pointer, file), detail));
  return fieldErrors.length > shown.length
    ? [...shown, texts.moreFaults(fieldErrors.length - shown.length)]
    : shown;
}

/** « /lists/3/items/2/label » by the names a person knows. */
function placeOf(pointer: string, file: ConfigurationFile): string {
  const [, kind = '', at = '', , inner = ''] = pointer.replace(/^#/, '').split('/');
  if (kind === 'lists') {
    const list = file.lists[Number(at)];
    return [list?.label, list?.items?.[Number(inner)]?.label].filter(Boolean).join(' › ') || pointer;
  }
  return (kind === 'fields' && file.fields[Number(at)]?.label) || pointer;
}
