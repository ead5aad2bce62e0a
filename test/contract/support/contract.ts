import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { emitContract } from '../../../server/src/contract.ts';

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly example?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

interface Emitted {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: JsonSchema }> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Record<string, { readonly schema: JsonSchema }> }>
  >;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly 'x-lastria'?: {
    readonly personal: boolean;
    readonly readOnly: boolean;
    readonly idempotent: boolean;
    readonly versioned: boolean;
    readonly proof: 'none' | 'factor' | 'recent';
    readonly ownPage?: boolean;
  };
}

/** An operation as the emitted contract states it. */
export interface ContractOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** How sure it must be of who is there. */
  readonly proof: 'none' | 'factor' | 'recent';
  readonly pathParameters: readonly string[];
  readonly query: readonly Parameter[];
  readonly body: JsonSchema | undefined;
  /** The body is bytes. */
  readonly binary: boolean;
  /** What it gives is a file. */
  readonly sends: boolean;
  readonly success: number;
  readonly statuses: ReadonlySet<number>;
  readonly personal: boolean;
  readonly readOnly: boolean;
  readonly idempotent: boolean;
  /** An Idempotency-Key may be given. */
  readonly takesKey: boolean;
  readonly versioned: boolean;
  /** Called with the credentials of a host's back end instead of a session. */
  readonly byClient: boolean;
  /** Called by our own pages alone, before there is a session or about it. */
  readonly ownPage: boolean;
}

const document = JSON.parse(emitContract()) as {
  paths: Record<string, Record<string, Emitted>>;
  components: { schemas: Record<string, JsonSchema> };
};

/** An answer that never ends is walked by a suite of its own, server/src/live/live.test.ts. */
const isStream = ({ responses }: Emitted) => 'text/event-stream' in (responses['200']?.content ?? {});

/** The token endpoint speaks OAuth: forms, and errors of its own. Its suite: server/src/features/access/token.test.ts. */
const isForm = ({ requestBody }: Emitted) =>
  'application/x-www-form-urlencoded' in (requestBody?.content ?? {});

const everyOperation: readonly ContractOperation[] = Object.entries(document.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods)
      .filter(([, emitted]) => !isStream(emitted) && !isForm(emitted))
      .map(([method, emitted]) => {
        const statuses = Object.keys(emitted.responses).map(Number);
        const marks = emitted['x-lastria'];
        return {
          id: emitted.operationId,
          method: method.toUpperCase(),
          path,
          pathParameters: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!),
          query: (emitted.parameters ?? []).filter((parameter) => parameter.in === 'query'),
          body: emitted.requestBody?.content['application/json']?.schema,
          binary: 'application/octet-stream' in (emitted.requestBody?.content ?? {}),
          sends: 'application/octet-stream' in (emitted.responses['200']?.content ?? {}),
          success: statuses.find((status) => status < 300)!,
          statuses: new Set(statuses),
          personal: marks?.personal ?? true,
          readOnly: marks?.readOnly ?? false,
          idempotent: marks?.idempotent ?? false,
          takesKey: (emitted.parameters ?? []).some(({ name }) => name === 'Idempotency-Key'),
          versioned: marks?.versioned ?? false,
          proof: marks?.proof ?? 'factor',
          ownPage: marks?.ownPage ?? false,
          byClient: (emitted.security ?? []).some((one) => 'client' in one),
        };
      }),
);

/** Operations by which the work is done. */
export const contractOperations = everyOperation.filter(({ ownPage }) => !ownPage);
/** Operations of our own pages: they open sessions. */
export const ownPageOperations = everyOperation.filter(({ ownPage }) => ownPage);

export const operationNamed = (id: string): ContractOperation =>
  contractOperations.find((one) => one.id === id)!;

/** A schema with its reference followed. */
export function resolve(schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  return resolve(document.components.schemas[schema.$ref.replace('#/components/schemas/', '')]!);
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, 'contract');
const validators = new Map<string, ValidateFunction>();

function validatorAt(...pointer: string[]): ValidateFunction {
  const address = `contract#/${pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
  const found = validators.get(address) ?? ajv.compile({ $ref: address });
  validators.set(address, found);
  return found;
}

/** Whether the contract accepts this body. */
export const acceptsBody = (one: ContractOperation, body: unknown): boolean =>
  validatorAt(
    'paths',
    one.path,
    one.method.toLowerCase(),
    'requestBody',
    'content',
    'application/json',
    'schema',
  )(body) as boolean;

/** What of an answer is not in the contract. */
export function offContract(
  one: ContractOperation,
  answer: { status: number; type: string | null; text: string },
): string[] {
  if (!one.statuses.has(answer.status)) return [`status ${answer.status} is not documented`];
  const response = document.paths[one.path]![one.method.toLowerCase()]!.responses[answer.status]!;
  const type = answer.type?.split(';')[0] ?? null;
  if (!response.content) return answer.text === '' ? [] : ['a body where none is documented'];
  if (type === null || !(type in response.content)) return [`content type ${type} is not documented`];
  // A stream has a suite of its own, and a file no shape
  if (type === 'text/event-stream' || type === 'application/octet-stream') return [];
  const validate = validatorAt(
    'paths',
    one.path,
    one.method.toLowerCase(),
    'responses',
    String(answer.status),
    'content',
    type,
    'schema',
  );
  return validate(JSON.parse(answer.text))
    ? []
    : validate.errors!.map((error) => `${error.instancePath} ${error.message}`);
}
