import { sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import { may, requireMay, whereMay } from '../access/roles.service.ts';
import { readThresholds } from '../organisation/thresholds.service.ts';
import { compile, type Catalogue } from './engine/compile.ts';
import { choosesRows, countedOf, kindsOf } from './engine/counted.ts';
import { dimensions } from './engine/dimensions.ts';
import { filters } from './engine/filters.ts';
import { unknown } from './engine/labels.ts';
import { measures } from './engine/measures.ts';
import { limits, Unanswerable, type Question } from './engine/question.ts';
import { bracketList, fieldDimension, fieldPrefix, type Dimension } from './engine/situation.ts';
import type { Model, Values } from './model.schema.ts';
import * as store from './model.store.ts';
import { fields, unitsAmong } from './statistics.store.ts';

type Applies = Model['filters'][number]['appliesTo'];

/** Values of a dimension given at once: beyond, one narrows by the units or the period. */
const VALUES = 1000;

/** All that a question may be made of. */
export async function readModel(ctx: Context): Promise<Model> {
  requireMay(ctx, 'readStatistics');
  const held = await unitsAmong(ctx, whereMay(ctx, 'readStatistics'));
  const [units, own, { disclosureThreshold }] = await Promise.all([
    store.units(ctx, held),
    ownDimensions(ctx),
    readThresholds(ctx),
  ]);
  const heldIds = new Set(held);
  return {
    ...provided(),
    dimensions: [...provided().dimensions, ...own.map((one) => shown(one.code, one.dimension, ofField(one)))],
    limits: {
      dimensions: limits.dimensions,
      measures: limits.measures,
      cells: limits.cells,
      years: limits.years,
    },
    threshold: disclosureThreshold,
    units: units.map((unit) => ({
      ...unit,
      parentId: unit.parentId !== null && heldIds.has(unit.parentId) ? unit.parentId : null,
    })),
  };
}

/** The values a dimension may be kept to, « Non renseigné » last. */
export async function readValues(ctx: Context, code: string): Promise<Values> {
  requireMay(ctx, 'readStatistics');
  const dimension = Object.hasOwn(dimensions, code)
    ? dimensions[code]!
    : (await ownDimensions(ctx)).find((own) => own.code === code)?.dimension;
  if (!dimension) throw notFound();
  const found = await valuesOf(ctx, dimension, VALUES + 1);
  const own = Object.entries(dimension.own ?? {}).map(([value, label]) => ({ code: value, label }));
  return {
    items: [...found.slice(0, VALUES), ...own, ...(dimension.always ? [] : [unknown])],
    more: found.length > VALUES,
  };
}

async function valuesOf(ctx: Context, { values }: Dimension, limit: number): Promise<readonly store.Item[]> {
  switch (values.kind) {
    case 'list':
      return store.listItems(ctx, values.list, limit);
    case 'bracket':
      return store.brackets(ctx, bracketList(sql`${ctx.actor.tenantId}::uuid`, values), limit);
    case 'worker':
      return may(ctx, 'readTeamStatistics')
        ? store.workers(ctx, limit)
        : store.workers(ctx, limit, ctx.actor.staffId);
    case 'partner':
      return store.partners(ctx, limit);
    case 'unit':
      return (await store.units(ctx, whereMay(ctx, 'readStatistics'))).map(({ id, name }) => ({
        code: id,
        label: name,
      }));
    case 'commune':
      return store.communes(ctx, whereMay(ctx, 'readStatistics'), limit);
    case 'field':
      return store.requiredFields(ctx, limit);
    // The period says which months and years there are
    case 'month':
    case 'year':
    case 'yesNo':
      return [];
  }
}

interface Own {
  readonly code: string;
  readonly kind: string;
  readonly dimension: Dimension;
}

/** The fields of the tenant that make dimensions; those that have one of ours are left out. */
const ownDimensions = async (ctx: Context): Promise<readonly Own[]> =>
  (await fields(ctx)).flatMap((field) => {
    const dimension = Object.hasOwn(dimensions, field.code) ? undefined : fieldDimension(field);
    return dimension ? [{ code: `${fieldPrefix}${field.code}`, kind: field.kind, dimension }] : [];
  });

let fixed: Pick<Model, 'measures' | 'dimensions' | 'filters'> | undefined;
/** What is the same for everybody: worked out once, by asking the engine what it refuses. */
const provided = () =>
  (fixed ??= {
    measures: Object.entries(measures).map(([code, measure]) => ({
      code,
      label: measure.label,
      unit: measure.unit,
      subject: measure.subject,
      kinds: [...kindsOf(measure)],
      counted: [...countedOf(code)],
    })),
    dimensions: Object.entries(dimensions).map(([code, dimension]) =>
      shown(
        code,
        dimension,
        applies(() => ({ dimensions: [code] })),
      ),
    ),
    filters: Object.entries(filters)
      .map(([code, { label }]) => ({
        code,
        label,
        appliesTo: applies((measure, counted) =>
          choosesRows(measure, code) ? undefined : { filters: [counted, code] },
        ),
      }))
      .filter(({ appliesTo }) => appliesTo.length > 0),
  });

const byKind = new Map<string, Applies>();
/** Fields of a kind go with the same measures. */
function ofField({ kind, dimension }: Own): Applies {
  const known = byKind.get(kind);
  if (known) return known;
  const found = applies(() => ({ dimensions: ['own'] }), new Map([['own', dimension]]));
  byKind.set(kind, found);
  return found;
}

function shown(code: string, { label, sensitive, values }: Dimension, appliesTo: Applies) {
  return {
    code,
    label,
    sensitive,
    values: { kind: values.kind, list: 'list' in values ? values.list : null },
    appliesTo,
  };
}

const known: Catalogue = new Map(Object.entries(dimensions));
const nobody = '00000000-0000-0000-0000-000000000000';

/** What is counted that the engine answers for, with this part of a question. */
function applies(
  part: (measure: string, counted: string) => Partial<Question> | undefined,
  catalogue: Catalogue = known,
): Applies {
  return Object.entries(measures).flatMap(([code, measure]) => {
    const counted = countedOf(code).flatMap(({ filter }) => {
      const asked = part(code, filter);
      return asked && answers(code, measure, filter, asked, catalogue) ? [filter] : [];
    });
    return counted.length > 0 ? [{ measure: code, counted }] : [];
  });
}

function answers(
  of: string,
  measure: (typeof measures)[string],
  counted: string,
  part: Partial<Question>,
  catalogue: Catalogue,
): boolean {
  try {
    compile(
      nobody,
      {
        measures: [{ kind: kindsOf(measure)[0]!, of, unit: measure.unit }],
        dimensions: [],
        filters: [counted],
        only: [],
        period: { from: '2025-01-01', to: '2025-12-31' },
        unitIds: [nobody],
        compare: 0,
        ...part,
      },
      catalogue,
    );
    return true;
  } catch (error) {
    if (error instanceof Unanswerable) return false;
    throw error;
  }
}
