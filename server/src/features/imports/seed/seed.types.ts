/** What the seed generator yields: plain values, no database, no clock. Codes are those of reference-data.json. */

/** `YYYY-MM-DD` */
export type CivilDate = string;
/** `HH:MM`, in the tenant's time zone */
export type CivilTime = string;

export type TenantKind = 'hospital' | 'company' | 'interCompany' | 'publicBody';
export type HolidayZone = 'metropole' | 'alsace-moselle' | 'la-reunion';
export type StaffRole =
  'SOCIAL_WORKER' | 'SECRETARY' | 'TEAM_MANAGER' | 'PSYCHOLOGIST' | 'ADMINISTRATOR' | 'DPO';
export type Sex = 'feminin' | 'masculin' | 'indetermine';
export type Sector = 'public' | 'private';

export interface Tenant {
  readonly key: string;
  readonly name: string;
  readonly kind: TenantKind;
  readonly seed: number;
  readonly timeZone: 'Europe/Paris' | 'Indian/Reunion';
  readonly holidayZone: HolidayZone;
  /** INSEE code of the department where most people live, upper case (`2A`, `974`) */
  readonly homeDepartment: string;
  /** parents stand before their children */
  readonly units: readonly OrgUnit[];
  readonly staff: readonly StaffMember[];
  readonly partners: readonly Partner[];
}

export interface OrgUnit {
  readonly key: string;
  readonly parentKey: string | null;
  readonly name: string;
  readonly kind: 'root' | 'clientCompany' | 'site' | 'division' | 'ward' | 'department';
  readonly sector: Sector;
  /** files may be attached here: patients, the employer's people, both or (for a mere branch) none */
  readonly followsPatients: boolean;
  readonly followsEmployees: boolean;
  readonly headcount: number;
  /** time sold to a client company, per year */
  readonly contractedMinutes: number | null;
}

export interface StaffMember {
  readonly key: string;
  readonly role: StaffRole;
  readonly lastName: string;
  readonly firstName: string;
  /** « C. Morel » */
  readonly shortName: string;
  readonly sex: Sex;
  readonly email: string;
  readonly phone: string;
  /** ISO weekdays worked, 1 = Monday … 5 = Friday */
  readonly workingWeekdays: readonly number[];
  readonly fullTimeRatio: number;
  readonly grants: readonly AccessGrant[];
}

export interface AccessGrant {
  readonly unitKey: string;
  readonly withSubtree: boolean;
  readonly kind: 'STANDARD' | 'SUBSTITUTION';
  readonly reason: string;
}

export interface LeavePeriod {
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** list `absenceKind` */
  readonly kind: string;
}

export interface Partner {
  readonly key: string;
  /** list `partnerKind` */
  readonly kind: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

export interface Address {
  readonly street: string | null;
  readonly complement: string | null;
  readonly postalCode: string;
  readonly communeName: string;
  /** INSEE code of the commune, upper case */
  readonly communeCode: string;
}

export interface Identity {
  /** name in use, in natural case */
  readonly lastName: string;
  readonly birthName: string;
  readonly firstNames: readonly string[];
  /** null when only the year is known, or nothing */
  readonly birthDate: CivilDate | null;
  readonly birthYear: number | null;
  readonly sex: Sex;
  /** E.164, from the ranges kept for fiction */
  readonly mobilePhone: string | null;
  readonly homePhone: string | null;
  readonly email: string | null;
  readonly address: Address | null;
  readonly addressProtected: boolean;
  readonly deceasedOn: CivilDate | null;
}

export type EmptyAnswer = 'notAsked' | 'unknown' | 'refused';

export type SituationField =
  | 'beneficiaryKind'
  | 'nationalityGroup'
  | 'familySituation'
  | 'dependentChildren'
  | 'caregiver'
  | 'housingStatus'
  | 'healthScheme'
  | 'complementaryCover'
  | 'protectionMeasure'
  | 'gir'
  | 'mainIncome'
  | 'professionalStatus'
  | 'contractType'
  | 'hiredOn'
  | 'workTime'
  | 'socioCategory'
  | 'publicGrade'
  | 'jobFamily'
  | 'dataNoticeGivenOn';

/** One dated value; `value` and `empty` both null: the question no longer applies (contract of a pensioner). */
export interface SituationAnswer {
  readonly field: SituationField;
  readonly value: string | number | boolean | null;
  readonly empty: EmptyAnswer | null;
  readonly since: CivilDate;
}

export type RelativeKind =
  | 'spouse'
  | 'formerSpouse'
  | 'child'
  | 'parent'
  | 'sibling'
  | 'carer'
  | 'legalRepresentative'
  | 'trustedPerson';

export interface Relative {
  readonly key: string;
  readonly kind: RelativeKind;
  readonly lastName: string;
  readonly firstName: string;
  readonly sex: Sex;
  readonly birthDate: CivilDate | null;
  readonly phone: string | null;
  readonly dependent: boolean;
  readonly livesWith: boolean;
  readonly mayBeContacted: boolean;
  readonly deceased: boolean;
}

export interface FileFlag {
  /** list `fileFlag` */
  readonly code: string;
  readonly setOn: CivilDate;
  readonly expiresOn: CivilDate | null;
  readonly comment: string | null;
}

export interface HospitalStay {
  readonly admissionMode: string;
  readonly admittedOn: CivilDate;
  readonly coverAtEntry: string;
  readonly dischargedOn: CivilDate | null;
  readonly dischargeDestination: string | null;
  readonly coverAtExit: string | null;
  readonly waitingReason: string | null;
}

/** A span during which the file was open; a file reopened has several. */
export interface FileEpisode {
  readonly openedOn: CivilDate;
  readonly closedOn: CivilDate | null;
  /** list `closeReason` */
  readonly closeReason: string | null;
  readonly reopenReason: string | null;
}

export interface SocialRequest {
  readonly key: string;
  readonly requestType: string;
  readonly requestedOn: CivilDate;
  readonly urgent: boolean;
  /** list `requestStatus` */
  readonly status: string;
  /** list `requestOutcome`; present if and only if `resolvedOn` is */
  readonly outcome: string | null;
  readonly resolvedOn: CivilDate | null;
  readonly referralSource: string;
  readonly arrivalChannel: string;
  readonly initiative: string;
}

export interface WorkEntry {
  readonly key: string;
  readonly workType: string;
  readonly performedOn: CivilDate;
  readonly startedAt: CivilTime | null;
  readonly minutes: number;
  readonly travelMinutes: number;
  readonly workerKey: string;
  readonly channel: string | null;
  readonly counterpartKinds: readonly string[];
  readonly partnerKeys: readonly string[];
  readonly requestKeys: readonly string[];
  readonly text: string;
  /** `restricted`: text kept to its author and the lead worker */
  readonly visibility: 'team' | 'restricted';
}

export interface SupportAction {
  readonly key: string;
  readonly requestKey: string;
  readonly actionType: string;
  readonly doneOn: CivilDate;
  /** list `actionOutcome` */
  readonly outcome: string;
  readonly workEntryKey: string | null;
  readonly partnerKey: string | null;
}

export interface SocialFile {
  readonly key: string;
  readonly index: number;
  /** key of the person's first file: several files may share one beneficiary */
  readonly beneficiaryKey: string;
  readonly unitKey: string;
  readonly leadWorkerKey: string;
  readonly identity: Identity;
  /** ordered by field, then by date */
  readonly situation: readonly SituationAnswer[];
  readonly relatives: readonly Relative[];
  readonly flags: readonly FileFlag[];
  readonly stay: HospitalStay | null;
  readonly referralSource: string;
  readonly externalRef: string | null;
  readonly openedOn: CivilDate;
  readonly closedOn: CivilDate | null;
  readonly closeReason: string | null;
  readonly episodes: readonly FileEpisode[];
  readonly requests: readonly SocialRequest[];
  /** ordered by date */
  readonly entries: readonly WorkEntry[];
  readonly actions: readonly SupportAction[];
}

/** Meetings, training, travel: work of a staff member in a unit, tied to nobody. */
export interface OutsideWorkEntry {
  readonly key: string;
  readonly workType: string;
  readonly unitKey: string;
  readonly workerKey: string;
  readonly performedOn: CivilDate;
  readonly startedAt: CivilTime;
  readonly minutes: number;
  readonly text: string;
}
