import { describe, expect, it } from 'vitest';
import { generateFile } from './generate-file.ts';
import type { SocialFile } from './seed.types.ts';
import { generateTenant } from './tenant.ts';

const COUNT = 6000;
const tenant = generateTenant({ seed: 2, kind: 'hospital', files: COUNT });
const files = Array.from({ length: COUNT }, (_, index) =>
  generateFile({ seed: 2, index, tenant, years: 4, today: '2026-11-20' }),
);
const share = (keep: (file: SocialFile) => boolean): number => files.filter(keep).length / COUNT;
const between = (value: number, low: number, high: number): void => {
  expect(value).toBeGreaterThan(low);
  expect(value).toBeLessThan(high);
};
const fullName = ({ identity }: SocialFile): string => `${identity.lastName} ${identity.firstNames[0]}`;

describe('a population that looks like one', () => {
  it('has homonyms, and people with two files', () => {
    const people = new Map<string, Set<string>>();
    for (const file of files)
      people.set(fullName(file), (people.get(fullName(file)) ?? new Set<string>()).add(file.beneficiaryKey));
    expect([...people.values()].filter(({ size }) => size > 1).length).toBeGreaterThan(30);
    between(
      share(({ beneficiaryKey, index }) => beneficiaryKey !== `b${index}`),
      0.002,
      0.012,
    );
  });

  it('has particles, married and compound names, accents and foreign letters', () => {
    between(
      share(({ identity }) =>
        /^(de|du|des|da|dos|le|la|el|ben|bel|aït|van|von) |^d’/iu.test(identity.birthName),
      ),
      0.02,
      0.3,
    );
    between(
      share(({ identity }) => identity.lastName !== identity.birthName),
      0.1,
      0.4,
    );
    between(
      share(({ identity }) => /-/u.test(identity.firstNames.join())),
      0.02,
      0.3,
    );
    for (const letter of ['ł', 'ı', 'đ', 'œ', 'ç', 'ñ', '’', 'ß']) {
      expect(
        share(({ identity }) =>
          `${identity.lastName}${identity.birthName}${identity.firstNames.join()}`
            .toLowerCase()
            .includes(letter),
        ),
      ).toBeGreaterThan(0);
    }
  });

  it('has minors, the dead, Réunion, protected addresses and unknown birth dates', () => {
    between(
      share(
        ({ identity, openedOn }) =>
          identity.birthYear !== null && identity.birthYear > Number(openedOn.slice(0, 4)) - 17,
      ),
      0.03,
      0.15,
    );
    between(
      share(({ identity }) => identity.deceasedOn !== null),
      0.01,
      0.06,
    );
    between(
      share(({ identity }) => identity.address?.communeCode.startsWith('974') ?? false),
      0.01,
      0.04,
    );
    between(
      share(({ identity }) => identity.addressProtected),
      0.005,
      0.02,
    );
    between(
      share(({ identity }) => identity.birthDate === null),
      0.04,
      0.12,
    );
  });

  it('has files never visited, most with few visits, and some with sixty', () => {
    between(
      share(({ entries }) => entries.length === 0),
      0.03,
      0.06,
    );
    between(
      share(({ entries }) => entries.length > 0 && entries.length <= 5),
      0.5,
      0.8,
    );
    between(
      share(({ entries }) => entries.length >= 60),
      0.0005,
      0.02,
    );
    between(files.reduce((sum, { entries }) => sum + entries.length, 0) / COUNT, 4, 6.5);
    expect(share(({ episodes }) => episodes.length > 1)).toBeGreaterThan(0.003);
  });

  it('has entries on several requests and all three empty answers', () => {
    expect(share(({ entries }) => entries.some(({ requestKeys }) => requestKeys.length > 1))).toBeGreaterThan(
      0.1,
    );
    for (const empty of ['notAsked', 'unknown', 'refused']) {
      expect(share(({ situation }) => situation.some((answer) => answer.empty === empty))).toBeGreaterThan(
        0.05,
      );
    }
    expect(
      share(({ situation }) => new Set(situation.map(({ field }) => field)).size < situation.length),
    ).toBeGreaterThan(0.02);
  });

  it('does not repeat its texts to excess', () => {
    const texts = files.flatMap(({ entries }) => entries.map(({ text }) => text));
    expect(new Set(texts).size / texts.length).toBeGreaterThan(0.7);
  });
});
