import type { Context } from '../../db/database.ts';
import { invalid } from '../../http/problem.ts';
import { requireMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { dayIn } from '../organisation/organisation.service.ts';
import { reports, type Report } from './catalogue/reports.ts';
import { compileUnknown, type Catalogue } from './engine/compile.ts';
import { dimensions } from './engine/dimensions.ts';
import { limits, yearsBefore, type Period } from './engine/question.ts';
import { fieldDimension, fieldPrefix } from './engine/situation.ts';
import type { Missing, MissingQuery } from './missing.schema.ts';
import { unknownAlong } from './missing.store.ts';
import { factsAsOf } from './facts.service.ts';
import { isAskable, unitsOf } from './questions.service.ts';
import { fields } from './statistics.store.ts';

/** A piece of what is known of a person: the dimensions and the conditions that read it. */
interface Read {
  readonly field: string;
  /** Of the identity, which no list of fields names. */
  readonly label?: string;
  /** The first tells of whom it is not known. */
  readonly dimensions: readonly [string, ...string[]];
  readonly filters?: readonly string[];
  readonly measures?: readonly string[];
}

/** All that a report may lack for want of an answer; what a stay ends with is not missing while it lasts. */
export const readOfPersons: readonly Read[] = [
  { field: 'sex', label: 'Sexe', dimensions: ['sex'] },
  {
    field: 'birthDate',
    label: 'Date de naissance',
    dimensions: ['ageBracket', 'ageBracketHospital'],
    measures: ['age'],
  },
  { field: 'commune', label: 'Commune de résidence', dimensions: ['commune', 'department'] },
  { field: 'familySituation', dimensions: ['familySituation'], filters: ['singleParent'] },
  { field: 'dependentChildren', dimensions: ['dependentChildrenBracket'] },
  { field: 'housingStatus', dimensions: ['housingStatus'], filters: ['unstableHousing'] },
  { field: 'nationalityGroup', dimensions: ['nationalityGroup'] },
  { field: 'healthScheme', dimensions: ['healthScheme'] },
  { field: 'complementaryCover', dimensions: ['complementaryCover'] },
  { field: 'protectionMeasure', dimensions: ['protectionMeasure'], filters: ['hasProtection'] },
  { field: 'gir', dimensions: ['gir'], filters: ['girKnown'] },
  { field: 'mainIncome', dimensions: ['mainIncome'] },
  { field: 'beneficiaryKind', dimensions: ['beneficiaryKind'] },
  { field: 'professionalStatus', dimensions: ['professionalStatus'] },
  { field: 'contractType', dimensions: ['contractType'] },
  { field: 'socioCategory', dimensions: ['socioCategory'] },
  { field: 'publicGrade', dimensions: ['publicGrade'] },
  { field: 'workTime', dimensions: ['workTime'] },
  { field: 'hiredOn', dimensions: ['seniorityBracket'] },
  { field: 'jobFamily', dimensions: ['jobFamily'] },
  { field: 'referralSource', dimensions: ['referralSource'] },
  { field: 'admissionMode', dimensions: ['admissionMode'] },
  { field: 'coverAtEntry', dimensions: ['coverAtEntry'] },
  { field: 'caregiver', dimensions: [`${fieldPrefix}caregiver`], filters: ['isCarer'] },
];

/** What the files of a period do not say, by the figures that answering would change. */
export async function readMissing(ctx: Context, query: MissingQuery): Promise<Missing> {
  requireMay(ctx, 'readStatistics');
  const unitIds = await unitsOf(ctx, query.unitIds);
  const facts = await factsAsOf(ctx);
  const period = periodOf(ctx, query);
  const known = await fields(ctx);
  const own: Catalogue = new Map(
    known.flatMap((field) => {
      const dimension = fieldDimension(field);
      return dimension ? [[`${fieldPrefix}${field.code}`, dimension] as const] : [];
    }),
  );
  const catalogue: Catalogue = new Map([...Object.entries(dimensions), ...own]);
  const labels = new Map(known.map(({ code, label }) => [code, label]));
  const runnable = [...reports().values()].filter(
    (report) => report.waitsFor.length === 0 && isAskable(ctx, report),
  );
  // What nobody can answer here, or no report reads, is not missing
  const asked = readOfPersons.flatMap(({ label, ...read }) => {
    const name = label ?? labels.get(read.field);
    const by = runnable.filter((report) => reads(report, read));
    return name !== undefined && catalogue.has(read.dimensions[0]) && by.length > 0
      ? [{ ...read, label: name, by }]
      : [];
  });
  const question = {
    measures: [{ kind: 'count' as const, of: 'people', unit: '' }],
    dimensions: asked.map((one) => one.dimensions[0]),
    filters: ['activeInPeriod'],
    only: [],
    period,
    unitIds,
    compare: 0 as const,
  };
  const { persons, unknown } = await unknownAlong(
    ctx,
    compileUnknown(ctx.actor.tenantId, question, catalogue),
  );
  const items = asked
    .map(({ field, label, dimensions: [dimension], by }, index) => ({
      field,
      label,
      dimension,
      persons: unknown[index]!,
      share: persons === 0 ? 0 : Math.round((unknown[index]! / persons) * 1e6) / 1e6,
      reports: by.map(({ id, title }) => ({ id, title })),
    }))
    .filter((item) => item.persons > 0)
    .toSorted((one, other) => weight(other) - weight(one) || one.label.localeCompare(other.label, 'fr'));
  await audit(ctx, 'statistics.missingRead', {
    facts: { from: period.from, to: period.to, units: unitIds.length, found: items.length },
  });
  return { period, unitIds, persons, items, asOf: facts.asOf.toISOString(), waiting: facts.waiting };
}

/** Figures an answer changes: one of each person in each report. */
const weight = ({ persons, reports: by }: Missing['items'][number]): number => persons * by.length;

function reads(
  report: Report,
  { dimensions: along, filters = [], measures = [] }: Omit<Read, 'label'>,
): boolean {
  const terms = report.measures.flatMap((measure) => [measure, measure.numerator, measure.denominator]);
  const conditions = [...report.filters, ...terms.flatMap((term) => term?.filters ?? [])];
  return (
    report.dimensions.some((code) => along.includes(code)) ||
    conditions.some((code) => filters.includes(code)) ||
    terms.some((term) => term !== undefined && measures.includes(term.of))
  );
}

function periodOf(ctx: Context, query: MissingQuery): Period {
  const to = query.to ?? dayIn(ctx.actor.timeZone, ctx.now);
  const from = query.from ?? `${to.slice(0, 4)}-01-01`;
  if (from > to) throw invalid('/to', 'La fin de la période doit venir après son début.');
  if (from <= yearsBefore(to, limits.years))
    throw invalid('/from', `La période ne peut dépasser ${String(limits.years)} ans.`);
  return { from, to };
}
