import { z } from '@hono/zod-openapi';
import { typeset } from './typeset.ts';

/** The closed list of problems; each has a page in openapi/problems. A new one needs a page and a reason. */
export const problemTypes = {
  'malformed-body': { status: 400, title: 'Le contenu envoyé est illisible' },
  unauthenticated: { status: 401, title: "Votre session n'est pas ouverte ou a pris fin" },
  forbidden: { status: 403, title: "Vous n'avez pas le droit de faire cela" },
  'sign-in-refused': { status: 401, title: 'La connexion est refusée' },
  'proof-required': { status: 403, title: 'Confirmez votre identité auprès de Lastria' },
  'proof-too-old': { status: 403, title: 'Confirmez de nouveau votre identité' },
  'isolated-only': { status: 403, title: "Cet écran ne s'ouvre pas dans la page du portail" },
  'origin-refused': { status: 403, title: "Cette page n'est pas autorisée à utiliser Lastria" },
  'not-found': { status: 404, title: 'Introuvable' },
  'method-not-allowed': { status: 405, title: "Cette opération n'existe pas à cette adresse" },
  conflict: { status: 409, title: "L'état actuel ne permet pas cette opération" },
  disclosure: { status: 409, title: 'Ces chiffres révéleraient des personnes' },
  'search-first': { status: 409, title: 'Cherchez la personne avant de créer son dossier' },
  'call-in-flight': { status: 409, title: 'Le même envoi est déjà en cours' },
  'stale-version': { status: 412, title: 'Quelqu’un a modifié ces informations entre-temps' },
  'body-too-large': { status: 413, title: 'Le contenu envoyé est trop volumineux' },
  'unsupported-media-type': { status: 415, title: "Le format du contenu envoyé n'est pas accepté" },
  'invalid-request': { status: 422, title: 'Certaines informations ne sont pas valables' },
  'key-reused': { status: 422, title: 'La même clé a déjà servi à un autre envoi' },
  'version-required': { status: 428, title: 'La version des informations modifiées doit être indiquée' },
  'too-many-requests': { status: 429, title: 'Trop de demandes en peu de temps' },
  internal: { status: 500, title: 'Une erreur est survenue chez nous' },
  unavailable: { status: 503, title: 'Lastria est momentanément indisponible' },
} as const;
export type ProblemType = keyof typeof problemTypes;

export const problemBase = 'https://lastria.example/problems/';

export const problemSchema = z
  .object({
    type: z.string().describe('Address of the page that explains this type of problem.'),
    title: z.string().describe('The problem in one French sentence.'),
    status: z.int(),
    detail: z.string().describe('What happened, what is safe and what to do, in French.'),
    instance: z.string().describe('Identifier of the call, to give to support.'),
    errors: z
      .array(
        z.object({
          pointer: z.string().describe('JSON pointer into the body, or #name of a parameter.'),
          detail: z.string(),
        }),
      )
      .optional()
      .describe('One item for each field to correct.'),
    currentVersion: z.string().optional().describe('With stale-version: the ETag to build on.'),
    reason: z.string().optional().describe('With disclosure: in which way somebody would be revealed.'),
    publicationIds: z
      .array(z.string())
      .optional()
      .describe('With disclosure: what was diffused before that would reveal somebody beside it.'),
    recorded: z
      .literal(true)
      .optional()
      .describe(
        'With not-found or forbidden, when an Idempotency-Key is sent again: the act was done the first time; what it gave back is beyond reach now.',
      ),
  })
  .openapi('Problem');

export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** A documented refusal: thrown anywhere below a route, answered as application/problem+json. */
export class Problem extends Error {
  readonly type: ProblemType;
  readonly detail: string;
  readonly errors: readonly FieldError[] | undefined;
  readonly currentVersion: string | undefined;
  readonly recorded: boolean;
  readonly reason: string | undefined;
  readonly publicationIds: readonly string[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    type: ProblemType,
    detail: string,
    more: {
      errors?: readonly FieldError[];
      currentVersion?: string;
      recorded?: boolean;
      reason?: string;
      publicationIds?: readonly string[];
      headers?: Record<string, string>;
    } = {},
  ) {
    super(`${type}: ${detail}`);
    this.type = type;
    this.detail = typeset(detail);
    this.errors = more.errors?.map((one) => ({ ...one, detail: typeset(one.detail) }));
    this.currentVersion = more.currentVersion;
    this.recorded = more.recorded ?? false;
    this.reason = more.reason;
    this.publicationIds = more.publicationIds;
    this.headers = more.headers ?? {};
  }

  get status(): number {
    return problemTypes[this.type].status;
  }

  toResponse(requestId: string): Response {
    const body = {
      type: problemBase + this.type,
      title: problemTypes[this.type].title,
      status: this.status,
      detail: this.detail,
      instance: requestId,
      ...(this.errors ? { errors: this.errors } : {}),
      ...(this.currentVersion ? { currentVersion: this.currentVersion } : {}),
      ...(this.recorded ? { recorded: true } : {}),
      ...(this.reason === undefined ? {} : { reason: this.reason }),
      ...(this.publicationIds ? { publicationIds: this.publicationIds } : {}),
    };
    return new Response(JSON.stringify(body), {
      status: this.status,
      headers: {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        ...this.headers,
      },
    });
  }
}

/** The same answer for what does not exist and for what may not be seen. */
export const notFound = () =>
  new Problem('not-found', "Ce que vous demandez n'existe pas, ou ne fait pas partie de vos dossiers.");

/**
 * The answer to a repeated call whose reply may not be given again: whoever calls learns that his own act was done, and
 * nothing of what it concerned. What is gone from his sight is `not-found`; what he now sees less of is `forbidden`.
 */
export const recordedOnly = (type: 'not-found' | 'forbidden') =>
  new Problem(
    type,
    type === 'not-found'
      ? 'Cet envoi a été enregistré la première fois. Ce qu’il concernait ne fait plus partie de vos dossiers.'
      : 'Cet envoi a été enregistré la première fois ; vos droits ont changé depuis. Relisez ce que vous voyez encore.',
    { recorded: true },
  );

/** One field is wrong for a reason the schema cannot say. */
export const invalid = (pointer: string, detail: string) =>
  new Problem('invalid-request', 'Corrigez le champ indiqué, puis recommencez. Rien n’a été enregistré.', {
    errors: [{ pointer, detail }],
  });
