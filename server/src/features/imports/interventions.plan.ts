import { legible } from './import.types.ts';
import { importedId } from './people.plan.ts';
import type { ImportedEntry } from './read/interventions.ts';

/** A demande as the import would write it, shared by the travaux of one person that speak of it. */
export interface PlannedRequest {
  readonly id: string;
  readonly fileId: string;
  readonly typeCode: string;
  readonly requestedOn: string;
}
export interface PlannedAction {
  readonly id: string;
  readonly requestId: string;
  readonly typeCode: string;
}
export interface PlannedEntry {
  readonly row: string;
  readonly id: string;
  readonly fileId: string | null;
  readonly typeCode: string;
  readonly performedOn: string;
  readonly minutes: number;
  readonly performedBy: string;
  readonly text: string | null;
  readonly textCut: boolean;
  readonly requests: readonly PlannedRequest[];
  readonly actions: readonly PlannedAction[];
}

export interface InterventionsPlan {
  readonly entries: readonly PlannedEntry[];
  /** Names that are nobody's of the team, and how many rows they are in. */
  readonly unknownPerformers: ReadonlyMap<string, number>;
}

export interface InterventionsContext {
  readonly batchId: string;
  /** Who imports: does the work nobody is named for. */
  readonly staffId: string;
  readonly staffByName: (name: string) => string | undefined;
  /** Days after which the same problem is a new demande. */
  readonly inactivityDays: number;
}

/**
 * Travaux with their demandes and moyens. Travaux of a person about the same problem share one demande, unless they
 * are further apart than a file may stay without work: then it came back. A moyen goes to the first demande of its
 * travail. Words without equivalent, and the name of someone who is not of the team, close the text.
 */
export function planInterventions(
  created: readonly ImportedEntry[],
  context: InterventionsContext,
): InterventionsPlan {
  const requestOf = planRequests(created, context);
  const unknownPerformers = new Map<string, number>();
  const entries = created.map((entry): PlannedEntry => {
    const row = String(entry.record);
    const performer = entry.performedBy === null ? undefined : context.staffByName(entry.performedBy);
    const stranger = performer === undefined ? entry.performedBy : null;
    if (stranger !== null) unknownPerformers.set(stranger, (unknownPerformers.get(stranger) ?? 0) + 1);
    const requests = entry.person === null ? [] : entry.requests.map(({ code }) => requestOf(entry, code));
    const [first] = requests;
    return {
      row,
      id: importedId(context.batchId, 'entry', row),
      fileId: entry.person,
      typeCode: entry.workType.code,
      performedOn: entry.date,
      minutes: entry.minutes,
      performedBy: performer ?? context.staffId,
      ...textOf(entry, stranger),
      requests,
      actions: first
        ? entry.actions.map(({ code }, index) => ({
            id: importedId(context.batchId, 'action', `${row}/${index}`),
            requestId: first.id,
            typeCode: code,
          }))
        : [],
    };
  });
  return { entries, unknownPerformers };
}

function planRequests(created: readonly ImportedEntry[], { batchId, inactivityDays }: InterventionsContext) {
  const mentions = new Map<string, ImportedEntry[]>();
  for (const entry of created) {
    if (entry.person === null) continue;
    for (const { code } of entry.requests) {
      const key = `${entry.person}/${code}`;
      const list = mentions.get(key);
      if (list) list.push(entry);
      else mentions.set(key, [entry]);
    }
  }
  const planned = new Map<string, PlannedRequest>();
  for (const [key, list] of mentions) {
    const [fileId, typeCode] = key.split('/') as [string, string];
    let current: PlannedRequest | undefined;
    let last = '';
    for (const entry of list.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
      if (!current || daysBetween(last, entry.date) > inactivityDays) {
        current = {
          id: importedId(batchId, 'request', `${entry.record}/${typeCode}`),
          fileId,
          typeCode,
          requestedOn: entry.date,
        };
      }
      last = entry.date;
      planned.set(`${entry.record}/${typeCode}`, current);
    }
  }
  return (entry: ImportedEntry, typeCode: string) => planned.get(`${entry.record}/${typeCode}`)!;
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Longest text of a travail. */
const longestText = 50_000;

function textOf(entry: ImportedEntry, stranger: string | null): { text: string | null; textCut: boolean } {
  // What only a person's travail may hold is kept in words too
  const lost = entry.person === null ? [...entry.requests, ...entry.actions].map(({ label }) => label) : [];
  const words = [...lost, ...entry.keptWords, ...(stranger === null ? [] : [`intervenant ${stranger}`])];
  const end = words.length === 0 ? '' : legible(`Mots conservés : ${words.join(', ')}`).slice(0, longestText);
  const body = legible(entry.text ?? '');
  const room = Math.max(0, longestText - end.length - 2);
  const text = [body.slice(0, room), end].filter((part) => part !== '').join('\n\n');
  return { text: text === '' ? null : text, textCut: body.length > room };
}
