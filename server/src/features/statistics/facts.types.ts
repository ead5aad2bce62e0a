import type { appointment } from '../agenda/agenda.table.ts';
import type { leaveBalance, leaveRequest } from '../leave/leave.table.ts';
import type { supportAction, socialRequest, workEntry } from '../tdm/tdm.table.ts';
import type {
  fileEpisode,
  fileIdentity,
  fileTransfer,
  situationValue,
  socialFile,
} from '../social-file/social-file.table.ts';
import type { FieldKind } from '../configuration/configuration.table.ts';
import type {
  actionFact,
  appointmentFact,
  leaveFact,
  leaveRightFact,
  profileFact,
  requestFact,
  spellFact,
  transferFact,
  workFact,
} from './statistics.table.ts';

/** What holds for all files of a tenant when facts are made. */
export interface FactRules {
  readonly tenantId: string;
  readonly timeZone: string;
  readonly fieldKinds: ReadonlyMap<string, FieldKind>;
  /** Types of travail that are an interview, and those that are a contact. */
  readonly interviews: ReadonlySet<string>;
  readonly contacts: ReadonlySet<string>;
  /** Business days between two days, as each unit has them. */
  readonly businessDays: ReadonlyMap<string, (from: string, to: string) => number>;
  readonly partnerKinds: ReadonlyMap<string, string>;
}

type Picked<T extends { $inferSelect: unknown }, K extends keyof T['$inferSelect']> = Readonly<
  Pick<T['$inferSelect'], K>
>;

export type EntrySource = Picked<
  typeof workEntry,
  | 'id'
  | 'fileId'
  | 'forUnitId'
  | 'typeCode'
  | 'performedOn'
  | 'startedAt'
  | 'minutes'
  | 'travelMinutes'
  | 'performedBy'
  | 'recordedAt'
  | 'voidedAt'
> & { readonly requestIds: readonly string[]; readonly partnerIds: readonly string[] };

export type EpisodeSource = Picked<
  typeof fileEpisode,
  'id' | 'fileId' | 'forUnitId' | 'kind' | 'happenedOn' | 'reason'
>;
export type TransferSource = Picked<
  typeof fileTransfer,
  'id' | 'fileId' | 'fromUnitId' | 'toUnitId' | 'status' | 'requestedAt' | 'answeredAt'
>;

/** An appointment or an on-site session that counts. */
export type AppointmentSource = Picked<
  typeof appointment,
  'id' | 'fileId' | 'forUnitId' | 'kind' | 'status' | 'startsLocal' | 'placeKind'
> & { readonly workerIds: readonly string[] };

/** A leave that is approved, or was until it was cancelled. */
export type LeaveSource = Picked<
  typeof leaveRequest,
  | 'id'
  | 'unitIds'
  | 'homeUnitId'
  | 'kind'
  | 'firstDay'
  | 'firstHalf'
  | 'lastDay'
  | 'lastHalf'
  | 'halves'
  | 'halvesAfter'
> & {
  readonly approvedAt: Date;
  readonly cancelledAt: Date | null;
  /** False of one who works elsewhere. */
  readonly away: boolean;
};

/** All that the facts of the leave of a member of the team are made of. */
export interface WorkerSources {
  readonly workerId: string;
  readonly leave: readonly LeaveSource[];
  readonly rights: readonly Picked<typeof leaveBalance, 'kind' | 'year' | 'unitIds' | 'grantedHalves'>[];
}

/** What a record was before one of its changes. */
export interface VersionSource {
  readonly id: string;
  readonly fileId: string | null;
  readonly record: 'leadWorker' | 'socialRequest' | 'supportAction' | 'appointment';
  readonly recordId: string;
  readonly changedAt: Date;
  /** The lead worker, the status of the demande or of the appointment, the outcome of the moyen. */
  readonly was: string | null;
}

/** All that the facts of a file are made of. */
export interface FileSources {
  readonly file: Picked<
    typeof socialFile,
    'id' | 'unitId' | 'beneficiaryId' | 'leadWorkerId' | 'openedOn' | 'closedOn' | 'closeReason'
  >;
  readonly identity:
    Picked<typeof fileIdentity, 'sex' | 'birthDate' | 'birthYear' | 'communeCode'> | undefined;
  readonly situation: readonly Picked<
    typeof situationValue,
    'fieldCode' | 'since' | 'answer' | 'codes' | 'number' | 'day' | 'yes'
  >[];
  readonly episodes: readonly EpisodeSource[];
  readonly transfers: readonly TransferSource[];
  readonly entries: readonly EntrySource[];
  readonly appointments: readonly AppointmentSource[];
  /** As they changed. */
  readonly versions: readonly VersionSource[];
  /** Demandes of the same person in other files. */
  readonly elsewhere: readonly Picked<typeof socialRequest, 'typeCode' | 'requestedOn'>[];
  readonly requests: readonly Picked<
    typeof socialRequest,
    | 'id'
    | 'forUnitId'
    | 'typeCode'
    | 'requestedOn'
    | 'urgent'
    | 'initiative'
    | 'arrivalChannel'
    | 'status'
    | 'outcome'
    | 'resolvedOn'
  >[];
  readonly actions: readonly Picked<
    typeof supportAction,
    'id' | 'forUnitId' | 'requestId' | 'typeCode' | 'doneOn' | 'outcome' | 'performedBy'
  >[];
}

export type WorkFact = typeof workFact.$inferSelect;
export type RequestFact = typeof requestFact.$inferSelect;
export type ActionFact = typeof actionFact.$inferSelect;
export type SpellFact = typeof spellFact.$inferSelect;
export type TransferFact = typeof transferFact.$inferSelect;
export type AppointmentFact = typeof appointmentFact.$inferSelect;
export type LeaveFact = typeof leaveFact.$inferSelect;
export type LeaveRightFact = typeof leaveRightFact.$inferSelect;
/** Without what the database makes of the rest. */
export type ProfileFact = Omit<typeof profileFact.$inferSelect, 'dischargedOn'>;

/** Rows that are counted, by what they are. */
export interface Facts {
  readonly work: WorkFact[];
  readonly requests: RequestFact[];
  readonly actions: ActionFact[];
  readonly spells: SpellFact[];
  readonly transfers: TransferFact[];
  readonly appointments: AppointmentFact[];
  readonly profiles: ProfileFact[];
}

/** The same of the leave of the team, which is of no file. */
export interface LeaveFacts {
  readonly leave: LeaveFact[];
  readonly rights: LeaveRightFact[];
}
export type FactKind = keyof Facts | keyof LeaveFacts;
