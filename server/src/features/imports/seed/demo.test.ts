import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorkCalendar } from './calendar.ts';
import { dayOf, isoOf, parseDay } from './civil-date.ts';
import { demoFiles } from './demo-files.ts';
import { demoTenant } from './demo-tenant.ts';
import { isKnown } from './reference-codes.ts';

const NOT_LISTED = ['dependentChildren', 'caregiver', 'hiredOn', 'dataNoticeGivenOn'];

describe('the demonstration', () => {
  it('opens on the file of the picture', () => {
    const [file] = demoFiles({ today: '2026-11-22' });
    expect(file?.identity).toMatchObject({ lastName: 'Dupont', birthName: 'Martin' });
    expect(file?.entries).toHaveLength(41);
    expect(file?.entries.at(-1)?.text).toMatch(/^Deux mois de retard \(septembre, octobre\)/u);
    expect(
      file?.requests.filter(({ resolvedOn }) => resolvedOn === null).map(({ requestType }) => requestType),
    ).toEqual(['impaye-loyer', 'temps-partiel-therapeutique', 'renouvellement-rqth']);
  });

  it('holds a dozen people written by hand and two hundred drawn, the same each time', () => {
    const files = demoFiles({ today: '2026-11-22' });
    expect(files).toHaveLength(212);
    expect(new Set(files.map(({ key }) => key)).size).toBe(212);
    expect(demoFiles({ today: '2026-11-22' })).toEqual(files);
  });

  it('stands whatever the day it is shown', () => {
    const tenant = demoTenant();
    fc.assert(
      fc.property(fc.integer({ min: dayOf(2024, 1, 1), max: dayOf(2034, 1, 1) }), (day) => {
        const today = isoOf(day);
        const calendar = new WorkCalendar(tenant, day - 1600, day);
        for (const file of demoFiles({ today, generated: 0 })) {
          const requested = new Map(file.requests.map(({ key, requestedOn }) => [key, requestedOn]));
          const last = file.identity.deceasedOn ?? file.closedOn ?? today;
          expect(file.entries.map(({ performedOn }) => performedOn)).toEqual(
            file.entries.map(({ performedOn }) => performedOn).sort(),
          );
          for (const { performedOn, workerKey, requestKeys, text } of file.entries) {
            expect(
              calendar.worksOn(
                tenant.staff.findIndex(({ key }) => key === workerKey),
                parseDay(performedOn),
              ),
            ).toBe(true);
            expect(file.openedOn <= performedOn && performedOn <= last).toBe(true);
            for (const key of requestKeys) expect((requested.get(key) ?? '9999') <= performedOn).toBe(true);
            expect(text).not.toMatch(/\{|\.\./u);
          }
          for (const { resolvedOn, requestedOn } of file.requests)
            expect(
              resolvedOn === null || (requestedOn <= resolvedOn && resolvedOn <= (file.closedOn ?? today)),
            ).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('uses the codes of the nomenclature, the units and the staff of the house', () => {
    const { units, staff, partners } = demoTenant();
    for (const file of demoFiles({ today: '2026-11-22', generated: 0 })) {
      expect(units.map(({ key }) => key)).toContain(file.unitKey);
      expect(staff.map(({ key }) => key)).toContain(file.leadWorkerKey);
      for (const { field, value } of file.situation) {
        if (typeof value === 'string' && !NOT_LISTED.includes(field))
          expect([field, value, isKnown(field, value)]).toEqual([field, value, true]);
      }
      for (const { outcome } of file.requests)
        expect(outcome === null || isKnown('requestOutcome', outcome)).toBe(true);
      for (const { outcome } of file.actions) expect(isKnown('actionOutcome', outcome)).toBe(true);
      for (const { workType, partnerKeys } of file.entries) {
        expect(isKnown('workTypes', workType)).toBe(true);
        for (const key of partnerKeys) expect(partners.map((partner) => partner.key)).toContain(key);
      }
      expect(file.closeReason === null || isKnown('closeReason', file.closeReason)).toBe(true);
      expect(isKnown('referralSource', file.referralSource)).toBe(true);
    }
  });
});
