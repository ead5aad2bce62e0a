import { sameLabel } from './codes.ts';
import { fieldGroupList, isFreeText, usualClearance } from './default-fields.ts';
import type { ChangeKind, ConfigurationFile, FileChange } from './file.schema.ts';
import { merged } from './order.ts';

type FileList = ConfigurationFile['lists'][number];
export type FileItem = FileList['items'][number];
export type FileField = ConfigurationFile['fields'][number];

/** What an import would do: what is shown before it is saved, and what is then written. */
export interface Plan {
  readonly changes: FileChange[];
  kept: number;
  readonly newLists: Omit<FileList, 'items'>[];
  readonly listLabels: { code: string; label: string }[];
  readonly newItems: { listCode: string; item: FileItem }[];
  readonly itemPatches: { listCode: string; code: string; set: Partial<FileItem> }[];
  readonly newFields: FileField[];
  readonly fieldPatches: { code: string; set: Partial<FileField> }[];
  /** Codes of a list in their new order, where it changes. */
  readonly orders: Map<string, string[]>;
  fieldOrder: string[] | undefined;
  readonly thresholds: Partial<ConfigurationFile['thresholds']>;
}

const rules = 'Le sens de cet élément pour les règles du logiciel ne change pas par un fichier.';

/** Compares a file with what a tenant has. Nothing is ever deleted; codes and natures never change. */
export function planImport(
  today: ConfigurationFile,
  file: ConfigurationFile,
  unitsNamed: (path: readonly string[]) => number,
): Plan {
  const plan: Plan = {
    changes: [],
    kept: 0,
    newLists: [],
    listLabels: [],
    newItems: [],
    itemPatches: [],
    newFields: [],
    fieldPatches: [],
    orders: new Map(),
    fieldOrder: undefined,
    thresholds: {},
  };
  const lists = new Map(today.lists.map((list) => [list.code, list]));
  const inFile = new Map(file.lists.map((list) => [list.code, list]));
  const added = (code: string) => plan.newItems.filter(({ listCode }) => listCode === code);
  /** Items of a list once imported, as far as they are known. */
  const itemsAfter = (code: string) => [
    ...(lists.get(code)?.items ?? []).map((item) => item.code),
    ...added(code).map(({ item }) => item.code),
  ];

  for (const [key, value] of Object.entries(file.thresholds)) {
    const name = key as keyof ConfigurationFile['thresholds'];
    if (today.thresholds[name] === value) continue;
    plan.thresholds[name] = value;
    tell(plan, 'changed', 'threshold', {
      code: name,
      label: String(value),
      before: String(today.thresholds[name]),
    });
  }
  // What groups others comes first: a new item may hang on a new grouping.
  const ordered = file.lists.toSorted(
    (one, other) => Number(one.parentList !== null) - Number(other.parentList !== null),
  );
  for (const list of ordered) {
    const known = lists.get(list.code);
    const refusal = listRefusal(list, known, (code) => lists.has(code) || inFile.has(code));
    if (refusal !== undefined) {
      tell(plan, 'refused', 'list', { code: list.code, label: list.label, reason: refusal });
      continue;
    }
    if (!known) {
      const { items: _items, ...own } = list;
      plan.newLists.push(own);
      tell(plan, 'added', 'list', { code: list.code, label: list.label });
    } else if (known.label !== list.label) {
      plan.listLabels.push({ code: list.code, label: list.label });
      tell(plan, 'relabelled', 'list', { code: list.code, label: list.label, before: known.label });
    }
    planItems(plan, list, known?.items ?? [], itemsAfter);
  }
  planFields(plan, today, file, {
    list: (code) => lists.has(code) || plan.newLists.some((list) => list.code === code),
    group: (code) => itemsAfter(fieldGroupList).includes(code),
    unit: unitsNamed,
  });
  refuseFullGroups(plan, today);
  return plan;
}

function tell(
  plan: Plan,
  kind: ChangeKind,
  what: string,
  about: Pick<FileChange, 'code' | 'label'> & Partial<FileChange>,
): void {
  plan.changes.push({ kind, what, listCode: null, before: null, reason: null, ...about });
}

function listRefusal(
  list: FileList,
  known: FileList | undefined,
  exists: (code: string) => boolean,
): string | undefined {
  if (known && (known.parentList !== list.parentList || known.bracketUnit !== list.bracketUnit))
    return 'Cette liste existe ici avec un autre regroupement ou d’autres tranches.';
  if (list.parentList !== null && !exists(list.parentList))
    return 'La liste des regroupements n’existe pas ici.';
  return undefined;
}

function planItems(
  plan: Plan,
  list: FileList,
  known: readonly FileItem[],
  itemsAfter: (code: string) => readonly string[],
): void {
  const before = new Map(known.map((item) => [item.code, item]));
  const named = new Set(list.items.map((item) => item.code));
  plan.kept += known.filter((item) => !named.has(item.code)).length;
  const after = [...list.items, ...known.filter((item) => !named.has(item.code))];
  const placed: string[] = [];
  for (const item of list.items) {
    const own = before.get(item.code);
    const about = { code: item.code, listCode: list.code, label: item.label };
    const reason = itemRefusal(list, item, own, after, itemsAfter);
    if (own || reason === undefined) placed.push(item.code);
    if (reason !== undefined) {
      tell(plan, 'refused', 'item', { ...about, reason });
    } else if (!own) {
      plan.newItems.push({ listCode: list.code, item });
      tell(plan, 'added', 'item', about);
    } else {
      const set = differences(own, item, ['label', 'active', 'defaultMinutes', 'bracketFrom']);
      if (Object.keys(set).length > 0) plan.itemPatches.push({ listCode: list.code, code: item.code, set });
      tellPatch(plan, 'item', about, own, set);
    }
  }
  planOrder(plan, list, known, placed);
}

function planOrder(
  plan: Plan,
  list: Pick<FileList, 'code' | 'label' | 'bracketUnit'>,
  known: readonly FileItem[],
  placed: readonly string[],
): void {
  const now = known.map(({ code }) => code);
  const next = merged(now, placed);
  const isKnown = new Set(now);
  const moved = next.filter((code) => isKnown.has(code)).some((code, index) => code !== now[index]);
  if (moved) tell(plan, 'reordered', 'order', { code: list.code, listCode: list.code, label: list.label });
  if (moved || next.length > now.length) plan.orders.set(list.code, next);
}

function itemRefusal(
  list: FileList,
  item: FileItem,
  own: FileItem | undefined,
  after: readonly FileItem[],
  itemsAfter: (code: string) => readonly string[],
): string | undefined {
  const ruled = own ?? {
    flags: [],
    semanticKeys: [],
    lifeSphere: null,
    channel: item.channel,
    parentCode: item.parentCode,
  };
  if (
    !same(ruled.flags, item.flags) ||
    !same(ruled.semanticKeys, item.semanticKeys) ||
    ruled.lifeSphere !== item.lifeSphere
  )
    return rules;
  if (ruled.parentCode !== item.parentCode || ruled.channel !== item.channel)
    return 'Le regroupement et la modalité d’un élément ne changent pas.';
  if (
    list.parentList === null
      ? item.parentCode !== null
      : !itemsAfter(list.parentList).includes(item.parentCode ?? '')
  )
    return 'Son regroupement n’existe pas ici.';
  if (list.bracketUnit === null && item.bracketFrom !== null) return 'Cette liste n’a pas de tranches.';
  const others = after.filter((other) => other.code !== item.code);
  if (list.bracketUnit !== null && others.some(({ bracketFrom }) => bracketFrom === item.bracketFrom))
    return 'Une autre tranche commence à cette borne.';
  if (own?.label !== item.label && others.some(({ label }) => sameLabel(label, item.label)))
    return 'Un élément de cette liste porte déjà ce libellé.';
  return undefined;
}

interface Known {
  readonly list: (code: string) => boolean;
  readonly group: (code: string) => boolean;
  readonly unit: (path: readonly string[]) => number;
}

function planFields(plan: Plan, today: ConfigurationFile, file: ConfigurationFile, known: Known): void {
  const before = new Map(today.fields.map((field) => [field.code, field]));
  const named = new Set(file.fields.map((field) => field.code));
  plan.kept += today.fields.filter((field) => !named.has(field.code)).length;
  const placed: string[] = [];
  for (const field of file.fields) {
    const own = before.get(field.code);
    const about = { code: field.code, label: field.label };
    const reason = fieldRefusal(field, own, known);
    if (own || reason === undefined) placed.push(field.code);
    if (reason !== undefined) {
      tell(plan, 'refused', 'field', { ...about, reason });
    } else if (!own) {
      plan.newFields.push({ ...field, clearance: field.clearance ?? usualClearance(field.kind, field.code) });
      tell(plan, 'added', 'field', about);
    } else {
      const set = differences(own, field, ['label', 'active', 'groupCode', 'required', 'purpose']);
      if (Object.keys(set).length > 0) plan.fieldPatches.push({ code: field.code, set });
      tellPatch(plan, 'field', about, own, set);
    }
  }
  const now = today.fields.map(({ code }) => code);
  const next = merged(now, placed);
  const moved = next.filter((code) => before.has(code)).some((code, index) => code !== now[index]);
  if (moved) tell(plan, 'reordered', 'order', { code: fieldGroupList, label: '' });
  if (moved || next.length > now.length) plan.fieldOrder = next;
}

function fieldRefusal(field: FileField, own: FileField | undefined, known: Known): string | undefined {
  if (
    own &&
    (own.kind !== field.kind || own.listCode !== field.listCode || !same(own.unit ?? [], field.unit ?? []))
  )
    return 'Ce champ existe ici avec une autre nature, une autre liste ou une autre entité.';
  if (own && field.clearance !== undefined && own.clearance !== field.clearance)
    return 'Qui lit les réponses à ce champ ne change pas par un fichier.';
  if (field.clearance === 'followUp' && isFreeText(field.kind))
    return 'Un texte est toujours réservé à qui lit les textes.';
  if ((field.kind === 'choice' || field.kind === 'choices') !== (field.listCode !== null))
    return 'La nature du champ et sa liste ne vont pas ensemble.';
  if (field.listCode !== null && !known.list(field.listCode)) return 'Sa liste n’existe pas ici.';
  if (!known.group(field.groupCode)) return 'Son groupe n’existe pas ici.';
  if (field.unit !== null && known.unit(field.unit) !== 1)
    return `L’entité ${field.unit.join(' › ')} n’existe pas ici.`;
  return undefined;
}

/** A group that holds fields is not put aside under them. */
function refuseFullGroups(plan: Plan, today: ConfigurationFile): void {
  const groups = new Map(today.fields.map((field) => [field.code, field.groupCode]));
  for (const field of plan.newFields) groups.set(field.code, field.groupCode);
  for (const { code, set } of plan.fieldPatches) if (set.groupCode) groups.set(code, set.groupCode);
  const full = new Set(groups.values());
  for (const [index, patch] of [...plan.itemPatches.entries()].reverse()) {
    if (patch.listCode !== fieldGroupList || patch.set.active !== false || !full.has(patch.code)) continue;
    plan.itemPatches.splice(index, 1);
    const shown = plan.changes.findIndex(
      (change) => change.listCode === fieldGroupList && change.code === patch.code,
    );
    const { label = '' } = plan.changes[shown] ?? {};
    plan.changes.splice(
      shown,
      plan.changes.filter((change) => change.listCode === fieldGroupList && change.code === patch.code)
        .length,
    );
    tell(plan, 'refused', 'item', {
      code: patch.code,
      listCode: fieldGroupList,
      label,
      reason: 'Ce groupe contient des champs : il ne peut pas être mis de côté.',
    });
  }
}

/** One line for each thing a person would notice. */
function tellPatch(
  plan: Plan,
  what: string,
  about: Pick<FileChange, 'code' | 'label'> & Partial<FileChange>,
  own: { readonly label: string },
  set: Partial<FileItem & FileField>,
): void {
  const { label, active, ...others } = set;
  if (label !== undefined) tell(plan, 'relabelled', what, { ...about, before: own.label });
  if (active !== undefined) tell(plan, active ? 'reactivated' : 'deactivated', what, about);
  if (Object.keys(others).length > 0) tell(plan, 'changed', what, about);
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value) => other.includes(value));

function differences<T extends object, K extends keyof T>(own: T, wanted: T, keys: readonly K[]): Partial<T> {
  const set: Partial<T> = {};
  for (const key of keys) if (own[key] !== wanted[key]) set[key] = wanted[key];
  return set;
}
