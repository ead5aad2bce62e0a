import { randomUUID } from 'node:crypto';
import { resolve, type JsonSchema } from '../contract.ts';
import type { Scene } from '../scene.ts';

/** The least valid value of a schema: what is required, as its example or its format says. */
export function exampleOf(given: JsonSchema, scene: Scene, name = ''): unknown {
  const schema = resolve(given);
  const [type] = [schema.type].flat();
  if (name === 'unitId') return scene.north;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf ?? schema.oneOf) return exampleOf((schema.anyOf ?? schema.oneOf)![0]!, scene, name);
  if (type === 'object') {
    return Object.fromEntries(
      (schema.required ?? []).map((key) => [key, exampleOf(schema.properties![key]!, scene, key)]),
    );
  }
  if (type === 'array') return schema.minItems ? [exampleOf(schema.items!, scene)] : [];
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return true;
  if (schema.format === 'uuid') return randomUUID();
  return schema.example ?? 'Exemple';
}
