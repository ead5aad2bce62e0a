import type { AccessGrant, Organisation, OrganisationUnit } from '@lastria/sdk';

/** A service with its units and team; nobody in it exists. */

export const id = (number: number): string => `0197a3c4-3333-7000-8000-${String(number).padStart(12, '0')}`;
export const people = { admin: id(1), morel: id(2), petit: id(3), roux: id(4) };
export const units = { root: id(10), nord: id(11), lille: id(12), lens: id(13), sud: id(14) };

export const unit = (
  unitId: string,
  parentId: string | null,
  name: string,
  kind: string,
  more: Partial<OrganisationUnit> = {},
): OrganisationUnit => ({
  id: unitId,
  parentId,
  name,
  kind,
  closed: false,
  headcount: null,
  fullTimeEquivalent: null,
  contractedMinutes: null,
  inactivityDays: null,
  alsaceMoselle: false,
  goodFriday: false,
  overseasTerritory: null,
  history: [],
  version: 1,
  ...more,
});
export const grant = (
  number: number,
  staffId: string,
  role: string,
  unitId: string,
  more: Partial<AccessGrant> = {},
): AccessGrant => ({
  id: id(number),
  staffId,
  role,
  kind: 'REGULAR',
  onBehalfOf: null,
  reviewBy: null,
  unitId,
  withSubtree: true,
  fileId: null,
  validFrom: '2025-01-05T23:00:00.000Z',
  validUntil: null,
  reason: 'Secteur d’intervention',
  grantedByName: 'Nadia Cherif',
  grantedAt: '2025-01-05T23:00:00.000Z',
  reviewedByName: null,
  ...more,
});

export const organisation = (): Organisation => ({
  supportRequests: [],
  decisions: [],
  can: {
    changeOrganisation: true,
    manageTeam: true,
    grantAccess: true,
    reviewAccess: true,
    handOver: true,
    answerSupport: true,
    recordDecision: false,
  },
  thresholds: { disclosureThreshold: 11, inactivityDays: 180, version: 1 },
  units: [
    unit(units.root, null, 'Groupe Tilleul', 'root'),
    unit(units.nord, units.root, 'Direction Nord', 'division'),
    unit(units.lille, units.nord, 'Entité Lille', 'site', {
      headcount: 1840,
      fullTimeEquivalent: 2.5,
      inactivityDays: 180,
      history: [
        { name: 'headcount', since: '2025-01-01', value: 1840 },
        { name: 'headcount', since: '1900-01-01', value: 1600 },
      ],
    }),
    unit(units.lens, units.lille, 'Antenne de Lens', 'department'),
    unit(units.sud, units.root, 'Direction Sud', 'division'),
  ],
  staff: [
    {
      id: people.admin,
      displayName: 'Alice Bernard',
      email: 'a.bernard@exemple.fr',
      jobTitle: 'Responsable informatique',
      externalSubject: null,
      left: false,
      leftOn: null,
      version: 1,
    },
    {
      id: people.morel,
      displayName: 'Claire Morel',
      email: 'c.morel@exemple.fr',
      jobTitle: 'Assistante sociale',
      externalSubject: 'cmorel',
      left: false,
      leftOn: null,
      version: 1,
    },
    {
      id: people.roux,
      displayName: 'Paul Roux',
      email: 'p.roux@exemple.fr',
      jobTitle: 'Assistant social',
      externalSubject: null,
      left: false,
      leftOn: null,
      version: 1,
    },
    {
      id: people.petit,
      displayName: 'Jean Petit',
      email: null,
      jobTitle: null,
      externalSubject: null,
      left: true,
      leftOn: '2026-06-30',
      version: 1,
    },
  ],
  grants: [
    grant(20, people.admin, 'ADMINISTRATOR', units.root),
    grant(21, people.morel, 'SOCIAL_WORKER', units.lille),
    grant(22, people.morel, 'SOCIAL_WORKER', units.sud, {
      validUntil: '2025-06-30T22:00:00.000Z',
      reason: 'Remplacement de P. Roux',
    }),
  ],
});
