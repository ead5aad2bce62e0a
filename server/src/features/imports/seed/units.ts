import { HOSPITAL_DIVISIONS, PUBLIC_DEPARTMENTS, STAFF_ONLY_WARDS } from './data/organisations.ts';
import { CLIENT_COMPANIES, PUBLIC_CLIENTS, SITES } from './data/places.ts';
import type { Random } from './random.ts';
import type { OrgUnit, TenantKind } from './seed.types.ts';

const ROOT = 'u0';

const employer = { followsPatients: false, followsEmployees: true, contractedMinutes: null } as const;

/** Shuffled without repeating; the list is used again, numbered, once it is spent. */
const namesFrom = (random: Random, names: readonly string[], count: number): readonly string[] => {
  const left = [...names];
  const taken: string[] = [];
  while (taken.length < count) {
    if (left.length === 0)
      taken.push(`${names[taken.length % names.length]} ${Math.floor(taken.length / names.length) + 1}`);
    else taken.push(...left.splice(random.int(0, left.length - 1), 1));
  }
  return taken;
};

export const hospitalUnits = (name: string, random: Random): readonly OrgUnit[] => {
  const branch = {
    sector: 'public',
    followsPatients: false,
    followsEmployees: false,
    contractedMinutes: null,
  } as const;
  const units: OrgUnit[] = [
    { ...branch, key: ROOT, parentKey: null, name, kind: 'root', headcount: random.int(900, 3200) },
  ];
  for (const division of HOSPITAL_DIVISIONS) {
    const parent: OrgUnit = {
      ...branch,
      key: `u${units.length}`,
      parentKey: ROOT,
      name: division.name,
      kind: 'division',
      headcount: 0,
    };
    units.push(parent);
    for (const ward of division.wards) {
      units.push({
        ...employer,
        key: `u${units.length}`,
        parentKey: parent.key,
        name: ward,
        kind: 'ward',
        sector: 'public',
        followsPatients: !STAFF_ONLY_WARDS.includes(ward),
        headcount: random.int(25, 180),
      });
    }
  }
  return units;
};

const interCompanyUnits = (name: string, random: Random, files: number): readonly OrgUnit[] => {
  const units: OrgUnit[] = [
    {
      key: ROOT,
      parentKey: null,
      name,
      kind: 'root',
      sector: 'private',
      followsPatients: false,
      followsEmployees: false,
      headcount: random.int(20, 90),
      contractedMinutes: null,
    },
  ];
  const count = Math.max(5, Math.min(60, Math.round(files / 250)));
  const publicCount = Math.max(1, Math.round(count / 7));
  const clients = [
    ...namesFrom(random, CLIENT_COMPANIES, count - publicCount).map((client) => [client, 'private'] as const),
    ...namesFrom(random, PUBLIC_CLIENTS, publicCount).map((client) => [client, 'public'] as const),
  ];
  for (const [client, sector] of clients) {
    const sites = random.chance(0.55) ? random.int(2, 4) : 0;
    const headcount = random.int(250, 2400);
    const parent: OrgUnit = {
      key: `u${units.length}`,
      parentKey: ROOT,
      name: client,
      kind: 'clientCompany',
      sector,
      followsPatients: false,
      followsEmployees: sites === 0,
      headcount,
      contractedMinutes: random.int(4, 60) * 420,
    };
    units.push(parent);
    for (const site of namesFrom(random, SITES, sites)) {
      units.push({
        ...employer,
        key: `u${units.length}`,
        parentKey: parent.key,
        name: site,
        kind: 'site',
        sector,
        headcount: Math.round(headcount / sites),
      });
    }
  }
  return units;
};

const ownUnits = (kind: 'company' | 'publicBody', name: string, random: Random): readonly OrgUnit[] => {
  const sector = kind === 'company' ? 'private' : 'public';
  const units: OrgUnit[] = [
    { ...employer, key: ROOT, parentKey: null, name, kind: 'root', sector, headcount: random.int(600, 4000) },
  ];
  const names =
    kind === 'company'
      ? namesFrom(random, SITES, random.int(3, 7))
      : namesFrom(random, PUBLIC_DEPARTMENTS, random.int(5, 9));
  for (const child of names) {
    units.push({
      ...employer,
      key: `u${units.length}`,
      parentKey: ROOT,
      name: child,
      kind: kind === 'company' ? 'site' : 'department',
      sector,
      headcount: random.int(60, 500),
    });
  }
  return units;
};

export const unitsOf = (
  kind: TenantKind,
  name: string,
  random: Random,
  files: number,
): readonly OrgUnit[] => {
  if (kind === 'hospital') return hospitalUnits(name, random);
  if (kind === 'interCompany') return interCompanyUnits(name, random, files);
  return ownUnits(kind, name, random);
};
