import { addYears, isoOf, partsOf, yearOf, type DayNumber } from './civil-date.ts';
import { emailAddress, mobilePhone } from './contact.ts';
import type { DemoPerson } from './demo.types.ts';
import type { Random } from './random.ts';
import type { EmptyAnswer, Identity, Relative, SituationAnswer, SituationField } from './seed.types.ts';

export const identityOf = (
  person: DemoPerson,
  birth: DayNumber,
  random: Random,
  today: DayNumber,
): Identity => {
  const { lastName, birthName, firstNames, sex, street, postalCode, commune, communeCode } = person;
  return {
    lastName,
    birthName,
    firstNames,
    sex,
    birthDate: isoOf(birth),
    birthYear: yearOf(birth),
    mobilePhone: mobilePhone(random),
    homePhone: null,
    email:
      person.age < 80 ? emailAddress(firstNames[0] ?? '', lastName, `.${partsOf(birth).year % 100}`) : null,
    address: { street, complement: null, postalCode, communeName: commune, communeCode },
    addressProtected: person.addressProtected ?? false,
    deceasedOn: person.diedAgo === undefined ? null : isoOf(today - person.diedAgo),
  };
};

export const situationOf = (person: DemoPerson, opened: DayNumber): readonly SituationAnswer[] => {
  const since = isoOf(opened);
  const blank = (
    fields: readonly SituationField[] | undefined,
    empty: EmptyAnswer,
  ): readonly SituationAnswer[] => (fields ?? []).map((field) => ({ field, value: null, empty, since }));
  const hired =
    person.hiredYearsAgo === undefined
      ? []
      : [
          {
            field: 'hiredOn',
            value: isoOf(addYears(opened, -person.hiredYearsAgo)),
            empty: null,
            since,
          } as const,
        ];
  const said = Object.entries(person.situation).map(([field, value]) => ({
    field: field as SituationField,
    value,
    empty: null,
    since,
  }));
  return [...said, ...hired, ...blank(person.notAsked, 'notAsked'), ...blank(person.refused, 'refused')];
};

export const relativesOf = (
  person: DemoPerson,
  key: string,
  random: Random,
  today: DayNumber,
): readonly Relative[] =>
  (person.relatives ?? []).map(([kind, sex, firstName, lastName, age, dependent], position) => ({
    key: `${key}-p${position}`,
    kind,
    sex,
    firstName,
    lastName,
    dependent,
    birthDate: age === 0 ? isoOf(today - person.openedAgo - 2) : isoOf(addYears(today - 90, -age)),
    phone: age >= 15 ? mobilePhone(random) : null,
    livesWith: dependent && age < 18,
    mayBeContacted: kind !== 'formerSpouse' && age >= 15,
    deceased: false,
  }));
