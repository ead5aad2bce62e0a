import { newId } from '../../../db/ids.ts';
import type { TestApp } from '../../../testing/app.ts';
import type { TestTenant } from '../../../testing/tenant.ts';
import { referenceData } from '../../configuration/defaults.service.ts';
import { profileFact, requestFact, workFact } from '../statistics.table.ts';

const { lists } = referenceData();
const codes = (list: string, count: number) => lists[list]!.items.slice(0, count).map(({ code }) => code);
export const contact = lists['workTypes']!.items.find(({ flags }) => flags?.includes('contact'))!.code;
export const sexes = codes('sex', 2);
export const housing = codes('housingStatus', 5);
export const families = codes('familySituation', 5);

/** Somebody, as facts know him. */
export interface Inhabitant {
  readonly unitId: string;
  /** Days of travaux with him. */
  readonly seenOn: readonly string[];
  readonly sex?: string | undefined;
  readonly bornOn?: string | undefined;
  readonly communeCode?: string | undefined;
  readonly values?: Readonly<Record<string, string>>;
  /** Types of his demandes, each with its day. */
  readonly requests?: readonly { readonly on: string; readonly typeCode: string }[];
}
export type Settled = Inhabitant & { readonly fileKey: string; readonly personKey: string };

/** Writes the facts of these people. */
export async function settle(
  { database }: TestApp,
  tenant: TestTenant,
  people: readonly Inhabitant[],
  { typeCode = contact, minutes = 30 } = {},
): Promise<Settled[]> {
  const tenantId = tenant.id;
  const worker = newId();
  const all = people.map((one) => ({ ...one, fileKey: newId(), personKey: newId() }));
  const units = [...new Set(all.map(({ unitId }) => unitId))];
  const keysOf = ({ fileKey, personKey }: Settled) => ({ tenantId, fileKey, personKey });
  const travaux = all.flatMap((one) =>
    one.seenOn.map((performedOn) => ({
      ...keysOf(one),
      id: newId(),
      forUnitId: one.unitId,
      performedOn,
      typeCode,
      minutes,
      performedBy: worker,
      requestTypes: [],
      requestIds: [],
      partnerIds: [],
      partnerKinds: [],
      entryDelayDays: 0,
    })),
  );
  const demandes = all.flatMap((one) =>
    (one.requests ?? []).map(({ on, typeCode: type }) => ({
      ...keysOf(one),
      id: newId(),
      forUnitId: one.unitId,
      requestedOn: on,
      typeCode: type,
      urgent: false,
      status: 'open',
    })),
  );
  const known = all.map((one) => ({
    ...keysOf(one),
    since: '0001-01-01',
    sex: one.sex ?? null,
    bornOn: one.bornOn ?? null,
    communeCode: one.communeCode ?? null,
    values: one.values ?? {},
  }));
  await database.withTenant(tenantId, units, async (tx) => {
    for (const rows of chunks(travaux)) await tx.insert(workFact).values(rows);
    for (const rows of chunks(demandes)) await tx.insert(requestFact).values(rows);
    for (const rows of chunks(known)) await tx.insert(profileFact).values(rows);
  });
  return all;
}

function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += 500) yield rows.slice(at, at + 500);
}

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
