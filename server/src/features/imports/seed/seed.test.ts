import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leavePeriods } from './calendar.ts';
import { holidaysOf, isoOf, parseDay, weekdayOf, yearOf } from './civil-date.ts';
import { allCommunes } from './communes.ts';
import { generateFile, generateFiles, type FileOptions } from './generate-file.ts';
import { generateOutsideWork } from './outside-work.ts';
import { isKnown, itemOf } from './reference-codes.ts';
import type { OutsideWorkEntry, SocialFile, Tenant, WorkEntry } from './seed.types.ts';
import { generateTenant } from './tenant.ts';

const TODAY = '2026-11-20';
const YEARS = 4;
const KINDS = ['hospital', 'company', 'interCompany', 'publicBody'] as const;
const tenants = new Map(KINDS.map((kind) => [kind, generateTenant({ seed: 11, kind })]));
const tenantOf = (kind: (typeof KINDS)[number]): Tenant => tenants.get(kind) as Tenant;
const options = (tenant: Tenant, seed: number, index: number): FileOptions => ({
  tenant,
  seed,
  index,
  years: YEARS,
  today: TODAY,
});
const anyFile = fc.record({
  kind: fc.constantFrom(...KINDS),
  seed: fc.integer({ min: 0, max: 2 ** 45 }),
  index: fc.nat(200_000),
});
const holds = (check: (file: SocialFile, tenant: Tenant) => void): void => {
  fc.assert(
    fc.property(anyFile, ({ kind, seed, index }) => {
      const tenant = tenantOf(kind);
      check(generateFile(options(tenant, seed, index)), tenant);
    }),
    // What chance showed once is tried each time: a second file, drawn after the death of its person
    { numRuns: 1500, examples: [[{ kind: 'hospital', seed: 17815145261704, index: 160741 }]] },
  );
};

const expectWorked = (tenant: Tenant, entry: WorkEntry | OutsideWorkEntry): void => {
  const day = parseDay(entry.performedOn);
  const worker = tenant.staff.find(({ key }) => key === entry.workerKey);
  if (!worker) throw new Error(`nobody is ${entry.workerKey}`);
  expect(holidaysOf(yearOf(day), tenant.holidayZone).has(day)).toBe(false);
  expect(worker.workingWeekdays).toContain(weekdayOf(day));
  const away = [yearOf(day) - 1, yearOf(day)].flatMap((year) => leavePeriods(tenant, worker, year));
  expect(away.some(({ from, to }) => from <= entry.performedOn && entry.performedOn <= to)).toBe(false);
  if (entry.startedAt === null) return;
  const [hours = 0, minutes = 0] = entry.startedAt.split(':').map(Number);
  expect(hours).toBeGreaterThanOrEqual(8);
  expect(hours * 60 + minutes + entry.minutes).toBeLessThanOrEqual(18 * 60);
};

describe('same seed, same files', () => {
  it('draws a file from its seed and index alone, whatever was drawn before', () => {
    const tenant = tenantOf('hospital');
    const shared = { tenant, seed: 5, years: YEARS, today: TODAY };
    const whole = [...generateFiles({ ...shared, to: 300 })];
    const chunks = [
      ...generateFiles({ ...shared, from: 150, to: 300 }),
      ...generateFiles({ ...shared, to: 150 }),
    ];
    expect([...chunks.slice(150), ...chunks.slice(0, 150)]).toEqual(whole);
    const afresh = generateTenant({ seed: 11, kind: 'hospital' });
    expect(generateFile({ ...shared, tenant: afresh, index: 217 })).toEqual(whole[217]);
    expect(generateFile({ ...shared, seed: 6, index: 217 })).not.toEqual(whole[217]);
  });

  it('gives two tenants of one run different people', () => {
    const names = (['company', 'publicBody'] as const).map((kind) =>
      [...generateFiles({ tenant: tenantOf(kind), seed: 8, years: YEARS, today: TODAY, to: 50 })].map(
        ({ openedOn }) => openedOn,
      ),
    );
    expect(names[0]).not.toEqual(names[1]);
  });

  it('changes nothing but the texts when texts are left out', () => {
    const file = generateFile(options(tenantOf('company'), 3, 9));
    const silent = generateFile({ ...options(tenantOf('company'), 3, 9), texts: false });
    expect(silent).toEqual({ ...file, entries: file.entries.map((entry) => ({ ...entry, text: '' })) });
  });

  it('keeps the sequence it had when it was first released', () => {
    const { identity, openedOn, entries } = generateFile(
      options(generateTenant({ seed: 1, kind: 'publicBody' }), 1, 0),
    );
    expect([identity.lastName, identity.firstNames, openedOn, entries.length]).toMatchInlineSnapshot(`
      [
        "Chevalier",
        [
          "Nathalie",
          "Béatrice",
        ],
        "2025-09-17",
        6,
      ]
    `);
  });
});

describe('every file holds together', () => {
  it('orders its dates: birth, opening, work, closing or death', () => {
    holds((file) => {
      const { identity, openedOn, closedOn } = file;
      if (identity.birthDate !== null) expect(identity.birthDate < openedOn).toBe(true);
      expect(openedOn <= (closedOn ?? TODAY)).toBe(true);
      const last = identity.deceasedOn ?? closedOn ?? TODAY;
      for (const { performedOn } of file.entries)
        expect(openedOn <= performedOn && performedOn <= last).toBe(true);
      for (const { requestedOn, resolvedOn, outcome } of file.requests) {
        expect(openedOn <= requestedOn && requestedOn <= (closedOn ?? TODAY)).toBe(true);
        if (resolvedOn !== null)
          expect(requestedOn <= resolvedOn && resolvedOn <= (closedOn ?? TODAY)).toBe(true);
        expect(outcome === null).toBe(resolvedOn === null);
      }
      if (identity.deceasedOn !== null && closedOn !== null)
        expect(identity.deceasedOn <= closedOn).toBe(true);
      expect(file.entries.map(({ performedOn }) => performedOn)).toEqual(
        file.entries.map(({ performedOn }) => performedOn).sort(),
      );
      for (const { since } of file.situation) expect(openedOn <= since && since <= TODAY).toBe(true);
      for (const { birthDate } of file.relatives)
        expect(birthDate === null || birthDate <= openedOn).toBe(true);
    });
  });

  it('tells its episodes one after the other, with no work while closed', () => {
    holds(({ episodes, entries, requests, openedOn, closedOn, closeReason }) => {
      expect(episodes[0]?.openedOn).toBe(openedOn);
      expect([episodes.at(-1)?.closedOn, episodes.at(-1)?.closeReason]).toEqual([closedOn, closeReason]);
      const [first, second] = episodes;
      if (!first || !second) return;
      const between = (day: string): boolean => (first.closedOn ?? '') < day && day < second.openedOn;
      expect((first.closedOn ?? '') < second.openedOn).toBe(true);
      expect(entries.some(({ performedOn }) => between(performedOn))).toBe(false);
      expect(requests.some(({ requestedOn }) => between(requestedOn))).toBe(false);
    });
  });

  it('works only on worked days and hours, for some time unless nobody came', () => {
    holds(({ entries }, tenant) => {
      for (const entry of entries) {
        expectWorked(tenant, entry);
        expect(entry.minutes > 0).toBe(entry.workType !== 'rendez-vous-non-honore');
        expect(entry.text).not.toBe('');
        expect(entry.text).not.toMatch(/\{|\.\.|undefined| de un| de a/u);
      }
    });
  });

  it('links entries and actions to requests made by then', () => {
    holds(({ entries, requests, actions }) => {
      const requested = new Map(requests.map(({ key, requestedOn }) => [key, requestedOn]));
      const performed = new Map(entries.map(({ key, performedOn }) => [key, performedOn]));
      for (const { requestKeys, performedOn } of entries) {
        expect(new Set(requestKeys).size).toBe(requestKeys.length);
        for (const key of requestKeys) expect((requested.get(key) ?? '9999') <= performedOn).toBe(true);
      }
      for (const { requestKey, workEntryKey, doneOn } of actions) {
        expect((requested.get(requestKey) ?? '9999') <= doneOn).toBe(true);
        if (workEntryKey !== null) expect(performed.get(workEntryKey)).toBe(doneOn);
      }
    });
  });

  it('says of a situation only what can be true together', () => {
    holds(({ situation, relatives, identity, openedOn }) => {
      const first = new Map(
        situation.filter(({ since }) => since === openedOn).map((answer) => [answer.field, answer.value]),
      );
      const latest = new Map(situation.map((answer) => [answer.field, answer.value]));
      for (const { value, empty } of situation) expect(value === null || empty === null).toBe(true);
      const age = identity.birthYear === null ? null : Number(openedOn.slice(0, 4)) - identity.birthYear;
      if (latest.get('professionalStatus') === 'retraite') {
        expect(latest.get('contractType') ?? null).toBeNull();
        if (age !== null) expect(age).toBeGreaterThanOrEqual(57);
      }
      if (age !== null && age < 18)
        expect([null, 0, undefined]).toContain(first.get('dependentChildren') ?? null);
      const children = relatives.filter(({ kind, dependent }) => kind === 'child' && dependent).length;
      if (typeof first.get('dependentChildren') === 'number')
        expect(first.get('dependentChildren')).toBe(children);
      if (['parent-isole-avec-enfant', 'couple-avec-enfant'].includes(String(first.get('familySituation'))))
        expect(children).toBeGreaterThan(0);
      if (String(first.get('publicGrade')).startsWith('categorie'))
        expect(['cdi', 'interim']).not.toContain(first.get('contractType'));
      const hiredOn = first.get('hiredOn');
      if (typeof hiredOn === 'string' && identity.birthYear !== null) {
        expect(hiredOn < openedOn).toBe(true);
        expect(Number(hiredOn.slice(0, 4)) - identity.birthYear).toBeGreaterThanOrEqual(15);
      }
    });
  });

  it('uses the codes of the nomenclature and phones of fiction', () => {
    const listOf: Readonly<Record<string, string>> = {
      dependentChildren: '',
      caregiver: '',
      hiredOn: '',
      dataNoticeGivenOn: '',
    };
    holds((file, tenant) => {
      const codes: (readonly [string, string | null])[] = [
        ['sex', file.identity.sex],
        ['referralSource', file.referralSource],
        ...file.episodes.map(({ closeReason }) => ['closeReason', closeReason] as const),
        ...file.flags.map(({ code }) => ['fileFlag', code] as const),
        ...file.requests.flatMap(
          (r) =>
            [
              ['requestTypes', r.requestType],
              ['requestStatus', r.status],
              ['requestOutcome', r.outcome],
              ['arrivalChannel', r.arrivalChannel],
              ['initiative', r.initiative],
            ] as const,
        ),
        ...file.entries.flatMap(
          (e) =>
            [
              ['workTypes', e.workType],
              ['channel', e.channel],
              ...e.counterpartKinds.map((kind) => ['counterpartKind', kind] as const),
            ] as const,
        ),
        ...file.actions.flatMap(
          (a) =>
            [
              ['supportActions', a.actionType],
              ['actionOutcome', a.outcome],
            ] as const,
        ),
        ...(file.stay
          ? ([
              ['admissionMode', file.stay.admissionMode],
              ['coverStatus', file.stay.coverAtEntry],
              ['coverStatus', file.stay.coverAtExit],
              ['dischargeDestination', file.stay.dischargeDestination],
              ['waitingReason', file.stay.waitingReason],
            ] as const)
          : []),
        ...file.situation
          .filter(({ field, value }) => listOf[field] === undefined && typeof value === 'string')
          .map(({ field, value }) => [field, String(value)] as const),
      ];
      for (const [list, code] of codes)
        if (code !== null && !isKnown(list, code)) throw new Error(`${list} has no ${code}`);
      for (const phone of [file.identity.mobilePhone, file.identity.homePhone]) {
        if (phone !== null) expect(phone).toMatch(/^\+33(63998|19900|26191|35301|46571|53649)\d{4}$/u);
      }
      expect(file.identity.email ?? '@example.org').toMatch(/^[a-z0-9.@-]+@example\.org$|^@example\.org$/u);
      expect(tenant.units.map(({ key }) => key)).toContain(file.unitKey);
      expect(
        file.entries.every(({ workType }) => itemOf('workTypes', workType).parent !== 'hors-dossier'),
      ).toBe(true);
    });
  });
});

describe('work outside any file', () => {
  it('falls on worked days, in units of the worker, and needs no file', () => {
    const tenant = tenantOf('interCompany');
    const entries = [...generateOutsideWork({ seed: 4, tenant, years: 2, today: TODAY })];
    expect(entries.length).toBeGreaterThan(400);
    expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
    for (const entry of entries) {
      expectWorked(tenant, entry);
      expect(itemOf('workTypes', entry.workType).flags).toContain('no-file');
      expect(entry.minutes).toBeGreaterThan(0);
    }
  });
});

describe('communes', () => {
  it('are those of the official code', () => {
    const official = createRequire(import.meta.url)('@etalab/decoupage-administratif/data/communes.json') as {
      code: string;
      nom: string;
      type: string;
      codesPostaux?: string[];
    }[];
    const byCode = new Map(
      official.filter(({ type }) => type === 'commune-actuelle').map((commune) => [commune.code, commune]),
    );
    for (const { code, name, postalCodes } of allCommunes.values) {
      expect(byCode.get(code)?.nom).toBe(name);
      for (const postalCode of postalCodes) expect(byCode.get(code)?.codesPostaux).toContain(postalCode);
    }
  });

  it('count days as the calendar does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 60_000 }), (day) => {
        expect(isoOf(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
        expect(parseDay(isoOf(day))).toBe(day);
      }),
    );
  });
});
