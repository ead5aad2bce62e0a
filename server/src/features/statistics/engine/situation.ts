import { sql, type SQL } from 'drizzle-orm';
import type { Base } from './base.ts';

/** What the values of a dimension are: an item of a list, a bracket of one, a month, a unit… */
export type Values =
  | { readonly kind: 'list'; readonly list: string }
  | {
      readonly kind: 'bracket';
      readonly list: string;
      /** The list a hospital has in its place. */
      readonly inHospital?: string;
    }
  | { readonly kind: 'month' | 'year' | 'unit' | 'worker' | 'partner' | 'commune' | 'yesNo' | 'field' };

export interface Dimension {
  readonly label: string;
  readonly values: Values;
  /** Its values tell of health, disability, protection, resources, or of the work of one person. */
  readonly sensitive: boolean;
  /** Every row has a value: there is nothing unknown to show. */
  readonly always?: boolean;
  /** It reads the person or the file only, so that contacts may be reduced to those. */
  readonly coarse?: boolean;
  /** The column of a travail that it reads, and all it reads of it: travaux alike in it may be counted together. */
  readonly reads?: string;
  /** Codes of its own, beside those of its list. */
  readonly own?: Readonly<Record<string, string>>;
  /** The value of a row, as text; throws NotHere where it has no meaning. */
  readonly key: (base: Base) => SQL;
  /** What rows are put together by, where the text of each would take longer, and the text of each group. */
  readonly grouped?: { readonly by: (base: Base) => SQL; readonly text: (group: SQL) => SQL };
}

export const list = (
  label: string,
  code: string,
  key: Dimension['key'],
  more: Partial<Dimension> = {},
): Dimension => ({ label, values: { kind: 'list', list: code }, sensitive: false, key, ...more });
export const bracket = (
  label: string,
  code: string,
  value: (base: Base) => SQL,
  more: Partial<Dimension> = {},
): Dimension => ({
  label,
  values: { kind: 'bracket', list: code },
  sensitive: false,
  key: (base) => base.bracket(sql`${code}`, value(base)),
  ...more,
});
/** The list whose brackets a tenant counts with. */
export const bracketList = (
  tenant: SQL,
  { list: code, inHospital }: Extract<Values, { kind: 'bracket' }>,
): SQL =>
  inHospital === undefined
    ? sql`${code}::text`
    : sql`(select case t.kind when 'hospital' then ${inHospital}::text else ${code}::text end from tenant t where t.tenant_id = ${tenant})`;
export const sensitive = { sensitive: true } as const;
export const coarse = { coarse: true } as const;

const valueOf = (field: string): SQL => sql`known.values -> ${field}::text`;

/** A choice among the answers of the situation; an answer that says why there is none is not known. */
export const answerOf = (base: Base, field: string): SQL => {
  const value = valueOf(field);
  return base.known(
    `answer ${field}`,
    sql`case when jsonb_typeof(${value}) = 'string' then known.values ->> ${field}::text end`,
  );
};
export const answer = (
  label: string,
  field: string,
  code = field,
  more: Partial<Dimension> = {},
): Dimension => list(label, code, (base) => answerOf(base, field), { coarse: true, ...more });
export const numberOf = (base: Base, field: string): SQL => {
  const value = valueOf(field);
  return base.known(
    `number ${field}`,
    sql`case when jsonb_typeof(${value}) = 'number' then (${value})::numeric end`,
  );
};
export const dayOf = (base: Base, field: string): SQL => sql`(${answerOf(base, field)})::date`;

/** A field of the tenant as a dimension: `field:code`. */
export const fieldPrefix = 'field:';
export function fieldDimension(field: {
  readonly code: string;
  readonly label: string;
  readonly kind: string;
  readonly listCode: string | null;
  readonly clearance: string;
}): Dimension | undefined {
  const about = { label: field.label, sensitive: field.clearance === 'text', coarse: true } as const;
  if (field.kind === 'choice' && field.listCode)
    return list(field.label, field.listCode, (base) => answerOf(base, field.code), about);
  if (field.kind === 'yesNo')
    return {
      ...about,
      values: { kind: 'yesNo' },
      own: { true: 'Oui', false: 'Non' },
      key: (base) => {
        const value = valueOf(field.code);
        return base.known(
          `yesNo ${field.code}`,
          sql`case when jsonb_typeof(${value}) = 'boolean' then known.values ->> ${field.code}::text end`,
        );
      },
    };
  if (field.kind !== 'choices' || !field.listCode) return undefined;
  return list(
    field.label,
    field.listCode,
    (base) => {
      const value = valueOf(field.code);
      const codes = base.known(
        `choices ${field.code}`,
        sql`case when jsonb_typeof(${value}) = 'array' then ${value} else '[]' end`,
      );
      const alias = sql.raw(`c${field.code.replace(/\W/g, '_').toLowerCase()}`);
      base.fans = true;
      base.join(
        `choices ${field.code}`,
        sql`left join lateral jsonb_array_elements_text(${codes}) ${alias}(code) on true`,
      );
      return sql`${alias}.code`;
    },
    about,
  );
}
