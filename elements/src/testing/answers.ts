/** What the small servers of the tests answer. */
export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
}

export const problem = (
  status: number,
  type: string,
  title: string,
  detail: string,
  errors?: { pointer: string; detail: string }[],
): Answer => ({
  status,
  body: {
    type: `https://lastria.fr/problems/${type}`,
    status,
    title,
    detail,
    instance: '0197-5a2c',
    ...(errors ? { errors } : {}),
  },
});

export const refusals = {
  forbidden: problem(403, 'forbidden', 'Vous n’avez pas ce droit', 'Demandez à votre administrateur.'),
  broken: problem(
    500,
    'internal',
    'Le service a rencontré une difficulté',
    'Réessayez dans quelques instants.',
  ),
  stale: problem(412, 'stale-version', 'Cette valeur vient de changer', 'Relisez-la, puis recommencez.'),
  proofTooOld: problem(
    403,
    'proof-too-old',
    'Confirmez de nouveau votre identité',
    'Confirmez de nouveau votre identité, puis recommencez. Rien n’a été fait.',
  ),
};

export function responseOf(request: Request, answer: Answer): Response {
  const { status = request.method === 'DELETE' ? 204 : 200, body } = answer;
  const headers = { 'x-request-id': '0197-5a2c' };
  if (status === 204) return new Response(null, { status, headers });
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...headers,
      'content-type': status >= 400 ? 'application/problem+json' : 'application/json',
    },
  });
}
