import type { RelativeKind, Sex, SituationField } from './seed.types.ts';

/** A hand-written person of the demonstration; days are counted back from today. */
export interface DemoPerson {
  readonly lastName: string;
  readonly birthName: string;
  readonly firstNames: readonly string[];
  readonly sex: Sex;
  readonly age: number;
  readonly unit: string;
  readonly lead: string;
  readonly openedAgo: number;
  readonly diedAgo?: number;
  readonly closed?: { readonly ago: number; readonly reason: string };
  readonly commune: string;
  readonly postalCode: string;
  readonly communeCode: string;
  readonly street: string | null;
  readonly addressProtected?: boolean;
  readonly referral: string;
  readonly hiredYearsAgo?: number;
  readonly situation: Readonly<Partial<Record<SituationField, string | number | boolean>>>;
  readonly notAsked?: readonly SituationField[];
  readonly refused?: readonly SituationField[];
  readonly flags?: readonly (readonly [
    code: string,
    setAgo: number,
    expiresIn: number | null,
    comment?: string,
  ])[];
  readonly relatives?: readonly (readonly [
    kind: RelativeKind,
    sex: Sex,
    firstName: string,
    lastName: string,
    age: number,
    dependent: boolean,
  ])[];
  readonly requests: readonly DemoRequest[];
  readonly entries: readonly DemoEntry[];
  /** earlier entries drawn before the written ones, so that the file has a past */
  readonly earlierVisits?: number;
}

export interface DemoRequest {
  readonly type: string;
  readonly ago: number;
  readonly urgent?: boolean;
  readonly resolved?: { readonly ago: number; readonly outcome: string };
}

export interface DemoEntry {
  readonly type: string;
  readonly ago: number;
  readonly minutes?: number;
  readonly at?: string;
  readonly worker?: string;
  /** positions in `requests` */
  readonly about: readonly number[];
  readonly partner?: string;
  readonly restricted?: boolean;
  readonly text: string;
  readonly actions?: readonly (readonly [request: number, type: string, outcome: string])[];
}
