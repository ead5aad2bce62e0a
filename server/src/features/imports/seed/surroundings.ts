import { addYears, isoOf, partsOf, type DayNumber } from './civil-date.ts';
import { mobilePhone } from './contact.ts';
import type { LifeCycle } from './life-cycle.ts';
import { drawFamilyName, drawFirstName } from './names.ts';
import type { Person } from './person.ts';
import type { Profile } from './profile.ts';
import type { Random } from './random.ts';
import { weighted } from './reference-codes.ts';
import type { FileFlag, HospitalStay, Relative, RelativeKind, Sex, SocialRequest } from './seed.types.ts';

const COUPLE: readonly string[] = ['marie', 'pacse', 'concubinage', 'couple-avec-enfant'];
const FORMER: readonly string[] = ['separe', 'divorce'];
const ADMISSION = weighted('admissionMode', {
  urgences: 54,
  'hospitalisation-programmee': 26,
  'transfert-autre-etablissement': 11,
  'mutation-interne': 7,
  'soins-sans-consentement': 2,
});
const DESTINATION = weighted('dischargeDestination', {
  'domicile-sans-aide': 22,
  'domicile-avec-aides': 36,
  had: 4,
  smr: 18,
  usld: 2,
  ehpad: 9,
  'residence-autonomie': 1,
  'lhss-lam': 1,
  'hebergement-social': 2,
  famille: 4,
  'sortie-contre-avis': 1,
});
const CHILD_DESTINATION = weighted('dischargeDestination', {
  famille: 78,
  'domicile-avec-aides': 16,
  had: 4,
  'hebergement-social': 2,
});
const WAITING = weighted('waitingReason', {
  'place-smr': 34,
  'place-ehpad-usld': 26,
  'had-ssiad-organiser': 8,
  'aide-domicile-organiser': 16,
  'logement-inadapte': 5,
  'absence-logement-hebergement': 4,
  'ouverture-droits-en-cours': 4,
  'desaccord-patient-famille': 3,
});

export const drawRelatives = (
  random: Random,
  key: string,
  person: Person,
  profile: Profile,
  opened: DayNumber,
): readonly Relative[] => {
  const relatives: Relative[] = [];
  const { identity, origin, birth, ageAtOpening: age } = person;
  const add = (
    kind: RelativeKind,
    born: DayNumber | null,
    traits: { sex?: Sex; lastName?: string; livesWith?: boolean; dependent?: boolean; deceased?: boolean },
  ): void => {
    const sex = traits.sex ?? (random.chance(0.5) ? 'feminin' : 'masculin');
    const gender = sex === 'masculin' ? 'masculin' : 'feminin';
    const grown = born === null || opened - born > 15 * 365;
    relatives.push({
      key: `${key}-p${relatives.length}`,
      kind,
      sex,
      lastName: traits.lastName ?? drawFamilyName(random, origin),
      firstName: drawFirstName(
        random,
        origin,
        born === null ? partsOf(birth).year : partsOf(born).year,
        gender,
      ),
      birthDate: born !== null && random.chance(0.7) ? isoOf(born) : null,
      phone: grown && !traits.deceased && random.chance(0.7) ? mobilePhone(random) : null,
      dependent: traits.dependent ?? false,
      livesWith: traits.livesWith ?? false,
      deceased: traits.deceased ?? false,
      mayBeContacted:
        grown &&
        !traits.deceased &&
        !(identity.addressProtected && kind === 'formerSpouse') &&
        kind !== 'formerSpouse',
    });
  };
  const other: Sex = identity.sex === 'masculin' ? 'feminin' : 'masculin';
  const nearAge = birth + random.int(-2200, 2200);
  if (COUPLE.includes(profile.familySituation))
    add('spouse', Math.min(nearAge, addYears(opened, -18)), {
      sex: other,
      lastName: identity.lastName,
      livesWith: true,
    });
  if (FORMER.includes(profile.familySituation) && random.chance(0.3))
    add('formerSpouse', Math.min(nearAge, addYears(opened, -18)), { sex: other });
  if (profile.familySituation === 'veuf-veuve' && random.chance(0.4))
    add('spouse', Math.min(nearAge, addYears(opened, -18)), {
      sex: other,
      lastName: identity.lastName,
      deceased: true,
    });
  for (const child of profile.children)
    add('child', child, {
      lastName: random.chance(0.8) ? identity.lastName : identity.birthName,
      livesWith: random.chance(0.85),
      dependent: true,
    });
  if (age < 18) {
    add('parent', addYears(birth, -random.int(20, 40)), {
      sex: 'feminin',
      lastName: identity.lastName,
      livesWith: true,
    });
    if (random.chance(0.7))
      add('parent', addYears(birth, -random.int(20, 45)), {
        sex: 'masculin',
        lastName: identity.lastName,
        livesWith: random.chance(0.7),
      });
  } else if (profile.caregiver && age < 66)
    add('parent', addYears(birth, -random.int(20, 34)), {
      lastName: identity.birthName,
      livesWith: random.chance(0.2),
      dependent: random.chance(0.3),
    });
  if (age >= 68 && random.chance(0.6))
    add('child', addYears(birth, random.int(20, 38)), { lastName: identity.lastName });
  if (age >= 75 && random.chance(0.15)) add('carer', null, {});
  if (profile.protectionMeasure !== 'aucune') add('legalRepresentative', null, {});
  return relatives;
};

const ALERTS: Readonly<Record<string, string>> = {
  'risque-suicidaire': 'risque-suicidaire',
  'violences-conjugales': 'violences-ne-pas-contacter-domicile',
};

export const drawFlags = (
  random: Random,
  life: LifeCycle,
  person: Person,
  profile: Profile,
  requests: readonly SocialRequest[],
  open: boolean,
): readonly FileFlag[] => {
  const flags: FileFlag[] = [];
  const add = (
    code: string,
    setOn: string,
    expiresOn: string | null,
    comment: string | null = null,
  ): void => {
    if (!flags.some((flag) => flag.code === code)) flags.push({ code, setOn, expiresOn, comment });
  };
  const opened = isoOf(life.opened);
  const soon = isoOf(life.end + random.int(20, 240));
  if (person.identity.addressProtected)
    add(
      'violences-ne-pas-contacter-domicile',
      opened,
      null,
      'Adresse protégée, appeler uniquement le portable.',
    );
  if (profile.protectionMeasure !== 'aucune') add('mesure-protection', opened, null);
  for (const { requestType, requestedOn, urgent, resolvedOn } of requests) {
    const alert = ALERTS[requestType];
    if (alert) add(alert, requestedOn, alert === 'risque-suicidaire' ? soon : null);
    if (urgent && resolvedOn === null && open) add('urgent', requestedOn, soon);
    if (requestType === 'renouvellement-rqth' && open) add('rqth-echeance', requestedOn, soon);
    if (requestType === 'demande-aide-financiere' && open && random.chance(0.4))
      add('commission-a-venir', requestedOn, soon);
  }
  if (open && random.chance(0.05)) add('pieces-manquantes', opened, soon);
  if (random.chance(0.004))
    add('acces-restreint', opened, null, 'Collègue du service, accès réservé à la référente.');
  return flags;
};

const coverOf = ({ healthScheme, complementaryCover }: Profile): string => {
  if (healthScheme === 'ame') return 'ame';
  if (healthScheme === 'aucune-couverture') return 'aucune-couverture';
  return complementaryCover === 'sans-complementaire' ? 'base-sans-complementaire' : 'base-complementaire';
};

/** `last`: the day of the last thing known; a patient leaves on that day or a little later, dead or alive. */
export const drawStay = (
  random: Random,
  life: LifeCycle,
  person: Person,
  profile: Profile,
  last: DayNumber,
  today: DayNumber,
): HospitalStay | null => {
  if (life.beneficiaryKind !== 'patient-hospitalise') return null;
  const earliest = Math.max(person.birth, life.opened - random.int(0, 9));
  const newborn = person.ageAtOpening === 0 && person.birth >= life.opened - 9;
  const left = person.death ?? last + random.int(0, 12);
  const gone = left <= today && (person.death !== null || random.chance(0.94));
  const coverAtEntry = coverOf(profile);
  const opening = coverAtEntry === 'aucune-couverture';
  const destination =
    person.death !== null ? 'deces' : random.from(person.ageAtOpening < 18 ? CHILD_DESTINATION : DESTINATION);
  return {
    admissionMode: newborn ? 'naissance' : random.from(ADMISSION),
    admittedOn: isoOf(earliest),
    coverAtEntry,
    dischargedOn: gone ? isoOf(left) : null,
    dischargeDestination: gone ? destination : null,
    coverAtExit: gone
      ? opening
        ? random.pick(['ouverture-droits-en-cours', 'base-sans-complementaire', 'ame'])
        : coverAtEntry
      : null,
    waitingReason:
      person.ageAtOpening >= 18 && left - earliest > 18 && random.chance(0.5) ? random.from(WAITING) : null,
  };
};
