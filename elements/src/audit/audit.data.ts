import {
  etagOf,
  type AuditEntry,
  type AuditEvent,
  type AuditSettings,
  type AuditSettingsPatch,
  type AuditState,
  type Me,
  type ReadingAlert,
  type Session,
  type StatisticsTable,
} from '@lastria/sdk';
import { AuditLog, type AuditSearch } from '@lastria/sdk/audit-log';
import { Statistics } from '@lastria/sdk/statistics';
import type { ElementSession } from '../core/session-context.ts';

export type { AuditSettings, AuditState, Me, ReadingAlert };
export type ReadingLimits = AuditSettings['readingLimits'][number];

/** A trace, of one file or of the whole organisation: the first says less. */
export type Trace = AuditEvent & Partial<AuditEntry>;

/** What the log is narrowed to; empty: everything. */
export interface LogFilter {
  readonly fileId: string;
  readonly staffId: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}
export const everything: LogFilter = { fileId: '', staffId: '', kind: '', from: '', to: '' };

export interface Named {
  readonly id: string;
  readonly name: string;
}
/** Who reads, and the names of those and of the units the log speaks of. */
export interface Surroundings {
  readonly me: Me;
  readonly staff: readonly Named[];
  readonly units: ReadonlyMap<string, string>;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Traces read at once. */
const PAGE = 100;

/** The calls of the log. */
export class LogCalls {
  readonly #session: Session;
  readonly #log: AuditLog;

  constructor(session: ElementSession) {
    this.#session = session as unknown as Session;
    this.#log = new AuditLog(this.#session);
  }

  async surroundings(signal: AbortSignal): Promise<Surroundings> {
    const me = await this.#session.me();
    if (!me.can.readOrganisation) return { me, staff: [], units: new Map() };
    const { staff, units } = await this.#session.organisation.read({ signal });
    return {
      me,
      staff: staff.map(({ id, displayName }) => ({ id, name: displayName })),
      units: new Map(units.map(({ id, name }) => [id, name])),
    };
  }

  traces(filter: LogFilter, cursor: string | null, signal: AbortSignal): Promise<Page<Trace>> {
    const asked = Object.fromEntries(
      Object.entries(filter).filter(([, value]) => value !== ''),
    ) as AuditSearch;
    return this.#log.searchPage({ ...asked, limit: PAGE, ...(cursor ? { cursor } : {}) }, { signal });
  }

  tracesOf(fileId: string, cursor: string | null, signal: AbortSignal): Promise<Page<Trace>> {
    const query = { limit: PAGE, ...(cursor ? { cursor } : {}) };
    return this.#session.audit.readFilePage(fileId, query, { signal });
  }

  alerts(cursor: string | null, signal: AbortSignal): Promise<Page<ReadingAlert>> {
    return this.#log.listAlertsPage({ limit: 50, ...(cursor ? { cursor } : {}) }, { signal });
  }

  state(signal: AbortSignal): Promise<AuditState> {
    return this.#log.readState({ signal });
  }

  /** The figures of a security review: each reading of them is a trace. */
  review(
    report: string,
    period: { readonly from: string; readonly to: string },
    signal: AbortSignal,
  ): Promise<StatisticsTable> {
    return new Statistics(this.#session).runReport(report, { period }, { signal });
  }

  settings(signal?: AbortSignal): Promise<AuditSettings> {
    return this.#log.readSettings(signal ? { signal } : {});
  }

  async changeSettings(version: number, patch: AuditSettingsPatch): Promise<AuditSettings> {
    return (await this.#log.changeSettings(patch, { etag: etagOf({ version }) })).settings;
  }
}

const typeOf = (error: unknown): string | undefined => (error as { type?: string } | null)?.type;

/** Not allowed and not found are the same answer: nothing here for this person. */
export const isClosed = (error: unknown): boolean => ['forbidden', 'not-found'].includes(typeOf(error) ?? '');
export const isStale = (error: unknown): boolean => typeOf(error) === 'stale-version';

const uuid = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;

/** The number of a file in what was typed or pasted, its address included; undefined when there is none. */
export const fileIdIn = (text: string): string | undefined => text.match(uuid)?.at(-1)?.toLowerCase();

/** The end of a number: enough to tell files apart on a screen; the whole stands in its tooltip and on paper. */
export const shortId = (id: string): string => id.slice(-8);

const seconds = new Map<string, Intl.DateTimeFormat>();
/** « 14:02:37 », there. */
export function timeToTheSecond(instant: string, timeZone: string): string {
  const format =
    seconds.get(timeZone) ??
    new Intl.DateTimeFormat('fr-FR', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
  seconds.set(timeZone, format);
  return format.format(new Date(instant));
}

export const limitKinds = ['filesPerHour', 'filesPerDay', 'searchesPerHour'] as const;
export type LimitKind = (typeof limitKinds)[number];
