import fc from 'fast-check';
import { resolve, type JsonSchema } from '../../contract/support/contract.ts';

/** Control characters and other invisible ones: the 32 of C0, the 33 from DEL to the end of C1. */
const controls = Array.from({ length: 65 }, (_, index) =>
  String.fromCodePoint(index < 32 ? index : 95 + index),
);

/** Strings that break what was not thought of. */
export const hostile = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff x',
    '\u202eabc',
    'é\u0301',
    '__proto__',
    'constructor',
    "' or 1=1 --",
    '<script>',
    '=1+1',
    '../../etc',
    '%00',
    '{{7*7}}',
    'null',
    '1e400',
    '\u2028',
    '𝒳'.repeat(20),
    'x'.repeat(10_000),
  ),
  fc
    .tuple(fc.constantFrom(...controls), fc.constantFrom('', 'Dupont', ' '))
    .map(([control, text]) => text + control + text),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

const strings = (schema: JsonSchema): fc.Arbitrary<unknown> => {
  if (schema.format === 'uuid') return fc.uuid();
  if (schema.format === 'date')
    return fc
      .date({ min: new Date('1900-01-02'), max: new Date('2199-12-30'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
  if (schema.format === 'date-time')
    return fc
      .date({ min: new Date('1900-01-02'), max: new Date('2199-12-30'), noInvalidDate: true })
      .map((date) => date.toISOString());
  if (schema.format === 'email') return fc.emailAddress();
  if (schema.format === 'uri') return fc.webUrl();
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern.replace(/\/u$/, ''), 'u'));
  return fc.string({
    unit: 'grapheme',
    minLength: schema.minLength ?? 0,
    maxLength: Math.min(schema.maxLength ?? 50, 60),
  });
};

/** Values the contract accepts. */
export function valid(given: JsonSchema, depth = 0): fc.Arbitrary<unknown> {
  const schema = resolve(given);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map((one) => valid(one, depth)));
  const types = [schema.type ?? []].flat();
  if (types.length > 1) return fc.oneof(...types.map((type) => valid({ ...schema, type }, depth)));
  switch (types[0]) {
    case 'object': {
      const properties = schema.properties ?? {};
      const extra =
        typeof schema.additionalProperties === 'object' && depth < 4
          ? fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), valid(schema.additionalProperties, depth + 1), {
              maxKeys: 3,
            })
          : fc.constant({});
      const own = fc.record(
        Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, valid(one, depth + 1)])),
        { requiredKeys: [...(schema.required ?? [])] },
      );
      return fc.tuple(own, extra).map(([record, more]) => ({ ...more, ...record }));
    }
    case 'array':
      return fc.array(valid(schema.items ?? {}, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -1000, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 1000, 2 ** 31 - 1),
      });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return strings(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

const nested = (depth: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
};

const junk = fc.oneof(
  hostile,
  fc.constantFrom(null, -1, 0, 1e21, -1e308, 2 ** 53, true, [], {}, [null], { a: { b: [] } }),
  fc.constantFrom(40, 2000).map(nested),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Headers a careless or hostile client sends; none may break a call, or let it pass where it should not. */
export const headers = fc.record(
  {
    'content-type': fc.constantFrom(
      'text/plain',
      'application/json; charset=utf-7',
      'application/json, text/plain',
      'multipart/form-data; boundary=x',
      '',
    ),
    'if-match': fc.constantFrom('*', '"1", "2"', 'W/"1"', '"9007199254740993"', '1', '"-1"', '""'),
    'idempotency-key': fc.constantFrom('x', 'x'.repeat(256), 'clé d’envoi', ' ', '12345678, 12345678'),
    'x-request-id': fc.constantFrom('x'.repeat(5000), '<script>', '../..', ''),
    'x-forwarded-for': fc.constantFrom('127.0.0.1', '::1, 10.0.0.1'),
    authorization: fc.constantFrom('Bearer x, Bearer y', 'Bearer ', 'bearer', 'Basic Og=='),
    accept: fc.constantFrom('text/html', 'image/*;q=0', ''),
    'content-length': fc.constantFrom('0', '-1', 'x'),
  },
  { requiredKeys: [] },
);

/** Bodies near a valid one: a field replaced by junk, left out, or added; or all of it junk. */
export function near(schema: JsonSchema, base: object): fc.Arbitrary<unknown> {
  const names = Object.keys(resolve(schema).properties ?? {});
  const field = fc.constantFrom(...(names.length > 0 ? names : ['nothing']));
  return fc.oneof(
    { weight: 4, arbitrary: valid(schema) },
    { weight: 4, arbitrary: fc.tuple(field, junk).map(([name, value]) => ({ ...base, [name]: value })) },
    {
      weight: 2,
      arbitrary: valid(schema).chain((body) =>
        fc.tuple(field, junk).map(([name, value]) => ({ ...(body as object), [name]: value })),
      ),
    },
    {
      weight: 1,
      arbitrary: field.map((name) =>
        Object.fromEntries(Object.entries(base).filter(([key]) => key !== name)),
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(hostile, junk)
        .map(([name, value]) => JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as unknown),
    },
    { weight: 1, arbitrary: junk },
  );
}
